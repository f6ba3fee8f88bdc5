"""Which vectors are close to each other, among a hundred thousand, without comparing each with each.

Vectors are put into cells, each into the two whose centres are nearest, and compared within them (an inverted file with
double assignment: Jégou, Douze, Schmid, Product Quantization for Nearest Neighbor Search, TPAMI 33, 2011).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.seriation import BLOCK, CancelledError, Places, Vectors, learned_centres, never

# So many vectors are compared each with each. Beyond that, a cell has so many in the mean, and as many that are second.
ALL_WITH_ALL, IN_A_CELL = 4_096, 512
# So many neighbours of a vector are looked at.
MOST_EACH = 8
_APART = np.float32(-2)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of vectors.

    Attributes:
        first: int32 `[pairs]`: place of the one, below that of the other.
        second: int32 `[pairs]`.
        likeness: float32 `[pairs]`: their product.
    """

    first: Places
    second: Places
    likeness: Vectors

    def __len__(self) -> int:
        return len(self.first)

    @classmethod
    def joined(cls, parts: "list[Pairs]") -> "Pairs":
        """All of them, each pair once."""
        if not parts:
            return cls(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.float32))
        first, second, likeness = (
            np.concatenate([getattr(part, name) for part in parts]) for name in ("first", "second", "likeness")
        )
        order = np.lexsort((second, first))
        first, second, likeness = first[order], second[order], likeness[order]
        new = np.ones(len(first), np.bool_)
        new[1:] = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
        return cls(first[new], second[new], likeness[new])


def close_pairs(vectors: Vectors, unit_of: Places, least: float, is_cancelled: Callable[[], bool] = never) -> Pairs:
    """Vectors of different units that are close: for each, up to `MOST_EACH` of the closest.

    Args:
        vectors: float32 `[n, d]`, rows of length 1.
        unit_of: int32 `[n]`: what each belongs to. Vectors of one unit are not compared.
        least: the product that they have at least.
        is_cancelled: asked many times a second.

    Raises:
        CancelledError: it was cancelled.
    """
    parts = []
    for members in _cells(vectors, is_cancelled):
        mine, units = vectors[members], unit_of[members]
        step = max(1, BLOCK // max(1, len(members)))
        for begin in range(0, len(members), step):
            if is_cancelled():
                raise CancelledError
            likeness = mine[begin : begin + step] @ mine.T
            likeness[units[begin : begin + step, None] == units] = _APART
            rows, columns = _closest(likeness, least)
            one, other = members[begin + rows], members[columns]
            parts.append(Pairs(np.minimum(one, other), np.maximum(one, other), likeness[rows, columns]))
    return Pairs.joined(parts)


def _closest(likeness: Vectors, least: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns of the greatest numbers of each row, as far as they reach `least`."""
    # Most rows have nothing that close, and need not be sorted.
    some = np.flatnonzero(likeness.max(axis=1, initial=_APART) >= least)
    within = likeness[some]
    if within.shape[1] > MOST_EACH:
        columns = np.argpartition(-within, MOST_EACH - 1, axis=1)[:, :MOST_EACH]
    else:
        columns = np.tile(np.arange(within.shape[1]), (len(within), 1))
    rows = np.repeat(some, columns.shape[1])
    columns = columns.ravel()
    reached = likeness[rows, columns] >= least
    return rows[reached], columns[reached]


def _cells(vectors: Vectors, is_cancelled: Callable[[], bool]) -> list[Places]:
    if len(vectors) <= ALL_WITH_ALL:
        return [np.arange(len(vectors), dtype=np.int32)]
    centres = learned_centres(vectors, -(-len(vectors) // IN_A_CELL), is_cancelled)
    nearest = np.empty((len(vectors), 2), np.int32)
    step = max(1, BLOCK // len(centres))
    for first in range(0, len(vectors), step):
        if is_cancelled():
            raise CancelledError
        likeness = vectors[first : first + step] @ centres.T
        nearest[first : first + step] = np.argpartition(-likeness, 1, axis=1)[:, :2]
    order = np.argsort(nearest.ravel(), kind="stable")
    counts = np.bincount(nearest.ravel(), minlength=len(centres))
    return [(cell // 2).astype(np.int32) for cell in np.split(order, np.cumsum(counts)[:-1]) if len(cell) > 1]
