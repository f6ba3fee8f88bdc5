"""Whether all of a photo is in its file, where its decoder shows a part as if it were the whole.

What each decoder does with files that are cut and files with holes is in decision 0015; here stands what they let
through. JPEG has a module of its own (`jpeg_whole`), HEIC and AVIF have theirs (`heic_items`).
"""

import struct
import zlib
from collections.abc import Callable

from PIL import Image, TiffImagePlugin

_PNG_HEAD = 8
# Flat pictures have rows of zero bytes in what codes them, one byte for ten thousand pixels at most.
_PIXELS_A_ZERO = 8192
_HOLE_IN_WEBP, _HOLE_IN_JPEG_2000, _HOLE_IN_TIFF_JPEG = 64, 512, 48
_TILE_PART = b"\xff\x93"
_DEFLATE, _JPEG = frozenset({8, 32946}), 7
_BLOCK = 1 << 20


class CutShortError(OSError):
    """Not all of a photo is there. Worded as Pillow words it."""

    def __init__(self, what: str) -> None:
        super().__init__(f"image file is truncated: {what}")


class TooManyPartsError(OSError):
    """A file of more parts than any photo has: a decoder would take memory and time for each of them."""


def check_whole(image: Image.Image, content: bytes) -> None:
    """Make sure that all of a photo is there, as far as its format shows it and its decoder does not.

    Args:
        image: opened, not loaded.
        content: the whole file.

    Raises:
        CutShortError: something is missing.
    """
    check = _CHECKS.get(image.format or "")
    if check is not None:
        check(image, content)


def _check_png(_image: Image.Image, content: bytes) -> None:
    """The sums of the chunks that hold pixels: Pillow passes over them."""
    view = memoryview(content)
    place = _PNG_HEAD
    while place + 8 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, place)
        end = place + 8 + length
        if kind == b"IEND":
            return
        if kind in (b"IDAT", b"PLTE") and end + 4 <= len(content):
            stated = struct.unpack_from(">I", content, end)[0]
            if zlib.crc32(view[place + 4 : end]) != stated:
                raise CutShortError("a part of the pixels is not what was written")
        place = end + 4


def _check_webp(image: Image.Image, content: bytes) -> None:
    """Holes in lossy data. Lossless data may have zeros as long as they like."""
    place = 12
    while place + 8 <= len(content):
        kind, length = struct.unpack_from("<4sI", content, place)
        if kind == b"VP8 " and _has_hole(image, content, place + 8, place + 8 + length, _HOLE_IN_WEBP):
            raise CutShortError("a hole in the data")
        place += 8 + length + length % 2


def _check_jpeg_2000(image: Image.Image, content: bytes) -> None:
    start = content.find(_TILE_PART)
    if start >= 0 and _has_hole(image, content, start, _jpeg_2000_end(content, start), _HOLE_IN_JPEG_2000):
        raise CutShortError("a hole in the data")


def _jpeg_2000_end(content: bytes, start: int) -> int:
    end = content.rfind(b"\xff\xd9", start)
    return end if end >= 0 else len(content)


def _has_hole(image: Image.Image, content: bytes, start: int, end: int, shortest: int) -> bool:
    length = max(shortest, image.width * image.height // _PIXELS_A_ZERO)
    return content.find(bytes(length), start, end) >= 0


def _check_tiff(image: Image.Image, content: bytes) -> None:
    """Packed strips and tiles must unpack to their ends: libtiff stops when it has all rows, and passes over errors."""
    if not isinstance(image, TiffImagePlugin.TiffImageFile):
        return
    tags = image.tag_v2
    compression = tags.get(TiffImagePlugin.COMPRESSION)
    offsets, lengths = tags.get(273) or tags.get(324) or (), tags.get(279) or tags.get(325) or ()
    for offset, length in zip(offsets, lengths, strict=False):
        if offset + length > len(content):
            raise CutShortError("pixels lie behind the end")
        if compression in _DEFLATE:
            _check_deflated(memoryview(content)[offset : offset + length])
        elif compression == _JPEG and content.find(bytes(_HOLE_IN_TIFF_JPEG), offset, offset + length) >= 0:
            raise CutShortError("a hole in the data")


def _check_deflated(data: memoryview) -> None:
    unpacking = zlib.decompressobj()
    try:
        for start in range(0, len(data), _BLOCK):
            left = bytes(data[start : start + _BLOCK])
            while left and not unpacking.eof:
                unpacking.decompress(left, _BLOCK)
                left = unpacking.unconsumed_tail
        while not unpacking.eof and unpacking.decompress(unpacking.unconsumed_tail, _BLOCK):
            continue
    except zlib.error as error:
        raise CutShortError("a part of the pixels is not what was written") from error


_CHECKS: dict[str, Callable[[Image.Image, bytes], None]] = {
    "PNG": _check_png,
    "WEBP": _check_webp,
    "JPEG2000": _check_jpeg_2000,
    "TIFF": _check_tiff,
}
