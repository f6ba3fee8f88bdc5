"""Folders for copies of a session that are only looked at: in the system's temporary folder, or among our own files.

Never beside the session: what only reads leaves nothing there. Where neither has room, it is said which of them has
none; the session's own drive is not to blame.
"""

import contextlib
import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from desktop_app.catalog.connecting import pending_journals
from desktop_app.catalog.errors import SessionError
from desktop_app.faults import fault_of
from desktop_app.paths import cache_folder

Folder = tempfile.TemporaryDirectory[str]
"""Goes, with what is in it, when it is cleaned up or left."""

# A copy, the copy in which it is brought up to date, and what SQLite keeps beside both.
_TIMES, _SPARE_BYTES = 2, 1 << 20
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})


def folder_for(path: Path) -> Folder:
    """A folder in which copies of the session at `path`, with its journals, have room.

    Raises:
        SessionError: `app.*`: no folder has, and which one was tried first.
        OSError: the session cannot be read.
    """
    needed = sum(file.stat().st_size for file in (path, *pending_journals(path))) * _TIMES + _SPARE_BYTES
    first = None
    for place in (_temporary, _among_our_own):
        try:
            chosen = place()
            if shutil.disk_usage(chosen).free < needed:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(chosen))
            return tempfile.TemporaryDirectory(prefix="pawsort-", dir=chosen, ignore_cleanup_errors=True)
        except OSError as error:
            first = first or error
    raise SessionError.of(fault_of(first or OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))) from first


@contextlib.contextmanager
def blamed(folder: str) -> Iterator[None]:
    """Whatever a full or lost drive does to the copies in `folder` is said of that folder.

    Raises:
        SessionError: `app.*`.
    """
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", None) or ""
        if name.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")):
            code = errno.ENOSPC if name in ("SQLITE_FULL", "SQLITE_IOERR_SHMSIZE") else errno.EIO
            raise SessionError.of(fault_of(OSError(code, os.strerror(code), folder))) from error
        raise
    except OSError as error:
        # Only writing fills a disk, and nothing is written but copies.
        if error.errno in _FULL or str(error.filename).startswith(folder):
            raise SessionError.of(fault_of(OSError(error.errno, error.strerror, folder))) from error
        raise


def _temporary() -> Path:
    found = Path(tempfile.gettempdir())
    # Python's last resort, which may be the folder of the session or of the photos.
    if found == Path.cwd():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), os.environ.get("TMPDIR") or str(found))
    return found


def _among_our_own() -> Path:
    found = cache_folder()
    found.mkdir(parents=True, exist_ok=True)
    return found
