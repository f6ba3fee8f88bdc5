"""The rows of the Animals screen as Qt knows them; the photos of a row are its children."""

from collections.abc import Callable, Collection
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop_app.catalog.rows import PhotoRow
from desktop_app.photos import picks
from desktop_app.photos.animal_rows import AnimalRows, RowView
from desktop_app.photos.codes import NONE
from desktop_app.photos.group_summary import GroupState
from desktop_app.photos.groups import Grouping
from desktop_app.photos.names import Positions
from desktop_app.photos.store import PhotoStore
from desktop_app.ui.animals.groups import Groups
from desktop_app.ui.animals.strip import Strip
from desktop_app.ui.wording import words
from desktop_app.ui.wording.animals import animal_words

AnyIndex = QModelIndex | QPersistentModelIndex
# Of more rows than that, it is said of all together that they changed.
MANY = 64
_TEXTS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class RowRole(IntEnum):
    """What the model tells."""

    ROW = Qt.ItemDataRole.UserRole + 1
    PHOTO_ID = Qt.ItemDataRole.UserRole + 2


class AnimalsModel(QAbstractItemModel):
    """Rows that hold still, and the photos in them.

    Attributes:
        rows: the rows; change them by what stands here, so that it is told.
        in_sight: the rows of which a person sees something now: what stands in them holds still.

    Signals:
        rearranged: rows are other ones, elsewhere, or of another height.
        row_changed: a row says something else; its height is the same. -1: any of them.
        counted: the counts of the views may be others.
    """

    rearranged = Signal()
    row_changed = Signal(int)
    counted = Signal()

    def __init__(self, groups: Groups, breed_name: words.BreedName, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows = AnimalRows(groups.summary, lambda: groups.facts)
        self._breed_name = breed_name
        self._strips: dict[int, Strip] = {}
        self.in_sight: Callable[[], Collection[int]] = tuple
        # Positions of photos that no person took out of the session: their places stay empty for now.
        self._vanished: set[int] = set()
        # Nobody can lose the thread of what only just came in: until a person acts, rows are kept sorted.
        self._settled = False

    @property
    def store(self) -> PhotoStore:
        """The photos."""
        return self.rows.store

    # What changes the rows

    def start(self, store: PhotoStore, grouping: Grouping) -> None:
        """Show the groups of another session."""
        self._settled = False
        self._order_strips()
        self._change(lambda: self.rows.start(store, grouping))

    def take(self, grouping: Grouping, current: int | None = None, *, afresh: bool = False) -> None:
        """Take over groups that were made anew.

        Args:
            grouping: of the same photos.
            current: the row a person is at.
            afresh: sort the rows anew, also where a person is at work.
        """
        if self._settled and not afresh:
            self._change(lambda: self.rows.take(grouping, current))
        else:
            self._order_strips()
            self._change(lambda: self.rows.take(grouping, current, afresh=True))

    def say_again(self, places: Positions, current: int | None = None) -> NDArray[np.int32]:
        """Groups, by their places in the grouping, say something else.

        Args:
            places: int32: of the groups.
            current: the row a person is at.

        Returns:
            int32: their rows.
        """
        compact, before = self.rows.compact_mask(), self.rows.shown
        changed = self.rows.changed(places)
        self._forget_unseen_strips()
        if self._settled:
            self.rows.shrink(current)
        if not _same(before, self.rows.shown):
            self._tell()
        elif not _same(compact, self.rows.compact_mask()):
            self.rearranged.emit()
        if len(changed) < MANY:
            for row in changed.tolist():
                self._say_row(row)
        elif len(self.rows.shown):
            # One word for all of them: the view paints only what is in sight.
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows.shown) - 1, 0))
            self.row_changed.emit(-1)
        self.counted.emit()
        return changed

    def _say_row(self, row: int) -> None:
        place = self.rows.place(row)
        if place is not None:
            self.dataChanged.emit(self.index(place, 0), self.index(place, 0))
            self.row_changed.emit(row)

    def show_view(self, view: RowView, *, with_decided: bool = False) -> None:
        """Show other rows."""
        self._order_strips()
        self._change(lambda: self.rows.show(view, with_decided=with_decided))

    def settle(self) -> None:
        """Let rows leave that the view would not show."""
        self._change(self.rows.settle)

    def arrange_again(self) -> None:
        """Sort anew."""
        self._order_strips()
        self._change(self.rows.arrange_again)

    def hold_still(self) -> None:
        """A person is at work: from now on, nothing that is shown moves."""
        self._settled = True

    def reveal(self, row: int) -> None:
        """Show a row, whatever the view."""
        if self.rows.place(row) is None:
            self._change(lambda: self.rows.reveal(row))

    def move_on(self, row: int | None) -> None:
        """A person goes to a row."""
        before = self.rows.shown
        if self.rows.move_on(row):
            if len(before) != len(self.rows.shown):
                self._tell()
            else:
                self.rearranged.emit()

    def set_opened(self, row: int, opened: bool) -> None:
        """Show all photos of a row, or one line of them."""
        if opened != self.rows.is_opened(row):
            self.rows.set_opened(row, opened)
            self.rearranged.emit()

    def toggle_left_out(self, photo_id: int) -> bool:
        """Leave a photo out of what its row gets, or no longer; returns which."""
        self.rows.left_out ^= {photo_id}
        position = self.store.positions([photo_id])
        self.say_again(self.rows.grouping.group_of[position], self.rows.row_of(int(position[0])))
        return photo_id in self.rows.left_out

    @property
    def left_out(self) -> set[int]:
        """Ids of photos that a person left out of what their rows get."""
        return self.rows.left_out

    def _change(self, change: Callable[[], None]) -> None:
        change()
        self._tell()

    def let_vanish(self, positions: Positions) -> None:
        """Photos are none of the session any more, though nobody took them out."""
        self._vanished |= set(positions.tolist())
        self.row_changed.emit(-1)

    def _order_strips(self) -> None:
        self._strips.clear()
        self._vanished.clear()

    def _forget_unseen_strips(self) -> None:
        """What is not in sight may be ordered by what is known now."""
        seen = set(self.in_sight()) if self._settled else set()
        for row, strip in list(self._strips.items()):
            if row not in seen and (not self.rows.is_there(row) or not self._is_right(strip, row)):
                del self._strips[row]

    def _tell(self) -> None:
        self._forget_unseen_strips()
        # What was before is not asked for any more: the view keeps its own places until it has heard this.
        self.beginResetModel()
        self.endResetModel()
        self.rearranged.emit()
        self.counted.emit()

    # What is asked

    def row_at(self, place: int) -> int:
        """The row at a place."""
        return int(self.rows.shown[place])

    def strip(self, row: int) -> Strip:
        """The photos of a row, in an order that holds still."""
        known = self._strips.get(row)
        if known is not None and self._is_right(known, row):
            return known
        group = self.rows.group(row)
        if known is not None and self._settled:
            made = known.held(group, self._vanished)
        else:
            made = Strip.of(group, self.rows.summary(row))
        self._strips[row] = made
        return made

    def _is_right(self, strip: Strip, row: int) -> bool:
        """Whether a strip has the photos of its row, and all was known of them when it was made."""
        if strip.waits and self.rows.summary(row).state is not GroupState.WAITING:
            return False
        mine = set(self.rows.group(row).positions.tolist())
        there = set(strip.positions.tolist())
        return mine == there or (mine < there and there - mine <= self._vanished)

    def is_empty(self, row: int, place: int) -> bool:
        """Whether the photo of a place in the strip of a row left by itself."""
        if not self._vanished:
            return False
        position = int(self.strip(row).positions[place])
        return position in self._vanished and not self.store.present[position]

    def dissents(self, row: int, place: int) -> bool:
        """Whether an undecided photo looks like something else than its row."""
        summary = self.rows.summary(row)
        if summary.state in (GroupState.WAITING, GroupState.NO_MAJORITY):
            return False
        return bool((summary.dissenters == self.strip(row).positions[place]).any())

    def to_decide(self, row: int) -> list[int]:
        """Ids of the photos of a row that are to be decided; of all where none is. None that were left out."""
        store, positions = self.store, self.rows.group(row).positions
        readable = positions[(store.faults[positions] == NONE) & store.present[positions]]
        undecided = readable[(store.labels[readable] == NONE) | store.of_another_file[readable]]
        wanted = set(store.photo_ids[undecided if len(undecided) else readable].tolist()) - self.left_out
        return [photo_id for photo_id in self.photo_ids(row) if photo_id in wanted]

    def photo(self, row: int, place: int) -> PhotoRow:
        """A photo by its place in the strip of a row."""
        return self.store.row_at(int(self.strip(row).positions[place]))

    def photo_ids(self, row: int) -> list[int]:
        """The ids of a row's photos, as they stand in its strip; -1 for an empty place."""
        found: list[int] = self.store.photo_ids[self.strip(row).positions].tolist()
        if not self._vanished:
            return found
        return [-1 if self.is_empty(row, place) else photo_id for place, photo_id in enumerate(found)]

    def row_of(self, photo_id: int) -> int | None:
        """The row in which a photo is; None where it stands alone, or is none of the session."""
        place = int(self.store.positions([photo_id])[0]) if photo_id in self.store else -1
        return self.rows.row_of(place) if place >= 0 else None

    def pick_places(self, row: int) -> dict[int, int]:
        """Id of each pick of a row → its place among them, counted from 1."""
        found = picks.places_among(self.store, self.rows.group(row).positions)
        return {photo_id: place for place, photo_id in enumerate(found, 1)}

    def learned(self, row: int) -> str:
        """How many labels stand behind what the photos of a row look like; "" where it is the word of the model."""
        agreeing = self.rows.summary(row).agreeing
        behind = self.store.learned[agreeing]
        return words.learned(self.store.row_at(int(agreeing[behind.argmax()]))) if behind.any() else ""

    def count_picks(self, row: int) -> int:
        """How many photos of a row are picked."""
        return int(np.count_nonzero(self.store.pick[self.rows.group(row).positions]))

    # Qt's own

    def index(self, row: int, column: int = 0, parent: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        """A row, or a photo of one."""
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: AnyIndex = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """The row of a photo."""
        owner = child.internalId() if child.isValid() else 0
        return self.createIndex(owner - 1, 0, 0) if owner else QModelIndex()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many rows are shown, or photos are in one."""
        if not parent.isValid():
            return len(self.rows.shown)
        return 0 if parent.internalId() else len(self.strip(self.row_at(parent.row())))

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """One."""
        del parent
        return 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is said of a row or a photo."""
        if not index.isValid():
            return None
        if index.internalId():
            return self._photo_data(index.internalId() - 1, index.row(), role)
        row = self.row_at(index.row())
        if role == RowRole.ROW:
            return row
        return self._said(row, role) if role in _TEXTS else None

    def _said(self, row: int, role: int) -> str:
        group, animal, summary = self.rows.group(row), self.rows.animal(row), self.rows.summary(row)
        title = animal_words.title(group, animal)
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            picks = self.count_picks(row)
            return animal_words.spoken_row(group, animal, summary, self._breed_name, picks, self.learned(row))
        says = animal_words.says(group, summary, self._breed_name, self.learned(row))
        if self.rows.is_decided(row):
            title, says = animal_words.decided(group, animal, summary, self._breed_name), ""
        return animal_words.row_tip(title, says, animal, self.count_picks(row))

    def _photo_data(self, place: int, photo: int, role: int) -> Any:
        row = self.row_at(place)
        if self.is_empty(row, photo):
            return None
        found = self.photo(row, photo)
        if role == RowRole.PHOTO_ID:
            return found.photo_id
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(found, self._breed_name)
        if role == Qt.ItemDataRole.DisplayRole:
            return words.headline(found, self._breed_name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken_photo(row, photo)
        return None

    def spoken_photo(self, row: int, place: int) -> str:
        """What a screen reader says of a photo."""
        found, dissents = self.photo(row, place), self.dissents(row, place)
        out = found.photo_id in self.left_out
        return animal_words.spoken_photo(found, self._breed_name, left_out=out, dissents=dissents)


def _same(one: Any, other: Any) -> bool:
    return len(one) == len(other) and bool((one == other).all())
