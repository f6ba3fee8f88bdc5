"""What Pawsort is at, on disk: what a process that died leaves behind."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.imaging.at_work import MOST_SUSPECTS, AtWork, NotedPhoto, noted

PHOTO, OTHER, THIRD = (noted(Path(f"/photos/{name}"), 10, 20) for name in ("a", "b\udce9 é", "c"))

DIES = """
import json, os, signal, sys, threading
from pathlib import Path
from desktop_app.imaging.at_work import AtWork, NotedPhoto
at_work = AtWork(lambda: Path(sys.argv[1]))
inside = threading.Semaphore(0)
def look(photos):
    with at_work.looking_at([NotedPhoto(*photo) for photo in photos], labelling=True):
        inside.release()
        threading.Event().wait()
for photos in sys.argv[2:]:
    threading.Thread(target=look, args=(json.loads(photos),)).start()
for _ in sys.argv[2:]:
    inside.acquire()
os.kill(os.getpid(), signal.SIGKILL)
"""


def dies_while_at(folder: Path, *batches: list[NotedPhoto]) -> None:
    """Another Pawsort, each of whose threads is at a batch, is killed."""
    arguments = [json.dumps(batch) for batch in batches]
    done = subprocess.run([sys.executable, "-c", DIES, str(folder), *arguments], capture_output=True, timeout=60)
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "at_work"


@pytest.fixture
def start(folder: Path) -> Iterator[Callable[[], AtWork]]:
    """Start Pawsort again."""
    made = []

    def start() -> AtWork:
        made.append(AtWork(lambda: folder))
        made[-1].may_be_suspected(Path("/"))
        return made[-1]

    yield start
    for one in made:
        one.close()


def notes(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.notes"))


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these tests end processes by signals")


def test_what_a_dead_process_was_at_is_suspected_and_nothing_else(folder: Path, start: Callable[[], AtWork]) -> None:
    dies_while_at(folder, [PHOTO, OTHER], [THIRD])
    now = start()
    assert all(now.is_suspected(photo) and not now.is_put_aside(photo) for photo in (PHOTO, OTHER, THIRD))
    assert now.may_be_suspected(Path(PHOTO.path))
    assert not now.may_be_suspected(Path("/photos/d"))
    assert not now.is_suspected(PHOTO._replace(modified_ns=21))
    assert not now.is_suspected(PHOTO._replace(size_bytes=11))
    # It is still so when the first new process ends in order, before it came to them.
    now.close()
    assert start().is_suspected(PHOTO)


def test_photo_is_put_aside_when_pawsort_dies_with_it_alone(folder: Path, start: Callable[[], AtWork]) -> None:
    dies_while_at(folder, [PHOTO], [OTHER])
    dies_while_at(folder, [PHOTO])
    now = start()
    assert now.is_put_aside(PHOTO)
    assert not now.is_suspected(PHOTO)
    assert now.is_suspected(OTHER)


def test_photo_that_was_at_work_beside_others_is_never_put_aside(folder: Path, start: Callable[[], AtWork]) -> None:
    for _ in range(3):
        dies_while_at(folder, [PHOTO, OTHER], [THIRD, OTHER])
    now = start()
    assert not any(now.is_put_aside(photo) for photo in (PHOTO, OTHER, THIRD))


def test_killing_pawsort_while_it_looks_at_one_photo_for_the_first_time_puts_nothing_aside(
    folder: Path, start: Callable[[], AtWork]
) -> None:
    dies_while_at(folder, [PHOTO])
    assert start().is_suspected(PHOTO)


def test_photo_with_which_pawsort_lived_is_not_suspected_any_more(folder: Path, start: Callable[[], AtWork]) -> None:
    dies_while_at(folder, [PHOTO, OTHER])
    now = start()
    with now.looking_at([PHOTO], labelling=True):
        pass
    with pytest.raises(ZeroDivisionError), now.looking_at([OTHER], labelling=True):
        _ = 1 / 0
    assert not now.is_suspected(PHOTO)
    assert not now.is_suspected(OTHER)
    assert not start().is_suspected(PHOTO)


def test_suspect_is_looked_at_alone(folder: Path, start: Callable[[], AtWork]) -> None:
    dies_while_at(folder, [PHOTO])
    now = start()
    inside, most, lock = [0], [0], threading.Lock()

    def look(photo: NotedPhoto) -> None:
        with now.looking_at([photo], labelling=True):
            with lock:
                inside[0] += 1
                most[0] = max(most[0], 100 * (photo == PHOTO) + inside[0])
            time.sleep(0.01)
            with lock:
                inside[0] -= 1

    threads = [threading.Thread(target=look, args=(photo,)) for photo in [OTHER] * 5 + [PHOTO] + [THIRD] * 5]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert most[0] == 101


def test_photo_that_was_put_aside_gets_another_chance_when_a_person_asks(
    folder: Path, start: Callable[[], AtWork]
) -> None:
    dies_while_at(folder, [PHOTO])
    dies_while_at(folder, [PHOTO])
    now = start()
    now.give_another_chance(Path(PHOTO.path))
    assert now.is_suspected(PHOTO)
    now.close()
    dies_while_at(folder, [PHOTO])
    assert start().is_put_aside(PHOTO)


def test_notes_of_a_process_that_lives_are_left_alone(folder: Path, start: Callable[[], AtWork]) -> None:
    first = start()
    with first.looking_at([PHOTO], labelling=True):
        second = start()
        assert not second.is_suspected(PHOTO)
        assert len(notes(folder)) == 2


def test_orderly_end_leaves_nothing_behind_whatever_is_at_work(folder: Path, start: Callable[[], AtWork]) -> None:
    now = start()
    with now.looking_at([PHOTO], labelling=True):
        now.close()
        assert notes(folder) == []
    with now.looking_at([OTHER], labelling=True):
        assert notes(folder) == []
    assert not start().is_suspected(PHOTO)


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 70_000, b"[" * 200_000, b'{"photos": 3}\n', b'{"photos": [[1]]}\n', b"\xff"]
)
def test_notes_that_cannot_be_read_are_thrown_away(folder: Path, start: Callable[[], AtWork], content: bytes) -> None:
    folder.mkdir()
    (folder / "1-a.notes").write_bytes(content)
    (folder / "suspects.json").write_bytes(content)
    now = start()
    assert not (folder / "1-a.notes").exists()
    assert not now.is_suspected(PHOTO)


def test_home_that_cannot_be_written_is_borne(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    now = AtWork(lambda: tmp_path / "file" / "at_work")
    with now.looking_at([PHOTO], labelling=True):
        pass
    now.close()


def test_name_that_is_far_too_long_is_not_noted(folder: Path, start: Callable[[], AtWork]) -> None:
    dies_while_at(folder, [PHOTO._replace(path="/" + "x" * 30_000), PHOTO._replace(path="/" + "y" * 40_000)])
    assert not start().is_suspected(PHOTO)


def test_only_the_youngest_suspects_are_kept(folder: Path, start: Callable[[], AtWork]) -> None:
    for place in range(0, MOST_SUSPECTS + 8, 8):
        dies_while_at(folder, [NotedPhoto(f"/photos/{place + number}", 1, 2) for number in range(8)])
    now = start()
    kept = [number for number in range(MOST_SUSPECTS + 8) if now.is_suspected(NotedPhoto(f"/photos/{number}", 1, 2))]
    assert kept == list(range(8, MOST_SUSPECTS + 8))


def test_pictures_wait_until_labelling_has_tried_its_suspects(folder: Path, start: Callable[[], AtWork]) -> None:
    dies_while_at(folder, [PHOTO])
    now = start()
    assert now.waits_for_labelling(Path(PHOTO.path))
    assert not now.waits_for_labelling(Path(OTHER.path))
    now.labelling_has_ended()
    assert not now.waits_for_labelling(Path(PHOTO.path))


def test_noting_costs_next_to_nothing(start: Callable[[], AtWork]) -> None:
    now = start()
    photo = noted(Path("/photos/of/a/shelter/IMG_0001.jpg"), 4_000_000, time.time_ns())
    best = 1.0
    for _ in range(20):
        began = time.perf_counter()
        for _ in range(100):
            with now.looking_at([photo], labelling=True):
                pass
        best = min(best, (time.perf_counter() - began) / 100)
    # Labelling a photo takes 20 ms of a core; twice is how often each is noted.
    assert best * 2 < 0.0002


ASKED_TO_END = """
import os, signal, sys, threading
from pathlib import Path
from desktop_app import stopping
from desktop_app.imaging.at_work import at_work, noted
stopping.listen()
with at_work.looking_at([noted(Path("/photos/a"), 1, 2)], labelling=True):
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(60)
"""


def test_whoever_is_asked_to_end_leaves_no_suspects_whatever_program_it_is(tmp_path: Path) -> None:
    environment = {**os.environ, "PAWSORT_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", ASKED_TO_END], env=environment, capture_output=True, timeout=60)
    assert done.returncode == 128 + signal.SIGTERM, done.stderr
    assert (tmp_path / "data" / "at_work").is_dir()
    assert notes(tmp_path / "data" / "at_work") == []
