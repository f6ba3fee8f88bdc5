"""Intervals hold for few photos: none is a point, none leaves its value out, and published examples come back."""

import numpy as np
import pytest
from scipy.stats import binomtest

from training.evaluation.comparing import difference
from training.evaluation.intervals import (
    bca_interval,
    effective_photos,
    mean_gain_interval,
    paired_interval,
    wilson_interval,
)
from training.evaluation.measures import confusion, macro_f1_with_interval, share


def hits(right: int, count: int) -> np.ndarray:
    return np.arange(count) < right


def pairs(both: int, first: int, second: int, neither: int) -> tuple[np.ndarray, np.ndarray]:
    one = [True] * (both + first) + [False] * (second + neither)
    other = [True] * both + [False] * first + [True] * second + [False] * neither
    return np.array(one), np.array(other)


def test_27_right_of_27_leave_an_eighth_open() -> None:
    found = share(hits(27, 27))
    assert (found.value, found.high) == (1.0, 1.0)
    assert found.low == pytest.approx(0.875, abs=0.001)


@pytest.mark.parametrize(("right", "count"), [(0, 1), (1, 1), (0, 9), (5, 9), (81, 263), (507, 507)])
def test_wilsons_interval_is_that_of_scipy(right: int, count: int) -> None:
    theirs = binomtest(right, count).proportion_ci(method="wilson")
    assert wilson_interval(right / count, count) == pytest.approx((theirs.low, theirs.high))


def test_no_photos_say_nothing() -> None:
    assert wilson_interval(0.0, 0) == (0.0, 1.0)
    assert bca_interval(0, lambda rows: float(len(rows))) == (0.0, 1.0)


def test_a_mean_over_breeds_is_worth_fewer_photos_when_some_are_rare() -> None:
    assert effective_photos(np.array([9, 9, 9])) == pytest.approx(27)
    assert effective_photos(np.array([25, 1, 1, 0])) == pytest.approx(9 / 2.04)


def test_a_perfect_macro_f1_of_few_photos_is_no_point() -> None:
    labels = np.repeat(np.arange(3), 9)
    found = macro_f1_with_interval(confusion(labels, labels, 3))
    assert (found.value, found.high) == (1.0, 1.0)
    assert found.low == pytest.approx(0.875, abs=0.001)


def test_the_truth_lies_in_the_interval_of_macro_f1_about_as_often_as_it_says() -> None:
    random = np.random.default_rng(3)
    labels, trials, inside = np.repeat(np.arange(3), 9), 400, 0
    for _ in range(trials):
        wrong = random.random(27) > 0.95
        suggested = np.where(wrong, (labels + random.integers(1, 3, 27)) % 3, labels)
        found = macro_f1_with_interval(confusion(suggested, labels, 3))
        inside += found.low <= 0.95 <= found.high
    assert 0.92 <= inside / trials <= 0.99


@pytest.mark.parametrize("constant", [0.0, 1.0, 0.3])
def test_resampling_that_shows_nothing_is_no_point(constant: float) -> None:
    low, high = bca_interval(27, lambda _rows: constant)
    assert low <= constant <= high
    assert high - low > 0.1


def test_bca_holds_its_value_and_narrows_with_photos() -> None:
    values = np.arange(400) % 4 / 4
    wide, narrow = (bca_interval(count, lambda rows: float((values[rows] ** 2).mean())) for count in (20, 400))
    assert wide[0] < narrow[0] < (values**2).mean() < narrow[1] < wide[1]


# Both right, the first alone, the second alone, neither; and the interval: Newcombe 1998, table II, method 10.
NEWCOMBE = [
    ((36, 12, 2, 0), (0.0569, 0.3404)),
    ((54, 0, 0, 0), (-0.0664, 0.0664)),
]


@pytest.mark.parametrize(("counts", "interval"), NEWCOMBE)
def test_paired_intervals_are_those_that_newcombe_published(
    counts: tuple[int, int, int, int], interval: tuple[float, float]
) -> None:
    assert paired_interval(*pairs(*counts)) == pytest.approx(interval, abs=0.00006)


def test_the_truth_lies_in_the_paired_interval_about_as_often_as_it_says() -> None:
    """Of runs that mostly agree, which is where resampling few photos fails most."""
    random, trials, inside = np.random.default_rng(4), 2000, 0
    for _ in range(trials):
        drawn = random.multinomial(40, (0.8, 0.06, 0.02, 0.12))
        low, high = paired_interval(*pairs(*drawn))
        inside += low <= 0.04 <= high
    assert 0.93 <= inside / trials <= 0.99


@pytest.mark.parametrize("counts", [(27, 0, 0, 0), (0, 0, 0, 27), (20, 0, 0, 7), (1, 0, 0, 0)])
def test_runs_that_agree_on_all_photos_are_not_known_to_be_equal(counts: tuple[int, int, int, int]) -> None:
    one, other = pairs(*counts)
    names = [str(number) for number in range(len(one))]
    found = difference(dict(zip(names, one, strict=True)), dict(zip(names, other, strict=True)))
    assert found.low < found.value == 0 < found.high
    assert not found.more_than_noise


def test_the_other_way_round_it_is_the_same_interval_with_another_sign() -> None:
    one, other = pairs(30, 11, 4, 9)
    low, high = paired_interval(one, other)
    assert paired_interval(other, one) == pytest.approx((-high, -low))


@pytest.mark.parametrize(("first", "second", "both"), [(0.95, 0.90, 0.88), (0.97, 0.97, 0.95), (0.6, 0.5, 0.35)])
def test_a_mean_gain_is_held_nineteen_times_of_twenty(first: float, second: float, both: float) -> None:
    random = np.random.default_rng(7)
    chances = [both, first - both, second - both, 1 - first - second + both]
    held = 0
    for _ in range(1000):
        drawn = random.choice(4, size=60, p=chances)
        low, high = mean_gain_interval((drawn == 1).astype(float) - (drawn == 2))
        held += low <= first - second <= high
    assert held / 1000 >= 0.93


def test_runs_that_agree_on_all_photos_may_still_differ() -> None:
    low, high = mean_gain_interval(np.zeros(27))
    assert low == pytest.approx(-high)
    assert 0.1 < high < 0.2
    assert mean_gain_interval(np.zeros(2700))[1] < high / 10
