import numpy as np
import pytest

from desktop_app.photos.daily_pace import PAUSE_NS, DayPace, pace_of_days
from desktop_app.photos.local_days import NO_DAY

SECOND = 1_000_000_000
MORNING = 20_000 * 86_400 * SECOND + 9 * 3600 * SECOND


def at(*seconds: float) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([MORNING + round(each * SECOND) for each in seconds], np.int64)


def on(day: int, count: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.full(count, day, np.int64)


def test_an_hour_of_one_photo_each_ten_seconds_is_360_an_hour() -> None:
    moments = at(*range(0, 3601, 10))
    (found,) = pace_of_days(moments, on(20_000, len(moments)))
    assert found == DayPace(20_000, 361, 361, 3600 * SECOND, 360)
    assert found.photos_per_hour == 360


def test_pauses_are_no_work_and_the_first_decision_after_one_has_no_time() -> None:
    pause = PAUSE_NS / SECOND
    moments = at(0, 30, 60, 60 + pause, 60 + 2 * pause + 1, 60 + 2 * pause + 31)
    (found,) = pace_of_days(moments, on(20_000, 6))
    assert found.work_ns == (60 + pause + 30) * SECOND, "as long as the pause is still work, a second more is not"
    assert found.timed == 4
    assert found.photos == 6


def test_photos_that_were_decided_at_once_are_one_decision() -> None:
    moments = at(0, 60, 60, 60, 120)
    (found,) = pace_of_days(moments, on(20_000, 5))
    assert (found.photos, found.decisions, found.timed) == (5, 3, 4)
    assert found.photos_per_hour == 4 * 30


def test_order_does_not_matter_and_unknown_days_are_left_out() -> None:
    moments = at(60, 0, 120, 5)
    days = np.array([20_000, 20_000, 20_000, NO_DAY], np.int64)
    assert pace_of_days(moments, days) == [DayPace(20_000, 3, 3, 120 * SECOND, 2)]


def test_working_on_past_midnight_belongs_to_the_day_of_each_decision() -> None:
    moments = at(0, 100, 200)
    first, second = pace_of_days(moments, np.array([20_000, 20_001, 20_001], np.int64))
    assert (first.photos, first.timed, first.photos_per_hour) == (1, 0, None)
    assert (second.photos, second.timed, second.work_ns) == (2, 2, 200 * SECOND)


@pytest.mark.parametrize("seconds", [(0,), (0, 59)])
def test_of_less_than_a_minute_no_pace_is_told(seconds: tuple[float, ...]) -> None:
    (found,) = pace_of_days(at(*seconds), on(20_000, len(seconds)))
    assert found.photos_per_hour is None


def test_without_decisions_there_are_no_days() -> None:
    assert pace_of_days(at(), on(20_000, 0)) == []
