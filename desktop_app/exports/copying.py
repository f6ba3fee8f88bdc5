"""What is written into a folder: content at hand, or a photo that is copied with the time of its last change."""

import contextlib
import io
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from desktop_app.faults import system_reason
from desktop_app.files import ExportError
from desktop_app.paths import openable

_AT_ONCE = 1 << 20
_SAMPLE = 1 << 16
# Cards and sticks keep times in steps of two seconds.
_CARD_NS = 2_000_000_001
_HOUR_NS = 3_600_000_000_000
_DAY_NS = 25 * _HOUR_NS


class Source(Protocol):
    """Where the content of a new file comes from."""

    def check(self) -> None:
        """Raises ExportError where it is not what was meant."""

    def is_the_same_as(self, file: str) -> bool:
        """Whether a file that is there has this content already."""
        ...

    def fill(self, draft: str) -> int:
        """Write a draft, which is not there yet; how many bytes that is.

        Raises:
            ExportError: the source cannot be read.
            OSError: the draft cannot be written.
        """
        ...


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes that are at hand."""

    content: bytes

    def check(self) -> None:
        """They always are."""

    def is_the_same_as(self, file: str) -> bool:
        """Whether the file holds these bytes."""
        try:
            if os.stat(file).st_size != len(self.content) or not os.path.isfile(file):  # noqa: PTH113, PTH116 - long names
                return False
            with open(file, "rb") as stream:  # noqa: PTH123 - as above
                return stream.read() == self.content
        except OSError:
            return False

    def fill(self, draft: str) -> int:
        """Write them."""
        with open(draft, "xb", buffering=0) as writing:  # noqa: PTH123 - as above
            _write_all(writing, self.content)
            _begin_to_keep(writing)
        return len(self.content)


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo's file, opened for reading only.

    Attributes:
        path: where it is; links are followed.
        modified_ns: its last change as the session knows it, nanoseconds since the epoch; 0 for any.
    """

    path: Path
    modified_ns: int = 0

    def check(self) -> None:
        """Ask for the file.

        Raises:
            ExportError: it is not there, it is no file, or it is not the one that the session knows.
        """
        try:
            status = os.stat(openable(self.path))  # noqa: PTH116 - as above
        except OSError as error:
            raise self._unreadable(error) from error
        if not stat.S_ISREG(status.st_mode):
            raise ExportError("write.source_no_file", file=str(self.path))
        if self.modified_ns and not _may_be_one_time(self.modified_ns, status.st_mtime_ns):
            raise ExportError("write.source_changed", file=str(self.path))

    def is_the_same_as(self, file: str) -> bool:
        """Whether a file is this one under another name, or a copy of it.

        Where length and time are those of the photo, three parts of the content decide; where only the length is, all
        of it: reading all of ten thousand photos twice takes longer than copying them.
        """
        own = openable(self.path)
        try:
            mine, other = os.stat(own), os.stat(file)  # noqa: PTH116 - as above
            if os.path.samestat(mine, other):
                return True
            if not stat.S_ISREG(other.st_mode) or mine.st_size != other.st_size:
                return False
            size = mine.st_size
            in_parts = abs(mine.st_mtime_ns - other.st_mtime_ns) < _CARD_NS
            with open(own, "rb") as first, open(file, "rb") as second:  # noqa: PTH123 - as above
                if in_parts:
                    return _equal_at(first, second, {0, max(0, size // 2), max(0, size - _SAMPLE)}, _SAMPLE)
                return _equal_at(first, second, range(0, size, _AT_ONCE), _AT_ONCE)
        except OSError:
            return False

    def fill(self, draft: str) -> int:
        """Copy it, with the time of its last change."""
        try:
            reading = open(openable(self.path), "rb", buffering=0)  # noqa: PTH123, SIM115 - as above; closed below
        except OSError as error:
            raise self._unreadable(error) from error
        with reading, open(draft, "xb", buffering=0) as writing:  # noqa: PTH123 - as above
            before = os.fstat(reading.fileno())
            copied = 0
            while chunk := self._read(reading):
                _write_all(writing, chunk)
                copied += len(chunk)
            _begin_to_keep(writing)
            after = os.fstat(reading.fileno())
        if copied != before.st_size or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise ExportError("write.source_changed", file=str(self.path))
        with contextlib.suppress(OSError):  # a phone's memory, say, where all times are those of its own clock
            os.utime(draft, ns=(before.st_atime_ns, before.st_mtime_ns))
        return copied

    def _read(self, reading: "BinaryIO") -> bytes:
        try:
            return reading.read(_AT_ONCE)
        except OSError as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: OSError) -> ExportError:
        if isinstance(error, FileNotFoundError | NotADirectoryError):
            return ExportError("write.source_gone", file=str(self.path))
        return ExportError("write.source_unreadable", file=str(self.path), detail=system_reason(error))


def _write_all(writing: io.FileIO, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[writing.write(view) :]


def _begin_to_keep(writing: io.FileIO) -> None:
    """Let the system bring a file to the disk while the next one is copied: whoever waits for it later, waits less."""
    if hasattr(os, "posix_fadvise"):
        with contextlib.suppress(OSError):
            os.posix_fadvise(writing.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _may_be_one_time(known_ns: int, found_ns: int) -> bool:
    """Whether two times of a file may be one: a card's are shifted by hours where the clock or the zone was changed."""
    apart = abs(known_ns - found_ns)
    return apart < _DAY_NS and min(apart % _HOUR_NS, -apart % _HOUR_NS) < _CARD_NS


def _equal_at(first: BinaryIO, second: BinaryIO, places: Iterable[int], length: int) -> bool:
    for place in places:
        first.seek(place)
        second.seek(place)
        if first.read(length) != second.read(length):
            return False
    return True
