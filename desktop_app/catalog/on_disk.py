"""What the disk says of photos' files, compared with what a session knows: there or not, the same or another.

Asking costs one call of the system a file. It may take long where a drive of the network is away: never on the thread
of the interface, and where it must end in time, in a thread that can be left alone (`jobs.dispatcher.abandonable`).
"""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.catalog.values.photos import FileFacts, KnownFile
from desktop_app.paths import openable

# What is wrong with a file that was away; it is over as soon as the file can be asked again.
AWAY = frozenset({"file.gone", "file.broken_link"})
# What reading says while a drive is being pulled out, or does not answer; the drive is asked whether it is there.
AWAY_WITH_ITS_DRIVE = AWAY | {"file.disk_error", "file.unreadable", "file.forbidden", "file.device"}
# A file that was written to within this time may still be on its way from another drive.
FRESH_SECONDS = 10.0


@dataclass(slots=True)
class Looked:
    """What came of looking at files.

    Attributes:
        there: ids of photos whose files are there.
        missing: ids of those whose files are not.
        to_read: those whose length or time is another than when they were read: only their content tells whether they
            are other photos.
        back: ids of those that were put down as not there, and are.
        roots: drive or folder that is not there → ids of the photos that are missing because of it.
    """

    there: list[int] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    to_read: list[KnownFile] = field(default_factory=list)
    back: list[int] = field(default_factory=list)
    roots: dict[str, list[int]] = field(default_factory=dict)


class Folders:
    """Which folders are there, asked once each. For one look: what it says grows old."""

    def __init__(self) -> None:
        self._roots: dict[str, str | None] = {}
        self._above: dict[str, str | None] = {}

    def missing_root(self, folder: str) -> str | None:
        """The drive or folder that must come back before `folder` can be there; None where nothing above is missing.

        Of `/media/card/DCIM/100`, it is `/media/card` when that is not there. Where a drive is mounted, an empty folder
        may stay without it: a folder of photos that is empty counts as not there.
        """
        if folder not in self._roots:
            self._roots[folder] = self._topmost_missing(folder) or (None if is_there(folder) else folder)
        return self._roots[folder]

    def _topmost_missing(self, folder: str) -> str | None:
        if folder not in self._above:
            parent = os.path.dirname(folder)  # noqa: PTH120 - strings are several times as fast here
            is_root = None if _exists(folder) else folder
            above = None if is_root is None or parent == folder else self._topmost_missing(parent)
            self._above[folder] = above or is_root
        return self._above[folder]


def is_there(folder: str) -> bool:
    """Whether a drive or folder is there, with something in it."""
    try:
        with os.scandir(openable(Path(folder))) as entries:
            return next(entries, None) is not None
    except PermissionError:
        return True  # somebody keeps it to themselves, but there it is
    except (OSError, ValueError):
        return False


def _exists(folder: str) -> bool:
    try:
        os.stat(openable(Path(folder)))  # noqa: PTH116 - as given, however long
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return True


def missing_root_of(path: Path) -> str | None:
    """The drive or folder because of whose absence a photo's file is not there; None where there is none."""
    return Folders().missing_root(os.path.dirname(os.path.abspath(path)))  # noqa: PTH100, PTH120 - as kept


def lies_in(path: str | Path, root: str) -> bool:
    """Whether a file lies somewhere in a folder."""
    return os.fspath(path).startswith(root if root.endswith(os.sep) else root + os.sep)


def look_at(
    files: Sequence[KnownFile], folders: Folders | None = None, cancelled: Callable[[], bool] = lambda: False
) -> Looked:
    """Look at files without reading them.

    Args:
        files: as the session knows them.
        folders: of an earlier part of the same look.
        cancelled: asked before each file; what was found until then is returned.
    """
    folders = folders or Folders()
    found = Looked()
    for file in files:
        if cancelled():
            break
        folder = os.path.dirname(os.fspath(file.path))  # noqa: PTH120 - as above
        root = folders.missing_root(folder)
        status = None if root is not None else _status(file.path)
        if status is None:
            if root is None and os.path.lexists(openable(file.path)):
                found.there.append(file.photo_id)  # a broken link: reading it says so
                continue
            found.missing.append(file.photo_id)
            if root is not None:
                found.roots.setdefault(root, []).append(file.photo_id)
            continue
        found.there.append(file.photo_id)
        if file.size_bytes is not None and (status.st_size, status.st_mtime_ns) != (file.size_bytes, file.modified_ns):
            found.to_read.append(file)
        elif file.fault in AWAY:
            found.back.append(file.photo_id)
    return found


@dataclass(frozen=True, slots=True)
class Signs:
    """Length and time of a file, which change while somebody writes it."""

    size_bytes: int
    modified_ns: int

    @classmethod
    def of(cls, path: Path) -> "Signs | None":
        """Those of a file now; None where it cannot be asked."""
        status = _status(path)
        return None if status is None else cls(status.st_size, status.st_mtime_ns)

    @property
    def fresh(self) -> bool:
        """Whether the file was written to a moment ago."""
        return abs(time.time() - self.modified_ns / 1e9) < FRESH_SECONDS

    def differ(self, read: FileFacts | None) -> bool:
        """Whether they are others than when the file was read."""
        return read is not None and (self.size_bytes, self.modified_ns) != (read.size_bytes, read.modified_ns)


def _status(path: Path) -> os.stat_result | None:
    try:
        return os.stat(openable(path))  # noqa: PTH116 - as given, however long
    except (OSError, ValueError):
        return None
