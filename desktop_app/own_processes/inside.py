"""How such a process begins: with its two pipes to itself, deaf to keys, and without leaving an image when it dies."""

import os
import signal
import sys
from typing import BinaryIO

from desktop_app.own_processes.limits import keep_no_core


def begin() -> tuple[BinaryIO, BinaryIO]:
    """To be called first of all: whatever libraries say while they are loaded must not come into the pipe.

    Returns:
        what the app asks, and what it is answered.
    """
    _ignore_keys()
    keep_no_core()
    return _own_pipes()


def _ignore_keys() -> None:
    """Ctrl-C is for the app, which ends its processes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "win32":
        import ctypes

        # No dialog about a program that does not work any more: the app says it beside the file.
        ctypes.windll.kernel32.SetErrorMode(0x0001 | 0x0002 | 0x8000)


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes under other numbers than those to which libraries write their remarks."""
    requests, answers = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    os.close(nowhere)
    if sys.platform == "win32":
        import msvcrt

        for number in (requests, answers):
            msvcrt.setmode(number, os.O_BINARY)
    return os.fdopen(requests, "rb"), os.fdopen(answers, "wb")
