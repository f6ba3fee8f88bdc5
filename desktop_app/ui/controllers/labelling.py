"""Suggestions for the photos of the open session: starts by itself, looks first at what a person looks at."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from numpy.typing import ArrayLike
from PySide6.QtCore import QObject, Signal

from desktop_app.catalog.columns import PhotoColumns
from desktop_app.catalog.rows import PhotoRow
from desktop_app.inference.providers import Provider
from desktop_app.jobs.dispatcher import while_current
from desktop_app.jobs.labelling import LabellingJob, LabellingState, LabellingSummary
from desktop_app.jobs.progress import LabellingProgress
from desktop_app.ui.gallery.collection import PhotoCollection

if TYPE_CHECKING:
    from desktop_app.catalog.recording import RecordedOutcomes
    from desktop_app.inference.classifier import Classifier

JobFactory = Callable[[Path, QObject], LabellingJob]


class LabellingController(QObject):
    """Runs one labelling job for the session that is open.

    Signals:
        progress: `LabellingProgress`.
        state_changed: `LabellingState`.
        model_ready: name, provider in use, the `Fault` that says why not something faster, or None.
        finished: `LabellingSummary`.
        failed: the `Fault` that says why.
        merged: ids that ended because the photo is an older one that had moved → the older ids.
        readable: ids of photos that were just read.
        rewritten: ids of those whose files were written to since they were added: their pictures are made anew.
        drive_away: the drive or folder that turned out not to be there.
        looked_at: ids of the photos in sight.
    """

    progress = Signal(LabellingProgress)
    state_changed = Signal(LabellingState)
    model_ready = Signal(str, str, object)
    finished = Signal(LabellingSummary)
    failed = Signal(object)
    # Not `dict`: Qt would make a map of its own of it, and lose keys that are numbers.
    merged = Signal(object)
    readable = Signal(object)
    rewritten = Signal(object)
    drive_away = Signal(str)
    looked_at = Signal(object)

    def __init__(self, collection: PhotoCollection, make_job: JobFactory, parent: QObject) -> None:
        super().__init__(parent)
        self._collection = collection
        self._make_job = make_job
        self._job: LabellingJob | None = None

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do, by the name of the action."""
        return {"pause": self.pause}

    @property
    def state(self) -> LabellingState:
        """What is done at the moment."""
        return LabellingState.IDLE if self._job is None else self._job.state

    def classifier(self) -> "Classifier | None":
        """The loaded model; None while there is none."""
        return None if self._job is None else self._job.classifier

    def start(self, session: Path) -> None:
        """Give the photos of a session suggestions, those it has and those that will be added."""
        self.stop()
        job = self._make_job(session, self)
        # What an earlier job said may come only now: its photos are others under the same ids, its state nobody ends.
        for said, take in (
            (job.progress, self.progress.emit),
            (job.state_changed, self.state_changed.emit),
            (job.model_ready, self.model_ready.emit),
            (job.finished, self.finished.emit),
            (job.failed, self.failed.emit),
            (job.drive_away, self.drive_away.emit),
            (job.recorded, self._take_recorded),
            (job.pack_changed, self._take_columns),
        ):
            said.connect(while_current(lambda: job is self._job, take))
        self._job = job
        job.start()

    def add(self, ids: ArrayLike) -> None:
        """Photos were added to the collection."""
        if self._job is not None:
            self._job.add(self._collection.store.waiting(ids))

    def drop(self, ids: Sequence[int]) -> None:
        """Photos left the session."""
        if self._job is not None:
            self._job.drop(ids)

    def look_first_at(self, ids: Sequence[int]) -> None:
        """These photos are in sight."""
        if self._job is not None:
            self._job.prioritise(ids)
        self.looked_at.emit(ids)

    def pause(self, paused: bool) -> None:
        """Stand still, or go on."""
        if self._job is not None:
            if paused:
                self._job.pause()
            else:
                self._job.resume()

    def cancel(self) -> None:
        """Leave the remaining photos without suggestions, until `go_on`."""
        if self._job is not None:
            self._job.cancel()

    def go_on(self) -> None:
        """Look at the photos that still wait, after a cancel or a failure."""
        if self._job is not None:
            self._job.start()

    def use_model(self, pack_folder: Path, provider: Provider, careful: bool) -> None:
        """Go on with another model pack, on something else, or more carefully."""
        if self._job is not None:
            self._job.use_model(pack_folder, provider, careful)

    def stop(self) -> None:
        """End the work; what is done is on disk."""
        if self._job is not None:
            was_idle = self._job.state is LabellingState.IDLE
            self._job.close()
            self._job.deleteLater()
            self._job = None
            if not was_idle:
                # A job that is closed says nothing more; what it said last would stand there for good.
                self.state_changed.emit(LabellingState.IDLE)

    def _take_recorded(self, recorded: "RecordedOutcomes") -> None:
        self._collection.let_vanish(list(recorded.merged))
        self._take_rows(recorded.rows)
        if recorded.merged:
            self.merged.emit(recorded.merged)

    def _take_rows(self, rows: list[PhotoRow]) -> None:
        # A person may have taken a photo out while its row was on its way.
        here = [row for row in rows if row.photo_id in self._collection]
        store = self._collection.store
        before = store.modified_ns[store.positions([row.photo_id for row in here])].tolist()
        rewritten = [row.photo_id for row, known in zip(here, before, strict=True) if known not in (0, row.modified_ns)]
        self._collection.put(here)
        self.readable.emit([row.photo_id for row in here if row.fault is None])
        if rewritten:
            self.rewritten.emit(rewritten)

    def _take_columns(self, photos: PhotoColumns) -> None:
        here = self._collection.store.holds(photos.photo_ids)
        self._collection.put(photos if here.all() else photos.where(here))
