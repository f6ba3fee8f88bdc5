"""What stands behind a photo in its file and belongs to nothing.

It need not cross to the decoder, where it would stand in memory a second time.
"""

import struct
from typing import Final

# Below this, whatever is behind a photo costs nothing worth looking for.
_LONG_BYTES: Final = 16_000_000
_MOST_BOXES: Final = 10_000
# Boxes that hold nothing (ISO/IEC 14496-12, 8.1.2).
_EMPTY_BOXES: Final = frozenset({b"free", b"skip", b"wide"})
# Bytes of a value of each kind, and how `struct` calls those that places are written in.
_TIFF_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_TIFF_NUMBERS: Final = {3: "H", 4: "I"}
# Strips, tiles, and a JPEG of the old kind: the tag of where they are, and the one of how long they are.
_TIFF_PLACES: Final = {273: 279, 324: 325, 513: 514}
# Of several pages the first counts; they may stand anywhere.
_MOST_PAGES: Final = 64


def without_padding(content: bytes) -> memoryview:
    """The photo without what is behind it; all of it where that cannot be told, or is not long.

    Args:
        content: the whole file.
    """
    whole = memoryview(content)
    if len(content) < _LONG_BYTES:
        return whole
    if content[:4] == b"RIFF":
        return whole[: 8 + int.from_bytes(content[4:8], "little")]
    if content[4:8] in (b"ftyp", b"jP  "):
        return whole[: _end_of_boxes(content)]
    if content[:4] == b"\xff\x4f\xff\x51":
        return whole[: _end_of_codestream(content)]
    if content[:4] in (b"II*\0", b"MM\0*"):
        return whole[: _end_of_tiff(content)]
    return whole


def _end_of_boxes(content: bytes) -> int:
    """Where the last box ends that holds something."""
    start = end = 0
    for _ in range(_MOST_BOXES):
        if start + 8 > len(content):
            return end
        length, kind = struct.unpack_from(">I4s", content, start)
        if length == 1 and start + 16 <= len(content):
            length = struct.unpack_from(">Q", content, start + 8)[0]
        elif length == 0:
            length = len(content) - start
            if kind == b"jp2c":
                return _end_of_codestream(content)
        if kind == b"\0\0\0\0":
            return end  # zeros to the end
        if length < 8:
            return len(content)  # no boxes: the decoder will say what is wrong
        start += length
        if kind not in _EMPTY_BOXES:
            end = start
    return len(content)


def _end_of_codestream(content: bytes) -> int:
    """Where JPEG 2000's last "end of codestream" ends (ISO/IEC 15444-1, A.4.4)."""
    found = content.rfind(b"\xff\xd9")
    return len(content) if found < 0 else found + 2


def _end_of_tiff(content: bytes) -> int:
    """Where the last thing ends that any of a TIFF's directories speaks of (TIFF 6.0, section 2)."""
    order = "<" if content[:2] == b"II" else ">"
    end, place, seen = 8, struct.unpack_from(f"{order}I", content, 4)[0], 0
    try:
        while place:
            seen += 1
            count = struct.unpack_from(f"{order}H", content, place)[0]
            end = max(end, place + 2 + count * 12 + 4)
            lists: dict[int, tuple[int, ...]] = {}
            for entry in range(place + 2, place + 2 + count * 12, 12):
                tag, kind, values = struct.unpack_from(f"{order}HHI", content, entry)
                size = _TIFF_SIZES[kind] * values
                start = entry + 8 if size <= 4 else struct.unpack_from(f"{order}I", content, entry + 8)[0]
                end = max(end, start + size)
                if tag in _TIFF_PLACES or tag in _TIFF_PLACES.values():
                    lists[tag] = struct.unpack_from(f"{order}{values}{_TIFF_NUMBERS[kind]}", content, start)
            for places, sizes in _TIFF_PLACES.items():
                found = zip(lists.get(places, ()), lists.get(sizes, ()), strict=True)
                end = max([end, *(begin + length for begin, length in found)])
            place = struct.unpack_from(f"{order}I", content, place + 2 + count * 12)[0] if seen < _MOST_PAGES else 0
    except (struct.error, KeyError, ValueError):
        return len(content)  # the decoder will say what is wrong
    return end
