"""Which sessions were open last, and whether they were closed: what "Open recent" and "Go on?" need.

A small JSON file. It only helps people; a session is never found through it alone, so a broken one is no loss.
"""

import json
import os
import tempfile
from datetime import datetime
from pathlib import Path

from desktop_app.catalog import lock
from desktop_app.catalog.opening import SESSION_SUFFIX

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

    def paths(self) -> list[Path]:
        """The sessions that are still there, newest first."""
        return [path for path, _ in self._read() if path.is_file()]

    def unfinished(self) -> Path | None:
        """The newest session that was open when its process ended (killed, power cut) and that nobody has open now."""
        for path, is_open in self._read():
            if is_open and path.is_file() and not lock.is_in_use(path):
                return path
        return None

    def _note(self, path: Path, *, is_open: bool) -> None:
        path = path.absolute()
        entries = [(path, is_open), *(entry for entry in self._read() if entry[0] != path)][:MOST_REMEMBERED]
        text = json.dumps([{"path": str(known), "open": state} for known, state in entries], indent=1)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=self._file.parent, prefix=".recent-")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(draft).replace(self._file)
        except OSError:
            return  # a convenience less; not worth a message

    def _read(self) -> list[tuple[Path, bool]]:
        try:
            entries = json.loads(self._file.read_text(encoding="utf-8"))
            return [(Path(entry["path"]), bool(entry["open"])) for entry in entries]
        except (OSError, ValueError, KeyError, TypeError):
            return []
