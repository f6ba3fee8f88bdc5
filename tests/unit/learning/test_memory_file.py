"""A memory in a file: what is in it, what is not, and what strangers may have written."""

import io
import json
import os
import struct
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from desktop_app.commands.fault_sentences import sentence
from desktop_app.learning import memory_file
from desktop_app.learning.memory_file import MemoryFileError, read_memory, read_summary, write_memory
from tests.unit.learning.travel_helpers import LABELS, NAME, PACK, UNITS, labels_of, make_looks


@pytest.fixture
def file(tmp_path: Path) -> Path:
    target = tmp_path / "Bella.pawsort-memory"
    write_memory(target, make_looks())
    return target


def test_what_was_written_is_read_again(file: Path) -> None:
    wrote, read = make_looks(), read_memory(file)
    assert (read.pack_hash, read.pack_name, read.dimension, len(read)) == (PACK, NAME, 4, len(LABELS))
    assert labels_of(read) == labels_of(wrote)
    assert read.counts() == wrote.counts() == {"own:Podenco mix": 2, "n1": 1}
    order = [wrote.marks().index(mark) for mark in read.marks()]
    assert np.array_equal(read.dog, wrote.dog[order], equal_nan=True)
    assert np.array_equal(read.probabilities, wrote.probabilities[order], equal_nan=True)
    assert read.ranked.tolist() == wrote.ranked[order].tolist()
    together = np.array(UNITS)[order]
    assert (read.units[:, None] == read.units).tolist() == (together[:, None] == together).tolist()


def test_it_tells_what_it_is_without_its_numbers(file: Path) -> None:
    said = read_summary(file)
    assert (said.pack_hash, said.pack_name, said.labels) == (PACK, NAME, len(LABELS))
    assert said.breed_ids == ("n1", "own:Podenco mix")
    assert said.pack_breed_ids == ("n1", "n2")


def test_the_same_labels_are_the_same_file_in_whatever_order_they_came(file: Path, tmp_path: Path) -> None:
    looks = make_looks()
    turned = looks.where(np.array([4, 1, 5, 0, 3, 2]))
    write_memory(tmp_path / "other.pawsort-memory", turned)
    assert (tmp_path / "other.pawsort-memory").read_bytes() == file.read_bytes()


def test_nothing_of_any_photo_or_moment_is_in_it(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        assert sorted(archive.namelist()) == sorted(["memory.json", *(f"{name}.npy" for name in memory_file._DTYPES)])
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        said = json.loads(archive.read("memory.json"))
        units = np.load(io.BytesIO(archive.read("units.npy")))
    assert said.keys() == {"version", "pack_hash", "pack_name", "dimension", "labels", "breeds", "pack_breeds"}
    assert set(units.tolist()) == set(range(5)), "no ids of a session"


def test_numpy_reads_its_parts(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        arrays = {name: np.load(io.BytesIO(archive.read(f"{name}.npy"))) for name in memory_file._DTYPES}
    assert arrays["embeddings"].dtype == np.float16
    assert {name: len(array) for name, array in arrays.items()} == dict.fromkeys(memory_file._DTYPES, len(LABELS))


def test_a_memory_of_nothing_is_not_written(tmp_path: Path) -> None:
    target = tmp_path / "empty.pawsort-memory"
    with pytest.raises(MemoryFileError) as refused:
        write_memory(target, make_looks((), ()))
    assert refused.value.fault.code == "memory.no_labels"
    assert not target.exists()


def test_more_than_is_read_again_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_file, "MOST_LABELS", len(LABELS) - 1)
    with pytest.raises(MemoryFileError) as refused:
        write_memory(tmp_path / "a.pawsort-memory", make_looks())
    assert refused.value.fault.code == "memory.too_large"


# What strangers may have written

Parts = dict[str, bytes]


def parts_of(file: Path) -> Parts:
    with zipfile.ZipFile(file) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def packed(file: Path, parts: Parts, *, compression: int = zipfile.ZIP_STORED) -> None:
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def npy(array: Any) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=False)
    return stream.getvalue()


