"""New session files, each whole or not at all."""

import contextlib
import errno
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from desktop_app.catalog import schema
from desktop_app.catalog.connecting import Journal, identity, pending_journals, remove_journals
from desktop_app.catalog.errors import SessionError, as_faults
from desktop_app.files import replacing, sync_file
from desktop_app.paths import followed

# Three embeddings of 1,280 numbers fill a page; of SQLite's usual 4,096 bytes, one would leave a third empty.
_PAGE_BYTES = 8192
# Where the header of an SQLite file keeps these, big-endian.
_PAGE_SIZE = slice(16, 18)
_PAGE_COUNT = slice(28, 32)


def create(path: Path) -> None:
    """Write an empty session to `path`, whole or not at all.

    Raises:
        SessionError: there already is a file, or it cannot be written.
    """
    if path.exists():
        raise SessionError("session.exists", path=str(path))
    with as_faults(path):
        path.parent.mkdir(parents=True, exist_ok=True)

        write_whole(path, empty_session)


def empty_session(draft: Path) -> None:
    """Write an empty session into an empty file that nobody knows yet."""
    with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
        # Without a journal beside it: what a full disk cuts off is then said when it is written, not swallowed when
        # the journal is emptied into the file.
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = OFF")
        schema.migrate(connection)
        with contextlib.suppress(sqlite3.OperationalError):  # a drive without shared memory: see `settle_journal`
            connection.execute(f"PRAGMA journal_mode = {Journal.WAL.value}")


def discard(path: Path, made: tuple[int, int] | None) -> None:
    """Take away a session that was made a moment ago and cannot be used; another file in its place stays."""
    with contextlib.suppress(OSError):
        if made is not None and identity(path) == made:
            path.unlink()
            remove_journals(path)


def write_whole(path: Path, fill: Callable[[Path], None]) -> None:
    """Let `fill` write an SQLite file and put it at `path` in one step, replacing what is there."""
    path = Path(followed(path))  # what a link leads to is replaced, not the link
    draft = None
    try:
        with replacing(path) as draft:
            fill(draft)
            _see_it_whole(draft)
            sync_file(draft)
            # A journal of the file that was here before would be replayed into the new one.
            remove_journals(path)
    finally:
        if draft is not None:
            remove_journals(draft)


def _see_it_whole(draft: Path) -> None:
    """See that all pages of a new file are in it: SQLite does not tell when closing a file fails.

    Raises:
        OSError: they are not, because the disk is full.
    """
    with draft.open("rb") as file:
        header = file.read(schema.HEADER_BYTES)
    pages = int.from_bytes(header[_PAGE_COUNT], "big")
    # Two bytes, in which 1 stands for the largest page.
    page_bytes = {1: 65_536}.get(size := int.from_bytes(header[_PAGE_SIZE], "big"), size)
    if not pages or draft.stat().st_size != pages * page_bytes or pending_journals(draft):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(draft))
