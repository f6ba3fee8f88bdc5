"""Which row goes on with which group, when groups are made anew."""

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.codes import NONE
from desktop_app.photos.group_order import animal_ids
from desktop_app.photos.groups import Grouping

# More than any group has photos: the same animal counts more than photos, the row a person is at more than that.
_SAME_ANIMAL, _CURRENT = 1 << 30, 1 << 31


def matched_rows(
    before: Grouping,
    row_of_group: NDArray[np.int32],
    after: Grouping,
    current: int | None = None,
    known: NDArray[np.int32] | None = None,
) -> NDArray[np.int32]:
    """int32, one for each group of `after`: the row that goes on with it; -1 for a group that needs a row of its own.

    A row goes on with the group that has most of its photos, where no other row has more of them there: each is the
    other's best. What is left over is asked again.

    Args:
        before: the groups of the rows.
        row_of_group: int32, one for each group of `before`: its row.
        after: the new groups, of the same store, which may have grown.
        current: the row a person is at: wherever most of its photos go, it goes too.
        known: as the result, where some rows are known already.
    """
    rows = np.full(len(after.groups), NONE, np.int32) if known is None else known.copy()
    old_of, new_of, scores = _shared(before, row_of_group, after, current)
    while len(scores):
        left = rows[new_of] == NONE
        left &= ~np.isin(row_of_group[old_of], rows[rows != NONE])
        old_of, new_of, scores = old_of[left], new_of[left], scores[left]
        best_old = _best(new_of, old_of, scores, len(after.groups))
        best_new = _best(old_of, new_of, scores, len(before.groups))
        groups = np.flatnonzero(best_old != NONE)
        mutual = groups[best_new[best_old[groups]] == groups]
        rows[mutual] = row_of_group[best_old[mutual]]
    return rows


_Numbers = NDArray[np.int64]


def _shared(
    before: Grouping, row_of_group: NDArray[np.int32], after: Grouping, current: int | None
) -> tuple[_Numbers, _Numbers, _Numbers]:
    """Which groups of before and after have photos in common, and how much that counts."""
    size = min(len(before.group_of), len(after.group_of))
    old, new = before.group_of[:size], after.group_of[:size]
    both = (old != NONE) & (new != NONE)
    pairs, counts = _counted(old[both].astype(np.int64) * max(1, len(after.groups)) + new[both])
    old_of, new_of = np.divmod(pairs, max(1, len(after.groups)))
    animals_before, animals_after = animal_ids(before), animal_ids(after)
    same = (animals_before[old_of] == animals_after[new_of]) & (animals_before[old_of] != NONE)
    scores = counts.astype(np.int64) + same * _SAME_ANIMAL
    if current is not None:
        own = np.flatnonzero(row_of_group[old_of] == current)
        scores[own[np.argmax(scores[own])] if len(own) else own] += _CURRENT
    return old_of, new_of, scores


def _counted(values: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Each value once, rising, and how often it is there."""
    ordered = np.sort(values)
    starts = np.flatnonzero(np.diff(ordered, prepend=-1))
    return ordered[starts], np.diff(starts, append=len(ordered))


def _best(
    of: NDArray[np.int64], candidates: NDArray[np.int64], scores: NDArray[np.int64], count: int
) -> NDArray[np.int64]:
    """For each of `count` things the candidate with the highest score, the first of several; -1 without one."""
    order = np.lexsort((candidates, -scores, of))
    firsts = order[np.flatnonzero(np.diff(of[order], prepend=-1))]
    best = np.full(count, NONE, np.int64)
    best[of[firsts]] = candidates[firsts]
    return best
