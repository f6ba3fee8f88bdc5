import pytest

from desktop_app.photos.pace import LEAST, Pace


def paced(*seconds: float, photos: int = 1) -> Pace:
    pace, now = Pace(), 100.0
    pace.begin(now)
    for each in seconds:
        now += each
        pace.decided(photos, now)
    return pace


def test_nothing_is_said_before_a_few_decisions() -> None:
    assert paced(*[2.0] * (LEAST - 1)).seconds_left(10) is None
    assert paced(*[2.0] * LEAST).seconds_left(10) == 20


def test_a_break_is_no_part_of_the_pace() -> None:
    assert paced(2, 2, 2, 900, 2, 2).seconds_left(100) == 200


def test_one_slow_decision_changes_little() -> None:
    left = paced(2, 2, 2, 2, 2, 2, 2, 2, 2, 50).seconds_left(100)
    assert left == pytest.approx(100 * (9 * 2 + 10) / 10)


def test_a_page_counts_for_all_of_its_photos() -> None:
    assert paced(*[10.0] * 5, photos=10).seconds_left(30) == 30


def test_only_the_last_decisions_count() -> None:
    assert paced(*[50.0] * 60, *[2.0] * 40).seconds_left(10) == 20
