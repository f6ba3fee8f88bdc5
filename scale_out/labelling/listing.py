"""Finding the photos of sources: on this machine as the app does, elsewhere by the same rules on names."""

import fnmatch
import glob
import os
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pyarrow import fs

from desktop_app.catalog.kinds_of_files import is_service_file, is_service_folder
from desktop_app.catalog.scan import find_photos, natural_key
from desktop_app.catalog.values.photos import PHOTO_EXTENSIONS
from desktop_app.faults import Fault, fault_of
from scale_out.errors import ScaleError
from scale_out.places import Place, is_address

Unlisted = Callable[[str, Fault], None]
_WILD = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Found:
    """A photo that was found.

    Attributes:
        path: as results have it: a path, or an address without its question mark and what follows.
        source: place of the source among the sources of the results; -1 for a path of this machine.
        inside: its path in the file system of its source; None for a path of this machine.
        size: in bytes, and
        modified_ns: time of last modification, nanoseconds since the epoch, as a store lists them; 0 on this machine.
    """

    path: str
    source: int = -1
    inside: str | None = None
    size: int = 0
    modified_ns: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """What one task lists.

    Attributes:
        name: the beginning of the names of its partitions; the same for the same sources.
        sources: places of the sources among those of the results.
        texts: the sources.
        number: of the share, of `of` shares among which the folders of one source are divided.
        of: how many there are.
        known_as: beginnings of the names of what may be planned already; none for `name` alone.
    """

    name: str
    sources: tuple[int, ...]
    texts: tuple[str, ...]
    number: int = 0
    of: int = 1
    known_as: tuple[str, ...] = ()


def is_pattern(text: str) -> bool:
    """Whether a source holds wild cards."""
    return _WILD.search(text.partition("?")[0] if is_address(text) else text) is not None


def wherever_one_is(source: str) -> str:
    """A source as processes find it that were started elsewhere: addresses as they are, paths from the root on."""
    return source if is_address(source) else os.path.abspath(source)  # noqa: PTH100 - Path.absolute leaves ".."


def check(sources: Sequence[str]) -> None:
    """See that there is something to list.

    Raises:
        ScaleError: a source is not there, or an address that nothing here reads.
    """
    for text in sources:
        if is_address(text):
            root = _root(text)
            try:
                there = root.exists()
            except OSError as error:
                raise ScaleError(f"{text}: cannot be listed ({error}).") from error
            if not there:
                raise ScaleError(f"{text}: is not there.")
        elif not is_pattern(text) and not Path(text).exists():
            raise ScaleError(f"{text}: is not there. Name a folder, a photo, a pattern in quotes, or an address.")


def photos_of(share: Share, unlisted: Unlisted = lambda _folder, _fault: None) -> Iterator[Found]:
    """The photos of a share, lazily, in an order that is always the same while nothing changes.

    Args:
        share: what to list.
        unlisted: told of each folder that could not be listed, and why; the others are.
    """
    local = [text for text in share.texts if not is_address(text)]
    if local:
        found = find_photos(_named(local), unreadable=lambda folder, fault: unlisted(str(folder), fault))
        yield from (Found(str(path)) for path in found)
    for number, text in zip(share.sources, share.texts, strict=True):
        if is_address(text):
            yield from _elsewhere(number, text, share, unlisted)


def _named(sources: Iterable[str]) -> list[Path]:
    """What patterns stand for; everything else as it is."""
    paths: list[Path] = []
    for text in sources:
        if is_pattern(text) and not Path(text).exists():
            # Not Path.glob, which takes no pattern that begins at the root.
            matching = glob.glob(text, recursive=True)  # noqa: PTH207
            paths.extend(Path(each) for each in sorted(matching, key=natural_key))
        else:
            paths.append(Path(text))
    return paths


def _root(text: str) -> Place:
    """The folder in which a source lies: of a pattern, what stands before the first wild card."""
    address, question, rest = text.partition("?")
    if is_pattern(text):
        address = address[: _WILD.search(address).start()].rpartition("/")[0]  # type: ignore[union-attr]
    return Place.of(f"{address}{question}{rest}")


def _elsewhere(number: int, text: str, share: Share, unlisted: Unlisted) -> Iterator[Found]:
    root = _root(text)
    info = root.filesystem.get_file_info(root.path)
    address = root.text.partition("?")[0]
    begin = len(root.path)
    pattern = text.partition("?")[0][len(address) :] if is_pattern(text) else None
    if info.is_file:
        if share.number == 0:
            yield Found(address, number, root.path, info.size or 0, info.mtime_ns or 0)
        return
    for each in _walk(root, share, unlisted):
        name = each.path[begin:]
        if pattern is None or fnmatch.fnmatchcase(name, pattern):
            yield Found(address + name, number, each.path, each.size or 0, each.mtime_ns or 0)


def _walk(root: Place, share: Share, unlisted: Unlisted) -> Iterator[fs.FileInfo]:
    """The photos in a folder, folder by folder: of a deep tree never more than one folder is in memory."""
    to_do = [root.path]
    while to_do:
        folder = to_do.pop()
        try:
            photos, folders = _entries(root.filesystem, folder)
        except OSError as error:
            unlisted(f"{root.text.partition('?')[0]}{folder[len(root.path) :]}", fault_of(error))
            continue
        if folder == root.path and share.of > 1:
            folders = [each for each in folders if _lot(each, share.of) == share.number]
            photos = photos if share.number == 0 else []
        yield from photos
        to_do.extend(reversed(folders))


def _entries(filesystem: fs.FileSystem, folder: str) -> tuple[list[fs.FileInfo], list[str]]:
    parent = PurePosixPath(folder).name
    photos: list[fs.FileInfo] = []
    folders: list[str] = []
    for each in filesystem.get_file_info(fs.FileSelector(folder, allow_not_found=True)):
        name = each.base_name
        if name.startswith("."):
            continue
        if each.type == fs.FileType.Directory:
            if not is_service_folder(name, parent):
                folders.append(each.path.rstrip("/"))
        elif PurePosixPath(name).suffix.lower() in PHOTO_EXTENSIONS and not is_service_file(name):
            photos.append(each)
    return sorted(photos, key=lambda each: natural_key(each.base_name)), sorted(folders, key=natural_key)


def _lot(path: str, of: int) -> int:
    """Which share a folder belongs to: the same on every machine."""
    return zlib.crc32(path.encode("utf-8")) % of
