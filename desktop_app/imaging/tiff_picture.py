"""The first picture of a TIFF in a file of its own: Pillow reads all tags of a directory, several times over."""

import struct

_STRIPS, _STRIP_LENGTHS, _TILES, _TILE_LENGTHS = 273, 279, 324, 325
# What says how pixels are stored and shown; of the rest, orientation, colours and XMP.
_KEPT = frozenset(
    {*range(254, 260), 262, 266, 274, 277, 278, 284, 292, 293, 317, 320, 322, 323, 332, 338, 339, 347}
    | {*range(529, 533), _STRIPS, _STRIP_LENGTHS, _TILES, _TILE_LENGTHS, 700, 34675}
)
_LENGTHS = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_MOST_OF_A_TAG = 4 << 20
_WORTH_IT = 2 << 20


def first_picture(content: bytes) -> bytes:
    """The file without what its first picture does not need; the file itself where that is most of it.

    Args:
        content: begins as a TIFF of 32-bit places does.

    Raises:
        struct.error: the file ends before its first directory does.
    """
    order = "<" if content.startswith(b"II") else ">"
    place = struct.unpack_from(order + "I", content, 4)[0]
    count = struct.unpack_from(order + "H", content, place)[0]
    values: dict[int, tuple[int, int, bytes]] = {}
    for number in range(count):
        tag, kind, amount = struct.unpack_from(order + "HHI", content, place + 2 + 12 * number)
        length = _LENGTHS.get(kind, 1) * amount
        if tag not in _KEPT or length > _MOST_OF_A_TAG:
            continue
        start = place + 10 + 12 * number
        if length > 4:
            start = struct.unpack_from(order + "I", content, start)[0]
        values[tag] = (kind, amount, content[start : start + length])
    for where, long in ((_STRIPS, _STRIP_LENGTHS), (_TILES, _TILE_LENGTHS)):
        if where in values and long in values:
            return _written(content, order, values, where, long)
    return content


def _written(content: bytes, order: str, values: dict[int, tuple[int, int, bytes]], where: int, long: int) -> bytes:
    places, lengths = (_numbers(order, *values[tag]) for tag in (where, long))
    total = sum(lengths)
    if len(content) - total < _WORTH_IT or total > len(content) // 2:
        return content
    view = memoryview(content)
    parts: list[bytes | memoryview] = [content[:4], b"\0\0\0\0"]
    end = 8
    moved = []
    for place, length in zip(places, lengths, strict=True):
        moved.append(end)
        part = view[place : place + length]
        parts += [part, bytes(len(part) % 2)]
        end += len(part) + len(part) % 2
    values[where] = (4, len(moved), struct.pack(f"{order}{len(moved)}I", *moved))
    entries = b""
    for tag, (kind, amount, value) in sorted(values.items()):
        field = value.ljust(4, b"\0")
        if len(value) > 4:
            parts += [value, bytes(len(value) % 2)]
            field = struct.pack(order + "I", end)
            end += len(value) + len(value) % 2
        entries += struct.pack(order + "HHI", tag, kind, amount) + field
    parts[1] = struct.pack(order + "I", end)
    parts.append(struct.pack(order + "H", len(values)) + entries + b"\0\0\0\0")
    return b"".join(parts)


def _numbers(order: str, kind: int, amount: int, value: bytes) -> tuple[int, ...]:
    return struct.unpack(f"{order}{amount}{'H' if kind == 3 else 'I'}", value)
