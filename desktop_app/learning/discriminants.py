"""Linear discriminants of photos, to the last bit the same for a photo whichever others it comes with."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

AT_ONCE = 512
"""Products are made of so many rows, no more and no fewer: their last bits depend on it."""
SHARPNESS = 0.03
"""How much of a linear discriminant counts: numbers of an embedding are not as independent as it takes them to be."""


@dataclass(frozen=True, slots=True, eq=False)
class Discriminants:
    """Of some breeds: `u @ mean - half` for a photo at `u`.

    Attributes:
        means: float32 `[breeds, d]`.
        halves: float32 `[breeds]`: half the squared lengths of the means.
    """

    means: Floats
    halves: Floats

    @classmethod
    def of_means(cls, means: Floats) -> "Discriminants":
        """With the lengths that the means have."""
        return cls(means, np.asarray(0.5 * (means * means).sum(axis=1), np.float32))

    def of_block(self, block: Floats) -> Floats:
        """Of a block of photos of one fixed size, float32 `[photos, breeds]`."""
        return np.asarray(block @ self.means.T - self.halves, np.float32)


def as_block(vectors: NDArray[np.floating]) -> Floats:
    """At most `AT_ONCE` vectors, float32, with rows of nothing up to `AT_ONCE`."""
    block = np.zeros((AT_ONCE, vectors.shape[1]), np.float32)
    block[: len(vectors)] = vectors
    return block


def log_sum(scores: Floats) -> NDArray[np.float64]:
    """The logarithm of the sum of exponentials of each row, float64 `[n]`."""
    highest = scores.max(axis=1, keepdims=True)
    return np.asarray(highest[:, 0] + np.log(np.exp(scores - highest).sum(axis=1, dtype=np.float64)), np.float64)
