"""XMP in PNG files: one chunk of text is replaced or added (XMP Specification part 3, 1.1.5), all others stay."""

import struct
import zlib
from collections.abc import Iterator

from desktop_app.exports.metadata.errors import PacketError
from desktop_app.exports.metadata.packets import MOST_BYTES

BEGIN = b"\x89PNG\r\n\x1a\n"
_PICTURE = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"acTL", b"fcTL", b"fdAT")
_KEYWORD = b"XML:com.adobe.xmp\0"


def packet_in(content: bytes) -> bytes | None:
    """The packet of a PNG file; None where it has none.

    Raises:
        PacketError: the file is torn, or the packet unfolds to more than a packet may have.
    """
    for kind, start, end in _chunks(content):
        if kind == b"iTXt" and content.startswith(_KEYWORD, start + 8):
            return _text(content[start + 8 + len(_KEYWORD) : end - 4])
    return None


def with_packet(content: bytes, packet: bytes) -> bytes:
    """The file with another packet.

    Raises:
        PacketError: the file is torn.
    """
    data = _KEYWORD + b"\0\0\0\0" + packet
    chunk = struct.pack(">I", len(data)) + b"iTXt" + data + struct.pack(">I", zlib.crc32(b"iTXt" + data))
    pieces, is_in = [BEGIN], False
    last = len(BEGIN)
    for kind, start, end in _chunks(content):
        is_packet = kind == b"iTXt" and content.startswith(_KEYWORD, start + 8)
        if not is_in and (is_packet or kind in (b"IDAT", b"IEND")):
            pieces.append(chunk)
            is_in = True
        if not is_packet:
            pieces.append(content[start:end])
        last = end
    if not is_in:
        raise PacketError("damaged", "no picture in it")
    return b"".join([*pieces, content[last:]])


def picture_of(content: bytes) -> bytes:
    """What no keyword changes: the picture's own chunks.

    Raises:
        PacketError: the file is torn.
    """
    return b"".join(content[start:end] for kind, start, end in _chunks(content) if kind in _PICTURE)


def _chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Kind, beginning and end of the chunks up to the last one."""
    place = len(BEGIN)
    while place + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, place)
        end = place + 12 + length
        if end > len(content):
            break
        yield kind, place, end
        if kind == b"IEND":
            return
        place = end
    raise PacketError("damaged", "a chunk is longer than the file")


def _text(said: bytes) -> bytes:
    """The text of an international text chunk behind its keyword."""
    is_folded = said[:1] == b"\1"
    parts = said[2:].split(b"\0", 2)
    if len(parts) < 3:
        raise PacketError("damaged", "a text chunk that is none")
    if not is_folded:
        return parts[2]
    try:
        text = zlib.decompressobj().decompress(parts[2], MOST_BYTES + 1)
    except zlib.error as error:
        raise PacketError("damaged", str(error)) from error
    if len(text) > MOST_BYTES:
        raise PacketError("bomb")
    return text
