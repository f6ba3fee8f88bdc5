"""Telling a camera's raw photo from a TIFF: most raw formats are TIFFs whose first picture is a small preview.

TIFF 6.0, TIFF/EP (ISO 12234-2) and DNG: a file is a chain of directories (IFD) of tags; a directory may name others
(SubIFD), and the values of a colour filter array stand in one of them.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_SUBFILE, _WIDTH, _COMPRESSION, _PHOTOMETRIC, _MAKE = 254, 256, 259, 262, 271
_SUB_DIRECTORIES, _FILTER_REPEAT, _FILTER_ARRAY, _DNG_VERSION = 330, 33421, 33422, 50706
_LEAF, _SONY_RAW, _SONY_OFFSET, _HASSELBLAD = 34310, 50740, 29184, 34309
_RAW_TAGS = frozenset({_FILTER_REPEAT, _FILTER_ARRAY, _DNG_VERSION, _LEAF, _SONY_OFFSET, _HASSELBLAD})
# Photometric interpretations: a colour filter array, linear values of a sensor.
_RAW_PHOTOMETRICS = frozenset({32803, 34892, 51177})
# Nikon, Sony, Pentax, Samsung, Kodak, Canon
_RAW_COMPRESSIONS = frozenset({34713, 32767, 65535, 32769, 32770, 32772, 65000, 262})
# Makers of cameras whose raw photos have, for old models, none of the above.
_MAKERS = (
    *(b"canon", b"nikon", b"sony", b"pentax", b"ricoh", b"olympus", b"om digital", b"panasonic", b"leica", b"samsung"),
    *(
        b"fujifilm",
        b"hasselblad",
        b"phase one",
        b"leaf",
        b"mamiya",
        b"kodak",
        b"eastman kodak",
        b"epson",
        b"seiko epson",
    ),
    *(b"minolta", b"konica", b"casio", b"sigma", b"dji", b"gopro", b"apple", b"google", b"parrot", b"imacon"),
)
_REDUCED = 1
_OLD_JPEG = 6
_MOST_DIRECTORIES = 32
_MOST_ENTRIES = 512
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 6: 1, 7: 1, 8: 2, 9: 4, 13: 4, 16: 8, 17: 8, 18: 8}
_LETTERS = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 17: "q", 18: "Q"}


@dataclass(frozen=True, slots=True)
class _Layout:
    order: str
    large: bool


def is_raw_tiff(content: bytes) -> bool:
    """Whether a file that begins like a TIFF is a camera's raw photo (DNG, NEF, ARW, PEF, SRW, 3FR, …).

    Args:
        content: the whole file; what is damaged in its directories is passed over.
    """
    directories = list(_directories(content))
    for tags in directories:
        if _RAW_TAGS & tags.keys() or _RAW_PHOTOMETRICS & set(tags.get(_PHOTOMETRIC, ())):
            return True
        if _RAW_COMPRESSIONS & set(tags.get(_COMPRESSION, ())):
            return True
    if not directories or not _of_camera(directories[0], content):
        return False
    # A picture in the first place that is a smaller version of another one, which stands elsewhere.
    first, others = directories[0], directories[1:]
    reduced = any(value & _REDUCED for value in first.get(_SUBFILE, ()))
    width = max(first.get(_WIDTH, ()), default=0)
    larger = any(max(tags.get(_WIDTH, ()), default=0) > width for tags in others)
    smaller_first = larger and (reduced or _SUB_DIRECTORIES in first)
    # Old-style JPEG as the first picture of a camera's TIFF is never the photo either.
    return smaller_first or _SONY_RAW in first or _OLD_JPEG in first.get(_COMPRESSION, ())


def _of_camera(tags: dict[int, tuple[int, ...]], content: bytes) -> bool:
    """Whether the maker that a directory names makes cameras. `_MAKE` is kept as the place of its text."""
    if _MAKE not in tags:
        return False
    place = tags[_MAKE][0]
    return content[place : place + 24].strip().lower().startswith(_MAKERS)


def _directories(content: bytes) -> Iterator[dict[int, tuple[int, ...]]]:
    """The directories of a TIFF, those first that stand in its chain: tag → whole numbers."""
    layout = _Layout("<" if content[:2] == b"II" else ">", large=b"+" in content[2:4])
    place, length = (8, 8) if layout.large else (4, 4)
    ahead = [int.from_bytes(content[place : place + length], "little" if layout.order == "<" else "big")]
    known: set[int] = set()
    while ahead and len(known) < _MOST_DIRECTORIES:
        place = ahead.pop(0)
        if place in known or not 0 < place < len(content):
            continue
        known.add(place)
        try:
            tags, following = _directory(content, place, layout)
        except struct.error:
            continue
        yield tags
        ahead += [following, *tags.get(_SUB_DIRECTORIES, ())]


def _directory(content: bytes, place: int, layout: _Layout) -> tuple[dict[int, tuple[int, ...]], int]:
    """The tags of a directory, and where the next one is.

    Raises:
        struct.error: the file ends before it.
    """
    count_format, entry_format = (
        (layout.order + "Q", layout.order + "HHQ")
        if layout.large
        else (
            layout.order + "H",
            layout.order + "HHI",
        )
    )
    count = struct.unpack_from(count_format, content, place)[0]
    place += struct.calcsize(count_format)
    value_length = 8 if layout.large else 4
    step = struct.calcsize(entry_format) + value_length
    tags: dict[int, tuple[int, ...]] = {}
    for number in range(min(count, _MOST_ENTRIES)):
        tag, kind, amount = struct.unpack_from(entry_format, content, place + number * step)
        value = place + number * step + step - value_length
        if _SIZES.get(kind, 1) * amount > value_length:
            value = struct.unpack_from(layout.order + ("Q" if layout.large else "I"), content, value)[0]
        if tag == _MAKE:
            tags[tag] = (value,)
        elif kind in _LETTERS and amount <= 64 and value + _SIZES[kind] * amount <= len(content):
            tags[tag] = struct.unpack_from(f"{layout.order}{amount}{_LETTERS[kind]}", content, value)
        else:
            tags.setdefault(tag, ())
    following = struct.unpack_from(layout.order + ("Q" if layout.large else "I"), content, place + count * step)[0]
    return tags, following
