"""What can be known of an ONNX file before ONNX Runtime is given it: that all of it is there, in this one file.

ONNX lets a tensor lie in another file, anywhere on the disk; neither the hash in the manifest nor a person who copies
the pack knows of that. A file is protobuf: numbered fields inside numbered fields. Only those that can lead to a tensor
are looked into, the content of none; so a network of 20 MB is looked through in milliseconds.
"""

from collections.abc import Iterator
from typing import Literal

MOST_BYTES = 1024 * 1024 * 1024
_MOST_DEPTH = 64
_MOST_FIELDS = 5_000_000

Complaint = Literal["not_whole", "elsewhere"]
_Message = Literal["model", "graph", "node", "attribute", "tensor", "sparse", "function", "training"]

# onnx.proto, since its first version: message → number of a field → the message in it.
_INSIDE: dict[_Message, dict[int, _Message]] = {
    "model": {7: "graph", 20: "training", 25: "function"},
    "training": {1: "graph", 2: "graph"},
    "graph": {1: "node", 5: "tensor", 15: "sparse"},
    "function": {7: "node", 11: "attribute"},
    "node": {5: "attribute"},
    "attribute": {5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse", 23: "sparse"},
    "sparse": {1: "tensor", 2: "tensor"},
    "tensor": {},
}
_EXTERNAL_DATA, _DATA_LOCATION = 13, 14
_VARINT, _EIGHT, _LENGTH, _FOUR = 0, 1, 2, 5


class _NotWholeError(Exception):
    pass


def complaint(content: bytes) -> Complaint | None:
    """What keeps a graph from being used.

    Args:
        content: of the file.

    Returns:
        "not_whole" where it is no ONNX file, cut short, or nested without end; "elsewhere" where a part of it lies in
        another file; None for one that ONNX Runtime may look at.
    """
    view = memoryview(content)
    seen = 0
    waiting: list[tuple[_Message, int, int, int]] = [("model", 0, len(view), 0)]
    try:
        while waiting:
            message, start, end, depth = waiting.pop()
            if depth > _MOST_DEPTH:
                return "not_whole"
            for number, kind, begin, stop in _fields(view, start, end):
                seen += 1
                if seen > _MOST_FIELDS:
                    return "not_whole"
                if message == "tensor" and _lies_elsewhere(view, number, kind, begin):
                    return "elsewhere"
                inner = _INSIDE[message].get(number)
                if inner is not None and kind == _LENGTH:
                    waiting.append((inner, begin, stop, depth + 1))
    except _NotWholeError:
        return "not_whole"
    return None


def _lies_elsewhere(view: memoryview, number: int, kind: int, begin: int) -> bool:
    if number == _DATA_LOCATION and kind == _VARINT:
        return _varint(view, begin, len(view))[0] != 0
    return number == _EXTERNAL_DATA and kind == _LENGTH


def _fields(view: memoryview, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """(number, kind, where its value begins, where it ends) of each field of a message."""
    place = start
    while place < end:
        tag, begin = _varint(view, place, end)
        number, kind = tag >> 3, tag & 7
        if kind == _VARINT:
            place = _varint(view, begin, end)[1]
        elif kind == _LENGTH:
            length, begin = _varint(view, begin, end)
            place = begin + length
        elif kind in (_EIGHT, _FOUR):
            place = begin + (8 if kind == _EIGHT else 4)
        else:
            raise _NotWholeError
        if number == 0 or place > end:
            raise _NotWholeError
        yield number, kind, begin, place


def _varint(view: memoryview, place: int, end: int) -> tuple[int, int]:
    """A number, and where it ends."""
    value = shift = 0
    while place < end and shift < 70:
        byte = view[place]
        value |= (byte & 0x7F) << shift
        place, shift = place + 1, shift + 7
        if not byte & 0x80:
            return value, place
    raise _NotWholeError
