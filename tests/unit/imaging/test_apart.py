"""Decoders in processes of their own: whatever a photo does to one, the app goes on."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from desktop_app.faults import Fault
from desktop_app.imaging.apart import process as process_module
from desktop_app.imaging.apart import starting
from desktop_app.imaging.apart.kinds import goes_apart
from desktop_app.imaging.apart.messages import Picture
from desktop_app.imaging.apart.pool import DecoderPool, decoders
from desktop_app.imaging.decode import DecodedPhoto, UnreadablePhotoError, decode_here, decode_photo
from desktop_app.imaging.limits import MemoryBudget
from desktop_app.own_processes import limits
from tests.unit.imaging.ending import is_over, soon

ODD = [sys.executable, str(Path(__file__).with_name("odd_decoder.py"))]
STOPPED = Fault("photo.decoder_stopped")
# On Windows every signal but those of the console ends a process by force.
BY_FORCE = getattr(signal, "SIGKILL", signal.SIGTERM)


@pytest.fixture
def pool() -> Iterator[DecoderPool]:
    """Of decoders that do what a photo tells them to."""
    made = DecoderPool(lambda: ODD)
    yield made
    made.close()


@pytest.fixture
def deadly(repository: Path) -> bytes:
    """A HEIC photo of which libheif's reader dies."""
    return (repository / "packaging" / "photos" / "ends its decoder.heic").read_bytes()


