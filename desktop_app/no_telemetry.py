"""ONNX Runtime reports how it is used, unless it is told not to before it is imported. Here it is told.

Importing it starts the report, so `disable_telemetry_events()` comes too late. What was found, and what was rejected:
docs/decisions/0012-no-telemetry.md. Knows the standard library alone: whatever starts first can call it at no cost.
"""

import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

VARIABLE = "ORT_DISABLE_TELEMETRY"
# As ONNX Runtime 1.31 names them: who this computer is, and the queue of what it would report, an SQLite file.
_QUEUE = "onnxruntime.db"
_QUEUED = ("deviceid", "deviceid.lock", _QUEUE, f"{_QUEUE}-journal", f"{_QUEUE}-wal", f"{_QUEUE}-shm")
_HALF_WRITTEN = re.compile(r"deviceid\.tmp\.[0-9a-f-]{36}")
_FOLDER = Path("Microsoft", "DeveloperTools", ".onnxruntime")
# When it first ran, in milliseconds, and a name for that; other programs may own a file of this name.
_FIRST_RUN = ".ses"
_FIRST_RUN_CONTENT = re.compile(rb"\d{13}\n[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\n?")
_LONGEST_FIRST_RUN = 64


def switch_off() -> None:
    """Forbid ONNX Runtime to report anything, in this process and in those that it starts; to call before its import.

    Whatever the variable said before does not count: the app's promise is not for the environment to break.
    """
    os.environ[VARIABLE] = "1"


def remove_queued(system: str = sys.platform) -> None:
    """Remove what ONNX Runtime queued in earlier versions of Pawsort, which did not call `switch_off`.

    Those files alone go, and only from where it puts them; folders stay. Whatever cannot be removed stays too, in
    silence: with the telemetry off nobody reads it. On Windows it queues nothing.

    Args:
        system: as `sys.platform` has it.
    """
    if system == "win32":
        return
    with suppress(OSError, RuntimeError):
        for file in _queued_files(_cache_folder(system) / _FOLDER):
            with suppress(OSError):
                file.unlink()
    with suppress(OSError):
        file = Path(os.environ.get("TMPDIR") or "/tmp", _FIRST_RUN)  # noqa: S108 - it is looked for, not made
        if _is_own_file(file) and _says_when_it_first_ran(file):
            file.unlink()


def _cache_folder(system: str) -> Path:
    if system == "darwin":
        return Path.home() / "Library" / "Application Support"
    chosen = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return chosen if chosen.is_absolute() else Path.home() / ".cache"


def _queued_files(folder: Path) -> Iterator[Path]:
    # A link would lead to where ONNX Runtime does not write.
    if folder.is_symlink() or not folder.is_dir():
        return
    for file in list(folder.iterdir()):
        if (file.name in _QUEUED or _HALF_WRITTEN.fullmatch(file.name)) and _is_own_file(file):
            yield file


def _is_own_file(file: Path) -> bool:
    """Whether it is a file of this person, and no link to one."""
    found = file.lstat()
    return stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid()


def _says_when_it_first_ran(file: Path) -> bool:
    with file.open("rb") as stream:
        return _FIRST_RUN_CONTENT.fullmatch(stream.read(_LONGEST_FIRST_RUN)) is not None
