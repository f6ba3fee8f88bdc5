"""What the app and a decoder say to each other: plain bytes over two pipes, each message with its length in front.

app → decoder: `DECODE` a photo; `GO`, the memory that you need is yours.
decoder → app: `READY`; `BEGUN` (the photo is here); `NEEDS` memory; then a `PICTURE` or a `FAULT`.

A decoder has been given bytes that a stranger wrote, so nothing that it says is believed: whatever is not exactly one
of these messages, of a sensible size, is a `ProtocolError`, and the decoder is ended. No message holds code or objects.
"""

import re
import struct
from dataclasses import dataclass
from enum import Enum
from typing import BinaryIO, Final

from desktop_app.faults import Fault
from desktop_app.imaging.capture_time import LATEST
from desktop_app.imaging.limits import MOST_PIXELS


class Kind(bytes, Enum):
    """The first byte of a message."""

    DECODE = b"D"
    GO = b"G"
    READY = b"R"
    BEGUN = b"B"
    NEEDS = b"N"
    PICTURE = b"P"
    FAULT = b"F"


class ProtocolError(Exception):
    """The other side ended, or said something that nobody says."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What became of a photo.

    Attributes:
        size: width and height of the picture in pixels.
        pixels: 3 bytes a pixel, RGB, no padding.
        photo_size: width and height of the whole photo, upright.
        orientation: as the file states it, 1 to 8.
        taken_at: when the photo was taken, nanoseconds since 1970 by the camera's clock; 0 where nobody knows.
    """

    size: tuple[int, int]
    pixels: bytes
    photo_size: tuple[int, int]
    orientation: int
    taken_at: int = 0


_HEAD: Final = struct.Struct("<cIQ")
_DECODE: Final = struct.Struct("<I")
_NEEDS: Final = struct.Struct("<Q")
_PICTURE: Final = struct.Struct("<5IQ")
_LARGEST_SIDE: Final = 0xFFFFFFFF
_LONGEST_BODY: Final = 16_384
# Twenty bytes a pixel of the largest photo: no decoder that is still sound asks for more.
MOST_NEEDED: Final = MOST_PIXELS * 20
# Kind → the most bytes that may come after the body: a photo's content, a picture's pixels.
_MOST: Final = {Kind.DECODE: 1 << 31, Kind.PICTURE: MOST_PIXELS * 3}
_CODE: Final = re.compile(r"(photo|file)\.[a-z0-9_]{1,40}")


@dataclass(frozen=True, slots=True)
class Message:
    """One message.

    Attributes:
        kind: what it says.
        body: its numbers or words; short.
        load: a photo's content or a picture's pixels, in a block of its own: it may have hundreds of megabytes.
    """

    kind: Kind
    body: bytes
    load: bytes


def write(stream: BinaryIO, kind: Kind, body: bytes = b"", load: bytes | memoryview = b"") -> None:
    """Send one message.

    Raises:
        OSError: the other side has ended.
    """
    length = memoryview(load).nbytes
    stream.write(_HEAD.pack(kind.value, len(body), length) + body)
    if length:
        stream.write(load)
    stream.flush()


def read(stream: BinaryIO) -> Message:
    """The next message; waits for it.

    Raises:
        ProtocolError: the other side has ended, or this is no message.
    """
    first, body, load = _HEAD.unpack(_exactly(stream, _HEAD.size))
    try:
        kind = Kind(first)
    except ValueError:
        raise ProtocolError("no such message") from None
    if body > _LONGEST_BODY or load > _MOST.get(kind, 0):
        raise ProtocolError("too long a message")
    return Message(kind, _exactly(stream, body), _exactly(stream, load))


def decode_body(smallest_side: int) -> bytes:
    """What `smallest_side_from` reads."""
    return _DECODE.pack(max(1, min(smallest_side, _LARGEST_SIDE)))


def smallest_side_from(body: bytes) -> int:
    """How small the picture may be that a `DECODE` asks for."""
    return int(_DECODE.unpack(body)[0])


def needs_body(amount: int) -> bytes:
    """What `needs_from` reads."""
    return _NEEDS.pack(max(0, amount))


def needs_from(body: bytes) -> int:
    """How many bytes the decoder asks for.

    Raises:
        ProtocolError: more than any photo needs.
    """
    if len(body) != _NEEDS.size:
        raise ProtocolError("no amount")
    (amount,) = _NEEDS.unpack(body)
    if amount > MOST_NEEDED:
        raise ProtocolError("needs too much")
    return int(amount)


def picture_body(size: tuple[int, int], photo_size: tuple[int, int], orientation: int, taken_at: int = 0) -> bytes:
    """What stands before the pixels in a `PICTURE`."""
    return _PICTURE.pack(*size, *photo_size, orientation, taken_at)


def picture_from(message: Message) -> Picture:
    """What a `PICTURE` holds.

    Raises:
        ProtocolError: its numbers do not fit together.
    """
    if len(message.body) != _PICTURE.size:
        raise ProtocolError("no picture")
    width, height, photo_width, photo_height, orientation, taken_at = _PICTURE.unpack(message.body)
    sound = (
        width > 0
        and height > 0
        and 0 < photo_width * photo_height <= MOST_PIXELS
        and orientation in range(1, 9)
        and taken_at < LATEST
        and len(message.load) == width * height * 3
    )
    if not sound:
        raise ProtocolError("a picture whose numbers do not fit together")
    return Picture((width, height), message.load, (photo_width, photo_height), orientation, taken_at)


def fault_from(body: bytes) -> Fault:
    """What a `FAULT` holds.

    Raises:
        ProtocolError: no fault that a decoder may find.
    """
    try:
        fault = Fault.from_json(body.decode("utf-8"))
    except ValueError as error:
        raise ProtocolError("no fault") from error
    if _CODE.fullmatch(fault.code) is None:
        raise ProtocolError("no fault of a photo")
    return fault


def _exactly(stream: BinaryIO, length: int) -> bytes:
    read_bytes = stream.read(length) if length else b""
    if len(read_bytes) != length:
        raise ProtocolError("the other side has ended")
    return read_bytes
