"""What was done in a session, read in the background: a long history is not read while a person waits."""

from pathlib import Path

from PySide6.QtCore import Signal

from desktop_app.catalog.session import Session
from desktop_app.jobs.dispatcher import Dispatcher, Ticket


class HistoryJob(Dispatcher):
    """Reads histories.

    Signals:
        read: job id, `list[HistoryEntry]`, oldest first.
        failed: job id, why.
    """

    read = Signal(int, object)

    def start(self, path: Path) -> int:
        """Read the history of the session at `path`; returns the id of the job."""
        return self._dispatch(lambda ticket: self._read(ticket, path))

    def _read(self, ticket: Ticket, path: Path) -> None:
        if ticket.cancelled.is_set():
            return
        with Session.open(path, or_look=True) as session:
            entries = session.history()
        if not ticket.cancelled.is_set():
            self._emit(self.read, ticket.job_id, entries)
