"""Drafts: files that lie beside what they will replace, hidden from every scan, and gone when they are in its place.

Whoever is killed leaves its drafts behind. Their names say who made them, so that the next one who writes into the same
folder takes them away: those of processes of this computer that have ended, and no others. What another computer makes
on a shared drive, or another sandbox whose processes cannot be seen from here, stays.
"""

import contextlib
import functools
import hashlib
import os
import re
import secrets
import sys
from pathlib import Path

from desktop_app import stopping

# Those that this process has begun: names that may be longer than Path can open.
_begun: set[str] = set()
# What SQLite puts beside a draft that is a session.
BESIDE = ("", "-journal", "-wal", "-shm")
# Where, by which process (hexadecimal), which one; and an ending.
_NAME = re.compile(r"\.pawsort-([0-9a-f]{8})-([0-9a-f]{1,8})-[0-9a-f]{8}\.")
_MACHINE_ID = Path("/etc/machine-id")


def begin(goal: str, ending: str = ".part") -> str:
    """A path for a draft beside `goal`, which counts as this process's until `end` is told of it.

    Short, so that a name as long as the system allows gets a draft too.
    """
    name = f".pawsort-{_here()}-{os.getpid():x}-{secrets.token_hex(4)}{ending}"
    draft = os.path.join(os.path.dirname(goal), name)  # noqa: PTH118, PTH120 - see above
    _begun.add(draft)
    return draft


def end(draft: str) -> None:
    """The draft is in its place, or was taken away."""
    _begun.discard(draft)


def remove_abandoned(folder: str) -> None:
    """Take away the drafts in a folder whose processes have ended; whatever goes wrong, nobody waits for it."""
    try:
        with os.scandir(folder or ".") as entries:
            found = [(entry.path, match) for entry in entries if (match := _NAME.match(entry.name))]
    except OSError:
        return
    for path, match in found:
        if match[1] == _here() and not _is_alive(path, int(match[2], 16)):
            with contextlib.suppress(OSError):
                os.unlink(path)  # noqa: PTH108 - see above


def _is_alive(draft: str, process_id: int) -> bool:
    if process_id == os.getpid():
        # A process that ended may have had the same number. By its name, which no other has: a folder has several, by
        # links, and where upper and lower case are one.
        name = os.path.basename(draft)  # noqa: PTH119 - see above
        return any(name == os.path.basename(own) + beside for own in list(_begun) for beside in BESIDE)  # noqa: PTH119
    return _runs(process_id)


@functools.cache
def _here() -> str:
    """This computer, or the part of it whose processes have numbers of their own (a container, a sandbox)."""
    parts = [os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename]
    with contextlib.suppress(OSError, ValueError):
        parts.append(_MACHINE_ID.read_text("utf-8"))
    with contextlib.suppress(OSError):
        parts.append(os.readlink("/proc/self/ns/pid"))  # noqa: PTH115 - no path: "pid:[…]"
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:8]


if sys.platform == "win32":

    def _runs(process_id: int) -> bool:
        """Whether a process runs, or nobody can tell. Not `os.kill`: it would end it."""
        import ctypes

        synchronize, no_such_process, still_runs = 0x00100000, 87, 0x102
        system = ctypes.WinDLL("kernel32", use_last_error=True)
        system.OpenProcess.restype = ctypes.c_void_p
        handle = system.OpenProcess(synchronize, False, process_id)
        if not handle:
            return ctypes.get_last_error() != no_such_process
        try:
            return bool(system.WaitForSingleObject(ctypes.c_void_p(handle), 0) == still_runs)
        finally:
            system.CloseHandle(ctypes.c_void_p(handle))
else:

    def _runs(process_id: int) -> bool:
        """Whether a process runs, or nobody can tell."""
        try:
            os.kill(process_id, 0)
        except ProcessLookupError:
            return False
        except (OSError, OverflowError):
            return True
        return True


def _remove_own() -> None:
    """What was not finished goes, before the process is ended by force."""
    for draft in list(_begun):
        for beside in BESIDE:
            with contextlib.suppress(OSError):
                os.unlink(draft + beside)  # noqa: PTH108 - see above


stopping.at_the_end(_remove_own)
if hasattr(os, "register_at_fork"):
    # A copy of this process has begun none.
    os.register_at_fork(after_in_child=_begun.clear)
