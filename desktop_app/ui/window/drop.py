"""Taking dropped folders and files, anywhere on the window. A drop is always a copy: nothing is ever moved.

Whatever is dropped is taken, also what cannot be read: only then can be said why.
"""

import os
from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QMainWindow, QWidget

from desktop_app.catalog.asked_for import Said
from desktop_app.catalog.kinds_of_files import MEMORY_SUFFIX
from desktop_app.catalog.opening import SESSION_SUFFIX
from desktop_app.ui.controllers.offers import offered_by
from desktop_app.ui.look.icons import paint_icon
from desktop_app.ui.look.theme import colours


class DropOverlay(QWidget):
    """Covers the window while something is dragged over it and says what will happen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # Or it would take the drag away from the window below.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words, self._below = self._of_photos()
        self.hide()

    def words(self) -> str:
        """What it says will happen."""
        return self._words

    def announce(self, said: Iterable[Said]) -> None:
        """Show what will happen to what is dragged, as far as its names tell: nobody waits for a disk here."""
        names = [os.fsdecode(each).strip().lower() for each in said]
        self._words, self._below = self._of_photos()
        if any(name.endswith(SESSION_SUFFIX) for name in names):
            self._words, self._below = self.tr("Drop to open this session"), ""
        elif names and all(name.endswith(MEMORY_SUFFIX) for name in names):
            self._words = self.tr("Drop to use what another session has learned")
            self._below = self.tr("It counts in all your sessions, and can be removed at any time.")
        self.update()
        self.raise_()
        self.show()

    def _of_photos(self) -> tuple[str, str]:
        return self.tr("Drop to add these photos"), self.tr("Your files stay where they are and are not changed.")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a veil, a frame and the words."""
        del event
        now = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(now.window)
        veil.setAlphaF(0.92)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(QColor(now.accent), 3, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(18, 18, -18, -18), 16, 16)
        middle = QRectF(self.rect()).center()
        paint_icon(painter, "folder-add", QRectF(middle.x() - 32, middle.y() - 84, 64, 64), now.accent)
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(now.text))
        area = self.rect().adjusted(40, self.height() // 2, -40, 0)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(area, flags, self._words)
        font.setPointSizeF(font.pointSizeF() / 1.5)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(QColor(now.quiet_text))
        area.translate(0, painter.fontMetrics().height() * 2)
        painter.drawText(area, flags, self._below)
        painter.end()


class DropWindow(QMainWindow):
    """A window on the whole of which files and folders can be dropped.

    Signals:
        dropped: `Offered`.
    """

    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.drop_overlay = DropOverlay(self)

    def leave_drops_to_the_window(self) -> None:
        """Keep text boxes from taking dropped files as text."""
        for box in self.findChildren(QLineEdit):
            box.setAcceptDrops(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show where it would go."""
        if not _comes_from_elsewhere(event):
            return
        _as_copy(event)
        said = offered_by(event.mimeData()).said()
        if said:
            self.drop_overlay.setGeometry(self.rect())
            self.drop_overlay.announce(said)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Stay a copy, whatever keys are held."""
        if _comes_from_elsewhere(event):
            _as_copy(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget about it."""
        self.drop_overlay.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        self.drop_overlay.hide()
        if _comes_from_elsewhere(event):
            _as_copy(event)
            self.dropped.emit(offered_by(event.mimeData()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the overlay over everything."""
        super().resizeEvent(event)
        self.drop_overlay.setGeometry(self.rect())


def _comes_from_elsewhere(event: QDropEvent) -> bool:
    """Whether it is no text of this window that somebody drags about in it."""
    return event.source() is None


def _as_copy(event: QDropEvent) -> None:
    # Explorer deletes the originals after a drop that was accepted as a move (Shift held): never let it be one.
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
