"""Which sessions were open last, and whether they were closed: what "Open recent" and "Go on?" need.

A small JSON file. It only helps people; a session is never found through it alone, so a broken one is no loss: it is
kept aside, and the list begins anew.
"""

import json
import logging
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from desktop_app.catalog import lock
from desktop_app.catalog.opening import SESSION_SUFFIX
from desktop_app.catalog.patience import answers
from desktop_app.faults import Fault
from desktop_app.files import write_whole
from desktop_app.own_files import OwnFileError, put_aside, read_json

MOST_REMEMBERED = 10
# A drive that does not answer within that time counts as one that is not there; the window is not kept waiting.
PATIENCE = 0.5
# The longest name that any system opens.
_LONGEST_PATH = 32_767
_LARGEST_ID = 2**63 - 1

_log = logging.getLogger(__name__)


def new_session_path(folder: Path, now: datetime | None = None) -> Path:
    """A free path in `folder` for a session that nobody has named yet: `2026-05-01 14.30.pawsort`."""
    stem = f"{now or datetime.now():%Y-%m-%d %H.%M}"
    path, count = folder / f"{stem}{SESSION_SUFFIX}", 1
    while path.exists():
        count += 1
        path = folder / f"{stem} ({count}){SESSION_SUFFIX}"
    return path


class RecentSessions:
    """The sessions that were open last, newest first, kept in `file`."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._fault: Fault | None = None

    def check(self) -> Fault | None:
        """Look whether the list is of use; returns what to tell a person where it was broken."""
        self._read()
        return self._fault

    def opened(self, path: Path) -> None:
        """Remember that the session at `path` is open from now on."""
        self._note(path, is_open=True)

    def closed(self, path: Path) -> None:
        """Remember that the session at `path` was closed by a person, who therefore need not be asked to go on."""
        self._note(path, is_open=False)

    def stopped_at(self, path: Path, photo_id: int) -> None:
        """Remember which photo of the session at `path` a person looked at last; nothing for an unknown session."""
        path = path.absolute()
        entries = self._read()
        if any(entry.path == path and entry.photo_id != photo_id for entry in entries):
            self._write([replace(entry, photo_id=photo_id) if entry.path == path else entry for entry in entries])

    def photo_of(self, path: Path) -> int | None:
        """Id of the photo of a session that a person looked at last."""
        return next((entry.photo_id for entry in self._read() if entry.path == path.absolute()), None)

    def renamed(self, path: Path, new: Path) -> None:
        """The file of a session has another name now."""
        old = path.absolute()
        self._write([replace(e, path=new.absolute()) if e.path == old else e for e in self._read()])

    def paths(self) -> list[Path]:
        """The sessions that are still there, newest first. A drive that does not answer is not waited for long."""
        paths = [entry.path for entry in self._read()]
        there = answers([partial(_is_file, path) for path in paths], PATIENCE)
        # Of one whose drive sleeps, nobody knows that it is gone.
        return [path for path, found in zip(paths, there, strict=True) if found is not False]

    def unfinished(self) -> Path | None:
        """The newest session that was open when its process ended (killed, power cut) and that nobody has open now."""
        paths = [entry.path for entry in self._read() if entry.is_open]
        left = answers([partial(_is_left_open, path) for path in paths], PATIENCE)
        return next((path for path, found in zip(paths, left, strict=True) if found), None)

    def _note(self, path: Path, *, is_open: bool) -> None:
        path = path.absolute()
        entries = self._read()
        known = next((entry for entry in entries if entry.path == path), _Entry(path, is_open))
        others = [entry for entry in entries if entry.path != path]
        self._write([replace(known, is_open=is_open), *others][:MOST_REMEMBERED])

    def _write(self, entries: list["_Entry"]) -> None:
        told = [{"path": str(entry.path), "open": entry.is_open, "photo": entry.photo_id} for entry in entries]
        try:
            # For one person alone: which sessions they opened is nobody else's business.
            write_whole(self._file, json.dumps(told, indent=1), durable=False, mode=0o600)
        except OSError:
            return  # a convenience less; not worth a message

    def _read(self) -> list["_Entry"]:
        """What is remembered. A broken list is kept aside before another is written in its place."""
        try:
            return _entries_of(read_json(self._file))
        except FileNotFoundError:
            return []
        except (OwnFileError, ValueError) as error:
            _log.warning("%s: %s", self._file, error)
            in_the_way = error.in_the_way if isinstance(error, OwnFileError) else True
            kept = put_aside(self._file) if in_the_way else None
            if kept is None:
                self._fault = Fault("own.recent_unusable", {"file": str(self._file)})
            else:
                self._fault = Fault("own.recent_kept_aside", {"kept": str(kept)})
            return []


@dataclass(frozen=True, slots=True)
class _Entry:
    path: Path
    is_open: bool
    photo_id: int | None = None


def _entries_of(stored: Any) -> list[_Entry]:
    """The entries of a list.

    Raises:
        ValueError: it is not of the form that is written here.
    """
    if not isinstance(stored, list):
        raise ValueError("it is no list")
    return [_entry_of(each) for each in stored[:MOST_REMEMBERED]]


def _entry_of(stored: Any) -> _Entry:
    path, is_open = (stored.get("path"), stored.get("open")) if isinstance(stored, dict) else (None, None)
    if not isinstance(path, str) or not path or len(path) > _LONGEST_PATH or "\0" in path:
        raise ValueError("an entry has no path")
    if not isinstance(is_open, bool):
        raise ValueError("an entry does not say whether it is open")
    return _Entry(Path(path), is_open, _id_or_none(stored.get("photo")))


def _id_or_none(value: object) -> int | None:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and isinstance(value, int) and 0 < value <= _LARGEST_ID else None


def _is_left_open(path: Path) -> bool:
    return _is_file(path) and not lock.is_in_use(path)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that no system has, a drive that answers with an error
        return False
