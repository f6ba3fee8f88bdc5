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
from desktop_app.learning.discriminants import AT_ONCE, Discriminants, speaking_for
from desktop_app.learning.evidence import Evidence
from desktop_app.learning.known_breeds import KnownBreed, LabelsOfKnownBreed, learn_known_breed, within_budget
from desktop_app.learning.looks import NONE, Adjusted, Looks
from desktop_app.learning.new_breeds import ENOUGH, SHARPNESS, LabelsOfNewBreed, NewBreed, PackBreeds, learn_new_breed
from desktop_app.learning.space import Space
from desktop_app.learning.touched import touched_breeds

__all__ = ["ENOUGH", "Memory"]


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
        lessons = _Lessons(ByBreed.of(evidence, known), space)
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
        if self.known_breeds or self.new_breeds:
            for begin in range(0, len(looks), AT_ONCE):
                give_up(is_cancelled)
                parts.append(self._arrays.adjust(looks.at(slice(begin, begin + AT_ONCE))).later_by(begin))
        return Adjusted.joined(parts, looks.ranked.shape[1])

    @cached_property
    def _arrays(self) -> Learned:
        place_of = {breed_id: place for place, breed_id in enumerate(self.breed_ids)}
        width = self.space.width
        known = [self.known_breeds[breed_id] for breed_id in self.breed_ids if breed_id in self.known_breeds]
        new = [self.new_breeds[breed_id] for breed_id in self.breed_ids if breed_id in self.new_breeds]
        return Learned(
            known=np.array([place_of[each] for each in self.breed_ids if each in self.known_breeds], np.int32),
            biases=within_budget(np.array([each.bias for each in known])),
            shifts=_discriminants([each.shift for each in known], [each.half for each in known], width),
            new=np.array([place_of[each] for each in self.breed_ids if each in self.new_breeds], np.int32),
            offsets=np.array([each.offset for each in new]),
            means=_discriminants([each.mean for each in new], [each.half for each in new], width),
            pack=None if self.space.means is None else Discriminants.of_means(self.space.means),
            counts=self.counts,
            pack_breeds=self.known,
        )


class _Lessons:
    """What labels say of each breed."""

    def __init__(self, by_breed: ByBreed, space: Space) -> None:
        self.by_breed = by_breed
        self._evidence = by_breed.evidence
        self._means = space.means
        self._breeds, self._pack = None, None
        if space.means is not None and space.photos is not None:
            self._breeds, self._pack = PackBreeds(space.means, space.photos), Discriminants.of_means(space.means)

    def of_known(self, breed: int) -> KnownBreed | None:
        rows = self.by_breed.named(breed)
        probabilities = self.by_breed.probabilities(breed, rows)
        rows, probabilities = rows[np.isfinite(probabilities)], probabilities[np.isfinite(probabilities)]
        if not len(rows):
            return None
        against, weights = self.by_breed.against(breed)
        labels = LabelsOfKnownBreed(
            self._evidence.vectors[rows], probabilities, self.by_breed.shares(rows), against, weights
        )
        return learn_known_breed(labels, None if self._means is None else self._means[breed])

    def of_new(self, breed: int) -> NewBreed | None:
        rows = self.by_breed.named(breed)
        if self._pack is None or len(rows) < ENOUGH:
            return None
        looks = self._evidence.looks.at(rows)
        best = np.full(len(rows), np.nan)
        first = np.full(len(rows), NONE, np.int32)
        if looks.ranked.shape[1]:
            best, first = looks.probabilities[:, 0].astype(np.float64), looks.ranked[:, 0]
        labels = LabelsOfNewBreed(
            looks.vectors,
            self._evidence.units[rows],
            self.by_breed.shares(rows),
            speaking_for(self._pack, SHARPNESS, looks.vectors),
            best,
            first,
        )
        return learn_new_breed(labels, self._breeds)


def _discriminants(means: list[NDArray[np.float32]], halves: list[float], width: int) -> Discriminants:
    stacked = np.stack(means) if means else np.zeros((0, width), np.float32)
    return Discriminants(stacked, np.array(halves, np.float32))
