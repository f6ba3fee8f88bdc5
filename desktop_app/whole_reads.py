"""Reads a file to its end, and never takes the memory of the limit for the memory of the file."""

from typing import IO

# At a time, of a file that is longer than was said.
_BUFFER_BYTES = 1 << 20


def read_no_more(stream: IO[bytes], expected: int, most: int) -> bytes:
    """Read to the end, or one byte more than `most`, with no more memory than the file has bytes.

    Python takes the memory for as many bytes as it is asked for before it reads one. Asked for a limit of a gigabyte,
    it takes a gigabyte for a photo of 100 kB: Windows counts that against what it has for all, and refuses it on a
    small computer.

    Args:
        stream: to read from; a read of it may be short.
        expected: how many bytes there are, as the system says.
        most: how many are wanted at most.
    """
    parts: list[bytes] = []
    left = most + 1
    ask = min(max(expected, 0) + 1, left)
    while left and (part := stream.read(ask)):
        parts.append(part)
        left -= len(part)
        ask = min(_BUFFER_BYTES, left)
    # Of a single part, this is that part and no copy.
    return b"".join(parts)
