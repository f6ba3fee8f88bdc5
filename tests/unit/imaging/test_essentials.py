"""Padded and bloated files: few seconds, little memory, the same pixels."""

import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.imaging.decode import UnreadablePhotoError, decode_photo
from desktop_app.imaging.essentials import essentials
from tests.unit.imaging.test_decode import CORNERS, assert_looks_like, corners_photo, encoded, png_chunk

LONG = 6 << 20
JPEG = encoded(corners_photo(), "JPEG", quality=95)
PNG = encoded(corners_photo(), "PNG")
GIF = encoded(corners_photo().quantize(), "GIF")
BMP = encoded(corners_photo(), "BMP")


def segments(marker: int, body: bytes, count: int) -> bytes:
    return (bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body) * count


def in_jpeg(more: bytes) -> bytes:
    return JPEG[:2] + more + JPEG[2:]


def in_png(*chunks: bytes) -> bytes:
    return PNG[:33] + b"".join(chunks) + PNG[33:]


def in_webp(more: bytes) -> bytes:
    content = encoded(corners_photo(), "WEBP", quality=95, exif=b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0")
    return b"RIFF" + struct.pack("<I", len(content) + len(more) - 8) + content[8:] + more


def gif_with(blocks: bytes) -> bytes:
    head = 13 + (3 << ((GIF[10] & 7) + 1))
    return GIF[:head] + blocks + GIF[head:]


BODY = b"x" * 65_000
MANY = LONG // len(BODY)
BLOATED: dict[str, Callable[[], bytes]] = {
    "JPEG, zeros behind": lambda: JPEG + bytes(LONG),
    "JPEG, previews": lambda: in_jpeg(segments(0xE5, BODY, MANY)),
    "JPEG, remarks": lambda: in_jpeg(segments(0xFE, BODY, MANY)),
    "JPEG, EXIF again and again": lambda: in_jpeg(segments(0xE1, b"Exif\0\0" + BODY, MANY)),
    "JPEG, endless XMP": lambda: in_jpeg(segments(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + BODY, MANY * 3)),
    "JPEG, endless profile": lambda: in_jpeg(segments(0xE2, b"ICC_PROFILE\0\1\1" + BODY, MANY * 3)),
    "JPEG, fill bytes": lambda: in_jpeg(b"\xff" * LONG),
    "JPEG, zeros before the end mark": lambda: JPEG[:-2] + bytes(LONG) + JPEG[-2:],
    "PNG, zeros behind": lambda: PNG + bytes(LONG),
    "PNG, text": lambda: in_png(png_chunk(b"tEXt", b"a\0" + bytes(LONG))),
    "PNG, XMP": lambda: in_png(png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + b" " * LONG * 2)),
    "PNG, unknown chunk": lambda: in_png(png_chunk(b"prVt", bytes(LONG))),
    "PNG, EXIF": lambda: in_png(png_chunk(b"eXIf", b"MM\0*" + bytes(LONG * 2))),
    "PNG, profile": lambda: in_png(png_chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(LONG * 2), 0))),
    "WebP, zeros behind": lambda: in_webp(b"") + bytes(LONG),
    "WebP, unknown chunk": lambda: in_webp(b"junk" + struct.pack("<I", LONG) + bytes(LONG)),
    "WebP, XMP": lambda: in_webp(b"XMP " + struct.pack("<I", LONG * 2) + bytes(LONG * 2)),
    "GIF, remarks": lambda: gif_with((b"\x21\xfe" + (b"\xff" + b"x" * 255) * 200 + b"\0") * (LONG // 51_200)),
    "BMP, zeros behind": lambda: BMP + bytes(LONG),
    "TIFF, a long tag": lambda: encoded(corners_photo(), "TIFF", tiffinfo={40000: bytes(LONG * 2)}),
    "TIFF, packed, a long tag": lambda: encoded(
        corners_photo(), "TIFF", compression="tiff_lzw", tiffinfo={700: bytes(LONG * 2), 33723: bytes(LONG)}
    ),
}
HEIC = (Path(__file__).resolve().parents[3] / "packaging" / "photos" / "drawn dog.heic").read_bytes()
AVIF = encoded(corners_photo(), "AVIF", quality=95)
JPEG_2000 = encoded(corners_photo(), "JPEG2000")


def top(content: bytes) -> list[bytes]:
    """The boxes of the file."""
    found, place = [], 0
    while place < len(content):
        length = struct.unpack_from(">I", content, place)[0] or len(content) - place
        found.append(content[place : place + length])
        place += length
    return found


def padding(kind: bytes, length: int) -> bytes:
    return struct.pack(">I4s", length + 8, kind) + bytes(length)


def moved(content: bytes, by: int) -> bytes:
    """A HEIC or AVIF whose data are said to be further back: only what Pillow and libheif write need be understood."""
    at = content.index(b"iloc") + 4
    version, sizes = content[at], struct.unpack_from(">H", content, at + 4)[0]
    assert version < 2
    offset, length, base, index = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15, (sizes & 15 if version else 0)
    changed, place = bytearray(content), at + 8
    for _ in range(struct.unpack_from(">H", content, at + 6)[0]):
        construction = struct.unpack_from(">H", content, place + 2)[0] & 15 if version else 0
        place += 6 if version else 4
        place += base
        extents = struct.unpack_from(">H", content, place)[0]
        place += 2
        for _ in range(extents):
            place += index
            if construction == 0:
                number = int.from_bytes(content[place : place + offset]) + by
                changed[place : place + offset] = number.to_bytes(offset)
            place += offset + length
    return bytes(changed)


def heic_with(content: bytes, where: str, kind: bytes, length: int) -> bytes:
    """A HEIC or AVIF that is padded before its data: between boxes, or in the box of the data itself."""
    parts = top(moved(content, length + (8 if where == "between" else 0)))
    data = next(number for number, part in enumerate(parts) if part[4:8] == b"mdat")
    if where == "between":
        parts.insert(data, padding(kind, length))
    else:
        parts[data] = struct.pack(">I4s", len(parts[data]) + length, b"mdat") + bytes(length) + parts[data][8:]
    return b"".join(parts)


def jpeg_2000_with(kind: bytes, length: int) -> bytes:
    parts = top(JPEG_2000)
    return b"".join((*parts[:-1], padding(kind, length), parts[-1]))


IN_THE_MIDDLE: dict[str, tuple[bytes, Callable[[int], bytes]]] = {
    "HEIC, free box": (HEIC, lambda length: heic_with(HEIC, "between", b"free", length)),
    "HEIC, unknown box": (HEIC, lambda length: heic_with(HEIC, "between", b"abcd", length)),
    "HEIC, in the data": (HEIC, lambda length: heic_with(HEIC, "within", b"mdat", length)),
    "AVIF, free box": (AVIF, lambda length: heic_with(AVIF, "between", b"free", length)),
    "AVIF, in the data": (AVIF, lambda length: heic_with(AVIF, "within", b"mdat", length)),
    "JPEG 2000, free box": (JPEG_2000, lambda length: jpeg_2000_with(b"free", length)),
    "JPEG 2000, unknown box": (JPEG_2000, lambda length: jpeg_2000_with(b"abcd", length)),
}


@pytest.mark.parametrize("name", IN_THE_MIDDLE)
def test_what_is_padded_in_the_middle_has_the_same_pixels_without_it(name: str) -> None:
    plain, padded = IN_THE_MIDDLE[name]
    content = padded(LONG)
    assert len(essentials(content)) < len(plain) + 100
    wanted, found = decode_photo(plain, 64), decode_photo(content, 64)
    assert found.image.tobytes() == wanted.image.tobytes()
    assert (found.width, found.height, found.orientation) == (wanted.width, wanted.height, wanted.orientation)


SWARMS: dict[str, Callable[[], bytes]] = {
    "JPEG": lambda: in_jpeg(segments(0xE5, b"", 1 << 20)),
    "JPEG, restarts": lambda: JPEG[:-2] + b"\xff\xd0" * (1 << 20) + JPEG[-2:],
    "PNG": lambda: in_png(png_chunk(b"prVt", b"") * (1 << 19)),
    "PNG, pixels": lambda: in_png(png_chunk(b"IDAT", b"") * (1 << 19)),
    "WebP": lambda: in_webp(b"junk\0\0\0\0" * (1 << 19)),
    "GIF": lambda: gif_with(b"\x21\xfe" + b"\x01x" * (4 << 20) + b"\0"),
    "HEIC": lambda: b"\0\0\0\x18ftypheic\0\0\0\0heicmif1" + b"\0\0\0\x08free" * (1 << 20),
    "JPEG 2000": lambda: b"\0\0\0\x0cjP  \r\n\x87\n" + b"\0\0\0\x08free" * (1 << 20),
}


@pytest.mark.parametrize("name", BLOATED)
def test_a_bloated_photo_is_read_without_what_bloats_it(name: str) -> None:
    content = BLOATED[name]()
    photo = decode_photo(content, 32)
    assert (photo.width, photo.height) == (96, 64)
    assert_looks_like(photo.image, CORNERS, 60)
    if name != "JPEG, zeros before the end mark":
        assert len(essentials(content)) < 9 << 20
        assert len(essentials(content)) < len(content)


@pytest.mark.parametrize("name", SWARMS)
def test_swarms_of_tiny_parts_are_refused(name: str) -> None:
    with pytest.raises(UnreadablePhotoError) as refused:
        decode_photo(SWARMS[name](), 32)
    assert refused.value.fault.code in ("photo.damaged", "photo.cut_short")


def test_boxes_in_boxes_without_end_are_refused() -> None:
    nested = b""
    for _ in range(2000):
        nested = struct.pack(">I4s", len(nested) + 8, b"moov") + nested
    with pytest.raises(UnreadablePhotoError) as refused:
        decode_photo(b"\0\0\0\x18ftypheic\0\0\0\0heicmif1" + nested, 32)
    assert refused.value.fault.code == "photo.damaged"


def test_usual_files_pass_as_they_are() -> None:
    for kind in ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "JPEG2000", "AVIF"):
        content = encoded(corners_photo(), kind)
        assert essentials(content) is content


