"""The window and `pawsort label` end in order and in time, whatever they are doing when they are asked to."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from benchmarks.stopping.__main__ import is_well, run
from benchmarks.stopping.full_disk import SHARES, unshared
from benchmarks.stopping.moments import environment, make_photos, use_pack
from tests.e2e.label_helpers import Pawsort, rows_of
from tests.quiet_seconds import QuietSeconds

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.xdist_group("whole machine"),
    pytest.mark.skipif(sys.platform == "win32", reason="needs signals that another process can send"),
]

PROMISED_SECONDS = 2.0
# Processes that are ended beside each other, and what they write, take a little more.
SLACK = 2.0

# A decoder that is in the middle of something for longer than anybody waits, and holds no lock; then the real program.
STUCK_DECODER = """
import sys, time
from desktop_app import stopping
stopping.listen()
import desktop_app.imaging.reading as reading
real = reading.read_photo
def stuck(path):
    if path.name.startswith('stuck'):
        sys.stderr.write('stuck\\n'); sys.stderr.flush()
        time.sleep(60)
    return real(path)
reading.read_photo = stuck
from desktop_app.__main__ import main
main()
"""
# Decoders of their own that take very long for some photos; then the real program.
SLOW_DECODERS = """
import sys
from desktop_app.imaging.apart import pool
decoder = [sys.executable, "-c", sys.argv[1]]
pool.decoders._command = lambda: decoder
sys.argv = ["pawsort", *sys.argv[2:]]
from desktop_app.__main__ import main
main()
"""
SLOW_DECODER = """
import time
from desktop_app.imaging import decode
from desktop_app.imaging.apart import worker
real = decode.decode_here
def slow(content, smallest_side):
    if bytes(content).endswith(b"slow"):
        time.sleep(60)
    return real(content, smallest_side)
decode.decode_here = slow
worker.main()
"""
# The window's thread hangs, as in a dialog of the system's own, while what a person decided waits for a slow disk.
DEAF_WINDOW = """
import json, os, sys, time
from pathlib import Path
from desktop_app import stopping
stopping.listen()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop_app.__main__ import main
from desktop_app.app import make_application
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import UNKNOWN
from desktop_app.ui.window.main_window import MainWindow
apply = Session.apply
def slow(session, change, **rest):
    time.sleep(0.4)
    return apply(session, change, **rest)
Session.apply = slow
application = make_application()
def hang():
    windows = [w for w in application.topLevelWidgets() if isinstance(w, MainWindow)]
    if not windows or len(windows[0].collection) < 8:
        QTimer.singleShot(50, hang)
        return
    for photo in windows[0].model.ids()[:8]:
        windows[0].session.change(LabelPhotos([photo], UNKNOWN), '', '')
    os.write(1, f'{windows[0].session.path}\\n'.encode())
    time.sleep(60)
