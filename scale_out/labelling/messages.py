"""What a worker and its labelling process say to each other: lines of JSON, and tables in Arrow's own format.

worker → process: a `setting` first of all, then photos, and `end` after the last one of a partition.
process → worker: `ready`, or a `fault`; then `alive` while it works, and tables of rows; `end` when all rows were sent.

The process has read what strangers wrote: no message holds code or objects.
"""

import json
import struct
from typing import Any, BinaryIO

import pyarrow as pa

_HEAD = struct.Struct("<IQ")


class GoneError(Exception):
    """The other side has ended."""


def send(stream: BinaryIO, said: dict[str, Any], table: pa.Table | None = None) -> None:
    """Send a message.

    Raises:
        GoneError: nobody reads it any more.
    """
    text = json.dumps(said).encode("ascii")
    content = b"" if table is None else _packed(table)
    try:
        stream.write(_HEAD.pack(len(text), len(content)))
        stream.write(text)
        stream.write(content)
        stream.flush()
    except (OSError, ValueError) as error:
        raise GoneError from error


def receive(stream: BinaryIO) -> tuple[dict[str, Any], pa.Table | None]:
    """The next message; waits for it.

    Raises:
        GoneError: none will come.
    """
    try:
        text_bytes, content_bytes = _HEAD.unpack(_exactly(stream, _HEAD.size))
        said: dict[str, Any] = json.loads(_exactly(stream, text_bytes))
        content = _exactly(stream, content_bytes)
        table = pa.ipc.open_stream(content).read_all() if content else None
    except (OSError, ValueError, pa.ArrowException) as error:
        raise GoneError from error
    return said, table


def _packed(table: pa.Table) -> memoryview:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return memoryview(sink.getvalue())


def _exactly(stream: BinaryIO, count: int) -> bytes:
    content = stream.read(count)
    if len(content) < count:
        raise GoneError
    return content