def test_a_large_photo_keeps_its_orientation_and_profile() -> None:
    stored = corners_photo().transpose(Image.Transpose.ROTATE_90)
    exif = stored.getexif()
    exif[0x0112] = 6
    content = encoded(stored, "JPEG", quality=95, exif=exif)
    photo = decode_photo(content[:2] + segments(0xE7, BODY, MANY) + content[2:], 32)
    assert (photo.width, photo.height, photo.orientation) == (96, 64, 6)


# Two threads that read the same file; the memory of this process and its decoders together, looked at all the time.
_CHILD = """
import sys, threading, time
from pathlib import Path
import psutil
from desktop_app.imaging.decode import UnreadablePhotoError, decode_photo
from desktop_app.imaging.reading import read_photo
def read():
    try:
        decode_photo(read_photo(Path(sys.argv[1]))[0], 260)
    except UnreadablePhotoError:
        pass
def memory():
    total = 0
    for process in (here, *here.children(recursive=True)):
        try:
            total += process.memory_info().rss
        except psutil.Error:
            pass
    return total
here, peak = psutil.Process(), 0
start = time.monotonic()
threads = [threading.Thread(target=read) for _ in range(2)]
for thread in threads: thread.start()
while any(thread.is_alive() for thread in threads):
    peak = max(peak, memory())
    time.sleep(0.01)
print(peak >> 20, time.monotonic() - start)
"""
_ZEROS = 285 << 20


