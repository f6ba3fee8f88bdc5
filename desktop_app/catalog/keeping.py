"""Whether a session that is open is still what its name leads to, and holds what was written into it.

Another file in its place is known by its number. One that is copied over it, byte over byte, keeps that, and SQLite
does not notice: so what the file looks like is remembered whenever this process has written, and compared before it
writes again. With a log, the file itself changes only when SQLite brings the log into it, so that pieces all over the
file are compared; with a rollback journal, SQLite counts each change in the header, and that is enough.
"""

import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.catalog import opening, schema
from desktop_app.catalog.connecting import Journal
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.lock import HeldLock
from desktop_app.faults import Fault

_OVERWRITTEN = "session.overwritten"
_PIECES = 32
_PIECE_BYTES = 4096


class Keeping:
    """Looks after the file of an open session, without opening it: that would cost SQLite its locks.

    For one thread, which need not be the one of the session.
    """

    def __init__(self, path: Path, file: tuple[int, int] | None, held: HeldLock) -> None:
        self._path, self._file, self._held = path, file, held
        # SQLite never makes the file of a session shorter.
        self._longest = 0 if held.watched is None else os.fstat(held.watched).st_size
        self._could_write = not held.looks_only
        self._was_overwritten = False

    def fault(self) -> Fault | None:
        """What happened to the file; None while everything is as it should be.

        Returns:
            `session.moved`: it is gone, has another name, or another file is in its place. `session.overwritten`: it
            is no longer a session, shorter, or holds what this process has not written. `session.withdrawn`: it, or its
            folder, may not be changed any more.
        """
        if opening.identity(self._path) != self._file:
            return Fault("session.moved", {"path": str(self._path)})
        if self._is_overwritten():
            return Fault("session.overwritten", {"path": str(self._path)})
        if self._could_write and not opening.may_be_written(self._path):
            return Fault("session.withdrawn", {"path": str(self._path)})
        return None

    def _is_overwritten(self) -> bool:
        watched = self._held.watched
        if watched is None or self._held.looks_only:
            return False
        # Whoever writes has it at the moment, and looks before: what was the case is the case.
        if not self._held.writing.acquire(blocking=False):
            return self._was_overwritten
        try:
            size = os.fstat(watched).st_size
            header = _read(watched, 0, schema.HEADER_BYTES)
            other = is_overwritten(self._held)
        except OSError:  # a drive that went away: the name tells
            return False
        finally:
            self._held.writing.release()
        shorter, self._longest = size < self._longest, max(size, self._longest)
        self._was_overwritten = shorter or other or not opening.begins_a_session(header)
        return self._was_overwritten


@contextmanager
def by_us(held: HeldLock, path: Path | None = None) -> Iterator[None]:
    """What the block does to the file is this process's doing; the others wait for their turn to write.

    Raises:
        SessionError: `session.overwritten`, before the block; only where `path` is given.
    """
    with held.writing:
        if path is not None:
            see_it_is_ours(path, held)
        is_ours = path is not None or not is_overwritten(held)
        try:
            yield
        except SessionError as error:
            is_ours = is_ours and error.fault.code != _OVERWRITTEN
            raise
        finally:
            if is_ours:
                held.looks_like = _looks(held)


def is_overwritten(held: HeldLock) -> bool:
    """Whether the file holds something that this process has not written. The caller has the turn to write."""
    return held.looks_like is not None and _looks(held) not in (held.looks_like, None)


def see_it_is_ours(path: Path, held: HeldLock) -> None:
    """See that nobody has overwritten the file.

    Raises:
        SessionError: `session.overwritten`.
    """
    with held.writing:
        if is_overwritten(held):
            raise SessionError("session.overwritten", path=str(path))


def see_it_in_its_place(
    path: Path, file: tuple[int, int] | None, held: HeldLock, connection: sqlite3.Connection | None = None
) -> None:
    """See that the file still has its name, and holds what we wrote: SQLite would go on without a word.

    Where it has another name by now, that would be beside a journal nobody finds again.

    Args:
        path: of the session.
        file: which file it is.
        held: of it.
        connection: where given, what was written until then is saved into the file, wherever it is.

    Raises:
        SessionError: `session.moved`, `session.overwritten`.
    """
    if opening.identity(path) != file:
        if connection is not None:
            with by_us(held):
                opening.empty_journal(connection)
        raise SessionError("session.moved", path=str(path))
    # Until the end of a change nothing but a rollback journal's session is written into the file itself.
    if connection is not None or held.journal is Journal.WAL:
        see_it_is_ours(path, held)


def _looks(held: HeldLock) -> bytes | None:
    """What the file looks like; None where that cannot be told."""
    if held.watched is None:
        return None
    try:
        if held.journal is Journal.ROLLBACK:
            return _read(held.watched, 0, schema.HEADER_BYTES)
        size = os.fstat(held.watched).st_size
        digest = hashlib.sha256(str(size).encode())
        last = max(0, size - _PIECE_BYTES)
        for start in sorted({last * number // (_PIECES - 1) for number in range(_PIECES)}):
            digest.update(_read(held.watched, start, _PIECE_BYTES))
        return digest.digest()
    except OSError:
        return None


def _read(descriptor: int, start: int, length: int) -> bytes:
    os.lseek(descriptor, start, os.SEEK_SET)
    return os.read(descriptor, length)


def is_same(path: Path, held: HeldLock) -> bool:
    """Whether the name of a session leads to the file that this process holds, or nobody can tell."""
    if sys.platform == "win32" or held.watched is None:  # an open file keeps its name there
        return True
    try:
        return os.path.samestat(path.stat(), os.fstat(held.watched))
    except OSError:
        return False