QTimer.singleShot(50, hang)
main()
"""


def ended(process: "subprocess.Popen[str]", number: int) -> tuple[str, str, float]:
    """What it still said, its errors, and how many seconds that takes on a quiet machine."""
    with QuietSeconds() as took:
        process.send_signal(number)
        output, errors = process.communicate(timeout=60)
    return output, errors, took.quiet


def test_moments_of_all_kinds_lose_nothing(tmp_path: Path) -> None:
    """A small part of `python -m benchmarks stopping`."""
    full = 40 if unshared() is not None else 0
    with QuietSeconds() as took:
        tables = run(tmp_path, signals=12, kills=4, disk_full=full, jobs=2, seed=19)
    assert sum(table.runs for table in tables) == 16 + full
    if full:
        assert {f"disk full: {kind}" for kind in SHARES} <= {table.name for table in tables}
    assert [table for table in tables if not is_well(table, (PROMISED_SECONDS + SLACK) * took.slowness)] == []
    assert sum(table.shown for table in tables) > 500
    if not full:
        pytest.skip("NO DISK WAS FULL: nobody may mount one here (root, or user namespaces); the rest was tried")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_label_does_not_wait_for_a_decoder_that_is_stuck(pawsort: Pawsort, photos: Path, number: int) -> None:
    (photos / "stuck.png").write_bytes((photos / "dog 1.png").read_bytes())
    arguments = ["label", "photos", "--model", str(pawsort.pack)]
    process = subprocess.Popen(
        [sys.executable, "-c", STUCK_DECODER, *arguments],
        cwd=pawsort.folder, env=pawsort.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    while process.stderr.readline() != "stuck\n":
        assert process.poll() is None
    time.sleep(0.3)
    _, errors, seconds = ended(process, number)
    assert process.returncode == 128 + number
    assert "Stopped; what was done is kept." in errors
    assert "Traceback" not in errors
    assert seconds < PROMISED_SECONDS + SLACK
    assert 0 < len(rows_of(pawsort.folder / "labels.csv")) <= 12
    assert [file.name for file in pawsort.folder.iterdir() if file.name.startswith(".")] == []


def test_interrupting_again_and_again_puts_no_slow_photo_aside(
    pawsort: Pawsort, photos: Path, repository: Path
) -> None:
    slow = photos / "dog 4b.heic"
    slow.write_bytes((repository / "packaging" / "photos" / "drawn dog.heic").read_bytes() + b"slow")
    notes = Path(pawsort.environment["PAWSORT_HOME"]) / "data" / "at_work"
    command = [sys.executable, "-c", SLOW_DECODERS, SLOW_DECODER, "label", "photos", "--model", str(pawsort.pack)]
    for _ in range(2):
        process = subprocess.Popen(
            [*command, "--overwrite"],
            cwd=pawsort.folder, env=pawsort.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        began = time.monotonic()
        while not any(slow.name.encode() in file.read_bytes() for file in notes.glob("*.notes")):
            assert process.poll() is None
            assert time.monotonic() - began < 60
        decoders = psutil.Process(process.pid).children(recursive=True)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        time.sleep(0.2)
        _, errors, seconds = ended(process, signal.SIGINT)
        assert process.returncode == 130
        assert seconds < PROMISED_SECONDS + SLACK
        assert "Traceback" not in errors
        assert list(notes.glob("*.notes")) == []
        assert psutil.wait_procs(decoders, timeout=30)[1] == []
    done = pawsort.label(photos, "--overwrite")
    row = next(row for row in rows_of(pawsort.folder / "labels.csv") if Path(row["photo"]) == slow)
    assert (row["status"] != "unreadable", row["error"]) == (True, "")
    assert "ended twice" not in done.stderr


def test_label_whose_reader_does_not_read_ends_too(pawsort: Pawsort, photos: Path) -> None:
    """As with `| less`: the pipe is full, and writing waits."""
    for number in range(3000):
        (photos / f"x{number}.png").symlink_to(photos / "dog 1.png")
    process = pawsort.start("photos", "--out", "-", "--top", "50")
    assert process.stdout is not None
    # It has begun to write; then nobody reads on.
    assert process.stdout.read(1)
    time.sleep(2)
    assert process.poll() is None
    with QuietSeconds() as took:
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
    assert took.quiet < PROMISED_SECONDS + SLACK
    _, errors = process.communicate()
    assert "Traceback" not in errors


@pytest.fixture
def home(tmp_path: Path, pack: Path) -> Path:
    use_pack(tmp_path / "home", pack)
    return tmp_path / "home"


def test_window_does_not_wait_for_a_decoder_that_is_stuck(home: Path, tmp_path: Path) -> None:
    folder = make_photos(tmp_path / "photos", 8)
    (folder / "1.jpg").rename(folder / "stuck 1.jpg")
    process = subprocess.Popen(
        [sys.executable, "-c", STUCK_DECODER, str(folder)],
        env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    while process.stderr.readline() != "stuck\n":
        assert process.poll() is None
    time.sleep(0.5)
    _, errors, seconds = ended(process, signal.SIGTERM)
    assert process.returncode == 143
    assert "Traceback" not in errors
    assert seconds < PROMISED_SECONDS + SLACK


def test_window_that_hangs_still_writes_what_a_person_decided(home: Path, tmp_path: Path) -> None:
    from desktop_app.catalog.session import Session
    from desktop_app.catalog.values.labels import UNKNOWN

    folder = make_photos(tmp_path / "photos", 8)
    process = subprocess.Popen(
        [sys.executable, "-c", DEAF_WINDOW, str(folder)],
        env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    path = Path(process.stdout.readline().strip())
    _, errors, _ = ended(process, signal.SIGHUP)
    assert process.returncode == 129
    assert "Traceback" not in errors
    with Session.open(path) as session:
        assert [row.label for row in session.rows()] == [UNKNOWN] * 8


@pytest.fixture
def in_a_shell(pawsort: Pawsort, photos: Path) -> "Shell":
    return Shell(pawsort)


class Shell:
    """Runs `pawsort label photos` as a line of a shell, with what stands before and behind it."""

    def __init__(self, pawsort: Pawsort) -> None:
        self._pawsort = pawsort

    def run(self, rest: str) -> "subprocess.CompletedProcess[str]":
        pawsort = self._pawsort
        line = f'"{sys.executable}" -m desktop_app label photos --model "{pawsort.pack}" {rest}; exit $?'
        return subprocess.run(
            ["bash", "-o", "pipefail", "-c", line], cwd=pawsort.folder, env=pawsort.environment,
            capture_output=True, text=True, timeout=120,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("rest", "code", "rows"),
    [
        ("--out t.csv 2>&-", 0, 12),
        ("--out t.csv >&-", 0, 12),
        ("--out t.csv >&- 2>&- <&-", 0, 12),
        ("--out t.csv 2>/dev/full", 0, 12),
        ("--out t.csv 2>&1 | head -1", 0, 12),
        ("--out - >&-", 2, None),
        ("--out - >/dev/full", 1, None),
        ("--out - | head -1", 1, None),
        ("--out - 2>&- | head -1", 1, None),
    ],
)
def test_streams_that_nobody_holds_are_no_crash(
    in_a_shell: Shell, pawsort: Pawsort, rest: str, code: int, rows: int | None
) -> None:
    done = in_a_shell.run(rest)
    assert "Traceback" not in done.stderr + done.stdout
    assert "Exception" not in done.stderr
    # 141 would be a shell's word for SIGPIPE, which never ends the program.
    assert done.returncode == code
    if rows is not None:
        assert len(rows_of(pawsort.folder / "t.csv")) == rows


@pytest.mark.parametrize("rest", ["--help", "--version", "label --help"])
@pytest.mark.parametrize("stream", [">&-", "> /dev/full", "| true"])
def test_help_that_nobody_reads_is_no_crash(pawsort: Pawsort, rest: str, stream: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f'"{sys.executable}" -m desktop_app {rest} {stream}'],
        cwd=pawsort.folder, env=pawsort.environment, capture_output=True, text=True,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.parametrize("where", ["afile/home", "/proc/none"])
def test_home_that_cannot_be_written_is_said_and_no_crash(where: str, tmp_path: Path, pack: Path) -> None:
    (tmp_path / "afile").write_text("no folder")
    folder = make_photos(tmp_path / "photos", 8)
    command = [sys.executable, "-m", "benchmarks.stopping.window_person", "1", str(folder), str(tmp_path / "t.csv")]
    process = subprocess.Popen(
        command, env=environment(tmp_path / where), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    said = json.loads(process.stdout.readline())["said"]
    _, errors, seconds = ended(process, signal.SIGINT)
    assert said.startswith("session.")
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert seconds < PROMISED_SECONDS + SLACK


@pytest.mark.parametrize("variable", ["TMPDIR", "PAWSORT_HOME", "HOME"])
def test_label_needs_neither_home_nor_a_folder_for_temporary_files(
    variable: str, pawsort: Pawsort, photos: Path
) -> None:
    pawsort.environment = pawsort.environment | {variable: "/proc/none"}
    pawsort.label("photos", "--session", "s.pawsort", code=0)
    assert len(rows_of(pawsort.folder / "labels.csv")) == 12
    assert (pawsort.folder / "s.pawsort").stat().st_size > 0
