"""What happened on which day: photos and animals, taken and decided."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.codes import NONE
from desktop_app.photos.local_days import NO_DAY, Days


@dataclass(frozen=True, slots=True)
class Day:
    """One day.

    Attributes:
        day: days since 1970-01-01.
        taken: photos that were taken, by the cameras' clocks.
        decided: photos whose label was given, by this computer's clock and time zone.
        animals_taken: animals of which photos were taken.
        animals_decided: animals that became decided: the last of their labels was given.
    """

    day: int
    taken: int
    decided: int
    animals_taken: int
    animals_decided: int


def each_day(taken: Days, decided: Days, animals: NDArray[np.int32], animals_decided: Days) -> list[Day]:
    """Count by day.

    Args:
        taken: for each photo, the day on which it was taken; `NO_DAY` unknown.
        decided: for each photo, the day on which its label was given.
        animals: for each photo, the place of its animal; -1 for none.
        animals_decided: for each animal, the day on which it became decided.

    Returns:
        the days on which there was anything, in order.
    """
    # An animal that was taken ten times on one day counts once: pairs of day and animal, each once.
    dated = (taken != NO_DAY) & (animals != NONE)
    pairs = sorted(set(zip(taken[dated].tolist(), animals[dated].tolist(), strict=True)))
    animals_taken = np.array([day for day, _ in pairs], np.int64)
    kinds = [moments[moments != NO_DAY] for moments in (taken, decided, animals_taken, animals_decided)]
    days = sorted(set(np.concatenate(kinds).tolist()))
    places = np.array(days, np.int64)
    counts = [np.bincount(np.searchsorted(places, kind), minlength=len(days)).tolist() for kind in kinds]
    return [Day(*numbers) for numbers in zip(days, *counts, strict=True)]
