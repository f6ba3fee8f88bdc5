"""What labels say that name no breed: of photos that are much like theirs, and of no others.

"No dog" and "a dog after all" move the probability of a dog; "unknown" and "a mix, I cannot tell of what" make the
breeds of a photo less sure. What is so much alike is the same animal, its litter, the same cage: nothing general is
learned (a rule of the nearest neighbour: Cover, Hart, IEEE Transactions on Information Theory 13, 1967).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.labels import LabelKind
from desktop_app.learning.evidence import KINDS, NONE, Evidence
from desktop_app.learning.vectors import unit

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

ALIKE, UNKNOWN_ALIKE, WIDTH = 0.5, 0.6, 0.2
"""Cosines from which on a label says something of a photo, and how far it is from there to all that it says."""
STRENGTH = 6.0
"""What a label says at most of whether there is a dog: log-odds."""
TAKEN_FOR_NONE = 0.5
"""The pack takes a photo of less dog probability for one of no dog."""
MOST, MOST_BREEDS = 256, 256
"""Of so many photos is asked how alike they are, those that came last."""
EVERY, LESS = 4, 0.15
"""Photos are looked at closely that are alike in every fourth direction but for so much, three standard deviations."""
CLOSELY = 128
"""So many at once."""
_EDGE, _TINY = 1e-4, 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Witnesses:
    """Photos to which labels were given, as vectors of length 1.

    Attributes:
        none: float32 `[…, d]`: "no dog".
        dogs: labelled as dogs, though the pack took them for none.
        unknown: "unknown", and mixes of unknown breeds.
        breeds: with a breed or breeds.
        marks: uint64, of all but the last: where they are the same, so is what `near` says.
    """

    none: Floats
    dogs: Floats
    unknown: Floats
    breeds: Floats
    marks: NDArray[np.uint64]

    @classmethod
    def of(cls, evidence: Evidence) -> "Witnesses":
        """Those of some evidence; one of each unit."""
        kinds, named = evidence.kinds, evidence.breeds[:, 0] != NONE
        none = kinds == KINDS.index(LabelKind.NO_DOG)
        unknown = ~none & ~named
        with np.errstate(invalid="ignore"):
            missed = ~none & (evidence.looks.dog < TAKEN_FOR_NONE)
        is_first = np.zeros(len(evidence), np.bool_)
        is_first[evidence.numbered.firsts] = True
        rows = [_last(which, MOST) for which in (none & is_first, missed, unknown & is_first)]
        breeds = _last(named & is_first, MOST_BREEDS if len(rows[-1]) else 0)
        no_dog, dogs, unknowns = (evidence.vectors.at(each) for each in rows)
        # Their numbers stand between them, so that none passes from one kind to the next.
        counts = np.array([len(each) for each in rows], np.uint64)
        marks = np.concatenate([counts, no_dog.marks, dogs.marks, unknowns.marks])
        of_breeds = evidence.vectors.at(breeds).directions()
        return cls(no_dog.directions(), dogs.directions(), unknowns.directions(), of_breeds, marks)

    def __len__(self) -> int:
        return len(self.none) + len(self.dogs) + len(self.unknown)

    def near(self, block: Floats) -> Doubles:
        """How like photos are to those without a breed, float64 `[AT_ONCE, 2]`.

        First how much more to the dogs than to what is none, -1 to 1, then to the unknown ones, 0 to 1.
        """
        found = np.zeros((len(block), 2))
        if len(self):
            glance = unit(block[:, ::EVERY])
            found[:, 0] = _nearness(block, glance, self.dogs, ALIKE) - _nearness(block, glance, self.none, ALIKE)
            found[:, 1] = _nearness(block, glance, self.unknown, UNKNOWN_ALIKE)
        return found

    def doubt(self, block: Floats, near: Doubles) -> Doubles:
        """How much more each photo is like those called unknown than like those with a breed, 0 to 1, `[n]`.

        Args:
            block: of the photos.
            near: the second column of what `near` says of them.
        """
        doubt = near.copy()
        rows = np.flatnonzero(near)
        doubt[rows] = np.maximum(near[rows] - _close(block, rows, self.breeds, UNKNOWN_ALIKE), 0)
        return doubt


def with_dogs(dog: Doubles, near: Doubles) -> Doubles:
    """The probability of a dog `[n]`, with what labels say of it: the first column of what `near` says, `[n]`."""
    within = np.clip(np.nan_to_num(dog, nan=0.5), _EDGE, 1 - _EDGE)
    odds = np.log(within) - np.log1p(-within) + STRENGTH * near
    return np.asarray(np.where((near == 0) | np.isnan(dog), dog, 1 / (1 + np.exp(-odds))))


def less_sure(shares: Doubles, doubt: Doubles) -> Doubles:
    """Probabilities `[n, k]`, flatter where there is doubt; their order and their sum stay."""
    if not doubt.any():
        return shares
    flat = shares ** (1 / (1 + doubt))[:, None]
    total = np.maximum(flat.sum(axis=1), _TINY)
    return np.asarray(np.where((doubt > 0)[:, None], flat * (shares.sum(axis=1) / total)[:, None], shares))


def _last(which: NDArray[np.bool_], most: int) -> NDArray[np.intp]:
    rows = np.flatnonzero(which)
    return rows[len(rows) - min(most, len(rows)) :]


def _nearness(block: Floats, glance: Floats, labelled: Floats, begins: float) -> Doubles:
    """How like each photo is the likest of the labelled ones, 0 to 1, `[AT_ONCE]`."""
    found = np.zeros(len(block))
    if len(labelled):
        glances = glance @ unit(labelled[:, ::EVERY]).T
        rows = np.flatnonzero(glances.max(axis=1) >= begins - LESS)
        found[rows] = _close(block, rows, labelled, begins)
    return found


def _close(block: Floats, rows: NDArray[np.intp], labelled: Floats, begins: float) -> Doubles:
    """The same of some photos, looked at closely."""
    found = np.zeros(len(rows))
    few = np.zeros((CLOSELY, block.shape[1]), np.float32)
    for begin in range(0, len(rows) if len(labelled) else 0, CLOSELY):
        some = rows[begin : begin + CLOSELY]
        few[: len(some)] = block[some]
        cosines = (unit(few) @ labelled.T)[: len(some)].max(axis=1).astype(np.float64)
        found[begin : begin + CLOSELY] = np.clip((cosines - begins) / WIDTH, 0, 1)
    return found
