"""Labels that all others contradict: with their own effect taken out, another breed is by far likelier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.catalog.values.labels import LabelKind
from desktop_app.learning import known_breeds
from desktop_app.learning.cancelling import give_up
from desktop_app.learning.discriminants import AT_ONCE, as_block
from desktop_app.learning.evidence import KINDS, NONE, Evidence

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from desktop_app.learning.memory import Memory

LEAST, AGAINST_OWN = 0.5, 0.98
"""What the other breed has at least: of all, and of what it shares with the label's own."""


@dataclass(frozen=True, slots=True, eq=False)
class Doubts:
    """Labels that are contradicted, strongest first.

    Attributes:
        keys: int64 `[m]`, of the labels.
        breeds: int32 `[m]`, what the others say: places in the `breed_ids` of the evidence.
        strength: float64 `[m]`: probability of that breed against the label's own.
    """

    keys: NDArray[np.int64]
    breeds: NDArray[np.int32]
    strength: NDArray[np.float64]


def found_doubts(memory: Memory, evidence: Evidence, is_cancelled: Callable[[], bool]) -> Doubts:
    """The labels of one breed that the memory's other labels, and the pack, contradict.

    Raises:
        CancelledError: nobody wants to know any more.
    """
    speaks = np.zeros(len(evidence.breed_ids), np.bool_)
    speaks[: memory.known] = True
    speaks[memory.arrays.new] = True
    own = evidence.breeds[:, 0]
    asked = (evidence.kinds == KINDS.index(LabelKind.BREED)) & speaks[own] & (own != NONE)
    if evidence.looks.ranked.shape[1]:
        asked &= evidence.looks.ranked[:, 0] != NONE
    rows = np.flatnonzero(asked) if evidence.looks.ranked.shape[1] else np.zeros(0, np.intp)
    left_out = memory.left_out()
    found: list[tuple[NDArray[np.intp], NDArray[np.int32], NDArray[np.float64]]] = []
    for begin in range(0, len(rows), AT_ONCE):
        give_up(is_cancelled)
        some = rows[begin : begin + AT_ONCE]
        other, strength = _contradiction(memory, evidence, some, left_out[some])
        which = strength >= AGAINST_OWN
        found.append((some[which], other[which], strength[which]))
    if not found:
        return Doubts(np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0))
    where, breeds, strengths = (np.concatenate(each) for each in zip(*found, strict=True))
    order = np.argsort(-strengths, kind="stable")
    return Doubts(evidence.keys[where[order]], breeds[order].astype(np.int32), strengths[order])


def _contradiction(
    memory: Memory, evidence: Evidence, rows: NDArray[np.intp], left_out: NDArray[np.float64]
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """The likeliest other breed of each label, and how strong it is; no strength where it is not likely enough."""
    arrays, looks, own = memory.arrays, evidence.looks.at(rows), evidence.breeds[rows, 0]
    block = as_block(looks.vectors.floats())
    shares = np.nan_to_num(looks.probabilities.astype(np.float64))
    moved = arrays.of_known(block, looks.ranked)
    mine = looks.ranked == own[:, None]
    # The bias rests on many labels; where the breed lies, on this one among others.
    moved = np.where(mine, np.concatenate([arrays.biases, [0.0]])[arrays.places_of(looks.ranked)], moved)
    shares = np.where(looks.ranked == NONE, 0, shares * np.exp(moved))
    left = np.maximum(1 - np.nan_to_num(looks.probabilities).sum(axis=1), known_breeds.LEAST_PROBABILITY)
    best = np.maximum(shares.max(axis=1), known_breeds.LEAST_PROBABILITY)
    odds = arrays.of_new(block, looks.vectors.against, best)
    fresh = arrays.new[None, :] == own[:, None]
    if odds.shape[1]:
        against = looks.vectors.against.astype(np.float64)
        alone = left_out[:, None] - against[:, None] - np.log(best)[:, None] + arrays.offsets
        odds = np.where(fresh, alone, odds)
    powers = best[:, None] * np.exp(np.minimum(odds, 50))
    candidates = np.concatenate([looks.ranked, np.broadcast_to(arrays.new, powers.shape)], axis=1)
    all_shares = np.concatenate([shares, powers], axis=1)
    is_own = np.concatenate([mine, fresh], axis=1)
    unranked = left / max(memory.known - looks.ranked.shape[1], 1)
    kept = np.where(is_own.any(axis=1), (all_shares * is_own).sum(axis=1), unranked)
    others = np.where(is_own, -1.0, all_shares)
    at = others.argmax(axis=1)
    top = others[np.arange(len(rows)), at]
    likely = top >= LEAST * (all_shares.sum(axis=1) + left)
    strength = np.where(likely, top / np.maximum(top + kept, known_breeds.LEAST_PROBABILITY), 0.0)
    return candidates[np.arange(len(rows)), at].astype(np.int32), strength
