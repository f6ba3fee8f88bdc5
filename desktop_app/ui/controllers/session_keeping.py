"""Whether the session that is shown can be changed: it may be read-only, or its file may be gone by now."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.catalog.from_memory import write_rows
from desktop_app.catalog.session import Session
from desktop_app.faults import Fault
from desktop_app.jobs.exporting import ExportJob
from desktop_app.jobs.watching import WatchJob
from desktop_app.jobs.writing import ChangeWriter
from desktop_app.ui.gallery.collection import PhotoCollection

LOST = frozenset({"session.moved", "session.overwritten"})


class SessionKeeper(QObject):
    """Watches the file of the open session, and writes copies of it, also where only this window still has it.

    Signals:
        changed: the `Fault` that says why the session cannot be changed any more; None when it can.
        failed: the `Fault` that says why a copy was not written.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, collection: PhotoCollection, parent: QObject) -> None:
        super().__init__(parent)
        self._collection = collection
        self._writer: ChangeWriter | None = None
        self._path: Path | None = None
        self._looking: Fault | None = None
        self._fault: Fault | None = None
        self._watch = WatchJob(self)
        self._watch.told.connect(self._take_told)
        self._watching = 0
        self._copies = ExportJob(self)
        self._copies.finished.connect(lambda job_id, _done: self._after_copy.pop(job_id)())
        self._copies.failed.connect(self._copy_failed)
        self._after_copy: dict[int, Callable[[], None]] = {}
        self._from_writer: dict[int, tuple[Path, bool, Callable[[], None]]] = {}

    @property
    def fault(self) -> Fault | None:
        """Why the session cannot be changed; None when it can."""
        return self._fault

    @property
    def is_lost(self) -> bool:
        """Whether what is shown is in no file of the session's name."""
        return self._fault is not None and self._fault.code in LOST

    @property
    def is_put_away(self) -> bool:
        """Whether no session is open: what lies under the name of the last one may be anybody's by now."""
        return self._path is None

    def take(self, session: Session, writer: ChangeWriter) -> None:
        """Watch a session that has just been opened, whose writer this is."""
        self._path, self._writer = session.path, writer
        writer.copied.connect(self._writer_copied)
        writer.copy_failed.connect(self._writer_failed)
        self._looking = Fault("session.looking_only", {"path": str(session.path)}) if session.is_read_only else None
        self._say(self._looking)
        self._watching = self._watch.start(session.kept())

    def let_go(self) -> None:
        """The session is put away."""
        self._watch.stop()
        self._watching = 0
        self._path = self._writer = self._looking = None
        self._say(None)

    def close(self) -> None:
        """End, with the copies that have begun."""
        self.let_go()
        self._copies.close(seconds=30, drop_waiting=False)

    def save_copy(self, target: Path, done: Callable[[], None], *, replace: bool = False) -> None:
        """Write a copy in the background; a session that is there only goes with `replace`."""
        path, writer = self._path, self._writer
        if path is None or writer is None:
            return
        if self.is_lost:
            # Whoever writes has the file still open, whatever its name leads to.
            self._from_writer[writer.save_copy(target, replace=replace)] = target, replace, done
            return

        def write() -> None:
            with Session.open(path, or_look=True) as session:
                session.save_copy(target, replace=replace)

        self._after_copy[self._copies.start(write)] = done

    def _writer_copied(self, ticket: int) -> None:
        _target, _replace, done = self._from_writer.pop(ticket)
        done()

    def _writer_failed(self, ticket: int, why: Fault) -> None:
        target, replace, done = self._from_writer.pop(ticket)
        if why.code in ("session.exists", "session.copy_is_open", "session.disk_full", "session.forbidden"):
            self.failed.emit(why)
            return
        # The file is not to be read any more: what is shown is what there is.
        rows = self._collection.rows_of(self._collection.store.ids)

        def write() -> None:
            write_rows(target, rows, replace=replace)

        self._after_copy[self._copies.start(write)] = done

    def _copy_failed(self, job_id: int, why: Fault) -> None:
        del self._after_copy[job_id]
        self.failed.emit(why)

    def _take_told(self, number: int, what: Fault | None) -> None:
        if number == self._watching:
            self._say(what or self._looking)

    def _say(self, fault: Fault | None) -> None:
        if fault != self._fault:
            self._fault = fault
            self.changed.emit(fault)
