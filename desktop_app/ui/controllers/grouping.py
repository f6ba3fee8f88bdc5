"""The groups of the session that is open, as they follow what happens to its photos."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.several import Several
from desktop_app.jobs.dispatcher import CLOSE_SECONDS, while_current
from desktop_app.photos.codes import NONE

# What groups are worked out by is imported when they are asked for: the start of the window does not wait for it.
if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from desktop_app.catalog.changes.base import Change
    from desktop_app.jobs.grouping import GroupingJob, GroupingResult
    from desktop_app.photos.group_summary import GroupFacts, GroupState, GroupSummary
    from desktop_app.photos.groups import Group, Grouping
    from desktop_app.photos.names import Positions
    from desktop_app.ui.controllers.commands import Changed
    from desktop_app.ui.controllers.session import SessionController
    from desktop_app.ui.gallery.collection import PhotoCollection

# An edit is seen in its group at once; what comes in by itself may wait, so that grouping takes a quarter of the time
# of one core at most.
_AFTER_AN_EDIT_MS = 20
_AFTER_NEWS_MS = 500
_REST = 3.0
# So many groups are weighed in one go: some milliseconds.
_GROUPS_AT_ONCE = 500


class GroupingController(QObject):
    """Groups the photos of the collection, in the background, and says where each group stands.

    Nothing is done before somebody asks for the groups, or calls `activate`: most sessions are small, but a large one
    takes a core half a minute.

    Signals:
        regrouped: the groups are others than before; their places mean something else.
        changed: places of groups, int32, that stand elsewhere than before.
    """

    regrouped = Signal()
    changed = Signal(object)

    def __init__(self, collection: PhotoCollection, session: SessionController, parent: QObject) -> None:
        super().__init__(parent)
        self._collection = collection
        self._path: Path | None = None
        self._active = False
        self._generation = 0
        self._asked_of = -1
        self._grouping: Grouping | None = None
        self._facts: GroupFacts | None = None
        self._summaries: tuple[int, dict[int, GroupSummary]] = (-1, {})
        self._job: GroupingJob | None = None
        self._job_id = 0
        self._rest_ms = _AFTER_NEWS_MS
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._start)
        self._weighing = QTimer(self)
        self._weighing.setInterval(0)
        self._weighing.timeout.connect(self._weigh_some)
        self._forget()
        collection.reset.connect(self._reset)
        collection.added.connect(self._added)
        collection.changed.connect(self._changed)
        collection.removed.connect(self._removed)
        session.opened.connect(self._open)
        session.letting_go.connect(self._let_go)
        session.closed.connect(self._let_go)
        session.changed.connect(self._take_change)

    # What is asked

    @property
    def grouping(self) -> Grouping:
        """The groups, as far as they are known; nothing in the beginning."""
        self.activate()
        if self._grouping is None:
            from desktop_app.photos.groups import Grouping

            self._grouping = Grouping.nothing(self._collection.store.size)
        return self._grouping

    @property
    def is_grouping(self) -> bool:
        """Whether the groups are being worked out, or will be in a moment."""
        return self._job_id != 0 or self._timer.isActive()

    @property
    def facts(self) -> GroupFacts | None:
        """Where all groups stand, as columns by their places; None before there are groups."""
        return self._facts

    def state(self, place: int) -> GroupState:
        """Where the group at a place stands, without all that `summary` works out."""
        from desktop_app.photos.group_summary import GROUP_STATES, GroupState

        return GroupState.WAITING if self._facts is None else GROUP_STATES[int(self._facts.state[place])]

    def group_at(self, position: int) -> Group | None:
        """The group of a photo; None where it stands alone."""
        grouping = self.grouping
        place = int(grouping.group_of[position]) if position < len(grouping.group_of) else NONE
        return None if place == NONE else grouping.groups[place]

    def places_of_photos(self) -> NDArray[np.int32]:
        """int32 `[positions in the store]`: the place of each photo's group; -1 where it stands alone, or is new."""
        known = self.grouping.group_of
        places = np.full(self._collection.store.size, NONE, np.int32)
        places[: len(known)] = known[: len(places)]
        return places

    def summary(self, group: Group) -> GroupSummary:
        """Where a group stands now."""
        if self._summaries[0] != self._collection.store.version:
            self._summaries = (self._collection.store.version, {})
        known = self._summaries[1]
        if id(group) not in known:
            from desktop_app.photos.group_summary import summarise

            known[id(group)] = summarise(self._collection.store, group)
        return known[id(group)]

    # What is done

    def activate(self) -> None:
        """Begin to group, if that has not begun."""
        if not self._active:
            self._active = True
            self._soon(_AFTER_AN_EDIT_MS)

    def _open(self, path: Path) -> None:
        # What was known was forgotten when the photos of this session were shown.
        self._path = path
        self._soon(_AFTER_AN_EDIT_MS)

    def _let_go(self) -> None:
        self._path = None
        self._timer.stop()
        if self._job is not None:
            self._job.stop()
        self._job_id = 0

    def close(self, seconds: float = CLOSE_SECONDS) -> bool:
        """End what is going on; False where that took longer."""
        self._path = None
        self._timer.stop()
        self._weighing.stop()
        return self._job is None or self._job.close(seconds)

    def _take_change(self, changed: Changed) -> None:
        """Answers to "Same dog?" are in the file alone: no photo is other than before, but groups are."""
        if _answers(changed.applied.change):
            self._soon(_AFTER_AN_EDIT_MS)

    # What happens to the collection

    def _forget(self) -> None:
        size = self._collection.store.size
        self._to_read = np.zeros(size, np.bool_)
        self._other = np.zeros(size, np.bool_)
        self._dirty = np.zeros(0, np.bool_)
        self._seen = [column.copy() for column in self._watched()]

    def _watched(self) -> tuple[NDArray[Any], ...]:
        """By which columns labels, edits and what was learned are told from what only the file can tell."""
        store = self._collection.store
        edited = store.arranged_by, store.animals, store.several_dogs
        return store.label_change, store.labels, *edited, store.relearned

    def _reset(self) -> None:
        self._generation += 1
        if self._job is not None:
            self._job.cancel()
        self._job_id = 0
        self._grouping = None
        self._facts = None
        self._summaries = (-1, {})
        self._weighing.stop()
        self._forget()
        self.regrouped.emit()
        self._soon(_AFTER_AN_EDIT_MS)

    def _added(self, positions: Positions) -> None:
        self._grow()
        self._to_read[positions] = True
        self._see(positions)
        self._soon(self._rest_ms)

    def _removed(self, positions: Positions) -> None:
        self._other[positions] = True
        self._mark_dirty(positions)
        self._soon(_AFTER_AN_EDIT_MS)

    def _changed(self, positions: Positions) -> None:
        self._grow()
        before_and_now = zip(self._seen, self._watched(), strict=True)
        differs = [column[positions] != seen[positions] for seen, column in before_and_now]
        labelled = differs[0] | differs[1] | differs[5]
        edited = differs[2] | differs[3] | differs[4]
        self._see(positions)
        self._mark_dirty(positions)
        # A label moves no photo to another group, and so does nothing that is learned of it. What else is new is in the
        # file alone, or nothing.
        unexplained = positions[~(labelled | edited)]
        if edited.any():
            self._other[positions[edited]] = True
            self._soon(_AFTER_AN_EDIT_MS)
        if len(unexplained):
            self._to_read[unexplained] = True
            self._soon(self._rest_ms)

    def _grow(self) -> None:
        more = self._collection.store.size - len(self._to_read)
        if more > 0:
            self._to_read = np.concatenate([self._to_read, np.zeros(more, np.bool_)])
            self._other = np.concatenate([self._other, np.zeros(more, np.bool_)])
            self._seen = [np.concatenate([seen, np.zeros(more, seen.dtype)]) for seen in self._seen]

    def _see(self, positions: Positions) -> None:
        for seen, column in zip(self._seen, self._watched(), strict=True):
            seen[positions] = column[positions]

    # Grouping

    def _soon(self, milliseconds: int) -> None:
        if not self._active or self._path is None:
            return
        if not self._timer.isActive() or self._timer.remainingTime() > milliseconds:
            self._timer.start(milliseconds)

    def _start(self) -> None:
        if self._path is None or not self._active:
            return
        if self._job_id:
            self._timer.start(_AFTER_AN_EDIT_MS)
            return
        from desktop_app.jobs.grouping import GroupingRequest
        from desktop_app.photos.group_evidence import PhotosToGroup
        from desktop_app.photos.group_summary import Votes

        store = self._collection.store
        to_read, other = (np.flatnonzero(which).astype(np.int32) for which in (self._to_read, self._other))
        self._to_read[:] = self._other[:] = False
        photos, votes = PhotosToGroup.of(store), Votes.of_all(store)
        self._asked_of = store.version
        request = GroupingRequest(self._path, self._generation, photos, votes, to_read, other)
        self._job_id = self.job().start(request)

    def job(self) -> GroupingJob:
        """What works the groups out; made when it is first needed."""
        if self._job is None:
            from desktop_app.jobs.grouping import GroupingJob

            self._job = GroupingJob(self)
            self._job.grouped.connect(while_current(lambda: self._path is not None, self._take))
            self._job.failed.connect(lambda job_id, _fault: self._ended(job_id))
        return self._job

    def _ended(self, job_id: int) -> bool:
        current = job_id == self._job_id
        if current:
            self._job_id = 0
        return current

    def _take(self, job_id: int, result: GroupingResult) -> None:
        if not self._ended(job_id):
            return
        self._rest_ms = max(_AFTER_NEWS_MS, int(1000 * _REST * result.seconds))
        self._grouping, self._facts = result.grouping, result.facts
        # What changed meanwhile was not in the votes.
        self._dirty = np.full(len(result.grouping.groups), self._collection.store.version != self._asked_of)
        if self._dirty.any():
            self._weighing.start()
        self.regrouped.emit()

    # Weighing

    def _mark_dirty(self, positions: Positions) -> None:
        if self._grouping is None:
            return
        known = self._grouping.group_of
        places = known[positions[positions < len(known)]]
        places = places[(places >= 0) & (places < len(self._dirty))]
        if len(places):
            self._dirty[places] = True
            self._weighing.start()

    def _weigh_some(self) -> None:
        places = np.flatnonzero(self._dirty)[:_GROUPS_AT_ONCE].astype(np.int32)
        if not len(places) or self._facts is None or self._grouping is None:
            self._weighing.stop()
            return
        from desktop_app.photos.group_summary import Votes, weigh

        self._dirty[places] = False
        newer = weigh(Votes.of_grouping(self._collection.store, self._grouping, places))
        differing = self._facts.take_over(places, newer)
        if len(differing):
            self.changed.emit(differing)


def _answers(change: Change) -> bool:
    if isinstance(change, Several):
        return any(_answers(each) for each in change.changes)
    return isinstance(change, SetAnimals) and bool(change.answers)
