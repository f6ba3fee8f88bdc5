"""Whatever a person does one after the other: the memory is that of the labels that remain, to the last bit."""

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop_app.learning.looks import Looks
from desktop_app.learning.memory import Memory
from tests.unit.learning.memory_helpers import BREEDS, LABELS, SPACE, evidence_of, looks_of, photos_of

if TYPE_CHECKING:
    from desktop_app.learning.evidence import Evidence

PHOTOS = 24
_kinds = [place % 9 for place in range(PHOTOS)]
# Two of the photos are the same as others: near-duplicates.
_embeddings = photos_of(_kinds)
_embeddings[20], _embeddings[21] = _embeddings[2], _embeddings[3]
_replaced = photos_of(list(reversed(_kinds)), seed=7)


def same_memory(one: Memory, other: Memory, asked: Looks) -> None:
    assert one.breed_ids == other.breed_ids
    np.testing.assert_array_equal(one.counts, other.counts)
    np.testing.assert_array_equal(one.evidence.units, other.evidence.units)
    assert one.known_breeds.keys() == other.known_breeds.keys()
    assert one.new_breeds.keys() == other.new_breeds.keys()
    for breed_id, breed in one.known_breeds.items():
        again = other.known_breeds[breed_id]
        assert (breed.bias, breed.half, breed.shift.tobytes()) == (again.bias, again.half, again.shift.tobytes())
    for breed_id, new in one.new_breeds.items():
        anew = other.new_breeds[breed_id]
        assert (new.half, new.cost, new.effective, new.mean.tobytes()) == (
            *(anew.half, anew.cost, anew.effective),
            anew.mean.tobytes(),
        )
    said, again_said = one.adjust(asked), other.adjust(asked)
    for name in type(said).__slots__:
        assert getattr(said, name).tobytes() == getattr(again_said, name).tobytes(), name


class LabelsComeAndGo(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.embeddings = _embeddings.copy()
        self.labels: dict[int, int] = {}
        self.animals: dict[int, int] = {}
        self.undo: list[tuple[int, int | None]] = []
        self.evidence: Evidence | None = None
        self.memory: Memory | None = None

    def looks(self) -> Looks:
        return looks_of(self.embeddings)

    def learn(self) -> None:
        keys = list(self.labels)
        owners = [self.animals.get(key, -1) for key in keys]
        self.evidence = evidence_of(keys, list(self.labels.values()), self.looks(), owners, self.evidence)
        self.memory = Memory.learn(self.evidence, SPACE, BREEDS, self.memory)

    @rule(photo=st.integers(0, PHOTOS - 1), label=st.integers(0, len(LABELS) - 1))
    def label(self, photo: int, label: int) -> None:
        self.undo.append((photo, self.labels.pop(photo, None)))
        self.labels[photo] = label
        self.learn()

    @rule(photos=st.sets(st.integers(0, PHOTOS - 1), min_size=3), label=st.integers(0, len(LABELS) - 1))
    def label_many(self, photos: set[int], label: int) -> None:
        for photo in photos:
            self.undo.append((photo, self.labels.pop(photo, None)))
            self.labels[photo] = label
        self.learn()

    @precondition(lambda self: self.undo)
    @rule()
    def take_back(self) -> None:
        photo, label = self.undo.pop()
        self.labels.pop(photo, None)
        if label is not None:
            self.labels[photo] = label
        self.learn()

    @rule(photo=st.integers(0, PHOTOS - 1))
    def replace_photo(self, photo: int) -> None:
        self.embeddings[photo] = _replaced[photo]
        self.learn()

    @rule(photo=st.integers(0, PHOTOS - 1), animal=st.integers(-1, 2))
    def arrange(self, photo: int, animal: int) -> None:
        self.animals[photo] = animal
        self.learn()

    @invariant()
    def it_is_what_these_labels_give(self) -> None:
        if self.memory is None:
            return
        keys = sorted(self.labels)
        owners = [self.animals.get(key, -1) for key in keys]
        anew = evidence_of(keys, [self.labels[key] for key in keys], self.looks(), owners)
        same_memory(self.memory, Memory.learn(anew, SPACE, BREEDS), self.looks())


LabelsComeAndGo.TestCase.settings = settings(max_examples=30, stateful_step_count=12, deadline=None)
TestLabelsComeAndGo = LabelsComeAndGo.TestCase
