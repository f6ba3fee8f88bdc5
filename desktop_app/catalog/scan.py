"""Finding the photos in what a person dropped."""

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from natsort import natsort_keygen, ns

from desktop_app.catalog.kinds_of_files import (
    FileKind,
    holds_picasas_originals,
    is_service_file,
    is_service_folder,
    kind_of_name,
)
from desktop_app.catalog.values.photos import PHOTO_EXTENSIONS
from desktop_app.catalog.values.stored_paths import spelled_alike
from desktop_app.faults import Fault, number_of, system_reason
from desktop_app.paths import absolute, found_in, openable

_natural = natsort_keygen(alg=ns.IGNORECASE)

Report = Callable[[Path, Fault], None]


def natural_key(name: str) -> tuple[object, str]:
    """A sort key that puts `dog 9` before `dog 10` and does not tell upper from lower case."""
    return _natural(name), name


def find_photos(
    paths: Iterable[Path],
    recursive: bool = True,
    unreadable: Report | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    left_out: Callable[[FileKind], None] = lambda _kind: None,
) -> Iterator[Path]:
    """Find photos, lazily: stop asking, and the search stops.

    Folders are searched in natural order, the photos of a folder before its subfolders. Links to folders are followed,
    each folder once, so that loops end. Hidden files and folders are left out, those that systems keep for themselves
    (`kinds_of_files`), and files that are not called like a photo. A file that is named itself is always yielded,
    whatever it is called, also when it does not exist (whoever reads it will say so); a folder that is named itself is
    always searched. Nothing is yielded twice.

    Args:
        paths: files and folders; what is yielded begins with them as they are given.
        recursive: whether to go into the folders of the folders.
        unreadable: called with each folder that could not be searched, and why.
        cancelled: asked before each folder; when it says yes, the search ends.
        left_out: told of each file between the photos that is none.
    """
    search = _Search(recursive, unreadable, cancelled, left_out)
    seen: set[str] = set()
    for path in paths:
        start = str(path)
        above = absolute(start)  # links are not followed: a link and its target are two photos
        for name in search.photos_of(start) if _is_folder(path) else (start,):
            # What is found begins with what was given, or is absolute.
            key = spelled_alike(above + name[len(start) :] if name.startswith(start) else name)
            if key not in seen:
                seen.add(key)
                yield Path(name)


class _Search:
    """What one search knows: how to go on, and where it has been."""

    def __init__(
        self,
        recursive: bool,
        report: Report | None,
        cancelled: Callable[[], bool],
        left_out: Callable[[FileKind], None],
    ) -> None:
        self._recursive = recursive
        self._report = report
        self._cancelled = cancelled
        self._left_out = left_out
        self._seen: set[tuple[int, int]] = set()

    def photos_of(self, start: str) -> Iterator[str]:
        to_do = [start]
        # Whoever names the thumbnails of a network drive wants to see them.
        also_small = is_service_folder(os.path.basename(os.path.abspath(start)))  # noqa: PTH100, PTH119 - as below
        while to_do and not self._cancelled():
            folder = to_do.pop()
            try:
                # Windows opens no long folder by its plain name.
                there = openable(folder)
                facts = os.stat(there)  # noqa: PTH116 - strings are three times as fast as paths here
                if (facts.st_dev, facts.st_ino) in self._seen:
                    continue
                self._seen.add((facts.st_dev, facts.st_ino))
                with os.scandir(there) as entries:
                    photos, folders, others = _sorted_entries(entries, folder, self._recursive, also_small)
            except OSError as error:
                if self._report is not None:
                    self._report(Path(folder), _fault_of(error))
                continue
            for name in others:
                kind = kind_of_name(name)
                if kind is not None:
                    self._left_out(kind)
            yield from photos
            to_do.extend(reversed(folders))


_FAULTS = {
    errno.ENOENT: Fault("folder.gone"),
    errno.ENOTDIR: Fault("folder.gone"),
    errno.EACCES: Fault("folder.forbidden"),
    # Of what cannot be opened, Windows says when it is asked again that it is a folder.
    errno.EISDIR: Fault("folder.forbidden"),
    errno.EPERM: Fault("folder.forbidden"),
    errno.ELOOP: Fault("folder.link_loop"),
    errno.ENAMETOOLONG: Fault("folder.name_too_long"),
    errno.EIO: Fault("folder.disk_error"),
}


def _fault_of(error: OSError) -> Fault:
    return _FAULTS.get(number_of(error)) or Fault("folder.unreadable", {"detail": system_reason(error)})


def _is_folder(path: Path) -> bool:
    try:
        return os.path.isdir(openable(path))  # noqa: PTH112 - a name that may be longer than Path can open
    except (OSError, ValueError):  # a name that is too long, or has a zero in it
        return False


def _sorted_entries(
    entries: Iterable["os.DirEntry[str]"], folder: str, recursive: bool, also_small: bool
) -> tuple[list[str], list[str], list[str]]:
    """Paths of the photos and of the folders, in order, and names of the other files."""
    photos: list[tuple[str, str]] = []
    folders: list[tuple[str, str]] = []
    others: list[str] = []
    hidden: list[str] = []
    parent = os.path.basename(folder)  # noqa: PTH119 - as above
    for entry in entries:
        if _hidden_on_windows(entry):
            hidden.append(entry.name)
            continue
        if _leads_to_folder(entry):
            if recursive and not is_service_folder(entry.name, parent):
                folders.append((entry.name, found_in(folder, entry.name)))
        elif _ending(entry.name) not in PHOTO_EXTENSIONS:
            others.append(entry.name)
        # A broken link is called like a photo and shows up as unreadable; a pipe would keep the reader waiting.
        elif (also_small or not is_service_file(entry.name)) and (entry.is_symlink() or entry.is_file()):
            photos.append((entry.name, found_in(folder, entry.name)))
    # On Windows, Picasa hides what it lays beside photos.
    beside = [*others, *hidden, *(name for name, _ in photos)]
    folders = [(name, path) for name, path in folders if not holds_picasas_originals(name, beside)]
    return _in_order(photos), _in_order(folders), others


def _ending(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 - as above


def _leads_to_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads in a circle
        return False


def _in_order(named: list[tuple[str, str]]) -> list[str]:
    return [path for _, path in sorted(named, key=lambda pair: natural_key(pair[0]))]


def _hidden_on_windows(entry: "os.DirEntry[str]") -> bool:
    if sys.platform == "win32":
        return bool(entry.stat(follow_symlinks=False).st_file_attributes & stat.FILE_ATTRIBUTE_HIDDEN)
    return False
