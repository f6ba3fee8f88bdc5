"""Waiting for what other processes do."""

import time
from collections.abc import Callable

import psutil


def is_over(process: psutil.Process) -> bool:
    """Whether it has ended; nobody may have asked yet what became of it."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:  # it has ended between two questions
        return True


def soon(holds: Callable[[], bool], seconds: float = 30.0) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    return holds()
