"""What opening a session leaves out is read when it is shown already: embeddings, logits, indices, a long history."""

from pathlib import Path

from PySide6.QtCore import Signal

from desktop_app.catalog import opening
from desktop_app.catalog.errors import DamagedSessionError, SessionError
from desktop_app.catalog.session import Session
from desktop_app.jobs.dispatcher import CLOSE_SECONDS, Dispatcher, Ticket, give_way

# By then the photos in sight have their pictures.
_WAIT_SECONDS = 5.0


class CheckJob(Dispatcher):
    """Reads the vectors of the session that is open, when nothing else needs the disk.

    Signals:
        damaged: job id, the `Fault`; the labels are whole.
    """

    damaged = Signal(int, object)

    def start(self, path: Path) -> int:
        """Check the session at `path`, which is open; returns the id of the job."""
        return self._dispatch(lambda ticket: self._check(ticket, path))

    def stop(self, seconds: float = CLOSE_SECONDS) -> bool:
        """End the check and let go of the file. Returns False when that took longer."""
        self.cancel()
        return self._pool.waitForDone(int(seconds * 1000))

    def _check(self, ticket: Ticket, path: Path) -> None:
        give_way()
        if ticket.cancelled.wait(_WAIT_SECONDS):
            return
        try:
            # Held meanwhile: a connection that only reads must not be the last, which empties the journal.
            with Session.open(path) as session:
                if session.is_read_only or not session.reads_without_waiting:
                    return  # nothing can be mended; or whoever labels would be kept waiting for seconds
                opening.check_vectors(path, ticket.cancelled.is_set)
                opening.check_rest(path, ticket.cancelled.is_set)
        except DamagedSessionError as error:
            if not ticket.cancelled.is_set():
                self._emit(self.damaged, ticket.job_id, error.fault)
        except SessionError:
            return  # moved or deleted: whoever writes to it will say so
