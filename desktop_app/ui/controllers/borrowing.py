"""What other sessions have learned: taken over, passed on, removed. Read and written in the background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.faults import Fault, FaultError
from desktop_app.jobs.borrowing import BorrowingJob
from desktop_app.ui.controllers.learning import memories_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop_app.jobs.borrowing import Cancelling
    from desktop_app.learning.borrowed import BorrowedMemories, BorrowedMemory
    from desktop_app.ui.controllers.learning import LearningController
    from desktop_app.ui.controllers.session import SessionController


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking something over.

    Attributes:
        memory: what is used from now on.
        was_known: whether it had been taken over before.
    """

    memory: BorrowedMemory
    was_known: bool


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of passing something on: a file, and what is in it."""

    file: Path
    labels: int
    breeds: int


class BorrowingController(QObject):
    """Owns what was taken over, for all sessions.

    Signals:
        begun: something is under way, or has ended.
        taken: `Taken`.
        saved: `Saved`.
        failed: the `Fault` that says why something could not be done.
        changed: other memories are there.
    """

    begun = Signal(bool)
    taken = Signal(object)
    saved = Signal(object)
    failed = Signal(object)
    changed = Signal()

    def __init__(
        self,
        session: SessionController,
        learning: LearningController,
        pack_folder: Callable[[], Path],
        parent: QObject,
    ) -> None:
        """Nothing is read before it is asked for.

        Args:
            session: that is open.
            learning: is told when other memories are there.
            pack_folder: of the model that is in use.
            parent: in the sense of Qt.
        """
        super().__init__(parent)
        self._session, self._learning, self._pack_folder = session, learning, pack_folder
        self._known_pack: tuple[Path | None, str] = (None, "")
        self._job = BorrowingJob(self)
        self._job_id = 0
        self._job.done.connect(self._take)
        self._job.stopped.connect(self._end)
        self._job.failed.connect(self._take_failure)

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._job_id != 0

    def memories(self) -> tuple[BorrowedMemory, ...]:
        """What was taken over, in the order of the names."""
        try:
            return tuple(self._kept().all())
        except FaultError as error:
            self.failed.emit(error.fault)
            return ()

    def rests(self, memory: BorrowedMemory) -> bool:
        """Whether one was made with another model than the one in use, so that it waits for that."""
        from desktop_app.inference.manifest import ManifestError, load_manifest
        from desktop_app.inference.packs import hash_of

        folder = self._pack_folder()
        if folder != self._known_pack[0]:
            try:
                self._known_pack = folder, hash_of(load_manifest(folder))
            except ManifestError:
                self._known_pack = folder, ""
        return memory.pack_hash != self._known_pack[1]

    def use(self, source: Path) -> None:
        """Take over what a session, or a file, has learned."""
        if self.is_busy:
            return
        if self._session.path is not None and _is_same(source, self._session.path):
            self.failed.emit(Fault("app.memory_of_this_session", {"file": str(source)}))
            return
        kept, folder = self._kept(), self._pack_folder()
        before = {memory.name for memory in self.memories()}

        def work(is_cancelled: Cancelling) -> Taken:
            from desktop_app.jobs.learning_pack import learning_pack

            pack = learning_pack(folder)
            memory = kept.add(source, pack.pack_hash, pack.name, pack.space, is_cancelled)
            return Taken(memory, memory.name in before)

        self._begin(work)

    def save(self, file: Path) -> None:
        """Write all that is known for this model to a file: the labels of this session, and what was taken over."""
        if self.is_busy:
            return
        kept, path, folder = self._kept(), self._session.path, self._pack_folder()

        def work(is_cancelled: Cancelling) -> Saved:
            from desktop_app.catalog.session import Session
            from desktop_app.jobs.learning_pack import learning_pack
            from desktop_app.learning.cancelling import give_up
            from desktop_app.learning.combining import combined
            from desktop_app.learning.memory_file import write_memory
            from desktop_app.learning.session_labels import read_labels

            pack = learning_pack(folder)
            borrowed = kept.in_use(pack.pack_hash)
            sources = [] if borrowed is None else [borrowed]
            give_up(is_cancelled)
            if path is not None:
                with Session.open(path, or_look=True) as session:
                    own = read_labels(session, pack.pack_hash, pack.name, pack.space, is_cancelled)
                sources.insert(0, own.looks)
            sources = [looks for looks in sources if len(looks)]
            if not sources:
                raise FaultError("memory.no_labels", file=str(path or file))
            looks = combined(sources)
            give_up(is_cancelled)
            write_memory(file, looks)
            return Saved(file, len(looks), len(looks.breed_ids))

        self._begin(work)

    def remove(self, name: str) -> None:
        """Let go of one."""
        try:
            self._kept().remove(name)
        except FaultError as error:
            self.failed.emit(error.fault)
        self._tell()

    def stop(self) -> None:
        """End what is under way; nothing of it stays."""
        self._job.cancel()

    def shut_down(self) -> None:
        """End the work. No signal comes afterwards."""
        self._job.close()

    def _kept(self) -> BorrowedMemories:
        # Not with the module: the start of the window does not wait for it.
        from desktop_app.learning.borrowed import BorrowedMemories

        return BorrowedMemories(memories_folder())

    def _begin(self, work: object) -> None:
        self._job_id = self._job.start(work)  # type: ignore[arg-type]
        self.begun.emit(True)

    def _end(self, job_id: int) -> bool:
        if job_id != self._job_id:
            return False
        self._job_id = 0
        self.begun.emit(False)
        return True

    def _take(self, job_id: int, result: object) -> None:
        if not self._end(job_id):
            return
        if isinstance(result, Taken):
            self._tell()
            self.taken.emit(result)
        else:
            self.saved.emit(result)

    def _tell(self) -> None:
        self._learning.memories_changed()
        self.changed.emit()

    def _take_failure(self, job_id: int, fault: Fault) -> None:
        if self._end(job_id):
            self.failed.emit(fault)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False
