"""The gallery's list model: photos in display order, with named roles."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from desktop_app.catalog.rows import PhotoRow
from desktop_app.ui.gallery.collection import PhotoCollection
from desktop_app.ui.gallery.order import Filters, GalleryOrder, SortBy
from desktop_app.ui.wording import words

AnyIndex = QModelIndex | QPersistentModelIndex

# Changes that come in faster than this are shown together.
REARRANGE_MS = 400
# More separate runs of rows than this, and the view starts afresh instead of following each.
MOST_SMALL_CHANGES = 24


class Role(IntEnum):
    """What the model tells about a photo."""

    ROW = Qt.ItemDataRole.UserRole + 1
    PHOTO_ID = Qt.ItemDataRole.UserRole + 2
    STATE = Qt.ItemDataRole.UserRole + 3
    HEADLINE = Qt.ItemDataRole.UserRole + 4
    PROBABILITY = Qt.ItemDataRole.UserRole + 5


class GalleryModel(QAbstractListModel):
    """The photos that the filters let through, sorted.

    A photo that no longer passes the filters after it got its label stays while it is selected (`keep`), so that the
    photo under a person's eyes is never swapped for another one between two keys.
    """

    arranged = Signal()

    def __init__(self, collection: PhotoCollection, breed_name: words.BreedName, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.collection = collection
        self._breed_name = breed_name
        self._order = GalleryOrder(breed_name)
        self._ids: list[int] = []
        self._places: dict[int, int] = {}
        self._kept: frozenset[int] = frozenset()
        self._later = QTimer(self, singleShot=True, interval=REARRANGE_MS)
        self._later.timeout.connect(self.rearrange)
        collection.reset.connect(self._start_afresh)
        collection.added.connect(self._rearrange_soon)
        collection.removed.connect(self.rearrange)
        collection.changed.connect(self._rows_changed)

    @property
    def filters(self) -> Filters:
        """What the gallery is narrowed to."""
        return self._order.filters

    @property
    def sorting(self) -> tuple[SortBy, bool]:
        """What it is sorted by, and whether the other way round."""
        return self._order.sort_by, self._order.descending

    def set_filters(self, filters: Filters) -> None:
        """Narrow the gallery."""
        if filters != self._order.filters:
            self._order.filters = filters
            self._kept = frozenset()
            self.rearrange()

    def set_sorting(self, sort_by: SortBy, descending: bool) -> None:
        """Sort the gallery."""
        self._order.sort_by, self._order.descending = sort_by, descending
        self.rearrange()

    def keep(self, ids: frozenset[int]) -> None:
        """Photos that stay shown whether they pass the filters or not: the selected ones."""
        left = self._kept - ids
        self._kept = ids
        if any(
            i in self.collection and i in self._places and not self.filters.passes(self.collection[i]) for i in left
        ):
            self.rearrange()

    def ids(self) -> list[int]:
        """Ids in display order; not to be changed."""
        return self._ids

    def place(self, photo_id: int) -> int | None:
        """The row at which a photo is shown, or None."""
        return self._places.get(photo_id)

    def row_at(self, place: int) -> PhotoRow:
        """The photo shown at a row."""
        return self.collection[self._ids[place]]

    def row_of(self, photo_id: int) -> PhotoRow:
        """The photo with an id."""
        return self.collection[photo_id]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many photos are shown."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What `Role` and Qt's own text roles say of a photo."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        row = self.collection.get(self._ids[index.row()])
        # Between its leaving the collection and its leaving the list, a photo has nothing to say.
        if row is None or role == Role.ROW:
            return row
        if role == Role.PHOTO_ID:
            return row.photo_id
        if role == Role.STATE:
            return row.state
        if role in (Role.HEADLINE, Qt.ItemDataRole.DisplayRole):
            return words.headline(row, self._breed_name)
        if role == Role.PROBABILITY:
            return words.best_probability(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words.spoken(row, self._breed_name)
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(row, self._breed_name)
        return None

    def rearrange(self) -> None:
        """Filter and sort again, and tell the view what moved."""
        self._later.stop()
        new = self._order.arrange(self.collection, self._kept)
        if new == self._ids:
            self.arranged.emit()
            return
        if not self._follow_small_change(new):
            self.beginResetModel()
            self._set_ids(new)
            self.endResetModel()
        self.arranged.emit()

    def _follow_small_change(self, new: list[int]) -> bool:
        """Show `new` by taking rows out and putting rows in, where that is all that happened, and few of them."""
        new_set = set(new)
        old_set = self._places.keys()
        gone = [place for place, photo_id in enumerate(self._ids) if photo_id not in new_set]
        come = [place for place, photo_id in enumerate(new) if photo_id not in old_set]
        runs_gone, runs_come = runs(gone), runs(come)
        if len(runs_gone) + len(runs_come) > MOST_SMALL_CHANGES or not self._ids or len(new_set) == len(come):
            return False
        stayed_before = [photo_id for photo_id in self._ids if photo_id in new_set]
        if stayed_before != [photo_id for photo_id in new if photo_id in old_set]:
            return False
        for first, last in reversed(runs_gone):
            self.beginRemoveRows(QModelIndex(), first, last)
            self._set_ids(self._ids[:first] + self._ids[last + 1 :])
            self.endRemoveRows()
        for first, last in runs_come:
            self.beginInsertRows(QModelIndex(), first, last)
            self._set_ids(self._ids[:first] + new[first : last + 1] + self._ids[first:])
            self.endInsertRows()
        return True

    def _set_ids(self, ids: list[int]) -> None:
        self._ids = ids
        self._places = {photo_id: place for place, photo_id in enumerate(ids)}

    def _start_afresh(self) -> None:
        self._kept = frozenset()
        self.beginResetModel()
        self._set_ids(self._order.arrange(self.collection))
        self.endResetModel()
        self.arranged.emit()

    def _rearrange_soon(self, _ids: list[int]) -> None:
        if not self._ids:
            self.rearrange()
        elif not self._later.isActive():
            self._later.start()

    def _rows_changed(self, ids: list[int]) -> None:
        places = sorted(place for photo_id in ids if (place := self._places.get(photo_id)) is not None)
        for first, last in runs(places):
            self.dataChanged.emit(self.index(first), self.index(last))
        sorts_by_suggestion = self._order.sort_by in (SortBy.PROBABILITY, SortBy.BREED)
        if (sorts_by_suggestion or self.filters != Filters()) and not self._later.isActive():
            self._later.start()


def runs(places: list[int]) -> list[tuple[int, int]]:
    """Ascending numbers as (first, last) of each unbroken run."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and found[-1][1] == place - 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found
