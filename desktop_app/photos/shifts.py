"""What happens to a list when its photos change: which runs of places go, which come."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.names import Positions

Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shift:
    """How one list becomes another while what stays keeps its order.

    Attributes:
        gone: runs (first, last) of places in the list of before, rising; take them out from the last to the first.
        come: runs of places in the list of after, rising; put them in from the first to the last.
    """

    gone: tuple[Run, ...] = ()
    come: tuple[Run, ...] = ()

    def __len__(self) -> int:
        return len(self.gone) + len(self.come)


def runs(places: NDArray[np.signedinteger]) -> tuple[Run, ...]:
    """Rising numbers as (first, last) of each unbroken run."""
    if not len(places):
        return ()
    ends = np.flatnonzero(np.diff(places) != 1)
    firsts = places[np.concatenate(([0], ends + 1))]
    lasts = places[np.append(ends, len(places) - 1)]
    return tuple(zip(firsts.tolist(), lasts.tolist(), strict=True))


def shift(before: Positions, after: Positions) -> Shift | None:
    """How `before` becomes `after`; None where something that stays has another place among those that stay."""
    size = 1 + max(int(before.max(initial=-1)), int(after.max(initial=-1)))
    here, there = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
    here[before], there[after] = True, True
    stays_before, stays_after = there[before], here[after]
    if not np.array_equal(before[stays_before], after[stays_after]):
        return None
    return Shift(runs(np.flatnonzero(~stays_before)), runs(np.flatnonzero(~stays_after)))
