"""The history of the session: shows it, shows the photos of an entry, takes one thing back alone."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.catalog.history import HistoryEntry
from desktop_app.faults import Fault
from desktop_app.jobs.reading_history import HistoryJob
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.gallery.model import GalleryModel
from desktop_app.ui.gallery.view import GalleryView
from desktop_app.ui.wording import words
from desktop_app.ui.wording.faults import fault_text

if TYPE_CHECKING:
    from desktop_app.ui.dialogs.history_dialog import HistoryDialog


class HistoryController(QObject):
    """Opens the list and keeps it up to date.

    Signals:
        failed: `Fault`: the history cannot be read.
        showing: the photos of an entry are about to be shown in the gallery.
    """

    failed = Signal(Fault)
    showing = Signal()

    def __init__(
        self,
        session: SessionController,
        model: GalleryModel,
        view: GalleryView,
        breed_name: words.BreedName,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._model, self._view = session, model, view
        self._breed_name, self._window = breed_name, window
        self._dialog: HistoryDialog | None = None
        self._job = HistoryJob(self)
        self._job_id = 0
        self._job.read.connect(self._take_entries)
        self._job.failed.connect(lambda _id, why: self.failed.emit(why))
        session.changed.connect(self._read)
        session.opened.connect(self._read)
        session.closed.connect(self.close)
        session.failed.connect(self._complain)

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do, by the name of the action."""
        return {"history": self.show}

    def show(self) -> "HistoryDialog":
        """Open the list beside the window, or bring it to the front."""
        if self._dialog is None:
            # Imported when it is opened: the start of the window does not wait for it.
            from desktop_app.ui.dialogs.history_dialog import HistoryDialog

            dialog = self._dialog = HistoryDialog(self._breed_name, self._window)
            dialog.photos_wanted.connect(self._show_photos)
            dialog.take_back_wanted.connect(self._session.take_back_only)
        self._dialog.show()
        self._dialog.raise_()
        self._read()
        return self._dialog

    def close(self) -> None:
        """Put the list away."""
        if self._dialog is not None and shiboken6.isValid(self._dialog):
            self._dialog.close()

    def shut_down(self) -> None:
        """Put the list away, and end what is being read."""
        self.close()  # a dialog of its own does not go with the window that is closed
        self._job.close()

    def _read(self, _changed: object = None) -> None:
        path = self._session.path
        if path is not None and self._dialog is not None and self._dialog.isVisible():
            self._job.cancel()
            self._job_id = self._job.start(path)

    def _take_entries(self, job_id: int, entries: Sequence[HistoryEntry]) -> None:
        # Ids of changes mean something else in another session.
        if self._dialog is not None and job_id == self._job_id:
            self._dialog.show_entries(entries)

    def _complain(self, why: Fault) -> None:
        if self._dialog is not None and self._dialog.isVisible():
            self._dialog.complain(fault_text(why))

    def _show_photos(self, ids: Sequence[int]) -> None:
        self.showing.emit()
        self._model.hold_still()
        self._model.show_too(ids)
        self._view.reveal(ids)
