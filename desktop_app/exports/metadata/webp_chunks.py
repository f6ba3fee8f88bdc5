"""XMP in WebP files: the chunk `XMP ` at the end, announced in the chunk `VP8X` at the beginning (RFC 9649, 2.7)."""

import struct
from dataclasses import dataclass

from desktop_app.exports.metadata.errors import PacketError

_PICTURE = (b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF")
_HAS_XMP, _HAS_ALPHA = 0x04, 0x10
_MOST = (1 << 32) - 10


@dataclass(frozen=True, slots=True)
class _Chunk:
    kind: bytes
    data: bytes

    def written(self) -> bytes:
        return self.kind + struct.pack("<I", len(self.data)) + self.data + b"\0" * (len(self.data) % 2)


def is_webp(content: bytes) -> bool:
    """Whether a file begins as WebP does."""
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"


def packet_in(content: bytes) -> bytes | None:
    """The packet of a WebP file; None where it has none.

    Raises:
        PacketError: the file is torn.
    """
    return next((chunk.data for chunk in _chunks(content)[0] if chunk.kind == b"XMP "), None)


def with_packet(content: bytes, packet: bytes) -> bytes:
    """The file with another packet.

    Raises:
        PacketError: the file is torn.
    """
    chunks, end = _chunks(content)
    if chunks[0].kind != b"VP8X":
        chunks.insert(0, _extended_head(chunks[0]))
    head = chunks[0].data
    chunks[0] = _Chunk(b"VP8X", bytes([head[0] | _HAS_XMP]) + head[1:])
    place = next((at for at, chunk in enumerate(chunks) if chunk.kind == b"XMP "), len(chunks))
    chunks = [chunk for chunk in chunks if chunk.kind != b"XMP "]
    chunks.insert(place, _Chunk(b"XMP ", packet))
    body = b"WEBP" + b"".join(chunk.written() for chunk in chunks)
    if len(body) > _MOST:
        raise PacketError("no_room")
    return b"RIFF" + struct.pack("<I", len(body)) + body + content[end:]


def picture_of(content: bytes) -> bytes:
    """What no keyword changes: the picture's own chunks.

    Raises:
        PacketError: the file is torn.
    """
    return b"".join(chunk.written() for chunk in _chunks(content)[0] if chunk.kind in _PICTURE)


def _chunks(content: bytes) -> tuple[list[_Chunk], int]:
    """All chunks, and where what the file says of itself ends."""
    end = 8 + int.from_bytes(content[4:8], "little")
    if not is_webp(content) or end > len(content):
        raise PacketError("damaged", "shorter than it says")
    chunks, place = [], 12
    while place + 8 <= end:
        kind, length = struct.unpack_from("<4sI", content, place)
        if place + 8 + length > end:
            raise PacketError("damaged", "a chunk is longer than the file")
        chunks.append(_Chunk(kind, content[place + 8 : place + 8 + length]))
        place += 8 + length + length % 2
    if not chunks or (chunks[0].kind == b"VP8X" and len(chunks[0].data) < 10):
        raise PacketError("damaged", "no picture in it")
    return chunks, end


def _extended_head(picture: _Chunk) -> _Chunk:
    """The chunk that a file with more than a picture begins with: what is in it, and how large the picture is."""
    data, flags = picture.data, 0
    if picture.kind == b"VP8 " and data[3:6] == b"\x9d\x01\x2a" and len(data) >= 10:
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", data, 6))
    elif picture.kind == b"VP8L" and data[:1] == b"\x2f" and len(data) >= 5:
        (bits,) = struct.unpack_from("<I", data, 1)
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        flags = _HAS_ALPHA if bits >> 28 & 1 else 0
    else:
        raise PacketError("damaged", "no picture in it")
    if not width or not height:
        raise PacketError("damaged", "a picture without a size")
    sizes = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return _Chunk(b"VP8X", bytes([flags, 0, 0, 0]) + sizes)
