"""Taking dropped folders and files, anywhere on the window. A drop is always a copy: nothing is ever moved."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
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

from desktop_app.ui.look.icons import paint_icon
from desktop_app.ui.look.theme import colours


def dropped_paths(data: QMimeData) -> list[Path]:
    """The files and folders of a drop; web addresses and other things are left out."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and url.toLocalFile()]


class DropOverlay(QWidget):
    """Covers the window while something is dragged over it and says what will happen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # Or it would take the drag away from the window below.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

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
        painter.drawText(area, flags, self.tr("Drop to add these photos"))
        font.setPointSizeF(font.pointSizeF() / 1.5)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(QColor(now.quiet_text))
        area.translate(0, painter.fontMetrics().height() * 2)
        painter.drawText(area, flags, self.tr("Your files stay where they are and are not changed."))
        painter.end()


class DropWindow(QMainWindow):
    """A window on the whole of which files and folders can be dropped.

    Signals:
        paths_dropped: list of `Path`.
    """

    paths_dropped = Signal(object)

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
        if dropped_paths(event.mimeData()):
            _as_copy(event)
            self.drop_overlay.setGeometry(self.rect())
            self.drop_overlay.raise_()
            self.drop_overlay.show()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Stay a copy, whatever keys are held."""
        if dropped_paths(event.mimeData()):
            _as_copy(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget about it."""
        self.drop_overlay.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the paths."""
        self.drop_overlay.hide()
        paths = dropped_paths(event.mimeData())
        if paths:
            _as_copy(event)
            self.paths_dropped.emit(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the overlay over everything."""
        super().resizeEvent(event)
        self.drop_overlay.setGeometry(self.rect())


def _as_copy(event: QDropEvent) -> None:
    # Explorer deletes the originals after a drop that was accepted as a move (Shift held): never let it be one.
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
