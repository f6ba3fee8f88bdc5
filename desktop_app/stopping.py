"""Asked from outside to end: Ctrl-C, `kill`, a terminal or console that closes, a computer that shuts down.

Python's own way is to raise KeyboardInterrupt wherever the main thread happens to be, in the middle of a COMMIT too,
and to let SIGTERM and SIGHUP end the process where it stands. Here a signal raises nothing. It wakes a thread, and that

- ends the process at once as long as nothing has begun;
- tells whoever is at work (`orderly`), which then ends as it does otherwise: what is shown is on disk;
- ends the process by force when that takes too long (a decoder, a drive of the network, a dialog of the system's own
  that does not listen), after what must not be lost has been written (`finish_first`).

The exit code is 128 and the number of the signal, as shells have it. Further signals change nothing: the end is near
anyway. A hang-up that whoever started the process wants ignored (nohup) stays ignored; Ctrl-C does not, because scripts
start what runs in the background (`&`) without it, and `kill -INT` shall still reach that.

Knows the standard library alone: whatever starts first can call it at no cost.
"""

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import NoReturn

# From the first signal to the end by force; the whole stays under the two seconds that are promised.
LONGEST_SECONDS = 1.5
# What must not be lost is waited for, even on a slow drive.
FINISH_SECONDS = 30.0
# Where Windows has no signal for it: a console that is closed is what a terminal's hang-up is elsewhere.
_HANG_UP = 1
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_CONSOLE_CLOSES, _LOGOFF, _SHUTDOWN = 2, 5, 6
# Windows ends a process five seconds after its console was closed, or as soon as the handler returns.
_CONSOLE_WAITS = 5.0


class _Watch:
    """The one state of this process."""

    def __init__(self) -> None:
        self.number: int | None = None
        self.told: list[Callable[[], object]] = []
        self.first: list[Callable[[], object]] = []
        self.last: list[Callable[[], object]] = []
        self.lock = threading.Lock()
        self.wakes: int | None = None
        self.farewell = b""
        self.console_handler: object = None  # the system calls it as long as the process lives


_watch = _Watch()


def listen(farewell: str = "") -> None:
    """From now on signals are taken as described above. To call as early as possible; again, it changes the farewell.

    Args:
        farewell: written to the standard error when the process ends before anything has begun.
    """
    _watch.farewell = farewell.encode()
    if _watch.wakes is not None or threading.current_thread() is not threading.main_thread():
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # it shall not raise in what follows
    reads, _watch.wakes = os.pipe()
    if sys.platform != "win32":
        os.set_blocking(_watch.wakes, False)
        os.register_at_fork(after_in_child=_forget)
    threading.Thread(target=_listen_to, args=(reads,), name="stopping", daemon=True).start()
    signal.set_wakeup_fd(_watch.wakes, warn_on_full_buffer=False)
    for name in _NAMES:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda _number, _frame: None)
    if sys.platform == "win32":
        _listen_to_console()


def asked() -> bool:
    """Whether the process was asked to end."""
    return _watch.number is not None


def exit_code() -> int | None:
    """The code to leave with, once asked to end; None before."""
    return None if _watch.number is None else 128 + _watch.number


def ask(number: int = signal.SIGTERM) -> None:
    """Ask as a signal would; from any thread. Nothing happens unless `listen` was called."""
    if _watch.wakes is not None:
        with contextlib.suppress(OSError):
            os.write(_watch.wakes, bytes([number]))


@contextlib.contextmanager
def orderly(tell: Callable[[], object]) -> Iterator[None]:
    """While the block runs, whoever is asked to end is told, and has `LONGEST_SECONDS` to end in order.

    Args:
        tell: called once, in another thread, at once where the process has been asked already; must not wait.
    """
    with _watch.lock:
        _watch.told.append(tell)
        late = _watch.number is not None
    if late:
        tell()
    try:
        yield
    finally:
        with _watch.lock:
            _watch.told.remove(tell)


def finish_first(finish: Callable[[], object]) -> Callable[[], None]:
    """Before the process is ended by force, `finish` is called, in another thread; it may wait.

    Returns:
        what takes that back. Twice does no harm.
    """
    return _registered(_watch.first, finish)


@contextlib.contextmanager
def finishing() -> Iterator[None]:
    """What happens in the block is waited for, up to `FINISH_SECONDS`, before the process is ended by force."""
    done = threading.Event()
    take_back = finish_first(lambda: done.wait(FINISH_SECONDS))
    try:
        yield
    finally:
        done.set()
        take_back()


def at_the_end(tidy: Callable[[], object]) -> None:
    """Whenever the process is ended by force, `tidy` is called, as the last thing; it must not wait."""
    _registered(_watch.last, tidy)


def leave(code: int) -> NoReturn:
    """End the process at once: no thread is waited for, and nothing is torn down that could fail on the way."""
    for tidy in list(_watch.last):
        _without_fail(tidy)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
    os._exit(code)


def _registered(functions: list[Callable[[], object]], function: Callable[[], object]) -> Callable[[], None]:
    functions.append(function)

    def take_back() -> None:
        with contextlib.suppress(ValueError):
            functions.remove(function)

    return take_back


def _listen_to(reads: int) -> None:
    """The thread: the first signal counts."""
    number = os.read(reads, 1)[0]
    with _watch.lock:
        _watch.number = number
        told = list(_watch.told)
    if not told:
        with contextlib.suppress(OSError):
            os.write(2, _watch.farewell)
        _end_by_force(128 + number)
    began = time.monotonic()
    for tell in told:
        _without_fail(tell)
    time.sleep(max(0.0, began + LONGEST_SECONDS - time.monotonic()))
    for finish in list(_watch.first):
        _without_fail(finish)
    _end_by_force(128 + number)


def _end_by_force(code: int) -> NoReturn:
    # Not `leave`: whoever holds a stream's lock may be what the process waits for.
    for tidy in list(_watch.last):
        _without_fail(tidy)
    os._exit(code)


def _without_fail(function: Callable[[], object]) -> None:
    """The end comes, whatever this does."""
    with contextlib.suppress(Exception):
        function()


def _forget() -> None:
    """A child that was forked has no such thread, and must not wake its parent's."""
    signal.set_wakeup_fd(-1)
    for name in _NAMES:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)


def _listen_to_console() -> None:
    """Windows: a console that is closed, and a person who logs off, come as events of the console."""
    import ctypes

    def take(event: int) -> bool:
        if event not in (_CONSOLE_CLOSES, _LOGOFF, _SHUTDOWN):
            return False  # Ctrl-C and Ctrl-Break are signals
        ask(_HANG_UP)
        time.sleep(_CONSOLE_WAITS)
        return True

    handler_type = ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_uint)  # type: ignore[attr-defined,unused-ignore]
    _watch.console_handler = handler_type(take)
    ctypes.windll.kernel32.SetConsoleCtrlHandler(_watch.console_handler, 1)  # type: ignore[attr-defined,unused-ignore]
