"""Which sessions were open last, and whether they were closed: what "Open recent" and "Go on?" need.

A small JSON file. It only helps people; a session is never found through it alone, so a broken one is no loss.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desktop_app.catalog import lock
from desktop_app.catalog.opening import SESSION_SUFFIX
from desktop_app.files import write_whole

MOST_REMEMBERED = 10


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
        """The sessions that are still there, newest first."""
        return [entry.path for entry in self._read() if entry.path.is_file()]

    def unfinished(self) -> Path | None:
        """The newest session that was open when its process ended (killed, power cut) and that nobody has open now."""
        for entry in self._read():
            if entry.is_open and entry.path.is_file() and not lock.is_in_use(entry.path):
                return entry.path
        return None

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
        try:
            entries = json.loads(self._file.read_text(encoding="utf-8"))
            return [
                _Entry(Path(entry["path"]), bool(entry["open"]), _id_or_none(entry.get("photo"))) for entry in entries
            ]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return []


@dataclass(frozen=True, slots=True)
class _Entry:
    path: Path
    is_open: bool
    photo_id: int | None = None


def _id_or_none(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
