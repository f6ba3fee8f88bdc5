"""A session file is opened and read in the background; then its photos' files are looked for."""

import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.catalog.session import Session
from desktop_app.jobs.dispatcher import Dispatcher, Ticket
from desktop_app.paths import openable
from desktop_app.photos.store import PhotoStore

# Photos whose files are looked for before those that are not there are told of.
_CHUNK = 2_000


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
        missing: job id, `list[int]`: ids of photos whose file is not there.
        failed: job id, why; the file is as it was.
    """

    opened = Signal(int, object)
    missing = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        # Looking for the files of one session on a slow drive must not keep another one from being opened.
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
            return
        for start in range(0, len(columns), _CHUNK):
            if ticket.cancelled.is_set():
                return
            here = slice(start, start + _CHUNK)
            ids = columns.photo_ids[here].tolist()
            missing = [
                photo_id
                for photo_id, path in zip(ids, columns.paths[here], strict=True)
                if not os.path.lexists(openable(Path(path)))
            ]
            if missing:
                self._emit(self.missing, ticket.job_id, missing)
