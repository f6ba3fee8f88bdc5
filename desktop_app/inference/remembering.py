"""What is said of photos with the memory: the rules of the pack on probabilities that the memory adjusted."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.inference.decisions import NO_PAIR, breed_sets, mix_pairs
from desktop_app.inference.manifest import Thresholds
from desktop_app.learning.looks import Adjusted


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What is said of the m photos of an `Adjusted`, in its order.

    Attributes:
        no_dog: which are suggested as "no dog", `[m]`.
        confidence: the words; None for "no dog".
        sets: for each its short set of breeds, places in the memory's `breed_ids`, likeliest first.
        mixes: int64 `[m, 2]`, places of the proposed pairs; `NO_PAIR` where nothing is proposed.
    """

    no_dog: NDArray[np.bool_]
    confidence: list[Confidence | None]
    sets: list[tuple[int, ...]]
    mixes: NDArray[np.int64]


def said_with_memory(
    adjusted: Adjusted, was_sure: NDArray[np.bool_], thresholds: Thresholds, breed_ids: tuple[str, ...]
) -> Said:
    """Apply the pack's rules to what the memory adjusted.

    "Sure" is only what was: the pack's word for the same first breed, or what the memory vouches for.

    Args:
        adjusted: by the memory.
        was_sure: bool `[m]`: whether the pack was sure of the breed that is first now.
        thresholds: of the pack.
        breed_ids: of the memory.
    """
    shares = np.nan_to_num(adjusted.probabilities)
    ids = tuple(breed_ids)
    no_dog = np.nan_to_num(adjusted.dog, nan=1.0) < thresholds.dog
    best = shares[:, 0]
    confidence: list[Confidence | None] = []
    for row in range(len(best)):
        if no_dog[row] or thresholds.sure is None:
            confidence.append(None)
        elif best[row] >= thresholds.sure.probability and (was_sure[row] or adjusted.sure[row]):
            confidence.append(Confidence.SURE)
        elif thresholds.maybe is not None and best[row] >= thresholds.maybe.probability:
            confidence.append(Confidence.MAYBE)
        else:
            confidence.append(Confidence.UNSURE)
    sets: list[tuple[int, ...]] = [()] * len(best)
    if thresholds.conformal is not None and len(best):
        within = breed_sets(shares, thresholds.conformal)
        for row, word in enumerate(confidence):
            if word is Confidence.SURE:
                sets[row] = (int(adjusted.ranked[row, 0]),)
            elif word is Confidence.MAYBE:
                sets[row] = tuple(adjusted.ranked[row, within[row]].tolist())
                if not sets[row]:
                    confidence[row] = Confidence.UNSURE
    mixes = np.full((len(best), 2), NO_PAIR)
    if thresholds.mix is not None and len(best):
        for row in np.flatnonzero(~no_dog).tolist():
            if confidence[row] is not Confidence.SURE:
                local = tuple(ids[place] if place >= 0 else "" for place in adjusted.ranked[row].tolist())
                dog = None if np.isnan(adjusted.dog[row]) else adjusted.dog[row : row + 1]
                pair = mix_pairs(shares[row : row + 1], dog, thresholds.mix, local)[0]
                if pair[0] != NO_PAIR:
                    mixes[row] = adjusted.ranked[row, pair]
    return Said(no_dog, confidence, sets, mixes)
