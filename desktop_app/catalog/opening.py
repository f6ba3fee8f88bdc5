"""Creating and opening session files: what is looked at before the first byte is written.

A file that cannot be opened is left as it was, and so is its folder: all checks only read.
"""

import contextlib
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from desktop_app.catalog import known_schema, lock, schema, scratch, validation
from desktop_app.catalog.connecting import Journal, pending_journals, plain, settle_journal
from desktop_app.catalog.connecting import identity as identity
from desktop_app.catalog.errors import (
    DamagedSessionError,
    NewerSessionError,
    NotASessionError,
    ReadOnlySessionError,
    SessionError,
    as_faults,
    damaged,
    from_sqlite_error,
    sqlite_reason,
)
from desktop_app.catalog.making import write_whole
from desktop_app.paths import reachable

SESSION_SUFFIX = ".pawsort"
# Where the header of an SQLite file keeps these, big-endian.
_USER_VERSION = slice(60, 64)
_APPLICATION_ID = slice(68, 72)
_STEPS_BETWEEN_QUESTIONS = 1_000
# Whether an index says what its table says is looked up for each row: at once where these are few.
_SMALL_INDEXED = frozenset({"packs", "breeds"})
# Large, computed, and not needed to show a session: checked when it is open already.
VECTOR_TABLES = frozenset({"embeddings", "logits"})
LATER_TABLES = VECTOR_TABLES | {"further_dogs"}


def empty_journal(connection: sqlite3.Connection) -> None:
    """Write what is in the journal into the file itself, also where that has another name by now.

    Its journal has the old name: opened under the new one, the session would lack what was written last; and a file
    that was put in its place would have the journal of another one beside it.
    """
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def begins_a_session(header: bytes) -> bool:
    """Whether a file whose first `schema.HEADER_BYTES` these are is a session, of whatever version or name."""
    application_id = int.from_bytes(header[_APPLICATION_ID], "big")
    return header.startswith(schema.MAGIC) and application_id == schema.APPLICATION_ID


def is_session(path: Path) -> bool:
    """Whether the file at `path` is a session. Nothing is changed.

    Raises:
        OSError: it is not there, or cannot be read.
    """
    path = reachable(path)
    if not path.is_file():
        return False
    with lock.looking(path) as is_free:
        if not is_free:
            return True
        with path.open("rb") as file:
            return begins_a_session(file.read(schema.HEADER_BYTES))


def check(path: Path) -> int:
    """Look at the file at `path` without touching it. This process may not hold it (see `lock.looking`).

    Returns:
        the version of its schema.

    Raises:
        NotASessionError, NewerSessionError, ReadOnlySessionError, DamagedSessionError, SessionError: not to be opened.
    """
    with as_faults(path):
        if path.is_dir():
            raise NotASessionError("session.is_a_folder", path=str(path))
        with path.open("rb") as file:
            header = file.read(schema.HEADER_BYTES)
    if not begins_a_session(header):
        raise NotASessionError("session.not_a_session", path=str(path))
    version = int.from_bytes(header[_USER_VERSION], "big")
    if version > schema.SCHEMA_VERSION:
        raise _newer(path)
    if not _writable(path):
        raise ReadOnlySessionError("session.file_read_only", path=str(path))
    if not _writable(path.parent):
        raise ReadOnlySessionError("session.folder_read_only", path=str(path))
    return version


def settle(path: Path, held: lock.HeldLock) -> None:
    """Make the session at `path`, of which this process has just taken hold, ready to be used.

    Raises:
        SessionError: that cannot be done; the file is as it was.
    """
    check_content(path)
    file = path
    with as_faults(path):
        if held.folder is not None:
            # With its log, and brought up to date, where nothing can be written beside the session itself.
            with scratch.blamed(held.folder.name):
                file = held.copy = copy_with_journals(path, Path(held.folder.name))
        held.journal = settle_journal(file)
    bring_up_to_date(file, held.journal)
    with as_faults(path):
        held.watched = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    held.checked = True


