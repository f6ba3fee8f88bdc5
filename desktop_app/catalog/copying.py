"""Copies of a session, over nothing but another session that a person agreed to lose."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from desktop_app.catalog import lock, opening
from desktop_app.catalog.errors import SessionError, as_faults
from desktop_app.catalog.making import write_whole
from desktop_app.paths import reachable


def save_copy(connection: sqlite3.Connection, target: Path, *, replace: bool) -> None:
    """Write a copy of the session of a connection to `target`. See `Session.save_copy`."""

    def fill(draft: Path) -> None:
        with closing(sqlite3.connect(draft)) as copy:
            connection.backup(copy)
        # What is copied may be damaged by now, or overwritten: no copy then passes for whole.
        opening.check_content(draft)

    put(target, fill, replace=replace)


def put(target: Path, fill: Callable[[Path], None], *, replace: bool) -> None:
    """Let `fill` write a session, and put it at `target`; only a session is ever replaced, and only with `replace`.

    Raises:
        SessionError: `session.exists`, `session.copy_is_open`, or it cannot be written.
    """
    target = reachable(target)
    if lock.is_in_use(target):
        raise SessionError("session.copy_is_open", path=str(target))
    with as_faults(target):
        if os.path.lexists(target) and not (replace and opening.is_session(target)):
            raise SessionError("session.exists", path=str(target))
        write_whole(target, fill)
