"""Packets inside the files of photos: found in JPEG, PNG, WebP, TIFF and HEIC, put into copies of the first three.

No picture is decoded, let alone compressed again: only the one part that holds the packet is another one. What is put
into TIFF or HEIC would move what is found by its place in the file; their copies get a sidecar instead.
"""

import struct

from desktop_app.exports.metadata import jpeg_segments, png_chunks, webp_chunks
from desktop_app.exports.metadata.encodings import decoded
from desktop_app.exports.metadata.errors import PacketError
from desktop_app.exports.metadata.merging import EMPTY_PACKET, Keywords, begun_with, merged
from desktop_app.exports.metadata.packets import MOST_BYTES
from desktop_app.imaging.heic_items import item_of_kind

_PADDING = " \t\r\n"
_END = "<?xpacket end="
_KIND_OF_PACKETS = b"application/rdf+xml"
_TIFF_BEGIN_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
_TIFF_BEGIN = tuple(_TIFF_BEGIN_ORDERS)
_TIFF_XMP = 700
_MOST_TIFF_FIELDS = 4096


def can_hold(content: bytes) -> bool:
    """Whether keywords can be put into a copy of this file (its first 16 bytes suffice)."""
    return content.startswith((jpeg_segments.BEGIN, png_chunks.BEGIN)) or webp_chunks.is_webp(content)


def packet_in(content: bytes) -> bytes | None:
    """The packet in a photo's file; None where it has none, or is of a kind whose packets are not looked for.

    Raises:
        PacketError: the file is torn.
    """
    if content.startswith(jpeg_segments.BEGIN):
        return jpeg_segments.packet_in(content)
    if content.startswith(png_chunks.BEGIN):
        return png_chunks.packet_in(content)
    if webp_chunks.is_webp(content):
        return webp_chunks.packet_in(content)
    return _packet_in_heic(content) if _is_heic(content) else _packet_in_tiff(content)


def may_stand_further_on(beginning: bytes) -> bool:
    """Whether the packet may stand behind what was read of a file in which none was found."""
    return beginning.startswith(_TIFF_BEGIN) or (_is_heic(beginning) and _KIND_OF_PACKETS in beginning)


def picture_of(content: bytes) -> bytes:
    """What stays the same whatever keywords are put into a file: its picture and all that is no packet.

    Raises:
        PacketError: the file is torn, or of a kind that keywords are not put into.
    """
    if not can_hold(content):
        raise PacketError("no_room")
    if content.startswith(jpeg_segments.BEGIN):
        return jpeg_segments.picture_of(content)
    if content.startswith(png_chunks.BEGIN):
        return png_chunks.picture_of(content)
    return webp_chunks.picture_of(content)


def beginning_of(content: bytes) -> str:
    """What a packet for a photo begins with: the one in it, else an empty one; with keywords that stand there as IPTC.

    Raises:
        PacketError: the file is torn, or its packet cannot be added to.
    """
    packet = packet_in(content)
    text = EMPTY_PACKET if packet is None else decoded(packet).text.rstrip("\0")  # some cameras fill up with zeros
    if content.startswith(jpeg_segments.BEGIN):
        text = begun_with(text, jpeg_segments.old_keywords(content))
    return text


def with_keywords(content: bytes, keywords: Keywords) -> bytes:
    """The file of a photo with keywords in it; the picture and all else that is in it stay byte for byte.

    Raises:
        PacketError: it is of a kind that they are not put into, is torn, or holds a packet that cannot be added to.
    """
    if not can_hold(content):
        raise PacketError("no_room")
    old = packet_in(content)
    text = merged(beginning_of(content), keywords)
    if old is None:
        packet = text.strip().encode("utf-8")
    else:
        encoded = decoded(old)
        if text == encoded.text:
            return content
        packet = encoded.written(text)
        longer = len(packet) - len(old)
        if content.startswith(jpeg_segments.BEGIN) and longer > 0:
            packet = encoded.written(_with_less_padding(text, -(-longer // len(" ".encode(encoded.codec)))))
    if content.startswith(jpeg_segments.BEGIN):
        return jpeg_segments.with_packet(content, packet)
    if content.startswith(png_chunks.BEGIN):
        return png_chunks.with_packet(content, packet)
    return webp_chunks.with_packet(content, packet)


def _with_less_padding(text: str, less: int) -> str:
    """The packet with fewer of the blanks before its end, which stand there to make room for what is added."""
    end = text.rfind(_END)
    if end < 0:
        return text
    padding = len(text[:end]) - len(text[:end].rstrip(_PADDING))
    taken = min(less, max(0, padding - 1))
    return text[: end - 1 - taken] + text[end - 1 :] if taken else text


def _is_heic(content: bytes) -> bool:
    return content[4:8] == b"ftyp"


def _packet_in_heic(content: bytes) -> bytes | None:
    """The packet among the items of a HEIC or AVIF file (ISO/IEC 23008-12, A.3); None where there is none."""
    if _KIND_OF_PACKETS not in content:
        return None
    return item_of_kind(content, b"mime", MOST_BYTES) or None


def _packet_in_tiff(content: bytes) -> bytes | None:
    """The packet of the first picture of a TIFF file (tag 700); None where there is none, or no TIFF file."""
    order = _TIFF_BEGIN_ORDERS.get(content[:4])
    if order is None:
        return None
    try:
        (ifd,) = struct.unpack_from(f"{order}I", content, 4)
        (fields,) = struct.unpack_from(f"{order}H", content, ifd)
        for number in range(min(fields, _MOST_TIFF_FIELDS)):
            tag, kind, length, at = struct.unpack_from(f"{order}HHII", content, ifd + 2 + 12 * number)
            if tag == _TIFF_XMP and kind in (1, 7) and 4 < length <= MOST_BYTES and at + length <= len(content):
                return content[at : at + length]
    except struct.error:
        return None
    return None
