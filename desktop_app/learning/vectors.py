"""How photos look, as they are compared: a byte for each number of an embedding, and what that is worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Rows = NDArray[np.signedinteger] | slice
LARGEST = 127
_SEED = 1979
_TINY = np.float32(1e-20)
# In the order in which they are declared.
_COLUMNS = ("rows", "scales", "against", "marks")


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """Of n photos, as places in a space of d directions: 128 MB for 100,000 photos of 1,280 numbers.

    Attributes:
        kept: int8 `[n, d]`; or of more photos, where these are only some of them.
        scales: float32 `[n]`: `rows * scales` are the places; not a number for photos of which nobody can tell.
        against: float32 `[n]`: what speaks for all breeds of the pack together (see `Space.project`). It does not
            depend on labels, and so is worked out once.
        marks: uint64 `[n]`, of all bytes of a row: where they differ, rows do.
        places: int `[n]`, where in `kept` each photo stands; None where it is of these photos and no others.
    """

    kept: NDArray[np.int8]
    scales: Floats
    against: Floats
    marks: NDArray[np.uint64]
    places: NDArray[np.signedinteger] | None = None

    def __len__(self) -> int:
        return len(self.scales)

    @property
    def rows(self) -> NDArray[np.int8]:
        """int8 `[n, d]`: `rows * scales` are the places."""
        return self.kept if self.places is None else self.kept[self.places]

    @property
    def width(self) -> int:
        """How many directions there are."""
        return int(self.kept.shape[1])

    @property
    def is_told(self) -> NDArray[np.bool_]:
        """Of which photos it is known how they look, bool `[n]`."""
        return np.isfinite(self.scales)

    def at(self, rows: Rows) -> "Vectors":
        """Some of the photos, as copies."""
        kept = self.kept[rows] if self.places is None else self.kept[self.places[rows]]
        return Vectors(kept, self.scales[rows], self.against[rows], self.marks[rows])

    def seen_at(self, rows: NDArray[np.signedinteger]) -> "Vectors":
        """The same without a copy of what is large: 25 MB for 20,000 photos, which takes longer than to learn of them.

        Good until `put` or `forget` writes to these photos here. Marks are copies: by them it can be told what was.
        """
        places = rows if self.places is None else self.places[rows]
        return Vectors(self.kept, self.scales[rows], self.against[rows], self.marks[rows], places)

    def floats(self) -> Floats:
        """The places, float32 `[n, d]`; nothing where nobody can tell."""
        found = self.rows.astype(np.float32)
        found *= np.nan_to_num(self.scales)[:, None]
        return found

    def directions(self) -> Floats:
        """The same, with lengths of 1."""
        return unit(self.rows.astype(np.float32))

    def same_as(self, others: "Vectors", places: NDArray[np.signedinteger]) -> NDArray[np.bool_]:
        """Which are those of others at these places, bool `[n]`, by their marks: much faster than by all bytes.

        Two that differ have the same mark and worth once in 2 ** 80 times.
        """
        same = self.marks == others.marks[places]
        for one, other in ((self.scales, others.scales[places]), (self.against, others.against[places])):
            same &= (one == other) | (np.isnan(one) & np.isnan(other))
        return np.asarray(same)

    def put(self, at: Rows, others: "Vectors") -> None:
        """Set some, in place; not where these are only some of those that are kept."""
        self._refuse_places()
        for name in _COLUMNS:
            column: NDArray[np.generic] = getattr(self, name)
            column[at] = getattr(others, name)

    def forget(self, at: NDArray[np.signedinteger]) -> None:
        """Of some nobody can tell any more; in place, as `put`."""
        self._refuse_places()
        self.kept[at] = 0
        self.scales[at] = np.nan
        self.against[at] = 0
        self.marks[at] = 0

    def _refuse_places(self) -> None:
        if self.places is not None:
            raise ValueError("who sees photos of others does not write to them")

    @classmethod
    def nothing(cls, count: int, width: int) -> "Vectors":
        """Of so many photos nobody can tell."""
        scales, against = np.full(count, np.nan, np.float32), np.zeros(count, np.float32)
        return cls(np.zeros((count, width), np.int8), scales, against, np.zeros(count, np.uint64))

    @classmethod
    def joined(cls, parts: Sequence["Vectors"]) -> "Vectors":
        """All of several, one after the other."""
        return cls(*(np.concatenate([getattr(each, name) for each in parts]) for name in _COLUMNS))

    @classmethod
    def of(cls, places: Floats) -> "Vectors":
        """Rounded to 127 steps on each side. Rows that are not finite are of photos of which nobody can tell."""
        told = np.asarray(np.isfinite(places).all(axis=1))
        kept = places if told.all() else np.where(told[:, None], places, np.float32(0))
        furthest = np.maximum(kept.max(axis=1, initial=0), -kept.min(axis=1, initial=0))
        scales = np.maximum(furthest / np.float32(LARGEST), _TINY).astype(np.float32)
        steps = kept / scales[:, None]
        np.rint(steps, out=steps)
        rows = np.clip(steps, -LARGEST, LARGEST, out=steps).astype(np.int8)
        scales[~told] = np.nan
        return cls(rows, scales, np.zeros(len(rows), np.float32), marks_of(rows))


def unit(vectors: Floats) -> Floats:
    """Vectors `[n, d]` brought to length 1; nothing stays nothing."""
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    return np.asarray(vectors / np.maximum(lengths, np.float32(1e-6))[:, None], np.float32)


def marks_of(rows: NDArray[np.int8]) -> NDArray[np.uint64]:
    """A number for each row, uint64 `[n]`: a sum of its words times numbers drawn once.

    Universal hashing: Carter, Wegman, Journal of Computer and System Sciences 18, 1979.
    """
    gap = -rows.shape[1] % 8
    words = np.ascontiguousarray(np.pad(rows, ((0, 0), (0, gap))) if gap else rows).view("<u8")
    sums = (words * _factors(words.shape[1])).sum(axis=1, dtype=np.uint64)
    return np.asarray(sums ^ (sums >> np.uint64(32)), np.uint64)


@cache
def _factors(words: int) -> NDArray[np.uint64]:
    """Odd numbers of 64 bits, the same each time."""
    drawn = np.random.default_rng(_SEED).integers(0, 2**63, words, dtype=np.uint64) * np.uint64(2)
    return np.asarray(drawn + np.uint64(1))
