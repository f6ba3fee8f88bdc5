"""The grid of photos."""

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop_app.imaging.thumbnails import EDGE
from desktop_app.ui.gallery.delegate import PhotoDelegate
from desktop_app.ui.gallery.model import GalleryModel, Role, runs
from desktop_app.ui.gallery.pictures import Pictures
from desktop_app.ui.look.theme import colours
from desktop_app.ui.settings import LARGEST_THUMBNAIL, SMALLEST_THUMBNAIL
from desktop_app.ui.wording.keys import key_text

ZOOM_STEP = 16
# Scrolling settles for this long before thumbnails are asked for.
SETTLE_MS = 25


class GalleryView(QListView):
    """Shows the photos of a `GalleryModel` and knows them by id, whatever moves in the model.

    Signals:
        selection_changed: other photos are selected, or another one has the focus.
        visible_changed: the ids in sight, top left first.
        thumbnail_size_changed: pixels on the longer side.
    """

    selection_changed = Signal()
    visible_changed = Signal(object)
    thumbnail_size_changed = Signal(int)

    def __init__(self, model: GalleryModel, delegate: PhotoDelegate, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("gallery")
        self.setAccessibleName(self.tr("Photos"))
        self._model, self._delegate, self._pictures = model, delegate, pictures
        self._saved_ids: list[int] = []
        self._saved_current: int | None = None
        self._saved_offset = 0
        self._announced: tuple[int, ...] = ()
        # List mode with wrapping looks like icon mode and lays ten thousand tiles out in half the time.
        self.setViewMode(QListView.ViewMode.ListMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionRectVisible(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMouseTracking(True)
        self.setItemDelegate(delegate)
        self.setModel(model)
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._announce_visible)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._settle())
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._recall)
        model.arranged.connect(self._settle)
        model.dataChanged.connect(self._settle)
        self.selectionModel().selectionChanged.connect(self._announce_selection)
        self.selectionModel().currentChanged.connect(self._announce_selection)
        pictures.arrived.connect(self._picture_arrived)
        self.set_thumbnail_size(delegate.thumbnail_size)

    # What is selected

    def selected_ids(self) -> list[int]:
        """Ids of the selected photos, in display order."""
        places: list[int] = []
        for part in self.selectionModel().selection().toList():
            places.extend(range(part.top(), part.bottom() + 1))
        ids = self._model.ids()
        return [ids[place] for place in sorted(places) if place < len(ids)]

    def selected_count(self) -> int:
        """How many photos are selected."""
        return sum(part.bottom() - part.top() + 1 for part in self.selectionModel().selection().toList())

    def current_id(self) -> int | None:
        """Id of the photo that has the focus."""
        found = self.currentIndex().data(Role.PHOTO_ID)
        return None if found is None else int(found)

    def go_to(self, photo_id: int) -> None:
        """Select one photo alone and bring it into sight."""
        place = self._model.place(photo_id)
        if place is not None:
            index = self._model.index(place)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def select(self, ids: Iterable[int], current: int | None = None) -> None:
        """Select photos; those that are not shown are passed over."""
        selection = QItemSelection()
        places = sorted(place for photo_id in ids if (place := self._model.place(photo_id)) is not None)
        for first, last in runs(places):
            selection.select(self._model.index(first), self._model.index(last))
        here = self._model.place(current) if current is not None else None
        if here is not None:
            self.selectionModel().setCurrentIndex(self._model.index(here), QItemSelectionModel.SelectionFlag.NoUpdate)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    # Sizes

    def set_thumbnail_size(self, size: int) -> None:
        """Make thumbnails `size` pixels large, within what is sensible; the photo in focus stays in sight."""
        size = max(SMALLEST_THUMBNAIL, min(LARGEST_THUMBNAIL, size))
        changed = size != self._delegate.thumbnail_size
        self._delegate.thumbnail_size = size
        self._fit_columns()
        self.verticalScrollBar().setSingleStep(max(20, self.gridSize().height() // 4))
        if changed:
            self.scheduleDelayedItemsLayout()
            if self.currentIndex().isValid():
                QTimer.singleShot(0, self, lambda: self.scrollTo(self.currentIndex()))
            self._settle()
            self.thumbnail_size_changed.emit(size)

    def thumbnail_size(self) -> int:
        """Pixels on the longer side."""
        return self._delegate.thumbnail_size

    def _fit_columns(self) -> None:
        """Widen the tiles so that the columns fill the width."""
        tile = self._delegate.tile_size(self.font())
        room = self.viewport().width() - 1
        columns = max(1, room // tile.width())
        grid = QSize(max(tile.width(), room // columns), tile.height())
        if grid != self.gridSize():
            self._delegate.column_width = grid.width()
            self.setGridSize(grid)

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the new width."""
        self._fit_columns()
        super().resizeEvent(event)
        self._settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel change the size of the thumbnails."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_thumbnail_size(self.thumbnail_size() + (ZOOM_STEP if event.angleDelta().y() > 0 else -ZOOM_STEP))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's own name
        """Letters are shortcuts here, not a search."""
        del search

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say so when the filters let nothing through."""
        super().paintEvent(event)
        if self._model.rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(colours().quiet_text))
            text = self.tr("No photo matches the filters.\nPress {key} to show all photos.").format(
                key=key_text("clear_filters")
            )
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, text)
            painter.end()

    # Through changes of the model

    def _remember(self) -> None:
        self._saved_ids = self.selected_ids()
        self._saved_current = self.current_id()
        self._saved_offset = self.visualRect(self.currentIndex()).top() if self.currentIndex().isValid() else 0

    def _recall(self) -> None:
        kept = [photo_id for photo_id in self._saved_ids if self._model.place(photo_id) is not None]
        current = self._saved_current if self._model.place(self._saved_current or -1) is not None else None
        was_in_sight = -self.gridSize().height() < self._saved_offset < self.viewport().height()
        if kept or current is not None:
            self.select(kept, current)
        if current is not None and was_in_sight:
            self.doItemsLayout()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.visualRect(self.currentIndex()).top() - self._saved_offset)
        self._announce_selection()
        self._settle()

    def _announce_selection(self) -> None:
        self.selection_changed.emit()

    def _settle(self) -> None:
        if not self._settled.isActive():
            self._settled.start()

    def visible_ids(self) -> list[int]:
        """Ids of the photos in sight, top left first."""
        ids = self._model.ids()
        grid = self.gridSize()
        if not ids or grid.height() <= 0:
            return []
        columns = max(1, (self.viewport().width() - 1) // grid.width())
        top = self.verticalScrollBar().value() // grid.height()
        bottom = (self.verticalScrollBar().value() + self.viewport().height()) // grid.height()
        return ids[top * columns : (bottom + 1) * columns]

    def _announce_visible(self) -> None:
        visible = self.visible_ids()
        if visible:
            around = self._ids_around(visible)
            ratio = self.devicePixelRatioF()
            paths = [(row.photo_id, row.path) for row in map(self._model.row_of, around)]
            self._pictures.want(paths, min(EDGE, round(self._delegate.picture_edge() * ratio)))
        if tuple(visible) != self._announced:
            self._announced = tuple(visible)
            self.visible_changed.emit(visible)

    def _ids_around(self, visible: list[int]) -> list[int]:
        """What is in sight first, then the page below and the page above."""
        ids = self._model.ids()
        first = self._model.place(visible[0]) or 0
        page = len(visible)
        return visible + ids[first + page : first + 2 * page] + ids[max(0, first - page) : first]

    def _picture_arrived(self, photo_id: int) -> None:
        place = self._model.place(photo_id)
        if place is not None:
            rect = self.visualRect(self._model.index(place))
            if rect.intersects(self.viewport().rect()):
                self.viewport().update(rect)
