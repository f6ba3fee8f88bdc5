import datetime
import time
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.photos.local_days import NO_DAY, camera_days, date_of, local_days

SECOND = 1_000_000_000


@pytest.fixture
def in_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer in Paris, where clocks are put forward at the end of March and back at the end of October."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system has one time zone for all processes")
    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def moments(*texts: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    seconds = [int(datetime.datetime.fromisoformat(text).timestamp()) for text in texts]
    return np.array(seconds, np.int64) * SECOND


def test_days_begin_at_midnight_by_the_clock_on_the_wall_in_summer_and_in_winter(in_zone: None) -> None:
    at = moments(
        "2024-01-31T22:59:59+00:00",  # 23:59:59 in Paris
        "2024-01-31T23:00:00+00:00",
        "2024-07-31T21:59:59+00:00",
        "2024-07-31T22:00:00+00:00",
        # The days on which clocks are changed, before and after.
        "2024-03-30T23:00:00+00:00",
        "2024-03-31T21:59:59+00:00",
        "2024-10-26T21:59:59+00:00",
        "2024-10-27T22:59:59+00:00",
    )
    found = [date_of(day).isoformat() for day in local_days(at).tolist()]
    assert found == [
        "2024-01-31", "2024-02-01", "2024-07-31", "2024-08-01", "2024-03-31", "2024-03-31", "2024-10-26", "2024-10-27"
    ]  # fmt: skip


@given(st.lists(st.integers(1, 4_000_000_000), max_size=20))
def test_days_are_those_of_the_system(seconds: list[int]) -> None:
    found = local_days(np.array(seconds, np.int64) * SECOND)
    assert [date_of(day) for day in found.tolist()] == [datetime.date.fromtimestamp(each) for each in seconds]


def test_what_is_not_known_is_no_day_and_damaged_times_do_no_harm() -> None:
    found = local_days(np.array([0, -5, np.iinfo(np.int64).max], np.int64))
    assert found.tolist()[:2] == [NO_DAY, NO_DAY]
    assert date_of(int(found[2])).year == 2262


def test_cameras_say_what_the_wall_says(in_zone: None) -> None:
    shown = moments("2024-07-31T23:30:00+00:00")
    assert [day if day == NO_DAY else date_of(day).isoformat() for day in camera_days(shown).tolist()] == ["2024-07-31"]
    assert camera_days(np.zeros(1, np.int64)).tolist() == [NO_DAY]
