"""How a decoder is started, frozen and unfrozen, on every system: with two pipes and nothing else of the app's."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

from desktop_app.imaging.apart import DECODER_ARGUMENT
from desktop_app.imaging.apart.limits import memory_for
from desktop_app.imaging.apart.messages import MOST_NEEDED

_ROOT = Path(__file__).resolve().parents[3]
# As large as Linux lets everybody have them: a photo crosses in fewer turns.
_PIPE_BYTES = 1 << 20
_WINDOW_PROGRAM, _CONSOLE_PROGRAM = "pawsort-window", "pawsort"


def decoder_command() -> list[str]:
    """The program that is a decoder, with its arguments."""
    if getattr(sys, "frozen", False):
        return [str(_console_program(Path(sys.executable))), DECODER_ARGUMENT]
    # -P: a folder of photos in which somebody has put a "numpy.py" is not where modules come from.
    return [sys.executable, "-P", "-m", __package__]


def start(command: list[str]) -> "subprocess.Popen[bytes]":
    """Start a decoder; its standard input and output are the pipes.

    It gets a session (on Windows a console that nobody sees) of its own, so that Ctrl-C in a terminal is the app's
    alone, and inherits no file of the app: not even the pipes of the other decoders, which would keep these alive.

    Raises:
        OSError: it cannot be started.
    """
    process = subprocess.Popen(  # noqa: S603 - this very program
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        # A drive with photos can be taken out while a decoder waits.
        cwd=Path(command[0]).parent if Path(command[0]).is_absolute() else None,
        start_new_session=True,
        creationflags=_creation_flags(),
    )
    for pipe in (process.stdin, process.stdout):
        if pipe is not None and sys.platform == "linux":
            import fcntl

            with contextlib.suppress(OSError):
                fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    return process


def bound_to_this_process(process: "subprocess.Popen[bytes]") -> int | None:
    """On Windows: a job that ends the decoder when this process ends, and bounds its memory. None elsewhere.

    Returns:
        the job's handle, to be kept open as long as the decoder shall live.
    """
    if sys.platform == "win32":
        from desktop_app.imaging.apart import windows_job

        return windows_job.put_into_job(int(process._handle), memory_for(MOST_NEEDED // 2))
    return None


def _console_program(running: Path) -> Path:
    """The frozen program with standard streams; the one with the window has none on Windows, and an icon on macOS."""
    beside = running.with_name(running.name.lower().replace(_WINDOW_PROGRAM, _CONSOLE_PROGRAM))
    return beside if running.stem.lower() == _WINDOW_PROGRAM and beside.is_file() else running


def _environment() -> dict[str, str]:
    environment = dict(os.environ)
    # It does no arithmetic that would be worth threads, each of which takes address space.
    environment |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    if not getattr(sys, "frozen", False):
        # The very modules of this process, wherever they were found.
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_ROOT), environment.get("PYTHONPATH"))))
    if sys.dont_write_bytecode:
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
    return environment


def _creation_flags() -> int:
    return getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
