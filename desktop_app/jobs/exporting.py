"""Anything that writes a file which a person asked for, in the background; and what an export is going to do."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop_app.jobs.dispatcher import Dispatcher, Ticket, give_way
from desktop_app.jobs.progress import Pace

if TYPE_CHECKING:
    from collections.abc import Callable

# No eye follows more than that, and what is told must not hold up what is written.
TOLD_EVERY_SECONDS = 0.1
# So often a writer sleeps for a moment, so that the interface thread has its turn.
_GIVES_WAY_EVERY, _TURN_SECONDS = 0.01, 0.0005


class ExportJob(Dispatcher):
    """Runs functions that write.

    Signals:
        finished: job id, what the function returned.
        failed: job id, the `Fault` that says why.
    """

    finished = Signal(int, object)

    def start(self, write: Callable[[], object]) -> int:
        """Run `write` in the background; it brings its own data (rows are plain values). Returns the id of the job."""

        def work(ticket: Ticket) -> None:
            result = write()
            self._emit(self.finished, ticket.job_id, result)

        return self._dispatch(work)


class WatchedExportJob(Dispatcher):
    """Runs functions that write much, say how far they are, and can be stopped.

    Signals:
        progress: job id, `LabellingProgress`: how far it is, and how long it will take.
        finished: job id, what the function returned.
        stopped: job id: a person ended it, and nothing was written.
        failed: job id, the `Fault` that says why.
    """

    progress = Signal(int, object)
    finished = Signal(int, object)
    stopped = Signal(int)

    def start(self, write: Callable[[TicketWatch], object]) -> int:
        """Run `write` in the background; returns the id of the job.

        Args:
            write: brings its own data, and tells the watch how far it is; `CancelledError` from there ends it.
        """

        def work(ticket: Ticket) -> None:
            # Not with the module: the start of the window does not wait for it.
            from desktop_app.exports.base import CancelledError

            try:
                result = write(TicketWatch(ticket, lambda told: self._emit(self.progress, ticket.job_id, told)))
            except CancelledError:
                self._emit(self.stopped, ticket.job_id)
                return
            self._emit(self.finished, ticket.job_id, result)

        return self._dispatch(work)


class TicketWatch:
    """Tells how far it is, not too often, and ends it where the ticket is cancelled."""

    def __init__(self, ticket: Ticket, tell: Callable[[object], object]) -> None:
        self._ticket, self._tell = ticket, tell
        self._pace = Pace()
        self._told = self._gave_way = 0.0

    def is_stopped(self) -> bool:
        """Whether a person does not want any more of it."""
        return self._ticket.cancelled.is_set()

    def go_on(self) -> None:
        """End it where a person does not want any more of it.

        Raises:
            CancelledError: they do not.
        """
        from desktop_app.exports.base import CancelledError

        if self.is_stopped():
            raise CancelledError

    def advance(self, done: int, total: int) -> None:
        """So much is done, of so much; ends it as `go_on` does."""
        self.go_on()
        now = time.monotonic()
        if now - self._gave_way >= _GIVES_WAY_EVERY:
            # Whatever writes in small pieces lets go of Python and has it again before a waiting thread wakes up.
            time.sleep(_TURN_SECONDS)
            self._gave_way = time.monotonic()
        if now - self._told >= TOLD_EVERY_SECONDS:
            self._told = now
            self._tell(self._pace.progress(done, total))


class PreviewJob(Dispatcher):
    """Finds out what an export would do; the latest question is the one that counts.

    Signals:
        found: job id, what the function returned.
        failed: job id, the `Fault` that says why there is none.
    """

    found = Signal(int, object)

    def start(self, look: Callable[[], object]) -> int:
        """Ask `look` in the background; what was asked before, and has not begun yet, is not asked any more.

        Returns:
            the id of the job; whoever asked again drops what comes with an id before.
        """
        self.cancel()
        return self._dispatch(lambda ticket: self._look(ticket, look))

    def _look(self, ticket: Ticket, look: Callable[[], object]) -> None:
        if ticket.cancelled.is_set():
            return
        give_way()
        self._emit(self.found, ticket.job_id, look())
