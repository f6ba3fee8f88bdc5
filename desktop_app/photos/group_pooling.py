"""What the photos of a group look like together: their suggestions pooled into one.

A logarithmic opinion pool (Genest and Zidek 1986, "Combining probability distributions"; Hinton 2002 calls it a product
of experts): the probability of a breed is the weighted geometric mean of what the photos say, made to sum to one. A
photo's weight is exp(-H), the inverse of its perplexity, H being the entropy of its probabilities: one that leaves ten
breeds open counts a tenth of one that leaves none open, so four blurred photos and a good one say what the good one
says. The weights sum to one. That is the correction for photos that depend on each other: ten photos of one moment make
nothing surer than one does, where a product that takes them for independent would be sure of everything (Satopää et al.
2014, "Combining multiple probability predictions using a simple logit model").

What a session holds of a suggestion in memory is enough, its five best breeds: the rest is spread over the other
breeds. Measured against a vote, the single photo, other pools and all logits: `python -m benchmarks group_pooling`,
docs/decisions/0023-groups.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.photos.codes import NONE

if TYPE_CHECKING:
    from numpy.typing import NDArray

# No photo speaks against a breed more strongly than this: one that is wrong for some reason must not decide alone.
LEAST_PROBABILITY = 1e-5
# A pack knows at least so many breeds as have been seen of it; with few photos, few have been seen.
FEWEST_BREEDS = 30
RANKED = 5


@dataclass(frozen=True, slots=True, eq=False)
class Pooled:
    """What `n` groups look like.

    Attributes:
        ranked: int32 `[n, RANKED]`, places of breeds, best first; -1 where there are no more.
        probabilities: float64 `[n, RANKED]`; not a number there.
    """

    ranked: NDArray[np.int32]
    probabilities: NDArray[np.float64]


def pool(
    ranked: NDArray[np.int32], probabilities: NDArray[np.float64], of: NDArray[np.int32], groups: int, breeds: int
) -> Pooled:
    """Pool the suggestions of photos, group by group.

    Args:
        ranked: int32 `[photos, K]`, places of the first breeds of each photo, -1 where there are no more.
        probabilities: float64 `[photos, K]`, calibrated.
        of: int32 `[photos]`, the group of each, 0 to `groups` - 1.
        groups: how many there are; those without a photo look like nothing.
        breeds: how many are known, at most.
    """
    breeds = max(breeds, FEWEST_BREEDS)
    known = (ranked != NONE) & (probabilities > 0)
    said = np.where(known, probabilities, 0)
    rest = np.clip(1 - said.sum(axis=1), 0, 1)
    left = np.maximum(breeds - known.sum(axis=1), 1)
    least = np.where(known, said, 1).min(axis=1, initial=1)
    each = np.minimum(rest / left, least)
    entropy = -_times_its_log(said).sum(axis=1) - _times_its_log(each) * left
    heard = known.any(axis=1)
    weight = np.where(heard, np.exp(-entropy), 0)
    weight /= np.maximum(np.bincount(of, weight, groups), 1e-300)[of]
    floor = np.log(np.maximum(each, LEAST_PROBABILITY))
    nobody = np.bincount(of, weight * floor, groups)
    # One row for each breed that some photo of a group names.
    photo, place = np.nonzero(known)
    keys = of[photo].astype(np.int64) * (1 << 32) + ranked[photo, place]
    gain = weight[photo] * (np.log(np.maximum(said[photo, place], LEAST_PROBABILITY)) - floor[photo])
    # Not `np.unique`, whose first use imports a part of numpy that nobody needs: a tenth of a second.
    order = np.argsort(keys, kind="stable")
    new = np.diff(keys[order], prepend=-1) > 0
    named, where = keys[order][new], np.empty(len(keys), np.intp)
    where[order] = np.cumsum(new) - 1
    group, breed = (named >> 32).astype(np.int32), (named & 0xFFFFFFFF).astype(np.int32)
    score = np.exp(np.bincount(where, gain, len(named)) + nobody[group])
    unnamed = np.maximum(breeds - np.bincount(group, minlength=groups), 0)
    total = np.bincount(group, score, groups) + unnamed * np.exp(nobody)
    return _best(group, breed, score / total[group], groups)


def _times_its_log(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(values * np.log(np.maximum(values, 1e-300)))


def _best(group: NDArray[np.int32], breed: NDArray[np.int32], probability: NDArray[np.float64], groups: int) -> Pooled:
    ranked = np.full((groups, RANKED), NONE, np.int32)
    probabilities = np.full((groups, RANKED), np.nan)
    order = np.lexsort((breed, -probability, group))
    group, breed, probability = group[order], breed[order], probability[order]
    place = np.arange(len(group)) - np.searchsorted(group, group)
    kept = place < RANKED
    ranked[group[kept], place[kept]] = breed[kept]
    probabilities[group[kept], place[kept]] = probability[kept]
    return Pooled(ranked, probabilities)
