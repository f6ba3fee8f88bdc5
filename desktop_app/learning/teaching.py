"""In which order photos teach most: those of which the memory is unsure, and which stand for many others like them.

Greedy facility location on uncertainty (Wei, Iyer, Bilmes: Submodularity in Data Subset Selection and Active Learning,
ICML 2015): each next photo is the one that stands for most uncertainty that is not covered. A label covers a third of
what lies close, so that a kind of dog gets about three, as many as a new breed needs.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from desktop_app.learning.cancelling import give_up, never
from desktop_app.learning.looks import Looks
from desktop_app.learning.memory import Memory
from desktop_app.learning.space import Space

POOL, PICKS = 2000, 300
"""Among so many of the most uncertain is chosen, so many times; the others follow by how uncertain they are."""
COVERS = 1 / 3
FAR, NEAR = 0.15, 0.6
"""Cosines between which a photo stands for another one more and more."""
_LITTLE = np.float32(1e-6)


def teaches_most(
    looks: Looks, memory: Memory | None, space: Space, is_cancelled: Callable[[], bool] = never
) -> NDArray[np.int64]:
    """Places of photos, what teaches most first.

    Args:
        looks: of the photos, by the pack.
        memory: what was learned so far; None for nothing.
        space: where photos are compared.
        is_cancelled: asked many times a second.

    Returns:
        int64 `[n]`: each place once. Photos that cannot be compared come last.

    Raises:
        CancelledError: nobody wants to know any more.
        ValueError: the photos were compared in another space.
    """
    if looks.vectors.width != space.width:
        raise ValueError(f"vectors of {looks.vectors.width} numbers are of another space")
    uncertain = _uncertainty(looks, memory, is_cancelled)
    order = np.argsort(-uncertain, kind="stable")
    pool = order[:POOL][uncertain[order[:POOL]] >= 0]
    vectors = looks.vectors.at(pool).directions()
    like = np.clip((vectors @ vectors.T - FAR) / (NEAR - FAR), 0, 1)
    own = uncertain[pool].astype(np.float32)
    left, free = own.copy(), np.ones(len(pool), np.bool_)
    first: list[int] = []
    for _ in range(min(PICKS, len(pool))):
        give_up(is_cancelled)
        gain = np.where(free, like @ left + _LITTLE * own, -1)
        chosen = int(gain.argmax())
        first.append(chosen)
        free[chosen] = False
        left *= 1 - np.float32(COVERS) * like[chosen]
        left[chosen] = 0
    rest = np.flatnonzero(free)
    rest = rest[np.argsort(-(left[rest] + _LITTLE * own[rest]), kind="stable")]
    return np.concatenate([pool[first], pool[rest], order[len(pool) :]]).astype(np.int64)


def _uncertainty(looks: Looks, memory: Memory | None, is_cancelled: Callable[[], bool]) -> NDArray[np.float64]:
    """Of each photo, `[n]`: the less likely the first breed and the likelier a dog, the more; -1 unknown."""
    best = np.zeros(len(looks))
    if looks.ranked.shape[1]:
        best = np.nan_to_num(looks.probabilities[:, 0].astype(np.float64))
    dog = looks.dog.astype(np.float64)
    if memory is not None:
        adjusted = memory.adjust(looks, is_cancelled)
        best[adjusted.rows] = np.nan_to_num(adjusted.probabilities[:, 0])
        dog[adjusted.rows] = adjusted.dog
    found = (1 - best) ** 2 * np.nan_to_num(dog, nan=1.0)
    found[~looks.can_be_compared()] = -1
    return found
