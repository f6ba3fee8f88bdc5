"""A memory as a file that travels: labels and embeddings, and nothing else of any photo, animal or person.

A ZIP archive whose members are not compressed, as `write_memory` writes it:

- `memory.json`: `{"version": 1, "pack_hash": "…", "pack_name": "…", "dimension": 1280, "labels": 212, "breeds": ["…"],
  "pack_breeds": ["…"]}`
- `embeddings.npy`, float16 `[labels, dimension]`
- `kinds.npy`, int8 `[labels]`: 0 a breed, 1 a mix, 2 unknown, 3 no dog
- `breeds.npy`, int32 `[labels, 3]`: places in the list of breeds, from the left; -1 for none
- `units.npy`, int64 `[labels]`: labels with one number are of one animal or burst; the numbers mean nothing else
- `ranked.npy`, int32, and `probabilities.npy`, float32, `[labels, 5]`: what the pack said of the photo: its first
  breeds as places in `pack_breeds`, -1 for none
- `dog.npy`, float32 `[labels]`: and the probability of a dog; both not a number where it did not say

The labels stand in the order of what their embeddings hash to: the same labels are the same file, and nothing tells in
which order they were given. There is no name of a photo or a folder in it, and no time.

Anybody may have written what is read. Before anything large is, the archive's own list must be a short one, name these
members alone, and give them the sizes that follow from `memory.json` and lie inside of the file; then every number is
looked at.
"""

import contextlib
import json
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.kinds_of_files import begins_a_memory
from desktop_app.catalog.rows import BREEDS_IN_A_ROW
from desktop_app.catalog.values.labels import MOST_BREEDS_IN_A_MIX
from desktop_app.faults import FaultError
from desktop_app.files import WholeFile
from desktop_app.learning.labelled_looks import LabelledLooks, is_fit_breed, wrong_numbers
from desktop_app.own_files import OwnFileError, is_name, json_of, opened

VERSION = 1
MOST_LABELS = 200_000
MOST_BREEDS = 5_000
MOST_BYTES = 1 << 30
"""Of embeddings."""
MOST_JSON_BYTES = 1 << 20
"""Of the description: breeds have names of a few dozen letters."""
WIDEST = 65_536
LONGEST_NAME = 200

_JSON = "memory.json"
_KEYS = {"version", "pack_hash", "pack_name", "dimension", "labels", "breeds", "pack_breeds"}
_HASH_DIGITS = frozenset("0123456789abcdef")
_DTYPES = {
    "embeddings": "<f2",
    "kinds": "|i1",
    "breeds": "<i4",
    "units": "<i8",
    "ranked": "<i4",
    "probabilities": "<f4",
    "dog": "<f4",
}
"""The arrays, by the names that `LabelledLooks` has for them."""
# A ZIP archive without a comment ends with these; what stands before them is for archives that are too large for us.
_END, _END_BYTES = b"PK\x05\x06", 22
_LARGE, _LARGE_BYTES = b"PK\x06\x07", 20
_MOST_MEMBERS = 32
_LONGEST_LIST = 16_384
# What an archive of eight members has besides them; what NumPy writes before numbers.
_MOST_AROUND = 4_096
_NPY_MAGIC, _NPY_PREFIX, _NPY_MOST = b"\x93NUMPY\x01\x00", 10, 512
_ROWS_AT_ONCE = 4_096
# Dates are written into archives: the first there is, for all.
_NO_DATE = (1980, 1, 1, 0, 0, 0)
# What zipfile and json raise for bytes that are none of theirs.
_NOT_OURS = (
    *(EOFError, KeyError, NotImplementedError, OverflowError, RuntimeError, ValueError),
    *(struct.error, zipfile.BadZipFile),
)


class MemoryFileError(FaultError):
    """A memory that cannot be read or written: `memory.*`, with the file."""


class _DamagedError(Exception):
    """What is wrong, as a word."""


