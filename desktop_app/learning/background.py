"""What the embeddings of a pack's training photos are like: what a breed has to stand out from."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """Statistics of a pack's training photos: C breeds in the order of its manifest, embeddings of D numbers.

    Attributes:
        means: float32 `[C, D]`, the mean embedding of each breed.
        middle: float32 `[D]`, the mean of all.
        axes: float32 `[D, r]`, the directions in which photos of one breed differ most.
        variances: float32 `[r]`, how much along these.
        rest: the mean variance along all other directions.
        photos: int32 `[C]`, how many photos of each breed there were.
    """

    means: Floats
    middle: Floats
    axes: Floats
    variances: Floats
    rest: float
    photos: NDArray[np.int32]


def load_background(file: Path) -> Background:
    """Read what the pack has."""
    with np.load(file, allow_pickle=False) as arrays:
        return Background(
            arrays["means"].astype(np.float32),
            arrays["middle"].astype(np.float32),
            arrays["axes"].astype(np.float32),
            arrays["variances"].astype(np.float32),
            float(arrays["rest"]),
            arrays["photos"].astype(np.int32),
        )
