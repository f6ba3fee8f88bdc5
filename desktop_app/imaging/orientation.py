"""Which way up a photo says that it lies: in its EXIF, else in its XMP."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PIL import ExifTags, Image, JpegImagePlugin

_TIFF_NAMES = re.compile(rb"xmlns:([\w.-]{1,40})\s{0,20}=\s{0,20}[\"']http://ns\.adobe\.com/tiff/1\.0/[\"']")
_XMP_KEYS = ("xmp", "XML:com.adobe.xmp")
_EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
_EXTENSION_HEAD = len(_EXTENSION) + 32 + 4 + 4  # its name, length and place among the others
# Longer packets are not descriptions of a photo; what matters stands near the beginning.
_MOST_BYTES = 4 << 20


# Their decoders turn the pixels by what EXIF or the file's own boxes say.
_TURN_THEMSELVES = frozenset({"HEIF", "TIFF"})


@dataclass(frozen=True, slots=True)
class StatedOrientation:
    """How a photo lies.

    Attributes:
        stated: as EXIF counts them, 1 to 8; 1 where none is stated, or where what is stated is damaged.
        left: what is left to do once the pixels are decoded: `stated`, or 1 where the decoder has turned them.
    """

    stated: int
    left: int


def stated_orientation(image: Image.Image) -> StatedOrientation:
    """Which way up a photo says that it lies.

    EXIF counts before XMP. HEIC and AVIF have boxes of their own for it, which their decoders follow: what XMP says
    there was true before those were written, and is not asked.

    Args:
        image: opened. A PNG must be loaded as well, which may have its XMP behind the pixels; a TIFF must
            not be, which forgets what it stated.
    """
    if image.format == "HEIF":
        return StatedOrientation(_sound(image.info.get("original_orientation")) or 1, 1)
    orientation = _from_exif(image)
    if orientation is not None:
        return StatedOrientation(orientation, 1 if image.format in _TURN_THEMSELVES else orientation)
    if image.format != "AVIF":
        orientation = next(filter(None, map(orientation_of_xmp, _packets(image))), None)
    return StatedOrientation(orientation or 1, orientation or 1)


def orientation_of_xmp(packet: bytes) -> int | None:
    """What an XMP packet says of the orientation, as attribute or as element, by any prefix."""
    packet = packet[:_MOST_BYTES]
    if packet[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in packet[:64]:
        packet = packet.replace(b"\0", b"")  # UTF-16 and UTF-32: what is looked for is ASCII
    prefixes = {b"tiff"} | {found.group(1) for found in _TIFF_NAMES.finditer(packet)}
    for prefix in prefixes:
        name = re.escape(prefix) + rb":Orientation\s{0,20}"
        said = re.search(name + rb"(?:=\s{0,20}[\"']|>)\s{0,20}([1-8])\s{0,20}[\"'<]", packet)
        if said:
            return int(said.group(1))
    return None


def _from_exif(image: Image.Image) -> int | None:
    """None where there is no EXIF, no orientation in it, or where it is damaged; the picture may be good."""
    hidden: dict[str | tuple[int, int], Any] = {key: image.info.pop(key) for key in _XMP_KEYS if key in image.info}
    image._exif = None  # Pillow mixes XMP into what it keeps
    try:
        return _sound(image.getexif().get(ExifTags.Base.Orientation))
    except Exception:  # noqa: BLE001 - a broken EXIF block raises nearly everything and says nothing of the pixels
        return None
    finally:
        image.info |= hidden


def _sound(value: object) -> int | None:
    return value if isinstance(value, int) and value in range(1, 9) else None


def _packets(image: Image.Image) -> Iterator[bytes]:
    for key in (*_XMP_KEYS, "Raw profile type xmp"):
        packet = image.info.get(key)
        if isinstance(packet, tuple) and packet:
            packet = packet[0]
        if key.startswith("Raw") and isinstance(packet, str):
            packet = packet_in_text(packet)
        if isinstance(packet, str):
            packet = packet.encode("utf-8", "replace")
        if isinstance(packet, bytes):
            yield packet
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        yield _extended(image)


def _extended(image: JpegImagePlugin.JpegImageFile) -> bytes:
    """The rest of an XMP packet that is too long for one segment of a JPEG, in order."""
    parts = []
    for name, body in image.applist:
        if name == "APP1" and body.startswith(_EXTENSION):
            place = int.from_bytes(body[_EXTENSION_HEAD - 4 : _EXTENSION_HEAD])
            parts.append((place, body))
    parts.sort(key=lambda part: part[0])
    return b"".join(body[_EXTENSION_HEAD:] for _, body in parts[: _MOST_BYTES >> 15])


def packet_in_text(text: str) -> bytes:
    """ImageMagick's way to keep a packet in a PNG: a name, a length, and hexadecimal numbers."""
    try:
        return bytes.fromhex("".join(text.split("\n")[3:]))
    except ValueError:
        return b""
