"""What people decide makes the suggestions of other photos better, while they go on: the memory of the open session."""

from __future__ import annotations

import logging
from collections import deque
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app import paths
from desktop_app.breeds.kinds import names_a_kind
from desktop_app.catalog.kinds_of_files import MEMORY_SUFFIX
from desktop_app.jobs.labelling import LabellingState
from desktop_app.learning.state import ENOUGH, LearnedState
from desktop_app.photos.codes import NONE

# What learns is imported when there is something to learn of: the start of the window does not wait for it.
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import ArrayLike, NDArray

    from desktop_app.faults import Fault
    from desktop_app.jobs.learning import AdjustedColumns, LearningJob
    from desktop_app.jobs.lessons import AskedOrder, TeachingOrder
    from desktop_app.photos.names import Positions
    from desktop_app.photos.review_order import NoOrder
    from desktop_app.photos.second_look import Contradicted
    from desktop_app.ui.controllers.labelling import LabellingController
    from desktop_app.ui.controllers.session import SessionController

# A session that is opened is shown first.
_AFTER_OPENING_MS = 100
# So many photos show something else in one go: some milliseconds, with all who hear of it.
SHOWN_AT_ONCE = 2048

_log = logging.getLogger(__name__)


class LearningController(QObject):
    """Follows labels, and lets the collection show what was learned of them.

    Nothing is done before there is a label. What is shown stays where it is, and no label changes: suggestions of
    photos that nobody has decided do, in place.

    Signals:
        learned: `LearnedState`: something else is known now.
        contradicted: `Contradicted`: other labels than before are contradicted by all others.
        teaching: int64 ids of the photos that were asked about, what teaches most first; none where nobody can tell.
    """

    learned = Signal(object)
    contradicted = Signal(object)
    teaching = Signal(object)

    def __init__(
        self,
        session: SessionController,
        labelling: LabellingController,
        pack_folder: Callable[[], Path],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._collection = session, session.collection
        self._pack_folder = pack_folder
        self._path: Path | None = None
        self._is_on = True
        self._job: LearningJob | None = None
        self._job_id = 0
        self._followed_pack: Path | None = None
        self._rests = False
        self._state: LearnedState | None = None
        self._contradictions: Contradicted | None = None
        self._asked_order: AskedOrder | None = None
        self._cannot_tell = False
        self._in_sight: NDArray[np.int64] = np.zeros(0, np.int64)
        self._showing: deque[AdjustedColumns] = deque()
        self._shown_of_first = 0
        self._is_showing = False
        # How many times the job was told of photos, and of how many of these it has said all.
        self._told = self._settled = 0
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_OPENING_MS)
        self._soon.timeout.connect(self._follow)
        self._show_more = QTimer(self, singleShot=True, interval=0)
        self._show_more.timeout.connect(self._show_some)
        self._collection.reset.connect(self._forget)
        for changed in (self._collection.added, self._collection.changed, self._collection.removed):
            changed.connect(self._take_changed)
        session.opened.connect(self._open)
        session.letting_go.connect(self._let_go)
        session.closed.connect(self._let_go)
        labelling.state_changed.connect(self._take_state)
        labelling.looked_at.connect(self.look_first_at)

    # What is asked

    @property
    def state(self) -> LearnedState:
        """What is known now."""
        if self._state is not None:
            return self._state
        return LearnedState((), 0, 0, ENOUGH, self._is_on, has_background=False, rests=self._rests)

    @property
    def is_learning(self) -> bool:
        """Whether something is on its way to what is shown: also a label that is not in the file yet."""
        if self._soon.isActive() or self._showing:
            return True
        is_asked = self._is_on and not self._rests and self._session.is_writing
        return is_asked or (self._job_id != 0 and self._settled < self._told)

    def taught(self, breed_id: str) -> list[int]:
        """Ids of the photos of this session whose labels teach a breed, also as one of a mix."""
        store = self._collection.store
        labels = store.tables.labels.values
        named = [breed_id in label.breed_ids and not names_a_kind(label.breed_ids) for label in labels]
        # One more, at the end, is what -1 points at.
        names = np.array([*named, False], np.bool_)[store.labels]
        teaches = names & store.present & (store.status != NONE) & ~store.of_another_file & ~store.several_dogs
        found: list[int] = store.photo_ids[teaches].tolist()
        return found

    def taught_by(self, photo_id: int) -> list[int]:
        """Ids of the photos of this session whose labels stand behind what a photo looks like; none where none do."""
        store = self._collection.store
        position = int(store.positions([photo_id])[0])
        if position < 0 or not store.learned[position]:
            return []
        return [each for each in self.taught(store.tables.breeds[store.ranked[position, 0]]) if each != photo_id]

    @property
    def contradictions(self) -> Contradicted:
        """Labels that all others contradict."""
        from desktop_app.photos.second_look import NO_CONTRADICTIONS

        return self._contradictions or NO_CONTRADICTIONS

    def why_no_order(self) -> NoOrder | None:
        """Why nobody can say which photos teach most; None where that can be asked."""
        from desktop_app.photos.review_order import NoOrder

        if not self._is_on:
            return NoOrder.SWITCHED_OFF
        if self._rests:
            return NoOrder.OTHER_PACK
        return NoOrder.NO_EMBEDDINGS if self._cannot_tell else None

    def ask_teaching_order(self, photo_ids: NDArray[np.int64]) -> None:
        """Work out in which order these photos teach; what was asked before is not wanted any more."""
        from desktop_app.jobs.lessons import AskedOrder

        self.cancel_teaching_order()
        self._cannot_tell = False
        at = self._collection.store.positions(photo_ids)
        asked = self._asked_order = AskedOrder(at[at >= 0])
        self._follow()
        if self._job_id:
            self.job().ask_order(asked)

    def cancel_teaching_order(self) -> None:
        """It is not wanted any more."""
        if self._asked_order is not None:
            self._asked_order.cancelled.set()
            self._asked_order = None

    # What is done

    def set_on(self, is_on: bool) -> None:
        """Learn, or show what the pack says."""
        if is_on == self._is_on:
            return
        self._is_on = is_on
        if is_on:
            self._follow()
        else:
            self._stand_still()
            self._collection.forget_learned()
        self.learned.emit(self.state)

    def memories_changed(self) -> None:
        """What other sessions have learned is something else now: it is learned anew."""
        if self._job is not None and self._is_followed():
            self._told += 1
            self._job.borrow(memories_folder())
        else:
            self._follow()

    def look_first_at(self, ids: ArrayLike) -> None:
        """These photos are in sight."""
        self._in_sight = np.asarray(ids, np.int64)
        if self._job is not None and self._job_id:
            self._job.look_first_at(self._collection.store.positions(self._in_sight))

    def shut_down(self) -> None:
        """End it for good."""
        self._stand_still()
        self._path = None
        if self._job is not None:
            self._job.close()

    # The session

    def _open(self, path: Path) -> None:
        self._path = path
        self._soon.start()

    def _forget(self) -> None:
        """Other photos are shown: what was known was of those before, and went with them."""
        self._stand_still()
        self.learned.emit(self.state)

    def _let_go(self) -> None:
        self._stand_still()
        self._path = None
        if self._job is not None:
            self._job.stop()

    def _stand_still(self) -> None:
        """Follow nothing; what is shown stays as it is."""
        self._soon.stop()
        self._show_more.stop()
        self._showing.clear()
        self._shown_of_first = 0
        self._rests = False
        self._state = None
        self._cannot_tell = False
        self._followed_pack = None
        self._job_id = 0
        if self._job is not None:
            self._job.cancel()
        if self._contradictions is not None:
            self._contradictions = None
            self.contradicted.emit(self.contradictions)

    def _take_changed(self, positions: Positions) -> None:
        if self._is_showing:
            return  # it is what the memory says
        if self._is_followed():
            from desktop_app.photos.photo_facts import PhotoFacts

            self._told += 1
            self.job().tell(PhotoFacts.of(self._collection.store, positions))
        elif not self._rests and not self._soon.isActive():
            self._follow()

    def _is_followed(self) -> bool:
        """Whether the session is followed, with the pack that is in use; it is not any more where that is another."""
        if self._job_id and self._followed_pack != self._pack_folder():
            self._stand_still()
            self._rests = True
            self._collection.forget_learned()
            self.learned.emit(self.state)
        return self._job_id != 0

    def _take_state(self, state: LabellingState) -> None:
        """Whoever labels has seen to it by then that the session shows the suggestions of the pack in use."""
        if not self._is_followed() and state in (LabellingState.WORKING, LabellingState.IDLE):
            self._rests = False
            self._follow()

    def _follow(self) -> None:
        store = self._collection.store
        if self._path is None or not self._is_on or self._job_id:
            return
        nothing_to_learn = not (store.labels != NONE).any() and not any(memories_folder().glob(f"*{MEMORY_SUFFIX}"))
        if self._asked_order is None and nothing_to_learn:
            return
        from desktop_app.jobs.learning import LearningRequest
        from desktop_app.photos.photo_facts import PhotoFacts

        self._rests = False
        self._followed_pack = self._pack_folder()
        facts = PhotoFacts.of(store, np.arange(store.size, dtype=np.int32))
        self._told, self._settled = 1, 0
        self._job_id = self.job().follow(LearningRequest(self._path, self._followed_pack, facts, memories_folder()))
        self.job().look_first_at(store.positions(self._in_sight))

    def job(self) -> LearningJob:
        """What learns; made when it is first needed."""
        if self._job is None:
            from desktop_app.jobs.learning import LearningJob

            self._job = LearningJob(self)
            self._job.known.connect(self._take_known)
            self._job.adjusted.connect(self._take_adjusted)
            self._job.settled.connect(self._take_settled)
            self._job.contradicted.connect(self._take_contradicted)
            self._job.teaching.connect(self._take_order)
            self._job.rests.connect(self._take_rest)
            self._job.failed.connect(self._take_failure)
        return self._job

    # What comes of it

    def _take_rest(self, job_id: int) -> None:
        """Nothing is followed for now: another pack is in use, or something cannot be read."""
        if job_id == self._job_id:
            self._stand_still()
            self._rests = True
            self._answer_order(np.zeros(0, np.int64))
            self.learned.emit(self.state)

    def _take_contradicted(self, job_id: int, contradicted: Contradicted) -> None:
        if job_id == self._job_id:
            self._contradictions = contradicted
            self.contradicted.emit(contradicted)

    def _take_order(self, job_id: int, order: TeachingOrder) -> None:
        if job_id == self._job_id and order.asked is self._asked_order:
            self._cannot_tell = not len(order.photo_ids)
            self._answer_order(order.photo_ids)

    def _answer_order(self, photo_ids: NDArray[np.int64]) -> None:
        if self._asked_order is not None:
            self._asked_order = None
            self.teaching.emit(photo_ids)

    def _take_failure(self, job_id: int, why: Fault) -> None:
        """Nobody asked for it: what is the matter with the pack or the session, others say."""
        _log.warning("nothing is learned: %s %s", why.code, why.facts)
        self._take_rest(job_id)

    def _take_settled(self, job_id: int, told: int) -> None:
        if job_id == self._job_id:
            self._settled = told

    def _take_known(self, job_id: int, state: LearnedState) -> None:
        if job_id == self._job_id:
            self._state = state
            self.learned.emit(state)

    def _take_adjusted(self, job_id: int, adjusted: AdjustedColumns) -> None:
        if job_id != self._job_id:
            return
        if self._showing and self._showing[-1].memory != adjusted.memory:
            # What an older memory says of other photos is said anew by this one.
            self._showing.clear()
            self._shown_of_first = 0
        self._showing.append(adjusted)
        if not self._show_more.isActive():
            self._show_some()

    def _show_some(self) -> None:
        """Let a part be shown; the window comes to itself before the next one."""
        if not self._showing:
            return
        columns = self._showing[0].columns
        part = columns.part(self._shown_of_first, SHOWN_AT_ONCE)
        self._shown_of_first += SHOWN_AT_ONCE
        if self._shown_of_first >= len(columns):
            self._showing.popleft()
            self._shown_of_first = 0
        self._is_showing = True
        try:
            self._collection.set_learned(part)
        finally:
            self._is_showing = False
        if self._showing:
            self._show_more.start()


def memories_folder() -> Path:
    """Where what other sessions have learned is kept, for all sessions."""
    return paths.data_folder() / "memories"
