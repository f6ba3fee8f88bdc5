"""Photos of sessions from before are looked at once more: what decoding tells of them is filled in.

Nothing else of them changes: no suggestion and no label.
"""

import time
from pathlib import Path

from PySide6.QtCore import Signal

from desktop_app.catalog.session import Session
from desktop_app.catalog.values.photos import FileFacts
from desktop_app.imaging.at_work import at_work, noted
from desktop_app.imaging.decode import UnreadablePhotoError, decode_photo
from desktop_app.imaging.reading import read_photo
from desktop_app.imaging.seen import with_what_is_seen
from desktop_app.jobs.dispatcher import CLOSE_SECONDS, Dispatcher, Ticket, abandonable, give_way

# As labelling asks for pictures, so that the figures of both can be compared.
SMALLEST_SIDE = 260
# What was measured goes into the session together, and at the latest after so many seconds.
_WRITTEN_TOGETHER, _LONGEST_WAIT = 64, 2.0
_TOLD_EVERY = 0.25


class MeasureJob(Dispatcher):
    """Measures the photos of one session that were never measured, one after the other, giving way to all else.

    Signals:
        progress: job id, how many are done, how many there are in all; a few times a second.
        measured: job id, `list[PhotoRow]`: photos of which more is known now; on disk.
        finished: job id; also where it was cancelled.
    """

    progress = Signal(int, int, int)
    measured = Signal(int, object)
    finished = Signal(int)

    def start(self, path: Path) -> int:
        """Measure what is left to measure in the session at `path`; returns the id of the job."""
        return self._dispatch(lambda ticket: self._measure(ticket, path))

    def stop(self, seconds: float = CLOSE_SECONDS) -> bool:
        """End it and let go of the file; what is done is kept. Returns False when that took longer."""
        self.cancel()
        return self._pool.waitForDone(int(seconds * 1000))

    def _measure(self, ticket: Ticket, path: Path) -> None:
        give_way()
        with Session.open(path, or_look=True) as session:
            photos = [] if session.is_read_only else session.unmeasured()
        read: dict[int, FileFacts] = {}
        began = told = time.monotonic()
        for done, (photo_id, file) in enumerate(photos):
            if time.monotonic() - told >= _TOLD_EVERY:
                told = time.monotonic()
                self._emit(self.progress, ticket.job_id, done, len(photos))
            # A drive of the network that is away must not keep the session from being put away.
            facts = abandonable(lambda: _facts(file), ticket.cancelled.is_set)  # noqa: B023 - used at once
            if ticket.cancelled.is_set():
                break
            if facts is not None:
                read[photo_id] = facts
            if len(read) >= _WRITTEN_TOGETHER or time.monotonic() - began > _LONGEST_WAIT:
                self._keep(ticket, path, read)
                read, began = {}, time.monotonic()
        self._keep(ticket, path, read)
        self._emit(self.finished, ticket.job_id)

    def _keep(self, ticket: Ticket, path: Path, read: dict[int, FileFacts]) -> None:
        if read:
            with Session.open(path) as session:
                rows = session.record_measures(read)
            self._emit(self.measured, ticket.job_id, rows)


def _facts(path: Path) -> FileFacts | None:
    """What a photo tells; None where it cannot be read now, or may have ended Pawsort: labelling sees to that."""
    try:
        content, facts = read_photo(path)
        photo = noted(path, facts.size_bytes, facts.modified_ns)
        if at_work.is_put_aside(photo) or at_work.is_suspected(photo):
            return None
        with at_work.looking_at([photo], labelling=False):
            return with_what_is_seen(facts, decode_photo(content, SMALLEST_SIDE))
    except (UnreadablePhotoError, MemoryError):
        return None
