"""One photo, as large as there is room; or the dog in it."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.imaging.regions import around
from desktop_app.ui.look.icons import paint_icon
from desktop_app.ui.look.theme import colours
from desktop_app.ui.review.dog_boxes import NO_MARKS, DogMarks, dog_at, paint_boxes, to_view

# Sizes are asked for in steps, so that dragging a splitter does not decode at every pixel.
EDGE_STEP = 256
# Small photos become a blur beyond it.
MOST_ENLARGED = 3
# So is what one zooms to, only that a person wanted it large.
MOST_ZOOMED = 16
# All pixels of a photo of twelve megapixels: nobody waits for more of a dog in the distance.
MOST_EDGE = 4096


class PhotoView(QWidget):
    """Shows a picture scaled to fit; a small one stands in until the large one has been decoded.

    Signals:
        clicked: a person clicked on the photo.
        dog_clicked: the number of a dog on which they clicked, that was not chosen.
        edge_changed: more pixels could be shown than before; the longer side, in device pixels.
    """

    clicked = Signal()
    dog_clicked = Signal(int)
    edge_changed = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pixmap: QPixmap | None = None
        self._unreadable = False
        self._heat: QImage | None = None
        self._marks = NO_MARKS
        self._is_zoomed = self._is_hovered = False
        self._edge = 0
        self.setMinimumSize(QSize(160, 120))
        self.setAccessibleName(self.tr("The photo"))

    def sizeHint(self) -> QSize:
        """Takes what the rest of the panel leaves."""
        return self.minimumSize()

    def edge(self) -> int:
        """Pixels of the longer side that are worth decoding now."""
        whole = self.rect() if self._zoomed_to() is None else self.whole_rect()
        longer = max(self.width(), self.height(), whole.width(), whole.height()) * self.devicePixelRatioF()
        return min(MOST_EDGE, int(-(-longer // EDGE_STEP)) * EDGE_STEP)

    def show_picture(self, picture: QImage | QPixmap | None, unreadable: bool = False) -> None:
        """Show a picture; None while there is none."""
        self._pixmap = QPixmap.fromImage(picture) if isinstance(picture, QImage) else picture
        self._unreadable = unreadable
        self._ask_for_more()
        self.update()

    def show_dogs(self, marks: DogMarks) -> None:
        """Show where the dogs are, and which of them is chosen."""
        self._marks = marks
        self._ask_for_more()
        self.update()

    def dogs(self) -> DogMarks:
        """Where the dogs are."""
        return self._marks

    def set_zoomed(self, zoomed: bool) -> None:
        """Show the chosen dog as large as there is room, or all of the photo."""
        self._is_zoomed = zoomed
        self._ask_for_more()
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

    # Where it is

    def _zoomed_to(self) -> QRectF | None:
        """The part that is shown as large as there is room, in shares of the photo; None for all of it."""
        if not self._is_zoomed or self._pixmap is None or self._pixmap.isNull() or self._marks.box is None:
            return None
        region = around(self._marks.box, self._pixmap.width(), self._pixmap.height())
        return QRectF(region.left, region.top, region.right - region.left, region.bottom - region.top)

    def whole_rect(self) -> QRectF:
        """What all of the photo covers, in points of the widget; where one has zoomed, more than is seen."""
        if self._pixmap is None or self._pixmap.isNull():
            return QRectF()
        room, size = QRectF(self.rect()), self._pixmap.size().toSizeF()
        fitting = min(room.width() / size.width(), room.height() / size.height())
        zoomed = self._zoomed_to()
        if zoomed is None:
            size *= min(fitting, MOST_ENLARGED)
            whole = QRectF(0, 0, round(size.width()), round(size.height()))
            whole.moveCenter(room.center())
            return whole.toRect().toRectF()
        across, down = zoomed.width() * size.width(), zoomed.height() * size.height()
        size *= min(room.width() / across, room.height() / down, max(fitting, MOST_ZOOMED))
        middle = zoomed.center()
        left = _kept(room.width() / 2 - middle.x() * size.width(), size.width(), room.width())
        top = _kept(room.height() / 2 - middle.y() * size.height(), size.height(), room.height())
        return QRectF(left, top, size.width(), size.height())

    def seen_rect(self) -> QRectF:
        """The part of the widget in which the photo is seen."""
        return self.whole_rect().intersected(QRectF(self.rect()))

    # What Qt tells

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell when more pixels are worth having."""
        super().resizeEvent(event)
        self._ask_for_more()

    def _ask_for_more(self) -> None:
        edge = self.edge()
        if edge > self._edge:
            self.edge_changed.emit(edge)
        self._edge = edge

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on another dog chooses it; any other click asks for the large view."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        number = None
        if len(self._marks.boxes) > 1:
            shares = to_view(self.whole_rect())
            number = dog_at(event.position(), self._marks.boxes, shares, self.seen_rect(), self.font())
        if number is not None and number != self._marks.chosen:
            self.dog_clicked.emit(number)
        else:
            self.clicked.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Who points at a photo is shown where its dog is."""
        super().enterEvent(event)
        self._is_hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """No longer."""
        super().leaveEvent(event)
        self._is_hovered = False
        self.update()

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
            whole = self.whole_rect()
            painter.drawPixmap(whole, self._pixmap, QRectF(self._pixmap.rect()))
            if self._heat is not None:
                painter.drawImage(whole, self._heat)
            if self._marks.are_shown(hovered=self._is_hovered):
                is_whole = self._zoomed_to() is None
                paint_boxes(painter, self._marks, to_view(whole), self.seen_rect(), line_of=is_whole)
        painter.end()


def _kept(start: float, length: float, room: float) -> float:
    """Where something begins, moved so that nothing is empty beside it; in the middle where there is room left."""
    return (room - length) / 2 if length <= room else min(0.0, max(room - length, start))
