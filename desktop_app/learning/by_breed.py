"""Labels, breed by breed: those that name it, and those that do not although the pack thought of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.labels import LabelKind
from desktop_app.learning.evidence import KINDS, NONE, Evidence

Rows = NDArray[np.intp]
THOUGHT_OF = 0.02
"""A breed of less probability is not thought of."""
_MOST_SHORT = np.iinfo(np.int16).max
_NAMING = [KINDS.index(LabelKind.BREED), KINDS.index(LabelKind.MIX)]


@dataclass(frozen=True, slots=True, eq=False)
class ByBreed:
    """Rows of some evidence.

    Attributes:
        evidence: of which.
        known: how many breeds the pack knows.
        naming: where the rows stand that name each breed, in order of their keys: those of breed b from
            `starts[b]` to `starts[b + 1]`.
        starts: `[breeds + 1]`.
        thinking, thinking_starts: the same of rows for which the pack thought of the breed, named or not.
        columns: at which place of its row the breed is ranked, for `thinking`.
    """

    evidence: Evidence
    known: int
    naming: Rows
    starts: Rows
    thinking: Rows
    thinking_starts: Rows
    columns: Rows

    @classmethod
    def of(cls, evidence: Evidence, known: int) -> "ByBreed":
        """Sort what is known."""
        naming, starts, _ = _sorted(evidence.breeds, evidence.breeds != NONE, len(evidence.breed_ids))
        with np.errstate(invalid="ignore"):
            thought = (evidence.looks.ranked != NONE) & (evidence.looks.probabilities >= THOUGHT_OF)
        thinking, thinking_starts, columns = _sorted(evidence.looks.ranked, thought, len(evidence.breed_ids))
        return cls(evidence, known, naming, starts, thinking, thinking_starts, columns)

    @property
    def named_breeds(self) -> NDArray[np.intp]:
        """Places of the breeds that labels name, rising."""
        return np.flatnonzero(np.diff(self.starts))

    def named(self, breed: int) -> Rows:
        """The rows that name a breed."""
        return self.naming[self.starts[breed] : self.starts[breed + 1]]

    def shares(self, rows: Rows) -> NDArray[np.float64]:
        """What labels count for each breed that they name: a mix of two a half for each."""
        named = (self.evidence.breeds[rows] != NONE).sum(axis=1)
        return np.asarray(self.evidence.weights[rows] / named, np.float64)

    def against(self, breed: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Of labels of other breeds, though the pack thought of this one: its probability, and what they count."""
        here = slice(self.thinking_starts[breed], self.thinking_starts[breed + 1])
        rows, columns = self.thinking[here], self.columns[here]
        breeds = self.evidence.breeds[rows]
        others = np.isin(self.evidence.kinds[rows], _NAMING) & (breeds[:, 0] != NONE) & ~(breeds == breed).any(axis=1)
        rows, columns = rows[others], columns[others]
        probabilities = self.evidence.looks.probabilities[rows, columns].astype(np.float64)
        return probabilities, self.evidence.weights[rows]

    def probabilities(self, breed: int, rows: Rows) -> NDArray[np.float64]:
        """The pack's for this breed; what is not ranked shares evenly in what is left. Not a number where none is."""
        looks = self.evidence.looks
        ranked, shares = looks.ranked[rows], np.nan_to_num(looks.probabilities[rows].astype(np.float64))
        if not ranked.shape[1]:
            return np.full(len(rows), np.nan)
        there = ranked == breed
        left = np.maximum(1 - shares.sum(axis=1), 0) / np.maximum(self.known - (ranked != NONE).sum(axis=1), 1)
        found = np.where(there.any(axis=1), (shares * there).sum(axis=1), left)
        found[ranked[:, 0] == NONE] = np.nan
        return np.asarray(found, np.float64)


def _sorted(breeds: NDArray[np.int32], which: NDArray[np.bool_], count: int) -> tuple[Rows, Rows, Rows]:
    """Rows and columns of breeds, breed by breed, and where each breed begins."""
    rows, columns = np.nonzero(which)
    named = breeds[rows, columns]
    # Numbers of 16 bits are sorted digit by digit, much faster.
    order = np.argsort(named.astype(np.int16) if count <= _MOST_SHORT else named, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(named, minlength=count))]).astype(np.intp)
    return rows[order], starts, columns[order]
