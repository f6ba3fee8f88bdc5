"""A session that is made on a nearly full disk is there, whole, or nothing is."""

import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.catalog import making, opening
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.session import Session

KILOBYTE = 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 400 KB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk: what SQLite says of a full one is tried instead")
    command = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here: what SQLite says of a full one is tried instead")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_on_a_small_disk_a_session_is_made_whole_or_not_at_all(small_disk: Path) -> None:
    filler, path = small_disk / "filler", small_disk / "sessions" / "Shelter.pawsort"
    (small_disk / "sessions").mkdir()
    made = []
    codes: set[str] = set()
    for kilobytes in range(400, 0, -4):
        with filler.open("wb") as file:
            try:
                os.posix_fallocate(file.fileno(), 0, kilobytes * KILOBYTE)
            except OSError:
                continue
        try:
            Session.create(path).close()
        except SessionError as error:
            codes.add(error.fault.code)
            assert list(path.parent.iterdir()) == [], f"with {kilobytes} KB in use"
            made.append(False)
        else:
            filler.unlink()
            assert list(path.parent.iterdir()) == [path]
            with Session.open(path) as session:
                assert len(session.add_photos([Path("/x/1.jpg")])) == 1
            path.unlink()
            made.append(True)
    assert codes == {"session.disk_full"}
    assert 20 < made.count(False) < len(made) - 20
    assert made == sorted(made), "a fuller disk never has room for what a less full one has not"


class _SmallDisk(sqlite3.Connection):
    """Has room for so many pages."""

    room = 0

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        super().execute(f"PRAGMA max_page_count = {self.room}")
        return super().execute(sql, *values)


@pytest.mark.parametrize("room", range(1, 19))
def test_where_sqlite_finds_no_room_for_a_page_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    connect = sqlite3.connect
    monkeypatch.setattr(_SmallDisk, "room", room)
    monkeypatch.setattr(sqlite3, "connect", lambda file, **named: connect(file, factory=_SmallDisk, **named))
    with pytest.raises(SessionError, match=r"session\.disk_full"):
        Session.create(tmp_path / "Shelter.pawsort")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", ["fsync", "replace", "open"])
def test_where_the_system_finds_no_room_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    act = getattr(os, step)

    def full(*values: object, **named: object) -> object:
        if step != "open" or ".lock" in str(values[0]):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return act(*values, **named)

    monkeypatch.setattr(os, step, full)
    with pytest.raises(SessionError, match=r"session\.disk_full"):
        Session.create(tmp_path / "Shelter.pawsort")
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_closing_left_short_is_not_put_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "Shelter.pawsort"

    def fill(draft: Path) -> None:
        making.empty_session(draft)
        os.truncate(draft, draft.stat().st_size - 1)

    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        making.write_whole(path, fill)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_another_put_there_is_not_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "Shelter.pawsort"
    making.create(path)
    made = opening.identity(path)
    (tmp_path / "other").write_bytes(b"mine")
    (tmp_path / "other").replace(path)
    making.discard(path, made)
    assert path.read_bytes() == b"mine"
