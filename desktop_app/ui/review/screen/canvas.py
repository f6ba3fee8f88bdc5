"""The photo under review: as large as there is room, to be looked at closely with the wheel and by dragging."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from desktop_app.ui.look.icons import paint_icon
from desktop_app.ui.look.theme import colours
from desktop_app.ui.review.photo_view import EDGE_STEP, MOST_ENLARGED

MARGIN = 8
MOST_ZOOM = 16.0
WHEEL_STEP = 1.25
_NOTCH = 120
MIDDLE = QPointF(0.5, 0.5)


@dataclass(frozen=True, slots=True)
class _View:
    """How a person looked at a photo: degrees clockwise, how much larger than fitting, and where its middle was."""

    turned: int
    zoom: float
    centre: tuple[float, float]


AS_IT_IS = _View(0, 1.0, MIDDLE.toTuple())


class PhotoCanvas(QWidget):
    """Shows one photo; knows whether a person has really been shown it.

    A thumbnail stands in until the large picture is there, and does not count as the photo. A photo that is shown for
    the first time is shown upright and whole, as a key decides about all of it; one that comes again is turned and
    enlarged as it was left.

    Signals:
        detail_wanted: more pixels than there are would be seen now.
    """

    detail_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._photo_id: int | None = None
        self._pixmap: QPixmap | None = None
        self._is_large = self._unreadable = False
        self._displayed: int | None = None
        self._heat: QImage | None = None
        self._turned = 0
        # 1 is "fit"; the centre is a place in the picture, 0 to 1 across and down.
        self._zoom, self._centre = 1.0, QPointF(MIDDLE)
        self._whole: QSize | None = None
        self._wants_whole = False
        self._dragged: QPointF | None = None
        self._views: dict[int, _View] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(160, 120))
        self.setAccessibleName(self.tr("The photo"))

    def edge(self) -> int:
        """Pixels of the longer side that are worth decoding to see all of a photo."""
        longer = max(self.width(), self.height()) * self.devicePixelRatioF()
        return max(EDGE_STEP, int(-(-longer // EDGE_STEP)) * EDGE_STEP)

    # What is shown

    def show_photo(self, photo_id: int | None, stand_in: QPixmap | None = None) -> None:
        """Show another photo, as a small picture until the large one comes; None for none."""
        self._remember_view()
        self._photo_id, self._pixmap, self._is_large, self._unreadable = photo_id, stand_in, False, False
        self._displayed = None
        self._heat, self._whole, self._wants_whole, self._dragged = None, None, False, None
        view = AS_IT_IS if photo_id is None else self._views.get(photo_id, AS_IT_IS)
        self._turned, self._zoom, self._centre = view.turned, view.zoom, QPointF(*view.centre)
        self._show_hand()
        self.update()

    def _remember_view(self) -> None:
        if self._photo_id is None:
            return
        view = _View(self._turned, self._zoom, self._centre.toTuple())
        if view == AS_IT_IS:
            self._views.pop(self._photo_id, None)
        else:
            self._views[self._photo_id] = view

    def forget_views(self) -> None:
        """Other photos have the same ids now: all are shown upright and whole."""
        self._photo_id = None
        self._views.clear()

    def show_stand_in(self, photo_id: int, pixmap: QPixmap | None) -> None:
        """A small picture of the photo, as long as there is no large one."""
        if photo_id == self._photo_id and not self._is_large:
            self._pixmap = pixmap
            self.update()

    def show_large(self, photo_id: int, pixmap: QPixmap, *, whole: bool) -> None:
        """The large picture of the photo, or one with more detail; of another photo, it is nothing.

        Args:
            photo_id: of the photo that it shows.
            pixmap: the picture.
            whole: whether it has all pixels that can be had.
        """
        if photo_id != self._photo_id:
            return
        self._pixmap, self._is_large = pixmap, True
        if whole:
            self._whole = pixmap.size()
            if self._wants_whole:
                self._wants_whole = False
                self._show_each_pixel()
        elif self._zoom > 1.0:
            self.detail_wanted.emit()
        self.update()

    def show_unreadable(self, photo_id: int) -> None:
        """There is no picture of the photo."""
        if photo_id == self._photo_id and not self._is_large:
            self._pixmap, self._unreadable = None, True
            self.update()

    def show_heat(self, heat: QImage | None) -> None:
        """Lay a heat map over the photo, stretched to its size; None takes it away."""
        self._heat = heat
        self.update()

    def has_heat(self) -> bool:
        """Whether a heat map lies over the photo."""
        return self._heat is not None

    def shown_id(self) -> int | None:
        """Id of the photo that it shows, or is about to."""
        return self._photo_id

    def is_displayed(self) -> bool:
        """Whether the large picture of the photo has been painted."""
        return self._displayed is not None and self._displayed == self._photo_id and self.isVisible()

    # Looking closely

    def zoom(self) -> float:
        """How much larger than fitting."""
        return self._zoom

    def turned(self) -> int:
        """By how many degrees the view is turned, clockwise."""
        return self._turned

    def turn(self) -> None:
        """Turn the view by a quarter; the photo and its file stay as they are."""
        self._turned = (self._turned + 90) % 360
        self._fit()
        self.update()

    def toggle_whole(self) -> None:
        """Show each pixel as one of the screen; again, all of the photo."""
        if self._zoom != 1.0 or self._wants_whole:
            self._fit()
        elif self._whole is not None:
            self._show_each_pixel()
        elif self._is_large:
            self._wants_whole = True
            self.detail_wanted.emit()
        self.update()

    def _fit(self) -> None:
        self._zoom, self._centre, self._wants_whole = 1.0, QPointF(MIDDLE), False
        self._show_hand()

    def _show_hand(self) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor if self._zoom > 1.0 else Qt.CursorShape.ArrowCursor)

    def _whole_zoom(self) -> float:
        if self._whole is None or self._pixmap is None:
            return 1.0
        across = self._whole.width() / self.devicePixelRatioF()
        return across / max(1.0, self._pixmap.width() * self._fitting())

    def _fitting(self) -> float:
        """Points of the screen for a pixel of the picture, where all of it is seen."""
        if self._pixmap is None or self._pixmap.isNull():
            return 1.0
        size = QSizeF(self._pixmap.size())
        if self._turned % 180:
            size.transpose()
        room = QSizeF(max(1, self.width() - 2 * MARGIN), max(1, self.height() - 2 * MARGIN))
        return min(room.width() / size.width(), room.height() / size.height(), MOST_ENLARGED)

    def _transform(self) -> QTransform:
        """From pixels of the picture to points of the widget."""
        assert self._pixmap is not None  # noqa: S101 - asked for where there is one
        scale = self._fitting() * self._zoom
        moved = QTransform().translate(self.width() / 2, self.height() / 2).rotate(self._turned).scale(scale, scale)
        return moved.translate(-self._centre.x() * self._pixmap.width(), -self._centre.y() * self._pixmap.height())

    def picture_point(self, point: QPointF) -> QPointF:
        """The pixel of the picture that is seen at a point of the widget."""
        return self._transform().inverted()[0].map(point) if self._pixmap is not None else QPointF()

    def _show_each_pixel(self) -> None:
        # Of a photo with fewer pixels than there is room for, that is less than fitting.
        zoom = self._whole_zoom()
        self._zoom_to(zoom, QRectF(self.rect()).center(), least=min(1.0, zoom))

    def _zoom_to(self, zoom: float, pointer: QPointF, least: float = 1.0) -> None:
        """Zoom so that what is under the pointer stays there."""
        if self._pixmap is None:
            return
        there = self.picture_point(pointer)
        self._zoom = max(least, min(MOST_ZOOM, zoom))
        self._move_centre(there - self.picture_point(pointer))
        self._show_hand()
        if self._zoom > 1.0 and self._whole is None and self._is_large:
            self.detail_wanted.emit()
        self.update()

    def _move_centre(self, by: QPointF) -> None:
        """Move what is seen by pixels of the picture, never beyond its edges."""
        assert self._pixmap is not None  # noqa: S101 - asked for where there is one
        width, height = self._pixmap.width(), self._pixmap.height()
        scale = self._fitting() * self._zoom
        seen_across, seen_down = self.width() / scale, self.height() / scale
        if self._turned % 180:
            seen_across, seen_down = seen_down, seen_across
        self._centre = QPointF(
            _kept(self._centre.x() + by.x() / width, min(1.0, seen_across / width) / 2),
            _kept(self._centre.y() + by.y() / height, min(1.0, seen_down / height) / 2),
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel zooms at the pointer."""
        if self._pixmap is not None and event.angleDelta().y():
            self._wants_whole = False
            self._zoom_to(self._zoom * WHEEL_STEP ** (event.angleDelta().y() / _NOTCH), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an enlarged photo."""
        if event.button() == Qt.MouseButton.LeftButton and self._zoom > 1.0:
            self._dragged = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it."""
        if self._dragged is None or self._pixmap is None:
            return
        self._move_centre(self.picture_point(self._dragged) - self.picture_point(event.position()))
        self._dragged = event.position()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of it."""
        if self._dragged is not None and event.button() == Qt.MouseButton.LeftButton:
            self._dragged = None
            self.setCursor(Qt.CursorShape.OpenHandCursor)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the photo, or what stands in for it."""
        del event
        now = colours()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(now.window))
        if self._pixmap is None or self._pixmap.isNull():
            middle = QRectF(0, 0, 64, 64)
            middle.moveCenter(QRectF(self.rect()).center())
            paint_icon(painter, "warning" if self._unreadable else "paw", middle, now.strong_border, now.window)
        else:
            painter.save()
            painter.setTransform(self._transform(), combine=True)
            painter.drawPixmap(0, 0, self._pixmap)
            if self._heat is not None:
                painter.drawImage(QRectF(self._pixmap.rect()), self._heat)
            painter.restore()
        if self.hasFocus():
            painter.setPen(QPen(QColor(now.accent), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        painter.end()
        if self._is_large:
            self._displayed = self._photo_id

    def changeEvent(self, event: QEvent) -> None:
        """Other colours."""
        super().changeEvent(event)
        self.update()


def _kept(value: float, margin: float) -> float:
    return max(margin, min(1 - margin, value))
