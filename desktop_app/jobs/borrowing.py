"""What other sessions have learned is read, and what was learned here is written, in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop_app.jobs.dispatcher import Dispatcher, Ticket, give_way

if TYPE_CHECKING:
    from collections.abc import Callable

    Cancelling = Callable[[], bool]


class BorrowingJob(Dispatcher):
    """Runs one piece of work after the other; each can be stopped, and then leaves nothing behind.

    Signals:
        done: job id, what the work returned.
        stopped: job id: nobody wanted it any more.
        failed: job id, the `Fault` that says why.
    """

    done = Signal(int, object)
    stopped = Signal(int)

    def start(self, work: Callable[[Cancelling], object]) -> int:
        """Run `work` in the background; returns the id of the job.

        Args:
            work: gets a function that says whether to give up, and raises `CancelledError` of `learning` then.
        """

        def whole(ticket: Ticket) -> None:
            # Not with the module: the start of the window does not wait for numpy's part of it.
            from desktop_app.learning.cancelling import CancelledError, give_up

            give_way()
            try:
                give_up(ticket.cancelled.is_set)
                result = work(ticket.cancelled.is_set)
            except CancelledError:
                self._emit(self.stopped, ticket.job_id)
                return
            self._emit(self.done, ticket.job_id, result)

        return self._dispatch(whole)
