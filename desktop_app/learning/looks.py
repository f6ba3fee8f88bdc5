"""What is known of photos that the memory is asked about."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from desktop_app.learning.vectors import Vectors

NONE = -1


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """Of n photos.

    Attributes:
        vectors: the embeddings in the space in which they are compared.
        ranked: int32 `[n, k]`, places of the pack's breeds, best first; -1 for none.
        probabilities: `[n, k]`, calibrated; not a number for none.
        dog: `[n]`, probability of a dog; not a number where the pack does not say.
        near: float64 `[n, 2]`, what `Memory.near` said of them, to save time; None where it was not asked.
    """

    vectors: Vectors
    ranked: NDArray[np.int32]
    probabilities: NDArray[np.floating]
    dog: NDArray[np.floating]
    near: NDArray[np.float64] | None = None

    def __len__(self) -> int:
        return len(self.ranked)

    @property
    def shape(self) -> tuple[int, int]:
        """How wide vectors are, and how many breeds are ranked: d, k."""
        return self.vectors.width, self.ranked.shape[1]

    def can_be_compared(self) -> NDArray[np.bool_]:
        """Of which photos it is known how they look, bool `[n]`."""
        return self.vectors.is_told

    @classmethod
    def nothing(cls, width: int, breeds: int = 0) -> "Looks":
        """No photo, of vectors so wide and so many breeds each."""
        none = np.zeros((0, breeds))
        return cls(Vectors.nothing(0, width), none.astype(np.int32), none, np.zeros(0))

    @classmethod
    def joined(cls, parts: Sequence["Looks"]) -> "Looks":
        """All photos of several, one after the other. What ranks fewer breeds is filled with none."""
        breeds = max(each.ranked.shape[1] for each in parts)
        gaps = [((0, 0), (0, breeds - each.ranked.shape[1])) for each in parts]
        return cls(
            Vectors.joined([each.vectors for each in parts]),
            np.concatenate(
                [np.pad(each.ranked, gap, constant_values=NONE) for each, gap in zip(parts, gaps, strict=True)]
            ),
            np.concatenate(
                [np.pad(each.probabilities, gap, constant_values=np.nan) for each, gap in zip(parts, gaps, strict=True)]
            ),
            np.concatenate([each.dog for each in parts]),
        )

    def at(self, rows: NDArray[np.intp] | slice) -> "Looks":
        """Some of the photos."""
        near = None if self.near is None else self.near[rows]
        return Looks(self.vectors.at(rows), self.ranked[rows], self.probabilities[rows], self.dog[rows], near)


@dataclass(frozen=True, slots=True, eq=False)
class Adjusted:
    """What the memory makes of photos: of those alone, m of n, of which it says something else than the pack.

    Attributes:
        rows: int32 `[m]`, rising: which of the photos.
        ranked: int32 `[m, k]`, places in the memory's `breed_ids`, best first; -1 for none.
        probabilities: float64 `[m, k]`, calibrated.
        dog: float64 `[m]`.
        learned: int32 `[m]`: how many labels stand behind the first breed; 0 where it is the pack's word.
        sure: bool `[m]`: whether the memory vouches for the first breed as surely as "sure" promises.
        doubted: bool `[m]`: whether the first breed is not sure, even where the pack is.
    """

    rows: NDArray[np.int32]
    ranked: NDArray[np.int32]
    probabilities: NDArray[np.float64]
    dog: NDArray[np.float64]
    learned: NDArray[np.int32]
    sure: NDArray[np.bool_]
    doubted: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.rows)

    @classmethod
    def joined(cls, parts: Sequence["Adjusted"], breeds: int) -> "Adjusted":
        """What was made of photos one after the other, with so many breeds each."""
        if not parts:
            none = np.zeros((0, breeds))
            rows = np.zeros(0, np.int32)
            return cls(rows, none.astype(np.int32), none, np.zeros(0), rows.copy(), rows > 0, rows > 0)
        return cls(*(np.concatenate([getattr(each, name) for each in parts]) for name in cls.__slots__))

    def later_by(self, count: int) -> "Adjusted":
        """The same, of photos with so many others before them."""
        return replace(self, rows=self.rows + np.int32(count))
