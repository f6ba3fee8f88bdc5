"""The memory: from labels and how their photos look to better probabilities for photos that nobody has decided.

It follows from the evidence and from nothing else: the same labels give the same memory, in whatever order they came.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from desktop_app.learning.adjusting import Learned
from desktop_app.learning.by_breed import ByBreed
from desktop_app.learning.cancelling import give_up, never
from desktop_app.learning.discriminants import AT_ONCE, Discriminants, as_block
from desktop_app.learning.doubting import Doubts, found_doubts
from desktop_app.learning.evidence import Evidence
from desktop_app.learning.known_breeds import KnownBreed, LabelsOfKnownBreed, learn_known_breed, within_budget
from desktop_app.learning.looks import NONE, Adjusted, Looks
from desktop_app.learning.new_breeds import (
    LabelsOfNewBreed,
    NewBreed,
    PackBreeds,
    learn_new_breed,
    left_out,
)
from desktop_app.learning.new_breeds import offsets as new_offsets
from desktop_app.learning.space import Space
from desktop_app.learning.state import ENOUGH
from desktop_app.learning.touched import touched_breeds
from desktop_app.learning.vectors import Vectors
from desktop_app.learning.witnesses import Witnesses


@dataclass(frozen=True, eq=False)
class Memory:
    """What was learned.

    Attributes:
        space: where photos are compared.
        known: how many breeds the pack knows.
        evidence: of what it was learned.
        known_breeds: what was learned of breeds that the pack knows, by their ids.
        new_breeds: what was learned of others, of those whose labels are enough and belong together.
        counts: int32 `[len(breed_ids)]`: how many labels name each breed; those of one animal count once.
    """

    space: Space
    known: int
    evidence: Evidence
    known_breeds: Mapping[str, KnownBreed]
    new_breeds: Mapping[str, NewBreed]
    counts: NDArray[np.int32]

    @property
    def breed_ids(self) -> tuple[str, ...]:
        """The pack's breeds, then others that labels name, in the order of the alphabet."""
        return self.evidence.breed_ids

    @cached_property
    def learned(self) -> NDArray[np.int32]:
        """Places of the breeds of which the memory says something else than the pack, int32, rising."""
        spoken = [place for place, breed_id in enumerate(self.breed_ids) if breed_id in self.known_breeds]
        spoken += [place for place, breed_id in enumerate(self.breed_ids) if breed_id in self.new_breeds]
        return np.array(spoken, np.int32)

    @classmethod
    def learn(cls, evidence: Evidence, space: Space, known: int, previous: "Memory | None" = None) -> "Memory":
        """Learn from labels.

        Args:
            evidence: the labels.
            space: of the pack.
            known: how many of `evidence.breed_ids` the pack knows; they come first.
            previous: what was learned before: saves time, and changes nothing.
        """
        touched = np.ones(len(evidence.breed_ids), np.bool_)
        if previous is not None and previous.space is space and previous.known == known:
            touched = touched_breeds(evidence, previous.evidence)
        else:
            previous = None
        lessons = Lessons(ByBreed.of(evidence, known), space)
        known_part: dict[str, KnownBreed] = {}
        new_part: dict[str, NewBreed] = {}
        for place in lessons.by_breed.named_breeds.tolist():
            breed_id = evidence.breed_ids[place]
            if place < known:
                of_known = None if touched[place] or previous is None else previous.known_breeds.get(breed_id)
                taught = lessons.of_known(place) if touched[place] else of_known
                if taught is not None:
                    known_part[breed_id] = taught
            else:
                of_new = None if touched[place] or previous is None else previous.new_breeds.get(breed_id)
                found = lessons.of_new(place) if touched[place] else of_new
                if found is not None:
                    new_part[breed_id] = found
        own, borrowed = evidence.labels_of_breeds()
        return cls(space, known, evidence, known_part, new_part, own + borrowed)

    def adjust(self, looks: Looks, is_cancelled: Callable[[], bool] = never) -> Adjusted:
        """What the memory makes of photos: of each the same, whichever others are asked about.

        Args:
            looks: of the photos; what the pack ranks, by its places.
            is_cancelled: asked some hundred times for 100,000 photos.

        Raises:
            CancelledError: nobody wants to know any more.
        """
        parts = []
        if self.known_breeds or self.new_breeds or len(self._witnesses):
            for begin in range(0, len(looks), AT_ONCE):
                give_up(is_cancelled)
                parts.append(self.arrays.adjust(looks.at(slice(begin, begin + AT_ONCE))).later_by(begin))
        return Adjusted.joined(parts, looks.ranked.shape[1])

    def near(self, vectors: Vectors, is_cancelled: Callable[[], bool] = never) -> NDArray[np.float64]:
        """How like photos are to those with labels that name no breed, float64 `[n, 2]` (see `Witnesses.near`).

        It takes longer than all the rest of `adjust`, and stays as long as `near_marks` do.

        Raises:
            CancelledError: nobody wants to know any more.
        """
        found = np.zeros((len(vectors), 2))
        for begin in range(0, len(vectors) if len(self._witnesses) else 0, AT_ONCE):
            give_up(is_cancelled)
            some = vectors.at(slice(begin, begin + AT_ONCE))
            found[begin : begin + AT_ONCE] = self._witnesses.near(as_block(some.floats()))[: len(some)]
        return found

    @property
    def near_marks(self) -> NDArray[np.uint64]:
        """Of two memories of one space with the same, `near` says the same."""
        return self._witnesses.marks

    def doubts(self, evidence: Evidence | None = None, is_cancelled: Callable[[], bool] = never) -> Doubts:
        """Labels that all others contradict, strongest first.

        Raises:
            CancelledError: nobody wants to know any more.
        """
        return found_doubts(self, self.evidence if evidence is None else evidence, is_cancelled)

    def left_out(self) -> NDArray[np.float64]:
        """How each label of a new breed fits the mean of the others (see `new_breeds.left_out`); 0 for all others."""
        found = np.zeros(len(self.evidence))
        lessons = Lessons(ByBreed.of(self.evidence, self.known), self.space)
        for place in self.arrays.new.tolist():
            rows = lessons.by_breed.named(place)
            labels = lessons.labels_of_new(rows)
            if labels is not None:
                # A mix names several: its doubts are not asked for.
                found[rows] = left_out(labels, lessons.breeds)
        return found

    @cached_property
    def _witnesses(self) -> Witnesses:
        return Witnesses.of(self.evidence)

    @cached_property
    def arrays(self) -> Learned:
        """The same, as arrays."""
        place_of = {breed_id: place for place, breed_id in enumerate(self.breed_ids)}
        width = self.space.width
        known = [self.known_breeds[breed_id] for breed_id in self.breed_ids if breed_id in self.known_breeds]
        new = [self.new_breeds[breed_id] for breed_id in self.breed_ids if breed_id in self.new_breeds]
        return Learned(
            known=np.array([place_of[each] for each in self.breed_ids if each in self.known_breeds], np.int32),
            biases=within_budget(np.array([each.bias for each in known])),
            shifts=_discriminants([each.shift for each in known], [each.half for each in known], width),
            new=np.array([place_of[each] for each in self.breed_ids if each in self.new_breeds], np.int32),
            offsets=new_offsets(new),
            effective=np.array([each.effective for each in new]),
            means=_discriminants([each.mean for each in new], [each.half for each in new], width),
            has_pack=self.space.pack is not None,
            witnesses=self._witnesses,
            counts=self.counts,
            pack_breeds=self.known,
        )


