"""Intervals hold the truth as often as they say, also for few photos, and never shrink to a point."""

import numpy as np
import pytest
from scipy.stats import binomtest

from training.evaluation.intervals import bca_interval, paired_difference_interval, wilson_interval


def test_27_right_of_27_leave_room_for_doubt() -> None:
    low, high = wilson_interval(27, 27)
    assert low == pytest.approx(0.8754, abs=1e-4)
    assert high == 1


@pytest.mark.parametrize(("right", "count"), [(0, 5), (1, 27), (13, 27), (26, 27), (27, 27), (960, 1000)])
def test_a_shares_interval_is_that_of_scipy(right: int, count: int) -> None:
    theirs = binomtest(right, count).proportion_ci(method="wilson")
    assert wilson_interval(right, count) == pytest.approx((theirs.low, theirs.high))


def test_a_mean_of_three_runs_lies_between_its_neighbours() -> None:
    below, between, above = (wilson_interval(right, 30) for right in (20, 20.5, 21))
    assert below[0] < between[0] < above[0]
    assert below[1] < between[1] < above[1]


def test_a_share_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no photos"):
        wilson_interval(0, 0)


@pytest.mark.parametrize(("first", "second", "both"), [(0.95, 0.90, 0.88), (0.97, 0.97, 0.95), (0.6, 0.5, 0.35)])
def test_a_paired_difference_is_held_nineteen_times_of_twenty(first: float, second: float, both: float) -> None:
    random = np.random.default_rng(7)
    chances = [both, first - both, second - both, 1 - first - second + both]
    held, width = 0, 0.0
    for _ in range(2000):
        drawn = random.choice(4, size=60, p=chances)
        low, high = paired_difference_interval((drawn == 1).astype(float) - (drawn == 2))
        held += low <= first - second <= high
        width += (high - low) / 2000
    assert held / 2000 >= 0.93
    # Two intervals that do not know that both runs saw the same photos are wider.
    unpaired = sum(np.diff(wilson_interval(60 * share, 60))[0] ** 2 for share in (first, second)) ** 0.5
    assert width < unpaired


def test_runs_that_agree_on_all_photos_may_still_differ() -> None:
    low, high = paired_difference_interval(np.zeros(27))
    assert low == pytest.approx(-high)
    assert 0.1 < high < 0.2
    assert paired_difference_interval(np.zeros(2700))[1] < high / 10


def test_what_all_resamples_agree_on_has_no_interval() -> None:
    right = np.ones(27)
    assert bca_interval(27, lambda rows: float(right[rows].mean())) is None
    assert bca_interval(1, lambda rows: float(rows.mean())) is None


def test_a_skewed_statistic_is_held_as_often_as_promised() -> None:
    random = np.random.default_rng(3)
    held = 0
    for trial in range(150):
        values = random.exponential(size=60)
        found = bca_interval(60, lambda rows, values=values: float(values[rows].mean()), resamples=400, seed=trial)
        assert found is not None
        held += found[0] <= 1 <= found[1]
    assert held / 150 >= 0.88
