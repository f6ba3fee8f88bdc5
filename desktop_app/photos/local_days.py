"""Days as people count them: by the clock on the wall, with its summer time."""

import datetime
import time

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int64]

EPOCH = datetime.date(1970, 1, 1)
NO_DAY = np.iinfo(np.int64).min
"""Stands for a day that is not known."""
_SECOND = 1_000_000_000
_DAY = 86_400 * _SECOND
# Clocks of all time zones are changed at quarters of an hour of UTC, since these are what zones differ by.
_QUARTER = 900 * _SECOND


def date_of(day: int) -> datetime.date:
    """The date of a day since 1970-01-01."""
    return EPOCH + datetime.timedelta(days=day)


def camera_days(taken_ns: NDArray[np.int64]) -> Days:
    """The days on which photos were taken: a camera's clock stood on the wall's time already.

    Args:
        taken_ns: what the cameras' clocks showed, nanoseconds as if in UTC; 0 unknown.

    Returns:
        days since 1970-01-01; `NO_DAY` where it is unknown.
    """
    return np.where(taken_ns == 0, NO_DAY, taken_ns // _DAY)


def local_days(at_ns: NDArray[np.int64]) -> Days:
    """The days, in the time zone of this computer, in which moments fall.

    Args:
        at_ns: nanoseconds since the epoch; 0 and less is unknown.

    Returns:
        days since 1970-01-01; `NO_DAY` where it is unknown.
    """
    known = at_ns > 0
    days = np.full(len(at_ns), NO_DAY, np.int64)
    moments = at_ns[known]
    if len(moments):
        days[known] = (moments + _offsets(moments)) // _DAY
    return days


def _offsets(moments: NDArray[np.int64]) -> NDArray[np.int64]:
    """By how many nanoseconds the clock on the wall is ahead of UTC, for each moment.

    Asked of the system once a day of UTC, where its beginning and end agree, else once a quarter of an hour.
    """
    days = moments // _DAY
    each = _different(days)
    first = np.array([_offset(day * _DAY) for day in each.tolist()], np.int64)
    last = np.array([_offset((day + 1) * _DAY - 1) for day in each.tolist()], np.int64)
    at = np.searchsorted(each, days)
    offsets: NDArray[np.int64] = first[at]
    changing = np.flatnonzero((first != last)[at])
    if len(changing):
        quarters = moments[changing] // _QUARTER
        which = _different(quarters)
        found = np.array([_offset(quarter * _QUARTER) for quarter in which.tolist()], np.int64)
        offsets[changing] = found[np.searchsorted(which, quarters)]
    return offsets


def _offset(at_ns: int) -> int:
    try:
        return time.localtime(at_ns // _SECOND).tm_gmtoff * _SECOND
    except (OSError, OverflowError, ValueError):  # no time that this system knows
        return 0


def _different(values: NDArray[np.int64]) -> NDArray[np.int64]:
    # Not `np.unique`, whose first use imports a part of numpy that nobody needs.
    ordered = np.sort(values)
    return ordered[np.concatenate(([True], np.diff(ordered) != 0))]
