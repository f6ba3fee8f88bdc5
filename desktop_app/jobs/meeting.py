"""Photos are met again: is each file there, and is it still the photo that was looked at? Asked in the background."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.catalog.on_disk import Folders, look_at
from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.photos import FileFacts, KnownFile
from desktop_app.imaging.reading import read_photo
from desktop_app.imaging.unreadable import UnreadablePhotoError
from desktop_app.jobs.dispatcher import CLOSE_SECONDS, Dispatcher, Ticket, abandonable, give_way

# Files that are looked for before those that are not there are told of.
_CHUNK = 2_000
_TOLD_EVERY = 0.1
# Files that were read go into the session together, and at the latest after so many seconds.
_READ_TOGETHER, _LONGEST_WAIT = 64, 0.5


@dataclass(frozen=True, slots=True)
class Others:
    """Photos whose files were written to since they were read, on disk already.

    Attributes:
        rows: of all of them.
        changed: ids of those that hold another photo now.
        labelled: how many of these have a label, which was given to what was there before.
    """

    rows: list[PhotoRow]
    changed: frozenset[int]
    labelled: int


@dataclass(frozen=True, slots=True)
class MeetSummary:
    """What came of one look at all files that were asked about.

    Attributes:
        roots: drive or folder that is not there → ids of the photos that are missing because of it.
        missing: ids of all that are missing, those among them.
    """

    roots: dict[str, list[int]] = field(default_factory=dict)
    missing: list[int] = field(default_factory=list)


class MeetJob(Dispatcher):
    """Compares photos with their files. Length and time first; a file is read only where they differ.

    Signals:
        missing: job id, `list[int]`: ids of photos whose file is not there.
        there: job id, `list[int]`: ids of those whose file is; not sent for a whole session.
        others: job id, `Others`.
        back: job id, `list[int]`: photos that were put down as not there can be read: `Session.retry` lets them wait.
        finished: job id, `MeetSummary`; not where it was cancelled.
    """

    missing = Signal(int, object)
    there = Signal(int, object)
    others = Signal(int, object)
    back = Signal(int, object)
    finished = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        # One drive that does not answer must not keep photos on others from being looked for.
        super().__init__(parent, threads=4)

    def start(self, path: Path, photo_ids: Sequence[int] | None = None) -> int:
        """Look at these photos of the session at `path`, or at all; returns the id of the job."""
        wanted = None if photo_ids is None else list(photo_ids)
        return self._dispatch(lambda ticket: self._meet(ticket, path, wanted))

    def stop(self, seconds: float = CLOSE_SECONDS) -> bool:
        """End all looks and let go of the file. Returns False when that took longer."""
        self.cancel()
        return self._pool.waitForDone(int(seconds * 1000))

    def _meet(self, ticket: Ticket, path: Path, wanted: list[int] | None) -> None:
        give_way()
        summary, folders = MeetSummary(), Folders()
        missing: list[int] = []
        told = time.monotonic()
        for files in _chunks(path, wanted):
            found = abandonable(lambda: look_at(files, folders, ticket.cancelled.is_set), ticket.cancelled.is_set)  # noqa: B023 - used at once
            if found is None or ticket.cancelled.is_set():
                return
            missing.extend(found.missing)
            # Of a drive that is away the answers come fast: with a word for each, the window would do nothing else.
            if missing and time.monotonic() - told >= _TOLD_EVERY:
                self._emit(self.missing, ticket.job_id, missing)
                missing, told = [], time.monotonic()
            if wanted is not None and found.there:
                self._emit(self.there, ticket.job_id, found.there)
            if found.back:
                self._emit(self.back, ticket.job_id, found.back)
            summary.missing.extend(found.missing)
            for root, ids in found.roots.items():
                summary.roots.setdefault(root, []).extend(ids)
            for others in compared(path, found.to_read, ticket.cancelled.is_set):
                self._emit(self.others, ticket.job_id, others)
            if ticket.cancelled.is_set():
                return
        if missing:
            self._emit(self.missing, ticket.job_id, missing)
        self._emit(self.finished, ticket.job_id, summary)


def _never() -> bool:
    return False


def meet_within(
    path: Path, photo_ids: Sequence[int] | None, seconds: float, is_cancelled: Callable[[], bool] = _never
) -> list[Others]:
    """Look at photos before something is done with what is known of them, for so long at most.

    Args:
        path: the session.
        photo_ids: which; None for all.
        seconds: how long drives may take to answer.
        is_cancelled: asked now and then: whether nobody wants to know any more.

    Returns:
        those whose files were written to since they were read, as far as their drives answered in time; all that is in
        the session by then.
    """
    met: list[Others] = []
    until = time.monotonic() + seconds

    def too_late() -> bool:
        return time.monotonic() > until or is_cancelled()

    for files in _chunks(path, photo_ids):
        found = abandonable(lambda: look_at(files, cancelled=too_late), too_late)  # noqa: B023 - used at once
        if found is None or too_late():
            break
        met.extend(compared(path, found.to_read, too_late))
    return met


def compared(path: Path, files: Sequence[KnownFile], is_cancelled: Callable[[], bool]) -> Iterator[Others]:
    """Read files that were written to, keep in the session at `path` what they hold, and say which are others now.

    A session that is only looked at keeps nothing, so nothing is read for it.
    """
    if not files or _looks_only(path):
        return
    read: dict[int, FileFacts] = {}
    began = time.monotonic()
    for file in files:
        facts = abandonable(lambda: _facts(file.path), is_cancelled)  # noqa: B023 - used at once
        if is_cancelled():
            break
        if facts is not None:
            read[file.photo_id] = facts
        if len(read) >= _READ_TOGETHER or (read and time.monotonic() - began > _LONGEST_WAIT):
            yield _kept(path, read)
            read = {}
            began = time.monotonic()
    if read:
        yield _kept(path, read)


def _looks_only(path: Path) -> bool:
    with Session.open(path, or_look=True) as session:
        return session.is_read_only


def _kept(path: Path, read: dict[int, FileFacts]) -> Others:
    with Session.open(path) as session:
        rows, changed = session.meet(read)
    labelled = sum(row.label_of_another_file for row in rows if row.photo_id in changed)
    return Others(rows, frozenset(changed), labelled)


def _facts(path: Path) -> FileFacts | None:
    try:
        return read_photo(path)[1]
    except (UnreadablePhotoError, MemoryError):
        return None  # labelling says what is wrong with it


def _chunks(path: Path, photo_ids: Sequence[int] | None) -> Iterator[list[KnownFile]]:
    # Not held open while drives are asked: a session must be free when it is to be renamed.
    with Session.open(path, or_look=True) as session:
        files = session.files(photo_ids)
    for start in range(0, len(files), _CHUNK):
        yield files[start : start + _CHUNK]
