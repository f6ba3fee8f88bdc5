"""What the operating system sees of the app: no socket of the internet, and no file but the app's own and the output.

The system is watched (`strace`), not Python: libraries open sockets and files of their own. ONNX Runtime's telemetry
queues events as soon as it is imported, and sends them some nine seconds later; so the app stays for longer than that.
The environment is made anew, because telemetry of many kinds keeps quiet where a variable says that tests run.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop_app.inference.bundled import bundled_packs
from tests.e2e.label_helpers import rows_of

pytestmark = pytest.mark.end_to_end

STAY_SECONDS = 14
SOCKETS = ("socket", "socketpair", "connect", "bind", "sendto", "sendmsg", "sendmmsg")
# Whatever makes, opens or names a file, or changes what is in it.
WRITERS = ("creat", "mkdir", "mkdirat", "mknod", "mknodat", "truncate", "rename", "renameat", "renameat2")
LINKS = ("link", "linkat", "symlink", "symlinkat")
OPENERS = ("open", "openat", "openat2")
INTERNET = re.compile(r"AF_INET6?\b|AF_PACKET\b|AF_VSOCK\b|AF_BLUETOOTH\b")
WRITING = re.compile(r"\bO_(WRONLY|RDWR|CREAT|TRUNC|APPEND)\b")
CALL = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)")
FOLDER_AND_NAME = re.compile(r'(?:AT_FDCWD<(?P<here>[^>]*)>, |\d+<(?P<there>[^>]*)>, )?"(?P<name>(?:[^"\\]|\\.)*)"')

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


@dataclass
class Watched:
    """What a program did.

    Attributes:
        output: what it printed.
        started_in: the folder that it was started in; for calls that do not say where a relative name begins.
        internet: the calls that have to do with the internet.
        written: files and folders that it wrote, made or named, or tried to.
    """

    output: str
    started_in: Path
    internet: list[str] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)

    def written_outside(self, allowed: Iterable[Path]) -> list[str]:
        """Those that lie in none of these folders; the devices of the terminal are no files."""
        roots = [*allowed, Path("/dev/null"), Path("/dev/tty"), Path("/dev/pts")]
        return sorted({str(file) for file in self.written if not any(file.is_relative_to(root) for root in roots)})


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
            # Compiled modules beside the sources are Python's, not the app's.
            "PYTHONDONTWRITEBYTECODE": "1",
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
    """Real photos where they are; otherwise those that were drawn for the installers' tests."""
    data = Path(os.environ.get("PAWSORT_DATA", repository.parent / "shared" / "data"))
    found = sorted((data / "phone_photos").glob("*.jpg"))[:8] or sorted((repository / "packaging/photos").glob("*.*"))
    folder = tmp_path_factory.mktemp("photos")
    for photo in found:
        shutil.copyfile(photo, folder / photo.name)
    return folder


