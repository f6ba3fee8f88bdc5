"""Files of training: written whole or not at all, with the app's own writer; arrays and JSON read with care."""

import json
import tokenize
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.files import encoded, write_whole
from desktop_app.own_files import OwnFileError, read_json

# A thousand times what is packed into it has no archive that was written here.
MOST_UNPACKED = 8 * 1024**3
_MOST_TIMES = 2_000
_LARGEST_JSON = 256 * 1024 * 1024
# What NumPy, zipfile and zlib raise for bytes that are none of theirs.
_NO_ARCHIVE = (
    *(EOFError, KeyError, MemoryError, NotImplementedError, OverflowError, RecursionError, RuntimeError),
    *(SyntaxError, TypeError, tokenize.TokenError, zipfile.BadZipFile, zlib.error),
)


def is_file(path: Path) -> bool:
    """Whether there is such a file; a name that no disk has is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def write_bytes(file: Path, content: bytes) -> None:
    """Write a file in one step; folders are made as needed.

    Raises:
        OSError: it cannot be written, as on a full disk; an earlier file of that name stays as it was.
    """
    write_whole(file, content)


def write_text(file: Path, text: str) -> None:
    """`write_bytes` for UTF-8 text; what is no Unicode in a name is written out, as JSON would write it."""
    write_whole(file, encoded(text))


def write_json(file: Path, value: Any) -> None:
    """`write_bytes` for JSON with sorted keys."""
    write_text(file, json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n")


def read_json_file(file: Path) -> Any:
    """What stands in a JSON file.

    Raises:
        OSError: it is not there.
        ValueError: it cannot be read, or is no JSON that anybody here writes.
    """
    try:
        return read_json(file, _LARGEST_JSON, any_number=True)
    except OwnFileError as error:
        raise ValueError(str(error.fault.facts.get("detail", error.fault.code))) from error


def read_arrays(file: Path) -> dict[str, NDArray[Any]]:
    """The arrays of a NumPy archive by name. Nothing is unpickled, and no more unpacked than can be meant.

    Raises:
        OSError: it cannot be opened.
        ValueError: it is no such archive, or damaged.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > min(MOST_UNPACKED, _MOST_TIMES * max(file.stat().st_size, 1_000)):
            raise ValueError("more is packed into it than can be meant")
        with np.load(file, allow_pickle=False) as stored:
            return {name: _array_of(stored[name], name) for name in stored.files}
    except _NO_ARCHIVE as error:
        raise ValueError(f"damaged: {error}" if str(error) else "damaged") from error


def mapped_array(file: Path) -> NDArray[Any]:
    """An `.npy` file, mapped into memory for reading.

    Raises:
        OSError: it cannot be opened.
        ValueError: it is no such file, or damaged.
    """
    try:
        found: NDArray[Any] = np.load(file, mmap_mode="r", allow_pickle=False)
    except _NO_ARCHIVE as error:
        raise ValueError(f"damaged: {error}" if str(error) else "damaged") from error
    return _array_of(found, file.name)


def _array_of(value: Any, name: str) -> NDArray[Any]:
    # A member that is no array comes as its bytes.
    if not isinstance(value, np.ndarray):
        raise ValueError(f"{name} is no array")
    return value
