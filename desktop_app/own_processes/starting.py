"""How such a process is started, frozen and unfrozen, on every system: with two pipes and nothing else of the app's."""

import contextlib
import subprocess
import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from desktop_app.own_program import NO_WINDOW, lasting_folder, own_environment

# As large as Linux lets everybody have them: much crosses in fewer turns.
_PIPE_BYTES = 1 << 20
_NONE: Mapping[str, str] = MappingProxyType({})


def start(command: Sequence[str], variables: Mapping[str, str] = _NONE) -> "subprocess.Popen[bytes]":
    """Start a process; its standard input and output are the pipes.

    It gets a session (on Windows a console that nobody sees) of its own, so that Ctrl-C in a terminal is the app's
    alone, and inherits no file of the app: not even the pipes of others like it, which would keep these alive.

    Args:
        command: see `own_program.own_command`.
        variables: of its environment, beside those that this process has.

    Raises:
        OSError: it cannot be started.
    """
    process = subprocess.Popen(  # noqa: S603 - this very program
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**own_environment(), **variables},
        cwd=lasting_folder(command),
        start_new_session=True,
        creationflags=NO_WINDOW | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )
    for pipe in (process.stdin, process.stdout):
        if pipe is not None and sys.platform == "linux":
            import fcntl

            with contextlib.suppress(OSError):
                fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    return process


def bound_to_this_process(process: "subprocess.Popen[bytes]", most_bytes: int) -> int | None:
    """On Windows: a job that ends the process when this one ends, and bounds its memory. None elsewhere.

    Returns:
        the job's handle, to be kept open as long as the process shall live.
    """
    if sys.platform == "win32":
        from desktop_app.own_processes import windows_job

        return windows_job.put_into_job(int(process._handle), most_bytes)
    return None


def let_go_of(job: int | None) -> None:
    """Close the handle of a job; what is in it ends."""
    if job is not None and sys.platform == "win32":
        from desktop_app.own_processes import windows_job

        windows_job.close(job)
