"""When a photo was taken, by the clock of its camera, as its EXIF says. Strangers wrote it: nothing in it is believed.

Tags, and the way in which they are stored, are those of EXIF 2.32 (CIPA DC-008) and TIFF 6.0.
"""

import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from PIL import Image

from desktop_app.imaging.heic_items import exif_of
from desktop_app.imaging.orientation import packet_in_text

LATEST: Final = 4_102_444_800 * 1_000_000_000
"""The end of 2099, nanoseconds since 1970: what a clock says beyond it is no time at which a photo was taken."""

_HEAD = b"Exif\0\0"
_EXIF_DIRECTORY = 34665
_CHANGED, _TAKEN, _DIGITIZED = 306, 36867, 36868
_PARTS_OF_A_SECOND = {_TAKEN: 37521, _DIGITIZED: 37522, _CHANGED: 37520}
_TEXTS = frozenset({_CHANGED, _TAKEN, _DIGITIZED, *_PARTS_OF_A_SECOND.values()})
_ASCII, _LONG, _DIRECTORY = 2, 4, 13
# Cameras write some fifty entries, and no text of a time is longer.
_MOST_ENTRIES, _LONGEST_TEXT = 512, 64
# Some programs write other signs between the numbers than the standard's.
_TIME = re.compile(rb"\s*(\d{4})[:/.-](\d{1,2})[:/.-](\d{1,2})[ T]+(\d{1,2}):(\d{1,2}):(\d{1,2})")
_EARLIEST_YEAR = 1990
_MOST_OF_EXIF = 1 << 20
# Where clocks begin that were never set, or whose battery was empty.
_CLOCKS_BEGIN = frozenset({(2000, 1, 1)})


def capture_time(image: Image.Image, content: bytes) -> int:
    """When a photo was taken.

    Args:
        image: opened; a PNG must be loaded as well, which may have its EXIF behind the pixels.
        content: the whole file: what Pillow does not tell of a TIFF, HEIC or AVIF is read there.

    Returns:
        nanoseconds since 1970 by the camera's clock, as if that were UTC; 0 where nobody knows.
    """
    if image.format == "TIFF":
        return time_in_exif(content)
    return time_in_boxes(content) or time_in_exif(_exif_of(image))


def time_in_boxes(content: bytes) -> int:
    """When a HEIC or AVIF was taken; 0 where nobody knows, and for every other kind of file."""
    if content[4:8] != b"ftyp":
        return 0
    return time_in_exif(exif_of(content, _MOST_OF_EXIF))


def time_in_exif(exif: bytes) -> int:
    """When a photo was taken, by what its EXIF says; where that is impossible, by what else it says.

    Args:
        exif: begins as a TIFF does, or with "Exif" before that.

    Returns:
        as `capture_time`. 0 for whatever is damaged.
    """
    start = len(_HEAD) if exif.startswith(_HEAD) else 0
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(bytes(exif[start : start + 4]))
    if order is None:
        return 0
    texts: dict[int, bytes] = {}
    try:
        (first,) = struct.unpack_from(order + "I", exif, start + 4)
        further = None
        for tag, value in _entries(exif, start, first, order):
            if isinstance(value, bytes):
                texts.setdefault(tag, value)
            else:
                further = value
        if further is not None:
            for tag, value in _entries(exif, start, further, order):
                if isinstance(value, bytes):
                    texts.setdefault(tag, value)
    except struct.error:
        pass  # cut short; what was read before counts
    times = (
        _nanoseconds(texts[tag], texts.get(_PARTS_OF_A_SECOND[tag], b""))
        for tag in (_TAKEN, _DIGITIZED, _CHANGED)
        if tag in texts
    )
    return next(filter(None, times), 0)


def _entries(exif: bytes, start: int, directory: int, order: str) -> Iterator[tuple[int, bytes | int]]:
    """Tag and value of the texts that matter in a directory, and the place of the directory of EXIF.

    Raises:
        struct.error: it ends before its entries do.
    """
    place = start + directory
    (count,) = struct.unpack_from(order + "H", exif, place)
    for number in range(min(count, _MOST_ENTRIES)):
        entry = place + 2 + 12 * number
        tag, kind, amount, value = struct.unpack_from(order + "HHII", exif, entry)
        if tag in _TEXTS and kind == _ASCII and amount <= _LONGEST_TEXT:
            where = entry + 8 if amount <= 4 else start + value
            yield tag, bytes(exif[where : where + amount])
        elif tag == _EXIF_DIRECTORY and kind in (_LONG, _DIRECTORY):
            yield tag, value


def _nanoseconds(text: bytes, part_of_a_second: bytes) -> int:
    """A time in words; 0 where it is none, or one that no photo was taken at."""
    found = _TIME.match(text)
    if found is None:
        return 0
    year, month, day, hour, minute, second = map(int, found.groups())
    if year < _EARLIEST_YEAR or (year, month, day) in _CLOCKS_BEGIN:
        return 0
    try:
        seconds = int(datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp())
    except ValueError:
        return 0
    digits = re.match(rb"\d{0,9}", part_of_a_second.strip())
    nanoseconds = seconds * 1_000_000_000 + int((digits.group() if digits else b"").ljust(9, b"0"))
    return nanoseconds if nanoseconds < LATEST else 0


def _exif_of(image: Image.Image) -> bytes:
    exif = image.info.get("exif")
    if isinstance(exif, bytes):
        return exif
    packed = image.info.get("Raw profile type exif")
    return packet_in_text(packed) if isinstance(packed, str) else b""