@dataclass(frozen=True, slots=True)
class MemorySummary:
    """What a memory says of itself.

    Attributes:
        pack_hash: of the pack with which it was made.
        pack_name: what people call that; may be empty.
        dimension: of its embeddings.
        labels: how many.
        breed_ids: those that the labels name, in the order of the alphabet.
        pack_breed_ids: those that the pack named, likewise.
    """

    pack_hash: str
    pack_name: str
    dimension: int
    labels: int
    breed_ids: tuple[str, ...]
    pack_breed_ids: tuple[str, ...]

    def sizes(self) -> dict[str, int]:
        """Bytes of the numbers in each array."""
        return {name: int(np.prod(shape)) * np.dtype(_DTYPES[name]).itemsize for name, shape in self.shapes().items()}

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Of each array."""
        n = self.labels
        widths = {"embeddings": self.dimension, "breeds": MOST_BREEDS_IN_A_MIX}
        widths |= dict.fromkeys(("ranked", "probabilities"), BREEDS_IN_A_ROW)
        return {name: (n, widths[name]) if name in widths else (n,) for name in _DTYPES}


def write_memory(target: Path, looks: LabelledLooks) -> None:
    """Write a memory, whole or not at all; a file that is there is replaced.

    Raises:
        MemoryFileError: there is nothing in it, or more than is read again.
        ExportError: it cannot be written.
    """
    summary = MemorySummary(
        looks.pack_hash, looks.pack_name, looks.dimension, len(looks), looks.breed_ids, looks.pack_breed_ids
    )
    if not len(looks):
        raise MemoryFileError("memory.no_labels", file=str(target))
    description = _description(looks)
    if not _is_bearable(summary) or len(description) > MOST_JSON_BYTES:
        raise MemoryFileError("memory.too_large", file=str(target), labels=MOST_LABELS, breeds=MOST_BREEDS)
    marks = looks.marks()
    looks = looks.where(np.array(sorted(range(len(looks)), key=marks.__getitem__), np.intp))
    arrays: dict[str, NDArray[Any]] = {name: getattr(looks, name) for name in _DTYPES}
    arrays["units"] = _renumbered(looks.units)
    with WholeFile(target) as file, zipfile.ZipFile(_Output(file), "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
        archive.writestr(_entry(_JSON), description)
        for name, array in arrays.items():
            with archive.open(_entry(f"{name}.npy"), "w") as member:
                member.write(_npy_header(name, array.shape))
                for start in range(0, len(array), _ROWS_AT_ONCE):
                    member.write(np.ascontiguousarray(array[start : start + _ROWS_AT_ONCE], _DTYPES[name]).tobytes())


def _description(looks: LabelledLooks) -> bytes:
    said = {
        "version": VERSION,
        "pack_hash": looks.pack_hash,
        "pack_name": looks.pack_name[:LONGEST_NAME],
        "dimension": looks.dimension,
        "labels": len(looks),
        "breeds": list(looks.breed_ids),
        "pack_breeds": list(looks.pack_breed_ids),
    }
    return json.dumps(said, ensure_ascii=False).encode()


def read_memory(file: Path) -> LabelledLooks:
    """All of a memory.

    Raises:
        MemoryFileError: it is none, is damaged, too large, or of a newer Pawsort.
    """
    with _archive(file) as (archive, summary):
        arrays = {name: _array(archive, name, shape) for name, shape in summary.shapes().items()}
    looks = LabelledLooks(summary.pack_hash, summary.pack_name, summary.breed_ids, summary.pack_breed_ids, **arrays)
    if (wrong := wrong_numbers(looks)) is not None:
        raise MemoryFileError("memory.damaged", file=str(file), detail=wrong)
    return looks


def read_summary(file: Path) -> MemorySummary:
    """What a memory says of itself, without its numbers; quick for the largest.

    Raises:
        MemoryFileError: as `read_memory`, but for what only the numbers tell.
    """
    with _archive(file) as (_archived, summary):
        return summary


@contextlib.contextmanager
def _archive(file: Path) -> Iterator[tuple[zipfile.ZipFile, MemorySummary]]:
    """The archive of a memory whose members are those that it must have, of their sizes."""
    is_whole = False
    try:
        with opened(file) as (stream, size):
            _see_the_list(stream, size)
            with zipfile.ZipFile(stream) as archive:
                summary = _summary(archive, size)
                _see_members(archive, summary, size)
                is_whole = True
                yield archive, summary
    except FileNotFoundError as error:
        raise MemoryFileError("memory.gone", file=str(file)) from error
    except OwnFileError as error:
        if (detail := error.fault.facts.get("detail")) is None:
            raise MemoryFileError("memory.none", file=str(file)) from error
        raise MemoryFileError("memory.unreadable", file=str(file), detail=detail) from error
    except _NewerError as error:
        raise MemoryFileError("memory.newer", file=str(file)) from error
    except _TooLargeError as error:
        raise MemoryFileError("memory.too_large", file=str(file), labels=MOST_LABELS, breeds=MOST_BREEDS) from error
    except _OtherError as error:
        raise MemoryFileError("memory.none", file=str(file)) from error
    except _DamagedError as error:
        raise MemoryFileError("memory.damaged", file=str(file), detail=str(error)) from error
    except _NOT_OURS as error:
        detail = "memory.changed" if is_whole else "memory.cut_short"
        raise MemoryFileError("memory.damaged", file=str(file), detail=detail) from error


class _NewerError(Exception):
    """Of a newer Pawsort."""


class _TooLargeError(Exception):
    """More than anybody labels."""


class _OtherError(Exception):
    """No memory."""


def _see_the_list(stream: BinaryIO, size: int) -> None:
    """Look at the archive's list before zipfile makes objects of it, a million of them if it says so."""
    if not begins_a_memory(stream.read(64)):
        raise _OtherError
    if size < _END_BYTES + _LARGE_BYTES:
        raise _DamagedError("memory.cut_short")
    stream.seek(size - _END_BYTES - _LARGE_BYTES)
    before, end = stream.read(_LARGE_BYTES), stream.read(_END_BYTES)
    if not end.startswith(_END):
        raise _DamagedError("memory.cut_short")
    members, length, start, comment = (
        int.from_bytes(end[a:b], "little") for a, b in ((10, 12), (12, 16), (16, 20), (20, 22))
    )
    if comment or before.startswith(_LARGE) or members > _MOST_MEMBERS or length > _LONGEST_LIST:
        raise _DamagedError("memory.sizes")
    if start + length + _END_BYTES != size:
        raise _DamagedError("memory.sizes")


