"""What a person labels, what the app learns from it, and what it says then: with the app's own code."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.learning.world import Rows, World
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.inference.remembering import said_with_memory
from desktop_app.learning.evidence import Evidence
from desktop_app.learning.memory import Memory

NO_DOG_BREED, UNKNOWN_BREED = "no dog", "unknown"
"""As breeds, what is none."""
RANDOM = 20_261_126


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What is said of n photos.

    Attributes:
        rows: which photos, `[n]`.
        first: the first breed's id.
        probability: its calibrated probability.
        sure: where the word is "sure".
        no_dog: where "no dog" is suggested.
        learned: how many labels stand behind the first breed.
    """

    rows: Rows
    first: NDArray[np.str_]
    probability: NDArray[np.float64]
    sure: NDArray[np.bool_]
    no_dog: NDArray[np.bool_]
    learned: NDArray[np.int32]

    def right(self, world: World) -> NDArray[np.bool_]:
        """Where the first breed is the photo's."""
        return np.asarray(self.first == world.breeds[self.rows])


def drawn(world: World, rows: Rows, count: int, seed: int) -> tuple[Rows, Rows]:
    """Some of the photos to label, and those of the others of which none of these is a twin."""
    rows = np.random.default_rng((RANDOM, seed)).permutation(rows)
    taught = rows[:count]
    return taught, rows[count:][~np.isin(world.twins[rows[count:]], world.twins[taught])]


def label_of(breed: str) -> Label:
    """The label that a person gives."""
    special = {NO_DOG_BREED: NO_DOG, UNKNOWN_BREED: UNKNOWN}
    return special.get(breed) or Label.breed(breed)


def learned_from(world: World, rows: Rows, breeds: Sequence[str] | NDArray[np.str_]) -> Memory:
    """The memory after these photos were labelled so, each of an animal of its own."""
    table = [label_of(breed) for breed in dict.fromkeys(map(str, breeds))]
    place = {label: number for number, label in enumerate(table)}
    labels = np.array([place[label_of(str(breed))] for breed in breeds], np.int32)
    evidence = Evidence.of(
        rows.astype(np.int64),
        labels,
        table,
        np.full(len(rows), -1, np.int32),
        np.zeros(len(rows), np.int64),
        world.looks(rows),
        pack_breeds=world.pack_breeds,
    )
    return Memory.learn(evidence, world.space, len(world.pack_breeds))


def without_memory(world: World, rows: Rows) -> Answers:
    """What the pack alone says."""
    return Answers(
        rows,
        world.first(rows),
        world.looked.probabilities[rows, 0],
        world.sure(rows),
        np.array([world.looked.confidence[row] is None for row in rows.tolist()], np.bool_),
        np.zeros(len(rows), np.int32),
    )


def with_memory(world: World, memory: Memory, rows: Rows) -> Answers:
    """What the pack and the memory say."""
    said = without_memory(world, rows)
    looks = world.looks(rows)
    adjusted = memory.adjust(looks)
    at = adjusted.rows
    was_sure = said.sure[at] & (adjusted.ranked[:, 0] == looks.ranked[at, 0])
    words = said_with_memory(adjusted, was_sure, world.thresholds, memory.breed_ids)
    first = said.first.astype(object)
    first[at] = [memory.breed_ids[place] for place in adjusted.ranked[:, 0].tolist()]
    said.probability[at] = adjusted.probabilities[:, 0]
    said.sure[at] = [word is Confidence.SURE for word in words.confidence]
    said.no_dog[at] = words.no_dog
    said.learned[at] = adjusted.learned
    return Answers(rows, first.astype(str), said.probability, said.sure, said.no_dog, said.learned)
