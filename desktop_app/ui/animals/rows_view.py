"""Where the rows are in the window, and how they hold still while others shrink and leave."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop_app.photos.runs import runs
from desktop_app.ui.animals.model import AnimalsModel, AnyIndex
from desktop_app.ui.animals.row_places import RowPlaces
from desktop_app.ui.animals.strip import COMPACT_HEIGHT, ROW_HEIGHT, StripLayout

_FLAGS = QItemSelectionModel.SelectionFlag


class RowsView(QAbstractItemView):
    """Places of rows and photos.

    Rows of decided animals become small and leave while a person is at work. So that nothing moves under the hand, one
    row keeps its place on the screen: the one under the pointer, where it is not itself that changes, else the one a
    person is at, else the first in sight. What is above it moves instead; where there is not enough above it, room is
    left free (`_lead`), which goes when one scrolls on.
    """

    def __init__(self, model: AnimalsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = model
        # As they were when they were laid out last; the model may be ahead for a moment.
        self._shown: NDArray[np.int32] = np.zeros(0, np.int32)
        self._places = RowPlaces(np.zeros(0, np.int32))
        self._layouts: dict[int, StripLayout] = {}
        self._lead = self._tail = 0
        self._row: int | None = None
        self._pointer: QPoint | None = None
        self._kept: NDArray[np.int32] = self._shown
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._remember)
        model.rearranged.connect(self._recall)

    # Asking

    def current_row(self) -> int | None:
        """The row a person is at."""
        return self._row

    def selected_rows(self) -> list[int]:
        """The selected rows, in order."""
        found: list[int] = self._shown[self._selected_places()].tolist()
        return found

    def _selected_places(self) -> NDArray[np.intp]:
        """The selected places, rising: by runs, because Qt takes long to tell of many one by one."""
        mask = np.zeros(len(self._shown), np.bool_)
        for part in self.selectionModel().selection().toList():
            mask[part.top() : part.bottom() + 1] = True
        return np.flatnonzero(mask)

    def row_layout(self, row: int) -> StripLayout:
        """The places of a row's photos."""
        known = self._layouts.get(row)
        if known is None:
            opened = self._rows.rows.is_opened(row)
            known = self._layouts[row] = StripLayout(self._rows.strip(row), self.viewport().width(), opened=opened)
        return known

    def row_rect(self, row: int) -> QRect:
        """Where a row is in the viewport; empty for one that is not shown."""
        place = self._place(row)
        return QRect() if place is None else self._rect(place)

    def photo_rect(self, row: int, place: int) -> QRect:
        """Where a photo of a row is in the viewport; empty for one that is not shown."""
        squares = self.row_layout(row).squares
        if place >= len(squares) or self._rows.rows.is_compact(row):
            return QRect()
        square = squares[place]
        return QRect(square.x, square.y, square.width, square.height).translated(self.row_rect(row).topLeft())

    def rows_in_sight(self) -> list[int]:
        """The rows of which something can be seen, the first first."""
        top = self._offset()
        places = self._places.between(top, top + self.viewport().height() - 1)
        return [int(self._shown[place]) for place in places]

    def is_in_sight(self, row: int) -> bool:
        """Whether all of a row can be seen, or as much as fits into the window."""
        rect, height = self.row_rect(row), self.viewport().height()
        if self._place(row) is None:
            return False
        return rect.top() >= 0 and (rect.bottom() < height or rect.height() > height)

    def _place(self, row: int) -> int | None:
        found = np.flatnonzero(self._shown == row)
        return int(found[0]) if len(found) else None

    def _rect(self, place: int) -> QRect:
        top = self._places.top(place) - self._offset()
        return QRect(0, top, self.viewport().width(), self._places.row_height(place))

    def _offset(self) -> int:
        """How far the content is scrolled; below zero where room is left free above it."""
        return self.verticalScrollBar().value() - self._lead

    # Holding still

    def lay_out(self) -> None:
        """Give every row its place; one keeps its own."""
        before, offset = self._places, self._offset()
        was_shown, self._shown = self._shown, self._rows.rows.shown
        self._layouts.clear()
        rows = self._rows.rows
        heights = np.where(rows.compact_mask(), COMPACT_HEIGHT, ROW_HEIGHT).astype(np.int32)
        for row in rows.opened():
            place = self._place(row)
            if place is not None:
                heights[place] = self.row_layout(row).height
        self._places = RowPlaces(heights)
        self._scroll_to_offset(self._held_offset(was_shown, before, offset))
        self.viewport().update()

    def _held_offset(self, was_shown: NDArray[np.int32], before: RowPlaces, offset: int) -> int:
        """How far to scroll, so that one row is where it was."""
        if not len(before):
            return 0
        under = before.at(self._pointer.y() + offset) if self._pointer is not None else None
        in_sight = before.between(offset, offset + self.viewport().height() - 1)
        current = np.flatnonzero(was_shown == self._row).tolist() if self._row is not None else []
        here = [place for place in current if place in in_sight]
        for place in [*([] if under is None else [under]), *here, *in_sight]:
            now = self._place(int(was_shown[place]))
            if now is None:
                continue
            if place == under and self._places.row_height(now) != before.row_height(place) and place not in here:
                continue
            return self._places.top(now) - (before.top(place) - offset)
        return max(0, min(offset, self._places.height - self.viewport().height()))

    def _scroll_to_offset(self, offset: int) -> None:
        room, height = self.viewport().height(), self._places.height
        self._lead = max(0, -offset)
        self._tail = max(0, offset + room - height) if offset > 0 else 0
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._lead + height + self._tail - room))
        bar.setPageStep(room)
        bar.setSingleStep(ROW_HEIGHT // 4)
        bar.setValue(max(0, offset))
        self.updateGeometries()

    def bring_into_sight(self, row: int, *, page: bool = False) -> None:
        """Let all of a row be seen, moving as little as possible.

        Args:
            row: the row.
            page: where it must be scrolled, let it be the second row from above, as when a page is turned.
        """
        rect, height = self.row_rect(row), self.viewport().height()
        place = self._place(row)
        # Room that was left free above is given up where it is half of the window, unless that moved the pointer's row.
        under = None if self._pointer is None else self._places.at(self._pointer.y() + self._offset())
        is_bare = page and self._lead > height // 2 and under is None
        if place is None or (rect.top() >= 0 and rect.bottom() < height and not is_bare):
            return
        top = self._places.top(place)
        if page:
            self._scroll_to_offset(max(0, min(top - COMPACT_HEIGHT, self._places.height - height)))
        elif rect.top() < 0 or rect.height() > height:
            self._scroll_to_offset(top)
        else:
            self._scroll_to_offset(top + rect.height() - height)
        self.viewport().update()

    def begin_above(self) -> None:
        """Show the first rows, or the one a person is at where that is among them: these are others than before."""
        self._scroll_to_offset(0)
        if self._row is not None:
            self.bring_into_sight(self._row)
        self.viewport().update()

    def give_up_room(self) -> None:
        """Leave no room free above or below for what stays where it is; the row a person is at is in sight."""
        self._scroll_to_offset(max(0, min(self._offset(), self._places.height - self.viewport().height())))
        if self._row is not None:
            self.bring_into_sight(self._row)
        self.viewport().update()

    def _remember(self) -> None:
        self._kept = self._shown[self._selected_places()]

    def _recall(self) -> None:
        self.lay_out()
        if self._row is not None and self._place(self._row) is None:
            self._row = None
        if not self.selectionModel().hasSelection():
            kept = np.append(self._kept, [] if self._row is None else [self._row])
            selection = QItemSelection()
            for first, last in runs(np.flatnonzero(np.isin(self._shown, kept)).astype(np.int32)):
                selection.append(QItemSelectionRange(self._rows.index(first, 0), self._rows.index(last, 0)))
            self.selectionModel().select(selection, _FLAGS.ClearAndSelect)
        self._mark_current()

    def _mark_current(self) -> None:
        place = None if self._row is None else self._place(self._row)
        index = QModelIndex() if place is None else self._rows.index(place, 0)
        self.selectionModel().setCurrentIndex(index, _FLAGS.NoUpdate)

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the new width; the row a person is at stays in sight, also where something opens below."""
        was_in_sight = self._row is not None and self.row_rect(self._row).top() < event.oldSize().height()
        super().resizeEvent(event)
        self.lay_out()
        if was_in_sight and self._row is not None:
            self.bring_into_sight(self._row)

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's own name
        """The scroll bar is fitted where the rows are laid out."""

    def visualRect(self, index: AnyIndex) -> QRect:  # noqa: N802 - Qt's own name
        """Where a row or a photo is in the viewport."""
        parent = index.parent() if index.isValid() else QModelIndex()
        if not index.isValid() or max(index.row() if not parent.isValid() else parent.row(), 0) >= len(self._shown):
            return QRect()
        if parent.isValid():
            return self.photo_rect(int(self._shown[parent.row()]), index.row())
        return self._rect(index.row())

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802 - Qt's own name
        """The photo at a point of the viewport, else the row."""
        place = self._places.at(point.y() + self._offset())
        if place is None:
            return QModelIndex()
        row = int(self._shown[place])
        photo = self.photo_at(row, point)
        index = self._rows.index(place, 0)
        return index if photo is None else self._rows.index(photo, 0, index)

    def photo_at(self, row: int, point: QPoint) -> int | None:
        """The place in its strip of the photo at a point of the viewport."""
        if self._rows.rows.is_compact(row):
            return None
        inside = point - self.row_rect(row).topLeft()
        place = self.row_layout(row).at(inside.x(), inside.y())
        return None if place is None or self._rows.is_empty(row, place) else place

    def scrollTo(  # noqa: N802 - Qt's own name
        self, index: AnyIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a row, or the row of a photo, into sight."""
        del hint
        top = index.parent() if index.isValid() and index.parent().isValid() else index
        if top.isValid() and top.row() < len(self._shown):
            self.bring_into_sight(int(self._shown[top.row()]))

    def moveCursor(  # noqa: N802 - Qt's own name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Keys are read where a person's doings are."""
        del action, modifiers
        return self.currentIndex()

    def horizontalOffset(self) -> int:  # noqa: N802 - Qt's own name
        """There is no scrolling to the side."""
        return 0

    def verticalOffset(self) -> int:  # noqa: N802 - Qt's own name
        """How far it is scrolled."""
        return self._offset()

    def isIndexHidden(self, index: AnyIndex) -> bool:  # noqa: N802 - Qt's own name
        """No row is hidden."""
        del index
        return False

    def setSelection(self, rect: QRect, command: _FLAGS) -> None:  # noqa: N802 - Qt's own name
        """Rows are selected one by one, not with a frame."""

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: N802 - Qt's own name
        """What to paint again: all that is in sight."""
        del selection
        return QRegion(self.viewport().rect())

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's own name
        """Letters are shortcuts here, not a search."""
        del search
