"""The grid of photos."""

from collections.abc import Iterable
from itertools import islice

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from desktop_app.imaging.thumbnails import EDGE
from desktop_app.photos.names import Positions
from desktop_app.photos.runs import runs
from desktop_app.ui.gallery.delegate import PhotoDelegate
from desktop_app.ui.gallery.grid import Grid
from desktop_app.ui.gallery.grid_view import GridView
from desktop_app.ui.gallery.model import AnyIndex, GalleryModel, Role
from desktop_app.ui.gallery.pictures import Pictures
from desktop_app.ui.look.theme import colours
from desktop_app.ui.settings import LARGEST_THUMBNAIL, SMALLEST_THUMBNAIL

ZOOM_STEP = 16
# Scrolling settles for this long before thumbnails are asked for.
SETTLE_MS = 25
RUNS_AT_ONCE = 4_000
_FLAGS = QItemSelectionModel.SelectionFlag


class GalleryView(GridView):
    """Shows the photos of a `GalleryModel` and knows them by id, whatever moves in the model.

    Signals:
        selection_changed: other photos are selected, or another one has the focus.
        visible_changed: the ids in sight, top left first.
        thumbnail_size_changed: pixels on the longer side.
        menu_wanted: the place on the screen where a menu for the selected photos is to open.
    """

    selection_changed = Signal()
    visible_changed = Signal(object)
    thumbnail_size_changed = Signal(int)
    menu_wanted = Signal(QPoint)

    def __init__(self, model: GalleryModel, delegate: PhotoDelegate, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(model, parent)
        self.setObjectName("gallery")
        self.setAccessibleName(self.tr("Photos"))
        self._delegate, self._pictures = delegate, pictures
        self._saved_ids: NDArray[np.int64] = np.zeros(0, np.int64)
        self._saved_current: int | None = None
        self._selected_places: list[tuple[int, int]] | None = None
        self._wanted: list[tuple[int, int]] = []
        self._rest, self._grown = iter(self._wanted), QItemSelection()
        self._growing = QTimer(self, singleShot=True, interval=0)
        self._growing.timeout.connect(self._select_more)
        self._heir: int | None = None
        self._saved_offset = 0
        self._saved_top: tuple[int, int] | None = None
        self._announced: tuple[int, ...] = ()
        self.setMouseTracking(True)
        self.setItemDelegate(delegate)
        self.setModel(model)
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._announce_visible)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._settle())
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._recall)
        model.arranged.connect(self._settle)
        model.emptied.connect(self._announce_selection)
        self.selectionModel().selectionChanged.connect(self._announce_selection)
        self.selectionModel().currentChanged.connect(self._announce_selection)
        pictures.arrived.connect(self._picture_arrived)
        if delegate.zoom is not None:
            delegate.zoom.arrived.connect(self._picture_arrived)
            delegate.zoom.changed.connect(self._zoom_changed)
        self.set_thumbnail_size(delegate.thumbnail_size)

    # What is selected

    def selected_places(self) -> list[tuple[int, int]]:
        """The selected places as ascending (first, last) of each run."""
        if self._selected_places is None:
            parts = self.selectionModel().selection().toList()
            self._selected_places = self._model.filled_runs(sorted((part.top(), part.bottom()) for part in parts))
        return self._selected_places

    def selected_ids(self) -> list[int]:
        """Ids of the selected photos, in display order."""
        found: list[int] = self.selection_ids().tolist()
        return found

    def selection_ids(self) -> NDArray[np.int64]:
        """The same as int64, for what is done with a hundred thousand of them."""
        return self._model.ids_of_runs(self.selected_places())

    def selected_count(self) -> int:
        """How many photos are selected."""
        return sum(last - first + 1 for first, last in self.selected_places())

    def current_id(self) -> int | None:
        """Id of the photo that has the focus."""
        found = self.currentIndex().data(Role.PHOTO_ID)
        return None if found is None else int(found)

    def is_at_empty_place(self) -> bool:
        """Whether the photo in focus left by itself; a key that is pressed just then is for no other one."""
        return self.currentIndex().isValid() and self.current_id() is None

    def go_to(self, photo_id: int) -> None:
        """Select one photo alone and bring it into sight."""
        place = self._model.place(photo_id)
        if place is not None:
            index = self._model.index(place)
            self.selectionModel().setCurrentIndex(index, _FLAGS.ClearAndSelect)
            self.scrollTo(index)

    def reveal(self, ids: ArrayLike) -> None:
        """Select photos and bring the first of them into sight."""
        places = self._model.places(ids)
        if len(places):
            self._select(places, int(places[0]))
            self.scrollTo(self._model.index(int(places[0])))

    def select(self, ids: ArrayLike, current: int | None = None) -> None:
        """Select photos; those that are not shown are passed over."""
        self._select(self._model.places(ids), self._model.place(current) if current is not None else None)

    def _select(self, places: Positions, here: int | None) -> None:
        if here is not None:
            self.selectionModel().setCurrentIndex(self._model.index(here), _FLAGS.NoUpdate)
        self._growing.stop()
        self._wanted, self._grown = list(runs(places)), QItemSelection()
        self._rest = iter(self._wanted)
        self._select_more()

    def _select_more(self) -> None:
        """Make a selection of many runs in steps, and select it at once: between them, the window answers."""
        piece = list(islice(self._rest, RUNS_AT_ONCE))
        self._model.selection_of(piece, self._grown)
        if len(piece) < RUNS_AT_ONCE:
            self._take(self._grown)
        # Qt takes long to say it of many runs.
        self._selected_places = self._wanted
        if len(piece) == RUNS_AT_ONCE:
            self._growing.start()

    def leave_to(self, photo_id: int) -> None:
        """When the photo in focus goes, this one gets the focus: not before, and nothing else moves for it."""
        self._heir = photo_id

    # Sizes

    def set_thumbnail_size(self, size: int) -> None:
        """Make thumbnails `size` pixels large, within what is sensible; the photo in focus stays in sight."""
        size = max(SMALLEST_THUMBNAIL, min(LARGEST_THUMBNAIL, size))
        changed = size != self._delegate.thumbnail_size
        self._delegate.thumbnail_size = size
        self.lay_out()
        if changed:
            if self.currentIndex().isValid():
                self.scrollTo(self.currentIndex())
            self._settle()
            self.thumbnail_size_changed.emit(size)

    def show_folders(self, shown: bool) -> None:
        """Let every tile say which folder its photo is in, or not."""
        if shown != self._delegate.folders_shown:
            self._delegate.folders_shown = shown
            self.lay_out()
            self._settle()

    def thumbnail_size(self) -> int:
        """Pixels on the longer side."""
        return self._delegate.thumbnail_size

    def lay_out(self) -> None:
        """Give every tile its place."""
        tile = self._delegate.tile_size(self.font())
        counts, headings = self._model.section_counts(), self._model.has_headings()
        self._grid = Grid(self.viewport().width() - 1, tile.width(), tile.height(), counts, headings)
        self._delegate.column_width = self._grid.cell_width
        self.updateGeometries()
        self.viewport().update()

    # What Qt tells

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the new width; the photo in focus stays in sight."""
        current = self.currentIndex()
        rect = self.visualRect(current)
        was_in_sight = rect.isValid() and rect.top() >= 0 and rect.bottom() < event.oldSize().height()
        super().resizeEvent(event)
        self.lay_out()
        if was_in_sight:
            self.scrollTo(current)
        self._settle()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A menu for the photo under the mouse, or for the one in focus when a key asks for it."""
        index = self.indexAt(event.pos())
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).center())
        if index.isValid() and self.selected_count():
            self.menu_wanted.emit(place)
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel change the size of the thumbnails."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_thumbnail_size(self.thumbnail_size() + (ZOOM_STEP if event.angleDelta().y() > 0 else -ZOOM_STEP))
            event.accept()
        else:
            super().wheelEvent(event)

    def rowsInserted(self, parent: AnyIndex, start: int, end: int) -> None:  # noqa: N802 - Qt's own name
        """Make room."""
        super().rowsInserted(parent, start, end)
        self.lay_out()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tiles in sight; say so when the filters let nothing through."""
        painter = QPainter(self.viewport())
        if self._model.rowCount() == 0:
            painter.setPen(QColor(colours().quiet_text))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._model.empty_text())
            return
        area, down = event.rect(), self.verticalOffset()
        painter.setPen(QColor(colours().text))
        for section, top in self._grid.headings_between(area.top() + down, area.bottom() + down):
            room = QRect(12, top - down, self.viewport().width() - 24, self._grid.heading)
            painter.drawText(
                room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._model.section_title(section)
            )
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state & ~(QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver)
        under = self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos())) if self.underMouse() else QModelIndex()
        for place in self._grid.between(area.top() + down, area.bottom() + down):
            index = self._model.index(place)
            option.rect = self.visualRect(index)
            if not event.region().intersects(option.rect):
                continue  # of a row, only some are to be painted
            option.state = plain
            if self.selectionModel().isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if index == self.currentIndex() and self.hasFocus():
                option.state |= QStyle.StateFlag.State_HasFocus
            if index == under:
                option.state |= QStyle.StateFlag.State_MouseOver
            self._delegate.paint(painter, option, index)

    # Through changes of the model

    def dataChanged(self, first: AnyIndex, last: AnyIndex, roles: Iterable[int] = ()) -> None:  # noqa: N802 - Qt's own name
        """Paint what is in sight; of the many that become others behind it, nothing need be painted."""
        top = self.verticalOffset()
        seen = self._grid.between(top, top + self.viewport().height())
        if first.row() < seen.stop and last.row() >= seen.start:
            super().dataChanged(first, last, list(roles))
        # Pictures of the pages before and behind are asked for, too.
        page = max(len(seen), 1)
        if first.row() < seen.stop + page and last.row() >= seen.start - page:
            self._settle()

    def _remember(self) -> None:
        self._saved_ids = self.selection_ids()
        self._saved_current = self.current_id()
        self._saved_offset = self.visualRect(self.currentIndex()).top() if self.currentIndex().isValid() else 0
        self._saved_top = self._top()

    def _recall(self) -> None:
        self._growing.stop()
        self._selected_places = None
        self.lay_out()
        kept = self._model.places(self._saved_ids)
        here = None if self._saved_current is None else self._model.place(self._saved_current)
        if here is None and self._heir is not None:
            here, self._heir = self._model.place(self._heir), None
            kept = self._model.places([self._model.id_at(here)]) if here is not None else kept
        was_in_sight = -self._grid.cell_height < self._saved_offset < self.viewport().height()
        if len(kept) or here is not None:
            self._select(kept, here)
        if here is not None and was_in_sight and self._top() == self._saved_top:
            self.scrollTo(self.currentIndex())  # photos above hold still, though the one in focus may fill a gap
        elif here is not None and was_in_sight:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.visualRect(self.currentIndex()).top() - self._saved_offset)
        self.selection_changed.emit()
        self._settle()

    def _top(self) -> tuple[int, int] | None:
        """The first photo in sight and its place."""
        shown = self._grid.between(self.verticalOffset(), self.verticalOffset() + 1)
        return (self._model.id_at(shown.start), shown.start) if shown.start < self._model.rowCount() else None

    def _announce_selection(self) -> None:
        self._growing.stop()
        self._selected_places = None
        self.selection_changed.emit()

    def _settle(self) -> None:
        if not self._settled.isActive():
            self._settled.start()

    def visible_ids(self) -> list[int]:
        """Ids of the photos in sight, top left first."""
        top = self.verticalOffset()
        shown = self._grid.between(top, top + self.viewport().height() - 1)
        return self._model.ids_at(shown.start, shown.stop - 1)

    def ids_in_sight(self) -> set[int]:
        """Ids of the photos of which at least half can be seen."""
        half = self._grid.cell_height // 2
        top = self.verticalOffset() + half
        seen = self._grid.between(top, self.verticalOffset() + self.viewport().height() - half)
        return set(self._model.ids_at(seen.start, seen.stop - 1))

    def scroll_to(self, photo_id: int) -> None:
        """Bring a photo into sight; what is selected stays selected."""
        place = self._model.place(photo_id)
        if place is not None:
            self.scrollTo(self._model.index(place))

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what is in sight now: another screen has asked for its own."""
        super().showEvent(event)
        self._announced = ()
        self._settle()

    def _announce_visible(self) -> None:
        if not self.isVisible():
            return
        visible = self.visible_ids()
        if visible:
            around = self._ids_around(visible)
            ratio = self.devicePixelRatioF()
            rows = list(map(self._model.row_of, around))
            paths = [(row.photo_id, row.path) for row in rows]
            self._pictures.want(paths, min(EDGE, round(self._delegate.picture_edge() * ratio)))
            if self._delegate.zoom is not None:
                known = ((row, self._pictures.pixmap(row.photo_id)) for row in rows)
                self._delegate.zoom.want(known, round(self.thumbnail_size() * ratio))
        if tuple(visible) != self._announced:
            self._announced = tuple(visible)
            self.visible_changed.emit(visible)

    def _ids_around(self, visible: list[int]) -> list[int]:
        """What is in sight first, then the page below and the page above."""
        first, page = self._model.place(visible[0]) or 0, len(visible)
        below = self._model.ids_at(first + page, first + 2 * page - 1)
        return visible + below + self._model.ids_at(max(0, first - page), first - 1)

    def _picture_arrived(self, photo_id: int) -> None:
        place = self._model.place(photo_id)
        if place is not None:
            rect = self.visualRect(self._model.index(place))
            if rect.intersects(self.viewport().rect()):
                self.viewport().update(rect)
            if self._delegate.zoom is not None and self._delegate.zoom.is_on:
                self._settle()  # now it is known whether it is sharp enough

    def _zoom_changed(self) -> None:
        self.repaint_in_steps()
        self._settle()
