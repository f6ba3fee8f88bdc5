"""What other sessions learned, kept in a folder of the app's own."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from desktop_app.catalog.values.labels import Label
from desktop_app.faults import FaultError
from desktop_app.learning import borrowed
from desktop_app.learning.borrowed import BorrowedMemories, BorrowedMemory
from desktop_app.learning.labelled_looks import LabelledLooks
from desktop_app.learning.memory_file import write_memory
from desktop_app.learning.space import Space
from tests.unit.learning.travel_helpers import NAME, OTHER_PACK, PACK, PODENCO, embeddings_of, make_looks, make_session

BEAGLE = Label.breed("n_beagle")


@pytest.fixture
def kept(tmp_path: Path) -> BorrowedMemories:
    return BorrowedMemories(tmp_path / "app" / "memories")


def memory(file: Path, seed: int = 0, labels: int = 3, pack: tuple[str, str] = (PACK, NAME)) -> Path:
    write_memory(file, make_looks([BEAGLE] * labels, list(range(labels)), seed=seed, pack=pack))
    return file


def refusal(kept: BorrowedMemories, path: Path, pack_hash: str = PACK) -> str:
    with pytest.raises(FaultError) as refused:
        kept.add(path, pack_hash, NAME)
    return refused.value.fault.code


def test_nothing_is_kept_and_no_folder_made_before_something_is_added(kept: BorrowedMemories, tmp_path: Path) -> None:
    assert kept.all() == ()
    assert kept.in_use(PACK) is None
    assert list(tmp_path.iterdir()) == []


def test_a_memory_is_kept_under_its_name_until_it_is_removed(kept: BorrowedMemories, tmp_path: Path) -> None:
    file = memory(tmp_path / "Shelter 2025.pawsort-memory")
    added = kept.add(file, PACK)
    assert added == BorrowedMemory("Shelter 2025", PACK, NAME, 3, 1)
    file.unlink()
    assert kept.all() == (added,)
    looks = kept.looks("Shelter 2025")
    assert looks is not None
    assert looks.counts() == {"n_beagle": 3}
    kept.remove("Shelter 2025")
    kept.remove("Shelter 2025")
    assert kept.all() == ()


def test_a_session_is_kept_as_what_its_labels_teach(kept: BorrowedMemories, tmp_path: Path) -> None:
    session = tmp_path / "Bella.pawsort"
    make_session(session, {"1.jpg": PODENCO, "2.jpg": None, "3.jpg": PODENCO}, embeddings_of(3))
    before = session.read_bytes()
    assert kept.add(session, PACK, NAME) == BorrowedMemory("Bella", PACK, NAME, 2, 1)
    assert session.read_bytes() == before
    content = next((tmp_path / "app" / "memories").iterdir()).read_bytes()
    assert b".jpg" not in content
    assert str(tmp_path).encode() not in content


def test_two_of_one_name_are_both_kept(kept: BorrowedMemories, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    kept.add(memory(tmp_path / "Dogs.pawsort-memory"), PACK)
    assert kept.add(memory(tmp_path / "a" / "dogs.pawsort-memory", seed=1), PACK).name == "dogs 2"
    both = kept.in_use(PACK)
    assert both is not None
    assert both.counts() == {"n_beagle": 6}


def test_a_memory_that_grew_takes_the_place_of_the_smaller_one(kept: BorrowedMemories, tmp_path: Path) -> None:
    grown = make_looks([BEAGLE] * 3, [0, 1, 2])
    write_memory(tmp_path / "Dogs.pawsort-memory", grown.where(grown.units[:2]))
    kept.add(tmp_path / "Dogs.pawsort-memory", PACK)
    kept.add(memory(tmp_path / "Others.pawsort-memory", seed=1), PACK)
    write_memory(tmp_path / "Dogs.pawsort-memory", grown)
    assert kept.add(tmp_path / "Dogs.pawsort-memory", PACK).name == "Dogs"
    assert [(each.name, each.labels) for each in kept.all()] == [("Dogs", 3), ("Others", 3)]
    write_memory(tmp_path / "All dogs.pawsort-memory", grown)
    kept.add(tmp_path / "All dogs.pawsort-memory", PACK)
    assert [each.name for each in kept.all()] == ["All dogs", "Others"]


def test_one_that_grew_and_is_called_the_same_in_capitals_is_kept_once(kept: BorrowedMemories, tmp_path: Path) -> None:
    kept.add(memory(tmp_path / "Shelter.pawsort-memory", labels=3), PACK)
    grown = kept.add(memory(tmp_path / "SHELTER.pawsort-memory", labels=5), PACK)
    assert kept.all() == (grown,)
    assert (grown.name, grown.labels) == ("Shelter", 5)


def test_what_two_of_them_know_of_one_photo_counts_once(kept: BorrowedMemories, tmp_path: Path) -> None:
    looks = make_looks([BEAGLE] * 4, [0, 1, 2, 3])
    write_memory(tmp_path / "one.pawsort-memory", looks.where(looks.units[:3]))
    write_memory(tmp_path / "two.pawsort-memory", looks.where(looks.units[1:]))
    for name in ("one", "two"):
        kept.add(tmp_path / f"{name}.pawsort-memory", PACK)
    assert len(kept.all()) == 2
    both = kept.in_use(PACK)
    assert both is not None
    assert len(both) == 4


def test_one_of_another_pack_is_refused(kept: BorrowedMemories, tmp_path: Path) -> None:
    file = memory(tmp_path / "a.pawsort-memory", pack=(OTHER_PACK, "Lite 1"))
    with pytest.raises(FaultError) as refused:
        kept.add(file, PACK, NAME)
    assert refused.value.fault.code == "memory.other_pack"
    assert refused.value.fault.facts == {"file": str(file), "made_with": "Lite 1", "in_use": NAME}
    session = tmp_path / "b.pawsort"
    make_session(session, {"1.jpg": PODENCO}, embeddings_of(1), pack_hash=OTHER_PACK)
    assert refusal(kept, session) == "memory.other_pack"
    assert kept.all() == ()


def test_one_that_was_kept_waits_while_another_pack_is_in_use(kept: BorrowedMemories, tmp_path: Path) -> None:
    kept.add(memory(tmp_path / "a.pawsort-memory"), PACK)
    kept.add(memory(tmp_path / "b.pawsort-memory", pack=(OTHER_PACK, "Lite 1")), OTHER_PACK)
    assert [each.pack_hash for each in kept.all()] == [PACK, OTHER_PACK]
    for pack_hash in (PACK, OTHER_PACK):
        looks = kept.in_use(pack_hash)
        assert looks is not None
        assert looks.pack_hash == pack_hash


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda file: make_session(file, {"1.jpg": None}, embeddings_of(1)), "memory.no_labels"),
        (lambda file: file.write_bytes(b"Dear shelter"), "memory.none"),
        (lambda _file: None, "memory.gone"),
    ],
    ids=["no labels", "no memory", "nothing"],
)
def test_what_teaches_nothing_is_refused(
    kept: BorrowedMemories, tmp_path: Path, make: Callable[[Path], object], code: str
) -> None:
    make(tmp_path / "a.pawsort")
    assert refusal(kept, tmp_path / "a.pawsort") == code


def test_no_more_than_some_are_kept(kept: BorrowedMemories, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(borrowed, "MOST_MEMORIES", 2)
    for seed in (1, 2):
        kept.add(memory(tmp_path / f"{seed}.pawsort-memory", seed), PACK)
    assert refusal(kept, memory(tmp_path / "3.pawsort-memory", 3)) == "memory.too_many"
    kept.remove("1")
    kept.add(tmp_path / "3.pawsort-memory", PACK)
    monkeypatch.setattr(borrowed, "MOST_MEGABYTES", 0)
    assert refusal(kept, memory(tmp_path / "4.pawsort-memory", 4)) in ("memory.too_many", "memory.no_room")


def test_a_broken_one_is_kept_aside_and_the_others_go_on(kept: BorrowedMemories, tmp_path: Path) -> None:
    kept.add(memory(tmp_path / "a.pawsort-memory", 1), PACK)
    kept.add(memory(tmp_path / "b.pawsort-memory", 2), PACK)
    folder = tmp_path / "app" / "memories"
    content = (folder / "a.pawsort-memory").read_bytes()
    (folder / "a.pawsort-memory").write_bytes(content[:-30])
    for _ in range(3):
        assert [each.name for each in kept.all()] == ["b"]
    aside = [file for file in folder.iterdir() if ".broken-" in file.name]
    assert [file.read_bytes() for file in aside] == [content[:-30]]
    assert kept.looks("a") is None


def test_one_of_another_width_is_refused_and_one_that_lies_there_spoils_no_other(
    kept: BorrowedMemories, tmp_path: Path
) -> None:
    file = memory(tmp_path / "b.pawsort-memory")
    with pytest.raises(FaultError) as refused:
        kept.add(file, PACK, NAME, space=Space.without_background(5))
    assert refused.value.fault.code == "memory.width"
    assert refused.value.fault.facts == {"file": str(file), "in_use": NAME, "found": 4, "wanted": 5}
    kept.add(file, PACK, NAME, space=Space.without_background(4))
    narrow = LabelledLooks.of((PACK, NAME), [BEAGLE], np.ones((1, 2), np.float16), np.zeros(1, np.int64))
    write_memory(tmp_path / "app" / "memories" / "a.pawsort-memory", narrow)
    looks = kept.in_use(PACK)
    assert looks is not None
    assert looks.dimension == 4


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", ["", "two\nlines", "turned \u202e"])
def test_one_whose_name_cannot_be_shown_is_none(kept: BorrowedMemories, tmp_path: Path, name: str) -> None:
    kept.add(memory(tmp_path / "a.pawsort-memory"), PACK)
    shutil.copy(tmp_path / "a.pawsort-memory", tmp_path / "app" / "memories" / f"{name}.pawsort-memory")
    assert [each.name for each in kept.all()] == ["a"]


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("con", "memory con"),
        ("b?c" if sys.platform == "win32" else "a:b?c", "b_c" if sys.platform == "win32" else "a_b_c"),
        ("..", "memory"),
        ("a" * 200, "a" * 80),
        ("Chó", "Chó"),
        ("a.broken-2026-11-26", "a"),
    ],
)
def test_names_are_such_that_every_system_can_have_them(name: str, kept_as: str) -> None:
    assert borrowed._free_name(Path(f"{name}.pawsort-memory"), set()) == kept_as
