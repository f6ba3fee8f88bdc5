"""How a decoder is started, frozen and unfrozen, on every system: with two pipes and nothing else of the app's."""

import contextlib
import subprocess
import sys

from desktop_app.imaging.apart import DECODER_ARGUMENT
from desktop_app.imaging.apart.limits import memory_for
from desktop_app.imaging.apart.messages import MOST_NEEDED
from desktop_app.own_program import NO_WINDOW, lasting_folder, own_command, own_environment

# As large as Linux lets everybody have them: a photo crosses in fewer turns.
_PIPE_BYTES = 1 << 20


def decoder_command() -> list[str]:
    """The program that is a decoder, with its arguments."""
    return own_command(str(__package__), [DECODER_ARGUMENT] if getattr(sys, "frozen", False) else [])


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
        cwd=lasting_folder(command),
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


def _environment() -> dict[str, str]:
    environment = own_environment()
    # It does no arithmetic that would be worth threads, each of which takes address space.
    environment |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return environment


def _creation_flags() -> int:
    return NO_WINDOW | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
