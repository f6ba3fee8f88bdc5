"""Whether a window can be opened here, and how it is said where it cannot."""

import os
import sys
from collections.abc import Callable, Sequence

import click

from desktop_app import windows_system

_WITHOUT_A_WINDOW = "pawsort label FOLDER works without a window."


class NoWindowError(click.ClickException):
    """Qt cannot be loaded."""


def window_of_the_app() -> Callable[[Sequence[str], str | None], int]:
    """What opens the window, with photos and a session, and returns the exit code.

    Raises:
        NoWindowError: Qt cannot be loaded.
    """
    try:
        from desktop_app.app import run_window
    except ImportError as error:  # Qt is there, but a library of the system that it needs is not
        if windows_system.lacks_unicode():
            raise NoWindowError(windows_system.sentence(windows_system.language())) from error
        raise NoWindowError(f"The window cannot be opened: {error}. {_WITHOUT_A_WINDOW}") from error
    return run_window


def refuse_without_a_screen() -> None:
    """Qt would abort the process where there is none.

    Raises:
        click.UsageError: there is none.
    """
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in screens):
        raise click.UsageError(f"There is no screen here to open a window on. {_WITHOUT_A_WINDOW}")
