"""The suggestions as bars that can be clicked."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.catalog.values.labels import Label
from desktop_app.ui.look.theme import colours
from desktop_app.ui.look.under_mouse import UnderMouseButton
from desktop_app.ui.review.content import LINES, SuggestionLine

BADGE = 18
BAR_HEIGHT = 4


class SuggestionBar(UnderMouseButton):
    """One suggestion: its number key, the breed, a bar and the percentage."""

    def __init__(self, place: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._line: SuggestionLine | None = None
        self._chosen = False
        # A click leaves the keys where they are: Space shows photos large and does not press the bar again.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_line(self, line: SuggestionLine, chosen: bool) -> None:
        """Show a suggestion; `chosen` marks the one that is the label."""
        self._line, self._chosen = line, chosen
        self.setText(line.text)
        self.setAccessibleName(
            self.tr("Looks like {breed}, {share}. Key {key}").format(
                breed=line.text, share=line.share_text, key=self._place
            )
        )
        self.setToolTip(self.tr("Label it “{breed}” (key {key})").format(breed=line.text, key=self._place))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for a line of text and the bar."""
        return QSize(220, self.fontMetrics().height() + BAR_HEIGHT + 7)

    def minimumSizeHint(self) -> QSize:
        """May become narrow, never flat."""
        return QSize(140, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        del event
        if self._line is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, chosen=self._chosen)
        self._paint_badge(painter)
        self._paint_words_and_bar(painter, self._line)
        painter.end()

    def _paint_badge(self, painter: QPainter) -> None:
        now = colours()
        badge = QRectF(7, (self.height() - BADGE) / 2, BADGE, BADGE)
        painter.setPen(QPen(QColor(now.strong_border), 1))
        painter.setBrush(QColor(now.surface))
        painter.drawRoundedRect(badge, 4, 4)
        painter.setPen(QColor(now.quiet_text))
        painter.setFont(self.font())
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(self._place))

    def _paint_words_and_bar(self, painter: QPainter, line: SuggestionLine) -> None:
        now = colours()
        left, right = BADGE + 16, self.width() - 9
        height = self.fontMetrics().height()
        area = QRectF(left, 3, right - left, height)
        font = QFont(self.font())
        if self._place == 1 or self._chosen:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(now.text))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line.share_text)
        room = area.width() - painter.fontMetrics().horizontalAdvance(line.share_text) - 8
        name = painter.fontMetrics().elidedText(line.text, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        bar = QRectF(left, area.bottom() + 2, right - left, BAR_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.border))
        painter.drawRoundedRect(bar, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
        filled = QRectF(bar)
        filled.setWidth(max(BAR_HEIGHT, bar.width() * min(1.0, line.share)))
        painter.setBrush(QColor(now.accent))
        painter.drawRoundedRect(filled, BAR_HEIGHT / 2, BAR_HEIGHT / 2)


class SuggestionBars(QWidget):
    """Up to five suggestions; takes the room of five, however many there are.

    Signals:
        chosen: the place of a suggestion, from 1.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._bars = [SuggestionBar(place, self) for place in range(1, LINES + 1)]
        for place, bar in enumerate(self._bars, start=1):
            # A button by itself would never be narrower than its hint.
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            policy.setRetainSizeWhenHidden(True)
            bar.setSizePolicy(policy)
            layout.addWidget(bar)
            bar.clicked.connect(lambda _checked=False, place=place: self.chosen.emit(place))
            bar.hide()

    def show_lines(self, lines: Sequence[SuggestionLine], label: Label | None) -> None:
        """Show suggestions; the one that is the `label` is marked."""
        for place, bar in enumerate(self._bars):
            bar.setVisible(place < len(lines))
            if place < len(lines):
                bar.show_line(lines[place], lines[place].label == label)

    def bars(self) -> list[SuggestionBar]:
        """The bars, shown or not, first one first."""
        return list(self._bars)
