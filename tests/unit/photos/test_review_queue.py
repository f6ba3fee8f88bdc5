import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.photos.review_order import ReviewOrder, plan, to_review
from desktop_app.photos.review_queue import ReviewQueue, Step
from desktop_app.photos.store import PhotoStore
from tests.photo_rows import make_row
from tests.unit.photos.photo_helpers import store_of

RED, GREEN = Label.breed("n_red"), Label.breed("n_green")


def sure(photo_id: int, breed: str = "n_red", probability: float = 0.95) -> PhotoRow:
    return make_row(photo_id, breed, probability, confidence=Confidence.SURE)


def everything(store: PhotoStore) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.arange(store.size, dtype=np.int32)


def queue_of(store: PhotoStore, order: ReviewOrder = ReviewOrder.EASIEST, groups: Sequence[int] = ()) -> ReviewQueue:
    group_of = np.array(groups, np.int32) if len(groups) else None
    return ReviewQueue(store, order, everything(store), group_of)


def label(store: PhotoStore, label: Label | None, *ids: int) -> None:
    """What a session does with a decision that was written."""
    rows = [store.row(photo_id) for photo_id in ids]
    by = None if label is None else "person"
    store.put([replace(row, label=label, decided_by=by, label_change=row.label_change + 1) for row in rows])


def ids_in_order(queue: ReviewQueue) -> list[int]:
    found: list[int] = []
    while (step := queue.present) is not None:
        found += step.photo_ids
        queue.decide()
    return found


def test_only_photos_that_can_be_decided_now_are_in_the_queue() -> None:
    of_another = replace(make_row(5, label=RED), label_of_another_file=True)
    rows = (make_row(1), make_row(2, label=RED), make_row(3, None), make_row(4, dog=0.1), of_another, make_row(6))
    store = store_of(*rows)
    store.set_missing([6], missing=True)
    assert sorted(ids_in_order(queue_of(store))) == [1, 4, 5]


def test_easiest_first_is_by_calibrated_probability_and_hardest_first_the_other_way_round() -> None:
    store = store_of(make_row(1, probability=0.5), make_row(2, probability=0.9), make_row(3, probability=0.7))
    assert ids_in_order(queue_of(store)) == [2, 3, 1]
    assert ids_in_order(queue_of(store, ReviewOrder.HARDEST)) == [1, 3, 2]


def test_photos_of_a_group_stand_together_by_their_mean() -> None:
    store = store_of(*(make_row(each, probability=share) for each, share in enumerate((0.9, 0.8, 0.2, 0.7), start=1)))
    assert ids_in_order(queue_of(store, groups=(0, -1, 0, -1))) == [2, 4, 1, 3]