def written(name: str, size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    stream = BytesIO()
    Image.new("RGB", size, (10, 200, 30)).save(stream, name, **options)
    return stream.getvalue()


def fault_of(content: bytes, smallest_side: int = 64) -> Fault | None:
    try:
        decode_photo(content, smallest_side)
    except UnreadablePhotoError as error:
        return error.fault
    return None


def result_of(decode: Callable[[bytes, int], DecodedPhoto], content: bytes) -> DecodedPhoto | Fault:
    try:
        return decode(content, 100)
    except UnreadablePhotoError as error:
        return error.fault


def picture(answer: Picture | Fault) -> Picture:
    assert isinstance(answer, Picture), answer
    return answer


# What goes apart


def test_formats_whose_decoders_may_crash_go_apart_and_the_others_do_not(deadly: bytes) -> None:
    assert goes_apart(deadly)
    for name in ("AVIF", "TIFF", "WEBP", "JPEG2000"):
        assert goes_apart(written(name)), name
    for name in ("JPEG", "PNG", "GIF", "BMP", "DIB"):
        assert not goes_apart(written(name)), name
    for other in (b"", b"%PDF-1.7 and so on", b"\0\0\0\x18ftypcrx and so on", b"RIFF....WAVEfmt "):
        assert not goes_apart(other), other


def test_pictures_are_those_of_the_same_decoder_in_this_process(photos_folder: Path) -> None:
    compared = 0
    for file in sorted((photos_folder / "decoder_files").rglob("*")):
        content = file.read_bytes() if file.is_file() else b""
        if not goes_apart(content):
            continue
        compared += 1
        here, apart = result_of(decode_here, content), result_of(decode_photo, content)
        if isinstance(here, Fault) or isinstance(apart, Fault):
            assert apart == here, file
            continue
        assert (apart.width, apart.height, apart.orientation) == (here.width, here.height, here.orientation), file
        assert np.array_equal(np.asarray(apart.image), np.asarray(here.image)), file
    assert compared > 30


# A photo that ends its decoder


def test_photo_that_ends_its_decoder_has_a_fault_and_the_next_is_read(deadly: bytes) -> None:
    assert [fault_of(content) for content in (deadly, written("WEBP"), deadly, written("AVIF"))] == [
        *(STOPPED, None, STOPPED, None)
    ]


def test_photo_of_the_field_that_ended_everything(photos_folder: Path) -> None:
    content = (photos_folder / "field_cases" / "kinds" / "crash.heic").read_bytes()
    assert fault_of(content, 300) == STOPPED


def test_photo_is_tried_again_before_it_is_blamed(pool: DecoderPool, tmp_path: Path) -> None:
    mark = tmp_path / "died"
    assert picture(pool.decode(b"die-once " + os.fsencode(mark), 1)).photo_size == (30, 20)
    assert mark.exists()
    assert pool.decode(b"die", 1) == STOPPED


def test_decoder_that_was_killed_while_it_waited_is_replaced(pool: DecoderPool) -> None:
    first = picture(pool.decode(b"who", 1)).photo_size[0]
    assert picture(pool.decode(b"who", 1)).photo_size[0] == first == pool.process_ids()[0]
    os.kill(first, BY_FORCE)
    assert picture(pool.decode(b"who", 1)).photo_size[0] != first


def test_decoder_that_was_killed_at_work_is_replaced_and_the_photo_is_read(pool: DecoderPool) -> None:
    answers: list[Picture | Fault] = []
    thread = threading.Thread(target=lambda: answers.append(pool.decode(b"sleep 1", 1)))
    thread.start()
    assert soon(lambda: bool(pool.process_ids()))
    time.sleep(0.6)
    os.kill(pool.process_ids()[0], BY_FORCE)
    thread.join(30)
    assert picture(answers[0]).size == (3, 2)


# Limits


def test_photo_that_hangs_is_given_up(pool: DecoderPool, monkeypatch: pytest.MonkeyPatch) -> None:
    began = time.monotonic()
    with monkeypatch.context() as patch:
        patch.setattr(process_module, "seconds_for", lambda _amount: 0.5)
        assert pool.decode(b"hang", 1) == Fault("photo.decoder_too_long", {"seconds": 0})
    assert time.monotonic() - began < 20, "it would hang for hours"
    assert picture(pool.decode(b"next", 1)).orientation == 6


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the app looks after the memory")
def test_photo_that_takes_too_much_memory_is_given_up(pool: DecoderPool) -> None:
    assert picture(pool.decode(b"eat 2", 1)).size == (2, 1)
    assert pool.decode(b"eat 40", 1) == Fault("photo.out_of_memory")
    assert pool.process_ids() == []
    assert picture(pool.decode(b"next", 1)).size == (3, 2)


@pytest.mark.skipif(not limits.resident_bytes(os.getpid()), reason="the system holds decoders to their memory itself")
def test_decoder_that_the_system_does_not_hold_to_its_memory_is_ended_by_the_app(
    pool: DecoderPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process_module, "memory_for", lambda _amount: 20_000_000)
    assert pool.decode(b"eat 2", 1) == Fault("photo.out_of_memory")
    assert picture(pool.decode(b"next", 1)).size == (3, 2)


def test_photo_as_large_as_the_limit_allows_fits() -> None:
    content = BytesIO()
    Image.new("L", (10_000, 10_000), 77).save(content, "TIFF", compression="tiff_lzw")
    decoded = decode_photo(content.getvalue(), 300)
    assert (decoded.width, decoded.height) == (10_000, 10_000)
    assert decoded.image.getpixel((5, 5)) == (77, 77, 77)


def test_memory_of_a_decoder_comes_out_of_the_budget_of_the_app(
    pool: DecoderPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    budget = MemoryBudget(1000)
    monkeypatch.setattr(process_module, "decoding_budget", budget)
    answers: list[Picture | Fault] = []
    with budget.reserved(500):
        thread = threading.Thread(target=lambda: answers.append(pool.decode(b"need 600", 1)))
        thread.start()
        thread.join(1.5)
        assert answers == []
    thread.join(30)
    assert picture(answers[0]).size == (3, 2)


# What is said and believed


def test_fault_of_a_photo_travels_with_its_facts(pool: DecoderPool) -> None:
    assert pool.decode(b"refuse", 1) == Fault("photo.too_large", {"width": 7, "height": 8, "most": 9})


def test_decoder_that_speaks_nonsense_is_not_believed() -> None:
    pool = DecoderPool(lambda: [*ODD, "nonsense"])
    assert pool.decode(b"photo", 1) in (STOPPED, Fault("photo.decoder_not_started", {"detail": "-"}))
    pool.close()


def test_decoder_that_cannot_be_started_is_no_fault_of_the_photo() -> None:
    for command in ([*ODD, "end"], [str(Path(__file__).with_name("there is none"))]):
        pool = DecoderPool(lambda command=command: command)  # type: ignore[misc]
        answer = pool.decode(b"photo", 1)
        assert isinstance(answer, Fault)
        assert answer.code == "photo.decoder_not_started"
        pool.close()


# Their life


def test_there_are_as_many_decoders_as_threads_that_ask_at_the_same_time(pool: DecoderPool) -> None:
    threads = [threading.Thread(target=pool.decode, args=(b"sleep 0.5", 1)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(pool.process_ids()) == 3
    for _ in range(5):
        pool.decode(b"next", 1)
    assert len(pool.process_ids()) == 3


def test_decoder_that_has_nothing_to_do_is_ended_and_started_again() -> None:
    pool = DecoderPool(lambda: ODD, idle_seconds=0.2)
    first = picture(pool.decode(b"who", 1)).photo_size[0]
    assert soon(lambda: pool.process_ids() == [] and not psutil.pid_exists(first))
    assert picture(pool.decode(b"who", 1)).photo_size[0] != first
    pool.close()


@pytest.mark.skipif(sys.platform == "win32", reason="sessions and descriptors are POSIX'")
def test_decoder_has_a_session_of_its_own_and_no_file_of_the_app(tmp_path: Path) -> None:
    with (tmp_path / "session").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        decode_photo(written("WEBP"), 64)
        child = psutil.Process(decoders.process_ids()[-1])
        assert os.getsid(child.pid) == child.pid
        if sys.platform == "linux":
            goals = [str(name.readlink()) for name in Path(f"/proc/{child.pid}/fd").iterdir()]
            assert sorted(goal.split(":")[0] for goal in goals) == ["/dev/null"] * 3 + ["pipe"] * 2


PARENT = """
import sys, threading
from desktop_app.imaging.apart.pool import DecoderPool
pool = DecoderPool(lambda: sys.argv[2:])
pool.decode(b"next", 1)
thread = threading.Thread(target=pool.decode, args=(sys.argv[1].encode(), 1), daemon=True)
thread.start()
thread.join(0.5)
print(*pool.process_ids(), flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("work", ["next", "hang"])
@pytest.mark.parametrize("how", ["SIGKILL", "end"])
def test_decoder_ends_with_the_app_however_that_ends(work: str, how: str) -> None:
    app = subprocess.Popen(
        [sys.executable, "-c", PARENT, work, *ODD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert app.stdout is not None
    children = [psutil.Process(int(number)) for number in app.stdout.readline().split()]
    assert children
    if how == "SIGKILL":
        app.kill()
    _, said = app.communicate(timeout=30)
    assert said == b""
    assert soon(lambda: all(map(is_over, children)))


FORCED = """
import sys, threading
from desktop_app import stopping
from desktop_app.imaging.apart.pool import decoders
stopping.listen()
stopping.LONGEST_SECONDS = 0.3
decoders._command = lambda: sys.argv[1:]
decoders.decode(b"next", 1)
def decode():
    print("answer", decoders.decode(b"hang", 1), flush=True)
threading.Thread(target=decode, daemon=True).start()
# Others are given time to take a decoder's end for the fault of its photo.
stopping.at_the_end(lambda: threading.Event().wait(1.0))
with stopping.orderly(lambda: None):
    while not decoders._busy:
        pass
    print(*decoders.process_ids(), flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals that another process can send")
def test_end_by_force_ends_decoders_and_blames_no_photo() -> None:
    app = subprocess.Popen(
        [sys.executable, "-c", FORCED, *ODD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert app.stdout is not None
    children = [psutil.Process(int(number)) for number in app.stdout.readline().split()]
    assert children
    for _ in range(2):
        app.send_signal(signal.SIGINT)
    app.wait(30)
    said, errors = app.communicate(timeout=30)
    assert (app.returncode, said, errors) == (130, b"", b"")
    assert all(map(is_over, children)), "ended before the app is"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a terminal are POSIX'")
def test_key_that_interrupts_the_app_does_not_reach_its_decoders() -> None:
    code = textwrap.dedent(
        """
        import os, signal, sys
        from desktop_app.imaging.apart.pool import DecoderPool
        pool = DecoderPool(lambda: sys.argv[1:])
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        first = pool.decode(b"who", 1).photo_size
        os.killpg(0, signal.SIGINT)
        os.kill(pool.process_ids()[0], signal.SIGINT)
        assert pool.decode(b"who", 1).photo_size == first
        """
    )
    done = subprocess.run([sys.executable, "-c", code, *ODD], capture_output=True, start_new_session=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_forked_copy_of_the_app_has_decoders_of_its_own_and_keeps_none_alive() -> None:
    code = textwrap.dedent(
        """
        import os, sys, time
        from desktop_app.imaging.apart.pool import decoders
        decoders._command = lambda: sys.argv[1:]
        first = decoders.decode(b"who", 1).photo_size[0]
        child = os.fork()
        if child == 0:
            own = decoders.decode(b"who", 1).photo_size[0]
            decoders.close()
            os._exit(0 if own != first else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert decoders.decode(b"who", 1).photo_size[0] == first
        """
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code, *ODD], capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


def test_modules_of_a_decoder_are_never_those_of_the_folder_it_is_started_in(tmp_path: Path) -> None:
    (tmp_path / "numpy.py").write_text("raise SystemExit('taken')")
    (tmp_path / "PIL").mkdir()
    (tmp_path / "PIL" / "__init__.py").write_text("raise SystemExit('taken')")
    (tmp_path / "photo.webp").write_bytes(written("WEBP"))
    code = (
        "import sys; from desktop_app.imaging.decode import decode_photo; import os; os.chdir(sys.argv[1]);"
        "print(decode_photo(open('photo.webp', 'rb').read(), 64).image.size)"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code, str(tmp_path)], capture_output=True, text=True)
    assert done.stdout.strip() == "(60, 40)", done.stderr


def test_frozen_app_starts_its_program_that_has_streams(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    for name in ("pawsort", "pawsort-window"):
        (tmp_path / name).touch()
        monkeypatch.setattr(sys, "executable", str(tmp_path / name))
        assert starting.decoder_command() == [str(tmp_path / "pawsort"), "--decode-apart"]


def test_a_decoder_that_hangs_ends_with_a_process_that_is_ended_by_force(pool: DecoderPool) -> None:
    thread = threading.Thread(target=pool.decode, args=(b"hang", 1), daemon=True)
    thread.start()
    while not pool.process_ids():
        time.sleep(0.01)
    time.sleep(0.5)
    busy = [psutil.Process(number) for number in pool.process_ids()]
    with pool._turn:  # whoever has it may never give it back
        pool.end_with_the_app()
    _, alive = psutil.wait_procs(busy, timeout=30)
    assert alive == []
    pool.close()
