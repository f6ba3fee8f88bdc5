"""What can go wrong with a session file, as faults: a code and the facts that a sentence about it needs.

The sentences, which name the file and say the way out, stand in `commands/session_fault_sentences.py`.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.faults import FaultError, system_reason


class SessionError(FaultError):
    """Something is wrong with a session, or with what is asked of it."""


class NotASessionError(SessionError):
    """The file is something else."""


class NewerSessionError(SessionError):
    """A newer Pawsort wrote the file."""


class ReadOnlySessionError(SessionError):
    """The file or its folder cannot be written."""


class DamagedSessionError(SessionError):
    """The file is a session, but broken."""


class SessionInUseError(SessionError):
    """Another Pawsort, or another program, has the session open."""


class HistoryError(SessionError):
    """What is asked to be taken back cannot be."""


def damaged(path: Path, part: str = "file") -> DamagedSessionError:
    """The session at `path` is broken.

    Args:
        path: of the session.
        part: where: "file", "schema", "photos", "suggestions", "labels", "history", "animals" or "rest".
    """
    return DamagedSessionError("session.damaged", path=str(path), kind=f"session_{part}")


def disk_full(path: Path) -> SessionError:
    """There is no space left where the session at `path` lies."""
    return SessionError("session.disk_full", path=str(path))


def from_os_error(path: Path, error: OSError) -> SessionError:
    """What the operating system said of the session at `path`."""
    if isinstance(error, FileNotFoundError):
        return SessionError("session.gone", path=str(path))
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return ReadOnlySessionError("session.forbidden", path=str(path), detail=system_reason(error))
    if error.errno == errno.ENOSPC:
        return disk_full(path)
    return SessionError("session.unusable", path=str(path), detail=system_reason(error))


def from_sqlite_error(path: Path, error: sqlite3.Error) -> SessionError:
    """What SQLite said of the session at `path`."""
    name = getattr(error, "sqlite_errorname", None) or ""
    # Python says that a text is no Unicode without a name of SQLite's.
    if not name and str(error).startswith("Could not decode"):
        return damaged(path)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT", "SQLITE_TOOBIG")):
        return damaged(path)
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN")):
        return ReadOnlySessionError("session.read_only", path=str(path))
    if name in ("SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"):
        return disk_full(path)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return SessionInUseError("session.busy", path=str(path))
    return SessionError("session.failed", path=str(path), detail=sqlite_reason(error))


def sqlite_reason(error: sqlite3.Error) -> str:
    """Why SQLite could not go on, as the fact `detail`: a word that sentences know, else what it says."""
    name = getattr(error, "sqlite_errorname", None) or ""
    known = {"SQLITE_IOERR": "system.disk_error", "SQLITE_NOMEM": "system.out_of_memory"}
    return next((word for beginning, word in known.items() if name.startswith(beginning)), str(error))


@contextmanager
def as_faults(path: Path) -> Iterator[None]:
    """Turn what SQLite or the operating system says about the session at `path` into a `SessionError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise from_sqlite_error(path, error) from error
    except OSError as error:
        raise from_os_error(path, error) from error
