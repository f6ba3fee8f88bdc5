"""Whether photos' files are there, and still the photos that were looked at: asked whenever photos are met again."""

import threading
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from desktop_app.catalog.on_disk import AWAY_WITH_ITS_DRIVE, lies_in
from desktop_app.faults import Fault
from desktop_app.jobs.dispatcher import emit_unless, while_current
from desktop_app.jobs.drives import DriveWatch
from desktop_app.jobs.labelling import LabellingSummary
from desktop_app.jobs.meeting import MeetJob, MeetSummary, Others
from desktop_app.jobs.pictures import Picture, PictureLoader
from desktop_app.photos.codes import NONE
from desktop_app.ui.controllers.commands import Changed, Way
from desktop_app.ui.controllers.labelling import LabellingController
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.gallery.pictures import Pictures

# Photos that are met one after the other are looked at together.
GATHER_MS = 200
# A file that was put down as unreadable may have been on its way: so long afterwards it is looked at once more.
LATER_MS = (15_000, 90_000)


class PresenceController(QObject):
    """Looks at files in the background and lets the session, the gallery and the suggestions follow.

    Signals:
        drives_missing: drive or folder that is not there → how many photos are missing because of it; empty when all
            are there. After the collection has it.
        files_missing: how many photos of a session that was opened are missing, though their drives are there.
        drive_back: the drive or folder, and how many of its photos are there again.
        others_found: how many photos are others than those that were looked at, and how many of these have a label.
    """

    drives_missing = Signal(object)
    files_missing = Signal(int)
    drive_back = Signal(str, int)
    others_found = Signal(int, int)
    _came_back = Signal(str)

    def __init__(
        self,
        session: SessionController,
        labelling: LabellingController,
        pictures: Pictures,
        large: PictureLoader,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._labelling, self._editions = session, labelling, pictures.loader.editions
        self._path: Path | None = None
        self._job: MeetJob | None = None
        self._whole = 0
        self._roots: dict[str, set[int]] = {}
        # Drive or folder → all photos that were missing because of it since it went away, however many are back.
        self._told: dict[str, set[int]] = {}
        # Job id → the drive or folder that seems to be back.
        self._returning: dict[int, str] = {}
        self._met: set[int] = set()
        # By what was counted last how many photos are missing; and how many times photos came or went.
        self._counted: tuple[object, ...] = ()
        self._came_or_went = 0
        for signal in (session.collection.reset, session.collection.added, session.collection.removed):
            signal.connect(self._photos_come_or_go)
        self._gather = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._gather.timeout.connect(self._look_at_met)
        # What the threads of the watch say comes to the interface thread by this signal.
        self._came_back.connect(self._drive_came_back)
        self._watch: DriveWatch | None = None
        self._closed = threading.Event()
        session.opened.connect(self._begin)
        session.letting_go.connect(self.stop)
        session.closed.connect(self.stop)
        session.met.connect(self.meet)
        session.changed.connect(self._take_change)
        session.retried.connect(self._editions.try_again)
        labelling.readable.connect(self._editions.try_again)
        labelling.rewritten.connect(self._editions.renew)
        labelling.drive_away.connect(self._drive_went_away)
        labelling.finished.connect(self._look_once_more)
        large.ready.connect(self._take_picture)
        for loader in (large, pictures.loader):
            loader.failed.connect(self._take_failure)

    @property
    def missing_drives(self) -> Mapping[str, int]:
        """Drive or folder that is not there → how many photos are missing because of it."""
        return {root: self._count(ids) for root, ids in self._roots.items()}

    def stop(self) -> None:
        """Ask nothing any more, and let go of the session."""
        self._path = None
        self._gather.stop()
        self._met.clear()
        self._roots.clear()
        self._told.clear()
        self._returning.clear()
        self._closed.set()
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        if self._job is not None:
            self._job.close()
            self._job.deleteLater()
            self._job = None
        self._tell_drives()

    def meet(self, ids: Iterable[int]) -> None:
        """These photos are looked at soon."""
        self._met.update(ids)
        if self._met and not self._gather.isActive():
            self._gather.start()

    def take_others(self, others: Others) -> None:
        """Photos whose files were written to since they were read; the session has it already."""
        store = self._session.collection.store
        self._session.collection.put(row for row in others.rows if row.photo_id in store)
        here = [photo_id for photo_id in others.changed if photo_id in store]
        if not here:
            return
        self._editions.renew(here)
        self._labelling.add(here)
        self.others_found.emit(len(here), others.labelled)

    def _begin(self, path: Path) -> None:
        self.stop()
        self._path = path
        job = self._job = MeetJob(self)
        current = partial(while_current, lambda: job is self._job)
        job.missing.connect(current(lambda _id, ids: self._session.collection.set_missing(ids, missing=True)))
        job.there.connect(current(self._take_there))
        job.others.connect(current(lambda _id, others: self.take_others(others)))
        job.back.connect(current(self._take_back))
        job.finished.connect(current(self._take_summary))
        # Whoever writes to the session says what is wrong with it.
        job.failed.connect(current(lambda job_id, _why: self._returning.pop(job_id, None)))
        closed = self._closed = threading.Event()
        self._watch = DriveWatch(partial(_tell, closed, self._came_back))
        if len(self._session.collection):
            self._whole = job.start(path)

    # What is met again

    def _take_picture(self, picture: Picture) -> None:
        self.meet([picture.photo_id])

    def _take_failure(self, photo_id: int, fault: Fault) -> None:
        if fault.code in AWAY_WITH_ITS_DRIVE:
            self.meet([photo_id])

    def _take_change(self, changed: Changed) -> None:
        if changed.way is Way.DONE:
            self.meet(changed.applied.photo_ids)

    def _look_once_more(self, summary: LabellingSummary) -> None:
        if summary.unreadable:
            for wait in LATER_MS:
                QTimer.singleShot(wait, self, partial(self._meet_unreadable, self._path))

    def _meet_unreadable(self, path: Path | None) -> None:
        if path is not None and path == self._path:
            store = self._session.collection.store
            self.meet(store.photo_ids[store.present & (store.faults != NONE)].tolist())

    def _look_at_met(self) -> None:
        store = self._session.collection.store
        met = [photo_id for photo_id in self._met if photo_id in store] if len(self._met) < 50 else list(self._met)
        self._met.clear()
        if met and self._job is not None and self._path is not None:
            self._job.start(self._path, met)

    # Drives

    def _take_there(self, _job_id: int, ids: Sequence[int]) -> None:
        store = self._session.collection.store
        at = store.positions(ids)
        at = at[at >= 0]
        again = store.photo_ids[at[store.missing[at]]].tolist()
        if again:
            self._came_or_went += 1
            self._session.collection.set_missing(again, missing=False)
            self._editions.try_again(again)
            self._labelling.add(again)
            for root, photos in self._roots.items():
                if not photos.isdisjoint(again):
                    photos.difference_update(again)
                    self._drive_came_back(root)  # found by one photo, before the watch asked

    def _take_back(self, _job_id: int, ids: Sequence[int]) -> None:
        # Nobody asked for it: where the session cannot be changed, nothing is said.
        if self._session.keeping.fault is None:
            self._session.retry(ids)

    def _take_summary(self, job_id: int, summary: MeetSummary) -> None:
        if job_id != self._whole:
            for root in summary.roots.keys() - self._roots.keys():
                self._drive_went_away(root)
        for root, ids in summary.roots.items():
            self._roots.setdefault(root, set()).update(ids)
        root = self._returning.pop(job_id, "")
        if root and root not in summary.roots:
            # What is not on the drive that came back is missing for another reason.
            self._told.get(root, set()).difference_update(self._roots.pop(root, ()))
        self._tell_drives()
        if job_id == self._whole:
            alone = len(summary.missing) - sum(len(ids) for ids in summary.roots.values())
            if alone:
                self.files_missing.emit(alone)

    def _drive_went_away(self, root: str) -> None:
        """What was found out for one photo is asked for all that lie there."""
        store = self._session.collection.store
        inside = np.array([name == root or lies_in(name, root) for name in store.names.folders.values], np.bool_)
        self.meet(store.photo_ids[store.present & inside[store.folder]].tolist())

    def _photos_come_or_go(self, *_which: object) -> None:
        self._came_or_went += 1

    def _drive_came_back(self, root: str) -> None:
        asked = self._roots.get(root)
        if asked and root not in self._returning.values() and self._job is not None and self._path is not None:
            self._returning[self._job.start(self._path, sorted(asked))] = root

    def _tell_drives(self) -> None:
        self._roots = {root: ids for root, ids in self._roots.items() if ids}
        if self._watch is not None:
            self._watch.watch(set(self._roots))
        # A photo that is met tells nothing new of its drive, as a rule; to count all that are there takes a while.
        by_what = (self._came_or_went, *((root, len(ids)) for root, ids in self._roots.items()))
        if by_what == self._counted:
            return
        self._counted = by_what
        counts = self.missing_drives
        for root in self._told.keys() - counts.keys():
            self.drive_back.emit(root, self._count(self._told[root]))
        self._told = {root: self._told.get(root, set()) | ids for root, ids in self._roots.items()}
        self._session.collection.set_missing_roots(tuple(counts))
        self.drives_missing.emit(counts)

    def _count(self, ids: set[int]) -> int:
        """How many of them are still in the session."""
        return int(np.count_nonzero(self._session.collection.store.holds(sorted(ids))))


def _tell(closed: threading.Event, signal: SignalInstance, root: str) -> None:
    emit_unless(closed, signal, root)
