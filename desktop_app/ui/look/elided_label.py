"""A line of text that is cut short where there is no room, with the whole of it as a tool tip."""

import math
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.ui.wording.plain import tip


class ElidedLabel(QLabel):
    """A one-line label that never asks for more width than there is."""

    def __init__(self, parent: QWidget, mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle) -> None:
        super().__init__(parent)
        self._mode = mode
        self._is_steady = False
        self._widest = 0
        self.setTextFormat(Qt.TextFormat.PlainText)

    def set_text(self, text: str) -> None:
        """Show a text; the tool tip has all of it."""
        self.setText(text)
        self.setToolTip(tip(text))

    def be_steady(self) -> None:
        """From now on, a shorter text asks for no less room: what stands beside it does not move under the hand."""
        self._is_steady, self._widest = True, 0

    def minimumSizeHint(self) -> QSize:
        """A few letters are enough."""
        return QSize(40, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """As long as the text, where there is room."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 4
        if self._is_steady:
            width = self._widest = max(width, self._widest)
        return QSize(width, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much of the text as fits."""
        del event
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), text)
        painter.end()


class ElidedLines(QLabel):
    """A few lines of text, the first words of it bold; what has no room is cut short. The tool tip has all of it."""

    def __init__(self, parent: QWidget, lines: int) -> None:
        super().__init__(parent)
        self._lines = lines
        self._bold = 0
        self.setTextFormat(Qt.TextFormat.PlainText)

    def set_words(self, bold: str, text: str) -> None:
        """Show a bold word and what follows it."""
        whole = f"{bold}  {text}" if bold and text else bold or text
        self._bold = len(bold)
        self.setText(whole)
        self.setToolTip(tip(whole))

    def set_lines(self, lines: int) -> None:
        """Take at most so many lines."""
        self._lines = lines
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """A few letters are enough."""
        return QSize(40, self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """All lines, whether they are used or not."""
        return QSize(120, self.fontMetrics().lineSpacing() * self._lines)

    def hasHeightForWidth(self) -> bool:
        """The height is always the same."""
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much of the text as fits."""
        del event
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        height = self.fontMetrics().lineSpacing()
        for place, layout in enumerate(self._layouts()):
            layout.draw(painter, QPointF(0, place * height))
        painter.end()

    def painted_width(self) -> float:
        """Pixels of the widest line as it is painted; more than the width of the widget would be cut off."""
        # A line is part of its layout and must not outlive it.
        return max((layout.lineAt(0).naturalTextWidth() for layout in self._layouts()), default=0.0)

    def _layouts(self) -> Iterator[QTextLayout]:
        """Each line as it is painted."""
        rest, bold = self.text(), self._bold
        for place in range(self._lines):
            last = place == self._lines - 1
            layout = self._line(rest, bold)
            length = layout.lineAt(0).textLength()
            if last and length < len(rest):
                layout = self._line(self._elided(rest, bold), bold, wrapped=False)
            yield layout
            rest, bold = rest[length:], max(0, bold - length)
            if not rest:
                return

    def _elided(self, text: str, bold: int) -> str:
        metrics = self.fontMetrics()
        if not bold:
            return metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width())
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.Bold)
        used = math.ceil(QFontMetricsF(strong).horizontalAdvance(text[:bold]))
        if used > self.width():
            return QFontMetrics(strong).elidedText(text[:bold], Qt.TextElideMode.ElideRight, self.width())
        return text[:bold] + metrics.elidedText(text[bold:], Qt.TextElideMode.ElideRight, self.width() - used)

    def _line(self, text: str, bold: int, *, wrapped: bool = True) -> QTextLayout:
        layout = QTextLayout(text, self.font())
        option = QTextOption()
        mode = QTextOption.WrapMode
        option.setWrapMode(mode.WrapAtWordBoundaryOrAnywhere if wrapped else mode.NoWrap)
        layout.setTextOption(option)
        if bold:
            strong = QTextLayout.FormatRange()
            strong.start, strong.length = 0, bold
            look = QTextCharFormat()
            look.setFontWeight(QFont.Weight.Bold)
            strong.format = look
            layout.setFormats([strong])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(self.width())
        line.setPosition(QPointF(0, 0))
        layout.endLayout()
        return layout
