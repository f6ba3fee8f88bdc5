"""Which photos are trained on and which judge: by their contents, so that a photo is always on the same side."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scale_out.errors import ScaleError
from scale_out.heads.labels import AGAINST, NONE, Breed, Codes, names_of
from scale_out.heads.shards import LEFT_OUT, TRAINING, VALIDATION, Gathered

# A breed of fewer training photos is nothing that a head could learn, nor a promise that anybody should rely on.
FEWEST = 2
# Photos are sorted in so many parts, one after the other: what sorting takes in between is then little.
_PARTS = 16


@dataclass(frozen=True, eq=False)
class Sides:
    """What each labelled photo is for.

    Attributes:
        breeds: that the head learns, in the order of its columns, C of them.
        columns: the number of each photo's breed, for each shard `[N]`.
        sides: for each shard `[N]`.
        training: training photos of each breed `[C]`.
        validation: how many photos judge.
        said: sentences about what is left out.
    """

    breeds: tuple[Breed, ...]
    columns: list[Codes]
    sides: list[NDArray[np.uint8]]
    training: NDArray[np.int64]
    validation: int
    said: tuple[str, ...]


def sides_of(held: Sequence[Gathered], breeds: Sequence[Breed], share: float) -> Sides:
    """Choose them.

    Args:
        held: by each shard.
        breeds: what the codes mean.
        share: of the photos that judges, between 0 and 1.

    Raises:
        ScaleError: fewer than two breeds can be learnt, or nothing is left to judge by.
    """
    if not any(len(each.keys) for each in held):
        raise ScaleError("No photo of the results has a label. Do the paths of the table stand in the results as such?")
    sides = [np.full(len(each.keys), LEFT_OUT, np.uint8) for each in held]
    copies = against = 0
    for part in range(_PARTS):
        again, contradicted = _choose(held, sides, part, share)
        copies, against = copies + again, against + contradicted
    training = _counted(held, sides, TRAINING, len(breeds))
    learnt = training >= FEWEST
    column = np.where(learnt, np.cumsum(learnt) - 1, NONE).astype(np.int32)
    # `NONE` and `AGAINST` count from the end.
    column = np.concatenate([column, np.full(-AGAINST, NONE, np.int32)])
    columns = [column[each.codes] for each in held]
    for side, numbers in zip(sides, columns, strict=True):
        side[numbers == NONE] = LEFT_OUT
    few = [breed for breed, enough in zip(breeds, learnt, strict=True) if not enough]
    kept = tuple(breed for breed, enough in zip(breeds, learnt, strict=True) if enough)
    if len(kept) < 2:
        raise ScaleError(
            f"Of the labelled photos, {len(kept)} breeds have {FEWEST} to train on, and a head tells one breed from "
            "another. Label more photos, or see above what was left out."
        )
    validation = sum(int((side == VALIDATION).sum()) for side in sides)
    if not validation:
        raise ScaleError("No labelled photo is left to judge the head by. Label more photos.")
    said = []
    if copies:
        said.append(f"{copies:,} photos are copies of others, to the last byte, and count once")
    if against:
        said.append(f"{against:,} photos are left out: labels of them, or of copies of them, contradict each other")
    if few:
        said.append(f"{len(few):,} breeds are left out, with fewer than {FEWEST} photos to train on: {names_of(few)}")
    return Sides(kept, columns, sides, training[learnt], validation, tuple(said))


def _choose(held: Sequence[Gathered], sides: list[NDArray[np.uint8]], part: int, share: float) -> tuple[int, int]:
    """Choose sides of one part of the photos, by the last bits of their keys: copies are always of one part.

    Returns:
        How many photos are copies of others, and how many have labels that contradict each other.
    """
    places = [np.flatnonzero(each.keys % np.uint64(_PARTS) == part) for each in held]
    keys = np.concatenate([each.keys[rows] for each, rows in zip(held, places, strict=True)])
    codes = np.concatenate([each.codes[rows] for each, rows in zip(held, places, strict=True)])
    if not len(keys):
        return 0, 0
    order = np.argsort(keys, kind="stable")
    firsts = np.flatnonzero(np.r_[True, keys[order][1:] != keys[order][:-1]])
    lowest, highest = (pick.reduceat(codes[order], firsts) for pick in (np.minimum, np.maximum))
    agree = (lowest == highest) & (lowest != AGAINST)
    used = order[firsts[agree]]
    chosen = np.full(len(keys), LEFT_OUT, np.uint8)
    # The first half of the key; which photos are copies, the whole of it says.
    judges = (keys[used] >> np.uint64(32)).astype(np.float64) < share * 2.0**32
    chosen[used] = np.where(judges, VALIDATION, TRAINING)
    ends = np.cumsum([len(rows) for rows in places])[:-1]
    for side, rows, found in zip(sides, places, np.split(chosen, ends), strict=True):
        side[rows] = found
    sizes = np.diff(np.r_[firsts, len(keys)])
    return int((sizes[agree] - 1).sum()), int(sizes[~agree].sum())


def _counted(
    held: Sequence[Gathered], sides: Sequence[NDArray[np.uint8]], wanted: int, breeds: int
) -> NDArray[np.int64]:
    """Photos of a side, breed by breed `[B]`."""
    total = np.zeros(breeds, np.int64)
    for each, side in zip(held, sides, strict=True):
        total += np.bincount(each.codes[side == wanted], minlength=breeds)
    return total
