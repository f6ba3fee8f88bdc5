"""A view whose tiles lie on a `Grid`: Qt's list view keeps a place for each, half a second for 100,000 of them."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QRubberBand, QWidget

from desktop_app.ui.gallery.grid import Grid
from desktop_app.ui.gallery.model import AnyIndex, GalleryModel

# So many tiles are painted anew at once, where all look otherwise: between them, the window answers.
TILES_AT_ONCE = 4
_FLAGS = QItemSelectionModel.SelectionFlag
_ACTIONS = QAbstractItemView.CursorAction


class GridView(QAbstractItemView):
    """Places, keys and the mouse; what the tiles show is the business of others."""

    def __init__(self, model: GalleryModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._grid = Grid(1, 1, 1, (), headings=False)
        self._to_repaint: list[int] = []
        self._repainting = QTimer(self, singleShot=True, interval=0)
        self._repainting.timeout.connect(self._repaint_some)
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, self.viewport())
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def select_places(self, first: int, last: int) -> None:
        """Select the tiles from one place to another, both included."""
        self._take(self._model.selection_of([(first, last)]))

    def selectAll(self) -> None:  # noqa: N802 - Qt's own name
        """Select all photos that are shown."""
        if self._model.rowCount():
            self.select_places(0, self._model.rowCount() - 1)

    def _take(self, selection: QItemSelection, command: _FLAGS = _FLAGS.ClearAndSelect) -> None:
        """Select something. Qt compares each run that was selected with each new one: so first there is none."""
        if command & _FLAGS.Clear:
            self.selectionModel().clearSelection()
        self.selectionModel().select(selection, command)

    def cell_size(self) -> QSize:
        """Of a tile with the gap around it; the columns fill the width."""
        return QSize(self._grid.cell_width, self._grid.cell_height)

    def columns(self) -> int:
        """How many tiles stand side by side."""
        return self._grid.columns

    def visualRect(self, index: AnyIndex) -> QRect:  # noqa: N802 - Qt's own name
        """Where a tile is in the viewport."""
        if not index.isValid() or index.row() >= self._grid.count:
            return QRect()
        cell = self._grid.cell(index.row())
        return QRect(cell.x, cell.y - self.verticalOffset(), cell.width, cell.height)

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802 - Qt's own name
        """The tile at a point of the viewport."""
        place = self._grid.place_at(point.x(), point.y() + self.verticalOffset())
        return QModelIndex() if place is None or self._model.is_empty(place) else self._model.index(place)

    def scrollTo(  # noqa: N802 - Qt's own name
        self, index: AnyIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a tile into sight, moving as little as possible."""
        rect, height = self.visualRect(index), self.viewport().height()
        if not rect.isValid():
            return
        bar = self.verticalScrollBar()
        if hint is QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + rect.center().y() - height // 2)
        elif rect.top() < 0 or rect.height() > height:
            bar.setValue(bar.value() + rect.top())
        elif rect.bottom() >= height:
            bar.setValue(bar.value() + rect.bottom() - height + 1)

    def moveCursor(  # noqa: N802 - Qt's own name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """The tile to which a key leads."""
        del modifiers
        count = self._grid.count
        if not count:
            return QModelIndex()
        here = self.currentIndex().row() if self.currentIndex().isValid() else 0
        page = max(1, self.viewport().height() // self._grid.cell_height)
        places = {
            _ACTIONS.MoveLeft: here - 1,
            _ACTIONS.MovePrevious: here - 1,
            _ACTIONS.MoveRight: here + 1,
            _ACTIONS.MoveNext: here + 1,
            _ACTIONS.MoveUp: self._grid.moved(here, -1),
            _ACTIONS.MoveDown: self._grid.moved(here, 1),
            _ACTIONS.MovePageUp: self._grid.moved(here, -page),
            _ACTIONS.MovePageDown: self._grid.moved(here, page),
            _ACTIONS.MoveHome: 0,
            _ACTIONS.MoveEnd: count - 1,
        }
        place = min(max(places[action], 0), count - 1)
        towards = 1 if place > here or action is _ACTIONS.MoveHome else -1
        found = self._model.filled_from(place, towards)
        found = self._model.filled_from(place, -towards) if found is None else found
        return QModelIndex() if found is None else self._model.index(found)

    def horizontalOffset(self) -> int:  # noqa: N802 - Qt's own name
        """There is no scrolling to the side."""
        return 0

    def verticalOffset(self) -> int:  # noqa: N802 - Qt's own name
        """How far it is scrolled."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: AnyIndex) -> bool:  # noqa: N802 - Qt's own name
        """No tile is hidden."""
        del index
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:  # noqa: N802
        """Select what a drag touches, or with Shift everything from the one tile to the other."""
        down = self.verticalOffset()
        if self.state() is QAbstractItemView.State.DragSelectingState:
            area = QRect(rect.topLeft(), rect.bottomRight()).normalized()
            self._band.setGeometry(area)
            self._band.show()
            found = self._grid.in_area(area.left(), area.top() + down, area.right(), area.bottom() + down)
        else:
            ends = [self._grid.place_at(end.x(), end.y() + down) for end in (rect.topLeft(), rect.bottomRight())]
            known = [end for end in ends if end is not None]
            found = [(min(known), max(known))] if known else []
        self._take(self._model.selection_of(found), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: N802 - Qt's own name
        """What to paint again: for more than a few tiles, all that is in sight."""
        del selection
        return QRegion(self.viewport().rect())

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's own name
        """Fit the scroll bar to the content."""
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._grid.height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(max(20, self._grid.cell_height // 4))
        super().updateGeometries()

    def repaint_in_steps(self) -> None:
        """All tiles in sight look otherwise now: they are painted from the top on, a few at a time."""
        top = self.verticalOffset()
        self._to_repaint = list(self._grid.between(top, top + self.viewport().height()))[::-1]
        self._repainting.start()

    def _repaint_some(self) -> None:
        for _ in range(min(TILES_AT_ONCE, len(self._to_repaint))):
            self.viewport().update(self.visualRect(self._model.index(self._to_repaint.pop())))
        if self._to_repaint:
            self._repainting.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Who moves from photo to photo finds the next one where it was."""
        self._model.hold_still()
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Who clicks means the photo that is there, also the next time."""
        self._model.hold_still()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Who is about to click does not want the photos to move."""
        self._model.wait_with_joining()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A drag ends."""
        self._band.hide()
        super().mouseReleaseEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's own name
        """Letters are shortcuts here, not a search."""
        del search
