"""On the bottom line: how far an export is that goes on behind the window, with a button that stops it."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop_app.jobs.progress import LabellingProgress
from desktop_app.ui.look.icons import set_icon
from desktop_app.ui.look.progress_line import ProgressLine
from desktop_app.ui.wording.export_progress import progress_text


class ExportStatus(QWidget):
    """Progress of what is being written.

    Signals:
        stop_wanted: a person does not want any more of it.
        is_shown: whether anything is being written.
    """

    stop_wanted = Signal()
    is_shown = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 3, 4, 3)
        layout.setSpacing(8)
        self.line = ProgressLine(self)
        self.stop = QToolButton(self)
        set_icon(self.stop, "cancel")
        self.stop.setIconSize(QSize(18, 18))
        self.stop.setAutoRaise(True)
        self.stop.setToolTip(self.tr("Stop the export"))
        self.stop.setAccessibleName(self.stop.toolTip())
        self.stop.clicked.connect(self._stop)
        # Left of the words: those become longer and shorter.
        layout.addWidget(self.stop)
        layout.addWidget(self.line, 1)
        self.hide()

    def begin(self) -> None:
        """Something is being written."""
        self.line.begin()
        self.stop.setEnabled(True)
        self.show()

    def showEvent(self, event: QShowEvent) -> None:
        """The line at the bottom makes room."""
        super().showEvent(event)
        self.is_shown.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """The room is free again; not where the whole window is hidden."""
        super().hideEvent(event)
        if self.isHidden():
            self.is_shown.emit(False)

    def show_progress(self, progress: LabellingProgress) -> None:
        """So much is written."""
        self.line.show_progress(progress.done, progress.total, progress_text(progress))

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.stop_wanted.emit()
