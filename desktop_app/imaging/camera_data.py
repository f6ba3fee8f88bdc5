"""What a photo's EXIF says of the camera and the moment, without a word of where that was.

Kept is what is named here, never "all but the place": places stand in many tags (GPS, its parts in the notes of makers,
descriptions, comments, XMP), and tomorrow's cameras will find another one.

Tags are those of EXIF 2.32 (CIPA DC-008) and TIFF 6.0.
"""

import re
import struct
from collections.abc import Iterator
from typing import Any, Final

from PIL import Image
from PIL.ExifTags import IFD, Base

from desktop_app.imaging.heic_items import exif_of

_MOST_BYTES: Final = 1 << 20
_LONGEST_TEXT: Final = 200
_MOST_SEGMENTS: Final = 10_000
_EXIF = b"Exif\0\0"
_OF_THE_PHOTO: Final = (Base.Make, Base.Model, Base.DateTime, Base.Artist, Base.Copyright)
# Without serial numbers and the owner, who are nobody's business, and without the time zone, which tells of a place.
_OF_THE_MOMENT: Final = (
    *(Base.DateTimeOriginal, Base.DateTimeDigitized, Base.SubsecTimeOriginal, Base.SubsecTimeDigitized),
    *(Base.ExposureTime, Base.FNumber, Base.ExposureProgram, Base.ISOSpeedRatings, Base.ShutterSpeedValue),
    *(Base.ApertureValue, Base.BrightnessValue, Base.ExposureBiasValue, Base.MaxApertureValue, Base.MeteringMode),
    *(Base.LightSource, Base.Flash, Base.FocalLength, Base.FocalLengthIn35mmFilm, Base.ExposureMode),
    *(Base.WhiteBalance, Base.DigitalZoomRatio, Base.SceneCaptureType, Base.LensSpecification),
    *(Base.LensMake, Base.LensModel),
)
_TIMES: Final = frozenset({int(Base.DateTime), *map(int, _OF_THE_MOMENT[:4])})
_TIME: Final = re.compile(r"[\d: .-]{1,23}")
_KEPT: Final = frozenset(map(int, (*_OF_THE_PHOTO, *_OF_THE_MOMENT)))
_SRGB: Final = 1
# Of TIFF 6.0, page 15: a number of kind 3, for example, has two bytes.
_BYTES_OF_A_KIND: Final = {3: 2, 4: 4, 5: 8, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_BYTES_IN_AN_ENTRY: Final = 4
_MOST_DIRECTORIES: Final = 3


def camera_data(content: bytes) -> bytes:
    """EXIF for a picture that was made of a photo: camera, lens, exposure, time, and whose work it is.

    No orientation (the picture is upright), no preview, no GPS, no notes of the maker, no texts that people type.

    Args:
        content: the whole file of the photo, of any kind.

    Returns:
        as Pillow takes it; nothing where the photo has none of it, or where it is damaged.
    """
    block = _block(content)
    if not block:
        return b""
    try:
        found, made = Image.Exif(), Image.Exif()
        found.load(block)
        moment = found.get_ifd(IFD.Exif)
        for tag in _entangled(block):
            found.pop(tag, None)
            moment.pop(tag, None)
        # Pillow reads each byte of a text as a letter, and writes ASCII alone: bytes are how a name keeps its accents.
        made.update(
            (tag, value.encode("latin-1", "replace") if isinstance(value, str) else value)
            for tag, value in _kept(found, _OF_THE_PHOTO)
        )
        kept = dict(_kept(moment, _OF_THE_MOMENT))
        if not made and not kept:
            return b""
        # Of the pixels as they are now, whatever those of the photo were.
        made.get_ifd(IFD.Exif).update({**kept, int(Base.ColorSpace): _SRGB})
        return made.tobytes()
    except Exception:  # noqa: BLE001 - a broken EXIF block raises nearly everything and says nothing of the pixels
        return b""


def _kept(found: Any, tags: tuple[int, ...]) -> Iterator[tuple[int, Any]]:
    for tag in tags:
        value = found.get(tag)
        if isinstance(value, str):
            value = value.partition("\0")[0].strip()[:_LONGEST_TEXT]
            if tag in _TIMES and not _TIME.fullmatch(value):
                continue
        if value not in (None, "", b""):
            yield int(tag), value


def _entangled(block: bytes) -> set[int]:
    """Tags whose values share bytes with what is not kept, or lie outside.

    A damaged length or place would bring along what stands beside.
    """
    kept: list[tuple[int, int, int]] = []
    others: list[tuple[int, int, int]] = []
    start = len(_EXIF) if block.startswith(_EXIF) else 0
    for tag, begin, end in _values(block, start):
        (kept if tag in _KEPT else others).append((tag, begin, end))
    return {
        tag
        for tag, begin, end in kept
        if start + end > len(block) or any(begin < behind and before < end for _, before, behind in others)
    }


def _values(block: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Tag, beginning and end of all values that do not fit into their entries, and of the directories (tag 0).

    Raises:
        struct.error: a directory ends before its entries do.
    """
    order = "<" if block[start : start + 2] == b"II" else ">"
    directories = list(struct.unpack_from(order + "I", block, start + 4))
    for directory in directories:
        (count,) = struct.unpack_from(order + "H", block, start + directory)
        yield 0, directory, directory + 2 + 12 * count
        for number in range(count):
            tag, kind, amount, value = struct.unpack_from(order + "HHII", block, start + directory + 2 + 12 * number)
            length = amount * _BYTES_OF_A_KIND.get(kind, 1)
            if tag in (IFD.Exif, IFD.GPSInfo) and len(directories) < _MOST_DIRECTORIES:
                directories.append(value)
            elif length > _BYTES_IN_AN_ENTRY:
                yield tag, value, value + length


def _block(content: bytes) -> bytes:
    """The EXIF of a file, as it begins with or without "Exif"; nothing where there is none."""
    try:
        if content.startswith(b"\xff\xd8"):
            return _of_jpeg(content)
        if content.startswith(b"\x89PNG"):
            return _of_png(content)
        if content.startswith(b"RIFF"):
            return _of_webp(content)
    except struct.error:
        return b""
    if content[4:8] == b"ftyp":
        return exif_of(content, _MOST_BYTES)
    return content if content[:4] in (b"II*\0", b"MM\0*") else b""


def _of_jpeg(content: bytes) -> bytes:
    place = 2
    for _ in range(_MOST_SEGMENTS):
        mark, length = struct.unpack_from(">HH", content, place)
        if mark in (0xFFDA, 0xFFD9) or mark < 0xFF00 or length < 2:
            break
        body = content[place + 4 : place + 2 + length]
        if mark == 0xFFE1 and body.startswith(_EXIF):
            return body
        place += 2 + length
    return b""


def _of_png(content: bytes) -> bytes:
    place = 8
    for _ in range(_MOST_SEGMENTS):
        length, kind = struct.unpack_from(">I4s", content, place)
        body = content[place + 8 : place + 8 + min(length, _MOST_BYTES)]
        if kind == b"eXIf":
            return body
        if kind == b"IEND":
            break
        place += 12 + length
    return b""


def _of_webp(content: bytes) -> bytes:
    place = 12
    for _ in range(_MOST_SEGMENTS):
        kind, length = struct.unpack_from("<4sI", content, place)
        if kind == b"EXIF":
            return content[place + 8 : place + 8 + min(length, _MOST_BYTES)]
        place += 8 + length + length % 2
    return b""
