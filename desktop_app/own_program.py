"""How this very program is started once more, frozen and unfrozen, for work that may end badly: decoders, packs."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_WINDOW_PROGRAM, _CONSOLE_PROGRAM = "pawsort-window", "pawsort"
# On Windows a program with standard streams would open a console that everybody sees.
NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def own_command(module: str, arguments: Sequence[str]) -> list[str]:
    """The command that starts it.

    Args:
        module: what is run, unfrozen; frozen there is one program, which chooses by its first argument.
        arguments: of the command.
    """
    if getattr(sys, "frozen", False):
        return [str(console_program(Path(sys.executable))), *arguments]
    # -P: a folder of photos in which somebody has put a "numpy.py" is not where modules come from.
    return [sys.executable, "-P", "-m", module, *arguments]


def own_environment() -> dict[str, str]:
    """The variables that it gets: those of this process, and where its modules are."""
    environment = dict(os.environ)
    if not getattr(sys, "frozen", False):
        # The very modules of this process, wherever they were found.
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_ROOT), environment.get("PYTHONPATH"))))
    if sys.dont_write_bytecode:
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
    return environment


def lasting_folder(command: Sequence[str]) -> Path | None:
    """Where it is to be started: a drive with photos can be taken out meanwhile. None for where this process is."""
    program = Path(command[0])
    return program.parent if program.is_absolute() else None


def console_program(running: Path) -> Path:
    """The frozen program with standard streams; the one with the window has none on Windows, and an icon on macOS."""
    beside = running.with_name(running.name.lower().replace(_WINDOW_PROGRAM, _CONSOLE_PROGRAM))
    return beside if running.stem.lower() == _WINDOW_PROGRAM and beside.is_file() else running
