"""Boxes of dogs: what one is, and which label belongs to which dog."""

import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.catalog.values.boxes import as_kept, box_bytes, box_from_json, labels_of_dogs, overlap, stored_box
from desktop_app.catalog.values.labels import NO_DOG, Label
from desktop_app.catalog.values.suggestions import Box

LEFT, RIGHT = Box(0.0, 0.0, 0.5, 1.0), Box(0.5, 0.0, 1.0, 1.0)
RED, BLUE = Label.breed("n_red"), Label.breed("n_blue")
shares = st.floats(0, 1)


@given(shares, shares, shares, shares)
def test_a_box_is_kept_in_four_bytes_a_number_and_stays_what_it_is(a: float, b: float, c: float, d: float) -> None:
    box = Box(min(a, b), min(c, d), max(a, b), max(c, d))
    kept = as_kept(box)
    assert as_kept(kept) == kept == stored_box(box_bytes(kept)) == box_from_json(list(kept))
    assert max(abs(one - other) for one, other in zip(box, kept, strict=True)) < 1e-7
    assert 0 <= overlap(kept, LEFT) <= 1 + 1e-12
    assert overlap(kept, kept) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        (0.5, 0, 0.25, 1),
        (0, 1, 1, 0.5),
        (-0.01, 0, 1, 1),
        (0, 0, 1.01, 1),
        (math.nan, 0, 1, 1),
        (0, 0, math.inf, 1),
        (0, 0, 1),
        (0, 0, 1e300, 1),
    ],
)
def test_what_is_no_box_inside_of_the_photo_is_refused(wrong: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        as_kept(wrong)
    with pytest.raises(ValueError, match=r".+"):
        box_from_json(list(wrong))
    with pytest.raises(ValueError, match=r".+"):
        stored_box(struct.pack(f"<{len(wrong)}f", *(min(each, 1e30) for each in wrong)))


@pytest.mark.parametrize("wrong", [None, "box", [0, 0, 1, "1"], [0, 0, 1, True], {}])
def test_what_the_history_does_not_keep_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match="not a box"):
        box_from_json(wrong)


def test_overlap_is_intersection_over_union() -> None:
    assert overlap(LEFT, RIGHT) == 0
    assert overlap(LEFT, Box(0, 0, 1, 1)) == 0.5
    assert overlap(LEFT, Box(0.25, 0, 0.75, 1)) == pytest.approx(1 / 3)
    assert overlap(Box(0, 0, 0, 0), Box(0, 0, 0.5, 1)) == 0, "a box without an area"


def test_a_label_belongs_to_the_dog_whose_box_overlaps_most() -> None:
    near = Box(0.45, 0.0, 1.0, 0.95)
    found = labels_of_dogs(LEFT, [RIGHT, Box(0.4, 0.0, 0.9, 0.9)], {near: RED})
    assert (found.labels, found.kept_as, found.others) == ((RED, None), (near, None), {})
    assert labels_of_dogs(None, [RIGHT], {RIGHT: BLUE}).labels == (BLUE,)


def test_each_dog_has_one_label_and_none_is_lost() -> None:
    near = Box(0.5, 0.0, 1.0, 0.9)
    found = labels_of_dogs(LEFT, [RIGHT], {near: RED, RIGHT: BLUE})
    assert (found.labels, found.others) == ((BLUE,), {near: RED})


def test_a_label_of_a_dog_that_is_not_found_is_of_a_dog_of_its_own() -> None:
    small = Box(0.9, 0.9, 1.0, 1.0)
    found = labels_of_dogs(LEFT, [RIGHT], {small: NO_DOG})
    assert (found.labels, found.others) == ((None,), {small: NO_DOG})
    assert labels_of_dogs(None, [], {small: RED}).others == {small: RED}


def test_what_is_the_first_dog_now_takes_no_label_from_the_others() -> None:
    found = labels_of_dogs(RIGHT, [Box(0.3, 0.0, 1.0, 1.0)], {Box(0.5, 0.0, 1.0, 0.98): RED})
    assert found.labels == (None,)
    assert found.others == {Box(0.5, 0.0, 1.0, 0.98): RED}
