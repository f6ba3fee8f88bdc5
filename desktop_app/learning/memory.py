"""The memory: from labels and how their photos look to better probabilities for photos that nobody has decided.

It follows from the evidence and from nothing else: the same labels give the same memory, in whatever order they came.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.learning.evidence import NONE, Evidence
from desktop_app.learning.looks import Adjusted, Looks
from desktop_app.learning.space import Space

Floats = NDArray[np.float32]
ENOUGH = 3
"""From so many labels on, a breed that the pack does not know is suggested."""
SHARPNESS = 0.05
OFFSET = -2.0


@dataclass(frozen=True, slots=True, eq=False)
class Memory:
    """What was learned.

    Attributes:
        space: where photos are compared.
        breed_ids: the pack's breeds, then those that were learned.
        known: how many of them the pack knows.
        learned: int32, places of the breeds that were learned.
        means: float32 `[learned, d]`.
        counts: int32 `[len(breed_ids)]`: how many labels name each breed; those of one animal count once.
    """

    space: Space
    breed_ids: tuple[str, ...]
    known: int
    learned: NDArray[np.int32]
    means: Floats
    counts: NDArray[np.int32]

    @classmethod
    def learn(cls, evidence: Evidence, space: Space, known: int, previous: "Memory | None" = None) -> "Memory":  # noqa: ARG003
        """Learn from labels.

        Args:
            evidence: the labels.
            space: of the pack.
            known: how many of `evidence.breed_ids` the pack knows; they come first.
            previous: what was learned before, in the same space: saves time, and changes nothing.
        """
        counts = np.zeros(len(evidence.breed_ids), np.int32)
        learned, means = [], []
        for place in range(len(evidence.breed_ids)):
            names = (evidence.breeds == place).any(axis=1)
            counts[place] = len(set(evidence.units[names].tolist()))
            if place >= known and counts[place] >= ENOUGH:
                learned.append(place)
                means.append(evidence.vectors[names].astype(np.float32).mean(axis=0))
        stacked = np.stack(means) if means else np.zeros((0, space.width), np.float32)
        return cls(space, evidence.breed_ids, known, np.array(learned, np.int32), stacked, counts)

    def adjust(self, looks: Looks) -> Adjusted:
        """What the memory makes of photos."""
        vectors = looks.vectors.astype(np.float32)
        if not len(self.learned) or self.space.means is None:
            none = np.zeros(0, np.int32)
            width = looks.ranked.shape[1]
            nothing = np.zeros((0, width))
            return Adjusted(
                none, np.zeros((0, width), np.int32), nothing, np.zeros(0), none.copy(), np.zeros(0, np.bool_)
            )
        scores = _linear(vectors, self.means)
        against = np.logaddexp.reduce(SHARPNESS * _linear(vectors, self.space.means), axis=1)
        best = np.nan_to_num(looks.probabilities[:, 0], nan=1.0)
        odds = SHARPNESS * scores - against[:, None] - np.log(np.maximum(best, 1e-6))[:, None] + OFFSET
        powers = np.exp(np.minimum(odds, 50.0))
        total = 1 + powers.sum(axis=1)
        new = powers / total[:, None]
        rows = np.flatnonzero(new.max(axis=1) > 0.01).astype(np.int32)
        ranked = np.concatenate([looks.ranked[rows], np.tile(self.learned, (len(rows), 1))], axis=1)
        shares = np.concatenate([looks.probabilities[rows] / total[rows, None], new[rows]], axis=1)
        order = np.argsort(-np.nan_to_num(shares, nan=-1.0), axis=1, kind="stable")[:, : looks.ranked.shape[1]]
        ranked, shares = np.take_along_axis(ranked, order, axis=1), np.take_along_axis(shares, order, axis=1)
        first = ranked[:, 0]
        counts = np.where((first != NONE) & (first >= self.known), self.counts[first], 0).astype(np.int32)
        return Adjusted(rows, ranked, shares, looks.dog[rows].astype(np.float64), counts, np.zeros(len(rows), np.bool_))


def _linear(vectors: Floats, means: Floats) -> Floats:
    """float32 `[n, classes]`: the linear discriminant of each class, up to what all share."""
    return np.asarray(vectors @ means.T - 0.5 * (means**2).sum(axis=1), np.float32)
