"""A HEIC or AVIF photo in a file without what stands between the parts of its pictures.

Places in such a file are counted from its beginning (ISO/IEC 14496-12, 8.11.3): what is left out in the middle moves
all that comes after it, so the list of places is written anew, in the room that it has.
"""

import struct
from collections.abc import Iterator

from desktop_app.imaging.heic_items import Extent, boxes, extents


def without_gaps(content: bytes) -> bytes:
    """The same photo without gaps; the file itself where it is a film, or its places cannot be written anew.

    Raises:
        ValueError, struct.error: the boxes do not follow from each other.
    """
    found = list(boxes(content, 0, len(content)))
    kinds = [box.kind for box in found]
    if kinds[0] != b"ftyp" or kinds.count(b"meta") != 1 or b"moov" in kinds:
        return content
    file_type, meta = found[0], found[kinds.index(b"meta")]
    parts = {box.kind: box for box in boxes(content, meta.start + 4, meta.end)}
    pieces = list(extents(content, parts[b"iloc"])) if b"iloc" in parts else []
    if not pieces or any(not 0 < each.length <= len(content) - each.start for each in pieces):
        return content
    head = _whole(file_type.start, file_type.end, content)
    changed = bytearray(_whole(meta.start, meta.end, content))
    in_meta = len(changed) - meta.end
    data: list[memoryview] = []
    place = len(head) + len(changed) + 8
    view = memoryview(content)
    for start, end, within in _together(pieces):
        for each in within:
            if not _move(changed, each, place + each.start - start, in_meta):
                return content
        data.append(view[start:end])
        place += end - start
    length = sum(map(len, data)) + 8
    return b"".join((head, changed, struct.pack(">I4s", length, b"mdat"), *data))


def _whole(start: int, end: int, content: bytes) -> bytes:
    """A box whose body is there, with a head that says how long it is."""
    kind = content[start - 4 : start]
    if kind not in (b"ftyp", b"meta"):  # a head of 16 bytes
        kind = content[start - 12 : start - 8]
    return struct.pack(">I4s", end - start + 8, kind) + content[start:end]


def _together(pieces: list[Extent]) -> Iterator[tuple[int, int, list[Extent]]]:
    """Pieces of the file that overlap or touch as one: start, end, and what is in it."""
    start = end = -1
    within: list[Extent] = []
    for each in sorted(pieces, key=lambda piece: piece.start):
        if each.start > end:
            if within:
                yield start, end, within
            start, end, within = each.start, each.start, []
        end = max(end, each.start + each.length)
        within.append(each)
    if within:
        yield start, end, within


def _move(changed: bytearray, extent: Extent, place: int, in_meta: int) -> bool:
    """Write where a piece is now; False where that has no room."""
    at, size = extent.offset_field
    number = place - extent.base
    if size == 0 or number < 0:
        # Its base alone says where it is, or has to be another one: with one piece, nothing else hangs on it.
        if extent.pieces != 1 or extent.base_field[1] == 0:
            return False
        base = place if size == 0 else 0
        number = place - base
        if base >> (8 * extent.base_field[1]):
            return False
        _put(changed, extent.base_field, base, in_meta)
    if size and number >> (8 * size):
        return False
    _put(changed, (at, size), number, in_meta)
    return True


def _put(changed: bytearray, field: tuple[int, int], number: int, in_meta: int) -> None:
    at, size = field
    changed[at + in_meta : at + in_meta + size] = number.to_bytes(size)
