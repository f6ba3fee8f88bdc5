"""Labels that the others contradict: the photo looks like those of another label, and unlike those of its own.

Each label is judged by all others, those of its animal or burst left out, in the space in which photos of one breed lie
around their mean alike in all directions (`Space`). It is in doubt where both of these hold:

- Its linear discriminant for another breed, against that of its own, has odds of at least `LEAST_ODDS`; both breeds
  have at least `LEAST_UNITS` other labels, so that a name that is used once contradicts nothing.
- Of the `NEAREST` labels whose photos are nearest, more than half say that other breed, and none says its own.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.labels import LabelKind
from desktop_app.learning.cancelling import give_up, never
from desktop_app.learning.evidence import KINDS, NONE, Evidence

LEAST_ODDS = 50.0
LEAST_UNITS = 3
NEAREST = 5
SHARPNESS = 0.05
AT_ONCE = 256


@dataclass(frozen=True, slots=True, eq=False)
class Doubts:
    """m labels that the others contradict, the strongest doubt first.

    Attributes:
        keys: int64 `[m]`, of the evidence.
        breeds: int32 `[m]`, places in the evidence's `breed_ids`: what the others say.
        strength: float64 `[m]`, 0 to 1: the share of that breed against the label's own.
    """

    keys: NDArray[np.int64]
    breeds: NDArray[np.int32]
    strength: NDArray[np.float64]


def labels_in_doubt(evidence: Evidence, is_cancelled: Callable[[], bool] = never) -> Doubts:
    """The labels of one breed that the others contradict.

    Raises:
        CancelledError: nobody wants to know any more.
    """
    of_breed = np.flatnonzero((evidence.kinds == KINDS.index(LabelKind.BREED)) & (evidence.breeds[:, 0] != NONE))
    named, own = np.unique(evidence.breeds[of_breed, 0], return_inverse=True)
    if len(named) < 2:
        return _nothing()
    vectors = evidence.vectors[of_breed].astype(np.float32)
    _, unit = np.unique(evidence.units[of_breed], return_inverse=True)
    # One unit with labels of one breed weighs one.
    group, together = np.unique(unit.astype(np.int64) * len(named) + own, return_inverse=True)
    weights = 1.0 / np.bincount(together)[together]
    of_group = np.zeros((len(group), vectors.shape[1]), np.float32)
    np.add.at(of_group, together, vectors * weights[:, None].astype(np.float32))
    counts = np.bincount(group % len(named), minlength=len(named)).astype(np.float64)
    sums = np.zeros((len(named), vectors.shape[1]), np.float32)
    np.add.at(sums, group % len(named), of_group)
    give_up(is_cancelled)
    means = sums / counts[:, None]
    scores = SHARPNESS * (vectors @ means.T - 0.5 * (means**2).sum(axis=1))
    others = counts[own] - 1
    without = (sums[own] - of_group[together]) / np.maximum(others, 1)[:, None]
    mine = SHARPNESS * ((vectors * without).sum(axis=1) - 0.5 * (without**2).sum(axis=1))
    scores[:, counts < LEAST_UNITS] = -np.inf
    scores[np.arange(len(own)), own] = -np.inf
    rival = scores.argmax(axis=1)
    odds = scores.max(axis=1) - mine
    asked = np.flatnonzero((odds >= np.log(LEAST_ODDS)) & (others >= LEAST_UNITS))
    found = [part for part in _agreeing(asked, vectors, own, unit, rival, is_cancelled) if len(part)]
    if not found:
        return _nothing()
    at = np.concatenate(found)
    keys, strength = evidence.keys[of_breed[at]], 1 / (1 + np.exp(-np.minimum(odds[at], 50.0)))
    order = np.lexsort((keys, -strength))
    return Doubts(keys[order], named[rival[at]][order].astype(np.int32), strength[order].astype(np.float64))


def _agreeing(
    asked: NDArray[np.intp],
    vectors: NDArray[np.float32],
    own: NDArray[np.intp],
    unit: NDArray[np.intp],
    rival: NDArray[np.intp],
    is_cancelled: Callable[[], bool],
) -> list[NDArray[np.intp]]:
    """Those of the asked labels of which the nearest others say the rival, and none the label's own breed."""
    squares, found = (vectors**2).sum(axis=1), []
    nearest = min(NEAREST, len(vectors) - 1)
    for begin in range(0, len(asked), AT_ONCE):
        give_up(is_cancelled)
        part = asked[begin : begin + AT_ONCE]
        apart = squares - 2 * (vectors[part] @ vectors.T)
        apart[unit[part][:, None] == unit] = np.inf
        near = np.argpartition(apart, nearest - 1, axis=1)[:, :nearest]
        says = own[near]
        agrees = 2 * (says == rival[part][:, None]).sum(axis=1) > nearest
        found.append(part[agrees & ~(says == own[part][:, None]).any(axis=1)])
    return found


def _nothing() -> Doubts:
    return Doubts(np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0))
