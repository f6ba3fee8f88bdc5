"""The photo over the whole window, while a person wants to look closely."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app.ui.look.theme import colours
from desktop_app.ui.review.photo_view import PhotoView

MARGIN = 24


class LargePreview(QWidget):
    """Covers its parent; arrow keys still move in the gallery, Space, Escape or a click closes it.

    Signals:
        closed: the gallery should have the keys again.
    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.photo = PhotoView(self)
        self.photo.clicked.connect(self.close_preview)
        layout.addWidget(self.photo, 1)
        self._words = QLabel(self)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(self._words)
        self.setAccessibleName(self.tr("Large view of the photo"))
        self.hide()

    def open_preview(self) -> None:
        """Cover the parent."""
        self.cover()
        self.raise_()
        self.show()

    def cover(self) -> None:
        """Be as large as the parent."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())

    def show_words(self, text: str) -> None:
        """What the photo is called and looks like."""
        self._words.setText(text)

    def close_preview(self) -> None:
        """Go away."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_preview()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """So does a click."""
        del event
        self.close_preview()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A plain background."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours().window))
        painter.end()
