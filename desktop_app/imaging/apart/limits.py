"""How long a decoder may take and how much memory it may have, held by the system and not by the decoder itself."""

import contextlib
import signal
import sys
from pathlib import Path

# A photo of a phone takes a second on a slow computer.
SECONDS = 20.0
# The largest photos need about 900 MB and so get 38 seconds.
BYTES_A_SECOND = 50_000_000
# Beside what a photo is known to need: stacks, tables, buffers of the decoder, and what estimates leave out.
SPARE_BYTES = 512 * 1024 * 1024
# Estimates are of what stands in memory for long.
OVER_ESTIMATE = 2
# The decoder's own alarm: the app, which knows better, comes first.
_LATER_SECONDS = 5.0


def seconds_for(amount: int) -> float:
    """How long a photo may take that needs this many bytes."""
    return SECONDS + amount / BYTES_A_SECOND


def memory_for(amount: int) -> int:
    """How many bytes, beside what it has, a decoder may take for a photo that is known to need `amount`."""
    return SPARE_BYTES + amount * OVER_ESTIMATE


def ring_after(amount: int | None) -> None:
    """Let the system end this process once a photo that needs `amount` bytes has taken far too long (None: never).

    For a decoder whose app has died while it hangs; Windows ends it with its job.
    """
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, 0.0 if amount is None else seconds_for(amount) + _LATER_SECONDS)


def allow_memory(amount: int) -> None:
    """Let this process take `memory_for(amount)` more than it has now.

    Linux alone holds a process to its own word; on Windows its job does, on macOS the app looks.
    """
    if sys.platform == "linux":
        import resource

        most = address_space() + memory_for(amount)
        with contextlib.suppress(ValueError, OSError):
            hard = resource.getrlimit(resource.RLIMIT_AS)[1]
            resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def keep_no_core() -> None:
    """Let the system write no image of this process when it dies: it would hold the photo."""
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