@pytest.fixture(scope="module")
def strace(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The program; skips where the system cannot be watched."""
    program = shutil.which("strace")
    if program is None:
        pytest.skip("NOT WATCHED: strace is not installed (Debian: apt-get install strace)")
    file = tmp_path_factory.mktemp("strace") / "true.strace"
    tried = subprocess.run([program, "-f", "-o", str(file), "true"], capture_output=True, text=True)
    if tried.returncode or not file.read_text():
        pytest.skip(f"NOT WATCHED: strace may not trace here (ptrace forbidden?): {tried.stderr.strip()}")
    return program


def watch(
    strace: str, file: Path, command: Sequence[str | Path], cwd: Path, environment: dict[str, str] | None = None
) -> Watched:
    """Run a command under strace; what it and all its children did."""
    calls = ",".join(f"?{name}" for name in (*SOCKETS, *WRITERS, *LINKS, *OPENERS))
    watching = [strace, "-f", "-y", "-qq", "-s", "4096", "-e", f"trace={calls}", "-e", "signal=none", "-o", str(file)]
    done = subprocess.run(
        [*watching, *map(str, command)], cwd=cwd, env=environment, capture_output=True, text=True, timeout=280
    )
    assert done.returncode == 0, done.stderr
    watched = Watched(done.stdout, cwd)
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        note(line, watched)
    return watched


def note(line: str, watched: Watched) -> None:
    """Put down one line of strace; a call that was interrupted shows its arguments in its first half."""
    found = CALL.match(line)
    if found is None:
        return
    call, arguments = found.groups()
    if call in SOCKETS:
        if INTERNET.search(arguments):
            watched.internet.append(line)
    elif call not in OPENERS or WRITING.search(arguments):
        names = list(FOLDER_AND_NAME.finditer(arguments))
        # What is linked to is read only.
        for name in names[1:] if call in LINKS else names:
            watched.written.append(Path(name["here"] or name["there"] or watched.started_in, name["name"]))


def beyond(watched: Watched, home: Home, *more: Path) -> list[str]:
    """What was written where the app has no business."""
    outside = watched.written_outside([*home.own_folders(), home.of_fontconfig(), home.temp, *more])
    return [file for file in outside if file not in home.on_the_way()]


def test_window_opens_no_internet_socket_and_writes_its_own_files_alone(
    strace: str, home: Home, photos: Path, repository: Path, tmp_path: Path
) -> None:
    if not bundled_packs():
        pytest.skip("no model pack is bundled")
    before = {photo: photo.stat().st_mtime_ns for photo in photos.iterdir()}
    command: list[str | Path] = [sys.executable, "-m", "tests.e2e.window_volunteer", "stay", photos, str(STAY_SECONDS)]
    environment = home.environment(repository)
    watched = watch(strace, tmp_path / "window.strace", command, repository, environment)
    seen = json.loads(watched.output)
    assert seen["suggested"] == len(before)
    assert sum(label is not None for label in seen["labels"].values()) == 2
    assert watched.internet == []
    assert beyond(watched, home) == []
    # The watching itself works: the session was seen being written.
    assert any(file.is_relative_to(home.folder / ".local/share/Pawsort") for file in watched.written)
    assert {photo: photo.stat().st_mtime_ns for photo in photos.iterdir()} == before
    assert_nothing_is_queued(home)


def test_label_command_opens_no_internet_socket_and_writes_the_table_alone(
    strace: str, home: Home, photos: Path, repository: Path, tmp_path: Path
) -> None:
    if not bundled_packs():
        pytest.skip("no model pack is bundled")
    table = home.out / "labels.csv"
    command: list[str | Path] = [
        sys.executable,
        "-c",
        LABEL_AND_STAY,
        str(STAY_SECONDS),
        "label",
        photos,
        "--out",
        table,
    ]
    environment = home.environment(repository)
    watched = watch(strace, tmp_path / "label.strace", command, tmp_path, environment)
    assert len(rows_of(table)) == sum(1 for _ in photos.iterdir())
    assert watched.internet == []
    assert beyond(watched, home, home.out) == []
    assert table in watched.written
    assert_nothing_is_queued(home)


def assert_nothing_is_queued(home: Home) -> None:
    """Not even in the folder for temporary files, where the app may write."""
    assert list(home.folder.rglob("*onnxruntime*")) == []
    assert list(home.temp.iterdir()) == []


def test_watching_sees_what_a_program_does(strace: str, tmp_path: Path) -> None:
    """Each of these would be a fault; a watcher that misses one shows nothing."""
    program = (
        "import os, socket, sys, threading\n"
        "def ask():\n"
        "    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()\n"
        "    socket.socket(socket.AF_INET6, socket.SOCK_STREAM).close()\n"
        "    socket.socket(socket.AF_UNIX).close()\n"
        "thread = threading.Thread(target=ask); thread.start(); thread.join()\n"
        "if os.fork() == 0:\n"
        "    open('made', 'w').close(); os.mkdir('folder'); os.rename('made', 'renamed'); os._exit(0)\n"
        "os.wait()\n"
        "folder = os.open('folder', os.O_RDONLY); os.open('inside', os.O_CREAT | os.O_WRONLY, dir_fd=folder)\n"
        "os.symlink('/etc/passwd', 'symbolic'); open('/etc/passwd').close()\n"
    )
    watched = watch(strace, tmp_path / "seen.strace", [sys.executable, "-c", program], tmp_path)
    assert len(watched.internet) == 2
    names = ("made", "folder", "renamed", "folder/inside", "symbolic")
    assert set(watched.written_outside([])) == {str(tmp_path / name) for name in names}
    assert watched.written_outside([tmp_path]) == []
