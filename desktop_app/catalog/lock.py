"""One Pawsort per session file.

The lock is the operating system's, on a file beside the session, and so ends with the process that holds it: a killed
process leaves at most an empty file behind, which the next one takes over. It is not on the session file itself,
because closing any handle of a file drops the POSIX locks that SQLite has on it. For the same reason nobody in this
process opens a session file that the process holds but SQLite: `looking` says who may. Without those locks another
program that opens the session and closes it deletes the journal, and what is labelled after that is nowhere.

Within one process every thread may open the session; they share the lock, and a mutex for their writes.
"""

import errno
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.catalog import scratch
from desktop_app.catalog.connecting import Journal
from desktop_app.catalog.errors import SessionInUseError
from desktop_app.paths import followed, reachable

LOCK_SUFFIX = ".lock"
# A file system that knows no locks (some network drives) must not keep people from working.
_NO_LOCKS_HERE = {getattr(errno, name, None) for name in ("ENOLCK", "ENOTSUP", "ENOSYS", "EOPNOTSUPP")}


@dataclass(eq=False)
class HeldLock:
    """This process's hold on one session file.

    Attributes:
        key: the real path of the session.
        handle: of the lock file; None where the session is only looked at, and nothing may be written beside it.
        holders: how often it is held.
        checked: whether the file was found to be whole and up to date since the process holds it; guarded by `writing`.
        writing: the mutex for writes; where `journal` is no log, for reads too.
        journal: how the file is written, once it was checked.
        watched: the file of the session, open for reading, once it was checked. Closed with the last hold: before, that
            would drop the locks that SQLite has on it.
        looks_like: what that file looked like when this process had last written (`keeping`); guarded by `writing`.
        folder: for a copy, where the session is only looked at.
        copy: which is read then instead of the session.
    """

    key: str
    handle: int | None
    holders: int = 0
    checked: bool = False
    writing: threading.RLock = field(default_factory=threading.RLock)
    journal: Journal = Journal.WAL
    watched: int | None = None
    looks_like: bytes | None = None
    folder: scratch.Folder | None = None
    copy: Path | None = None

    @property
    def looks_only(self) -> bool:
        """Whether nothing can be written."""
        return self.folder is not None


_held: dict[str, HeldLock] = {}
_registry = threading.Lock()
# Held while somebody looks into a session file, and while somebody begins to hold one: not both at a time.
_looking = threading.RLock()


def hold(path: Path) -> HeldLock:
    """Hold the session at `path` for this process.

    Raises:
        SessionInUseError: another process holds it.
        OSError: the lock file cannot be written.
    """
    key = followed(path)
    with _looking, _registry:
        lock = _held.get(key)
        if lock is None:
            lock = _held[key] = HeldLock(key, _take(Path(key + LOCK_SUFFIX), path))
        lock.holders += 1
        return lock


def look(path: Path) -> HeldLock:
    """Hold a session that cannot be written, so that all threads of this process look at the same copy of it.

    Raises:
        SessionError: there is no room for the copy.
        OSError: the session cannot be read.
    """
    key = followed(path)
    with _looking, _registry:
        lock = _held.get(key)
        if lock is None:
            folder = scratch.folder_for(path)
            lock = _held[key] = HeldLock(key, None, folder=folder)
        lock.holders += 1
        return lock


def release(lock: HeldLock) -> None:
    """Give one hold back; the last one frees the session for other processes."""
    with _registry:
        lock.holders -= 1
        if lock.holders == 0:
            del _held[lock.key]
            if lock.watched is not None:
                os.close(lock.watched)
            if lock.handle is not None:
                _give_back(Path(lock.key + LOCK_SUFFIX), lock.handle)
            if lock.folder is not None:
                lock.folder.cleanup()


@contextmanager
def looking(path: Path) -> Iterator[bool]:
    """Whether the file at `path` may be opened other than by SQLite: not while this process holds it as a session.

    Until the end of the `with`, no other thread of this process begins to hold a session.
    """
    key = followed(path)
    with _looking:
        with _registry:
            is_held = key in _held
        yield not is_held


def is_in_use(path: Path) -> bool:
    """Whether some living process, this one included, has the session at `path` open."""
    key = followed(reachable(path))
    lock_file = Path(key + LOCK_SUFFIX)
    with _registry:
        if key in _held:
            return True
        if not lock_file.exists():
            return False
        try:
            _give_back(lock_file, _take(lock_file, path))
        except SessionInUseError:
            return True
        except OSError:
            return False
        return False


def _take(lock_file: Path, session: Path) -> int:
    while True:
        handle = os.open(lock_file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
        except OSError as error:
            if error.errno not in _NO_LOCKS_HERE:
                os.close(handle)
                raise SessionInUseError("session.in_use", path=str(session)) from error
        # Whoever held it before removes the file when it lets go: a lock on a file without a name locks nobody out.
        if sys.platform == "win32" or _still_named(lock_file, handle):
            return handle
        os.close(handle)


def _still_named(lock_file: Path, handle: int) -> bool:
    try:
        return os.path.samestat(lock_file.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _give_back(lock_file: Path, handle: int) -> None:
        os.close(handle)
        try:
            lock_file.unlink(missing_ok=True)
        except PermissionError:
            return  # another process has just opened it, and will remove it
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give_back(lock_file: Path, handle: int) -> None:
        lock_file.unlink(missing_ok=True)
        os.close(handle)
