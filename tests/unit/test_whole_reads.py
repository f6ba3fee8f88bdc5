"""Files are read to their end with the memory that they need, not with that of the limit."""

import io
import re
from pathlib import Path

import pytest

from desktop_app.whole_reads import read_no_more


class Asked(io.BytesIO):
    """A stream that notes for how many bytes it was asked, and gives as many as a slow drive at a time."""

    def __init__(self, content: bytes, at_once: int = 1 << 30) -> None:
        super().__init__(content)
        self.asked: list[int] = []
        self._at_once = at_once

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        self.asked.append(size)
        return super().read(min(size, self._at_once))


def test_no_more_memory_is_asked_for_than_the_file_has_bytes() -> None:
    stream = Asked(b"x" * 1000)
    assert read_no_more(stream, 1000, 1 << 30) == b"x" * 1000
    # The last one finds the end.
    assert stream.asked[0] == 1001
    assert max(stream.asked) <= 1 << 20


@pytest.mark.parametrize("expected", [0, 10, 999, 1000, 5000])
def test_a_file_that_grew_or_shrank_meanwhile_is_read_to_its_end(expected: int) -> None:
    assert read_no_more(Asked(b"y" * 1000), expected, 1 << 30) == b"y" * 1000


def test_of_a_file_beyond_the_limit_one_byte_more_is_read_and_no_others() -> None:
    assert read_no_more(Asked(b"z" * 1000), 1000, 100) == b"z" * 101
    assert read_no_more(Asked(b"z" * 1000), 5, 100) == b"z" * 101
    assert read_no_more(Asked(b"z" * 100), 100, 100) == b"z" * 100


def test_short_reads_are_put_together() -> None:
    assert read_no_more(Asked(bytes(range(256)), at_once=7), 256, 1 << 20) == bytes(range(256))


def test_nothing_in_the_app_asks_a_file_for_as_much_as_is_allowed(repository: Path) -> None:
    asks_for_the_limit = re.compile(r"\.read\([^()]*most[^()]*\)", re.IGNORECASE)
    slots = "_MOST_SLOTS * _SLOT_BYTES"  # of a file of our own, some kilobytes
    found = [
        f"{file.relative_to(repository)}: {line.strip()}"
        for file in sorted((repository / "desktop_app").rglob("*.py"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if asks_for_the_limit.search(line) and slots not in line
    ]
    assert not found
