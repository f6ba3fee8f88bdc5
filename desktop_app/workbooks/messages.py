"""What the app and a reader of a workbook say to each other over two pipes.

app → reader: a `Request`, then the workbook, as it is in its file.
reader → app: lines of JSON in ASCII, `[line, first column, [text, …]]` for each row; the last one is the code of what
is wrong with the workbook, or "" where all of it was read.

A reader has been given bytes that a stranger wrote, so nothing that it says is believed: whatever is not exactly one of
these lines, of a sensible length, is a `ProtocolError`, and the reader is ended.
"""

import json
import struct
from typing import BinaryIO, NamedTuple

MOST_COLUMNS, MOST_ROWS = 16_384, 1 << 20
# All cells of a row may be long, but not each of them as long as it can be.
_LONGEST_LINE = 1 << 26
_REQUEST = struct.Struct("<QQd")
CODES = ("", "table.damaged_workbook", "table.locked", "table.other_spreadsheet", "table.too_large")


class ProtocolError(Exception):
    """The other side ended, or said something that nobody says."""


class Request(NamedTuple):
    """What stands before a workbook.

    Attributes:
        size: of the workbook, in bytes.
        most_bytes: of memory that may be taken for it.
        seconds: after which nobody waits for it.
    """

    size: int
    most_bytes: int
    seconds: float


class Line(NamedTuple):
    """A row of a sheet.

    Attributes:
        number: from 1, as the spreadsheet counts.
        first: the column of the first text, from 0.
        texts: of the cells from there on; "" where one is empty.
    """

    number: int
    first: int
    texts: list[str]


def write_request(stream: BinaryIO, request: Request) -> None:
    """Say what is coming.

    Raises:
        OSError: the reader has ended.
    """
    stream.write(_REQUEST.pack(*request))


def read_request(stream: BinaryIO) -> tuple[Request, bytes]:
    """What is to be read, and the workbook.

    Raises:
        ProtocolError: the app has ended.
    """
    head = stream.read(_REQUEST.size)
    if len(head) < _REQUEST.size:
        raise ProtocolError
    request = Request(*_REQUEST.unpack(head))
    content = stream.read(request.size)
    if len(content) < request.size:
        raise ProtocolError
    return request, content


def line_of(said: Line | str) -> bytes:
    """A row, or the code at the end, as a line."""
    return json.dumps(said, check_circular=False).encode("ascii") + b"\n"


def read_line(stream: BinaryIO, before: int) -> Line | str:
    """The next row, or the code at the end.

    Args:
        stream: from the reader.
        before: the number of the row before; 0 at the beginning.

    Raises:
        ProtocolError: there is none.
    """
    line = stream.readline(_LONGEST_LINE)
    if not line.endswith(b"\n"):
        raise ProtocolError
    try:
        said = json.loads(line)
        if isinstance(said, str) and said in CODES:
            return said
        number, first, texts = said
        "".join(texts)
    except (ValueError, TypeError, RecursionError) as error:
        raise ProtocolError from error
    if not (type(number) is int and type(first) is int and isinstance(texts, list)):
        raise ProtocolError
    if not (before < number <= MOST_ROWS and 0 <= first <= MOST_COLUMNS - len(texts)):
        raise ProtocolError
    return Line(number, first, texts)
