"""Runs of neighbours in a list: a hundred thousand places that follow each other are one pair of numbers."""

import numpy as np
from numpy.typing import NDArray

Run = tuple[int, int]
Places = NDArray[np.signedinteger] | slice
"""Places in an array, one by one or as one run."""
MOST_STRETCHES = 16
"""Words for many places that are scattered."""


def one_run(places: NDArray[np.signedinteger]) -> Places:
    """The places as a slice where each follows the one before: numpy reads and writes these several times as fast."""
    count = len(places)
    if not count or int(places[-1]) - int(places[0]) != count - 1 or (count > 1 and (np.diff(places) != 1).any()):
        return places
    return slice(int(places[0]), int(places[-1]) + 1)


def runs(places: NDArray[np.signedinteger]) -> tuple[Run, ...]:
    """Rising numbers as (first, last) of each unbroken run."""
    if not len(places):
        return ()
    ends = np.flatnonzero(np.diff(places) != 1)
    firsts = places[np.concatenate(([0], ends + 1))]
    lasts = places[np.append(ends, len(places) - 1)]
    return tuple(zip(firsts.tolist(), lasts.tolist(), strict=True))


def stretches(places: NDArray[np.signedinteger]) -> tuple[Run, ...]:
    """Rising numbers as (first, last) of at most `MOST_STRETCHES` parts, which lie furthest from each other.

    A part may hold gaps, but none as wide as those between parts.
    """
    if not len(places):
        return ()
    gaps = np.diff(places)
    widest = np.argsort(-gaps, kind="stable")[: MOST_STRETCHES - 1]
    ends = np.sort(widest[gaps[widest] > 1])
    firsts = places[np.concatenate(([0], ends + 1))]
    lasts = places[np.append(ends, len(places) - 1)]
    return tuple(zip(firsts.tolist(), lasts.tolist(), strict=True))
