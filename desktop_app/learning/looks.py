"""What is known of photos that the memory is asked about."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """Of n photos.

    Attributes:
        vectors: float16 or float32 `[n, d]`, the embeddings in the space in which they are compared.
        ranked: int32 `[n, k]`, places of the pack's breeds, best first; -1 for none.
        probabilities: float64 `[n, k]`, calibrated.
        dog: float64 `[n]`, probability of a dog; not a number where the pack does not say.
    """

    vectors: NDArray[np.floating]
    ranked: NDArray[np.int32]
    probabilities: NDArray[np.float64]
    dog: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.ranked)


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
    """

    rows: NDArray[np.int32]
    ranked: NDArray[np.int32]
    probabilities: NDArray[np.float64]
    dog: NDArray[np.float64]
    learned: NDArray[np.int32]
    sure: NDArray[np.bool_]