def heic_in_pieces(content: bytes) -> tuple[bytes, Iterable[bytes], bytes]:
    """A HEIC or AVIF with a free box before its data."""
    parts = top(moved(content, _ZEROS + 8))
    data = next(number for number, part in enumerate(parts) if part[4:8] == b"mdat")
    head = b"".join(parts[:data]) + struct.pack(">I4s", _ZEROS + 8, b"free")
    return head, (bytes(1 << 20) for _ in range(285)), b"".join(parts[data:])


PADDED: dict[str, tuple[bytes, Iterable[bytes], bytes]] = {
    "JPEG, zeros behind": (JPEG, (bytes(1 << 20) for _ in range(290)), b""),
    "JPEG, segments": (JPEG[:2], (segments(0xE5, BODY, 16) for _ in range(285)), JPEG[2:]),
    "PNG, one chunk": (
        PNG[:33] + struct.pack(">I4s", 285 << 20, b"prVt"),
        (bytes(1 << 20) for _ in range(285)),
        bytes(4) + PNG[33:],
    ),
    "HEIC, free box in the middle": heic_in_pieces(HEIC),
    "AVIF, free box in the middle": heic_in_pieces(AVIF),
    "JPEG 2000, free box in the middle": (
        b"".join(top(JPEG_2000)[:-1]) + struct.pack(">I4s", _ZEROS + 8, b"free"),
        (bytes(1 << 20) for _ in range(285)),
        top(JPEG_2000)[-1],
    ),
}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count memory in other ways")
@pytest.mark.parametrize("name", PADDED)
def test_two_files_of_290_megabytes_at_once_stay_within_the_limit(name: str, tmp_path: Path) -> None:
    file = tmp_path / "padded"
    head, middle, tail = PADDED[name]
    with file.open("wb") as written:
        written.write(head)
        for part in middle:
            written.write(part)
        written.write(tail)
    run = subprocess.run([sys.executable, "-c", _CHILD, str(file)], capture_output=True, text=True, check=True)
    megabytes, _seconds = map(float, run.stdout.split())
    assert megabytes < 600
