"""What the operating system sees of the app: nothing of a network, and no file but the app's own and the output.

The system is watched (`packaging/watching.py`: `strace`, or a network namespace that counts), not Python: libraries and
worker processes open sockets and files of their own. ONNX Runtime's telemetry queues events as soon as it is imported,
and sends them some nine seconds later; so the app stays for longer than that, a minute in all. The environment is made
anew, because telemetry of many kinds keeps quiet where a variable says that tests run.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import watching
from watching import Watched

from desktop_app.inference.bundled import bundled_packs
from tests.e2e.label_helpers import rows_of

pytestmark = pytest.mark.end_to_end

WINDOW_SECONDS = 40
COMMAND_SECONDS = 20

# All photos shall be readable.
DEADLY = "ends its decoder"
# Runs the real command line, and stays after it as long as telemetry would need to send something.
LABEL_AND_STAY = """
import sys, time
from desktop_app.cli import main
began = time.monotonic()
try:
    main(sys.argv[2:])
finally:
    time.sleep(max(0.0, float(sys.argv[1]) - (time.monotonic() - began)))
"""


@dataclass(frozen=True)
class Home:
    """A home that nobody lived in yet, and a folder for temporary files that everything respects.

    Attributes:
        folder: the home.
        temp: the folder for temporary files.
        out: where the output goes.
    """

    folder: Path
    temp: Path
    out: Path

    def environment(self, repository: Path) -> dict[str, str]:
        return {
            "PATH": os.defpath,
            "HOME": str(self.folder),
            "TMPDIR": str(self.temp),
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(repository),
            # Compiled modules beside the sources are Python's, not the app's. Those that are there may be read.
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPYCACHEPREFIX": os.environ["PYTHONPYCACHEPREFIX"],
            # A person's own wish for telemetry does not count.
            "ORT_DISABLE_TELEMETRY": "0",
        }

    def own_folders(self) -> list[Path]:
        """Where the app may write: as `desktop_app.paths` says on Linux, without PAWSORT_HOME."""
        return [self.folder / place / "Pawsort" for place in (".config", ".local/share", ".cache")]

    def on_the_way(self) -> list[str]:
        """Folders that have to be made for the app's own."""
        places = (".config", ".local", ".local/share", ".cache")
        return [str(self.folder / place) for place in places]

    def of_fontconfig(self) -> Path:
        """The system's cache of fonts, which every program with a window renews when it is missing."""
        return self.folder / ".cache" / "fontconfig"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(*(tmp_path / name for name in ("home", "temp", "out")))
    for folder in (made.folder, made.temp, made.out):
        folder.mkdir()
    return made


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """Real photos where they are, and those that were drawn for the installers' tests: one of them is a HEIC photo."""
    data = Path(os.environ.get("PAWSORT_DATA", repository.parent / "shared" / "data"))
    drawn = [photo for photo in sorted((repository / "packaging/photos").glob("*.*")) if photo.stem != DEADLY]
    found = [*sorted((data / "phone_photos").glob("*.jpg"))[:8], *drawn]
    assert {photo.suffix for photo in found} >= {".heic", ".jpg"}
    folder = tmp_path_factory.mktemp("photos")
    for photo in found:
        shutil.copyfile(photo, folder / photo.name)
    return folder


@dataclass(frozen=True)
class Watcher:
    """Watches as well as this system allows.

    Attributes:
        strace: the program; None where a namespace counts instead.
        folder: for what it writes itself.
    """

    strace: str | None
    folder: Path

    def watch(
        self, command: Sequence[str | Path], cwd: Path, environment: dict[str, str] | None = None
    ) -> tuple[str, Watched]:
        """Run a command; what it printed, and what it and all its children did."""
        file = self.folder / "watched"
        before = watching.before_traced(self.strace, file) if self.strace else watching.before_counted(file)
        assert before is not None
        done = subprocess.run(
            [*before, *map(str, command)], cwd=cwd, env=environment, capture_output=True, text=True, timeout=280
        )
        assert done.returncode == 0, done.stderr
        return done.stdout, watching.read_trace(file, cwd) if self.strace else watching.read_counts(file, cwd)


@pytest.fixture
def watcher(tmp_path: Path) -> Watcher:
    """The best there is; skips where the system cannot be watched at all."""
    program, why = watching.strace()
    folder = tmp_path / "watching"
    folder.mkdir()
    if program is None and watching.before_counted(folder / "tried") is None:
        pytest.skip(f"NOT WATCHED: {why}; and nobody may make a network namespace here")
    return Watcher(program, folder)


def say_what_was_not_watched(watcher: Watcher) -> None:
    """A test that has seen half is not green."""
    if watcher.strace is None:
        pytest.skip(f"FILES NOT WATCHED: {watching.strace()[1]}; what tries to leave was counted, and nothing did")


def beyond(watched: Watched, home: Home, *more: Path) -> list[str]:
    """What was written where the app has no business."""
    outside = watched.written_outside([*home.own_folders(), home.of_fontconfig(), home.temp, *more])
    return [file for file in outside if file not in home.on_the_way()]


