"""What labels say that name no breed: of photos that are much like theirs, and of no others.

"No dog" and "a dog after all" move the probability of a dog; "unknown" and "a mix, I cannot tell of what" make the
breeds of a photo less sure. What is so much alike is the same animal, its litter, the same cage: nothing general is
learned (a rule of the nearest neighbour: Cover, Hart, IEEE Transactions on Information Theory 13, 1967).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.labels import LabelKind
from desktop_app.learning.discriminants import AT_ONCE
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
MOST, MOST_BREEDS = 256, 1024
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
    """

    none: Floats
    dogs: Floats
    unknown: Floats
    breeds: Floats

    @classmethod
    def of(cls, evidence: Evidence) -> "Witnesses":
        """Those of some evidence; one of each unit."""
        kinds, named = evidence.kinds, evidence.breeds[:, 0] != NONE
        none = kinds == KINDS.index(LabelKind.NO_DOG)
        unknown = ~none & ~named
        with np.errstate(invalid="ignore"):
            missed = ~none & (evidence.looks.dog < TAKEN_FOR_NONE)
        _, firsts = np.unique(evidence.units, return_index=True)
        is_first = np.zeros(len(evidence), np.bool_)
        is_first[firsts] = True
        unknowns = _vectors(evidence, unknown & is_first, MOST)
        breeds = _vectors(evidence, named & is_first, MOST_BREEDS if len(unknowns) else 0)
        return cls(_vectors(evidence, none & is_first, MOST), _vectors(evidence, missed, MOST), unknowns, breeds)

    def __len__(self) -> int:
        return len(self.none) + len(self.dogs) + len(self.unknown)

    def dog(self, block: Floats, dog: Doubles) -> Doubles:
        """The probability of a dog of the first photos of a block, with what labels say of it."""
        if not len(self.dogs) + len(self.none):
            return dog
        glance = unit(block[:, ::EVERY])
        near = _nearness(block, glance, self.dogs, ALIKE) - _nearness(block, glance, self.none, ALIKE)
        near = near[: len(dog)]
        within = np.clip(np.nan_to_num(dog, nan=0.5), _EDGE, 1 - _EDGE)
        odds = np.log(within) - np.log1p(-within) + STRENGTH * near
        return np.asarray(np.where((near == 0) | np.isnan(dog), dog, 1 / (1 + np.exp(-odds))))

    def doubt(self, block: Floats) -> Doubles:
        """How much more each photo is like those called unknown than like those with a breed, 0 to 1, `[AT_ONCE]`."""
        if not len(self.unknown):
            return np.zeros(AT_ONCE)
        near = _nearness(block, unit(block[:, ::EVERY]), self.unknown, UNKNOWN_ALIKE)
        rows = np.flatnonzero(near)
        near[rows] = np.maximum(near[rows] - _close(block, rows, self.breeds, UNKNOWN_ALIKE), 0)
        return near


def less_sure(shares: Doubles, doubt: Doubles) -> Doubles:
    """Probabilities `[n, k]`, flatter where there is doubt; their order and their sum stay."""
    if not doubt.any():
        return shares
    flat = shares ** (1 / (1 + doubt))[:, None]
    total = np.maximum(flat.sum(axis=1), _TINY)
    return np.asarray(np.where((doubt > 0)[:, None], flat * (shares.sum(axis=1) / total)[:, None], shares))


def _vectors(evidence: Evidence, which: NDArray[np.bool_], most: int) -> Floats:
    rows = np.flatnonzero(which)
    rows = rows[len(rows) - min(most, len(rows)) :]
    return evidence.vectors.at(rows).directions()


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
