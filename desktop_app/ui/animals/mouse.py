"""What the mouse does with rows and photos; all of it can be done with keys too."""

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QToolTip, QWidget

from desktop_app.ui.animals.model import AnimalsModel
from desktop_app.ui.animals.row_painter import CHEVRON
from desktop_app.ui.animals.view import AnimalsView
from desktop_app.ui.gallery.pictures import Pictures
from desktop_app.ui.wording import words

# Photos of this window, by their ids; no other program knows it, and the window takes only files.
DRAGGED = "application/x-pawsort-photos"
DRAG_PICTURE = 72
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class MouseAnimalsView(AnimalsView):
    """Rows that can be clicked and photos that can be dragged to another row.

    Signals:
        confirm_wanted: the button of a row was pressed.
        all_wanted: the button beside it was pressed.
        preview_wanted: the photo in focus is to be shown large.
        put_before: id of a photo that was dragged onto a pick of its own row, and the id of that pick.
        dropped: ids of the photos that were dragged, and the row they were dropped on.
    """

    confirm_wanted = Signal(int)
    all_wanted = Signal(int)
    preview_wanted = Signal()
    put_before = Signal(int, int)
    dropped = Signal(object, int)

    def __init__(self, model: AnimalsModel, pictures: Pictures, breed_name: words.BreedName, parent: QWidget) -> None:
        super().__init__(model, pictures, breed_name, parent)
        self._pressed: QPoint | None = None
        # Decided when the button goes down: what comes under the pointer while it is down was not meant.
        self._pressed_button: tuple[int, bool] | None = None
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        self.viewport().setAcceptDrops(True)
        self.setAutoScroll(True)

    def row_at(self, point: QPoint) -> int | None:
        """The row at a point of the viewport."""
        place = self._places.at(point.y() + self._offset())
        return None if place is None else int(self._shown[place])

    def button_row(self, point: QPoint) -> int | None:
        """The row whose button is at a point of the viewport, if there is one that does something."""
        found = self._button_at(point)
        return None if found is None or found[1] else found[0]

    def _button_at(self, point: QPoint) -> tuple[int, bool] | None:
        """The row, and whether it is its button for all photos."""
        row = self.row_at(point)
        if row is None:
            return None
        look, inside = self.row_look(row), point - self.row_rect(row).topLeft()
        painter, width = self.row_painter(), self.viewport().width()
        if look.pressable and painter.button(width).holds(inside.x(), inside.y()):
            return row, False
        return (row, True) if look.all_of and painter.all_button(width).holds(inside.x(), inside.y()) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the row or photo; its button and its sign wait for the release."""
        point = event.position().toPoint()
        row = self.row_at(point)
        self._pressed, self._pressed_button = None, None
        if row is None or event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            return
        photo = self.photo_at(row, point)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_button = self._button_at(point)
            if self._pressed_button is not None:
                return
            if self._opens(row, point):
                self._rows.hold_still()
                self._rows.set_opened(row, not self._rows.rows.is_opened(row))
                return
            self._pressed = point if photo is not None else None
        if event.modifiers() & _CONTROL:
            self.toggle_selected(row)
        elif event.modifiers() & _SHIFT:
            self.go_to(row, extend=True)
        elif event.button() == Qt.MouseButton.LeftButton or row not in self.selected_rows() or photo is not None:
            self.go_to(row, photo)

    def _opens(self, row: int, point: QPoint) -> bool:
        """Whether a point is the sign that opens and closes a row, or "+6"."""
        inside = point - self.row_rect(row).topLeft()
        if CHEVRON.holds(inside.x(), inside.y()):
            return True
        more = None if self._rows.rows.is_compact(row) else self.row_layout(row).more
        return more is not None and more.holds(inside.x(), inside.y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to drag a photo."""
        point = event.position().toPoint()
        self._pointer = point
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            pointing = self._button_at(point) is not None
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor)
        elif (point - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._drag()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A button counts where it was pressed and let go."""
        button, self._pressed_button, self._pressed = self._pressed_button, None, None
        if button is not None and self._button_at(event.position().toPoint()) == button:
            row, of_all = button
            (self.all_wanted if of_all else self.confirm_wanted).emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A photo is shown large; elsewhere, the second click is no other than the first, and presses nothing."""
        point = event.position().toPoint()
        row = self.row_at(point)
        self._pressed, self._pressed_button = None, None
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self.photo_at(row, point) is not None:
            self.preview_wanted.emit()
        elif self._rows.rows.is_compact(row):
            self._rows.set_opened(row, True)

    def viewportEvent(self, event: QEvent) -> bool:
        """The whole words of a photo that its square may have cut short; and where the pointer is."""
        if event.type() == QEvent.Type.Leave:
            self._pointer = None
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            QToolTip.showText(event.globalPos(), str(index.data(Qt.ItemDataRole.ToolTipRole) or ""), self)
            return True
        return super().viewportEvent(event)

    # Dragging

    def _drag(self) -> None:
        photo_id = self.current_photo_id()
        self._pressed = None
        if photo_id is None:
            return
        drag = QDrag(self)
        data = QMimeData()
        data.setData(DRAGGED, QByteArray(str(photo_id).encode()))
        drag.setMimeData(data)
        picture = self._pictures.pixmap(photo_id)
        if picture is not None:
            drag.setPixmap(picture.scaledToHeight(DRAG_PICTURE, Qt.TransformationMode.SmoothTransformation))
        drag.exec(Qt.DropAction.MoveAction)
        self._set_target(None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only photos of this window; files go to the window itself."""
        event.setAccepted(event.mimeData().hasFormat(DRAGGED))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would go."""
        point = event.position().toPoint()
        row, pick = self._droppable(event.mimeData(), point), self._pick_at(event.mimeData(), point)
        self._set_target(row, pick)
        event.setAccepted(row is not None or pick is not None)
        margin = self.autoScrollMargin()
        if point.y() < margin or point.y() > self.viewport().height() - margin:
            self.startAutoScroll()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It goes elsewhere."""
        del event
        self._set_target(None)
        self.stopAutoScroll()

    def dropEvent(self, event: QDropEvent) -> None:
        """Let the photos join the row."""
        point = event.position().toPoint()
        row, pick = self._droppable(event.mimeData(), point), self._pick_at(event.mimeData(), point)
        self._set_target(None)
        self.stopAutoScroll()
        if pick is not None:
            event.acceptProposedAction()
            self.put_before.emit(_ids(event.mimeData())[0], pick)
        elif row is not None:
            event.acceptProposedAction()
            self.dropped.emit(_ids(event.mimeData()), row)

    def _droppable(self, data: QMimeData, point: QPoint) -> int | None:
        """The row at a point, if the photos that are dragged are not in it already."""
        ids = _ids(data)
        row = self.row_at(point) if ids else None
        return row if row is not None and not set(ids) <= set(self._rows.photo_ids(row)) else None

    def _pick_at(self, data: QMimeData, point: QPoint) -> int | None:
        """Id of the pick at a point, if another photo of its row is dragged, which could take its place."""
        ids, row = _ids(data), self.row_at(point)
        place = self.photo_at(row, point) if row is not None and len(ids) == 1 else None
        if row is None or place is None:
            return None
        target, own = self._rows.photo(row, place), self._rows.photo_ids(row)
        return target.photo_id if target.pick and target.photo_id != ids[0] and ids[0] in own else None

    def _set_target(self, row: int | None, pick: int | None = None) -> None:
        if (row, pick) != (self.target_row, self.target_photo):
            self.target_row, self.target_photo = row, pick
            self.viewport().update()


def _ids(data: QMimeData) -> list[int]:
    return [int(part) for part in bytes(data.data(DRAGGED).data()).split()] if data.hasFormat(DRAGGED) else []
