"""Rows of numbers that are kept on disk by key, in files that grow: what was computed once for a photo.

A folder has a column a file: `keys.bin` (key, checksums) and `values.bin` (the rows themselves, one after the other, so
that they are mapped into memory as one matrix), beside `unreadable.jsonl` (keys that no row can be computed for, and
why) and `about.json`, which says what the rows are. Rows are only ever added, values first: whoever reads sees whole
rows or none, also after a crash. A row whose checksum is not right counts as missing. Several processes may add at the
same time (docs/decisions/0045-features-a-photo.md).
"""

import json
import os
import sys
import tempfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.files import write_whole

KEY_BYTES = 32
# More is gathered in a file of its own, which the system may drop from memory.
MOST_IN_MEMORY = 1 << 28
_BLOCK_BYTES = 1 << 24
_LARGEST_SENTENCES = 1 << 26
_RECORD = np.dtype([("key", f"V{KEY_BYTES}"), ("values", "<u4"), ("record", "<u4")])
_WORDS = _RECORD.itemsize // 4
# A record of zeros, as a crash of the machine leaves it, is not right either.
_RIGHT = np.uint32(0x50415753)

Positions = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class GrowingRows:
    """The rows of one folder.

    Attributes:
        folder: where they are kept; made when something is added.
        dtype: of the values.
        shape: of one row.
        about: what the rows are, for people.
    """

    folder: Path
    dtype: np.dtype[Any]
    shape: tuple[int, ...]
    about: Mapping[str, Any]

    @property
    def row_bytes(self) -> int:
        """Bytes of a row."""
        return int(np.prod(self.shape)) * self.dtype.itemsize

    def positions(self, keys: Sequence[bytes]) -> Positions:
        """Where the rows of keys are, -1 where there is none, or a damaged one: int64 `[N]`.

        Args:
            keys: 32 bytes each.
        """
        records = self._records()
        raw = records["key"].tobytes()
        known = {raw[row * KEY_BYTES : (row + 1) * KEY_BYTES]: row for row in range(len(records)) if raw}
        found = np.array([known.get(key, -1) for key in keys], np.int64)
        at = np.unique(found[found >= 0])
        sound = np.zeros(len(records) + 1, np.bool_)
        sound[at] = self._are_sound(records, at)
        return np.where(sound[found], found, -1)

    def take(self, positions: Positions) -> NDArray[Any]:
        """Rows by position, `[N, *shape]`, read-only; zero where the position is -1.

        Rows that lie side by side are mapped into memory, others gathered in one matrix: in memory where it is small,
        else in a file without a name.

        Raises:
            OSError: they cannot be read, or the disk is full.
        """
        if len(positions) and positions[0] >= 0 and (np.diff(positions) == 1).all():
            return self._mapped()[positions[0] : positions[-1] + 1]
        shape = (len(positions), *self.shape)
        if self.row_bytes * len(positions) <= MOST_IN_MEMORY:
            gathered = np.zeros(shape, self.dtype)
        else:
            with tempfile.TemporaryFile(dir=self.folder) as file:
                gathered = np.memmap(file, self.dtype, "w+", shape=shape)
        there = np.flatnonzero(positions >= 0)
        if len(there):
            values = self._mapped()
            for rows in _blocks(there, self.row_bytes):
                gathered[rows] = values[positions[rows]]
        gathered.flags.writeable = False
        return gathered

    def add(self, keys: Sequence[bytes], values: NDArray[Any]) -> None:
        """Add rows; those that another process has added meanwhile are left out.

        Args:
            keys: 32 bytes each.
            values: `[N, *shape]`.

        Raises:
            OSError: the disk is full, or must not be written; what was there is as it was.
        """
        if not len(keys):
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        if not (self.folder / "about.json").is_file():
            described = {"rows": [*self.shape], "type": self.dtype.str, **self.about}
            write_whole(self.folder / "about.json", json.dumps(described, indent=2) + "\n", durable=False)
        with _only_process(self.folder / "lock"):
            added = np.flatnonzero(self.positions(keys) < 0)
            if len(added):
                self._append([keys[row] for row in added.tolist()], np.ascontiguousarray(values[added], self.dtype))

    def unreadable(self) -> dict[bytes, str]:
        """Keys that no row can be computed for → why."""
        try:
            with (self.folder / "unreadable.jsonl").open("rb") as stream:
                lines = stream.read(_LARGEST_SENTENCES).splitlines()
        except OSError:
            return {}
        return dict(filter(None, map(_sentence_of, lines)))

    def add_unreadable(self, why: Mapping[bytes, str]) -> None:
        """Remember keys that no row can be computed for.

        Raises:
            OSError: as `add`.
        """
        if not why:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        lines = [json.dumps({"key": key.hex(), "why": sentence}) + "\n" for key, sentence in why.items()]
        file = self.folder / "unreadable.jsonl"
        with _only_process(self.folder / "lock"), _named(file), file.open("ab") as stream:
            # What a crash left of a line ends here.
            stream.write(("\n" + "".join(lines)).encode())

    def _append(self, keys: Sequence[bytes], values: NDArray[Any]) -> None:
        rows = values.reshape(len(keys), -1).view(np.uint8).reshape(len(keys), -1)
        records = np.zeros(len(keys), _RECORD)
        records["key"] = np.frombuffer(b"".join(keys), f"V{KEY_BYTES}")
        records["values"] = [zlib.crc32(row.tobytes()) for row in rows]
        records["record"] = _checks(records) ^ _RIGHT
        file = self.folder / "keys.bin"
        # Half a record, as a crash leaves it, is written over.
        count = (file.stat().st_size if file.exists() else 0) // _RECORD.itemsize
        _write_at(self.folder / "values.bin", count * self.row_bytes, rows)
        _write_at(file, count * _RECORD.itemsize, records.view(np.uint8))

    def _records(self) -> NDArray[Any]:
        """What is known of the rows; one that is damaged has a key that nobody asks for."""
        try:
            content = np.fromfile(self.folder / "keys.bin", np.uint8)
        except OSError:
            return np.empty(0, _RECORD)
        whole = len(content) // _RECORD.itemsize * _RECORD.itemsize
        records: NDArray[Any] = content[:whole].view(_RECORD)
        wrong = _checks(records) != _RIGHT
        records["key"][wrong] = np.void(bytes(KEY_BYTES))
        return records

    def _are_sound(self, records: NDArray[Any], at: Positions) -> NDArray[np.bool_]:
        if not len(at):
            return np.zeros(0, np.bool_)
        try:
            values = self._mapped()
        except (OSError, ValueError):
            return np.zeros(len(at), np.bool_)
        raw = values.reshape(len(values), -1).view(np.uint8)
        wanted = records["values"]
        return np.array([row < len(raw) and zlib.crc32(raw[row]) == wanted[row] for row in at.tolist()], np.bool_)

    def _mapped(self) -> NDArray[Any]:
        file = self.folder / "values.bin"
        shape = (file.stat().st_size // self.row_bytes, *self.shape)
        return np.memmap(file, self.dtype, "r", shape=shape)


def _checks(records: NDArray[Any]) -> NDArray[np.uint32]:
    words = records.view(np.uint8).reshape(-1, _RECORD.itemsize).view("<u4").reshape(-1, _WORDS)
    checks: NDArray[np.uint32] = np.bitwise_xor.reduce(words, axis=1)
    return checks


def _blocks(rows: Positions, row_bytes: int) -> Iterator[Positions]:
    step = max(1, _BLOCK_BYTES // row_bytes)
    for start in range(0, len(rows), step):
        yield rows[start : start + step]


def _sentence_of(line: bytes) -> tuple[bytes, str] | None:
    try:
        told = json.loads(line)
        return bytes.fromhex(told["key"]), str(told["why"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None  # torn: it is found out again


def _write_at(file: Path, place: int, values: NDArray[np.uint8]) -> None:
    with _named(file):
        file.touch()
        with file.open("r+b", buffering=0) as out:
            out.seek(place)
            left = memoryview(values.tobytes())
            while len(left):  # a system may take less than it is given
                left = left[out.write(left) :]


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """A fault of the disk names the file."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error


@contextmanager
def _only_process(lock: Path) -> Iterator[None]:
    """No other process, nor another thread, is in here for the same file; the system lets go where one dies."""
    with lock.open("a+b") as stream:
        _lock(stream.fileno())
        yield


if sys.platform == "win32":
    import msvcrt
    import time

    def _lock(handle: int) -> None:
        while True:
            try:
                os.lseek(handle, 0, os.SEEK_SET)
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
                return
            except PermissionError:  # somebody else is in there
                time.sleep(0.05)
            except OSError:  # a drive that knows no locks
                return
else:
    import errno
    import fcntl

    # Some network drives know no locks: there, one process at a time has to be enough.
    _NO_LOCKS_HERE = {errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EOPNOTSUPP}

    def _lock(handle: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError as error:
            if error.errno not in _NO_LOCKS_HERE:
                raise
