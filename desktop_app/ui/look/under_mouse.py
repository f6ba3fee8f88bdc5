"""What is painted by hand and shows that it can be clicked: it looks another way while the mouse is over it."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton

from desktop_app.ui.look.theme import colours

CORNER = 6


class UnderMouseButton(QAbstractButton):
    """A button that is painted again whenever the mouse comes or goes; `underMouse` says which."""

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be clicked."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """And no longer."""
        self.update()
        super().leaveEvent(event)

    def paint_ground(self, painter: QPainter, *, chosen: bool) -> None:
        """Paint what lies behind a line of a list: chosen, under the mouse, pressed; and where the keys are."""
        now = colours()
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if chosen or self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.selection if chosen or self.isDown() else now.hover))
            painter.drawRoundedRect(frame, CORNER, CORNER)
        if self.hasFocus():
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, CORNER, CORNER)
