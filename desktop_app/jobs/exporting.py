"""Anything that writes a file which a person asked for, in the background."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from desktop_app.jobs.dispatcher import Dispatcher, Ticket


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
