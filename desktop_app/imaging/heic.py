"""The small picture inside a HEIC photo: decoding the large one takes a hundred times as long.

A HEIC file is a tree of boxes (ISO/IEC 14496-12, 23008-12). The box `meta` names its pictures ("items"), says which
one is the photo (`pitm`), which one is a thumbnail of which (`iref`/`thmb`), and what belongs to each (`iprp`: size,
turn, colours). The decoder offers the photo only, so a copy of the file is made in which the thumbnail is the photo.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.imaging.heic_items import Box as _Box
from desktop_app.imaging.heic_items import boxes as _boxes

# What a thumbnail must share with its photo to stand for it: turn, mirroring, cut and colours.
_SHARED = frozenset({b"irot", b"imir", b"clap", b"colr"})
# The same shape but for rounding: a thumbnail with black bars is another picture.
_SHAPE_TOLERANCE = 0.03
_NO_THUMBNAIL_ANY_MORE = b"skip"


@dataclass(frozen=True, slots=True)
class HeicThumbnail:
    """A thumbnail that can be decoded in place of its photo.

    Attributes:
        content: a HEIC file that shows the thumbnail.
        photo_width: of the photo in pixels, upright.
        photo_height: of the photo in pixels, upright.
    """

    content: bytes
    photo_width: int
    photo_height: int


def embedded_thumbnail(content: bytes, smallest_side: int, torn: frozenset[int] = frozenset()) -> HeicThumbnail | None:
    """The smallest embedded thumbnail that is large enough; None where there is none or the file is unusual.

    Args:
        content: the whole HEIC file.
        smallest_side: pixels that each side of it must have.
        torn: items whose data are not whole.
    """
    try:
        return _Meta(content).thumbnail(smallest_side, torn)
    except (ValueError, IndexError, KeyError, StopIteration, struct.error):
        return None  # the decoder will say what is wrong with the file


class _Meta:
    """The parts of the box `meta` that tell a thumbnail from its photo."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        meta = next(box for box in _boxes(content, 0, len(content)) if box.kind == b"meta")
        # A "full" box: four bytes of version and flags come first.
        self._parts = {box.kind: box for box in _boxes(content, meta.start + 4, meta.end)}
        self._primary_place = self._parts[b"pitm"].start + 4
        self._primary_format = ">I" if content[self._parts[b"pitm"].start] else ">H"
        self._primary = struct.unpack_from(self._primary_format, content, self._primary_place)[0]
        properties = {box.kind: box for box in _boxes(content, self._parts[b"iprp"].start, self._parts[b"iprp"].end)}
        self._properties = list(_boxes(content, properties[b"ipco"].start, properties[b"ipco"].end))
        self._of_item = self._associations(properties[b"ipma"])

    def thumbnail(self, smallest_side: int, torn: frozenset[int] = frozenset()) -> HeicThumbnail | None:
        if b"iref" not in self._parts:
            return None
        width, height = self._size(self._primary)
        best: tuple[int, int, int] | None = None
        for item, place in self._thumbnails():
            small_width, small_height = self._size(item)
            alike = abs(small_width * height - small_height * width) <= _SHAPE_TOLERANCE * small_height * width
            if (
                item not in torn
                and alike
                and min(small_width, small_height) >= smallest_side
                and self._shared(item) == self._shared_photo()
            ):
                best = min(best or (small_width, item, place), (small_width, item, place))
        if best is None:
            return None
        changed = bytearray(self._content)
        struct.pack_into(self._primary_format, changed, self._primary_place, best[1])
        changed[best[2] : best[2] + 4] = _NO_THUMBNAIL_ANY_MORE
        if self._turns_sideways():
            width, height = height, width
        return HeicThumbnail(bytes(changed), width, height)

    def _thumbnails(self) -> Iterator[tuple[int, int]]:
        """Items that are thumbnails of the photo, each with the place of the word `thmb` that makes it one."""
        references = self._parts[b"iref"]
        identity = ">I" if self._content[references.start] else ">H"
        size = struct.calcsize(identity)
        for box in _boxes(self._content, references.start + 4, references.end):
            if box.kind == b"thmb":
                item = struct.unpack_from(identity, self._content, box.start)[0]
                count = struct.unpack_from(">H", self._content, box.start + size)[0]
                goals = [
                    struct.unpack_from(identity, self._content, box.start + size + 2 + number * size)[0]
                    for number in range(count)
                ]
                if goals == [self._primary]:
                    yield item, box.start - 4

    def _associations(self, box: _Box) -> dict[int, list[_Box]]:
        """Item → its properties."""
        version, flags = self._content[box.start], self._content[box.start + 3]
        count = struct.unpack_from(">I", self._content, box.start + 4)[0]
        place = box.start + 8
        found: dict[int, list[_Box]] = {}
        for _ in range(count):
            item = struct.unpack_from(">I" if version else ">H", self._content, place)[0]
            place += 4 if version else 2
            numbers = self._content[place]
            place += 1
            step, mask = (2, 0x7FFF) if flags & 1 else (1, 0x7F)
            indices = [
                int.from_bytes(self._content[place + step * n : place + step * (n + 1)]) & mask for n in range(numbers)
            ]
            place += step * numbers
            found[item] = [self._properties[index - 1] for index in indices if index]
        return found

    def _size(self, item: int) -> tuple[int, int]:
        extent = next(box for box in self._of_item[item] if box.kind == b"ispe")
        width, height = struct.unpack_from(">II", self._content, extent.start + 4)
        return width, height

    def _shared(self, item: int) -> list[bytes]:
        return sorted(
            box.kind + self._content[box.start : box.end] for box in self._of_item[item] if box.kind in _SHARED
        )

    def _shared_photo(self) -> list[bytes]:
        return self._shared(self._primary)

    def _turns_sideways(self) -> bool:
        turns = [self._content[box.start] for box in self._of_item[self._primary] if box.kind == b"irot"]
        return sum(turns) % 2 == 1
