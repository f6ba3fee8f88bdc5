"""Sessions on drives where no memory can be shared through a file: network shares, some USB drives.

With `bindfs` on a real one (Linux, as root); everywhere with what SQLite says there.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from desktop_app.catalog import connecting, opening
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.connecting import Journal
from desktop_app.catalog.renaming import rename
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN
from tests.unit.catalog.catalog_helpers import PACK, folder_state, outcome

OLD_SESSIONS = Path(__file__).parent / "old_sessions"


class _WithoutSharedMemory(sqlite3.Connection):
    """Says what SQLite says on such a drive: as soon as a file with a log is used, unless by one connection alone."""

    log = exclusive = False

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        words = sql.lower().replace(" ", "")
        if words.startswith("pragmalocking_mode=exclusive"):
            self.exclusive = True
        if words.startswith(("select", "begin", "create", "insert")) and not self.exclusive and self._has_log():
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = "SQLITE_IOERR_SHMMAP"
            raise error
        return super().execute(sql, *values)

    def _has_log(self) -> bool:
        file = super().execute("PRAGMA database_list").fetchone()[2]
        if not file:
            return False
        with Path(file).open("rb") as stream:
            return stream.read(20)[18:20] == b"\x02\x02"


def mounted(source: Path, target: Path) -> bool:
    """Show one folder as another, on a drive without shared memory; False where that cannot be done."""
    source.mkdir()
    target.mkdir()
    done = subprocess.run(["bindfs", "-o", "direct_io", str(source), str(target)], capture_output=True, check=False)
    return done.returncode == 0


@pytest.fixture(params=["bindfs", "simulated"])
def drive(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on such a drive."""
    folder = tmp_path / "drive"
    if request.param == "simulated":
        folder.mkdir()
        connect = sqlite3.connect

        def connected(file: str, *values: Any, **named: Any) -> sqlite3.Connection:
            there = folder.as_posix() in unquote(str(file)).replace("\\", "/") and "immutable" not in str(file)
            kind = _WithoutSharedMemory if there else sqlite3.Connection
            return connect(file, *values, factory=kind, **named)

        monkeypatch.setattr(sqlite3, "connect", connected)
        yield folder
        return
    if shutil.which("bindfs") is None or not os.access("/dev/fuse", os.W_OK):
        pytest.skip("no bindfs or no /dev/fuse: the real drive is not tried, only what SQLite says there")
    if not mounted(tmp_path / "source", folder):
        pytest.skip("bindfs may not mount here: the real drive is not tried, only what SQLite says there")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def is_log(path: Path) -> bool:
    return path.read_bytes()[18:20] == b"\x02\x02"


def test_a_session_is_made_filled_and_opened_again(drive: Path) -> None:
    path = drive / "Shelter.pawsort"
    with Session.create(path) as session:
        rows = session.add_photos([Path(f"/x/{place}.jpg") for place in range(5)])
        session.record_outcomes([outcome(row.photo_id, row.path, content="x") for row in rows], PACK)
        applied = session.apply(LabelPhotos([1, 2], UNKNOWN))
        session.take_back(applied.change_id)
        session.apply(LabelPhotos([3], NO_DOG))
        expected = session.rows()
    assert list(folder_state(drive)) == ["Shelter.pawsort"]
    with Session.open(path) as session:
        assert session.rows() == expected
        assert [entry.kind for entry in session.history()] == ["label_photos", "set_labels", "label_photos"]
        assert len(session.columns()) == 5
    assert list(folder_state(drive)) == ["Shelter.pawsort"]


