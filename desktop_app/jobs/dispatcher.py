"""One-shot jobs: a dispatcher owns the signals, a runnable gets plain data, a job id travels back.

A receiver that has moved on (another session, another export) compares the id and drops what is stale.
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, SignalInstance

from desktop_app.faults import fault_of

CLOSE_SECONDS = 2.0
_ASKS_EVERY = 0.05
NICENESS = 5


_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a runnable knows of the job that it does."""

    job_id: int
    cancelled: threading.Event = field(default_factory=threading.Event)


class _Runnable(QRunnable):
    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        # Python holds it until it has ended: Qt would delete it while Python still knows it.
        self.setAutoDelete(False)
        self._work: Callable[[], None] | None = work

    def run(self) -> None:
        # Qt's pool never lets go of what Python gave it: what the work holds, megabytes of it, must not stay with that.
        work, self._work = self._work, None
        if work is not None:
            work()


class Dispatcher(QObject):
    """Starts runnables in a pool of its own and reports what becomes of them.

    Signals:
        failed: job id, the `Fault` that says why.
    """

    failed = Signal(int, object)
    _ended = Signal(int)

    def __init__(self, parent: QObject | None = None, *, threads: int = 1) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._last_id = 0
        self._running: dict[int, tuple[Ticket, _Runnable]] = {}
        self._closed = threading.Event()
        self._ended.connect(self._forget)

    @property
    def is_running(self) -> bool:
        """Whether some job has not ended yet."""
        return bool(self._running)

    def cancel(self, job_id: int | None = None) -> None:
        """Let a job (all, unless told which) end early; what it has written stays."""
        for known, (ticket, _) in self._running.items():
            if job_id in (None, known):
                ticket.cancelled.set()

    def close(self, seconds: float = CLOSE_SECONDS, *, drop_waiting: bool = True) -> bool:
        """Cancel all jobs and wait for their end. No signal comes afterwards.

        Args:
            seconds: how long to wait at most.
            drop_waiting: whether jobs that have not begun never do.

        Returns:
            False when a job did not end in time.
        """
        self._closed.set()
        self.cancel()
        if drop_waiting:
            self._pool.clear()
        return self._pool.waitForDone(int(seconds * 1000))

    def _dispatch(self, work: Callable[[Ticket], None]) -> int:
        """Let `work` run in the pool; whatever it raises becomes `failed`. Returns the job's id."""
        self._last_id += 1
        ticket = Ticket(self._last_id)

        def whole() -> None:
            try:
                work(ticket)
            except Exception as error:  # noqa: BLE001 - a job's last resort: it is said to the person
                self._emit(self.failed, ticket.job_id, fault_of(error))
            finally:
                self._emit(self._ended, ticket.job_id)

        runnable = _Runnable(whole)
        self._running[ticket.job_id] = (ticket, runnable)
        self._pool.start(runnable)
        return ticket.job_id

    def _emit(self, signal: SignalInstance, *values: object) -> bool:
        return emit_unless(self._closed, signal, *values)

    def _forget(self, job_id: int) -> None:
        self._running.pop(job_id, None)


def abandonable(
    work: Callable[[], _Result], is_cancelled: Callable[[], bool], seconds: float | None = None
) -> _Result | None:
    """What `work` returns; None where it was cancelled, or took too long: then it is left alone.

    For questions to drives: one of the network that is away may keep a thread for minutes, and nothing wakes it.

    Args:
        work: changes nothing, so that it does no harm when it ends long afterwards. Whatever it raises is raised.
        is_cancelled: asked now and then.
        seconds: how long to wait at most; None for as long as it takes.
    """
    results: list[_Result] = []
    errors: list[BaseException] = []
    ended = threading.Event()

    def whole() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - raised where somebody waits for it
            errors.append(error)
        ended.set()

    until = None if seconds is None else time.monotonic() + seconds
    threading.Thread(target=whole, name="asking a drive", daemon=True).start()
    while not ended.wait(_ASKS_EVERY):
        if is_cancelled() or (until is not None and time.monotonic() > until):
            return None
    if errors:
        raise errors[0]
    return results[0]


def give_way() -> None:
    """Let the interface thread go first. On Linux a thread has a niceness of its own, and its threads inherit it."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


def while_current(is_current: Callable[[], bool], take: Callable[..., object]) -> Callable[..., None]:
    """What a signal of a closed owner is connected to, where the receiver may have moved on.

    A signal that was emitted before the close waits in the receiver's event loop and comes after it.
    """

    def taken(*values: object) -> None:
        if is_current():
            take(*values)

    return taken


def emit_unless(closed: threading.Event, signal: SignalInstance, *values: object) -> bool:
    """Emit from a working thread, unless the owner has been closed; it may then even be deleted.

    Returns:
        whether the signal was emitted.
    """
    if closed.is_set():
        return False
    try:
        signal.emit(*values)
    except RuntimeError:
        # Qt has deleted the owner without a close: nobody is left who could be told.
        closed.set()
        return False
    return True
