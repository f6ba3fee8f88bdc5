"""The session that is open: opening, adding photos, writing what people change; the only part that writes."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from numpy.typing import ArrayLike
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from desktop_app import paths
from desktop_app.catalog import opening
from desktop_app.catalog.applying import Applied
from desktop_app.catalog.changes.base import Change
from desktop_app.catalog.columns import PhotoColumns
from desktop_app.catalog.recent import RecentSessions, new_session_path
from desktop_app.catalog.renaming import NameProblem, named, rename
from desktop_app.catalog.rows import PhotoRow
from desktop_app.faults import Fault
from desktop_app.jobs.checking import CheckJob
from desktop_app.jobs.dispatcher import while_current
from desktop_app.jobs.opening import OpenedSession, OpenSessionJob
from desktop_app.jobs.scanning import ScanJob, ScanSummary
from desktop_app.jobs.writing import ChangeWriter
from desktop_app.ui.controllers.commands import ChangeCommand, Changed, Way, pass_over_dead_steps
from desktop_app.ui.controllers.session_keeping import SessionKeeper
from desktop_app.ui.gallery.collection import PhotoCollection


class SessionController(QObject):
    """Keeps one session open and the collection in step with it.

    Signals:
        opened: path; the collection has its photos.
        letting_go: the file of the session must be free for a moment; the session comes back by `opened`.
        closed: no session is open any more.
        failed: `Fault`: something could not be done.
        photos_added: ids of photos that are new, or back, already in the collection.
        photos_gone: ids that left the session.
        retried: ids of photos that are tried again.
        changed: `Changed`, after the collection has it.
        scanning: how many photos the search has found so far.
        scanned: `ScanSummary` of a search that has ended.
        met: ids of photos that were dropped again.
    """

    opened = Signal(Path)
    letting_go = Signal()
    closed = Signal()
    failed = Signal(Fault)
    photos_added = Signal(object)
    retried = Signal(object)
    photos_gone = Signal(object)
    changed = Signal(Changed)
    scanning = Signal(int)
    scanned = Signal(ScanSummary)
    met = Signal(object)

    def __init__(self, collection: PhotoCollection, recent: RecentSessions, parent: QObject) -> None:
        super().__init__(parent)
        self.collection = collection
        self.recent = recent
        self.undo_stack = QUndoStack(self)
        self.undo_stack.indexChanged.connect(lambda _index: pass_over_dead_steps(self.undo_stack))
        self._path: Path | None = None
        self._file: tuple[int, int] | None = None
        self._writer: ChangeWriter | None = None
        # What steps of the session under its former name became, so that they can still be taken back.
        self._change_ids: dict[int, int] = {}
        self._asked: dict[int, tuple[ChangeCommand, Way]] = {}
        # Tickets of photos that are tried again, until it is shown that they are.
        self._trying: set[int] = set()
        self._scan: ScanJob | None = None
        self._found = 0
        self._opening = OpenSessionJob(self)
        self._opening.opened.connect(self._take_session)
        self._opening.failed.connect(self._opening_failed)
        self._opening_id = self._opening_again = 0
        self._check = CheckJob(self)
        self._check.damaged.connect(self._take_damage)
        # What a person did while the session was on its way under its new name.
        self._later: list[Callable[[], None]] = []
        self._opened_again = False
        self._to_add: list[Path] = []
        self.keeping = SessionKeeper(collection, self)
        self.keeping.failed.connect(self.failed)

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do, by the name of the action."""
        return {"new_session": self.start_new, "undo": self.undo, "redo": self.redo}

    # Opening and closing

    @property
    def path(self) -> Path | None:
        """The file of the open session."""
        return self._path

    @property
    def is_opening(self) -> bool:
        """Whether a session is on its way."""
        return self._opening_id != 0

    @property
    def is_writing(self) -> bool:
        """Whether something is on its way to the file, so that the collection is older than what will be there."""
        busy = self._writer is not None and self._writer.is_busy
        return busy or bool(self._later) or bool(self._asked) or bool(self._trying)

    def open(self, path: Path) -> None:
        """Open a session instead of the one that is open; nothing to do where it is that one."""
        if self._is_coming_back:
            self._later.append(partial(self.open, path))
            return
        if self._path is not None and opening.identity(self._path) != self._file:
            # It may be this one under the name that somebody gave it: one file must not be open under two names.
            self.start_new()
        if self._path is not None and opening.identity(path) == self._file:
            # What is shown is as young as the file; what would be read now is older by the time that it is shown.
            self._opening.cancel(self._opening_id)
            self._opening_id = 0
        else:
            self._opening_id = self._opening.start(path)

    def start_new(self) -> None:
        """Put the session away; the next photos begin a new one."""
        self._opening.cancel()
        self._opening_id = 0
        self._to_add = []
        self.close()
        self.collection.clear()
        self.closed.emit()

    def add(self, dropped: Sequence[Path]) -> None:
        """Add files and folders; the first ones begin a session if none is open."""
        if self.refused():
            return
        if self._scan is not None and not self.is_opening:
            self._found = 0 if not self._scan.is_running else self._found
            self._scan.start(dropped)
            self.scanning.emit(self._found)
            return
        self._to_add.extend(dropped)
        if not self.is_opening:
            folder = paths.data_folder() / "sessions"  # made with the session, where what goes wrong is said
            self._opening_id = self._opening.start(new_session_path(folder), create=True)

    def cancel_scan(self) -> None:
        """End the search for photos; what was found stays."""
        if self._scan is not None:
            self._scan.cancel()

    @property
    def is_scanning(self) -> bool:
        """Whether a search for photos is going on."""
        return self._scan is not None and self._scan.is_running

    def save_copy(self, target: Path, done: Callable[[], None], *, replace: bool = False) -> None:
        """Write a copy of the session in the background; a session that is there only goes with `replace`."""
        self.keeping.save_copy(target, done, replace=replace)

    def refused(self) -> bool:
        """Whether the session cannot be changed, which is said then."""
        if self.keeping.fault is not None:
            self.failed.emit(self.keeping.fault)
        return self.keeping.fault is not None

    # Renaming

    def rename(self, name: str) -> NameProblem | None:
        """Give the session's file another name, with all that is in it; the session is opened again under it.

        Returns:
            None when it is done, else why nothing was changed.
        """
        path = self.path
        if path is None or self.keeping.fault is not None or self.is_scanning or self.is_opening or self.is_writing:
            return NameProblem.IN_USE
        target = named(path, name)
        if isinstance(target, NameProblem) or target == path:
            return target if isinstance(target, NameProblem) else None
        self.letting_go.emit()
        self._let_go()
        problem = rename(path, target)
        if problem is None:
            self.recent.renamed(path, target)
        self.open(target if problem is None else path)
        self._opening_again = self._opening_id
        return problem

    @property
    def opened_again(self) -> bool:
        """Whether the session that is open is the one that was open before, under another name."""
        return self._opened_again

    def close(self) -> None:
        """Put the session away; what a person did and what still waits to be written is written first."""
        self.undo_stack.clear()
        self._later.clear()
        path = self._let_go()
        self._change_ids = {}
        if path is not None:
            self.recent.closed(path)

    def _let_go(self) -> Path | None:
        """Free the file; returns its path."""
        self._check.stop()
        if self._scan is not None:
            self._scan.close()
            self._scan = None
        self._asked.clear()
        self._trying.clear()
        if self._writer is not None:
            self._writer.close()
            self._change_ids = self._writer.change_ids
            self._writer.deleteLater()
            self._writer = None
        self.keeping.let_go()
        path, self._path = self._path, None
        return path

    def shut_down(self) -> None:
        """Close everything for good."""
        self._opening.close()
        self.keeping.close()
        self.close()

    def _take_session(self, job_id: int, opened: OpenedSession) -> None:
        if job_id != self._opening_id:
            opened.session.close()
            return
        self._opening_id = 0
        self._opened_again = job_id == self._opening_again
        if not self._opened_again:
            self.close()
        path = self._path = opened.session.path
        self._file = opening.identity(path)
        self._shown_id = job_id
        writer = ChangeWriter(opened.session, self, change_ids=self._change_ids)
        self._listen_to(writer, ScanJob(path, self))
        self.keeping.take(opened.session, writer)
        self.recent.opened(path)
        self.collection.show(opened.store)
        self.opened.emit(path)
        self._check.start(path)
        if self._to_add:
            waiting, self._to_add = self._to_add, []
            self.add(waiting)
        later, self._later = self._later, []
        for act in later:
            act()

    def _listen_to(self, writer: ChangeWriter, scan: ScanJob) -> None:
        """Take what they say as long as their session is the one that is open: another has other photos."""
        self._writer, self._scan = writer, scan
        of_writer = partial(while_current, lambda: writer is self._writer)
        writer.applied.connect(of_writer(self._take_applied))
        writer.retried.connect(of_writer(self._take_retried))
        writer.failed.connect(of_writer(self._change_failed))
        writer.nothing_done.connect(of_writer(self._nothing_done))
        of_scan = partial(while_current, lambda: scan is self._scan)
        scan.found.connect(of_scan(self._take_found))
        scan.met.connect(of_scan(lambda _id, ids: self.met.emit(ids)))
        scan.finished.connect(of_scan(lambda _id, summary: self.scanned.emit(summary)))
        scan.failed.connect(of_scan(lambda _id, why: self.failed.emit(why)))

    def _take_damage(self, _job_id: int, why: Fault) -> None:
        if why.facts["path"] == str(self._path):
            self.failed.emit(why)

    @property
    def _is_coming_back(self) -> bool:
        """Whether the session that is shown is on its way under its new name, so that nothing can be written to it."""
        return self._opening_id != 0 and self._opening_id == self._opening_again

    def _opening_failed(self, job_id: int, why: Fault) -> None:
        if job_id == self._opening_id:
            if self._is_coming_back:
                self.start_new()  # what is shown is open no more
            self._opening_id = 0
            self._to_add = []
            self.failed.emit(why)

    def _take_found(self, _job_id: int, rows: list[PhotoRow]) -> None:
        self._found += len(rows)
        self._take_new(rows, [row.photo_id for row in rows])
        self.scanning.emit(self._found)

    def _take_new(self, photos: Sequence[PhotoRow] | PhotoColumns, ids: ArrayLike) -> None:
        self.collection.put(photos)
        if len(photos):
            self.photos_added.emit(ids)

    # What people change; what `ChangeCommand` asks for

    def change(self, change: Change, text: str, said: str) -> None:
        """Do something that can be taken back; `text` and `said` are those of `ChangeCommand`."""
        self._do(lambda: self.undo_stack.push(ChangeCommand.applying(self, text, said, change)))

    def take_back_only(self, change_id: int, text: str) -> None:
        """Take back one entry of the history; that is a step of its own."""
        self._do(lambda: self.undo_stack.push(ChangeCommand.taking_back(self, text, change_id)))

    def undo(self) -> None:
        """Take the last step back."""
        self._do(self.undo_stack.undo)

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        self._do(self.undo_stack.redo)

    def _do(self, act: Callable[[], None]) -> None:
        """Do it, where a session is open; as soon as it is open again, where it is on its way."""
        if self.refused():
            return
        if self._writer is not None:
            act()
        elif self._is_coming_back:
            self._later.append(act)

    def ask_to_apply(self, change: Change, command: ChangeCommand) -> int:
        """Hand a change to the writer."""
        return self._ask(lambda writer: writer.apply(change), command, Way.DONE)

    def ask_to_take_back(self, ticket: int, command: ChangeCommand, way: Way) -> int:
        """Take back what a ticket changed, written or not."""
        return self._ask(lambda writer: writer.take_back(ticket), command, way)

    def ask_to_take_back_change(self, change_id: int, command: ChangeCommand) -> int:
        """Take back what the history knows."""
        return self._ask(lambda writer: writer.take_back_change(change_id), command, Way.UNDONE)

    def retry(self, ids: Sequence[int]) -> None:
        """Let unreadable photos be tried again."""
        if self._writer is not None and not self.refused():
            # Whether their files are there is asked again: only reading them will tell.
            self.collection.set_missing(ids, missing=False)
            self._trying.add(self._writer.retry(ids))
            self.retried.emit(ids)

    def _ask(self, ask: Callable[[ChangeWriter], int], command: ChangeCommand, way: Way) -> int:
        assert self._writer is not None  # noqa: S101 - commands are cleared when the session is put away
        ticket = ask(self._writer)
        self._asked[ticket] = command, way
        return ticket

    def _take_retried(self, ticket: int, photos: PhotoColumns) -> None:
        self._trying.discard(ticket)
        self._take_new(photos, photos.photo_ids)

    def _take_applied(self, ticket: int, applied: Applied) -> None:
        command, way = self._asked.pop(ticket, (None, Way.DONE))
        if applied.gone:
            self.collection.remove(applied.gone)
            self.photos_gone.emit(list(applied.gone))
        self._take_back_in(applied.columns)
        if command is not None and applied.photo_ids:
            self.changed.emit(Changed(way, command.said, applied))
        if command is not None and not applied.change_id:
            self._drop(command)

    def _take_back_in(self, photos: PhotoColumns) -> None:
        """Show what is different now; some of it may be back in the session."""
        back = photos.photo_ids[~self.collection.store.holds(photos.photo_ids)]
        self.collection.put(photos)
        if len(back):
            self.photos_added.emit(back)

    def _change_failed(self, ticket: int, why: Fault) -> None:
        self._trying.discard(ticket)
        command, _way = self._asked.pop(ticket, (None, Way.DONE))
        if command is not None:
            command.failed = True
            self._drop(command)
        self.failed.emit(why)

    def _nothing_done(self, ticket: int) -> None:
        command, way = self._asked.pop(ticket, (None, Way.DONE))
        if command is not None:
            self._drop(command)
        if way is Way.UNDONE and not self._asked and not (command is not None and command.failed):
            # Taken back before it was found to change nothing: a person meant the step before.
            self.undo_stack.undo()

    def _drop(self, command: ChangeCommand) -> None:
        """Take a step away that did nothing."""
        if not command.dead:
            command.drop()
            pass_over_dead_steps(self.undo_stack)
