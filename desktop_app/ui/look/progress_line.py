"""How far an export is that is being written while its dialog is shown."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from desktop_app.ui.look.elided_label import ElidedLabel

BAR = 120


class ProgressLine(QWidget):
    """A bar, and words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(BAR)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(self.tr("Progress of the export"))
        self._words = ElidedLabel(self, Qt.TextElideMode.ElideRight)
        layout.addWidget(self._bar)
        layout.addWidget(self._words, 1)
        self.begin()

    def begin(self) -> None:
        """Nobody knows yet how long it will take."""
        self._bar.setRange(0, 0)
        self._words.be_steady()
        self._words.set_text(self.tr("Writing…"))

    def set_bar_width(self, width: int) -> None:
        """Make the bar as long as there is room for."""
        self._bar.setFixedWidth(width)

    def show_progress(self, done: int, total: int, text: str) -> None:
        """So much is done, of so much; in words too."""
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        self._words.set_text(text)