def _summary(archive: zipfile.ZipFile, size: int) -> MemorySummary:
    info = archive.getinfo(_JSON)
    if not _is_plain(info, size) or info.file_size > MOST_JSON_BYTES:
        raise _DamagedError("memory.sizes")
    try:
        said = json_of(archive.read(info))
    except ValueError as error:
        raise _DamagedError("memory.description") from error
    version: Any = said.get("version") if isinstance(said, dict) else None
    if _is_count(version) and version > VERSION:
        raise _NewerError
    if not _is_count(version) or said.keys() != _KEYS or not _is_sound(said):
        raise _DamagedError("memory.description")
    named = said["breeds"], said["pack_breeds"]
    if max(map(len, named)) > MOST_BREEDS:
        raise _TooLargeError
    if not all(all(map(is_fit_breed, each)) and each == sorted(set(each)) for each in named):
        raise _DamagedError("memory.breed_names")
    summary = MemorySummary(said["pack_hash"], said["pack_name"], said["dimension"], said["labels"], *map(tuple, named))
    if not _is_bearable(summary):
        raise _TooLargeError
    return summary


def _is_sound(said: dict[str, Any]) -> bool:
    """Whether each part of the description is of its kind."""
    name, digits = said["pack_name"], said["pack_hash"]
    return (
        isinstance(digits, str)
        and len(digits) == 64
        and set(digits) <= _HASH_DIGITS
        and (name == "" or (is_name(name) and len(name) <= LONGEST_NAME))
        and _is_count(said["dimension"])
        and _is_count(said["labels"])
        and isinstance(said["breeds"], list)
        and isinstance(said["pack_breeds"], list)
    )


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_bearable(summary: MemorySummary) -> bool:
    return (
        summary.labels <= MOST_LABELS
        and max(len(summary.breed_ids), len(summary.pack_breed_ids)) <= MOST_BREEDS
        and summary.dimension <= WIDEST
        and summary.sizes()["embeddings"] <= MOST_BYTES
    )


