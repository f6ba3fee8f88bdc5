"""What a person asked for, in whatever way: sessions to open, photos and folders to add, and what is neither.

The one answer for drag and drop, pasting, the File menu, the command line with and without a window, and what a desktop
asks a running app to open. Nothing is changed, and nothing that was asked for is passed over in silence.
"""

import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.catalog.addresses import exists, path_of
from desktop_app.catalog.kinds_of_files import FileKind, kind_of_name
from desktop_app.catalog.opening import HEADER_BYTES, SESSION_SUFFIX, begins_a_session, is_session
from desktop_app.catalog.values.photos import PHOTO_EXTENSIONS
from desktop_app.faults import Fault
from desktop_app.paths import openable

Said = str | bytes | os.PathLike[str]

MOST_NAMED = 3
# Files that are looked into; of more, which happens where somebody drags all files of a card, the name has to do.
_MOST_LOOKED_INTO = 200
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

_FAULT_OF_KIND = {
    FileKind.RAW: Fault("asked.raw", {"paths": ""}),
    FileKind.FILM: Fault("asked.film", {"paths": ""}),
    FileKind.SOUND: Fault("asked.sound", {"paths": ""}),
    FileKind.DOCUMENT: Fault("asked.document", {"paths": ""}),
    FileKind.ARCHIVE: Fault("asked.archive", {"paths": ""}),
    FileKind.SHORTCUT: Fault("asked.shortcut", {"paths": ""}),
    FileKind.NOTE: Fault("asked.note", {"paths": ""}),
}
# How files begin that are evidently no photos: (where, bytes, what it is). Office documents are archives inside.
_BEGINNINGS: tuple[tuple[int, bytes, FileKind], ...] = (
    (0, b"%PDF", FileKind.DOCUMENT),
    (0, b"%!PS", FileKind.DOCUMENT),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.DOCUMENT),
    (0, b"{\\rtf", FileKind.DOCUMENT),
    (0, b"PK\x03\x04", FileKind.ARCHIVE),
    (0, b"PK\x05\x06", FileKind.ARCHIVE),
    (0, b"Rar!\x1a\x07", FileKind.ARCHIVE),
    (0, b"7z\xbc\xaf\x27\x1c", FileKind.ARCHIVE),
    (0, b"\x1f\x8b", FileKind.ARCHIVE),
    (0, b"\xfd7zXZ\x00", FileKind.ARCHIVE),
    (0, b"BZh", FileKind.ARCHIVE),
    (0, b"\x28\xb5\x2f\xfd", FileKind.ARCHIVE),
    (257, b"ustar", FileKind.ARCHIVE),
    (4, b"ftypcrx", FileKind.RAW),
    (0, b"FUJIFILMCCD-RAW", FileKind.RAW),
    (0, b"IIRO", FileKind.RAW),
    (0, b"IIU\x00", FileKind.RAW),
    (0, b"\x00MRM", FileKind.RAW),
    (0, b"FOVb", FileKind.RAW),
    (0, b"II*\x00\x10\x00\x00\x00CR", FileKind.RAW),
    (0, b"\x1aE\xdf\xa3", FileKind.FILM),
    (0, b"FLV", FileKind.FILM),
    (0, b"\x00\x00\x01\xba", FileKind.FILM),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", FileKind.FILM),
    (8, b"AVI ", FileKind.FILM),
    (8, b"WAVE", FileKind.SOUND),
    (0, b"ID3", FileKind.SOUND),
    (0, b"OggS", FileKind.SOUND),
    (0, b"fLaC", FileKind.SOUND),
    (4, b"moov", FileKind.FILM),
    (4, b"mdat", FileKind.FILM),
    (4, b"wide", FileKind.FILM),
    (0, b"L\x00\x00\x00\x01\x14\x02\x00", FileKind.SHORTCUT),
    (0, b"[Desktop Entry]", FileKind.SHORTCUT),
    (0, b"[InternetShortcut]", FileKind.SHORTCUT),
)
# Photos among what begins as films of the same family do: HEIC, AVIF and their sequences.
_PHOTO_BRANDS = (b"hei", b"hev", b"mif", b"msf", b"avi", b"jp2", b"jpx")
_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_PHOTOS = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"\0\0\0\x0cjP", b"\xff\x4f\xff\x51", *_TIFF)
_LOOKED_INTO_BYTES = 512


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What is to be done.

    Attributes:
        sessions: to open, in the order in which they were named.
        to_add: photos and folders, as given.
        refused: why the rest is neither, one fault a thing: `asked.*` with `paths`.
    """

    sessions: tuple[Path, ...] = ()
    to_add: tuple[Path, ...] = ()
    refused: tuple[Fault, ...] = ()


def asked_for(said: Iterable[Said]) -> AskedFor:
    """Sort out what was asked for.

    A file that is named itself is added whatever it is called, unless its content is evidently no photo; also one that
    is called like a photo, whatever it holds: that is found out when it is read. A session is known by its content.
    """
    sessions: list[Path] = []
    to_add: list[Path] = []
    refused: list[Fault] = []
    looked_into = 0
    for each in said:
        path = path_of(each)
        if isinstance(path, Fault):
            refused.append(path)
            continue
        if not exists(os.fspath(path)):
            refused.append(Fault("asked.not_found", {"paths": str(path)}))
            continue
        ending = path.suffix.lower()
        if ending in PHOTO_EXTENSIONS or _is_folder(path):
            to_add.append(path)
            continue
        looked_into += 1
        kind = kind_of_file(path) if looked_into <= _MOST_LOOKED_INTO else kind_of_name(path.name)
        if kind is FileKind.SESSION or (ending == SESSION_SUFFIX and kind is None):
            sessions.append(path)
        elif kind in _FAULT_OF_KIND:
            refused.append(replace(_FAULT_OF_KIND[kind], facts={"paths": str(path)}))
        else:
            to_add.append(path)
    return AskedFor(tuple(sessions), tuple(to_add), tuple(refused))


def in_short(refused: Sequence[Fault]) -> tuple[Fault, ...]:
    """The same in few words: one fault for all things that are refused for one reason, the first of them named.

    Where there are several, the fact `things` counts them.
    """
    reasons: dict[tuple[str, str], list[Fault]] = {}
    for fault in refused:
        reasons.setdefault((fault.code, str(fault.facts.get("computer", ""))), []).append(fault)
    return tuple(_as_one(faults) for faults in reasons.values())


def _as_one(faults: Sequence[Fault]) -> Fault:
    names = list(dict.fromkeys(str(fault.facts["paths"]) for fault in faults if "paths" in fault.facts))
    if len(names) < 2:
        return faults[0]
    named = ", ".join([*names[:MOST_NAMED], *["…"] * (len(names) > MOST_NAMED)])
    return replace(faults[0], facts={**faults[0].facts, "paths": named, "things": len(names)})


def kind_of_file(path: Path) -> FileKind | None:
    """What a file is that is evidently no photo: by its content, and by its name where that says nothing.

    Returns:
        None where it may be a photo, or cannot be read (whoever reads it will say why).
    """
    try:
        if is_session(path):
            return FileKind.SESSION
        beginning = _beginning(path)
    except (OSError, ValueError):
        return None
    if beginning is None:
        return None
    named = kind_of_name(path.name)
    found = _kind_of_beginning(beginning)
    if found is FileKind.ARCHIVE and named is FileKind.DOCUMENT:
        return named
    if found is not None:
        return found
    if _begins_a_photo(beginning):
        # A raw photo begins as a TIFF does, and the picture that is read of it is a small preview.
        return FileKind.RAW if named is FileKind.RAW and beginning.startswith(_TIFF) else None
    return None if named in (FileKind.SESSION, FileKind.OTHER) else named


def _kind_of_beginning(beginning: bytes) -> FileKind | None:
    if begins_a_session(beginning):
        return FileKind.SESSION
    for offset, sign, kind in _BEGINNINGS:
        if beginning.startswith(sign, offset):
            return kind
    of_films = beginning[4:8] == b"ftyp" and not beginning.startswith(_PHOTO_BRANDS, 8)
    return FileKind.FILM if of_films else None


def _begins_a_photo(beginning: bytes) -> bool:
    of_films = beginning[4:8] == b"ftyp" and beginning.startswith(_PHOTO_BRANDS, 8)
    return of_films or beginning.startswith(_PHOTOS) or beginning.startswith(b"WEBP", 8)


def _beginning(path: Path) -> bytes | None:
    """The first bytes of an ordinary file; None of anything else, which could keep whoever reads it waiting."""
    handle = os.open(openable(path), _READ)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        return os.read(handle, max(_LOOKED_INTO_BYTES, HEADER_BYTES))
    finally:
        os.close(handle)


def _is_folder(path: Path) -> bool:
    return os.path.isdir(openable(path))  # noqa: PTH112 - however long
