"""Which breeds something else is known of than before: only of these is learned again."""

import numpy as np
from numpy.typing import NDArray

from desktop_app.learning.evidence import NONE, Evidence


def touched_breeds(now: Evidence, before: Evidence) -> NDArray[np.bool_]:
    """Breeds of which a label is another one, or counts another time, than before; bool, one for each of `now`.

    A label counts for the breeds that it names and for those that the pack thinks of.
    """
    touched = np.zeros(len(now.breed_ids) + 1, np.bool_)
    known = {breed_id: place for place, breed_id in enumerate(now.breed_ids)}
    moved = np.array([known.get(breed_id, NONE) for breed_id in before.breed_ids] + [NONE], np.int32)
    places = np.minimum(np.searchsorted(before.keys, now.keys), max(len(before) - 1, 0))
    stays = np.zeros(len(now), np.bool_)
    if len(before) and before.looks.shape == now.looks.shape:
        stays = _same(now, before, places, moved)
    left = np.ones(len(before), np.bool_)
    left[places[stays]] = False
    for evidence, rows in ((now, ~stays), (before, left)):
        for columns in (evidence.breeds[rows], evidence.looks.ranked[rows]):
            touched[columns if evidence is now else moved[columns]] = True
    # Breeds that nobody named before are new, whatever else there is.
    known_before = set(before.breed_ids)
    touched[: len(now.breed_ids)] |= np.array([each not in known_before for each in now.breed_ids], np.bool_)
    return touched[:-1]


def _same(now: Evidence, before: Evidence, places: NDArray[np.intp], moved: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which labels are as they were, bool `[n]`."""
    same = now.keys == before.keys[places]
    for current, old in ((now.kinds, before.kinds), (now.units, before.units), (now.weights, before.weights)):
        same &= current == old[places]
    same &= _all(now.breeds == moved[before.breeds[places]])
    same &= _all(now.looks.ranked == moved[before.looks.ranked[places]])
    same &= _all(_equal(now.looks.probabilities, before.looks.probabilities[places]))
    same &= _equal(now.looks.dog, before.looks.dog[places])
    return np.asarray(same & now.vectors.same_as(before.vectors, places))


def _all(same: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """As `same.all(axis=1)`, column by column: rows are short, and there are many."""
    found = np.ones(len(same), np.bool_)
    for column in same.T:
        found &= column
    return found


def _equal(some: NDArray[np.floating], others: NDArray[np.floating]) -> NDArray[np.bool_]:
    return np.asarray((some == others) | (np.isnan(some) & np.isnan(others)))
