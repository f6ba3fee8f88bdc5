"""The order in which photos are labelled."""

import threading
import time
from pathlib import Path

import pytest

from desktop_app.jobs.photo_queue import PhotoQueue


def queue_of(*photo_ids: int) -> PhotoQueue:
    queue = PhotoQueue()
    queue.add((photo_id, Path(f"{photo_id}.jpg")) for photo_id in photo_ids)
    return queue


def taken(queue: PhotoQueue, count: int = 100) -> list[int]:
    return [photo_id for photo_id, _ in queue.take(count)]


def test_photos_come_in_the_order_of_adding() -> None:
    queue = queue_of(1, 2, 3)
    assert queue.take(2) == [(1, Path("1.jpg")), (2, Path("2.jpg"))]
    assert taken(queue) == [3]
    assert taken(queue) == []


def test_a_photo_waits_once() -> None:
    queue = queue_of(1, 2)
    assert queue.add([(2, Path("2.jpg")), (3, Path("3.jpg"))]) == 1
    assert len(queue) == 3


def test_what_is_looked_at_comes_first_in_its_order() -> None:
    queue = queue_of(*range(10))
    queue.prioritise([7, 3, 99])
    assert taken(queue, 4) == [7, 3, 0, 1]
    queue.prioritise([8, 9])
    queue.prioritise([5])
    assert taken(queue) == [5, 2, 4, 6, 8, 9]


def test_dropped_photos_do_not_come() -> None:
    queue = queue_of(1, 2, 3)
    queue.prioritise([2])
    assert queue.drop([2, 9]) == 1
    assert taken(queue) == [1, 3]


def test_a_pause_holds_whoever_takes_until_it_ends() -> None:
    for end in (PhotoQueue.resume, PhotoQueue.clear, PhotoQueue.close):
        queue = queue_of(1, 2)
        queue.pause()
        results: list[list[int]] = []
        thread = threading.Thread(target=lambda queue=queue, results=results: results.append(taken(queue)))
        thread.start()
        thread.join(0.05)
        assert thread.is_alive()
        assert queue.is_paused
        end(queue)
        thread.join(20)
        assert results == [[1, 2] if end is PhotoQueue.resume else []]


def test_a_closed_queue_gives_nothing() -> None:
    queue = queue_of(1, 2)
    queue.close()
    assert taken(queue) == []


def test_what_is_put_back_is_given_out_again_later_and_keeps_nobody_from_the_others() -> None:
    queue = PhotoQueue()
    queue.add([(number, Path(f"{number}.jpg")) for number in range(3)])
    first = queue.take(1)
    queue.put_back(*first[0], 0.2)
    assert len(queue) == 3
    assert queue.later == 1
    assert [photo_id for photo_id, _ in queue.take(8)] == [1, 2]
    began = time.monotonic()
    assert queue.take(8) == first
    assert time.monotonic() - began > 0.1
    assert queue.take(8) == []


@pytest.mark.parametrize("ends", ["clear", "close", "drop"])
def test_whoever_waits_for_what_comes_later_can_be_ended(ends: str) -> None:
    queue = PhotoQueue()
    queue.put_back(7, Path("7.jpg"), 60)
    got: list[object] = []
    thread = threading.Thread(target=lambda: got.append(queue.take(4)))
    thread.start()
    time.sleep(0.05)
    assert got == []
    if ends == "drop":
        assert queue.drop([7]) == 1
    else:
        getattr(queue, ends)()
    thread.join(20)
    assert got == [[]]


def test_what_is_put_back_is_not_added_twice_and_what_comes_meanwhile_goes_first() -> None:
    queue = PhotoQueue()
    queue.put_back(7, Path("7.jpg"), 0.1)
    assert queue.add([(7, Path("7.jpg")), (8, Path("8.jpg"))]) == 1
    assert [photo_id for photo_id, _ in queue.take(4)] == [8]
    assert [photo_id for photo_id, _ in queue.take(4)] == [7]


def test_all_that_lies_in_a_folder_can_be_withdrawn() -> None:
    queue = PhotoQueue()
    away, there = Path("/media/usb0"), Path("/home/v")
    queue.add([(1, away / "1.jpg"), (2, there / "2.jpg")])
    queue.put_back(3, away / "3.jpg", 60)
    assert sorted(queue.withdraw(str(away))) == [(1, away / "1.jpg"), (3, away / "3.jpg")]
    assert queue.take(4) == [(2, there / "2.jpg")]
    assert queue.take(4) == []
