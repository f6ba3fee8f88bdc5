"""Whose photos are by their names, found out in the background while a pattern is typed."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from desktop_app.jobs.dispatcher import Dispatcher, Ticket, give_way

Cancelling = Callable[[], bool]


class NamingJob(Dispatcher):
    """Runs one question after the other; whoever asks anew cancels what is under way.

    Signals:
        found: job id, what the question was answered with; not where it was cancelled.
        failed: job id, the `Fault` that says why.
    """

    found = Signal(int, object)

    def start(self, ask: Callable[[Cancelling], object]) -> int:
        """Ask in the background; `ask` gets a function that says whether to give up. Returns the id of the job."""
        self.cancel()

        def work(ticket: Ticket) -> None:
            # Not with the module: the start of the window does not wait for what names are read by.
            from desktop_app.catalog.naming.finding import Cancelled

            if ticket.cancelled.is_set():
                return
            give_way()
            try:
                answer = ask(ticket.cancelled.is_set)
            except Cancelled:
                return
            if not ticket.cancelled.is_set():
                self._emit(self.found, ticket.job_id, answer)

        return self._dispatch(work)
