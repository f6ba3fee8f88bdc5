"""What a command says while it works: one line that is renewed on a terminal, plain lines anywhere else."""

import os
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from desktop_app.plain_text import escaped

_RENEWED_EVERY = 0.2
_PLAIN_LINE_EVERY = 10.0


class Terminal:
    """Messages and progress, to the standard error: the standard output is for tables.

    Nobody may be there to read them (`2>&-`, a window that was closed, a log on a full disk): the work goes on.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        # None without a console, and where it was closed.
        self._stream: TextIO | None = stream or sys.stderr
        self._renews = self._stream is not None and self._stream.isatty()
        self._every = _RENEWED_EVERY if self._renews else _PLAIN_LINE_EVERY
        self._shown = ""
        self._last = time.monotonic()
        self._turn = threading.Lock()

    def say(self, message: str) -> None:
        """A line of its own; from any thread. What a name in it would have the terminal do is written out."""
        with self._turn:
            self._clear()
            self._write(f"{escaped(message)}\n")

    def progress(self, done: int, total: int | None, seconds: float) -> None:
        """Say how far the work is; only now and then, however often it is called.

        Args:
            done: photos that are done.
            total: of how many; None while they are still being counted.
            seconds: since the work began.
        """
        now = time.monotonic()
        if now - self._last < self._every:
            return
        self._last = now
        line = progress_line(done, total, seconds)
        with self._turn:
            if not self._renews:
                self._write(f"{line}\n")
                return
            self._clear()
            self._shown = line[: shutil.get_terminal_size().columns - 1]
            self._write(self._shown)

    def _clear(self) -> None:
        if self._shown:
            self._write("\r" + " " * len(self._shown) + "\r")
            self._shown = ""

    def _write(self, text: str) -> None:
        if self._stream is None:
            return
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):
            self._stream = None


@contextmanager
def without_native_chatter() -> Iterator[None]:
    """Keep the standard error for our own words while the block runs.

    libtiff prints its remarks on every odd line of a broken file straight to the standard error, past Python and past
    Pillow. So what is written to its descriptor is dropped, and `sys.stderr` gets a descriptor of its own.
    """
    shown = sys.stderr
    try:
        number = shown.fileno()
    except (AttributeError, OSError, ValueError):  # none at all, or not one of the system's
        yield
        return
    with suppress(OSError, ValueError):
        shown.flush()
    own = open(os.dup(number), "w", buffering=1, encoding=shown.encoding, errors="backslashreplace")  # noqa: PTH123, SIM115
    nowhere = os.open(os.devnull, os.O_WRONLY)
    sys.stderr = own
    os.dup2(nowhere, number)
    try:
        yield
    finally:
        os.dup2(own.fileno(), number)
        os.close(nowhere)
        sys.stderr = shown
        with suppress(OSError, ValueError):  # whoever read it has ended
            own.close()


def progress_line(done: int, total: int | None, seconds: float) -> str:
    """Photos done, photos a second and time left, in one line."""
    rate = done / seconds if seconds > 0 else 0.0
    parts = [f"{done:,} photos" if total is None else f"{done:,} of {max(total, done):,} photos"]
    if done:
        parts.append(f"{rate:.1f} photos a second")
    if done and total is not None and total > done:
        parts.append(f"{_duration((total - done) / rate)} left")
    return ", ".join(parts)


def _duration(seconds: float) -> str:
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"


def keep_the_first_descriptors() -> None:
    """Where a stream was closed (`2>&-`), the next file that is opened would take its number, and get what it is told.

    Reading alone, so that writing to what is closed still fails.
    """
    if sys.platform != "win32":
        while (descriptor := os.open(os.devnull, os.O_RDONLY)) <= 2:
            pass
        os.close(descriptor)


def let_go_of_readers() -> None:
    """Write what is left now: whoever read it may have ended (`| head`), of which Python would complain at the end."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            setattr(sys, name, None)
