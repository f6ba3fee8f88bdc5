"""Files of photos with all that cameras and programs put into them."""

import io
import struct
from typing import Any

from PIL import Image, ImageCms

from tests.unit.exports.metadata.foreign import FOREIGN

XMP = b"http://ns.adobe.com/xap/1.0/\0"
EXTENDED = b"http://ns.adobe.com/xmp/extension/\0"


def picture(form: str, size: tuple[int, int] = (61, 43), **how: Any) -> bytes:
    """A drawn picture as a file."""
    stream = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(stream, form, **how)
    return stream.getvalue()


def segment(marker: int, body: bytes) -> bytes:
    """A segment of a JPEG file."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def exif() -> bytes:
    """EXIF of a camera, with a maker's note that says something of places in the file."""
    made = Image.Exif()
    made[0x010F], made[0x0110], made[0x0112] = "Pawsort Cameras", "P1", 6
    made.get_ifd(0x8769)[0x927C] = b"Pawsort\0\1\2\3" * 9
    made.get_ifd(0x8769)[0x9003] = "2024:05:01 12:00:00"
    made.get_ifd(0x8825)[1] = "N"
    return made.tobytes()


def iptc() -> bytes:
    """Photoshop's resources with two keywords of IPTC."""
    data = b"".join(b"\x1c\x02\x19" + struct.pack(">H", len(word)) + word for word in (b"old keyword", b"other"))
    return b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(data)) + data + b"\0" * (len(data) % 2)


def camera_jpeg(packet: bytes | None = None) -> bytes:
    """A JPEG with EXIF, IPTC, an ICC profile, a remark, a packet on request, and a second picture behind it (MPF)."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain = picture("jpeg", exif=exif(), icc_profile=profile, comment=b"a remark")
    _soi, end_of_exif = plain[:2], plain.index(b"Exif\0\0") - 4
    length = int.from_bytes(plain[end_of_exif + 2 : end_of_exif + 4])
    place = end_of_exif + 2 + length
    packets = b"" if packet is None else segment(0xE1, XMP + packet)
    head = plain[:place] + packets + segment(0xED, iptc())
    second = picture("jpeg", (16, 16))
    rest = plain[place:]
    # CIPA DC-007: byte order, one IFD with the version, the number of pictures and where they are.
    entries_at = 8 + 2 + 3 * 12 + 4
    mpf_length = 4 + entries_at + 2 * 16
    tiff_at = len(head) + 4 + 4
    first_length = len(head) + 4 + mpf_length + len(rest)
    entries = struct.pack(">IIIHH", 0x20030000, first_length, 0, 0, 0)
    entries += struct.pack(">IIIHH", 0x00020002, len(second), first_length - tiff_at, 0, 0)
    ifd = struct.pack(">HHHI4sHHIIHHIII", 3, 0xB000, 7, 4, b"0100", 0xB001, 4, 1, 2, 0xB002, 7, 32, entries_at, 0)
    return head + segment(0xE2, b"MPF\0MM\0*" + struct.pack(">I", 8) + ifd + entries) + rest + second


def extended_jpeg(extended: str) -> bytes:
    """A JPEG with a packet and a second one in two further segments."""
    import hashlib

    body = extended.encode()
    identity = hashlib.md5(body, usedforsecurity=False).hexdigest().upper()
    packet = FOREIGN.replace(
        'xmp:Rating="4"',
        f'xmp:Rating="4" xmpNote:HasExtendedXMP="{identity}" xmlns:xmpNote="http://ns.adobe.com/xmp/note/"',
    )
    half = len(body) // 2
    pieces = [(0, body[:half]), (half, body[half:])]
    segments = [
        segment(0xE1, EXTENDED + identity.encode() + struct.pack(">II", len(body), at) + piece) for at, piece in pieces
    ]
    plain = picture("jpeg")
    return plain[:2] + segment(0xE1, XMP + packet.encode()) + b"".join(segments) + plain[2:]
