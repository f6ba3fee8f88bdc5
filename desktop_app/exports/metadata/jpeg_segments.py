"""XMP in JPEG files: the segment is replaced or added; all other segments and the picture stay byte for byte.

XMP Specification part 3, 1.1.3: APP1 with the name of the format, a zero, and a packet of at most 65,504 bytes. What
does not fit stands in further segments (extended XMP), which are found by a sum over themselves and so never change.
CIPA DC-007: APP2 "MPF" says where further pictures of the file begin, counted from itself.
"""

import struct
from dataclasses import dataclass

from desktop_app.exports.metadata.encodings import decoded
from desktop_app.exports.metadata.errors import PacketError
from desktop_app.exports.metadata.iptc import keywords_of_segment
from desktop_app.exports.metadata.packets import map_of
from desktop_app.exports.metadata.vocabulary import ADDED

BEGIN = b"\xff\xd8\xff"
_XMP, _EXTENDED, _MPF = b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0", b"MPF\0"
_EXIF, _JFIF = (b"Exif\0", b"Exif\xff"), (b"JFIF\0", b"JFXX\0")
_APP0, _APP1, _APP2, _APP13, _SOS, _EOI = 0xE0, 0xE1, 0xE2, 0xED, 0xDA, 0xD9
_APPLICATIONS = frozenset(range(0xE0, 0xF0))
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})
_MOST = 0xFFFF - 2
_EXTENDED_HEAD = 32 + 4 + 4
_MP_ENTRIES, _MP_ENTRY_BYTES = 0xB002, 16


@dataclass(frozen=True, slots=True)
class _Segment:
    """A segment from its first 0xFF to the byte behind its body."""

    marker: int
    start: int
    body: int
    end: int


def packet_in(content: bytes) -> bytes | None:
    """The packet of a JPEG file; None where it has none.

    Raises:
        PacketError: the file is torn, or has two.
    """
    found = _xmp(content, _segments(content))
    return None if found is None else content[found.body + len(_XMP) : found.end]


def with_packet(content: bytes, packet: bytes) -> bytes:
    """The file with another packet.

    Raises:
        PacketError: the file is torn, the packet too long for it, or keywords stand in its extended XMP, which those of
            the packet would hide.
    """
    if len(_XMP) + len(packet) > _MOST:
        raise PacketError("no_room")
    segments = _segments(content)
    _refuse_hidden_keywords(content, segments)
    body = _XMP + packet
    segment = b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    old = _xmp(content, segments)
    start, end = (old.start, old.end) if old is not None else (_place(content, segments),) * 2
    written = content[:start] + segment + content[end:]
    return _with_places(written, segments, start, len(written) - len(content))


def old_keywords(content: bytes) -> tuple[str, ...]:
    """The keywords of IPTC in a JPEG file.

    Raises:
        PacketError: the file is torn.
    """
    bodies = [content[each.body : each.end] for each in _segments(content) if each.marker == _APP13]
    return tuple(dict.fromkeys(word for body in bodies for word in keywords_of_segment(body)))


def picture_of(content: bytes) -> bytes:
    """What no keyword changes: from the tables of the picture to the end.

    Raises:
        PacketError: the file is torn.
    """
    segments = _segments(content)
    rest = [content[each.start : each.end] for each in segments if each.marker not in _APPLICATIONS]
    return b"".join([*rest, content[segments[-1].end if segments else 2 :]])


def _segments(content: bytes) -> list[_Segment]:
    """The segments before the picture's data."""
    found: list[_Segment] = []
    place = 2
    while True:
        start = place
        while content[place : place + 1] == b"\xff":
            place += 1
        if place == start or place >= len(content):
            raise PacketError("damaged", "no marker where one must stand")
        marker = content[place]
        place += 1
        if marker in (_SOS, _EOI):
            return found
        if marker in _WITHOUT_LENGTH:
            continue
        length = int.from_bytes(content[place : place + 2])
        if length < 2 or place + length > len(content):
            raise PacketError("damaged", "a segment is longer than the file")
        found.append(_Segment(marker, start, place + 2, place + length))
        place += length


def _xmp(content: bytes, segments: list[_Segment]) -> _Segment | None:
    found = [each for each in segments if each.marker == _APP1 and content.startswith(_XMP, each.body)]
    if len(found) > 1:
        raise PacketError("strange", "two packets")
    return found[0] if found else None


def _place(content: bytes, segments: list[_Segment]) -> int:
    """Where a packet goes that was not there: behind JFIF's and Exif's segments, which some readers want first."""
    place = 2
    for each in segments:
        is_first = each.marker == _APP0 and content.startswith(_JFIF, each.body)
        if not is_first and not (each.marker == _APP1 and content.startswith(_EXIF, each.body)):
            break
        place = each.end
    return place


def _refuse_hidden_keywords(content: bytes, segments: list[_Segment]) -> None:
    pieces = {}
    for each in segments:
        if each.marker == _APP1 and content.startswith(_EXTENDED, each.body):
            head = each.body + len(_EXTENDED)
            identity, offset = content[head : head + 32], content[head + 36 : head + 40]
            pieces[identity, offset] = content[head + _EXTENDED_HEAD : each.end]
    if pieces:
        extended = map_of(decoded(b"".join(pieces[key] for key in sorted(pieces))).text)
        if any(extended.properties(name) for name in ADDED):
            raise PacketError("strange", "keywords in extended XMP")


def _with_places(written: bytes, segments: list[_Segment], changed: int, longer: int) -> bytes:
    """The file whose pictures behind the first are found again: MPF counts from its own byte order mark."""
    for each in segments:
        shift = longer if each.start >= changed else 0
        tiff = each.body + len(_MPF) + shift
        if each.marker == _APP2 and written.startswith(_MPF, each.body + shift):
            entries = _mp_entries(written[tiff : each.end + shift])
            if entries is None:
                raise PacketError("strange", "MPF that does not say where its pictures are")
            order, at, count = entries
            patched = bytearray(written)
            for number in range(count):
                size_at = tiff + at + number * _MP_ENTRY_BYTES + 4
                size, offset = struct.unpack_from(f"{order}II", patched, size_at)
                if number == 0:
                    size += longer
                elif offset and not shift:
                    offset += longer
                struct.pack_into(f"{order}II", patched, size_at, size, offset)
            return bytes(patched)
    return written


def _mp_entries(tiff: bytes) -> tuple[str, int, int] | None:
    """Order of bytes, where the entries of pictures begin, how many there are."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return None
    try:
        (ifd,) = struct.unpack_from(f"{order}I", tiff, 4)
        (fields,) = struct.unpack_from(f"{order}H", tiff, ifd)
        for number in range(fields):
            tag, _, length, at = struct.unpack_from(f"{order}HHII", tiff, ifd + 2 + 12 * number)
            if tag == _MP_ENTRIES:
                return (order, at, length // _MP_ENTRY_BYTES) if at + length <= len(tiff) else None
    except struct.error:
        return None
    return None
