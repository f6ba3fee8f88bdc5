"""A signal raises nothing; it tells who is at work, and ends by force what does not listen."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.quiet_seconds import QuietSeconds

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs signals that another process can send")
pytestmark = [posix_only, pytest.mark.xdist_group("whole machine")]  # seconds are measured

SOFT = [signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]

AT_ONCE = 1.4
# Programs with `LONGEST_SECONDS = 30` are not ended by force because a machine is busy with other things, and what was
# ended by force does not look like what ended at once.
NOTHING_BEGUN = "stopping.LONGEST_SECONDS = 30; stopping.listen('Stopped.'); say('ready'); time.sleep(30)"
# In the middle of a C call that holds no lock, in a pure loop, and in the middle of importing.
BUSY = "stopping.LONGEST_SECONDS = 30; stopping.listen(); say('ready'); sum(place * place for place in range(10**10))"
ORDERLY = """
stopping.LONGEST_SECONDS = 30
stopping.listen()
told = threading.Event()
with stopping.orderly(told.set):
    say('ready')
    while not told.wait(0.05):
        pass
    say('told')
say('left')
stopping.leave(stopping.exit_code())
"""
DEAF = """
stopping.listen()
stopping.at_the_end(lambda: say('tidied'))
stopping.finish_first(lambda: (time.sleep(0.3), say('finished')))
with stopping.orderly(lambda: say('told')):
    say('ready')
    time.sleep(30)
"""
FINISHING = """
stopping.listen()
with stopping.orderly(lambda: None):
    with stopping.finishing():
        say('ready')
        time.sleep(2.5)
        say('written')
    time.sleep(30)
"""
# Commits that take a while each: an exception in one of them would end the loop.
COMMITS = """
stopping.LONGEST_SECONDS = 30
import sqlite3
stopping.listen()
told = threading.Event()
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute('PRAGMA journal_mode = WAL')
connection.execute('CREATE TABLE t (x)')
done = 0
with stopping.orderly(told.set):
    say('ready')
    while not told.is_set():
        connection.execute('BEGIN')
        connection.executemany('INSERT INTO t VALUES (?)', [(done,)] * 50)
        connection.execute('COMMIT')
        done += 1
say(done)
stopping.leave(stopping.exit_code())
"""
CHILD = """
stopping.listen()
with stopping.orderly(lambda: say('told')):
    child = os.fork()
    if child == 0:
        say('ready')
        time.sleep(30)
    _, status = os.waitpid(child, 0)
    say(os.waitstatus_to_exitcode(status))
    time.sleep(0.3)
    say(stopping.asked())
"""
BEFORE = """
import os, signal, sys, threading, time
from desktop_app import stopping
def say(word):
    os.write(1, f'{word}\\n'.encode())
