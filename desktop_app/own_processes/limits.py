"""How long a process of the app's own may take and how much memory it may have: what the system holds it to."""

import contextlib
import signal
import sys
from pathlib import Path


def ring_in(seconds: float | None) -> None:
    """Let the system end this process in as many seconds (None: never).

    For one whose app has died while it hangs; Windows ends it with its job.
    """
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, 0.0 if seconds is None else seconds)


def allow_bytes(amount: int) -> None:
    """Let this process take `amount` bytes more than it has now.

    Linux alone holds a process to its own word; on Windows its job does, on macOS the app looks.
    """
    if sys.platform == "linux":
        import resource

        most = address_space() + amount
        with contextlib.suppress(ValueError, OSError):
            hard = resource.getrlimit(resource.RLIMIT_AS)[1]
            resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def keep_no_core() -> None:
    """Let the system write no image of this process when it dies: it would hold what it was given."""
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(ValueError, OSError):
            # On Linux, 0 would still start a program that collects crashes; 1 byte is too little for one.
            most = 1 if sys.platform == "linux" else 0
            resource.setrlimit(resource.RLIMIT_CORE, (most, most))


def address_space() -> int:
    """Bytes of address space that this process has (Linux)."""
    return _pages("self", 0)


def resident_bytes(process_id: int) -> int:
    """Bytes of memory that a process has; 0 where that cannot be told."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, ValueError):
            return _pages(str(process_id), 1)
    if sys.platform == "darwin":
        return _resident_on_macos(process_id)
    return 0


def _pages(process: str, column: int) -> int:
    import resource

    return int(Path(f"/proc/{process}/statm").read_bytes().split()[column]) * resource.getpagesize()


def _resident_on_macos(process_id: int) -> int:
    """`proc_pid_rusage` of libproc, flavour 0: 16 bytes of identity, then numbers, the seventh the resident size."""
    import ctypes

    usage = (ctypes.c_uint64 * 32)()
    try:
        failed = ctypes.CDLL(None).proc_pid_rusage(process_id, 0, ctypes.byref(usage))
    except (OSError, AttributeError):
        return 0
    return 0 if failed else int(usage[8])
