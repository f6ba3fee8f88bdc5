"""From boxes to dogs."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from desktop_app.catalog.values.suggestions import Box
from desktop_app.inference.finding import FoundDogs, dogs_in, intersection_over_union, overlap_of
from tests.small_finder import finder

Corners = tuple[float, float, float, float]


def found(boxes: Sequence[Corners], scores: Sequence[tuple[float, float, float]], **changes: Any) -> FoundDogs:
    """What is found among boxes (left, top, right, bottom) with their scores for dog, cat and person."""
    corners = np.array([[(top, left, bottom, right) for left, top, right, bottom in boxes]])
    return dogs_in(corners, np.array([scores]), finder(**changes))[0]


def dogs(boxes: Sequence[Corners], scores: Sequence[float], **changes: Any) -> list[Corners]:
    return [(*box,) for box in found(boxes, [(score, 0, 0) for score in scores], **changes).boxes]


BIG, NEARLY_BIG, SMALL, APART = (0, 0, 0.5, 0.8), (0.02, 0, 0.5, 0.8), (0.6, 0.6, 0.7, 0.7), (0.6, 0, 0.9, 0.5)


def test_of_boxes_of_one_dog_the_best_stays() -> None:
    assert dogs([NEARLY_BIG, BIG], [0.7, 0.8]) == [BIG]
    assert dogs([NEARLY_BIG, BIG], [0.8, 0.7]) == [NEARLY_BIG]


def test_of_equals_the_first_stays_every_time() -> None:
    assert dogs([NEARLY_BIG, BIG], [0.7, 0.7]) == [NEARLY_BIG]
    assert dogs([BIG, NEARLY_BIG], [0.7, 0.7]) == [BIG]


def test_the_photo_is_about_the_large_dog_unless_another_is_much_surer() -> None:
    assert dogs([SMALL, BIG], [0.9, 0.6]) == [BIG, SMALL]
    assert dogs([APART, BIG], [0.9, 0.6]) == [APART, BIG]


def test_the_first_dog_is_told_first_and_the_others_by_their_size() -> None:
    boxes = [SMALL, APART, BIG, (0.75, 0.6, 1, 0.95)]
    assert dogs(boxes, [0.6, 0.6, 0.9, 0.9]) == [BIG, APART, boxes[3], SMALL]
    assert dogs(boxes, [0.6, 0.6, 0.9, 0.9], most=2) == [BIG, APART]


def test_a_further_dog_has_to_be_sure_and_large_enough() -> None:
    assert dogs([BIG, APART], [0.9, 0.6], further=0.61) == [BIG]
    assert dogs([BIG, SMALL], [0.9, 0.9], least=0.1) == [BIG]
    assert dogs([BIG, SMALL], [0.9, 0.9], least=0.01) == [BIG, SMALL]
    assert dogs([BIG, APART], [0.9, 0.3], dog=0.8, further=0.2) == [BIG, APART]
    assert dogs([BIG, APART], [0.7, 0.3], dog=0.8, further=0.2) == []


def test_a_head_is_no_dog_of_its_own() -> None:
    head = (0.05, 0.05, 0.25, 0.3)
    assert dogs([BIG, head], [0.9, 0.8]) == [BIG, head]
    assert dogs([BIG, head], [0.9, 0.8], inside=0.7) == [BIG]
    assert dogs([head, BIG], [0.6, 0.5], inside=0.7) == [BIG], "whichever is the better"
    between = (0.4, 0, 0.8, 0.8)
    assert dogs([BIG, between], [0.9, 0.8], inside=0.7) == [BIG, between]


def test_a_cat_beside_a_dog_is_no_further_dog() -> None:
    scores = [(0.9, 0.1, 0), (0.6, 0.7, 0)]
    assert found([BIG, APART], scores).boxes == (Box(*BIG),)
    assert len(found([BIG, APART], scores, rivals=[]).boxes) == 2
    # Another box at the same place says so too.
    same_place = [(0.9, 0.1, 0), (0.6, 0.1, 0), (0.1, 0.8, 0)]
    assert len(found([BIG, APART, (0.61, 0, 0.9, 0.5)], same_place).boxes) == 1
    # A person who holds a dog is none of its rivals.
    assert len(found([BIG, APART], [(0.9, 0, 0), (0.6, 0, 0.9)]).boxes) == 2


def test_evidence_is_of_all_boxes_also_of_those_that_are_no_dogs() -> None:
    seen = found([BIG, APART, SMALL], [(0.9, 0.1, 0), (0.2, 0.7, 0.3), (0.1, 0.2, 0.8)])
    assert seen.greatest.tolist() == [0.9, 0.7, 0.8]
    assert seen.scores.tolist() == [[0.9, 0.1, 0]]
    assert found([BIG], [(0.4, 0.1, 0)]).first is None
    assert found([BIG], [(0.4, 0.1, 0)]).greatest.tolist() == [0.4, 0.1, 0]


def test_boxes_end_with_the_photo_and_empty_ones_are_no_dogs() -> None:
    assert dogs([(-0.2, 0.1, 1.3, 0.9)], [0.9]) == [(0, 0.1, 1, 0.9)]
    assert dogs([(0.3, 0.3, 0.3, 0.9), (1.2, 0, 1.5, 1), (0.8, 0, 0.2, 1)], [0.9, 0.9, 0.9]) == []


def test_last_digits_in_which_processors_differ_make_no_other_dog() -> None:
    apart = [(left + 3e-7, top - 3e-7, right + 3e-7, bottom - 3e-7) for left, top, right, bottom in (BIG, APART)]
    assert dogs(apart, [0.9, 0.8]) == dogs([BIG, APART], [0.9, 0.8]) == [BIG, APART]


def test_no_boxes_are_no_dogs() -> None:
    (seen,) = dogs_in(np.zeros((1, 0, 4)), np.zeros((1, 0, 3)), finder())
    assert (seen.boxes, seen.greatest.tolist()) == ((), [0, 0, 0])
    assert dogs_in(np.zeros((0, 5, 4)), np.zeros((0, 5, 3)), finder()) == []


@pytest.mark.parametrize("seed", range(20))
def test_what_is_told_keeps_its_distance_in_whatever_order_boxes_come(seed: int) -> None:
    random = np.random.default_rng(seed)
    corners = np.sort(random.random((300, 2, 2)), axis=1).reshape(1, 300, 4)
    scores = random.permutation(300)[None, :, None] / 300 * np.ones((1, 1, 3))
    rule = finder(most=32, overlap=0.3, rivals=[])
    (told,) = dogs_in(corners, scores, rule)
    boxes = np.array([(box.top, box.left, box.bottom, box.right) for box in told.boxes])
    apart = intersection_over_union(boxes, boxes)[~np.eye(len(boxes), dtype=bool)]
    assert len(boxes) > 3
    assert apart.max() <= 0.3
    mixed = random.permutation(300)
    assert dogs_in(corners[:, mixed], scores[:, mixed], rule)[0].boxes == told.boxes


def test_overlap_of_boxes_is_what_they_share_of_what_they_take() -> None:
    shared = overlap_of(Box(0, 0, 0.5, 1), [Box(0, 0, 0.5, 1), Box(0.25, 0, 0.75, 1), Box(0.5, 0, 1, 1)])
    assert shared.tolist() == pytest.approx([1, 1 / 3, 0])


def test_a_dog_before_another_is_one_of_its_own_where_it_is_certain() -> None:
    before = (0.05, 0.05, 0.25, 0.3)
    assert dogs([BIG, before], [0.9, 0.8], inside=0.6, certain=0.8) == [BIG, before]
    assert dogs([BIG, before], [0.9, 0.8], inside=0.6, certain=0.81) == [BIG]
    assert dogs([BIG, before], [0.9, 0.8], inside=0.6) == [BIG]
