"""Where the pictures of a HEIC or AVIF file have their data, and whether those are all there.

ISO/IEC 14496-12 and 23008-12. The box `iloc` says where each item's data stand, `iinf` of what kind the item is. HEVC
data never hold three zero bytes in a row (a 3 is put between: "emulation prevention"); together with the length of the
next unit there can be five of them at most. AV1 data are coded arithmetically: long rows of zeros do not come about.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.imaging.wholeness import CutShortError, TooManyPartsError

# More boxes than any photo has: a phone's photo in tiles has some hundred.
MOST_BOXES = 20_000
_MOST_DEPTH = 12
_HOLES = {b"hvc1": bytes(6), b"av01": bytes(64)}
_CONTAINERS = frozenset({b"meta", b"iprp", b"ipco", b"iref", b"iinf", b"moov", b"trak", b"mdia", b"minf", b"stbl"})
_FULL = frozenset({b"meta", b"iref"})


@dataclass(frozen=True, slots=True)
class Box:
    """A box: four letters, and what it holds."""

    kind: bytes
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extent:
    """One piece of an item's data.

    Attributes:
        item: its number.
        start: where in the file it is.
        length: in bytes.
        base: what its place is counted from.
        base_field: where that is written, and in how many bytes.
        offset_field: where the rest of its place is written, and in how many bytes.
        pieces: how many the item has.
    """

    item: int
    start: int
    length: int
    base: int
    base_field: tuple[int, int]
    offset_field: tuple[int, int]
    pieces: int


def boxes(content: bytes, start: int, end: int) -> Iterator[Box]:
    """The boxes between two places.

    Raises:
        ValueError: one of them is longer than there is room.
        TooManyPartsError: there are more than any photo has.
    """
    count = 0
    while start + 8 <= end:
        length, kind = struct.unpack_from(">I4s", content, start)
        head = 8
        if length == 1:
            length, head = struct.unpack_from(">Q", content, start + 8)[0], 16
        elif length == 0:
            length = end - start
        if length < head or start + length > end:
            raise ValueError("a box does not fit")
        count += 1
        if count > MOST_BOXES:
            raise TooManyPartsError("too many boxes")
        yield Box(kind, start + head, start + length)
        start += length


def check_items(content: bytes) -> frozenset[int]:
    """Make sure that a HEIC or AVIF file has all data of its photo, and is no bomb of boxes.

    What is unusual or damaged in other ways is left to the decoder to complain of.

    Returns:
        Items beside the photo (thumbnails, depth) whose data are not whole: they must not stand for it.

    Raises:
        CutShortError: data are missing, or there are holes in them.
        TooManyPartsError: the tree of boxes is larger than any photo's.
    """
    check_tree(content)
    try:
        meta = next(box for box in boxes(content, 0, len(content)) if box.kind == b"meta")
        parts = {box.kind: box for box in boxes(content, meta.start + 4, meta.end)}
        kinds = _kinds(content, parts[b"iinf"])
        pieces = list(extents(content, parts[b"iloc"]))
        beside = _beside(content, parts[b"iref"]) if b"iref" in parts else frozenset()
    except (ValueError, KeyError, StopIteration, IndexError, struct.error):
        return frozenset()
    torn = set()
    for piece in pieces:
        end = piece.start + piece.length
        hole = _HOLES.get(kinds.get(piece.item, b""))
        if end > len(content) or (hole and content.find(hole, piece.start, end) >= 0):
            torn.add(piece.item)
    if torn - beside:
        raise CutShortError("data of the photo are missing")
    return frozenset(torn)


def exif_of(content: bytes, most_bytes: int) -> bytes:
    """The EXIF of a HEIC or AVIF file, from the header of its TIFF; nothing where it has none."""
    item = item_of_kind(content, b"Exif", most_bytes)
    # Four bytes say how many there are before that header (ISO/IEC 23008-12, annex A).
    return item[4 + int.from_bytes(item[:4]) :] if len(item) > 8 else b""


def item_of_kind(content: bytes, kind: bytes, most_bytes: int) -> bytes:
    """The data of the first item of a kind, of a description for example; nothing where there is none, or it is long.

    Args:
        content: the whole HEIC or AVIF file.
        kind: four letters.
        most_bytes: no more than these.
    """
    try:
        meta = next(box for box in boxes(content, 0, len(content)) if box.kind == b"meta")
        parts = {box.kind: box for box in boxes(content, meta.start + 4, meta.end)}
        wanted = next(item for item, found in _kinds(content, parts[b"iinf"]).items() if found == kind)
        pieces = [piece for piece in extents(content, parts[b"iloc"]) if piece.item == wanted]
    except (ValueError, KeyError, StopIteration, IndexError, struct.error, TooManyPartsError):
        return b""
    if sum(piece.length for piece in pieces) > most_bytes:
        return b""
    return b"".join(content[piece.start : piece.start + piece.length] for piece in pieces)


def end_of_items(content: bytes) -> int:
    """Where what belongs to the pictures ends; the end of the file where that is not known, or where there is a film.

    Raises:
        ValueError, struct.error: the boxes do not follow from each other.
    """
    top = {box.kind: box for box in boxes(content, 0, len(content))}
    if b"moov" in top or b"meta" not in top:
        return len(content)
    parts = {box.kind: box for box in boxes(content, top[b"meta"].start + 4, top[b"meta"].end)}
    if b"iloc" not in parts:
        return len(content)
    ends = [piece.start + piece.length for piece in extents(content, parts[b"iloc"])]
    return max([top[b"meta"].end, *ends])


def check_tree(content: bytes) -> None:
    """Count boxes, those in boxes too, wherever a decoder would look for them.

    Raises:
        TooManyPartsError: there are more than any photo has, or they are too deep in each other.
    """
    left = MOST_BOXES
    ahead = [(0, len(content), 0)]
    while ahead:
        start, end, depth = ahead.pop()
        if depth > _MOST_DEPTH:
            raise TooManyPartsError("boxes too deep in boxes")
        try:
            for box in boxes(content, start, end):
                left -= 1
                if left < 0:
                    raise TooManyPartsError("too many boxes")
                if box.kind in _CONTAINERS:
                    within = 4 if box.kind in _FULL else 0
                    within = (
                        (6 if content[box.start : box.start + 1] == b"\0" else 8) if box.kind == b"iinf" else within
                    )
                    ahead.append((box.start + within, box.end, depth + 1))
        except (ValueError, struct.error):
            continue


def _beside(content: bytes, references: Box) -> frozenset[int]:
    """Items that are not the photo but say something of it: thumbnails, auxiliary pictures, descriptions."""
    identity = ">I" if content[references.start] else ">H"
    return frozenset(
        struct.unpack_from(identity, content, box.start)[0]
        for box in boxes(content, references.start + 4, references.end)
        if box.kind in (b"thmb", b"auxl", b"cdsc")
    )


def _kinds(content: bytes, information: Box) -> dict[int, bytes]:
    """Item → what codes it."""
    head = 6 if content[information.start] == 0 else 8
    found = {}
    for box in boxes(content, information.start + head, information.end):
        if box.kind == b"infe" and content[box.start] >= 2:
            wide = content[box.start] >= 3
            item = struct.unpack_from(">I" if wide else ">H", content, box.start + 4)[0]
            place = box.start + (10 if wide else 8)
            found[item] = content[place : place + 4]
    return found


def extents(content: bytes, locations: Box) -> Iterator[Extent]:
    """All pieces of items that stand in the file itself."""
    version = content[locations.start]
    sizes = struct.unpack_from(">H", content, locations.start + 4)[0]
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version else 0
    place = locations.start + 6
    wide = version >= 2

    def number(size: int) -> int:
        nonlocal place
        if place + size > locations.end:
            raise ValueError("a list of places does not fit")
        place += size
        return int.from_bytes(content[place - size : place])

    for _ in range(number(4 if wide else 2)):
        item = number(4 if wide else 2)
        construction = number(2) & 15 if version else 0
        elsewhere = number(2)
        base_field = (place, base_size)
        base = number(base_size)
        pieces = number(2)
        for _ in range(pieces):
            number(index_size)
            offset_field = (place, offset_size)
            start, length = base + number(offset_size), number(length_size)
            if construction == 0 and elsewhere == 0:
                yield Extent(item, start, length, base, base_field, offset_field, pieces)
