"""Labelling in the background: the facade that the interface talks to, and the thread that does the work.

What runs a model is imported by threads, and not before the window is shown.
"""

import threading
import time
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, SignalInstance

from desktop_app.catalog.recording import RecordedOutcomes
from desktop_app.catalog.second_tries import SecondTries
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.photos import PhotoOutcome
from desktop_app.faults import Fault, fault_of
from desktop_app.imaging.at_work import at_work
from desktop_app.inference.providers import Provider
from desktop_app.jobs.dispatcher import CLOSE_SECONDS, emit_unless, give_way
from desktop_app.jobs.drives import DriveWatch
from desktop_app.jobs.held import HeldPhotos
from desktop_app.jobs.importing import import_what_runs_a_model
from desktop_app.jobs.outcome_writer import OutcomeWriter
from desktop_app.jobs.photo_queue import PhotoQueue
from desktop_app.jobs.progress import LabellingProgress, LabellingState, LabellingSummary, Pace

if TYPE_CHECKING:
    from desktop_app.inference.classifier import Classifier
    from desktop_app.inference.pipeline import LabellingPipeline, ThumbnailSink

__all__ = ["LabellingJob", "LabellingState", "LabellingSummary"]


class _Model(NamedTuple):
    folder: Path
    provider: Provider
    careful: bool