def _see_members(archive: zipfile.ZipFile, summary: MemorySummary, size: int) -> None:
    infos = archive.infolist()
    sizes = summary.sizes()
    if sorted(info.filename for info in infos) != sorted([_JSON, *(f"{name}.npy" for name in sizes)]):
        raise _DamagedError("memory.members")
    for info in infos:
        wanted = sizes.get(info.filename.removesuffix(".npy"))
        if not _is_plain(info, size):
            raise _DamagedError("memory.sizes")
        if wanted is not None and not wanted + _NPY_PREFIX <= info.file_size <= wanted + _NPY_MOST:
            raise _DamagedError("memory.sizes")
    if not 0 < size - sum(info.file_size for info in infos) <= _MOST_AROUND:
        raise _DamagedError("memory.members")


def _is_plain(info: zipfile.ZipInfo, size: int) -> bool:
    """Whether a member stands in the file as it is, inside of it."""
    is_stored = info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & 0x1
    return is_stored and info.file_size == info.compress_size and info.header_offset + info.file_size < size


def _array(archive: zipfile.ZipFile, name: str, shape: tuple[int, ...]) -> NDArray[Any]:
    """An array that has exactly this shape; nothing that a stranger wrote is evaluated.

    Read piece by piece: the archive's check of all bytes comes with the last.
    """
    dtype = np.dtype(_DTYPES[name])
    array = np.empty(shape, dtype)
    with archive.open(f"{name}.npy") as member:
        _see_npy_header(member, name, shape)
        for start in range(0, len(array), _ROWS_AT_ONCE):
            rows = array[start : start + _ROWS_AT_ONCE]
            rows[...] = np.frombuffer(_exactly(member, rows.nbytes), dtype).reshape(rows.shape)
        if member.read(1):
            raise _DamagedError("memory.sizes")
    return array.astype(dtype.newbyteorder("="), copy=False)


def _see_npy_header(member: IO[bytes], name: str, shape: tuple[int, ...]) -> None:
    prefix = _exactly(member, _NPY_PREFIX)
    text = _exactly(member, min(int.from_bytes(prefix[8:], "little"), _NPY_MOST))
    if not prefix.startswith(_NPY_MAGIC) or text.rstrip(b" \n") != _npy_text(name, shape):
        raise _DamagedError("memory.arrays")


def _exactly(member: IO[bytes], count: int) -> bytes:
    content = member.read(count)
    if len(content) != count:
        raise _DamagedError("memory.cut_short")
    return content


def _npy_text(name: str, shape: tuple[int, ...]) -> bytes:
    """How NumPy describes such an array (NEP 1, version 1.0)."""
    return f"{{'descr': '{_DTYPES[name]}', 'fortran_order': False, 'shape': {shape}, }}".encode()


def _npy_header(name: str, shape: tuple[int, ...]) -> bytes:
    text = _npy_text(name, shape)
    length = -(-(_NPY_PREFIX + len(text) + 1) // 64) * 64 - _NPY_PREFIX
    return _NPY_MAGIC + length.to_bytes(2, "little") + text.ljust(length - 1) + b"\n"


def _renumbered(units: NDArray[np.int64]) -> NDArray[np.int64]:
    """The units, numbered in the order of their first labels."""
    _, first, of = np.unique(units, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[of].astype(np.int64)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NO_DATE)
    entry.create_system = 3  # Unix, wherever it is written: else two systems would make two files of the same labels
    entry.external_attr = 0o644 << 16
    return entry


class _Output:
    """What an archive is written to, from its beginning to its end."""

    def __init__(self, file: WholeFile) -> None:
        self._file = file

    def write(self, content: bytes) -> int:
        self._file.write_bytes(content)
        return len(content)

    def flush(self) -> None:
        """All is brought to the disk when the file is whole."""
