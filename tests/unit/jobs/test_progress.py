"""Speed and time left."""

import pytest

from desktop_app.jobs.progress import Pace


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_speed_and_time_left_follow_the_last_seconds() -> None:
    clock = Clock()
    pace = Pace(clock)
    for second in range(1, 101):
        clock.now = 100.0 + second
        # Ten a second at first, forty a second in the second half.
        done = 10 * second if second <= 50 else 500 + 40 * (second - 50)
        progress = pace.progress(done, 5000)
    assert progress.photos_per_second == pytest.approx(40)
    assert progress.seconds_left == pytest.approx((5000 - 2500) / 40)
    assert (progress.done, progress.total) == (2500, 5000)


def test_nothing_is_said_before_it_is_known() -> None:
    clock = Clock()
    pace = Pace(clock)
    clock.now += 0.2
    assert pace.progress(5, 100).photos_per_second is None
    clock.now += 5
    progress = pace.progress(0, 100)
    assert (progress.photos_per_second, progress.seconds_left) == (None, None)


def test_a_pause_does_not_count() -> None:
    clock = Clock()
    pace = Pace(clock)
    clock.now += 10
    assert pace.progress(100, 200).photos_per_second == pytest.approx(10)
    clock.now += 3600
    assert pace.progress(100, 200, paused=True).seconds_left is None
    pace.restart(100)
    clock.now += 5
    assert pace.progress(150, 200).photos_per_second == pytest.approx(10)


def test_the_speed_is_never_negative() -> None:
    clock = Clock()
    pace = Pace(clock)
    clock.now += 10
    pace.progress(60, 60)
    clock.now += 40
    # The next stretch of work counts from nothing.
    progress = pace.progress(0, 3)
    assert (progress.photos_per_second, progress.seconds_left) == (None, None)
    clock.now += 2
    assert pace.progress(2, 3).photos_per_second == pytest.approx(1)
