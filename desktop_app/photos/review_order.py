"""In which order photos are reviewed, and which of them are sure enough to be confirmed together.

A page shows photos that are all sure of one breed. It is offered where at least `LEAST_ON_A_PAGE` of the photos are; a
group is never torn: its photos stand on a page only when all of them belong there, else they stand together as single
photos.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.photos.codes import CONFIDENCE_CODE, NONE, STATE_CODE
from desktop_app.photos.names import Positions
from desktop_app.photos.store import PhotoStore

MOST_ON_A_PAGE = 15
LEAST_ON_A_PAGE = 4

Groups = NDArray[np.int32]
"""int32 `[positions]`: the number of each photo's group, -1 for a photo that stands alone."""


class ReviewOrder(StrEnum):
    """What comes first: what the calibrated probability calls easy, or hard; or what the memory learns most from."""

    EASIEST = "easiest"
    HARDEST = "hardest"
    TEACHES_MOST = "teaches most"


class NoOrder(StrEnum):
    """Why nobody can say which photos teach most."""

    SWITCHED_OFF = "switched off"
    OTHER_PACK = "other pack"
    NO_EMBEDDINGS = "no embeddings"


Teaching = NDArray[np.int32]
"""int32 `[positions]`: the place of each photo among those that teach, what teaches most first; -1 where that is not
known."""


@dataclass(frozen=True, slots=True, eq=False)
class Planned:
    """Photos in the order in which they are reviewed.

    Attributes:
        positions: int32 `[n]`.
        breeds: int32 `[n]`: place in `tables.breeds` of the breed of the page on which a photo stands; -1 for a photo
            that comes singly.
        units: int64 `[n]`: photos with the same number stand together.
    """

    positions: Positions
    breeds: Positions
    units: NDArray[np.int64]


def to_review(store: PhotoStore, positions: Positions) -> Positions:
    """Those that a person could decide now: no label for this file, a suggestion, and a file that is there."""
    here = store.present[positions] & ~store.missing[positions]
    found: Positions = positions[here & (store.state[positions] == STATE_CODE[PhotoState.TO_REVIEW])]
    return found


def waiting(store: PhotoStore, positions: Positions) -> Positions:
    """Those that have no suggestion yet."""
    here = store.present[positions] & ~store.missing[positions]
    found: Positions = positions[here & (store.state[positions] == STATE_CODE[PhotoState.WAITING])]
    return found


def out_of_reach(store: PhotoStore, positions: Positions) -> Positions:
    """Those that are undecided, and that nobody can look at: unreadable, or their files are not there."""
    undecided = store.present[positions] & ((store.labels[positions] == NONE) | store.of_another_file[positions])
    found: Positions = positions[undecided & (store.missing[positions] | (store.faults[positions] != NONE))]
    return found


def plan(
    store: PhotoStore,
    positions: Positions,
    order: ReviewOrder,
    group_of: Groups | None = None,
    teaching: Teaching | None = None,
    *,
    pages: bool = True,
) -> Planned:
    """Put photos in the order in which they are reviewed.

    Easiest first: pages, the surest breed first, then groups and single photos by the mean of their calibrated
    probabilities. Hardest first is the other way round, and pages come last. What teaches most comes first as it is
    given, a group where that one of its photos stands which teaches most; photos of which that is not known follow as
    with hardest first, and pages come last here too: photos that are sure teach least. Photos of equal rank stay as
    they are given.

    Args:
        store: the photos.
        positions: int32 `[n]`: those to review, each once, as they are shown elsewhere.
        order: what comes first.
        group_of: the groups of all positions in the store; None where nobody has grouped them.
        teaching: which photos teach most; None where that is not known, or nobody asks.
        pages: whether photos that are sure may stand on pages.
    """
    probability = np.nan_to_num(store.probability[positions])
    units = _units(positions, group_of)
    sizes = np.bincount(units)
    means = np.bincount(units, weights=probability)[units] / sizes[units]
    breeds = _pages(store, positions, units, sizes) if pages else np.full(len(positions), NONE, np.int32)
    sign = -1 if order is ReviewOrder.EASIEST else 1
    ranks = _ranks(breeds, probability, sign)
    first = _first_to_teach(units, teaching, positions) if order is ReviewOrder.TEACHES_MOST else np.zeros(len(units))
    # Stable, the last key first: pages and their breeds, then what teaches, then how easy a unit is, then units of
    # equal ease apart.
    places = np.lexsort((units, sign * means, first, ranks))
    return Planned(positions[places], breeds[places], units[places])


def _first_to_teach(units: NDArray[np.int64], teaching: Teaching | None, positions: Positions) -> NDArray[np.float64]:
    """The place of each photo's unit among those that teach: that of its photo that teaches most; infinite for none."""
    places = groups_for(teaching, positions)
    first = np.full(len(units), np.inf)
    known = places != NONE
    np.minimum.at(first, units[known], places[known])
    return np.asarray(first[units])


def _units(positions: Positions, group_of: Groups | None) -> NDArray[np.int64]:
    """A number for each photo, the same for photos of one group; photos without a group have their own."""
    alone = np.arange(len(positions), dtype=np.int64)
    groups = groups_for(group_of, positions).astype(np.int64)
    grouped = groups >= 0
    # The place of a group's first photo stands for it, so that equal ones stay in the order in which they came.
    first = np.full(int(groups.max(initial=0)) + 1, len(positions), np.int64)
    np.minimum.at(first, groups[grouped], alone[grouped])
    return np.where(grouped, first[np.maximum(groups, 0)], alone)


def groups_for(group_of: Groups | None, positions: Positions) -> Positions:
    """The group of each position, -1 for none: also for photos that came after the grouping."""
    if group_of is None or not len(group_of):
        return np.full(len(positions), NONE, np.int32)
    known = (positions >= 0) & (positions < len(group_of))
    return np.where(known, group_of[np.where(known, positions, 0)], NONE).astype(np.int32)


def _pages(
    store: PhotoStore, positions: Positions, units: NDArray[np.int64], sizes: NDArray[np.intp]
) -> NDArray[np.int32]:
    """The breed of the page on which each photo may stand, -1 for none."""
    suggested = store.suggested[positions]
    sure = (store.confidence[positions] == CONFIDENCE_CODE[Confidence.SURE]) & (suggested != NONE)
    # A label that was given to another file wants a look of its own.
    sure &= store.labels[positions] == NONE
    of_unit = np.full(len(sizes), NONE, np.int32)
    of_unit[units] = suggested
    agree = np.bincount(units, weights=sure & (suggested == of_unit[units])) == sizes
    on_page = sure & agree[units]
    counts = np.bincount(suggested[on_page], minlength=1)
    on_page &= counts[np.where(on_page, suggested, 0)] >= LEAST_ON_A_PAGE
    return np.where(on_page, suggested, np.int32(NONE)).astype(np.int32)


def _ranks(breeds: NDArray[np.int32], probability: NDArray[np.float64], sign: int) -> NDArray[np.int64]:
    """Pages before single photos (after them, hardest first), the surest breed first (last)."""
    paged = breeds != NONE
    if not paged.any():
        return np.zeros(len(breeds), np.int64)
    counts = np.bincount(breeds[paged])
    means = np.bincount(breeds[paged], weights=probability[paged]) / np.maximum(counts, 1)
    there = np.flatnonzero(counts)
    ranks = np.zeros(len(counts), np.int64)
    ranks[there[np.argsort(sign * means[there], kind="stable")]] = np.arange(1, len(there) + 1)
    single = len(there) + 1 if sign < 0 else 0
    return np.where(paged, ranks[np.where(paged, breeds, 0)], single)
