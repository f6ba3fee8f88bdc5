"""Rows that are kept by key: what a crash, a damaged disk and other processes may do to them."""

import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from training import growing_rows
from training.growing_rows import GrowingRows


def key(number: int) -> bytes:
    return hashlib.sha256(str(number).encode()).digest()


def kept(folder: Path) -> GrowingRows:
    return GrowingRows(folder / "rows", np.dtype("<f4"), (2, 3), {"what": "numbers"})


def row(number: int) -> NDArray[np.float32]:
    return np.full((2, 3), number, np.float32)


def added(folder: Path, *numbers: int) -> GrowingRows:
    rows = kept(folder)
    rows.add([key(number) for number in numbers], np.stack([row(number) for number in numbers]))
    return rows


def first_of(rows: GrowingRows, *numbers: int) -> list[float]:
    """The number in each row, -1 where there is none."""
    positions = rows.positions([key(number) for number in numbers])
    found: list[float] = np.where(positions < 0, -1, rows.take(positions)[:, 0, 0]).tolist()
    return found


def test_rows_are_found_by_key_in_any_order(tmp_path: Path) -> None:
    added(tmp_path, 1, 2, 3)
    rows = added(tmp_path, 4, 2, 5)
    assert first_of(rows, 5, 1, 9, 2) == [5, 1, -1, 2]
    assert (rows.folder / "values.bin").stat().st_size == 5 * 24
    assert '"what": "numbers"' in (rows.folder / "about.json").read_text()


def test_rows_side_by_side_are_mapped_and_many_others_gathered_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = added(tmp_path, *range(50))
    assert isinstance(rows.take(np.arange(10, 20)), np.memmap)
    assert not isinstance(rows.take(np.array([4, 2])), np.memmap)
    monkeypatch.setattr(growing_rows, "MOST_IN_MEMORY", 100)
    monkeypatch.setattr(growing_rows, "_BLOCK_BYTES", 60)
    before = sorted(rows.folder.iterdir())
    many = rows.take(np.arange(50)[::-1].copy())
    assert isinstance(many, np.memmap)
    assert many[:, 0, 0].tolist() == list(range(49, -1, -1))
    assert not many.flags.writeable
    assert sorted(rows.folder.iterdir()) == before


@pytest.mark.parametrize("torn", ["values only", "half a row", "half a record"])
def test_what_a_crash_left_half_written_is_written_over(tmp_path: Path, torn: str) -> None:
    rows = added(tmp_path, 1, 2)
    with (rows.folder / "values.bin").open("ab") as stream:
        stream.write(bytes(13 if torn == "half a row" else 24))
    if torn == "half a record":
        with (rows.folder / "keys.bin").open("ab") as stream:
            stream.write(key(3)[:17])
    assert first_of(rows, 1, 2, 3) == [1, 2, -1]
    added(tmp_path, 3, 4)
    assert first_of(rows, 1, 2, 3, 4) == [1, 2, 3, 4]


@pytest.mark.parametrize(("name", "place"), [("values.bin", 24), ("keys.bin", 45), ("keys.bin", 40 + 33)])
def test_a_flipped_bit_makes_one_row_missing(tmp_path: Path, name: str, place: int) -> None:
    rows = added(tmp_path, 1, 2, 3)
    content = bytearray((rows.folder / name).read_bytes())
    content[place] ^= 4
    (rows.folder / name).write_bytes(content)
    assert first_of(rows, 1, 2, 3) == [1, -1, 3]
    added(tmp_path, 1, 2)
    assert first_of(rows, 1, 2, 3) == [1, 2, 3]


@pytest.mark.parametrize("left", [0, 30])
def test_lost_values_are_missing(tmp_path: Path, left: int) -> None:
    """A machine that lost its power may keep the keys and not the values, or zeros in their place."""
    rows = added(tmp_path, 1, 2)
    (rows.folder / "values.bin").write_bytes((rows.folder / "values.bin").read_bytes()[:left])
    with (rows.folder / "keys.bin").open("ab") as stream:
        stream.write(bytes(40))
    assert first_of(rows, 1, 2) == [1 if left else -1, -1]
    added(tmp_path, 2, 1, 3)
    assert first_of(rows, 1, 2, 3) == [1, 2, 3]


def test_why_a_photo_cannot_be_read_survives_a_torn_line(tmp_path: Path) -> None:
    rows = kept(tmp_path)
    assert rows.unreadable() == {}
    rows.add_unreadable({key(1): "It is empty."})
    with (rows.folder / "unreadable.jsonl").open("ab") as stream:
        stream.write(b'{"key": "0011')
    rows.add_unreadable({key(2): "Sie ist leer: ä."})
    assert rows.unreadable() == {key(1): "It is empty.", key(2): "Sie ist leer: ä."}


PROGRAM = """
import sys
from pathlib import Path
from tests.unit.training.test_growing_rows import added
first = int(sys.argv[2])
print("begins", flush=True)
for number in range(first, first + 400, 4):
    added(Path(sys.argv[1]), *range(number, number + 4))
"""


def writer(folder: Path, first: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", PROGRAM, str(folder), str(first)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_processes_that_add_at_once_keep_all_rows_and_a_killed_one_leaves_whole_rows(tmp_path: Path) -> None:
    writers = [writer(tmp_path, first) for first in (0, 200, 400)]
    killed = writer(tmp_path, 1_000)
    assert killed.stdout is not None
    killed.stdout.readline()
    file = tmp_path / "rows" / "keys.bin"
    while killed.poll() is None and not (file.exists() and file.stat().st_size > 100 * 40):
        pass
    killed.kill()
    for each in (*writers, killed):
        each.communicate(timeout=120)
    assert [each.returncode for each in writers] == [0, 0, 0]
    rows = kept(tmp_path)
    assert first_of(rows, *range(800)) == list(range(800))
    found = first_of(rows, *range(1_000, 1_400))
    assert all(value in (-1, number) for number, value in enumerate(found, 1_000))
    count = 800 + sum(value >= 0 for value in found)
    assert file.stat().st_size // 40 == count
