"""Dropped files and folders become photos of the session, in the background."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.catalog.kinds_of_files import FileKind, LeftOut
from desktop_app.catalog.scan import find_photos
from desktop_app.catalog.session import Session
from desktop_app.faults import Fault
from desktop_app.jobs.dispatcher import Dispatcher, Ticket

# The first photos are shown at once; later, fewer and larger chunks are faster on disk and in the gallery.
_FIRST_CHUNK = 50
_CHUNK = 500
_LONGEST_WAIT = 0.3


@dataclass(frozen=True, slots=True)
class ScanSummary:
    """What came of one drop.

    Attributes:
        new: photos that the session did not have.
        known: photos that it had.
        unreadable_folders: folders that could not be searched, each with what is wrong.
        cancelled: whether it was ended early; what was found until then is in the session.
        left_out: what stood between the photos and is none.
    """

    new: int
    known: int
    unreadable_folders: tuple[tuple[Path, Fault], ...]
    cancelled: bool
    left_out: LeftOut = field(default_factory=LeftOut)


class ScanJob(Dispatcher):
    """Searches one drop after the other.

    Signals:
        found: job id, `list[PhotoRow]` of photos that are new in the session (already on disk).
        met: job id, `list[int]`: ids of photos that the session has already; their files may hold others by now.
        finished: job id, `ScanSummary`.
        failed: job id, the `Fault` that says why; what was found until then is in the session.
    """

    found = Signal(int, object)
    met = Signal(int, object)
    finished = Signal(int, object)

    def __init__(self, session_path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session_path = session_path

    def start(self, paths: Sequence[Path], *, recursive: bool = True) -> int:
        """Search files and folders; returns the id of the job."""
        wanted = list(paths)
        return self._dispatch(lambda ticket: self._scan(ticket, wanted, recursive))

    def _scan(self, ticket: Ticket, paths: list[Path], recursive: bool) -> None:
        unreadable: list[tuple[Path, Fault]] = []
        new = seen = 0
        others: Counter[FileKind] = Counter()
        with Session.open(self._session_path) as session:
            chunk: list[Path] = []
            started = time.monotonic()

            def write() -> int:
                rows = session.add_photos(chunk)
                if len(rows) < len(chunk):
                    self._emit(self.met, ticket.job_id, session.known(chunk))
                chunk.clear()
                if rows:
                    self._emit(self.found, ticket.job_id, rows)
                return len(rows)

            def report(folder: Path, why: Fault) -> None:
                unreadable.append((folder, why))

            def leave_out(kind: FileKind) -> None:
                others[kind] += 1

            for path in find_photos(paths, recursive, report, ticket.cancelled.is_set, leave_out):
                if ticket.cancelled.is_set():
                    break
                chunk.append(path)
                seen += 1
                full = len(chunk) >= (_CHUNK if seen > _FIRST_CHUNK else _FIRST_CHUNK)
                if full or time.monotonic() - started > _LONGEST_WAIT:
                    new += write()
                    started = time.monotonic()
            new += write()
        left_out = LeftOut.of(others)
        summary = ScanSummary(new, seen - new, tuple(unreadable), ticket.cancelled.is_set(), left_out)
        self._emit(self.finished, ticket.job_id, summary)
