"""The photo under review: as large as there is room, to be looked at closely with the wheel and by dragging."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.ui.look.icons import paint_icon
from desktop_app.ui.look.theme import colours
from desktop_app.ui.review.dog_boxes import NO_MARKS, DogMarks, dog_at, paint_boxes
from desktop_app.ui.review.photo_view import EDGE_STEP
from desktop_app.ui.review.screen.looking import AS_IT_IS, Looking, View

WHEEL_STEP = 1.25
_NOTCH = 120
# Less is not worth decoding all of a photo, only because one goes from dog to dog.
ENLARGED_ENOUGH = 1.3


class PhotoCanvas(QWidget):
    """Shows one photo; knows whether a person has really been shown it.

    A thumbnail stands in until the large picture is there, and does not count as the photo. A photo that is shown for
    the first time is shown upright and whole, as a key decides about all of it, or zoomed to its dog where a person
    wants all photos so; one that comes again is turned and enlarged as it was left.

    Signals:
        detail_wanted: more pixels than there are would be seen now.
        dog_clicked: the number of a dog on which a person clicked, that was not chosen.
    """

    detail_wanted = Signal()
    dog_clicked = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._photo_id: int | None = None
        self._pixmap: QPixmap | None = None
        self._is_large = self._unreadable = False
        self._displayed: int | None = None
        self._heat: QImage | None = None
        self._looking = Looking()
        self._whole: QSize | None = None
        self._wants_whole = False
        self._dragged: QPointF | None = None
        self._pressed: QPointF | None = None
        self._marks = NO_MARKS
        # Whether one zooms to dogs, and whether this photo is seen so: who turns the wheel looks elsewhere.
        self._zooms_to_dogs = self._is_at_dog = self._is_hovered = False
        self._views: dict[int, View] = {}
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
        self._photo_id, self._is_large, self._unreadable = photo_id, False, False
        self._displayed, self._marks = None, NO_MARKS
        self._heat, self._whole, self._wants_whole, self._dragged = None, None, False, None
        view = AS_IT_IS if photo_id is None else self._views.get(photo_id, AS_IT_IS)
        self._looking.take(view)
        self._is_at_dog = self._zooms_to_dogs and view.zoom == 1.0
        self._take_picture(stand_in)

    def _take_picture(self, pixmap: QPixmap | None) -> None:
        self._pixmap = pixmap
        self._looking.picture = None if pixmap is None or pixmap.isNull() else pixmap.size().toSizeF()
        self._go_to_dog()

    def _remember_view(self) -> None:
        if self._photo_id is None:
            return
        view = self._looking.view(whole=self._is_at_dog)
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
            self._take_picture(pixmap)

    def show_large(self, photo_id: int, pixmap: QPixmap, *, whole: bool) -> None:
        """The large picture of the photo, or one with more detail; of another photo, it is nothing.

        Args:
            photo_id: of the photo that it shows.
            pixmap: the picture.
            whole: whether it has all pixels that can be had.
        """
        if photo_id != self._photo_id:
            return
        self._is_large = True
        if whole:
            self._whole = pixmap.size()
        self._take_picture(pixmap)
        if whole:
            if self._wants_whole:
                self._wants_whole = False
                self._show_each_pixel()
        elif self._looking.zoom > 1.0 and not self._is_at_dog:
            self.detail_wanted.emit()

    def show_dogs(self, marks: DogMarks) -> None:
        """Show where the dogs of the photo are, and which of them is chosen."""
        self._marks = marks
        self._go_to_dog()

    def dogs(self) -> DogMarks:
        """Where the dogs are."""
        return self._marks

    def show_unreadable(self, photo_id: int) -> None:
        """There is no picture of the photo."""
        if photo_id == self._photo_id and not self._is_large:
            self._unreadable = True
            self._take_picture(None)

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
        return self._looking.zoom

    def turned(self) -> int:
        """By how many degrees the view is turned, clockwise."""
        return self._looking.turned

    def turn(self) -> None:
        """Turn the view by a quarter; the photo and its file stay as they are."""
        self._looking.turned = (self._looking.turned + 90) % 360
        if not self._is_at_dog:
            self._fit()
        self._go_to_dog()

    def set_zoomed(self, zoomed: bool) -> None:
        """Show the chosen dog of this photo and of those that follow as large as there is room, or whole photos."""
        self._zooms_to_dogs = zoomed
        self._views = {known: View(view.turned, 1.0, AS_IT_IS.centre) for known, view in self._views.items()}
        self._fit()
        self._is_at_dog = zoomed
        self._go_to_dog()

    def is_at_dog(self) -> bool:
        """Whether one sees the chosen dog as large as there is room."""
        return self._is_at_dog and self._marks.box is not None

    def _go_to_dog(self) -> None:
        """Zoom to the chosen dog, where that is how the photo is seen."""
        self.update()
        if not self._is_at_dog:
            self._show_hand()
            return
        self._looking.go_to(self._marks.box)
        self._show_hand()
        is_blur = min(self._looking.zoom, self._looking.scale() * self.devicePixelRatioF()) > ENLARGED_ENOUGH
        if is_blur and self._whole is None and self._is_large:
            self.detail_wanted.emit()

    def toggle_whole(self) -> None:
        """Show each pixel as one of the screen; again, all of the photo, or the dog where one zooms to dogs."""
        if (self._looking.zoom != 1.0 and not self._is_at_dog) or self._wants_whole:
            self._fit()
            self._is_at_dog = self._zooms_to_dogs
            self._go_to_dog()
        elif self._whole is not None:
            self._show_each_pixel()
        elif self._is_large:
            self._wants_whole = True
            self.detail_wanted.emit()
        self.update()

    def _fit(self) -> None:
        self._looking.fit()
        self._wants_whole = self._is_at_dog = False
        self._show_hand()

    def _show_hand(self) -> None:
        enlarged = self._looking.zoom > 1.0
        self.setCursor(Qt.CursorShape.OpenHandCursor if enlarged else Qt.CursorShape.ArrowCursor)

    def picture_point(self, point: QPointF) -> QPointF:
        """The pixel of the picture that is seen at a point of the widget."""
        return self._looking.picture_point(point)

    def _show_each_pixel(self) -> None:
        if self._whole is None or self._pixmap is None:
            return
        across = self._whole.width() / self.devicePixelRatioF()
        # Of a photo with fewer pixels than there is room for, that is less than fitting.
        zoom = across / max(1.0, self._pixmap.width() * self._looking.fitting())
        self._zoom_to(zoom, QRectF(self.rect()).center(), least=min(1.0, zoom))

    def _zoom_to(self, zoom: float, pointer: QPointF, least: float = 1.0) -> None:
        """Zoom so that what is under the pointer stays there."""
        if self._pixmap is None:
            return
        self._is_at_dog = False
        self._looking.zoom_to(zoom, pointer, least)
        self._show_hand()
        if self._looking.zoom > 1.0 and self._whole is None and self._is_large:
            self.detail_wanted.emit()
        self.update()

    # The mouse

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel zooms at the pointer."""
        if self._pixmap is not None and event.angleDelta().y():
            self._wants_whole = False
            self._zoom_to(self._looking.zoom * WHEEL_STEP ** (event.angleDelta().y() / _NOTCH), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an enlarged photo."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = event.position()
        if self._looking.zoom > 1.0:
            self._dragged = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it."""
        if self._dragged is None or self._pixmap is None or self._is_click(event.position()):
            return
        self._pressed, self._is_at_dog = None, False
        self._looking.move_centre(self.picture_point(self._dragged) - self.picture_point(event.position()))
        self._dragged = event.position()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of it; or it was a click, on a dog."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        clicked = self._is_click(event.position())
        self._dragged = self._pressed = None
        self._show_hand()
        if clicked and len(self._marks.boxes) > 1 and self._pixmap is not None:
            shares, seen = self._looking.shares_to_view(), self._looking.seen()
            number = dog_at(event.position(), self._marks.boxes, shares, seen, self.font())
            if number not in (None, self._marks.chosen):
                self.dog_clicked.emit(number)

    def _is_click(self, now: QPointF) -> bool:
        far = QApplication.startDragDistance()
        return self._pressed is not None and (now - self._pressed).manhattanLength() < far

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

    # Painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The dog is as large as there is room."""
        super().resizeEvent(event)
        self._looking.room = self.size().toSizeF()
        self._go_to_dog()

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
            self._paint_photo(painter, self._pixmap, self._looking.transform())
        if self.hasFocus():
            painter.setPen(QPen(QColor(now.accent), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        painter.end()
        if self._is_large:
            self._displayed = self._photo_id

    def _paint_photo(self, painter: QPainter, pixmap: QPixmap, transform: QTransform) -> None:
        painter.save()
        painter.setTransform(transform, combine=True)
        painter.drawPixmap(0, 0, pixmap)
        if self._heat is not None:
            painter.drawImage(QRectF(pixmap.rect()), self._heat)
        painter.restore()
        if self._marks.are_shown(hovered=self._is_hovered):
            shares, seen = self._looking.shares_to_view(), self._looking.seen()
            paint_boxes(painter, self._marks, shares, seen, line_of=not self.is_at_dog())

    def changeEvent(self, event: QEvent) -> None:
        """Other colours."""
        super().changeEvent(event)
        self.update()