def check_content(path: Path) -> None:
    """See whether the file at `path` holds together, before the first write.

    All that the file must have to be shown and to keep labels is read: every table but those of the vectors and of
    further dogs. These are nine tenths of a large file (256 MB of embeddings for 100,000 photos: seconds of reading),
    hold nothing that a person decided, and can be computed again; `check_vectors` and `check_rest` read them later,
    while a person already works. That the file is as long as it says is seen at once. A file of an older version, which
    is migrated next and then read as a whole anyway, is checked as a whole.

    Nobody else may have the file open (hold the lock).

    Raises:
        DamagedSessionError: it does not.
        NewerSessionError: only the journal tells that a newer Pawsort wrote it.
    """
    with _what_is_read(path):
        journals = pending_journals(path)
        if not journals:
            _check_copy(path, path, immutable=True)
            return
        # The last process was killed: only file and journal together are the session. Putting them together would
        # change them, so that is tried on a copy.
        with scratch.folder_for(path) as folder, scratch.blamed(folder):
            _check_copy(path, copy_with_journals(path, Path(folder)), immutable=False)


def copy_with_journals(path: Path, folder: Path) -> Path:
    """Copy a session and what is pending beside it into a folder; returns the copy."""
    copy = folder / "session"
    shutil.copyfile(path, copy)
    for journal in pending_journals(path):
        shutil.copyfile(journal, copy.with_name(copy.name + journal.name.removeprefix(path.name)))
    return copy


def check_vectors(path: Path, is_cancelled: Callable[[], bool] = lambda: False) -> None:
    """Read what `check_content` left out of the open session at `path`: embeddings and logits. Takes seconds.

    Args:
        path: the session.
        is_cancelled: asked now and then; the reading ends where it says so.

    Raises:
        DamagedSessionError: `session.vectors_damaged`.
    """
    with as_faults(path), closing(plain(path, "mode=ro")) as connection:
        connection.set_progress_handler(is_cancelled, _STEPS_BETWEEN_QUESTIONS)
        for table in VECTOR_TABLES:
            try:
                sound = _is_sound(connection, table)
            except sqlite3.DatabaseError as error:
                if is_cancelled():
                    return
                if not (getattr(error, "sqlite_errorname", None) or "").startswith("SQLITE_CORRUPT"):
                    raise
                sound = False
            if is_cancelled():
                return
            if not sound:
                raise DamagedSessionError("session.vectors_damaged", path=str(path))


def check_rest(path: Path, is_cancelled: Callable[[], bool] = lambda: False) -> None:
    """Read what else `check_content` left out of the open session at `path`. Takes seconds.

    Raises:
        DamagedSessionError: `session.part_damaged`.
    """
    with as_faults(path), closing(plain(path, "mode=ro")) as connection:
        connection.set_progress_handler(is_cancelled, _STEPS_BETWEEN_QUESTIONS)
        try:
            validation.check_later(path, connection)
        except (sqlite3.DatabaseError, DamagedSessionError) as error:
            if is_cancelled():
                return
            found = error if isinstance(error, DamagedSessionError) else from_sqlite_error(path, error)
            if not isinstance(found, DamagedSessionError):
                raise
            kind = str(found.fault.facts.get("kind", "session_file"))
            raise DamagedSessionError("session.part_damaged", path=str(path), kind=kind) from error


def _check_copy(path: Path, copy: Path, *, immutable: bool) -> None:
    with closing(plain(copy, "mode=ro&immutable=1" if immutable else "mode=rw")) as connection:
        pages, page_bytes = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
        if immutable and copy.stat().st_size < pages * page_bytes:
            raise damaged(path)
        version = schema.schema_version(connection)
        if version > schema.SCHEMA_VERSION:
            raise _newer(path)
        if version < 1 or connection.execute("PRAGMA encoding").fetchone()[0] != "UTF-8":
            raise damaged(path, "schema")
        if version < schema.SCHEMA_VERSION and connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise damaged(path)
        if not _is_sound(connection, "sqlite_schema"):
            raise damaged(path, "schema")
        known_schema.check(path, connection)
        if version == schema.SCHEMA_VERSION:
            for table in sorted(schema.TABLES - LATER_TABLES):
                with _named(path, validation.part_of(table)):
                    if not _is_sound(connection, table):
                        raise damaged(path, validation.part_of(table))
            validation.check(path, connection)


