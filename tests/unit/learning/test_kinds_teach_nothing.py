"""Labels that are kinds of dogs are no evidence: they are no new breed, and contradict no breed of theirs."""

from pathlib import Path

import numpy as np

from desktop_app.catalog.values.labels import Label
from desktop_app.learning.evidence import Evidence
from desktop_app.learning.labelled_looks import LabelledLooks
from desktop_app.learning.memory import Memory
from desktop_app.learning.memory_file import read_memory, write_memory
from tests.unit.learning.memory_helpers import BREEDS, PACK, SPACE, looks_of, photos_of

HOUND, MIX = Label.breed("kind:hound"), Label.mix("kind:hound", "breed 1")
EMBEDDINGS = photos_of([6] * 12 + [0] * 4)
LOOKS = looks_of(EMBEDDINGS)


def evidence(labels: list[Label], before: Evidence | None = None) -> Evidence:
    count = len(labels)
    table = list(dict.fromkeys(labels))
    return Evidence.of(
        np.arange(1, count + 1), np.array([table.index(label) for label in labels], np.int32), table,
        np.full(count, -1), np.zeros(count, np.int64), LOOKS.at(slice(0, count)), pack_breeds=PACK, previous=before,
    )  # fmt: skip


def test_a_kind_is_never_learned_as_a_breed_alone_or_in_a_mix() -> None:
    found = evidence([HOUND] * 8 + [MIX] * 4 + [Label.breed("breed 0")] * 4)
    assert found.breed_ids == PACK
    assert found.keys.tolist() == [13, 14, 15, 16]
    memory = Memory.learn(found, SPACE, BREEDS)
    assert not memory.new_breeds
    assert set(memory.known_breeds) <= {"breed 0"}


def test_labels_that_become_kinds_are_forgotten_as_if_they_had_never_been() -> None:
    podenco = Label.breed("podenco")
    before = Memory.learn(evidence([podenco] * 8), SPACE, BREEDS)
    assert "podenco" in before.new_breeds
    now = evidence([HOUND] * 8 + [podenco] * 2, before.evidence)
    assert Memory.learn(now, SPACE, BREEDS, before).new_breeds == {}


def test_a_kind_in_a_memory_of_others_teaches_nothing(tmp_path: Path) -> None:
    labels = [HOUND, Label.breed("breed 0"), MIX, Label.mix()]
    looks = LabelledLooks.of(("a" * 64, "Pack"), labels, EMBEDDINGS[:4], np.arange(4))
    write_memory(tmp_path / "a.pawsort-memory", looks)
    read = read_memory(tmp_path / "a.pawsort-memory")
    assert "kind:hound" in read.breed_ids
    found = read.evidence(SPACE, PACK)
    assert len(found) == 2
    assert found.breed_ids == PACK
    assert found.keys.tolist() == [-2, -1]
