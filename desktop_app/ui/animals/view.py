"""The rows of animals: painted, and moved through with keys and the mouse."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.imaging.thumbnails import EDGE
from desktop_app.photos.group_summary import GroupState
from desktop_app.ui.animals.model import AnimalsModel, AnyIndex
from desktop_app.ui.animals.row_look import Looks, RowLook
from desktop_app.ui.animals.row_painter import RowPainter
from desktop_app.ui.animals.row_places import RowPlaces
from desktop_app.ui.animals.rows_view import RowsView
from desktop_app.ui.animals.squares import Squares, picture_edge
from desktop_app.ui.animals.strip import LINE
from desktop_app.ui.gallery.pictures import Pictures
from desktop_app.ui.look.theme import colours
from desktop_app.ui.wording import words

# Scrolling settles for this long before thumbnails are asked for.
SETTLE_MS = 25
_FLAGS = QItemSelectionModel.SelectionFlag


class AnimalsView(RowsView):
    """Shows the rows of an `AnimalsModel`, and knows which row and which photo a person is at.

    Signals:
        selection_changed: a person is at another row or photo, or other rows are selected.
        visible_changed: the ids of the photos in sight, the first first.
        menu_wanted: the place on the screen where a menu for the row or photo is to open.
        seen_changed: more photos can be seen than before: Enter may confirm more.
    """

    selection_changed = Signal()
    visible_changed = Signal(object)
    menu_wanted = Signal(QPoint)
    seen_changed = Signal()

    def __init__(self, model: AnimalsModel, pictures: Pictures, breed_name: words.BreedName, parent: QWidget) -> None:
        super().__init__(model, parent)
        self.setObjectName("animals")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Animals"))
        self.setMouseTracking(True)
        self._pictures = pictures
        self._looks = Looks(model, Squares(pictures), breed_name)
        self._painter: RowPainter | None = None
        self._painted_with: tuple[object, ...] = ()
        self._photo: int | None = None
        # Where the selection with Shift began.
        self._began: int | None = None
        self.target_row: int | None = None
        self.target_photo: int | None = None
        self._announced: tuple[int, ...] = ()
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._announce_visible)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._settle())
        model.in_sight = lambda: self.rows_in_sight() if self.isVisible() else []
        model.rearranged.connect(self._rows_moved)
        model.row_changed.connect(self._row_changed)
        pictures.arrived.connect(self._picture_arrived)

    # Where a person is

    def current_photo(self) -> int | None:
        """The place in the strip of the photo in focus; None while the row as a whole has it."""
        return self._photo

    def current_photo_id(self) -> int | None:
        """Its id."""
        if self._row is None or self._photo is None or self._rows.is_empty(self._row, self._photo):
            return None
        return self._rows.photo(self._row, self._photo).photo_id

    def go_to(self, row: int | None, photo: int | None = None, *, page: bool = False, extend: bool = False) -> None:
        """Go to a row, or to a photo in it; what was decided becomes small.

        Args:
            row: the row; None for none.
            photo: the place in its strip.
            page: turn the page where the row is not in sight.
            extend: select everything from where the selection began.
        """
        self._rows.hold_still()
        self._row, self._photo = row, photo
        self._began = self._began if extend and self._began is not None else row
        self._rows.move_on(row)
        self._mark_current()
        self._select_to(row)
        if row is not None:
            if photo is not None and photo >= len(self.row_layout(row).squares):
                self._rows.set_opened(row, True)
            self.bring_into_sight(row, page=page)
            if photo is not None:
                self._bring_photo_into_sight(row, photo)
        self._told()

    def reveal(self, row: int, photo: int | None) -> None:
        """Go to a row or a photo of it, and let it be seen: a row that is one line is opened for it."""
        if photo is not None and self._rows.rows.is_compact(row):
            self._rows.set_opened(row, True)
        self.go_to(row, photo)

    def select_too(self, rows: Sequence[int]) -> None:
        """Select rows beside the one a person is at, the first of them, where all of them can be in sight."""
        # What is about thousands is not looked up row by row: they cannot all be in sight.
        most = self.viewport().height()
        if not 2 <= len(rows) <= most or any(self._place(row) is None for row in rows):
            return
        if self.row_rect(rows[-1]).bottom() - self.row_rect(rows[0]).top() < self.viewport().height():
            self.bring_into_sight(rows[-1])
        if all(self.is_in_sight(row) for row in rows):
            for row in rows:
                place = self._place(row)
                self.selectionModel().select(self._rows.index(place or 0, 0), _FLAGS.Select)
            self.viewport().update()

    def begin_at(self, row: int) -> None:
        """Let a row be the one that keys act on, without a person having gone there: nothing is held still for it."""
        self._row, self._photo, self._began = row, None, row
        self._mark_current()
        self._select_to(row)
        self.selection_changed.emit()

    def show_photo(self, row: int, photo: int) -> None:
        """Go to a row and bring one of its photos into sight; the row as a whole has the focus."""
        self.go_to(row)
        self._bring_photo_into_sight(row, photo)

    def _bring_photo_into_sight(self, row: int, photo: int) -> None:
        """In a row that is higher than the window."""
        rect = self.photo_rect(row, photo)
        if rect.isValid() and not (rect.top() >= 0 and rect.bottom() < self.viewport().height()):
            self._scroll_to_offset(max(0, self._offset() + rect.top() - LINE))
            self.viewport().update()

    def forget(self) -> None:
        """Be at no row: those of before mean nothing any more."""
        self._row = self._photo = self._began = None
        self._shown = self._shown[:0]
        self._places = RowPlaces(np.zeros(0, np.int32))

    def toggle_selected(self, row: int) -> None:
        """Add a row to the selection, or take it out."""
        place = self._place(row)
        if place is not None:
            self._row, self._photo, self._began = row, None, row
            self._mark_current()
            self.selectionModel().select(self._rows.index(place, 0), _FLAGS.Toggle)
            self._told()

    def leave_strip(self) -> bool:
        """Let the row as a whole have the focus again; False where it has it already."""
        had, self._photo = self._photo is not None, None
        if had:
            self._told()
        return had

    def ids_in_sight(self, row: int) -> list[int]:
        """Ids of a row's photos that a person sees: at least half of the square, and the photo itself in it."""
        if self._rows.rows.is_compact(row):
            return []
        top, known = self.row_rect(row).top(), self._rows.photo_ids(row)
        ids = []
        for place, square in enumerate(self.row_layout(row).squares):
            middle = top + square.y + square.height // 2
            is_seen = 0 <= middle < self.viewport().height() and known[place] >= 0
            if is_seen and self._pictures.pixmap(known[place]) is not None:
                ids.append(known[place])
        return ids

    def confirms(self, row: int) -> list[int]:
        """Ids of the photos that Enter would confirm in a row: they agree, are in sight, undecided and not left out."""
        summary, store = self._rows.rows.summary(row), self._rows.store
        if summary.state not in (GroupState.AGREEING, GroupState.DISAGREEING):
            return []
        agreeing = set(store.photo_ids[summary.agreeing].tolist()) - self._rows.rows.left_out
        agreeing -= set(store.photo_ids[summary.decided].tolist())
        return [photo_id for photo_id in self.ids_in_sight(row) if photo_id in agreeing]

    def _told(self) -> None:
        self.viewport().update()
        self._say()
        self.selection_changed.emit()

    def _say(self) -> None:
        """Let screen readers say the photo in focus; the row they say by themselves."""
        if self._row is None or self._photo is None:
            return
        text = self._rows.spoken_photo(self._row, self._photo)
        self.setAccessibleDescription(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _select_to(self, row: int | None) -> None:
        place = None if row is None else self._place(row)
        if place is None:
            self.selectionModel().clearSelection()
            return
        began = self._place(self._began) if self._began is not None else None
        first, last = sorted((place, place if began is None else began))
        selection = QItemSelection(self._rows.index(first, 0), self._rows.index(last, 0))
        self.selectionModel().select(selection, _FLAGS.ClearAndSelect)

    def _rows_moved(self) -> None:
        if self._row is None:
            self._photo = None
        elif self._photo is not None and self._photo >= len(self._rows.strip(self._row)):
            self._photo = len(self._rows.strip(self._row)) - 1
        self._settle()
        self.selection_changed.emit()

    def _row_changed(self, row: int) -> None:
        if row < 0:
            self._layouts.clear()
            self.viewport().update()
        else:
            self._layouts.pop(row, None)
            self.viewport().update(self.row_rect(row))
        if row in (self._row, -1):
            self.selection_changed.emit()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go from row to row, left and right from photo to photo; Escape and Home leave the strip."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = Qt.Key(event.key())
        page = max(1, self.viewport().height() // max(1, self._typical_height()))
        lines = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
        if key in lines:
            self._go_lines(lines[key], extend=shift)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go_along(-1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Home) and self.leave_strip():
            pass
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and len(self._shown):
            self.go_to(int(self._shown[0 if key == Qt.Key.Key_Home else -1]), extend=shift)
        else:
            event.ignore()

    def _typical_height(self) -> int:
        return self._places.height // len(self._places) if len(self._places) else 1

    def _go_lines(self, lines: int, *, extend: bool) -> None:
        if not len(self._shown):
            return
        if self._row is not None and self._photo is not None and abs(lines) == 1 and not extend:
            below = self.row_layout(self._row).below(self._photo, lines)
            if below != self._photo:
                self.go_to(self._row, below)
                return
        here = self._place(self._row) if self._row is not None else None
        place = 0 if here is None else min(max(here + lines, 0), len(self._shown) - 1)
        if place != here:
            self.go_to(int(self._shown[place]), extend=extend)

    def _go_along(self, step: int) -> None:
        if self._row is None:
            return
        if self._rows.rows.is_compact(self._row):
            self._rows.set_opened(self._row, True)
        last = len(self._rows.strip(self._row)) - 1
        place = (0 if step > 0 else last) if self._photo is None else self._photo + step
        while 0 <= place <= last and self._rows.is_empty(self._row, place):
            place += step
        if 0 <= place <= last:
            self.go_to(self._row, place)
        elif place < 0:
            self.leave_strip()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight."""
        painter = QPainter(self.viewport())
        area, offset = event.rect(), self._offset()
        painter.fillRect(area, QColor(colours().window))
        for place in self._places.between(area.top() + offset, area.bottom() + offset):
            self._paint_row(painter, self._rect(place), int(self._shown[place]))
        painter.end()

    def row_look(self, row: int) -> RowLook:
        """What a row that is shown says and looks like now."""
        at_it = row == self._row
        return replace(
            self._looks.row(row, len(self.confirms(row)), in_strip=at_it and self._photo is not None),
            current=at_it,
            selected=self.selectionModel().isSelected(self._rows.index(self._place(row) or 0, 0)) and not at_it,
            focused=at_it and self._photo is None and self.hasFocus(),
            target=row == self.target_row,
        )

    def _paint_row(self, painter: QPainter, rect: QRect, row: int) -> None:
        look, layout, ratio = self.row_look(row), self.row_layout(row), self.devicePixelRatioF()
        focus = self._photo if row == self._row else None
        squares = [] if look.compact else self._looks.squares(row, layout, ratio, focus, self.target_photo)
        self.row_painter().paint(painter, rect, look, layout, squares)

    def row_painter(self) -> RowPainter:
        """What paints rows in today's font and colours."""
        with_ = (colours(), self.font())
        if self._painter is None or self._painted_with != with_:
            self._painter, self._painted_with = RowPainter(self.font(), colours()), (colours(), QFont(self.font()))
        return self._painter

    # Pictures

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More rows may be in sight."""
        super().resizeEvent(event)
        self._settle()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what is in sight now."""
        super().showEvent(event)
        self._announced = ()
        self._settle()

    def _settle(self) -> None:
        if not self._settled.isActive():
            self._settled.start()

    def _announce_visible(self) -> None:
        if not self.isVisible():
            return  # another screen asks for its own
        visible = self._ids_of(self.rows_in_sight())
        if visible:
            around = visible + self._ids_of(self._rows_around())
            photos = [(row.photo_id, row.path) for row in self._rows.store.rows(around)]
            self._pictures.want(photos, min(EDGE, picture_edge(self.devicePixelRatioF())))
        if tuple(visible) != self._announced:
            self._announced = tuple(visible)
            self.visible_changed.emit(visible)

    def _ids_of(self, rows: list[int]) -> list[int]:
        found: list[int] = []
        for row in rows:
            if not self._rows.rows.is_compact(row):
                seen = self._rows.photo_ids(row)[: len(self.row_layout(row).squares)]
                found += [photo_id for photo_id in seen if photo_id >= 0]
        return found

    def _rows_around(self) -> list[int]:
        """The rows of the page below, then of the page above."""
        top, room = self._offset(), self.viewport().height()
        below = self._places.between(top + room, top + 2 * room - 1)
        above = self._places.between(max(0, top - room), top - 1) if top > 0 else range(0)
        seen = set(self.rows_in_sight())
        return [row for row in (int(self._shown[place]) for place in (*below, *above)) if row not in seen]

    def _picture_arrived(self, photo_id: int) -> None:
        position = int(self._rows.store.positions([photo_id])[0])
        row = self._rows.rows.row_of(position)
        if row is None or not self.isVisible():
            return
        rect = self.row_rect(row)
        if rect.intersects(self.viewport().rect()):
            self.viewport().update(rect)
            self.seen_changed.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A menu for what is under the mouse, or for the row in focus when a key asks for it."""
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self._row is not None:
            rect = self.row_rect(self._row) if self._photo is None else self.photo_rect(self._row, self._photo)
            place = self.viewport().mapToGlobal(rect.center())
        if self._row is not None:
            self.menu_wanted.emit(place)
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Other colours or another font."""
        super().changeEvent(event)
        self.viewport().update()

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:  # noqa: N802 - Qt's own name
        """Let screen readers follow."""
        super().currentChanged(current, previous)
        self.viewport().update()
