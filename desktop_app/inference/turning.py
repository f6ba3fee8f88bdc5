"""Which way up a photo lies, and what it looks like the right way up.

A photo whose camera did not note how it was held arrives on its side, and a dog on its side is often taken for another
breed. The network can tell whether a photo is upright, on its side or upside down. On which side it cannot: it learned
from mirrored photos as well, and mirrored, a photo on its left side is one on its right. So a photo on its side is
looked at turned both ways, and the more upright one counts.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from desktop_app.inference.decisions import Outputs, calibrated
from desktop_app.inference.manifest import Orientation, Species

Turns = NDArray[np.int64]
"""By how many quarters of a circle photos were turned counter-clockwise, `[N]`."""

LookTurned = Callable[[NDArray[np.intp], int], Outputs]
"""Outputs `[M, V, …]` of the first look at the photos with these numbers `[M]`, turned by so many quarters."""

_UPRIGHT, _SIDEWAYS, _UPSIDE_DOWN = range(3)
# By how many quarters photos are turned that seem to lie so; the last ways only where those before did not help.
_WAYS = (
    (1, _SIDEWAYS, False),
    (3, _SIDEWAYS, False),
    (2, _UPSIDE_DOWN, False),
    (2, _SIDEWAYS, True),
    (1, _UPSIDE_DOWN, True),
    (3, _UPSIDE_DOWN, True),
)
# From this probability on, it does not matter that the photo was even more surely one of a dog before it was turned.
_STILL_A_DOG = 0.5


def turned(tensors: NDArray[np.uint8], quarters: int) -> NDArray[np.uint8]:
    """Square pictures `[…, H, H, 3]`, turned counter-clockwise."""
    return np.rot90(tensors, quarters, axes=(-3, -2))


def turned_each(tensors: NDArray[np.uint8], turns: Turns) -> NDArray[np.uint8]:
    """Every photo of `[N, V, H, H, 3]` turned as its own entry says; the same array where none is turned."""
    if not turns.any():
        return tensors
    return np.stack([turned(photo, quarters) for photo, quarters in zip(tensors, turns.tolist(), strict=True)])


def set_upright(
    first: Outputs, look_turned: LookTurned, rule: Orientation, species: Species | None = None
) -> tuple[Outputs, Turns]:
    """Look again at photos that do not stand upright, and keep what was seen the right way up.

    A dog that lies down may look as if the photo lay on its side. A look at which the dog is lost does not count.

    Args:
        first: the outputs of the first look, each `[N, V, …]`, `orientation_logits` among them.
        look_turned: called for the photos that need it, each at most three times.
        rule: of the pack.
        species: of the pack; None where it cannot tell dogs.

    Returns:
        The outputs as if the photos had arrived upright, and the turns that it took.
    """
    standing = _standing(first, rule)
    upright = standing[:, _UPRIGHT].copy()
    dog = _dog(first, species)
    may_be_a_dog = dog >= rule.dog
    turns = np.zeros(len(upright), np.int64)
    outputs = first
    for quarters, lying, is_last in _WAYS:
        # What does not stand upright whichever way it was turned may lie otherwise than it seemed.
        lies = may_be_a_dog & (standing[:, lying] >= rule.turned_from)
        rows = np.flatnonzero(lies & ((upright < rule.turned_from) | (not is_last)))
        if not len(rows):
            continue
        found = look_turned(rows, quarters)
        now = _standing(found, rule)[:, _UPRIGHT]
        better = (now > upright[rows]) & (_dog(found, species) >= np.minimum(dog[rows], _STILL_A_DOG))
        kept = rows[better]
        if outputs is first:
            outputs = {name: values.copy() for name, values in first.items()}
        for name, values in outputs.items():
            values[kept] = found[name][better]
        upright[kept], turns[kept] = now[better], quarters
    return outputs, turns


def _standing(outputs: Outputs, rule: Orientation) -> NDArray[np.float64]:
    """Probabilities of upright, sideways and upside down, `[N, 3]`."""
    return calibrated(outputs["orientation_logits"], rule.temperature)


def _dog(outputs: Outputs, species: Species | None) -> NDArray[np.float64]:
    """Probability of a dog, `[N]`; 1 where the pack cannot tell."""
    if species is None:
        return np.ones(len(outputs["orientation_logits"]))
    return calibrated(outputs["species_logits"], species.temperature)[:, 0]
