"""Connections to session files, and which journal a drive allows.

Sessions are written with a write-ahead log: readers and the writer do not wait for each other. It needs memory that is
shared through a file, which some drives do not have (network shares, some USB drives). There a session has SQLite's
older rollback journal: as safe, a little slower, and reading and writing take turns (`lock.HeldLock.writing`).
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

from desktop_app import drafts
from desktop_app.paths import EXTENDED

# Our own threads queue for the mutex and never meet this: it is for other programs that look into the file.
_BUSY_TIMEOUT_MS = 3_000
# Where the header of an SQLite file says by which journal it is written and read (2: the write-ahead log).
_JOURNAL_VERSIONS = slice(18, 20)
_WAL_HEADER = b"\x02\x02"
JOURNALS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file, by the ending of the name."""
# How SQLite says that a drive has no shared memory, or that its driver for files knows none.
_NO_WAL_HERE = ("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_PROTOCOL", "SQLITE_READONLY_CANTINIT")


class Journal(StrEnum):
    """How a session is written: the word for `PRAGMA journal_mode`."""

    WAL = "wal"
    ROLLBACK = "delete"


def address(path: Path, options: str) -> str:
    """A file as SQLite's URI; not `Path.as_uri`: it wants a Windows share as `file:////server/share`."""
    if str(path).startswith(EXTENDED):
        # Windows does not read its own prefix with other strokes, and SQLite's usual way has names of 1,040 bytes.
        return f"file:{quote(str(path), safe='')}?{options}&vfs=win32-longpath"
    absolute = path.absolute().as_posix()
    return f"file://{'' if absolute.startswith('/') else '/'}{quote(os.fsencode(absolute), safe='/:')}?{options}"


def identity(path: Path) -> tuple[int, int] | None:
    """Which file is at `path`: another one when it was replaced, None when it has another name by now, or none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def plain(path: Path, options: str = "mode=rw") -> sqlite3.Connection:
    """A connection without any settings that would be written into the file."""
    return sqlite3.connect(address(path, options), uri=True, isolation_level=None)


def connect(path: Path, journal: Journal = Journal.WAL) -> sqlite3.Connection:
    """A connection with the settings that every session needs; the file must exist.

    Args:
        path: of the session.
        journal: what `settle_journal` found.
    """
    # One connection serves one thread at a time; a job may open it and hand it over (see Session.take_over).
    connection = sqlite3.connect(address(path, "mode=rw"), uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA journal_mode = {journal.value}")
        # EXTRA: also that the rollback journal is gone is on the disk before a change counts as done.
        connection.execute(f"PRAGMA synchronous = {'FULL' if journal is Journal.WAL else 'EXTRA'}")
        # On macOS, where fsync alone leaves it to the drive when it writes; no effect elsewhere.
        connection.execute("PRAGMA fullfsync = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def settle_journal(path: Path) -> Journal:
    """Find out which journal the drive allows, and let the session have it. Nobody may have the file open.

    What a log holds that cannot be read as usual here (a session that was copied from another drive, with its log) is
    written into the file itself: nothing is lost.

    Raises:
        sqlite3.Error: neither works.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        is_wal = file.read(_JOURNAL_VERSIONS.stop)[_JOURNAL_VERSIONS] == _WAL_HEADER
    if not is_wal:
        return Journal.WAL if _has_shared_memory(path.parent) else Journal.ROLLBACK
    try:
        with closing(plain(path)) as connection:
            _look(connection)
            return Journal.WAL
    except sqlite3.Error as error:
        if not (getattr(error, "sqlite_errorname", None) or "").startswith(_NO_WAL_HERE):
            raise
        try:
            _leave_the_log(path)
        except sqlite3.Error:
            raise error from None
    return Journal.ROLLBACK


def remove_journals(path: Path) -> None:
    """Remove what SQLite kept beside a file that is not a session any more, or not yet."""
    for ending in JOURNALS:
        path.with_name(path.name + ending).unlink(missing_ok=True)


def pending_journals(path: Path) -> list[Path]:
    """The journals beside a file that hold something: only together with them it is the session."""
    beside = (path.with_name(path.name + ending) for ending in ("-wal", "-journal"))
    return [journal for journal in beside if journal.exists() and journal.stat().st_size > 0]


def _look(connection: sqlite3.Connection) -> None:
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def _leave_the_log(path: Path) -> None:
    """Turn a session to the rollback journal, with what its log holds."""
    with closing(plain(path)) as connection:
        # Before the first look: SQLite then keeps the index of the log in memory of its own.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        _look(connection)
        (mode,) = connection.execute(f"PRAGMA journal_mode = {Journal.ROLLBACK.value}").fetchone()
        if mode != Journal.ROLLBACK:
            raise sqlite3.OperationalError(f"the journal stays {mode}")
    # What the attempt with shared memory left behind.
    path.with_name(path.name + "-shm").unlink(missing_ok=True)


def _has_shared_memory(folder: Path) -> bool:
    """Whether SQLite's log works on the drive of a folder: tried with a file of its own."""
    with _scratch(folder) as scratch:
        try:
            with closing(sqlite3.connect(scratch, isolation_level=None)) as connection:
                (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
                connection.execute("CREATE TABLE tried (it)")
                return bool(mode == Journal.WAL)
        except sqlite3.Error:
            return False


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    scratch = Path(drafts.begin(str(folder / "tried"), ".try"))
    try:
        yield scratch
    finally:
        with contextlib.suppress(OSError):
            scratch.unlink(missing_ok=True)
            remove_journals(scratch)
        drafts.end(str(scratch))
