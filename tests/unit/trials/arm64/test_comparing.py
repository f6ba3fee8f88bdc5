"""What two tables of suggestions have in common."""

from typing import Any

import pytest

from trials.arm64.comparing import agreement, distance, probabilities, quality, share


def row(*probabilities: float, first: str = "a", **more: Any) -> dict[str, Any]:
    names = [first, *(name for name in "abcde" if name != first)]
    found: dict[str, Any] = dict(more)
    for place, value in enumerate(probabilities, start=1):
        found |= {f"breed_{place}_id": names[place - 1], f"probability_{place}": value}
    return found


def test_the_greatest_difference_of_any_breed_counts() -> None:
    assert distance(row(0.5, 0.3), row(0.5, 0.35)) == pytest.approx(0.05)


def test_a_breed_that_one_row_does_not_name_has_there_at_most_the_probability_of_its_last() -> None:
    assert distance(row(0.5, 0.3, 0.1), row(0.5, 0.3)) == 0
    assert distance(row(0.5, 0.4, 0.35), row(0.5, 0.4 - 0.15)) == pytest.approx(0.15)


def test_a_row_without_suggestions_has_no_probabilities() -> None:
    assert probabilities({"status": "unreadable", "breed_1_id": None, "probability_1": None}) == {}


def test_agreement_asks_for_breeds_and_for_probabilities() -> None:
    first = [row(0.9, 0.05)] * 100
    near = [row(0.89, 0.05)] * 95 + [row(0.8, 0.05)] * 5
    assert agreement(first, near).enough
    assert agreement(first, near).farthest == pytest.approx(0.1)
    assert not agreement(first, near[:94] + [row(0.8, 0.05)] * 6).enough
    others = [row(0.9, 0.05)] * 97 + [row(0.5, 0.49, first="b")] * 3
    assert agreement(first, others).same.count == 97
    assert not agreement(first, others).enough


def test_rows_are_equal_only_where_all_that_is_said_is() -> None:
    found = agreement([row(0.9, dogs=1)], [row(0.9, dogs=2)])
    assert (found.equal.count, found.near.count) == (0, 1)


def test_quality_counts_what_is_right_and_how_far_probabilities_are_from_it() -> None:
    found = quality([row(0.75, 0.2)] * 4, ["a", "a", "a", "b"])
    assert (found.right.count, found.right.of) == (3, 4)
    assert found.error == pytest.approx(0, abs=1e-6)


def test_a_share_says_how_many_of_how_many() -> None:
    assert str(share([True] * 3)) == "1.000 (1.000 to 1.000), 3 of 3"
