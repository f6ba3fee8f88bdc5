import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.catalog.values.suggestions import Box
from desktop_app.imaging.regions import WHOLE, around, enlarged, pixels, smallest_side

shares = st.floats(0, 1, allow_nan=False)
sizes = st.integers(1, 4000)


@given(shares, shares, shares, shares, sizes, sizes)
def test_a_region_lies_in_the_photo_and_holds_the_box(
    x: float, y: float, other_x: float, other_y: float, width: int, height: int
) -> None:
    box = Box(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))
    region = around(box, width, height)
    assert 0 <= region.left <= region.right <= 1
    assert 0 <= region.top <= region.bottom <= 1
    nearly = 1e-9
    assert region.left <= box.left + nearly
    assert region.right >= box.right - nearly
    assert region.top <= box.top + nearly
    assert region.bottom >= box.bottom - nearly
    left, top, right, bottom = pixels(region, width, height)
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height


def test_a_small_dog_stands_in_a_square_with_room_around_it() -> None:
    left, top, right, bottom = pixels(around(Box(0.4, 0.4, 0.6, 0.5), 1000, 500), 1000, 500)
    assert right - left == pytest.approx(bottom - top, abs=2)
    assert 200 < right - left < 300


def test_what_holds_nothing_or_nearly_all_is_no_reason_to_cut() -> None:
    assert around(Box(0.5, 0.5, 0.5, 0.7), 100, 100) == WHOLE
    assert around(Box(0.05, 0.04, 0.97, 0.95), 400, 300) == WHOLE


def test_as_many_pixels_are_decoded_as_the_dog_needs_and_no_more_than_the_limit() -> None:
    small, tiny = Box(0.4, 0.4, 0.6, 0.6), Box(0.5, 0.5, 0.501, 0.501)
    side = smallest_side(small, 320, 2048)
    region = around(small, side, side)
    assert (region.right - region.left) * side == pytest.approx(320, abs=2)
    assert smallest_side(tiny, 320, 2048) == 2048
    assert enlarged(region, side, side) == pytest.approx(side / 320, rel=0.02)
    assert enlarged(WHOLE, 10, 20) == 1
