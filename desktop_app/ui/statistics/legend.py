"""What the bars of a chart are: a sample and a name for each kind."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QWidget

from desktop_app.ui.statistics.fills import brush_of, colour_of
from desktop_app.ui.statistics.sheet import Fill, Series

SIDE = 13
BETWEEN = 18


class Sample(QWidget):
    """A small square that is filled as the bars of a series are."""

    def __init__(self, fill: Fill, parent: QWidget) -> None:
        super().__init__(parent)
        self._fill = fill
        self.setFixedSize(SIDE, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        del event
        colour = colour_of(self._fill)
        painter = QPainter(self)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(brush_of(colour, self._fill))
        painter.drawRect(QRectF(0.5, 0.5, SIDE - 1, SIDE - 1))
        painter.end()


class Legend(QWidget):
    """Samples and names, in a line; below each other where the line would be too long."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._entries: list[QWidget] = []

    def show_series(self, series: Sequence[Series]) -> None:
        """Show these; nothing for a single one, which needs no legend."""
        for entry in self._entries:
            self._layout.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self._entries = [self._entry(one) for one in series] if len(series) > 1 else []
        for entry in self._entries:
            self._layout.addWidget(entry, 0, Qt.AlignmentFlag.AlignLeft)
            entry.show()  # at once: a picture may be made of it
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the line, or no longer."""
        super().resizeEvent(event)
        self._arrange()

    def _entry(self, series: Series) -> QWidget:
        entry = QWidget(self)
        line = QHBoxLayout(entry)
        line.setContentsMargins(0, 0, 0, 0)
        name = QLabel(series.name, entry)
        name.setTextFormat(Qt.TextFormat.PlainText)
        line.addWidget(Sample(series.fill, entry))
        line.addWidget(name)
        return entry

    def _arrange(self) -> None:
        length = sum(entry.sizeHint().width() + BETWEEN for entry in self._entries)
        fits = length <= self.width()
        self._layout.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        self._layout.setSpacing(BETWEEN if fits else 2)
        # What is left of the line stays empty at its end.
        for place in range(self._layout.count()):
            self._layout.setStretch(place, int(fits and place == self._layout.count() - 1))