def saying(**changes: Any) -> Callable[[Parts], Parts]:
    def changed(parts: Parts) -> Parts:
        said = json.loads(parts["memory.json"]) | changes
        return parts | {"memory.json": json.dumps({k: v for k, v in said.items() if v is not ...}).encode()}

    return changed


def having(name: str, change: Callable[[Any], Any]) -> Callable[[Parts], Parts]:
    def changed(parts: Parts) -> Parts:
        array = np.load(io.BytesIO(parts[f"{name}.npy"]))
        found = change(array)
        return parts | {f"{name}.npy": npy(array if found is None else found)}

    return changed


def setting(place: Any, value: Any) -> Callable[[Any], None]:
    def change(array: Any) -> None:
        array[place] = value

    return change


def without(name: str) -> Callable[[Parts], Parts]:
    return lambda parts: {each: content for each, content in parts.items() if each != name}


WRONG_BREEDS = "memory.damaged", "memory.breed_places"
WRONG_WORDS = "memory.damaged", "memory.pack_words"
PICKLE = b"cos\nsystem\n(S'true'\ntR.".ljust(134)
NO_ARRAY = b"\x93NUMPY\x01\x00\x40\x00" + b"{__import__('os')}".ljust(64) + bytes(6)
HOSTILE: list[tuple[str, Callable[[Parts], Parts], str, str]] = [
    ("a newer version", saying(version=2), "memory.newer", ""),
    ("a version of text", saying(version="1"), "memory.damaged", "memory.description"),
    ("a version of truth", saying(version=True), "memory.damaged", "memory.description"),
    ("no version", saying(version=...), "memory.damaged", "memory.description"),
    ("a key too many", saying(photos=["Bella.jpg"]), "memory.damaged", "memory.description"),
    ("a hash that is none", saying(pack_hash="A" * 64), "memory.damaged", "memory.description"),
    ("a name that is no text", saying(pack_name=5), "memory.damaged", "memory.description"),
    ("a name that a terminal obeys", saying(pack_name="\x1b[31mred"), "memory.damaged", "memory.description"),
    ("a long name", saying(pack_name="a" * 201), "memory.damaged", "memory.description"),
    ("no width", saying(dimension=0), "memory.damaged", "memory.description"),
    ("another width", saying(dimension=5), "memory.damaged", "memory.arrays"),
    ("a gigantic width", saying(dimension=10**9), "memory.too_large", ""),
    ("a label too many", saying(labels=7), "memory.damaged", "memory.arrays"),
    ("labels below none", saying(labels=-1), "memory.damaged", "memory.description"),
    ("a billion labels", saying(labels=10**9), "memory.too_large", ""),
    ("more than there is room for", saying(labels=200_000, dimension=60_000), "memory.too_large", ""),
    ("labels that are not there", saying(labels=200_000, dimension=1280), "memory.damaged", "memory.sizes"),
    ("breeds of no text", saying(breeds=[1, 2]), "memory.damaged", "memory.breed_names"),
    ("a breed of no letters", saying(breeds=["", "n1"]), "memory.damaged", "memory.breed_names"),
    ("a breed that turns the line", saying(breeds=["a\u202eb", "n1"]), "memory.damaged", "memory.breed_names"),
    ("a breed without end", saying(breeds=["a" * 301, "n1"]), "memory.damaged", "memory.breed_names"),
    ("a breed twice", saying(breeds=["n1", "n1"]), "memory.damaged", "memory.breed_names"),
    ("breeds in disorder", saying(breeds=["own:Podenco mix", "n1"]), "memory.damaged", "memory.breed_names"),
    ("half a sign in a breed", saying(breeds=["\ud800", "n1"]), "memory.damaged", "memory.breed_names"),
    ("too many breeds", saying(breeds=[f"{n:05}" for n in range(5_001)]), "memory.too_large", ""),
    ("a million breeds", saying(breeds=[f"{n:06}" for n in range(1_000_000)]), "memory.damaged", "memory.sizes"),
    ("too few breeds", saying(breeds=["n1"]), *WRONG_BREEDS),
    ("too few breeds of the pack", saying(pack_breeds=["n1"]), *WRONG_WORDS),
    ("no JSON", lambda parts: parts | {"memory.json": b"{"}, "memory.damaged", "memory.description"),
    ("another JSON", lambda parts: parts | {"memory.json": b"[]"}, "memory.damaged", "memory.description"),
    ("deep JSON", lambda parts: parts | {"memory.json": b"[" * 9_999}, "memory.damaged", "memory.description"),
    ("not a number", having("embeddings", setting((2, 1), np.nan)), "memory.damaged", "memory.numbers"),
    ("an infinite number", having("embeddings", setting((0, 0), -np.inf)), "memory.damaged", "memory.numbers"),
    ("larger numbers", having("embeddings", lambda it: it.astype(np.float32)), "memory.damaged", "memory.arrays"),
    ("turned over", having("embeddings", np.asfortranarray), "memory.damaged", "memory.arrays"),
    ("of other bytes", having("embeddings", lambda it: it.astype(">f2")), "memory.damaged", "memory.arrays"),
    ("whole numbers", having("embeddings", lambda it: it.astype(np.int16)), "memory.damaged", "memory.arrays"),
    ("another shape", having("breeds", lambda it: it.reshape(3, 6)), "memory.damaged", "memory.arrays"),
    ("no kind", having("kinds", setting(0, 4)), "memory.damaged", "memory.kinds"),
    ("a kind below all", having("kinds", setting(0, -1)), "memory.damaged", "memory.kinds"),
    ("all of kind breed", having("kinds", setting(slice(None), 0)), *WRONG_BREEDS),
    ("a breed that is not there", having("breeds", setting((0, 0), 2)), *WRONG_BREEDS),
    ("a breed below none", having("breeds", setting((0, 2), -2)), *WRONG_BREEDS),
    ("a breed in the middle", having("breeds", setting(slice(None), [-1, 0, -1])), *WRONG_BREEDS),
    ("a breed two times", having("breeds", setting(slice(None), [1, 1, -1])), *WRONG_BREEDS),
    ("an animal that cannot be", having("units", setting(1, 6)), "memory.damaged", "memory.units"),
    ("an animal below all", having("units", setting(1, -1)), "memory.damaged", "memory.units"),
    ("a rank without a breed", having("ranked", setting(slice(None), [-1, 0, -1, -1, -1])), *WRONG_WORDS),
    ("more than certain", having("probabilities", setting(slice(None), 0.9)), *WRONG_WORDS),
    ("less than impossible", having("probabilities", setting(slice(None), -0.1)), *WRONG_WORDS),
    ("no probability", having("probabilities", setting(slice(None), np.nan)), *WRONG_WORDS),
    ("two dogs in one", having("dog", setting(0, 2)), *WRONG_WORDS),
    ("an infinite dog", having("dog", setting(0, np.inf)), *WRONG_WORDS),
    ("a part is missing", without("units.npy"), "memory.damaged", "memory.members"),
    ("a part too many", lambda parts: parts | {"Bella.jpg": b"\xff\xd8"}, "memory.damaged", "memory.members"),
    ("a header that does something", lambda parts: parts | {"kinds.npy": NO_ARRAY}, "memory.damaged", "memory.arrays"),
    ("a pickle", lambda parts: parts | {"kinds.npy": PICKLE}, "memory.damaged", "memory.cut_short"),
    ("no description", without("memory.json"), "memory.none", ""),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "code", "detail"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_what_cannot_be_a_memory_is_refused_with_the_file_and_the_way_out(
    file: Path, spoil: Callable[[Parts], Parts], code: str, detail: str
) -> None:
    packed(file, spoil(parts_of(file)))
    with pytest.raises(MemoryFileError) as refused:
        read_memory(file)
    fault = refused.value.fault
    assert (fault.code, fault.facts.get("detail", "")) == (code, detail)
    said = sentence(fault)
    assert str(file) in said
    assert not detail or detail not in said, "words, no codes"


def test_a_sound_one_that_was_packed_by_another_program_is_read(file: Path) -> None:
    packed(file, parts_of(file))
    assert labels_of(read_memory(file)) == labels_of(make_looks())


def test_a_compressed_one_is_refused_unread(file: Path) -> None:
    packed(file, parts_of(file), compression=zipfile.ZIP_DEFLATED)
    assert detail_of(file) == "memory.sizes"


def test_a_part_that_stands_there_twice_is_refused(file: Path) -> None:
    parts = parts_of(file)
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("units.npy", parts["units.npy"])
    assert detail_of(file) == "memory.members"


def test_however_it_was_cut_it_is_refused(file: Path) -> None:
    whole = file.read_bytes()
    for length in range(0, len(whole), 97):
        file.write_bytes(whole[:length])
        with pytest.raises(MemoryFileError):
            read_memory(file)


def test_a_wrong_bit_is_found(file: Path) -> None:
    whole = file.read_bytes()
    place = whole.index(b"\x93NUMPY") + 130
    file.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
    assert detail_of(file) in ("memory.changed", "memory.numbers")


def test_what_stands_behind_it_or_before_it_is_refused(file: Path) -> None:
    whole = file.read_bytes()
    for content in (whole + b"photo", b"photo" + whole, whole[:-22] + b"\0" * 9_999 + whole[-22:]):
        file.write_bytes(content)
        with pytest.raises(MemoryFileError):
            read_memory(file)


@pytest.mark.parametrize("size", [0, 1, 2**31, 2**32 - 1])
def test_sizes_that_the_list_tells_wrongly_are_refused_before_anything_is_read(file: Path, size: int) -> None:
    whole = bytearray(file.read_bytes())
    list_begins = int.from_bytes(whole[-6:-2], "little")
    while whole[list_begins : list_begins + 4] == b"PK\x01\x02":
        name_length, extra_length = struct.unpack_from("<HH", whole, list_begins + 28)
        name = bytes(whole[list_begins + 46 : list_begins + 46 + name_length])
        if name == b"embeddings.npy":
            struct.pack_into("<II", whole, list_begins + 20, size, size)
        list_begins += 46 + name_length + extra_length
    file.write_bytes(whole)
    assert detail_of(file) in ("memory.sizes", "memory.cut_short")


@pytest.mark.parametrize(("place", "value"), [(10, 65_535), (12, 2**31), (20, 9)])
def test_a_list_without_end_is_not_looked_through(file: Path, place: int, value: int) -> None:
    whole = bytearray(file.read_bytes())
    length = 4 if place == 12 else 2
    whole[len(whole) - 22 + place : len(whole) - 22 + place + length] = value.to_bytes(length, "little")
    file.write_bytes(whole)
    assert detail_of(file) == "memory.sizes"


OTHERS: list[tuple[str, bytes]] = [
    ("nothing", b""),
    ("a letter", b"Dear shelter"),
    ("a photo", b"\xff\xd8\xff\xe0" + b"\0" * 999),
    ("an empty archive", b"PK\x05\x06" + b"\0" * 18),
]


@pytest.mark.parametrize("content", [row[1] for row in OTHERS], ids=[row[0] for row in OTHERS])
def test_what_is_no_memory_at_all_is_told_so(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(MemoryFileError) as refused:
        read_summary(file)
    assert refused.value.fault.code == "memory.none"


def test_one_that_is_gone_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(MemoryFileError) as refused:
        read_memory(tmp_path / "gone.pawsort-memory")
    assert refused.value.fault.code == "memory.gone"


def test_a_folder_is_none(tmp_path: Path) -> None:
    with pytest.raises(MemoryFileError) as refused:
        read_memory(tmp_path)
    assert refused.value.fault.code == "memory.none"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    refused: list[str] = []

    def read() -> None:
        try:
            read_memory(tmp_path / "pipe")
        except MemoryFileError as error:
            refused.append(error.fault.code)

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    thread.join(20)
    assert refused == ["memory.none"]


def detail_of(file: Path) -> str:
    with pytest.raises(MemoryFileError) as refused:
        read_memory(file)
    assert refused.value.fault.code == "memory.damaged"
    return str(refused.value.fault.facts["detail"])