def test_window_does_nothing_with_a_network_and_writes_its_own_files_alone(
    watcher: Watcher, home: Home, photos: Path, repository: Path
) -> None:
    if not bundled_packs():
        pytest.skip("no model pack is bundled")
    before = {photo: photo.read_bytes() for photo in photos.iterdir()}
    volunteer = [sys.executable, "-m", "tests.e2e.window_volunteer"]
    part = ["whole", str(photos), str(home.out), str(WINDOW_SECONDS)]
    output, watched = watcher.watch([*volunteer, *part], repository, home.environment(repository))
    seen = json.loads(output)
    assert seen["suggested"] == len(before)
    assert sum(label is not None for label in seen["labels"].values()) == 3
    assert sum(label is not None for label in seen["undone"].values()) == 2
    assert len(rows_of(home.out / "table.csv")) == len(before)
    assert seen["seconds"] >= WINDOW_SECONDS
    assert watched.internet == []
    assert {photo: photo.read_bytes() for photo in photos.iterdir()} == before
    assert_nothing_is_queued(home)
    say_what_was_not_watched(watcher)
    assert beyond(watched, home, home.out) == []
    # The watching itself works: the session was seen being written.
    assert any(file.is_relative_to(home.folder / ".local/share/Pawsort") for file in watched.written)


def test_label_command_does_nothing_with_a_network_and_writes_the_table_alone(
    watcher: Watcher, home: Home, photos: Path, repository: Path, tmp_path: Path
) -> None:
    if not bundled_packs():
        pytest.skip("no model pack is bundled")
    table, session = home.out / "labels.csv", home.out / "Shelter.pawsort"
    arguments = [str(COMMAND_SECONDS), "label", str(photos), "--out", str(table), "--session", str(session)]
    command = [sys.executable, "-c", LABEL_AND_STAY, *arguments]
    _, watched = watcher.watch(command, tmp_path, home.environment(repository))
    assert len(rows_of(table)) == sum(1 for _ in photos.iterdir())
    assert watched.internet == []
    assert_nothing_is_queued(home)
    say_what_was_not_watched(watcher)
    assert beyond(watched, home, home.out) == []
    assert table in watched.written


def assert_nothing_is_queued(home: Home) -> None:
    """Not even in the folder for temporary files, where the app may write."""
    assert list(home.folder.rglob("*onnxruntime*")) == []
    assert list(home.temp.iterdir()) == []


def test_watching_sees_what_a_program_does(tmp_path: Path) -> None:
    """Each of these would be a fault; a watcher that misses one shows nothing."""
    program, why = watching.strace()
    if program is None:
        pytest.skip(f"NOT WATCHED: {why}")
    code = (
        "import os, socket, subprocess, sys, threading\n"
        "def ask():\n"
        "    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()\n"
        "    socket.socket(socket.AF_INET6, socket.SOCK_STREAM).close()\n"
        "    unix = socket.socket(socket.AF_UNIX)\n"
        "    for name in ('/run/systemd/resolve/io.systemd.Resolve', '/run/dbus/system_bus_socket', 'own'):\n"
        "        unix.connect_ex(name)\n"
        "thread = threading.Thread(target=ask); thread.start(); thread.join()\n"
        "if os.fork() == 0:\n"
        "    open('made', 'w').close(); os.mkdir('folder é'); os.rename('made', 'renamed'); os._exit(0)\n"
        "os.wait()\n"
        "folder = os.open('folder é', os.O_RDONLY); os.open('inside', os.O_CREAT | os.O_WRONLY, dir_fd=folder)\n"
        "os.symlink('/etc/passwd', 'symbolic'); open('/etc/passwd').close(); open('/etc/hosts').close()\n"
        "subprocess.run([sys.executable, '-c', 'import socket; socket.socket(socket.AF_INET)'])\n"
    )
    _, watched = Watcher(program, tmp_path).watch([sys.executable, "-c", code], tmp_path)
    assert len(watched.internet) == 6
    names = ("made", "folder é", "renamed", "folder é/inside", "symbolic")
    assert set(watched.written_outside([])) == {str(tmp_path / name) for name in names}
    assert watched.written_outside([tmp_path]) == []
    assert sum(Path(started).name.startswith("python") for started in watched.started) == 2


@pytest.mark.parametrize(
    ("code", "leaves"),
    [
        ("socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 9))", True),
        ("socket.socket().connect_ex(('192.0.2.1', 9))", True),
        ("socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.53', 53))", True),
        (
            "subprocess.run([sys.executable, '-c', 'import socket; socket.socket().connect_ex((\"192.0.2.1\", 9))'])",
            True,
        ),
        ("socket.socket(socket.AF_UNIX).connect_ex('/nobody')", False),
        ("pass", False),
    ],
)
def test_counting_sees_what_tries_to_leave(code: str, leaves: bool, tmp_path: Path) -> None:
    if watching.before_counted(tmp_path / "tried") is None:
        pytest.skip("NOT COUNTED: nobody may make a network namespace here")
    code = f"import contextlib, socket, subprocess, sys\nwith contextlib.suppress(OSError):\n    {code}"
    command = [sys.executable, "-c", code]
    _, watched = Watcher(None, tmp_path).watch(command, tmp_path)
    assert bool(watched.internet) is leaves
