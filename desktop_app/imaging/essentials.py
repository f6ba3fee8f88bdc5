"""What of a file belongs to its photo: the rest need not reach a decoder, which would keep it in memory or copy it.

Files are padded (by cameras, by rescue programs, on purpose), carry texts, profiles and previews of any length, or
consist of millions of tiny parts. Decoders read all of these, often several times over. So a file that is much larger
than its pixels is first copied without what no photo needs. Small and usual files pass as they are.
"""

import re
import struct
from collections.abc import Callable

from desktop_app.imaging.heic_gaps import without_gaps
from desktop_app.imaging.heic_items import boxes, check_tree, end_of_items
from desktop_app.imaging.tiff_picture import first_picture
from desktop_app.imaging.wholeness import CutShortError, TooManyPartsError

# From this on a file is looked through for what it does not need; below it nothing in it can do harm.
_WORTH_IT = 2 << 20
_MOST_PARTS = 200_000
_MOST_SUB_BLOCKS = 3_000_000
# Of descriptions, profiles and the like, together.
_MOST_DESCRIBING = 8 << 20
_MARKER = re.compile(rb"\xff+([^\xff\x00])")
_END_OR_SEGMENT = re.compile(rb"\xff[\xc4\xd9\xda\xdb\xdd\xe0-\xef\xfe]")
_NO_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
_EXIF, _XMP, _MORE_XMP, _ICC = (
    b"Exif\0",
    b"http://ns.adobe.com/xap/1.0/\0",
    b"http://ns.adobe.com/xmp/ext",
    b"ICC_PROFILE\0",
)
_MOST_EXIF_SEGMENTS = 8
_PNG_PIXELS = frozenset({b"IHDR", b"PLTE", b"IDAT", b"tRNS"})
_PNG_DESCRIBING = frozenset({b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"eXIf", b"pHYs"})
_XMP_OF_PNG = (b"XML:com.adobe.xmp\0", b"Raw profile type xmp\0", b"Raw profile type exif\0")
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM"})
_WEBP_DESCRIBING = frozenset({b"ICCP", b"EXIF", b"XMP "})
_JPEG_2000_KEPT = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})
_SHORT_BOX = 1 << 18
_ICC_BIT, _EXIF_BIT, _XMP_BIT = 0x20, 0x08, 0x04


def essentials(content: bytes) -> bytes:
    """The same photo in a file without what it does not need; the file itself where that is all of it.

    What does not follow the rules of its format is left as it is, for its decoder to complain of.

    Args:
        content: the whole file.

    Raises:
        TooManyPartsError: millions of parts, which no photo has.
    """
    if len(content) < _WORTH_IT:
        return content
    for offset, sign, take in _BY_SIGN:
        if content.startswith(sign, offset):
            try:
                return take(content)
            except (struct.error, LookupError, ValueError, CutShortError):
                return content
    return content


def _of_jpeg(content: bytes) -> bytes:
    """Without fill bytes, remarks, previews, and whatever comes after the data of the only scan."""
    view = memoryview(content)
    kept: list[bytes | memoryview] = [content[:2]]
    describing = exif = 0
    place = 2
    for _ in range(_MOST_PARTS):
        found = _MARKER.search(content, place)
        if found is None:
            return content
        marker = found.group(1)[0]
        start = found.end() - 2
        if marker in _NO_LENGTH:
            place = found.end()
            continue
        if marker == 0xD9:
            return content
        end = start + 2 + struct.unpack_from(">H", content, start + 2)[0]
        if marker == 0xDA:
            break
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            kept.append(view[start:end])
        elif _describes(content, marker, start + 4) and describing < _MOST_DESCRIBING and exif < _MOST_EXIF_SEGMENTS:
            kept.append(view[start:end])
            describing += end - start
            exif += content.startswith(_EXIF, start + 4)
        place = end
    else:
        raise TooManyPartsError("more segments than any photo has")
    end = _end_of_jpeg(content, start)
    length = sum(map(len, kept)) + end - start
    if len(content) - length < _WORTH_IT or length > len(content) // 2:
        return content
    return b"".join((*kept, view[start:end]))


def _describes(content: bytes, marker: int, body: int) -> bool:
    """Whether a segment says something of how the pixels are to be shown."""
    if marker in (0xE0, 0xEE):
        return True
    signs = (_EXIF, _XMP, _MORE_XMP) if marker == 0xE1 else (_ICC,) if marker == 0xE2 else ()
    return content.startswith(signs, body) if signs else False


def _end_of_jpeg(content: bytes, start: int) -> int:
    """Behind the end mark that belongs to the scans that begin at `start`; the end of the file where there is none."""
    place = start
    for _ in range(_MOST_PARTS):
        found = _END_OR_SEGMENT.search(content, place)
        if found is None:
            break
        marker = content[found.end() - 1]
        if marker == 0xD9:
            return found.end()
        place = found.end() + int.from_bytes(content[found.end() : found.end() + 2])
    return len(content)


