"""A reader that does what a workbook tells it to: hang, eat memory, die, speak nonsense, or never begin."""

import json
import os
import sys
import time
from collections.abc import Iterator

from desktop_app.workbooks import reader
from desktop_app.workbooks.messages import Line

BEGINS = b"PK\x03\x04"


def lines_of(content: bytes) -> Iterator[Line]:
    told = content.removeprefix(BEGINS).decode()
    yield Line(1, 0, ["photo"])
    yield Line(2, 0, [str(os.getpid())])
    # Until there is enough of it, what is said stays here.
    yield Line(3, 0, ["." * 20_000])
    if told == "hang":
        sys.setswitchinterval(1e6)
        while True:
            pass
    if told == "wait":
        time.sleep(600)
    if told == "eat":
        eaten = [bytearray(b"\1") * (64 << 20) for _ in range(100)]
        yield Line(4, 0, [str(len(eaten))])
    if told == "die":
        os.abort()
    if told == "backwards":
        yield Line(3, 0, ["again"])
    if told == "no text":
        yield Line(4, 0, ["", json.loads("[1]")])
    if told == "too wide":
        yield Line(4, 16_383, ["a", "b"])
    if told == "unknown":
        raise reader.RefusedError("photo.too_large")
    if told == "raise":
        raise AssertionError


if __name__ == "__main__":
    if sys.argv[1:] == ["never begins"]:
        time.sleep(600)
    reader.lines_of = lines_of
    reader.main()
