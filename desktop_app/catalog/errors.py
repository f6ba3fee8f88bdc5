"""What can go wrong with a session file. Every message names the file and says the way out."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class SessionError(Exception):
    """Something is wrong with a session; the message is for people."""


class NotASessionError(SessionError):
    """The file is something else."""


class NewerSessionError(SessionError):
    """A newer Pawsort wrote the file."""


class ReadOnlySessionError(SessionError):
    """The file or its folder cannot be written."""


class DamagedSessionError(SessionError):
    """The file is a session, but broken."""


class SessionInUseError(SessionError):
    """Another Pawsort has the session open."""


def damaged(path: Path) -> DamagedSessionError:
    """The session at `path` is broken."""
    return DamagedSessionError(
        f"{path} is damaged and was left as it is. Open a copy of it from your backup, "
        "or start a new session and drop the photos again."
    )


def read_only(path: Path, what: str) -> ReadOnlySessionError:
    """The session at `path` cannot be written; `what` says which part of it: "The file", "Its folder"."""
    return ReadOnlySessionError(
        f"{path} cannot be changed: {what} is read-only. Copy the file to a folder of your own and open the copy."
    )


def disk_full(path: Path) -> SessionError:
    """There is no space left where the session at `path` lies."""
    return SessionError(
        f"{path} cannot be written: the disk is full. Free some space and do the last step again; "
        "everything before it is saved."
    )


def from_os_error(path: Path, error: OSError) -> SessionError:
    """What the operating system said, in the words of a session."""
    if isinstance(error, FileNotFoundError):
        return SessionError(f"{path} does not exist. It may have been moved or renamed; look for it and open it there.")
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return ReadOnlySessionError(
            f"{path} may not be opened ({error.strerror}). Ask for the right to change it, or open a copy of your own."
        )
    if error.errno == errno.ENOSPC:
        return disk_full(path)
    return SessionError(f"{path} cannot be used ({error.strerror or error}). Try again, or open another session.")


def from_sqlite_error(path: Path, error: sqlite3.Error) -> SessionError:
    """What SQLite said, in the words of a session."""
    name = getattr(error, "sqlite_errorname", None) or ""
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return damaged(path)
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN")):
        return read_only(path, "the file or its folder")
    if name.startswith("SQLITE_FULL"):
        return disk_full(path)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return SessionInUseError(f"{path} is busy: another program is writing to it. Close that program and try again.")
    return SessionError(f"{path} cannot be used ({error}). Close Pawsort, start it again, and open the session again.")


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Turn what SQLite or the operating system says about the session at `path` into a `SessionError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise from_sqlite_error(path, error) from error
    except OSError as error:
        raise from_os_error(path, error) from error
