"""Keywords of IPTC in a JPEG file: what programs wrote before there was XMP, and some still do.

IPTC-IIM 4.2, 2:25, among Photoshop's resources (APP13, resource 0x0404). Only read: where a photo has keywords of this
kind alone, a packet of ours would hide them, so it begins with them.
"""

import struct
from collections.abc import Iterator

_PHOTOSHOP, _RESOURCE, _IPTC = b"Photoshop 3.0\0", b"8BIM", 0x0404
_DATASET, _CHARACTERS, _KEYWORD = 0x1C, (1, 90), (2, 25)
_UTF_8 = b"\x1b%G"
_MOST_KEYWORDS = 1000


def keywords_of_segment(body: bytes) -> tuple[str, ...]:
    """The keywords in a segment APP13; none where it holds something else, or is torn."""
    if not body.startswith(_PHOTOSHOP):
        return ()
    said = [pair for data in _resources(body[len(_PHOTOSHOP) :]) for pair in _datasets(data)]
    is_utf_8 = any(number == _CHARACTERS and value == _UTF_8 for number, value in said)
    words = (_text(value, is_utf_8=is_utf_8) for number, value in said[:_MOST_KEYWORDS] if number == _KEYWORD)
    return tuple(dict.fromkeys(word for word in words if word))


def _resources(body: bytes) -> Iterator[bytes]:
    """The data of the resources that hold IPTC."""
    place = 0
    while body.startswith(_RESOURCE, place) and place + 12 <= len(body):
        number = int.from_bytes(body[place + 4 : place + 6])
        name_bytes = body[place + 6] + 1
        size_at = place + 6 + name_bytes + name_bytes % 2
        size = int.from_bytes(body[size_at : size_at + 4])
        if number == _IPTC:
            yield body[size_at + 4 : size_at + 4 + size]
        place = size_at + 4 + size + size % 2


def _datasets(data: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    place = 0
    while place + 5 <= len(data) and data[place] == _DATASET:
        record, number, length = struct.unpack_from(">BBH", data, place + 1)
        if length & 0x8000 or place + 5 + length > len(data):  # of more than 32 kB no keyword is
            return
        yield (record, number), data[place + 5 : place + 5 + length]
        place += 5 + length


def _text(value: bytes, *, is_utf_8: bool) -> str:
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        text = value.decode("utf-8" if is_utf_8 else "cp1252", "replace")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
