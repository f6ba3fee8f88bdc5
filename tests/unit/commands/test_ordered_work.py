"""Outcomes in the order of the files, whatever the order of work."""

import random
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from desktop_app.catalog.values.photos import PhotoOutcome
from desktop_app.commands.ordered_work import OrderedWork
from desktop_app.faults import Fault


def outcome(key: int, path: Path) -> PhotoOutcome:
    return PhotoOutcome(key, path, None, None, Fault("photo.damaged"))


def paths(number: int) -> list[Path]:
    return [Path(f"{i}.jpg") for i in range(number)]


def test_outcomes_come_in_order_whatever_the_order_of_work() -> None:
    work = OrderedWork(paths(500), window=40)
    shuffle = random.Random(5)

    def labour() -> None:
        held: list[tuple[int, Path]] = []
        while taken := work.take(4):
            held = [*taken]
            shuffle.shuffle(held)
            for ticket in held:
                work.deliver([outcome(*ticket)])

    threads = [threading.Thread(target=labour) for _ in range(6)]
    for thread in threads:
        thread.start()
    found: list[int] = []
    while len(found) < 500:
        found.extend(entry.key for entry in work.in_order(5) or [])
    for thread in threads:
        thread.join()
    work.finish()
    assert found == list(range(500))
    assert work.in_order(0) is None


def test_list_without_end_is_taken_only_as_far_as_needed() -> None:
    taken = count()

    def endless() -> Iterator[Path]:
        for number in taken:
            yield Path(f"{number}.jpg")

    work = OrderedWork(endless(), window=10)
    tickets = [*work.take(4), *work.take(4), *work.take(4)]
    waiting = threading.Thread(target=lambda: work.take(4), daemon=True)
    waiting.start()
    waiting.join(0.2)
    assert waiting.is_alive()
    assert next(taken) == 12
    work.deliver([outcome(*ticket) for ticket in tickets[:4]])
    assert [entry.key for entry in work.in_order(1) or []] == [0, 1, 2, 3]
    waiting.join(20)
    assert not waiting.is_alive()


def test_cancelled_work_hands_out_nothing_and_gives_back_what_stood_behind_a_gap() -> None:
    work = OrderedWork(paths(8))
    tickets = work.take(6)
    work.deliver([outcome(*tickets[4]), outcome(*tickets[2]), outcome(*tickets[0])])
    work.cancel()
    assert work.take(1) == []
    assert [entry.key for entry in work.in_order(0) or []] == [0]
    assert [entry.key for entry in work.rest()] == [2, 4]


def test_nothing_yet_is_not_the_end() -> None:
    work = OrderedWork(paths(1))
    assert work.in_order(0.01) == []
    work.finish()
    assert work.in_order(0.01) is None


def test_what_is_put_back_comes_in_its_place_and_the_others_go_on() -> None:
    work = OrderedWork(paths(100), window=10)
    put_back = threading.Event()

    def labour() -> None:
        while taken := work.take(3):
            for key, path in taken:
                if key == 5 and not put_back.is_set():
                    put_back.set()
                    work.put_back(key, path, 0.5)
                else:
                    work.deliver([outcome(key, path)])

    threads = [threading.Thread(target=labour) for _ in range(4)]
    for thread in threads:
        thread.start()
    put_back.wait(20)
    found: list[int] = []
    while len(found) < 5:
        found.extend(entry.key for entry in work.in_order(1) or [])
    assert found == list(range(5))
    while len(work._done) < 94 and work.later:
        time.sleep(0.005)
    assert len(work._done) >= 94, "all others were done, though no more than ten were to be ahead"
    while len(found) < 100:
        found.extend(entry.key for entry in work.in_order(1) or [])
    for thread in threads:
        thread.join(20)
    assert found == list(range(100))
    assert not any(thread.is_alive() for thread in threads)


def test_whoever_waits_for_what_comes_later_is_ended_by_a_cancel() -> None:
    work = OrderedWork(paths(1))
    ((key, path),) = work.take(4)
    work.put_back(key, path, 60)
    thread = threading.Thread(target=work.take, args=(4,))
    thread.start()
    work.cancel()
    thread.join(20)
    assert not thread.is_alive()
