"""Copies to look at: where there is no room for them, the session's own drive is not blamed, and nothing is lost."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.stopping.full_disk import unshared
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.rescue import rescue
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import UNKNOWN

KILLED = """
import os, signal, sys
from pathlib import Path
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import UNKNOWN
session = Session.create(Path(sys.argv[1]))
(row,) = session.add_photos([Path("/x/1.jpg")])
session.apply(LabelPhotos([row.photo_id], UNKNOWN))
os.kill(os.getpid(), signal.SIGKILL)
"""
# The temporary folder and the app's own lie on a full disk; the session does not.
ON_A_FULL_DISK = """
import os, subprocess, sys, tempfile
from pathlib import Path
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.session import Session
path, full = Path(sys.argv[1]), Path(sys.argv[2])
subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={sys.argv[3]}", "none", str(full)], check=True)
os.environ["PAWSORT_HOME"] = str(full)
os.environ.pop("PAWSORT_CACHE", None)
tempfile.tempdir = str(full)
try:
    Session.open(path)
except SessionError as error:
    print(error.fault.code, error.fault.facts["file"])
assert list(full.rglob("pawsort-*")) == []
"""


@pytest.fixture
def killed(tmp_path: Path, repository: Path) -> Path:
    """A session whose label stands in its log alone."""
    if sys.platform == "win32":
        pytest.skip("no process can be killed as surely there")
    (tmp_path / "sessions").mkdir()
    path = tmp_path / "sessions" / "Shelter.pawsort"
    subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=repository, check=False)
    assert path.with_name("Shelter.pawsort-wal").stat().st_size > 0
    return path


def content(path: Path) -> dict[str, bytes]:
    return {
        file.name: file.read_bytes() for file in path.parent.iterdir() if file.suffix in (".pawsort", ".pawsort-wal")
    }


def labels(path: Path) -> list[object]:
    with Session.open(path) as session:
        return [row.label for row in session.rows()]


@pytest.mark.parametrize("what", ["missing", "full", "a file"])
def test_without_a_temporary_folder_our_own_files_have_room(
    killed: Path, what: str, tmp_path: Path, isolated_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = tmp_path / "tmp"
    if what == "a file":
        away.write_bytes(b"")
    if what == "full":
        away.mkdir()
        usage = shutil.disk_usage
        monkeypatch.setattr(
            "shutil.disk_usage", lambda place: usage(place)._replace(free=0) if Path(place) == away else usage(place)
        )
    monkeypatch.setattr(tempfile, "tempdir", str(away))
    assert labels(killed) == [UNKNOWN]
    assert not away.is_dir() or list(away.iterdir()) == []


def looked_at(path: Path) -> object:
    path.chmod(0o444)
    return Session.open(path, or_look=True)


@pytest.mark.parametrize("act", [Session.open, looked_at, lambda path: rescue(path, path.with_name("rescued.pawsort"))])
def test_without_any_room_the_folder_is_named_and_nothing_is_touched(
    killed: Path, act: Callable[[Path], object], tmp_path: Path, isolated_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(killed)
    (tmp_path / "tmp").mkdir()
    with monkeypatch.context() as full:
        full.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
        usage = shutil.disk_usage
        full.setattr("shutil.disk_usage", lambda place: usage(place)._replace(free=100_000))
        with pytest.raises(SessionError) as refused:
            act(killed)
    assert (refused.value.fault.code, refused.value.fault.facts) == ("app.disk_full", {"file": str(tmp_path / "tmp")})
    assert content(killed) == before
    killed.chmod(0o644)
    assert labels(killed) == [UNKNOWN]


@pytest.mark.parametrize("size", ["16k", "200k", "5m"])
def test_a_disk_that_is_really_full(killed: Path, size: str, tmp_path: Path, repository: Path) -> None:
    namespace = unshared()
    if namespace is None:
        pytest.skip("NO DISK WAS FULL: nobody may mount one here (root, or user namespaces)")
    before = content(killed)
    full = tmp_path / "full"
    full.mkdir()
    done = subprocess.run(
        [*namespace, sys.executable, "-c", ON_A_FULL_DISK, str(killed), str(full), size],
        cwd=repository, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    said = [] if size == "5m" else ["app.disk_full", str(full)]
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, said, "")
    if said:
        assert content(killed) == before
    assert labels(killed) == [UNKNOWN]


def test_a_copy_that_fills_the_disk_all_the_same_is_not_the_sessions_fault(
    killed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Quotas, and others who write there too."""
    before = content(killed)

    def full(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(source), None, str(target))

    with monkeypatch.context() as patched:
        patched.setattr("shutil.copyfile", full)
        with pytest.raises(SessionError, match=r"^app\.disk_full \(file='.*pawsort-"):
            Session.open(killed)
    assert content(killed) == before
    with Session.open(killed) as session:
        session.apply(LabelPhotos([1], UNKNOWN))