def teaching(store: PhotoStore, *ids: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """These photos teach most, the first one most of all; of others that is not known."""
    places = np.full(store.size, -1, np.int32)
    places[store.positions(ids)] = np.arange(len(ids))
    return places


def test_what_teaches_most_comes_first_then_what_is_not_known_hardest_first_and_pages_last() -> None:
    rows = (make_row(each, probability=share) for each, share in enumerate((0.5, 0.9, 0.7, 0.6, 0.3), start=1))
    store = store_of(*rows, *map(sure, range(6, 10)))
    queue = ReviewQueue(store, ReviewOrder.TEACHES_MOST, everything(store), None, teaching(store, 7, 3, 2))
    assert ids_in_order(queue) == [3, 2, 5, 1, 4, 7, 6, 8, 9]


def test_a_group_stands_together_where_that_one_of_it_stands_that_teaches_most() -> None:
    store = store_of(*(make_row(each) for each in range(1, 6)))
    groups = np.array((-1, 0, -1, 0, 0), np.int32)
    queue = ReviewQueue(store, ReviewOrder.TEACHES_MOST, everything(store), groups, teaching(store, 3, 5, 1, 2, 4))
    assert ids_in_order(queue) == [3, 2, 4, 5, 1], "the photos of a group as they are shown elsewhere"


def test_until_it_is_known_what_teaches_the_hardest_come_first_and_then_what_is_ahead_is_put_in_order() -> None:
    store = store_of(*(make_row(each, probability=each / 10) for each in range(1, 7)))
    queue = queue_of(store, ReviewOrder.TEACHES_MOST)
    assert queue.present == Step((1,))
    queue.decide()
    label(store, RED, 1)
    queue.put_off()
    assert queue.present == Step((3,))
    assert queue.open_ids().tolist() == [3, 4, 5, 6]
    queue.learn_what_teaches(teaching(store, 6, 4, 3, 5))
    assert queue.present == Step((3,)), "what is shown stays under the hand"
    assert queue.ahead(9) == [6, 4, 5]
    assert queue.behind(9) == [1, 2], "what is behind stays behind"
    assert ids_in_order(queue) == [3, 6, 4, 5]


def test_a_photo_that_joins_later_comes_after_those_of_which_it_is_known_what_they_teach() -> None:
    store = store_of(make_row(1), make_row(2), make_row(3, None))
    queue = ReviewQueue(store, ReviewOrder.TEACHES_MOST, everything(store), None, teaching(store, 2, 1))
    store.put([make_row(3), make_row(4)])
    queue.add(everything(store))
    assert ids_in_order(queue) == [2, 1, 3, 4]


def test_another_order_forgets_what_teaches() -> None:
    store = store_of(*(make_row(each, probability=each / 10) for each in range(1, 5)))
    queue = ReviewQueue(store, ReviewOrder.TEACHES_MOST, everything(store), None, teaching(store, 2, 1, 4, 3))
    queue.reorder(ReviewOrder.EASIEST)
    assert ids_in_order(queue) == [4, 3, 2, 1]


def test_sure_photos_of_one_breed_come_on_pages_of_at_most_fifteen_first_where_easy_ones_do() -> None:
    store = store_of(*map(sure, range(1, 18)), make_row(30, "n_green", 0.99))
    queue = queue_of(store)
    first = queue.present
    assert first is not None
    assert (len(first.photo_ids), first.breed_id) == (15, "n_red")
    queue.decide()
    second = queue.present
    assert second is not None
    assert second.photo_ids == (16, 17)
    queue.decide()
    assert queue.present == Step((30,))
    hardest = queue_of(store, ReviewOrder.HARDEST)
    assert hardest.present == Step((30,))


def test_three_sure_photos_and_a_group_that_does_not_agree_make_no_page() -> None:
    few = store_of(*map(sure, range(1, 4)))
    assert queue_of(few).present == Step((1,))
    store = store_of(*map(sure, range(1, 6)), make_row(6, "n_red", 0.6))
    queue = queue_of(store, groups=(-1, -1, -1, -1, 3, 3))
    assert queue.present == Step((1, 2, 3, 4), "n_red")
    queue.decide()
    assert queue.present == Step((5,))
    queue.decide()
    assert queue.present == Step((6,))


def test_a_page_ends_before_a_group_that_has_no_room_on_it() -> None:
    store = store_of(*map(sure, range(1, 17)))
    groups = [-1] * 13 + [1] * 3
    step = queue_of(store, groups=groups).present
    assert step is not None
    assert step.photo_ids == tuple(range(1, 14))


def test_a_page_never_has_more_photos_than_are_in_sight() -> None:
    queue = queue_of(store_of(*map(sure, range(1, 13))))
    assert queue.present is not None
    assert queue.hold_at_most(8)
    assert queue.present.photo_ids == tuple(range(1, 9))
    assert not queue.hold_at_most(9), "a page that is shown does not grow"
    assert queue.ahead(9) == [9, 10, 11, 12]
    queue.decide()
    assert queue.present.photo_ids == (9, 10, 11, 12)


def test_a_photo_left_out_of_a_page_comes_back_singly_at_once() -> None:
    queue = queue_of(store_of(*map(sure, range(1, 7)), make_row(9, "n_green", 0.6)))
    queue.decide(left_out=[2, 5])
    assert queue.behind(9) == [1, 3, 4, 6]
    assert queue.present == Step((2,))
    queue.decide()
    assert queue.present == Step((5,))


def test_the_queue_is_frozen_photos_that_get_their_suggestion_join_only_when_asked() -> None:
    store = store_of(make_row(1), make_row(2), make_row(3, None))
    queue = queue_of(store)
    store.put([make_row(3), make_row(4)])
    assert queue.left() == 2
    assert store.photo_ids[queue.more(everything(store))].tolist() == [3, 4]
    queue.decide()
    queue.add(everything(store))
    assert queue.more(everything(store)).tolist() == []
    assert ids_in_order(queue) == [2, 3, 4]


def test_later_comes_again_when_all_else_is_done() -> None:
    store = store_of(make_row(1), make_row(2), make_row(3))
    queue = queue_of(store)
    queue.put_off()
    assert queue.present == Step((2,))
    for each in (2, 3):
        queue.decide()
        label(store, RED, each)
    assert queue.left() == 0
    assert queue.undecided() == queue.later == [1]
    queue.start_later()
    assert queue.present == Step((1,))
    assert (queue.passed(), queue.left()) == (2, 1)


def test_a_decision_that_was_never_written_is_not_lost() -> None:
    store = store_of(make_row(1), make_row(2))
    queue = queue_of(store)
    queue.decide()
    queue.decide()
    label(store, RED, 2)
    assert queue.present is None
    assert queue.undecided() == [1]


def test_going_back_shows_what_was_decided_and_forward_leads_to_where_one_was() -> None:
    store = store_of(*(make_row(each) for each in range(1, 7)))
    queue = queue_of(store)
    for each in range(1, 4):
        queue.decide()
        label(store, RED, each)
    assert queue.behind(4) == [1, 2, 3]
    assert queue.go_back()
    assert queue.go_back()
    assert (queue.shown, queue.is_back) == (Step((2,)), True)
    assert (queue.behind(4), queue.ahead(6)) == ([1], [3, 4, 5, 6])
    assert queue.go_forward()
    assert queue.shown == Step((3,))
    assert queue.go_forward()
    assert not queue.go_forward()
    assert (queue.shown, queue.is_back) == (Step((4,)), False)
    assert [queue.go_back() for _ in range(4)] == [True, True, True, False]


def test_undo_shows_the_photo_again_and_a_page_as_a_page() -> None:
    store = store_of(*map(sure, range(1, 6)), make_row(9, "n_green", 0.6))
    queue = queue_of(store)
    queue.decide()
    label(store, RED, 1, 2, 3, 4, 5)
    assert queue.present == Step((9,))
    queue.decide()
    label(store, GREEN, 9)
    label(store, None, 9)
    queue.take_back([9])
    assert queue.shown == Step((9,))
    label(store, None, 1, 2, 3, 4, 5)
    queue.take_back([1, 2, 3, 4, 5])
    assert queue.shown == Step((1, 2, 3, 4, 5), "n_red")
    assert queue.left() == 6
    assert ids_in_order(queue) == [1, 2, 3, 4, 5, 9]


def test_redo_shows_what_was_done_again() -> None:
    store = store_of(make_row(1), make_row(2))
    queue = queue_of(store)
    queue.decide()
    label(store, RED, 1)
    label(store, None, 1)
    queue.take_back([1])
    label(store, RED, 1)
    queue.take_back([1])
    assert (queue.shown, queue.is_back) == (Step((1,)), True)
    queue.go_home()
    assert queue.shown == Step((2,))
    assert queue.left() == 1


def test_photos_decided_or_taken_out_elsewhere_are_passed_over() -> None:
    store = store_of(*map(sure, range(1, 8)))
    queue = queue_of(store)
    label(store, NO_DOG, 2)
    store.remove([4])
    assert queue.present == Step((1, 3, 5, 6, 7), "n_red")
    label(store, UNKNOWN, 1, 3, 5, 6)
    assert queue.present == Step((7,))
    assert queue.left() == 1


@pytest.mark.parametrize("order", list(ReviewOrder))
def test_a_queue_of_100_000_photos_is_frozen_without_a_stall(order: ReviewOrder) -> None:
    count = 100_000
    store = PhotoStore()
    shares = np.random.default_rng(7).uniform(0.1, 0.99, count)
    rows = [sure(1), make_row(2)]
    store.put(rows)
    columns_store = PhotoStore()
    columns_store.put(rows)
    store.grow(count - 2)
    store.photo_ids[:] = np.arange(1, count + 1)
    for name in ("status", "ranked", "confidence", "suggested", "state", "present", "faults", "labels"):
        column = getattr(store, name)
        column[2:] = column[0]
    store.probability[:] = shares
    store.confidence[::3] = store.confidence[1]
    groups = (np.arange(count) // 5).astype(np.int32)
    groups[::2] = -1
    began = time.thread_time()
    planned = plan(store, to_review(store, everything(store)), order, groups)
    seconds = time.thread_time() - began
    assert sorted(planned.positions.tolist()) == list(range(count))
    assert seconds < 1, "0.05 s by itself; this machine may be busy"