class Lessons:
    """What labels say of each breed."""

    def __init__(self, by_breed: ByBreed, space: Space) -> None:
        self.by_breed = by_breed
        self._evidence = by_breed.evidence
        self._scatter = space.scatter
        self.breeds = None
        if space.means is not None and space.photos is not None:
            self.breeds = PackBreeds(space.means, space.photos)

    def of_known(self, breed: int) -> KnownBreed | None:
        """What its labels teach of a breed that the pack knows."""
        rows = self.by_breed.named(breed)
        probabilities = self.by_breed.probabilities(breed, rows)
        rows, probabilities = rows[np.isfinite(probabilities)], probabilities[np.isfinite(probabilities)]
        if not len(rows):
            return None
        against, weights = self.by_breed.against(breed)
        labels = LabelsOfKnownBreed(
            self._evidence.vectors.at(rows).floats(), probabilities, self.by_breed.shares(rows), against, weights
        )
        mean = None if self.breeds is None or not self.breeds.photos[breed] else self.breeds.means[breed]
        return learn_known_breed(labels, mean)

    def of_new(self, breed: int) -> NewBreed | None:
        """What its labels teach of a breed that the pack does not know."""
        rows = self.by_breed.named(breed)
        labels = None if len(rows) < ENOUGH else self.labels_of_new(rows)
        return None if labels is None else learn_new_breed(labels, self.breeds)

    def labels_of_new(self, rows: NDArray[np.intp]) -> LabelsOfNewBreed | None:
        """The labels that name it; None where nobody can tell what stands out from the pack's breeds."""
        if self.breeds is None:
            return None
        looks = self._evidence.looks.at(rows)
        best = np.full(len(rows), np.nan)
        first = np.full(len(rows), NONE, np.int32)
        if looks.ranked.shape[1]:
            best, first = looks.probabilities[:, 0].astype(np.float64), looks.ranked[:, 0]
        return LabelsOfNewBreed(
            looks.vectors.floats(),
            self._evidence.units[rows],
            self.by_breed.shares(rows),
            looks.vectors.against.astype(np.float64),
            best,
            first,
            self._scatter,
        )


def _discriminants(means: list[NDArray[np.float32]], halves: list[float], width: int) -> Discriminants:
    stacked = np.stack(means) if means else np.zeros((0, width), np.float32)
    return Discriminants(stacked, np.array(halves, np.float32))
