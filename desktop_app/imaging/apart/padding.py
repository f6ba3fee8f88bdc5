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
    if content[4:8] == b"ftyp":
        return whole[: _end_of_boxes(content)]
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
        if kind == b"\0\0\0\0":
            return end  # zeros to the end
        if length < 8:
            return len(content)  # no boxes: the decoder will say what is wrong
        start += length
        if kind not in _EMPTY_BOXES:
            end = start
    return len(content)
