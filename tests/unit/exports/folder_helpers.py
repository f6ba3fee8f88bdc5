"""What tests of files in folders share."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.exports.base import UNWATCHED, CancelledError, Watch
from desktop_app.exports.folders import FolderWriter

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
JPEG = b"\xff\xd8\xff\xe0 a photo "
LONG_AGO = 1_400_000_000_123_456_700


class Stopping:
    """A person who has seen enough after so many files."""

    def __init__(self, after: int) -> None:
        self.after = after
        self.told: list[tuple[int, int]] = []

    def advance(self, done: int, total: int) -> None:
        self.told.append((done, total))
        if done >= self.after:
            raise CancelledError


def photo(folder: Path, name: str, content: bytes = b"1") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_bytes(JPEG + content)
    os.utime(file, ns=(LONG_AGO, LONG_AGO))
    return file


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def codes(writer: FolderWriter) -> list[str]:
    return [fault.code for fault in writer.skipped]


def writer_of(folder: Path, watch: Watch = UNWATCHED, total: int = 1, *, replace: bool = True) -> FolderWriter:
    return FolderWriter(folder, watch, total, replace=replace, is_own_picture=lambda begin: b"our own" in begin)


def failing(function: Callable[..., object], error: OSError, *, of: str) -> Callable[..., object]:
    def fails(*arguments: object, **options: object) -> object:
        if any(of in str(argument) for argument in arguments):
            raise error
        return function(*arguments, **options)

    return fails