@contextlib.contextmanager
def _named(path: Path, part: str) -> Iterator[None]:
    """Say in which part it is that SQLite finds damage."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if (getattr(error, "sqlite_errorname", None) or "").startswith("SQLITE_CORRUPT"):
            raise damaged(path, part) from error
        raise


@contextlib.contextmanager
def _what_is_read(path: Path) -> Iterator[None]:
    """Whatever goes wrong while a file is only read that can be opened is damage in it."""
    try:
        with as_faults(path), validation.as_damage(path):
            yield
    except SessionError as error:
        # By no name: a frame that knows an error that knows the frame keeps the file open, which Windows then keeps.
        if isinstance(error.__cause__, sqlite3.Error) and _is_about_content(error.__cause__):
            raise damaged(path) from error.__cause__
        raise


def _is_about_content(error: sqlite3.Error) -> bool:
    name = getattr(error, "sqlite_errorname", None) or ""
    return name.startswith(("SQLITE_ERROR", "SQLITE_CONSTRAINT", "SQLITE_MISMATCH", "SQLITE_SCHEMA", "SQLITE_RANGE"))


def _is_sound(connection: sqlite3.Connection, table: str) -> bool:
    name = table.replace('"', '""')
    check = "integrity_check" if table in _SMALL_INDEXED else "quick_check"
    return bool(connection.execute(f'PRAGMA {check}("{name}")').fetchone()[0] == "ok")


def bring_up_to_date(path: Path, journal: Journal = Journal.WAL) -> None:
    """Migrate the session at `path` to today's schema if it is of an older one.

    A copy is migrated, read as a whole and brought to the disk, and only then put in the place of the original, which
    therefore is its own backup until then: whenever the process ends, there is the old file or the new one.

    Args:
        path: the session.
        journal: that the drive allows.

    Raises:
        SessionError: it did not work; the original is as it was.
    """
    with as_faults(path):
        # Without the settings of `connect`: even the journal mode would be written into the file.
        with closing(plain(path)) as original:
            if schema.schema_version(original) == schema.SCHEMA_VERSION:
                return

        def fill(draft: Path) -> None:
            original = plain(path)
            with closing(original), closing(sqlite3.connect(draft, isolation_level=None)) as copy:
                original.backup(copy)
                before = _counts(copy)
                # A draft that a power cut spoils is thrown away: it is brought to the disk once, when it is whole. And
                # without a journal beside it, so that all of it is in the one file that is renamed.
                copy.execute("PRAGMA journal_mode = MEMORY")
                copy.execute("PRAGMA synchronous = OFF")
                copy.execute("PRAGMA foreign_keys = ON")
                schema.migrate(copy)
                validation.check(path, copy)
                if _counts(copy) != before or copy.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                    raise damaged(path)
                copy.execute(f"PRAGMA journal_mode = {journal.value}")

        try:
            write_whole(path, fill)
        except (sqlite3.Error, DamagedSessionError) as error:
            detail = sqlite_reason(error) if isinstance(error, sqlite3.Error) else "SQLite: malformed"
            raise SessionError("session.not_brought_up_to_date", path=str(path), detail=detail) from error


def _counts(connection: sqlite3.Connection) -> list[int]:
    """How many photos, suggestions, embeddings, labels and entries of the history there are."""
    tables = ("photos", "suggestions", "embeddings", "labels", "history")
    return [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]  # noqa: S608


def _newer(path: Path) -> NewerSessionError:
    return NewerSessionError("session.newer", path=str(path))


def may_be_written(path: Path) -> bool:
    """Whether the session at `path` and what SQLite keeps beside it may be written."""
    try:
        return _writable(path) and _writable(path.parent)
    except OSError:  # gone in the meantime: that is told otherwise
        return True


def _writable(path: Path) -> bool:
    if os.name == "nt" and path.is_dir():
        # There the attribute only says that the folder has an icon or a name of its own.
        return os.access(path, os.W_OK)
    # Also without any write bit when the user is root, who could: somebody meant it to stay as it is.
    return os.access(path, os.W_OK) and bool(path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
