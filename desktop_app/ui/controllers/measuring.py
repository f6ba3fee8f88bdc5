"""Sessions from before get what decoding tells of photos: when nothing else is to be done, and without a question."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.catalog.rows import PhotoRow
from desktop_app.jobs.labelling import LabellingState
from desktop_app.jobs.measuring import MeasureJob
from desktop_app.ui.controllers.labelling import LabellingController
from desktop_app.ui.controllers.session import SessionController

# Only then is it told: most sessions are done before anybody would have read it.
TOLD_AFTER_MS = 3_000
# What follows from labels comes first, and takes turns with nothing: whether it is on its way is asked so often.
ASKED_AGAIN_MS = 100


class MeasuringController(QObject):
    """Runs one job for the session that is open, whenever labelling has nothing to do.

    Signals:
        progress: how many photos are done, and how many there are; not before it has taken a while.
        ended: it is done, or stands back for something else; nothing need be told any more.
    """

    progress = Signal(int, int)
    ended = Signal()

    def __init__(
        self,
        session: SessionController,
        labelling: LabellingController,
        parent: QObject,
        is_learning: Callable[[], bool] = lambda: False,
    ) -> None:
        """Begin with no session.

        Args:
            session: the one that is open.
            labelling: what comes first.
            parent: owns it.
            is_learning: what comes first, too.
        """
        super().__init__(parent)
        self._session, self._labelling, self._is_learning = session, labelling, is_learning
        self._path: Path | None = None
        self._job = MeasureJob(self)
        self._job_id = 0  # of the one that counts; what older ones say is of no matter
        self._job.measured.connect(self._take_rows)
        self._job.progress.connect(self._take_progress)
        self._job.finished.connect(self._take_end)
        self._job.failed.connect(lambda job_id, _why: self._take_end(job_id))
        self._told = QTimer(self, singleShot=True, interval=TOLD_AFTER_MS)
        self._asks = QTimer(self, interval=ASKED_AGAIN_MS)
        self._asks.timeout.connect(self._begin)
        session.opened.connect(self._take_session)
        session.letting_go.connect(self.stop)
        session.closed.connect(self.stop)
        labelling.state_changed.connect(self._take_state)

    @property
    def is_measuring(self) -> bool:
        """Whether photos are being looked at."""
        return self._job_id != 0

    def cancel(self) -> None:
        """Leave the other photos for the next time that the session is opened."""
        self._stand_back()
        self._path = None

    def stop(self) -> None:
        """Let go of the session; what is done is on disk."""
        self.cancel()
        self._job.stop()

    def shut_down(self) -> None:
        """End it for good."""
        self.cancel()
        self._job.close()

    def _take_session(self, path: Path) -> None:
        # Labelling begins with it, and says when it has nothing to do any more.
        self._stand_back()
        self._path = path

    def _take_state(self, state: LabellingState) -> None:
        if state is LabellingState.IDLE:
            self._begin()
        else:
            self._stand_back()

    def _begin(self) -> None:
        """Begin or go on, where nothing is learned; rest meanwhile."""
        if self._path is None or self._session.keeping.fault is not None:
            self._asks.stop()
            self._job.hold(False)
            return
        is_held = self._is_learning()
        self._job.hold(is_held)
        if not self._job_id and not is_held:
            self._told.start()
            self._job_id = self._job.start(self._path, self._labelling.classifier())
        if not self._asks.isActive():
            self._asks.start()

    def _stand_back(self) -> None:
        self._asks.stop()
        self._job.hold(False)
        self._job.cancel()
        self._take_end(self._job_id)

    def _take_rows(self, job_id: int, rows: list[PhotoRow]) -> None:
        if job_id == self._job_id:
            collection = self._session.collection
            # A person may have taken a photo out while its row was on its way.
            collection.put([row for row in rows if row.photo_id in collection])

    def _take_progress(self, job_id: int, done: int, total: int) -> None:
        if job_id == self._job_id and not self._told.isActive():
            self.progress.emit(done, total)

    def _take_end(self, job_id: int) -> None:
        """Also of a failure: nobody asked for it, and who writes next says what is the matter with the session."""
        if job_id and job_id == self._job_id:
            self._job_id = 0
            self._asks.stop()
            self._told.stop()
            self.ended.emit()