def _of_png(content: bytes) -> bytes:
    view = memoryview(content)
    kept: list[bytes | memoryview] = [content[:8]]
    describing = 0
    place = 8
    for _ in range(_MOST_PARTS):
        if place + 8 > len(content):
            return content
        length, kind = struct.unpack_from(">I4s", content, place)
        end = place + 12 + length
        wanted = kind in _PNG_PIXELS and (length > 0 or kind != b"IDAT")
        if kind in _PNG_DESCRIBING or (
            kind in (b"iTXt", b"tEXt", b"zTXt") and content.startswith(_XMP_OF_PNG, place + 8)
        ):
            describing += length
            wanted = describing <= _MOST_DESCRIBING
        if wanted or kind == b"IEND":
            kept.append(view[place:end])
        place = end
        if kind == b"IEND":
            break
    else:
        raise TooManyPartsError("more chunks than any photo has")
    length = sum(map(len, kept))
    return content if len(content) - length < _WORTH_IT else b"".join(kept)


def _of_riff(content: bytes) -> bytes:
    if content[8:12] != b"WEBP":
        return content
    view = memoryview(content)
    kept: list[bytes | memoryview] = []
    dropped = describing = 0
    place, end_of_all = 12, min(len(content), 8 + struct.unpack_from("<I", content, 4)[0])
    for _ in range(_MOST_PARTS):
        if place + 8 > end_of_all:
            break
        kind, length = struct.unpack_from("<4sI", content, place)
        end = place + 8 + length + length % 2
        if kind == b"ANMF":
            return content
        wanted = kind in _WEBP_KEPT
        if kind in _WEBP_DESCRIBING:
            describing += length
            wanted = describing <= _MOST_DESCRIBING
            bit = {b"ICCP": _ICC_BIT, b"EXIF": _EXIF_BIT, b"XMP ": _XMP_BIT}[kind]
            dropped |= 0 if wanted else bit
        if wanted:
            kept.append(view[place:end])
        place = end
    else:
        raise TooManyPartsError("more chunks than any photo has")
    if kept and kept[0][:4] == b"VP8X":
        flags = bytearray(kept[0])
        flags[8] &= ~dropped & 0xFF
        kept[0] = bytes(flags)
    length = sum(map(len, kept)) + 4
    if place > len(content) or len(content) - length < _WORTH_IT:
        return content
    return b"".join((b"RIFF", struct.pack("<I", length), b"WEBP", *kept))


def _of_gif(content: bytes) -> bytes:
    """The first picture alone: the others of a film are not shown."""
    place = 13 + (3 << ((content[10] & 7) + 1) if content[10] & 0x80 else 0)
    head, control = content[:place], b""
    blocks = _SubBlocks(content)
    while content[place] == 0x21:
        end = blocks.end(place + 2)
        if content[place + 1] == 0xF9:
            control = content[place:end]
        place = end
    if content[place] != 0x2C:
        return content
    end = blocks.end(place + 11 + (3 << ((content[place + 9] & 7) + 1) if content[place + 9] & 0x80 else 0))
    if len(content) - (end - place) < _WORTH_IT:
        return content
    return b"".join((head, control, content[place:end], b";"))


class _SubBlocks:
    """Goes over the small blocks in which a GIF keeps everything."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._left = _MOST_SUB_BLOCKS

    def end(self, place: int) -> int:
        """Behind a row of blocks."""
        content = self._content
        while length := content[place]:
            place += 1 + length
            self._left -= 1
            if self._left < 0:
                raise TooManyPartsError("more blocks than any picture has")
        return place + 1


def _of_jpeg_2000(content: bytes) -> bytes:
    """Up to the box of the pixels, without long boxes before: its decoder goes over all one by one, however many."""
    check_tree(content)
    view = memoryview(content)
    kept: list[memoryview] = []
    place = 0
    for box in boxes(content, 0, len(content)):
        if box.kind in _JPEG_2000_KEPT or box.end - place < _SHORT_BOX:
            kept.append(view[place : box.end])
        place = box.end
        if box.kind == b"jp2c":
            break
    return content if sum(map(len, kept)) > len(content) // 2 else b"".join(kept)


def _of_heic(content: bytes) -> bytes:
    """Up to the last byte of its pictures, and without what is between them."""
    check_tree(content)
    content = _shorter(content, end_of_items(content))
    shorter = without_gaps(content)
    return shorter if len(shorter) <= len(content) // 2 else content


def _of_bmp(content: bytes) -> bytes:
    start = struct.unpack_from("<I", content, 10)[0]
    width, height, _, bits = struct.unpack_from("<iiHH", content, 18)
    return _shorter(content, start + (abs(width) * bits + 31) // 32 * 4 * abs(height) + _WORTH_IT)


def _shorter(content: bytes, end: int) -> bytes:
    return content[:end] if end <= len(content) // 2 else content


def _of_tiff(content: bytes) -> bytes:
    """The first picture alone, with those of its tags that say how it is to be shown."""
    return content if len(content) < _MOST_DESCRIBING else first_picture(content)


_BY_SIGN: tuple[tuple[int, bytes, Callable[[bytes], bytes]], ...] = (
    (0, b"\xff\xd8\xff", _of_jpeg),
    (0, b"\x89PNG", _of_png),
    (0, b"RIFF", _of_riff),
    (0, b"GIF8", _of_gif),
    (0, b"\0\0\0\x0cjP  ", _of_jpeg_2000),
    (0, b"II*\0", _of_tiff),
    (0, b"MM\0*", _of_tiff),
    (4, b"ftyp", _of_heic),
    (0, b"BM", _of_bmp),
)
