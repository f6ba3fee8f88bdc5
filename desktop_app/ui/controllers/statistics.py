"""The statistics: opens them, has them counted in the background, keeps them up to date, saves their pages."""

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.faults import Fault
from desktop_app.jobs.counting import CountingJob
from desktop_app.jobs.exporting import ExportJob
from desktop_app.plain_text import escaped
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.wording import words
from desktop_app.ui.wording.faults import fault_text

if TYPE_CHECKING:
    from desktop_app.exports.destination import Kind
    from desktop_app.photos.session_statistics import SessionFigures
    from desktop_app.ui.statistics.sheet import Sheet
    from desktop_app.ui.statistics.window import StatisticsDialog

SETTLE_MS = 600
"""Whoever labels one photo after the other does not have all counted anew after each."""
_WRITE_SECONDS = 30


def _import_charts() -> object:
    """Half a second where nothing was read yet: not on the interface thread."""
    return import_module("desktop_app.ui.statistics.chart")


class StatisticsController(QObject):
    """Owns the dialog and the job that counts.

    Signals:
        failed: `Fault`: a page could not be written.
    """

    failed = Signal(Fault)

    def __init__(self, session: SessionController, breed_name: words.BreedName, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._breed_name, self._window = session, breed_name, window
        self._dialog: StatisticsDialog | None = None
        self._folder: Path | None = None
        self.place = ""
        self._figures: SessionFigures | None = None
        self._job, self._job_id = CountingJob(self), 0
        self._job.counted.connect(self._take_figures)
        self._job.failed.connect(self._complain)
        self._exports = ExportJob(self)
        self._exports.finished.connect(self._written)
        self._exports.failed.connect(self._not_written)
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._count)
        collection = session.collection
        for signal in (collection.added, collection.changed, collection.removed, collection.reset):
            signal.connect(self._changed)
        session.closed.connect(self.close)

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do, by the name of the action."""
        return {"statistics": self.show}

    def show(self) -> "StatisticsDialog":
        """Open the statistics beside the window, or bring them to the front."""
        if self._dialog is None:
            # Imported when it is opened: the start of the window does not wait for it.
            from desktop_app.ui.statistics.window import StatisticsDialog

            dialog = self._dialog = StatisticsDialog(self._window)
            dialog.go_to_place(self.place)
            dialog.save_picture_wanted.connect(self._save_picture)
            dialog.save_table_wanted.connect(self._save_table)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
        self._count()
        return self._dialog

    def close(self) -> None:
        """Put them away; they belong to a session."""
        self._settled.stop()
        self._job.cancel()
        self._job_id = 0
        if self._dialog is not None and shiboken6.isValid(self._dialog):
            self.place = self._dialog.place()
            self._dialog.close()
            self._dialog.show_sheets([])

    def place_now(self) -> str:
        """Where the dialog is and how large, to be remembered."""
        if self._dialog is not None and shiboken6.isValid(self._dialog):
            self.place = self._dialog.place()
        return self.place

    def refresh_theme(self) -> None:
        """Draw everything again in the colours of the appearance in use."""
        if self._dialog is not None and self._figures is not None:
            # States have colours of their own.
            self._show_figures(self._figures)
            self._dialog.refresh_theme()

    def shut_down(self) -> None:
        """Put the dialog away, end what is being counted, and let what is being written end."""
        self.close()  # a dialog of its own does not go with the window that is closed
        self._job.close()
        self._exports.close(seconds=_WRITE_SECONDS, drop_waiting=False)

    # Counting

    def _changed(self, _positions: object = None) -> None:
        if self._dialog is not None and self._dialog.isVisible():
            self._settled.start()

    def _count(self) -> None:
        path = self._session.path
        if path is None or self._dialog is None or not self._dialog.isVisible():
            return
        self._settled.stop()
        self._job.cancel()
        # Not with the module: the start of the window does not wait for it.
        from desktop_app.photos.session_statistics import taken_from

        taken = taken_from(self._session.collection.store)
        self._job_id = self._job.start(path, taken, _import_charts)

    def _take_figures(self, job_id: int, figures: "SessionFigures") -> None:
        # Of another session, or of earlier, where it is another job's.
        if self._dialog is not None and job_id == self._job_id:
            self._figures = figures
            self._dialog.complain("")
            self._show_figures(figures)

    def _show_figures(self, figures: "SessionFigures") -> None:
        from desktop_app.ui.statistics.sheets import sheets_of

        if self._dialog is not None:
            self._dialog.show_sheets(sheets_of(figures, self._breed_name))

    def _complain(self, job_id: int, why: Fault) -> None:
        if self._dialog is not None and job_id == self._job_id:
            self._dialog.complain(fault_text(why))

    # Saving

    def _save_picture(self, sheet: "Sheet", image: QImage) -> None:
        from desktop_app.exports.destination import Kind
        from desktop_app.ui.statistics.saving import writer_of_picture

        self._save(sheet, Kind.CHART, self.tr("Pictures (*.png)"), partial(writer_of_picture, image))

    def _save_table(self, sheet: "Sheet") -> None:
        from desktop_app.exports.destination import Kind
        from desktop_app.ui.statistics.saving import writer_of_table

        self._save(sheet, Kind.CSV, self.tr("Tables (*.csv)"), partial(writer_of_table, sheet))

    def _save(self, sheet: "Sheet", kind: "Kind", kinds: str, writer: Callable[[Path], Callable[[], object]]) -> None:
        from desktop_app.ui.dialogs.where_to import ask_where_to

        dialog = self._dialog
        if dialog is None:
            return
        start = str((self._folder or _documents()) / f"{sheet.id}{kind.endings[0]}")
        # Whether a file may be replaced is asked below, when the ending is there.
        options = QFileDialog.Option.DontConfirmOverwrite
        while start:
            start, _ = QFileDialog.getSaveFileName(dialog, sheet.title, start, kinds, options=options)
            target = ask_where_to(dialog, start, kind) if start else None
            if target is not None:
                self._folder = target.file.parent
                dialog.complain("")
                self._exports.start(writer(target.file))
                return

    def _written(self, _job_id: int, file: Path) -> None:
        if self._dialog is not None:
            self._dialog.tell(self.tr("Written to {file}.").format(file=escaped(str(file))))

    def _not_written(self, _job_id: int, why: Fault) -> None:
        if self._dialog is not None and self._dialog.isVisible():
            self._dialog.complain(fault_text(why))
        else:
            self.failed.emit(why)


def _documents() -> Path:
    """The folder for documents; the home folder where there is none."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return folder if folder.is_dir() else Path.home()
