import threading
import time

from desktop_app.inference.run_watch import RunWatch, WatchedRun


def until_expired(run: WatchedRun, seconds: float = 5) -> float:
    """How long it took until it was told to end."""
    began = time.monotonic()
    while not run.expired and time.monotonic() - began < seconds:
        time.sleep(0.01)
    return time.monotonic() - began


def test_a_run_that_takes_too_long_is_told_to_end() -> None:
    with RunWatch().over(0.2) as run:
        assert not run.expired
        assert 0.1 < until_expired(run) < 2
        assert run.options.terminate


def test_a_shorter_run_is_ended_while_a_longer_one_goes_on() -> None:
    watch = RunWatch()
    with watch.over(60) as long, watch.over(0.2) as short:
        assert until_expired(short) < 2
        assert not long.expired


def test_a_run_after_a_pause_is_watched_too() -> None:
    watch = RunWatch()
    for _ in range(2):
        with watch.over(0.1):
            pass
        time.sleep(0.3)
    with watch.over(0.1) as run:
        assert until_expired(run) < 2


def test_all_runs_are_watched_by_one_thread_that_no_exit_waits_for() -> None:
    watch = RunWatch()
    before = set(threading.enumerate())
    for _ in range(20):
        with watch.over(60), watch.over(60):
            pass
    more = set(threading.enumerate()) - before
    assert len(more) == 1
    assert all(thread.daemon for thread in more)


def test_a_run_that_ended_in_time_is_not_told_to_end_later() -> None:
    with RunWatch().over(0.2) as run:
        pass
    time.sleep(0.4)
    assert not run.expired
    assert not run.options.terminate
