"""How fast people decide, from the moments at which they did."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.local_days import NO_DAY, Days

PAUSE_NS = 5 * 60 * 1_000_000_000
"""Whoever does nothing for so long has stopped working."""
_NS_PER_HOUR = 3_600_000_000_000
LEAST_WORK_NS = 60 * 1_000_000_000
"""Of less than a minute, no pace is told: it would be chance."""


@dataclass(frozen=True, slots=True)
class DayPace:
    """How a day went.

    Attributes:
        day: days since 1970-01-01.
        photos: whose label, as it stands now, was given by a person on that day.
        decisions: moments at which that happened: several photos may be decided at once.
        work_ns: time at work: between decisions, pauses left out.
        timed: those of the photos that were decided within that time: all but those of each first decision after a
            pause, of which nobody knows how long it took.
    """

    day: int
    photos: int
    decisions: int
    work_ns: int
    timed: int

    @property
    def photos_per_hour(self) -> float | None:
        """Photos an hour of work; None where there was too little work to tell."""
        return self.timed * _NS_PER_HOUR / self.work_ns if self.work_ns >= LEAST_WORK_NS else None


def pace_of_days(decided_ns: NDArray[np.int64], days: Days) -> list[DayPace]:
    """Work out the pace of each day.

    The time between two decisions that follow each other within `PAUSE_NS` is taken for work on the second one.

    Args:
        decided_ns: for each photo when it was decided, nanoseconds since the epoch.
        days: for each photo the day of that; photos with `NO_DAY` are left out.

    Returns:
        the days on which there were decisions, in order.
    """
    known = days != NO_DAY
    order = np.argsort(decided_ns[known], kind="stable")
    moments, days = decided_ns[known][order], days[known][order]
    if not len(moments):
        return []
    starts = np.flatnonzero(np.concatenate(([True], np.diff(moments) != 0)))
    photos = np.diff(np.append(starts, len(moments)))
    moments, days = moments[starts], days[starts]
    gaps = np.concatenate(([0], np.diff(moments)))
    # Around midnight, one goes on working; when the clock on the wall is put back, days may even go back.
    working = (gaps > 0) & (gaps <= PAUSE_NS)
    each = sorted(set(days.tolist()))
    at = np.searchsorted(np.array(each, np.int64), days)
    columns = [np.zeros(len(each), np.int64) for _ in range(4)]
    for column, values in zip(columns, (photos, np.ones_like(photos), gaps * working, photos * working), strict=True):
        np.add.at(column, at, values)
    return [DayPace(*numbers) for numbers in zip(each, *(column.tolist() for column in columns), strict=True)]
