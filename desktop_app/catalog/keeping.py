"""Whether a session that is open is still what its name leads to."""

import os
import sys
from pathlib import Path

from desktop_app.catalog import opening, schema
from desktop_app.catalog.lock import HeldLock
from desktop_app.faults import Fault


class Keeping:
    """Looks after the file of an open session, without opening it: that would cost SQLite its locks.

    For one thread, which need not be the one of the session.
    """

    def __init__(self, path: Path, file: tuple[int, int] | None, held: HeldLock) -> None:
        self._path, self._file, self._held = path, file, held
        # SQLite never makes the file of a session shorter.
        self._longest = 0 if held.watched is None else os.fstat(held.watched).st_size
        self._could_write = not held.looks_only

    def fault(self) -> Fault | None:
        """What happened to the file; None while everything is as it should be.

        Returns:
            `session.moved`: it is gone, has another name, or another file is in its place. `session.overwritten`: it
            is no longer a session, or shorter. `session.withdrawn`: it, or its folder, may not be changed any more.
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
        try:
            size = os.fstat(watched).st_size
            os.lseek(watched, 0, os.SEEK_SET)
            header = os.read(watched, schema.HEADER_BYTES)
        except OSError:  # a drive that went away: the name tells
            return False
        shorter, self._longest = size < self._longest, max(size, self._longest)
        return shorter or not opening.begins_a_session(header)


def is_same(path: Path, held: HeldLock) -> bool:
    """Whether the name of a session leads to the file that this process holds, or nobody can tell."""
    if sys.platform == "win32" or held.watched is None:  # an open file keeps its name there
        return True
    try:
        return os.path.samestat(path.stat(), os.fstat(held.watched))
    except OSError:
        return False
