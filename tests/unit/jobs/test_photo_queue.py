"""The order in which photos are labelled."""

import threading
from pathlib import Path

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
        thread.join(5)
        assert results == [[1, 2] if end is PhotoQueue.resume else []]


def test_a_closed_queue_gives_nothing() -> None:
    queue = queue_of(1, 2)
    queue.close()
    assert taken(queue) == []
