"""A session file is opened and read in the background."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.catalog.session import Session
from desktop_app.jobs.dispatcher import Dispatcher, Ticket
from desktop_app.photos.store import PhotoStore


@dataclass(frozen=True, slots=True)
class OpenedSession:
    """A session on its way to the interface thread.

    Attributes:
        session: whoever receives it owns it: call `session.take_over()`, and `session.close()` at the end.
        store: all its photos; made here, so that the interface thread only has to show it.
    """

    session: Session
    store: PhotoStore


class OpenSessionJob(Dispatcher):
    """Opens sessions.

    Signals:
        opened: job id, `OpenedSession`. Close the session also when the id is stale.
        failed: job id, why; the file is as it was.
    """

    opened = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        # One session on a slow drive must not keep another one from being opened.
        super().__init__(parent, threads=2)

    def start(self, path: Path, *, create: bool = False) -> int:
        """Open the session at `path`, or create it; returns the id of the job."""
        return self._dispatch(lambda ticket: self._open(ticket, path, create))

    def _open(self, ticket: Ticket, path: Path, create: bool) -> None:
        session = Session.create(path) if create else Session.open(path, or_look=True)
        try:
            columns = session.columns()
            store = PhotoStore()
            store.load(columns)
        except BaseException:
            session.close()
            raise
        if ticket.cancelled.is_set() or not self._emit(self.opened, ticket.job_id, OpenedSession(session, store)):
            session.close()
