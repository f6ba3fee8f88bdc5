"""An order in which vectors that are alike stand side by side.

Seriation as a short path through all vectors (Hahsler, Hornik, Buchta: Getting Things in Order, Journal of
Statistical Software 25, 2008; Climer, Zhang: Rearrangement Clustering, JMLR 7, 2006): from each to the nearest that is
left, then mended by 2-opt (Croes, Operations Research 6, 1958) with both ends held. That takes the square of how many
there are. So many vectors are put into cells first (spherical k-means: Dhillon, Modha, Machine Learning 42, 2001), the
cells' centres are ordered in the same way, and then each cell, from where the one before ended to where the next one
begins.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Places = NDArray[np.int32]

# So many are ordered at once; a cell has half as many in the mean.
AT_ONCE = 1_000
# Centres are learned from so many vectors a cell, in so many rounds.
LEARNED_FROM, ROUNDS = 40, 8
SWEEPS = 24
# Products are made in blocks of so many numbers: short enough that nobody waits for one.
BLOCK = 1_000_000
# Where cells leave so much together, its vectors are (nearly) the same, and no further cells tell them apart.
ALL_THE_SAME = 0.9
_SEED = 20_240_229
_TINY = 1e-6


class CancelledError(Exception):
    """Nobody wants the result any more."""


def never() -> bool:
    """What is asked where nobody cancels."""
    return False


def unit(vectors: NDArray[np.floating]) -> Vectors:
    """float32: rows of length 1; rows of nothing stay nothing."""
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))[:, None]
    return np.asarray(vectors / np.maximum(lengths, _TINY), np.float32)


def most_alike_order(vectors: Vectors, is_cancelled: Callable[[], bool] = never) -> Places:
    """The places of vectors, so that neighbours in the order are alike. The same for the same vectors, each time.

    Args:
        vectors: float32 `[n, d]`, rows of length 1.
        is_cancelled: asked many times a second.

    Returns:
        int32 `[n]`: each place once.

    Raises:
        CancelledError: it was cancelled.
    """
    return _ordered(vectors, np.arange(len(vectors), dtype=np.int32), None, None, is_cancelled)


def _ordered(
    vectors: Vectors, members: Places, before: Vectors | None, after: Vectors | None, is_cancelled: Callable[[], bool]
) -> Places:
    """Members in order, from what is most like `before` to what is most like `after` (float32 `[d]`, where given)."""
    _give_up(is_cancelled)
    if len(members) < 3 and before is None and after is None:
        return members
    # Of all together no copy is made.
    mine = vectors if len(members) == len(vectors) else vectors[members]
    if len(members) <= AT_ONCE:
        return members[_path(mine, before, after, is_cancelled)]
    centres = learned_centres(mine, -(-2 * len(members) // AT_ONCE), is_cancelled)
    cell_of = nearest_centres(mine, centres, is_cancelled)
    counts = np.bincount(cell_of, minlength=len(centres))
    if counts.max() > ALL_THE_SAME * len(members):
        return members[np.argsort(-(mine @ (mine[0] if before is None else before)), kind="stable")]
    del mine
    kept = np.flatnonzero(counts).astype(np.int32)
    cells = kept[_ordered(centres[kept], np.arange(len(kept), dtype=np.int32), before, after, is_cancelled)].tolist()
    by_cell = members[np.argsort(cell_of, kind="stable")]
    ends = np.cumsum(counts)
    parts: list[Places] = []
    for cell, following in zip(cells, [*cells[1:], None], strict=True):
        last = vectors[parts[-1][-1]] if parts else before
        leads_to = after if following is None else centres[following]
        inside = by_cell[ends[cell] - counts[cell] : ends[cell]]
        parts.append(_ordered(vectors, inside, last, leads_to, is_cancelled))
    return np.concatenate(parts)


# Cells


def learned_centres(vectors: Vectors, count: int, is_cancelled: Callable[[], bool] = never) -> Vectors:
    """Centres of cells: float32 `[count, d]`, rows of length 1. Vectors are at least as many.

    Raises:
        CancelledError: it was cancelled.
    """
    random = np.random.default_rng(_SEED)
    sample = vectors
    if len(vectors) > count * LEARNED_FROM:
        sample = vectors[np.sort(random.choice(len(vectors), count * LEARNED_FROM, replace=False))]
    centres = sample[np.sort(random.choice(len(sample), count, replace=False))]
    for _ in range(ROUNDS):
        nearest = nearest_centres(sample, centres, is_cancelled)
        by_centre, counts = np.argsort(nearest, kind="stable"), np.bincount(nearest, minlength=count)
        present = np.flatnonzero(counts)
        firsts = (np.cumsum(counts) - counts)[present]
        # What is nearest to none keeps its place.
        centres[present] = unit(np.add.reduceat(sample[by_centre], firsts, axis=0))
    return centres


def nearest_centres(vectors: Vectors, centres: Vectors, is_cancelled: Callable[[], bool] = never) -> Places:
    """int32 `[n]`: the place of the centre that each vector is most like.

    Raises:
        CancelledError: it was cancelled.
    """
    nearest = np.empty(len(vectors), np.int32)
    step = max(1, BLOCK // max(1, len(centres)))
    for first in range(0, len(vectors), step):
        _give_up(is_cancelled)
        nearest[first : first + step] = (vectors[first : first + step] @ centres.T).argmax(axis=1)
    return nearest


# Paths


def _path(
    vectors: Vectors, before: Vectors | None, after: Vectors | None, is_cancelled: Callable[[], bool]
) -> NDArray[np.intp]:
    """A short path through at most `AT_ONCE` vectors, from `before` to `after`."""
    count = len(vectors)
    # The last two are where it comes from and goes to; what is not given is equally far from all.
    apart = np.zeros((count + 2, count + 2), np.float32)
    apart[:count, :count] = 1 - vectors @ vectors.T
    for place, end in ((count, before), (count + 1, after)):
        if end is not None:
            apart[place, :count] = apart[:count, place] = 1 - vectors @ end
    return _two_opt(apart, _greedy(apart, count, begins=before is not None), is_cancelled)[1:-1]


def _greedy(apart: NDArray[np.float32], count: int, *, begins: bool) -> NDArray[np.intp]:
    left = np.zeros(count + 2, np.float32)
    left[count:] = np.inf
    path = np.empty(count + 2, np.intp)
    path[0], path[-1] = count, count + 1
    # Without a beginning: from what is most unlike all others, so that nobody has to come back for it.
    path[1] = apart[count, :count].argmin() if begins else apart[:count, :count].sum(axis=1).argmax()
    left[path[1]] = np.inf
    for place in range(2, count + 1):
        path[place] = (apart[path[place - 1]] + left).argmin()
        left[path[place]] = np.inf
    return path


def _two_opt(apart: NDArray[np.float32], path: NDArray[np.intp], is_cancelled: Callable[[], bool]) -> NDArray[np.intp]:
    """Turn parts of the path round as long as that makes it shorter; its ends stay."""
    for _ in range(SWEEPS):
        _give_up(is_cancelled)
        shorter = False
        for first in range(1, len(path) - 2):
            before, here = path[first - 1], path[first]
            ends, following = path[first + 1 : -1], path[first + 2 :]
            gains = apart[before, here] + apart[ends, following] - apart[before, ends] - apart[here, following]
            best = int(gains.argmax())
            if gains[best] > _TINY:
                path[first : first + best + 2] = path[first : first + best + 2][::-1].copy()
                shorter = True
        if not shorter:
            break
    return path


def _give_up(is_cancelled: Callable[[], bool]) -> None:
    if is_cancelled():
        raise CancelledError