"""


_started: "list[subprocess.Popen[str]]" = []


@pytest.fixture(autouse=True)
def nothing_is_left_running() -> Iterator[None]:
    """What a test started and did not see the end of, as it failed, ends with it; with its own children."""
    yield
    while _started:
        process = _started.pop()
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


def start(program: str, *arguments: str, repository: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", BEFORE + program, *arguments],
        cwd=repository,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    _started.append(process)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def end(process: "subprocess.Popen[str]", number: int) -> tuple[list[str], str, QuietSeconds]:
    """What it still said, its errors, and how long that took."""
    with QuietSeconds() as took:
        process.send_signal(number)
        output, errors = process.communicate(timeout=40)
    return output.split(), errors, took


@pytest.mark.parametrize("number", SOFT)
@pytest.mark.parametrize("program", [NOTHING_BEGUN, BUSY])
def test_process_in_which_nothing_has_begun_ends_at_once(program: str, number: int, repository: Path) -> None:
    process = start(program, repository=repository)
    output, errors, took = end(process, number)
    assert process.returncode == 128 + number
    assert output == []
    assert errors == ("Stopped." if program is NOTHING_BEGUN else "")
    assert took.quiet < AT_ONCE
    assert took.seconds < 20


@pytest.mark.parametrize("number", SOFT)
def test_whoever_is_at_work_is_told_and_ends_in_order(number: int, repository: Path) -> None:
    process = start(ORDERLY, repository=repository)
    output, errors, took = end(process, number)
    assert (process.returncode, output, errors) == (128 + number, ["told", "left"], "")
    assert took.quiet < AT_ONCE
    assert took.seconds < 20


def test_what_does_not_listen_is_ended_by_force_after_what_must_not_be_lost(repository: Path) -> None:
    process = start(DEAF, repository=repository)
    output, errors, took = end(process, signal.SIGTERM)
    assert (process.returncode, errors) == (128 + signal.SIGTERM, "")
    assert output == ["told", "finished", "tidied"]
    assert 1.5 < took.seconds < 1.5 + AT_ONCE * took.slowness


def test_end_by_force_waits_for_what_is_being_finished(repository: Path) -> None:
    process = start(FINISHING, repository=repository)
    output, _, took = end(process, signal.SIGINT)
    assert (process.returncode, output) == (130, ["written"])
    assert took.seconds < 2.5 + AT_ONCE * took.slowness


def test_many_signals_are_one(repository: Path) -> None:
    process = start(ORDERLY, repository=repository)
    for _ in range(200):
        process.send_signal(signal.SIGINT)
    output, errors, _ = end(process, signal.SIGTERM)
    # Of two that wait at the same time, the system chooses.
    assert process.returncode in (130, 143)
    assert (output, errors) == (["told", "left"], "")


@pytest.mark.parametrize("number", SOFT)
def test_no_commit_is_interrupted(number: int, repository: Path, tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    file = tmp_path / f"{number}.db"
    process = start(COMMITS, str(file), repository=repository)
    time.sleep(0.2)
    output, errors, _ = end(process, number)
    assert (process.returncode, errors) == (128 + number, "")
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*), count(DISTINCT x) FROM t").fetchone() == (
            int(output[0]) * 50,
            int(output[0]),
        )


def test_signal_that_was_ignored_stays_ignored(repository: Path) -> None:
    """As `nohup` and a script's `&` want it."""
    program = "signal.signal(signal.SIGHUP, signal.SIG_IGN)\n" + ORDERLY
    process = start(program, repository=repository)
    process.send_signal(signal.SIGHUP)
    time.sleep(0.3)
    assert process.poll() is None
    output, _, _ = end(process, signal.SIGTERM)
    assert (process.returncode, output) == (143, ["told", "left"])


def test_signal_to_a_forked_child_ends_the_child_alone(repository: Path) -> None:
    process = start(CHILD, repository=repository)
    children = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True).stdout.split()
    if not children:
        process.kill()
        process.communicate()
        pytest.skip("pgrep finds no child here")
    os.kill(int(children[0]), signal.SIGTERM)
    output, errors = process.communicate(timeout=20)
    assert (output.split(), errors) == ([str(-signal.SIGTERM), "False"], "")


def test_ask_is_as_good_as_a_signal(repository: Path) -> None:
    program = ORDERLY.replace("say('ready')", "say('ready'); threading.Timer(0.1, stopping.ask).start()")
    process = start(program, repository=repository)
    output, errors = process.communicate(timeout=20)
    assert (process.returncode, output.split(), errors) == (143, ["told", "left"], "")


def test_drafts_are_removed_when_the_process_is_ended_by_force(repository: Path, tmp_path: Path) -> None:
    program = """
from pathlib import Path
from desktop_app.files import WholeFile, replacing
stopping.listen()
folder = Path(sys.argv[1])
with stopping.orderly(lambda: None), WholeFile(folder / 'table.csv') as table, replacing(folder / 'session') as draft:
    table.write('half')
    Path(f'{draft}-journal').write_text('of a draft')
    say('ready')
    time.sleep(30)
"""
    process = start(program, str(tmp_path), repository=repository)
    assert len(list(tmp_path.iterdir())) == 3
    end(process, signal.SIGTERM)
    assert process.returncode == 143
    assert list(tmp_path.iterdir()) == []
