"""Which photos are trained on and which judge: by their contents, so that a photo is always on the same side."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scale_out.errors import ScaleError
from scale_out.heads.labels import AGAINST, NONE, Breed, Codes, Keys, names_of
from scale_out.heads.shards import LEFT_OUT, TRAINING, VALIDATION, Gathered

# A breed of fewer training photos is nothing that a head could learn, nor a promise that anybody should rely on.
FEWEST = 2


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
    keys = np.concatenate([each.keys for each in held])
    codes = np.concatenate([each.codes for each in held])
    used, copies, against = _once(keys, codes)
    # The first half of the key: which photos are copies, the whole of it says.
    judges = used & ((keys >> np.uint64(32)).astype(np.float64) < share * 2.0**32)
    learnt = np.bincount(codes[used & ~judges], minlength=len(breeds)) >= FEWEST
    used &= learnt[np.maximum(codes, 0)]
    judges &= used
    few = [breed for breed, enough in zip(breeds, learnt, strict=True) if not enough]
    kept = tuple(breed for breed, enough in zip(breeds, learnt, strict=True) if enough)
    if len(kept) < 2:
        raise ScaleError(
            f"Of the labelled photos, {len(kept)} breeds have {FEWEST} to train on, and a head tells one breed from "
            "another. Label more photos, or see above what was left out."
        )
    if not judges.any():
        raise ScaleError("No labelled photo is left to judge the head by. Label more photos.")
    column = np.where(learnt, np.cumsum(learnt) - 1, NONE).astype(np.int32)
    columns = np.where(codes >= 0, column[np.maximum(codes, 0)], NONE).astype(np.int32)
    sides = np.where(judges, VALIDATION, np.where(used, TRAINING, LEFT_OUT)).astype(np.uint8)
    said = []
    if copies:
        said.append(f"{copies:,} photos are copies of others, to the last byte, and count once")
    if against:
        said.append(f"{against:,} photos are left out: labels of them, or of copies of them, contradict each other")
    if few:
        said.append(f"{len(few):,} breeds are left out, with fewer than {FEWEST} photos to train on: {names_of(few)}")
    ends = np.cumsum([len(each.keys) for each in held])[:-1]
    training = np.bincount(columns[sides == TRAINING], minlength=len(kept))
    return Sides(kept, np.split(columns, ends), np.split(sides, ends), training, int(judges.sum()), tuple(said))


def _once(keys: Keys, codes: Codes) -> tuple[NDArray[np.bool_], int, int]:
    """Which photos count: of copies the first; none where labels contradict. And how many do not, for either reason."""
    if not len(keys):
        raise ScaleError("No photo of the results has a label. Do the paths of the table stand in the results as such?")
    order = np.argsort(keys, kind="stable")
    firsts = np.flatnonzero(np.r_[True, keys[order][1:] != keys[order][:-1]])
    lowest, highest = (pick.reduceat(codes[order], firsts) for pick in (np.minimum, np.maximum))
    agree = (lowest == highest) & (lowest != AGAINST)
    used = np.zeros(len(keys), bool)
    used[order[firsts[agree]]] = True
    sizes = np.diff(np.r_[firsts, len(keys)])
    return used, int((sizes[agree] - 1).sum()), int(sizes[~agree].sum())
