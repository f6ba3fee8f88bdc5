"""The session that is open: opening, adding photos, writing labels. The only part of the window that writes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from desktop_app import paths
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.recent import RecentSessions, new_session_path
from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import Label
from desktop_app.jobs.exporting import ExportJob
from desktop_app.jobs.opening import OpenedSession, OpenSessionJob
from desktop_app.jobs.scanning import ScanJob, ScanSummary
from desktop_app.ui.controllers.commands import Labels
from desktop_app.ui.gallery.collection import PhotoCollection

# Up to so many photos are written at once (a few milliseconds); more go through a thread.
MOST_AT_ONCE = 200


class SessionController(QObject):
    """Keeps one session open and the collection in step with it.

    Signals:
        opened: path; the collection has its rows.
        closed: no session is open any more.
        failed: something could not be done; the message is for people.
        photos_added: rows that are new, already in the collection.
        photos_gone: ids that left the session.
        scanning: how many photos the search has found so far.
        scanned: `ScanSummary` of a search that has ended.
    """

    opened = Signal(Path)
    closed = Signal()
    failed = Signal(str)
    photos_added = Signal(object)
    photos_gone = Signal(object)
    scanning = Signal(int)
    scanned = Signal(ScanSummary)

    def __init__(self, collection: PhotoCollection, recent: RecentSessions, parent: QObject) -> None:
        super().__init__(parent)
        self.collection = collection
        self.recent = recent
        self.undo_stack = QUndoStack(self)
        self.most_at_once = MOST_AT_ONCE
        self._session: Session | None = None
        self._scan: ScanJob | None = None
        self._found = 0
        self._opening = OpenSessionJob(self)
        self._opening.opened.connect(self._take_session)
        self._opening.missing.connect(self._note_missing)
        self._opening.failed.connect(self._opening_failed)
        self._opening_id = 0
        self._to_add: list[Path] = []
        self._writes = ExportJob(self)
        self._writes.finished.connect(self._written)
        self._writes.failed.connect(self._write_failed)
        self._after_write: dict[int, tuple[Path, Callable[[list[PhotoRow]], None]]] = {}

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do, by the name of the action."""
        return {"new_session": self.start_new, "undo": self.undo_stack.undo, "redo": self.undo_stack.redo}

    # Opening and closing

    @property
    def path(self) -> Path | None:
        """The file of the open session."""
        return None if self._session is None else self._session.path

    @property
    def is_opening(self) -> bool:
        """Whether a session is on its way."""
        return self._opening_id != 0

    def open(self, path: Path) -> None:
        """Open a session instead of the one that is open."""
        self._opening_id = self._opening.start(path)

    def start_new(self) -> None:
        """Put the session away; the next photos begin a new one."""
        self.close()
        self.collection.replace_all([])
        self.closed.emit()

    def add(self, dropped: Sequence[Path]) -> None:
        """Add files and folders; the first ones begin a session if none is open."""
        if self._scan is not None:
            self._found = 0 if not self._scan.is_running else self._found
            self._scan.start(dropped)
            self.scanning.emit(self._found)
            return
        self._to_add.extend(dropped)
        if not self.is_opening:
            folder = paths.data_folder() / "sessions"
            folder.mkdir(parents=True, exist_ok=True)
            self._opening_id = self._opening.start(new_session_path(folder), create=True)

    def cancel_scan(self) -> None:
        """End the search for photos; what was found stays."""
        if self._scan is not None:
            self._scan.cancel()

    @property
    def is_scanning(self) -> bool:
        """Whether a search for photos is going on."""
        return self._scan is not None and self._scan.is_running

    def save_copy(self, target: Path, done: Callable[[], None]) -> None:
        """Write a copy of the session in the background."""
        path = self.path
        if path is None:
            return

        def write() -> list[PhotoRow]:
            with Session.open(path) as session:
                session.save_copy(target)
            return []

        self._after_write[self._writes.start(write)] = (path, lambda _rows: done())

    def close(self) -> None:
        """Put the session away; everything is on disk already."""
        self._opening.cancel()
        if self._scan is not None:
            self._scan.close()
            self._scan = None
        self.undo_stack.clear()
        if self._session is not None:
            path = self._session.path
            self._session.close()
            self._session = None
            self.recent.closed(path)

    def shut_down(self) -> None:
        """Close everything for good."""
        self._opening.close()
        self._writes.close(seconds=30)
        self.close()

    def _take_session(self, job_id: int, opened: OpenedSession) -> None:
        if job_id != self._opening_id:
            opened.session.close()
            return
        self._opening_id = 0
        self.close()
        opened.session.take_over()
        self._session = opened.session
        self._scan = ScanJob(opened.session.path, self)
        self._scan.found.connect(self._take_found)
        self._scan.finished.connect(lambda _id, summary: self.scanned.emit(summary))
        self._scan.failed.connect(lambda _id, why: self.failed.emit(why))
        self.recent.opened(opened.session.path)
        self.collection.replace_all(opened.rows)
        self.opened.emit(opened.session.path)
        if self._to_add:
            waiting, self._to_add = self._to_add, []
            self.add(waiting)

    def _opening_failed(self, job_id: int, why: str) -> None:
        if job_id == self._opening_id:
            self._opening_id = 0
            self._to_add = []
            self.failed.emit(why)

    def _note_missing(self, _job_id: int, ids: list[int]) -> None:
        self.collection.put(replace(row, missing=True) for row in self.collection.rows_of(ids))

    def _take_found(self, _job_id: int, rows: list[PhotoRow]) -> None:
        self._found += len(rows)
        self.collection.put(rows)
        self.photos_added.emit(rows)
        self.scanning.emit(self._found)

    # Writing; what `commands.SessionWriter` asks for

    def labels_of(self, ids: Sequence[int]) -> dict[int, Label | None]:
        """The labels as they are."""
        return {row.photo_id: row.label for row in self.collection.rows_of(ids)}

    def write_labels(self, labels: Labels, action: str) -> bool:
        """Set or clear labels."""

        def write(session: Session) -> list[PhotoRow]:
            session.set_labels(labels, action=action)
            return session.rows_of(list(labels))

        return self._write(write, len(labels), self.collection.put)

    def remove_photos(self, ids: Sequence[int], action: str) -> bool:
        """Take photos out of the session."""

        def write(session: Session) -> list[PhotoRow]:
            session.remove_photos(ids, action=action)
            return []

        def show(_rows: list[PhotoRow]) -> None:
            self.collection.remove(ids)
            self.photos_gone.emit(list(ids))

        return self._write(write, len(ids), show)

    def restore_photos(self, ids: Sequence[int], action: str) -> bool:
        """Bring photos back."""

        def show(rows: list[PhotoRow]) -> None:
            self.collection.put(rows)
            self.photos_added.emit(rows)

        return self._write(lambda session: session.restore_photos(ids, action=action), len(ids), show)

    def forget_errors(self, ids: Sequence[int]) -> bool:
        """Let unreadable photos be tried again."""

        def show(rows: list[PhotoRow]) -> None:
            self.collection.put(rows)
            self.photos_added.emit(rows)

        return self._write(lambda session: session.forget_errors(ids), len(ids), show)

    def _write(
        self, write: Callable[[Session], list[PhotoRow]], photos: int, show: Callable[[list[PhotoRow]], None]
    ) -> bool:
        session = self._session
        if session is None:
            return False
        if photos <= self.most_at_once and not self._writes.is_running:
            try:
                rows = write(session)
            except SessionError as error:
                self.failed.emit(str(error))
                return False
            show(rows)
            return True
        path = session.path

        def elsewhere() -> list[PhotoRow]:
            with Session.open(path) as own:
                return write(own)

        # One thread, first come first served: what is written later stays later.
        self._after_write[self._writes.start(elsewhere)] = (path, show)
        return True

    def _written(self, job_id: int, rows: list[PhotoRow]) -> None:
        path, show = self._after_write.pop(job_id)
        if path == self.path:
            show(rows)

    def _write_failed(self, job_id: int, why: str) -> None:
        self._after_write.pop(job_id, None)
        # The steps after it were built on what is not there.
        self.undo_stack.clear()
        self.failed.emit(why)
