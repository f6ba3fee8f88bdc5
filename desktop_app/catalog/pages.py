"""Rows of a damaged SQLite file, page by page: what a page holds can be read though no way leads to it any more.

The format is https://www.sqlite.org/fileformat.html. Pages that were given back hold what was deleted: they are left
out as far as the list of them can be followed.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.catalog.schema import HEADER_BYTES

Value = int | float | str | bytes | None
_INDEX_INTERIOR, _INDEX_LEAF, _TABLE_LEAF = 2, 10, 13
_LONGEST_VARINT = 9
# Longer rows than this are a wrong length.
_MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        rowid: None in a table without them.
        values: as they are stored; where a column is the rowid, None stands in its place.
    """

    rowid: int | None
    values: tuple[Value, ...]


class Pages:
    """The pages of one file."""

    def __init__(self, content: bytes, page_bytes: int) -> None:
        self._content = memoryview(content)
        self._page_bytes = page_bytes
        self._count = len(content) // page_bytes
        self._free = self._freed()

    def rows(self, *, with_rowid: bool) -> Iterator[Row]:
        """All rows that can be read, of all tables that have rowids, or of all that have none."""
        for number in range(1, self._count + 1):
            if number not in self._free:
                yield from self._rows_of(number, with_rowid=with_rowid)

    def _rows_of(self, number: int, *, with_rowid: bool) -> Iterator[Row]:
        page = self._page(number)
        start = HEADER_BYTES if number == 1 else 0
        kind = page[start]
        if (kind == _TABLE_LEAF) is not with_rowid or kind not in (_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR):
            return
        cells = int.from_bytes(page[start + 3 : start + 5], "big")
        first = start + (12 if kind == _INDEX_INTERIOR else 8)
        for place in range(first, min(first + 2 * cells, self._page_bytes - 1), 2):
            try:
                yield self._row(page, int.from_bytes(page[place : place + 2], "big"), kind)
            except (IndexError, ValueError, struct.error):
                continue

    def _row(self, page: memoryview, at: int, kind: int) -> Row:
        if not 0 < at < self._page_bytes:
            raise ValueError("no place in the page")
        if kind == _INDEX_INTERIOR:
            at += 4
        length, at = _varint(page, at)
        rowid = None
        if kind == _TABLE_LEAF:
            rowid, at = _varint(page, at)
        return Row(rowid, _record(self._payload(page, at, length, kind)))

    def _payload(self, page: memoryview, at: int, length: int, kind: int) -> bytes:
        if not 0 < length < _MOST_BYTES:
            raise ValueError("no length of a row")
        usable = self._page_bytes
        least = (usable - 12) * 32 // 255 - 23
        most = usable - 35 if kind == _TABLE_LEAF else (usable - 12) * 64 // 255 - 23
        if length <= most:
            return _exactly(page, at, length)
        here = least + (length - least) % (usable - 4)
        here = here if here <= most else least
        parts, missing = [_exactly(page, at, here)], length - here
        following = int.from_bytes(_exactly(page, at + here, 4), "big")
        while missing > 0:
            overflow = self._page(following)
            parts.append(bytes(overflow[4 : 4 + missing]))
            missing -= len(parts[-1])
            following = int.from_bytes(overflow[:4], "big")
        return b"".join(parts)

    def _page(self, number: int) -> memoryview:
        if not 1 <= number <= self._count:
            raise IndexError("no such page")
        return self._content[(number - 1) * self._page_bytes : number * self._page_bytes]

    def _freed(self) -> set[int]:
        free: set[int] = set()
        trunk = int.from_bytes(self._content[32:36], "big")
        while 1 < trunk <= self._count and trunk not in free:
            page = self._page(trunk)
            free.add(trunk)
            leaves = min(int.from_bytes(page[4:8], "big"), self._page_bytes // 4 - 2)
            free.update(struct.unpack(f">{leaves}I", page[8 : 8 + 4 * leaves]))
            trunk = int.from_bytes(page[:4], "big")
        # Of a list that leads anywhere, nothing is believed.
        return free if all(1 < number <= self._count for number in free) else set()


def _exactly(page: memoryview, at: int, length: int) -> bytes:
    if at + length > len(page):
        raise IndexError("beyond the page")
    return bytes(page[at : at + length])


def _varint(data: memoryview | bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    value = 0
    for place in range(_LONGEST_VARINT - 1):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    value = value << 8 | data[at + _LONGEST_VARINT - 1]
    return (value - (1 << 64) if value >> 63 else value), at + _LONGEST_VARINT


def _record(payload: bytes) -> tuple[Value, ...]:
    end, at = _varint(payload, 0)
    if not 0 < end <= len(payload):
        raise ValueError("no header of a row")
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind == 7:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    if 1 <= kind <= 6:
        size = (1, 2, 3, 4, 6, 8)[kind - 1]
        return int.from_bytes(_part(payload, at, size), "big", signed=True), at + size
    if kind < 12:
        raise ValueError("no kind of a value")
    size = (kind - 12) // 2
    part = _part(payload, at, size)
    # A text that is no Unicode stays bytes: whoever reads it decides.
    return (as_text(part) if kind % 2 else part), at + size


def as_text(stored: bytes) -> str | bytes:
    """A text as SQLite has it; the bytes where they are none."""
    try:
        return stored.decode()
    except UnicodeDecodeError:
        return stored


def _part(payload: bytes, at: int, size: int) -> bytes:
    if at + size > len(payload):
        raise IndexError("beyond the row")
    return payload[at : at + size]
