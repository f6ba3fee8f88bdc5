"""Places in few words."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.photos.runs import MOST_STRETCHES, stretches


def test_neighbours_are_one_stretch_and_far_ones_are_others() -> None:
    assert stretches(np.zeros(0, np.int32)) == ()
    assert stretches(np.array([3])) == ((3, 3),)
    assert stretches(np.arange(5, 9)) == ((5, 8),)
    assert stretches(np.array([1, 2, 500, 502, 90_000])) == ((1, 2), (500, 500), (502, 502), (90_000, 90_000))


@given(st.sets(st.integers(0, 3_000), min_size=1, max_size=200))
def test_there_are_few_of_them_and_every_place_is_in_one(places: set[int]) -> None:
    rising = np.array(sorted(places), np.int32)
    found = stretches(rising)
    assert len(found) <= MOST_STRETCHES
    assert all(first in places and last in places and first <= last for first, last in found)
    assert all(here[1] < there[0] for here, there in pairwise(found))
    covered = {place for first, last in found for place in range(first, last + 1)}
    assert places <= covered


def test_the_widest_gaps_are_between_them() -> None:
    rising = np.cumsum([2] * 40 + [100] * (MOST_STRETCHES - 1)).astype(np.int32)
    found = stretches(rising)
    assert found[0] == (2, 80)
    assert len(found) == MOST_STRETCHES