class LabellingJob(QObject):
    """Gives the photos of one session suggestions, with one model pack, until closed.

    `start()` loads the model and takes all photos that wait; `add()` brings further ones at any time, and wakes the
    job where it had finished. Labels are never touched. Whatever a signal shows is on disk.

    Signals:
        model_ready: name of the model, provider that is really in use ("cpu", "cuda"), the `Fault` that says why it is
            not CUDA (None where nobody need know).
        state_changed: `LabellingState`.
        progress: `LabellingProgress`, a few times a second.
        recorded: `RecordedOutcomes`: rows for `PhotoStore.put`, which keeps what a person decided while they were on
            their way (drop those of photos that have been removed in the meantime), and photos that ended because
            they are older ones that had moved. Both at once: between the two a row would name a file that is gone.
        pack_changed: `PhotoColumns` of all photos: other suggestions show now, or none. The same holds for them.
        finished: `LabellingSummary`.
        failed: the `Fault` that says why; the job is idle then, and `start()` tries again.
        drive_away: a drive or folder turned out not to be there. Its photos are no unreadable photos: they are held,
            the others go on, and they go on by themselves when it is back.
    """

    model_ready = Signal(str, str, object)
    state_changed = Signal(object)
    progress = Signal(object)
    recorded = Signal(object)
    pack_changed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    drive_away = Signal(str)
    _entered = Signal(object)
    _moved = Signal(object)

    def __init__(
        self,
        session_path: Path,
        pack_folder: Path,
        provider: Provider = "auto",
        careful: bool = False,
        *,
        thumbnails: "ThumbnailSink | None" = None,
        workers: int | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Prepare, without loading anything.

        Args:
            session_path: the session, which each thread opens for itself.
            pack_folder: the model pack.
            provider: what to run it on.
            careful: whether every photo is looked at by all of the pack's networks.
            thumbnails: gets the small pictures that are decoded on the way.
            workers: threads that decode and classify; None means one a core.
            parent: in the sense of Qt.
        """
        super().__init__(parent)
        self._session_path = session_path
        self._model = _Model(pack_folder, provider, careful)
        self._loaded_model: _Model | None = None
        self._thumbnails = thumbnails
        self._workers = workers
        self._queue = PhotoQueue()
        self._held = HeldPhotos()
        self._drives = DriveWatch(self._drive_is_back)
        self._tries = SecondTries()
        self._pace = Pace()
        self._closed = threading.Event()
        self._wake = threading.Condition()
        self._load_waiting = False
        self._classifier: Classifier | None = None
        self._pipeline: LabellingPipeline | None = None
        self._cancelled = False
        self._failure: Fault | None = None
        self._done = self._total = 0
        # Ids, not a count: a photo may be tried twice, and is one photo.
        self._unreadable: set[int] = set()
        self._state = LabellingState.IDLE
        self._thread: threading.Thread | None = None
        # What a thread tells waits in the event loop; by then a person may have paused the work.
        self._entered.connect(self._tell_state)
        self._moved.connect(self._tell_progress)

    # For the interface thread

    @property
    def state(self) -> LabellingState:
        """What the job does at the moment."""
        return LabellingState.PAUSED if self._queue.is_paused else self._state

    @property
    def classifier(self) -> "Classifier | None":
        """The loaded model; None before `model_ready`. Its `pack.manifest` has the names of the breeds."""
        return self._classifier

    def use_model(self, pack_folder: Path, provider: Provider = "auto", careful: bool = False) -> None:
        """Go on with another model pack, or with the same one in another way.

        What waits for a suggestion of that pack is labelled; suggestions that it made before stay as they are.
        """
        self.cancel()
        with self._wake:
            self._model = _Model(pack_folder, provider, careful)
        self.start()

    def start(self) -> None:
        """Load the model if that is not done, and label all photos of the session that wait."""
        with self._wake:
            self._load_waiting = True
            self._wake.notify_all()
        self._ensure_thread()

    def add(self, photos: Iterable[tuple[int, Path]]) -> None:
        """Label these photos (id, path) too."""
        photos = list(photos)
        with self._wake:
            self._held.drop([photo_id for photo_id, _ in photos])
            added = self._queue.add(photos)
            self._total += added
            self._wake.notify_all()
        if added:
            self._ensure_thread()
            self._show_progress()

    def prioritise(self, photo_ids: Iterable[int]) -> None:
        """Take these next, in this order: what is looked at. Cheap; replaces what was said before."""
        self._queue.prioritise(photo_ids)

    def drop(self, photo_ids: Iterable[int]) -> None:
        """These photos were taken out of the session."""
        photo_ids = list(photo_ids)
        with self._wake:
            self._held.drop(photo_ids)
            dropped = self._queue.drop(photo_ids)
            self._total -= dropped
        if dropped:
            self._show_progress()

    def pause(self) -> None:
        """Finish the photos at hand and wait."""
        self._queue.pause()
        self._tell_state(LabellingState.PAUSED)
        self._show_progress()

    def resume(self) -> None:
        """Go on after a pause."""
        self._pace.restart(self._done)
        self._queue.resume()
        self._tell_state(self._state)

    def cancel(self) -> None:
        """Finish the photos at hand and forget the others until `start()`."""
        with self._wake:
            self._load_waiting = False
            self._cancelled = True
            self._held.clear()
            self._drives.watch(set())
            waited_for_a_drive = self._state is LabellingState.AWAY
            if self._pipeline is not None:
                self._pipeline.stop()
        was_paused = self._queue.is_paused
        self._queue.clear()
        if waited_for_a_drive:
            self._enter(LabellingState.IDLE)
            self._emit(self.finished, LabellingSummary(0, 0, 0.0, cancelled=True))
        elif was_paused:
            self._emit(self._entered, self._state)

    def close(self, seconds: float = CLOSE_SECONDS) -> bool:
        """End the work; what is done is on disk. No signal comes afterwards.

        Returns:
            False when a photo took longer; its thread ends with it.
        """
        self._closed.set()
        self.cancel()
        self._drives.close()
        self._queue.close()
        with self._wake:
            self._wake.notify_all()
        if self._thread is not None:
            self._thread.join(seconds)
            return not self._thread.is_alive()
        return True

    # For the working thread

    def _ensure_thread(self) -> None:
        if self._thread is None and not self._closed.is_set():
            self._thread = threading.Thread(target=self._work, name="labelling", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        give_way()
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._closed.is_set() or self._load_waiting or len(self._queue))
                if self._closed.is_set():
                    return
                self._cancelled = False
                self._failure = None
            began = time.monotonic()
            try:
                self._one_stretch()
            except Exception as error:  # noqa: BLE001 - said to the person
                self._fail(error)
            self._end_stretch(time.monotonic() - began)

    def _one_stretch(self) -> None:
        """From the first photo until none is left."""
        import_what_runs_a_model()
        from desktop_app.inference.pipeline import LabellingPipeline

        classifier = self._loaded()
        self._take_waiting(classifier.pack.pack_hash)
        self._pace.restart(self._done)
        while len(self._queue) and not self._cancelled:
            self._enter(LabellingState.WORKING)
            pipeline = LabellingPipeline(classifier, workers=self._workers, thumbnails=self._thumbnails)
            with self._wake:
                self._pipeline = pipeline
            writer = OutcomeWriter(self._session_path, classifier.pack.pack_hash, self._written, self._fail)
            try:
                pipeline.run(self._queue, partial(self._deliver, writer))
            finally:
                writer.finish()
                with self._wake:
                    self._pipeline = None
            self._take_waiting(classifier.pack.pack_hash)

    def _deliver(self, writer: OutcomeWriter, outcomes: list[PhotoOutcome]) -> None:
        """Write what counts; put back what is still being copied, and hold what is on a drive that is away."""
        counted = []
        for outcome in outcomes:
            root = self._held.root_of(outcome)
            if root is not None:
                self._hold(root, outcome)
            elif (seconds := self._tries.seconds_until_next(outcome)) is not None:
                with self._wake:
                    if not self._cancelled:
                        self._queue.put_back(outcome.key, outcome.path, seconds)
                self._show_progress()
            else:
                counted.append(outcome)
        if counted:
            writer.put(counted)

    def _hold(self, root: str, outcome: PhotoOutcome) -> None:
        with self._wake:
            if self._cancelled:
                return
            is_new = root not in self._held.counts()
            photos = [(outcome.key, outcome.path), *self._queue.withdraw(root)]
            self._held.hold(root, photos)
            self._total -= len(photos)
            self._drives.watch(set(self._held.counts()))
        if is_new:
            self._emit(self.drive_away, root)
        self._show_progress()

    def _drive_is_back(self, root: str) -> None:
        """Called by a thread of the watch."""
        with self._wake:
            photos = self._held.let_go(root)
            self._total += self._queue.add(photos)
            self._wake.notify_all()
        self._show_progress()

    def _loaded(self) -> "Classifier":
        from desktop_app.inference.classifier import Classifier
        from desktop_app.inference.packs import load_pack
        from desktop_app.inference.trial import try_pack

        with self._wake:
            wanted = self._model
        if self._classifier is None or self._loaded_model != wanted:
            self._enter(LabellingState.LOADING)
            self._classifier = None
            try_pack(wanted.folder, is_unwanted=self._closed.is_set)
            self._classifier = Classifier(load_pack(wanted.folder), wanted.provider, careful=wanted.careful)
            self._loaded_model = wanted
            made = self._classifier
            self._emit(self.model_ready, made.pack.manifest.name, made.provider_in_use, made.provider_note)
        return self._classifier

    def _take_waiting(self, pack_hash: str) -> None:
        with self._wake:
            # A start after a cancel is for the next stretch.
            if self._cancelled or not self._load_waiting:
                return
            self._load_waiting = False
        with Session.open(self._session_path) as session:
            before = session.current_pack
            session.use_pack(pack_hash)
            if before not in (None, pack_hash):
                # Other suggestions show now, or none.
                self._emit(self.pack_changed, session.columns())
            waiting = session.waiting(pack_hash)
        with self._wake:
            if not self._cancelled:
                self._total += self._queue.add(waiting)
        self._show_progress()

    def _written(self, recorded: RecordedOutcomes, outcomes: list[PhotoOutcome]) -> None:
        with self._wake:
            self._done += len(outcomes)
            for outcome in outcomes:
                if outcome.fault is None:
                    self._unreadable.discard(outcome.key)
                else:
                    self._unreadable.add(outcome.key)
        self._emit(self.recorded, recorded)
        self._show_progress()

    def _show_progress(self) -> None:
        with self._wake:
            done, total = self._done, self._total
        progress = self._pace.progress(done, total, paused=self._queue.is_paused)
        self._emit(self._moved, replace(progress, arriving=self._queue.later, drives=self._held.counts()))

    def _tell_progress(self, progress: LabellingProgress) -> None:
        if self._queue.is_paused and not progress.paused:
            progress = replace(progress, photos_per_second=None, seconds_left=None, paused=True)
        self._emit(self.progress, progress)

    def _fail(self, error: Exception) -> None:
        with self._wake:
            self._failure = self._failure or fault_of(error)
        self.cancel()

    def _end_stretch(self, seconds: float) -> None:
        with self._wake:
            summary = LabellingSummary(self._done, len(self._unreadable), seconds, self._cancelled)
            self._total = len(self._queue)
            self._done = 0
            self._unreadable.clear()
            self._pace.restart(0)
            failure = self._failure
        if not summary.cancelled and failure is None:
            at_work.labelling_has_ended()
        self._enter(LabellingState.AWAY if self._held.counts() else LabellingState.IDLE)
        if failure is not None:
            self._emit(self.failed, failure)
        else:
            self._emit(self.finished, summary)

    def _enter(self, state: LabellingState) -> None:
        if state is not self._state:
            self._state = state
            self._emit(self._entered, state)

    def _tell_state(self, state: LabellingState) -> None:
        self._emit(self.state_changed, LabellingState.PAUSED if self._queue.is_paused else state)

    def _emit(self, signal: SignalInstance, *values: object) -> None:
        emit_unless(self._closed, signal, *values)
