"""Runs of neighbours in a list: a hundred thousand places that follow each other are one pair of numbers."""

import numpy as np
from numpy.typing import NDArray

Run = tuple[int, int]


def runs(places: NDArray[np.signedinteger]) -> tuple[Run, ...]:
    """Rising numbers as (first, last) of each unbroken run."""
    if not len(places):
        return ()
    ends = np.flatnonzero(np.diff(places) != 1)
    firsts = places[np.concatenate(([0], ends + 1))]
    lasts = places[np.append(ends, len(places) - 1)]
    return tuple(zip(firsts.tolist(), lasts.tolist(), strict=True))
