"""The file of an open session goes away, or gets another content: it is known, and nothing more is written into it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.stopping.full_disk import unshared
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN
from tests.unit.catalog.mutations import make_session

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open file stays what it is there")

AWAY = """
import os, subprocess, sys
from pathlib import Path
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN
drive, elsewhere = map(Path, sys.argv[1:])
subprocess.run(["mount", "-t", "tmpfs", "none", str(drive)], check=True)
with Session.create(drive / "Shelter.pawsort") as session:
    ids = [row.photo_id for row in session.add_photos([drive / f"{number}.jpg" for number in range(5)])]
    session.apply(LabelPhotos(ids[:3], UNKNOWN))
    kept = session.kept()
    assert kept.fault() is None
    subprocess.run(["umount", "-l", str(drive)], check=True)
    assert kept.fault().code == "session.moved", kept.fault()
    try:
        session.apply(LabelPhotos(ids[3:], NO_DOG))
    except SessionError as error:
        print(error.fault.code)
    session.save_copy(elsewhere / "copy.pawsort")
assert list(drive.iterdir()) == [], "nothing is written into the empty place"
"""


def test_a_drive_that_is_unmounted_while_its_session_is_open(tmp_path: Path, repository: Path) -> None:
    namespace = unshared()
    if namespace is None:
        pytest.skip("NO DRIVE WAS UNMOUNTED: nobody may mount one here (root, or user namespaces)")
    drive, elsewhere = tmp_path / "drive", tmp_path / "elsewhere"
    drive.mkdir()
    elsewhere.mkdir()
    done = subprocess.run(
        [*namespace, sys.executable, "-c", AWAY, str(drive), str(elsewhere)],
        cwd=repository, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, ["session.moved"], "")
    with Session.open(elsewhere / "copy.pawsort") as copy:
        assert [row.label for row in copy.rows()] == [UNKNOWN] * 3 + [None] * 2


def another_program(path: Path, statement: str) -> None:
    program = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchall()"
    subprocess.run([sys.executable, "-c", program, str(path), statement], check=True)


def copied(path: Path, other: Path) -> None:
    shutil.copyfile(other, path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    make_session(tmp_path / "Shelter.pawsort")
    return tmp_path / "Shelter.pawsort"


@pytest.fixture
def other(tmp_path: Path, path: Path) -> Path:
    """A copy of the session of another moment, as long as it or longer."""
    with Session.open(path) as session:
        session.save_copy(tmp_path / "other.pawsort")
    with Session.open(tmp_path / "other.pawsort") as session:
        session.apply(LabelPhotos([21], UNKNOWN))
    return tmp_path / "other.pawsort"


@pytest.mark.parametrize("writes_first", [False, True])
def test_nothing_is_written_into_a_session_that_was_copied_over_ours(
    path: Path, other: Path, writes_first: bool
) -> None:
    with Session.open(path) as session:
        if writes_first:
            session.apply(LabelPhotos([20], NO_DOG))
        copied(path, other)
        assert session.kept().fault() is not None
        with pytest.raises(SessionError, match=r"^session\.overwritten "):
            session.apply(LabelPhotos([20], NO_DOG))
        with pytest.raises(SessionError, match=r"^session\.overwritten "):
            session.save_copy(path.with_name("copy.pawsort"))
        assert not path.with_name("copy.pawsort").exists()
        with pytest.raises(SessionError, match=r"^session\.overwritten "):
            Session.open(path)


@pytest.mark.parametrize("journal", ["wal", "delete"])
def test_what_this_process_writes_is_never_taken_for_another_programs(
    path: Path, journal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also not what only closing or a full log brings into the file, nor a date that somebody sets."""
    if journal == "delete":
        monkeypatch.setattr("desktop_app.catalog.connecting._has_shared_memory", lambda _folder: False)
        another_program(path, "PRAGMA journal_mode = DELETE")
    with Session.open(path) as session:
        kept = session.kept()
        assert session.reads_without_waiting == (journal == "wal")
        for number in range(30):
            with Session.open(path) as another:
                another.add_photos([Path(f"/x/{number}/{each:0900}.jpg") for each in range(200)])
                assert kept.fault() is None
            session.apply(LabelPhotos([1 + number % 20], (UNKNOWN, NO_DOG)[number % 2]))
            os.utime(path)
            assert kept.fault() is None
        with pytest.raises(SessionError):
            session.apply(LabelPhotos([10**9], UNKNOWN))
        assert kept.fault() is None
        another_program(path, "SELECT count(*) FROM photos")
        assert kept.fault() is None