def test_a_session_of_another_drive_keeps_what_was_only_in_its_log(drive: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere" / "Shelter.pawsort"
    with Session.create(elsewhere) as session:
        session.add_photos([Path("/x/1.jpg"), Path("/x/2.jpg")])
        session.apply(LabelPhotos([2], UNKNOWN))
        path = drive / "Shelter.pawsort"
        shutil.copyfile(elsewhere, path)
        shutil.copyfile(f"{elsewhere}-wal", f"{path}-wal")
    with Session.open(path) as session:
        assert [row.label for row in session.rows()] == [None, UNKNOWN]
        session.apply(LabelPhotos([1], NO_DOG))
    assert not is_log(path)
    assert list(folder_state(drive)) == ["Shelter.pawsort"]


def test_back_on_a_usual_drive_a_session_has_its_log_again(drive: Path, tmp_path: Path) -> None:
    path = drive / "Shelter.pawsort"
    with Session.create(path) as session:
        session.add_photos([Path("/x/1.jpg")])
    assert not is_log(path)
    home = tmp_path / "home.pawsort"
    shutil.copyfile(path, home)
    with Session.open(home) as session:
        session.apply(LabelPhotos([1], UNKNOWN))
    assert is_log(home)
    assert {file.name for file in tmp_path.iterdir()} <= {"home.pawsort", "drive", "source"}


@pytest.mark.parametrize("old", sorted(OLD_SESSIONS.glob("*.pawsort")), ids=lambda file: file.stem)
def test_a_session_of_an_older_version_is_brought_up_to_date_there(drive: Path, old: Path) -> None:
    path = drive / "Old.pawsort"
    shutil.copyfile(old, path)
    with Session.open(path) as session:
        session.add_photos([Path("/x/new.jpg")])
        assert session.rows()[-1].path.name == "new.jpg"
    assert list(folder_state(drive)) == ["Old.pawsort"]


def test_a_session_is_copied_and_renamed_there(drive: Path) -> None:
    path, copy, new = drive / "a.pawsort", drive / "b.pawsort", drive / "c.pawsort"
    with Session.create(path) as session:
        session.add_photos([Path("/x/1.jpg")])
        session.apply(LabelPhotos([1], UNKNOWN))
        session.save_copy(copy)
    assert rename(path, new) is None
    for file in (copy, new):
        with Session.open(file) as session:
            assert [row.label for row in session.rows()] == [UNKNOWN]


def test_threads_read_and_write_at_once_and_none_is_turned_away(drive: Path) -> None:
    path = drive / "Shelter.pawsort"
    problems: list[BaseException] = []
    with Session.create(path) as session:
        session.add_photos([Path(f"/x/{place}.jpg") for place in range(300)])
    ends = time.monotonic() + 1.5
    written = [0, 0]

    def work(act: int) -> None:
        try:
            with Session.open(path) as own:
                while time.monotonic() < ends:
                    if act < 2:
                        label = (UNKNOWN, NO_DOG)[written[act] % 2]
                        own.apply(LabelPhotos([1 + act], label))
                        written[act] += 1
                    else:
                        assert len(own.columns()) == 300
                        own.history()
        except BaseException as error:  # noqa: BLE001 - shown below
            problems.append(error)

    threads = [threading.Thread(target=work, args=(act,)) for act in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    with Session.open(path) as session:
        assert len(session.history()) == sum(written)
        assert min(written) > 2


LABEL_ON = """
import itertools, sys
from pathlib import Path
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN
with Session.open(Path(sys.argv[1])) as session:
    for place in itertools.count():
        session.apply(LabelPhotos([1 + place % 50], (NO_DOG, UNKNOWN)[place // 50 % 2]))
        print(place, flush=True)
"""


def test_a_killed_process_loses_nothing_there(tmp_path: Path, repository: Path) -> None:
    if shutil.which("bindfs") is None or not os.access("/dev/fuse", os.W_OK):
        pytest.skip("no bindfs or no /dev/fuse")
    drive = tmp_path / "drive"
    if not mounted(tmp_path / "source", drive):
        pytest.skip("bindfs may not mount here")
    try:
        path = drive / "Shelter.pawsort"
        with Session.create(path) as session:
            session.add_photos([Path(f"/x/{place}.jpg") for place in range(50)])
        for attempt in range(6):
            command = [sys.executable, "-c", LABEL_ON, str(path)]
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=repository) as process:
                assert process.stdout is not None
                said = [int(process.stdout.readline()) for _ in range(20 + attempt * 7)]
                time.sleep(0.0007 * attempt)
                process.kill()
                said += [int(line) for line in process.stdout.read().split("\n")[:-1]]
            with Session.open(path) as session:
                labels = [row.label for row in session.rows()]
            # The change after the last one that was told may be in the file or not.
            for place in said[-49:]:
                assert labels[place % 50] == (NO_DOG, UNKNOWN)[place // 50 % 2]
    finally:
        subprocess.run(["umount", "-l", str(drive)], check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="one of SQLite's drivers for Unix")
def test_a_drive_whose_files_know_no_shared_memory_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "Shelter.pawsort"
    with Session.create(path) as session:
        session.add_photos([Path("/x/1.jpg")])
    plain = connecting.address
    monkeypatch.setattr(connecting, "address", lambda file, options: plain(file, options + "&vfs=unix-dotfile"))
    assert connecting.settle_journal(path) is Journal.ROLLBACK
    with closing(connecting.connect(path, Journal.ROLLBACK)) as connection:
        assert connection.execute("SELECT count(*) FROM photos").fetchone() == (1,)
        connection.execute("UPDATE photos SET width = 7")
    assert not is_log(path)


def test_a_pending_rollback_journal_is_part_of_the_session(tmp_path: Path) -> None:
    path, killed = tmp_path / "Shelter.pawsort", tmp_path / "killed.pawsort"
    with Session.create(path) as session:
        session.add_photos([Path(f"/x/{place}.jpg") for place in range(400)])
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE photos SET path = CAST(path || '.half' AS TEXT), modified_ns = 7")
        shutil.copyfile(path, killed)
        shutil.copyfile(f"{path}-journal", f"{killed}-journal")
        connection.execute("ROLLBACK")
    opening.check_content(killed)
    with Session.open(killed) as session:
        assert {row.path.suffix for row in session.rows()} == {".jpg"}
