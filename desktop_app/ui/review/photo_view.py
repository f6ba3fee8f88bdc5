"""One photo, as large as there is room."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.look.icons import paint_icon
from desktop_app.ui.look.theme import colours

# Sizes are asked for in steps, so that dragging a splitter does not decode at every pixel.
EDGE_STEP = 256
# Small photos become a blur beyond it.
MOST_ENLARGED = 3


class PhotoView(QWidget):
    """Shows a picture scaled to fit; a small one stands in until the large one has been decoded.

    Signals:
        clicked: a person clicked on the photo.
        edge_changed: more pixels could be shown than before; the longer side, in device pixels.
    """

    clicked = Signal()
    edge_changed = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pixmap: QPixmap | None = None
        self._unreadable = False
        self._heat: QImage | None = None
        self._edge = 0
        self.setMinimumSize(QSize(160, 120))
        self.setAccessibleName(self.tr("The photo"))

    def sizeHint(self) -> QSize:
        """Takes what the rest of the panel leaves."""
        return self.minimumSize()

    def edge(self) -> int:
        """Pixels of the longer side that are worth decoding now."""
        longer = max(self.width(), self.height()) * self.devicePixelRatioF()
        return int(-(-longer // EDGE_STEP)) * EDGE_STEP

    def show_picture(self, picture: QImage | QPixmap | None, unreadable: bool = False) -> None:
        """Show a picture; None while there is none."""
        self._pixmap = QPixmap.fromImage(picture) if isinstance(picture, QImage) else picture
        self._unreadable = unreadable
        self.update()

    def show_heat(self, heat: QImage | None) -> None:
        """Lay a heat map over the photo, stretched to its size; None takes it away."""
        self._heat = heat
        self.update()

    def has_heat(self) -> bool:
        """Whether a heat map lies over the photo."""
        return self._heat is not None

    def has_picture(self) -> bool:
        """Whether there is something to see."""
        return self._pixmap is not None

    def is_displayed(self) -> bool:
        """Whether a person sees the photo, or that it cannot be shown."""
        return self._unreadable or (self._pixmap is not None and not self._pixmap.isNull())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell when more pixels are worth having."""
        super().resizeEvent(event)
        edge = self.edge()
        if edge > self._edge:
            self.edge_changed.emit(edge)
        self._edge = edge

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click asks for the large view."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, or what stands in for it."""
        del event
        now = colours()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.raised))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        if self._pixmap is None or self._pixmap.isNull():
            middle = QRectF(0, 0, 64, 64)
            middle.moveCenter(QRectF(self.rect()).center())
            paint_icon(painter, "warning" if self._unreadable else "paw", middle, now.strong_border, now.raised)
        else:
            size = self._pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            if size.width() > self._pixmap.width() * MOST_ENLARGED:
                size = self._pixmap.size() * MOST_ENLARGED
            target = QRect(0, 0, size.width(), size.height())
            target.moveCenter(self.rect().center())
            painter.drawPixmap(target, self._pixmap)
            if self._heat is not None:
                painter.drawImage(target, self._heat)
        painter.end()
