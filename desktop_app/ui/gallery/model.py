"""The gallery's list model: photos in display order, with named roles."""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionRange,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.values.labels import Label
from desktop_app.photos.arrangement import Arrangement, SectionBy, SortBy
from desktop_app.photos.codes import STATE_CODE
from desktop_app.photos.filters import Filters
from desktop_app.photos.frozen_order import FrozenOrder
from desktop_app.photos.names import Positions
from desktop_app.photos.runs import runs, stretches
from desktop_app.ui.gallery.collection import PhotoCollection
from desktop_app.ui.wording import words

AnyIndex = QModelIndex | QPersistentModelIndex

# Changes that come in faster than this are shown together.
JOIN_MS = 300
POINTING_MS = 1500


class Role(IntEnum):
    """What the model tells about a photo."""

    ROW = Qt.ItemDataRole.UserRole + 1
    PHOTO_ID = Qt.ItemDataRole.UserRole + 2


class GalleryModel(QAbstractListModel):
    """The photos that the filters let through, in an order that holds still.

    Nothing moves under the hand: what is shown stays where it is, whatever becomes of it, until it is arranged again;
    what passes the filters only now joins at the end.

    Signals:
        arranged: other photos are shown, or in another order.
        stale_changed: whether arranging again would show something else.
        emptied: photos left by themselves; their places stay, and are empty.
    """

    arranged = Signal()
    stale_changed = Signal(bool)
    emptied = Signal()

    def __init__(self, collection: PhotoCollection, breed_name: words.BreedName, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.collection = collection
        self._breed_name = breed_name
        self._order = FrozenOrder(collection.store, name_of=self._label_name)
        self._stale = False
        # Nobody can lose the thread of what only just came in: until a person does something, it is kept sorted.
        self._settled = False
        self._joining: list[Positions] = []
        self._later = QTimer(self, singleShot=True, interval=JOIN_MS)
        self._later.timeout.connect(self.join)
        collection.reset.connect(self._start_afresh)
        collection.added.connect(self._join_soon)
        collection.changed.connect(self._photos_changed)
        collection.vanished.connect(self._photos_vanished)
        collection.removed.connect(self._photos_removed)

    # What is wanted

    @property
    def arrangement(self) -> Arrangement:
        """Filters, sorting and sections."""
        return self._order.arrangement

    @property
    def filters(self) -> Filters:
        """What the gallery is narrowed to."""
        return self._order.arrangement.filters

    @property
    def sorting(self) -> tuple[SortBy, bool]:
        """What it is sorted by, and whether the other way round."""
        return self._order.arrangement.sort_by, self._order.arrangement.descending

    @property
    def shown_sorting(self) -> tuple[SortBy, bool]:
        """What the photos in sight were sorted by: something else than `sorting` after `sort_later`."""
        return self._order.arranged_by.sort_by, self._order.arranged_by.descending

    @property
    def is_settled(self) -> bool:
        """Whether a person has begun to work, so that nothing moves."""
        return self._settled

    @property
    def is_stale(self) -> bool:
        """Whether arranging again would show something else."""
        return self._stale

    def set_filters(self, filters: Filters) -> None:
        """Narrow the gallery."""
        if filters != self.filters:
            was = self.arrangement
            self._arrange(Arrangement(filters, was.sort_by, was.descending, was.sections))

    def set_sorting(self, sort_by: SortBy, descending: bool) -> None:
        """Sort the gallery."""
        was = self.arrangement
        self._arrange(Arrangement(was.filters, sort_by, descending, was.sections))

    def sort_later(self, sort_by: SortBy, descending: bool) -> None:
        """Sort when it is arranged again: a person is at work, and what is shown stays where it is."""
        was = self.arrangement
        self._order.arrange_later(Arrangement(was.filters, sort_by, descending, was.sections))
        self.hold_still()
        self._note_stale()

    def set_sections(self, sections: SectionBy) -> None:
        """Put photos together."""
        was = self.arrangement
        self._arrange(Arrangement(was.filters, was.sort_by, was.descending, sections))

    def arrange_again(self) -> None:
        """Sort and filter anew: what was decided goes where it belongs now."""
        self._arrange(self.arrangement)

    def hold_still(self) -> None:
        """A person is at work: from now on, nothing that is shown moves."""
        self._settled = True

    def wait_with_joining(self) -> None:
        """The pointer moves over the photos: what is new waits until it rests."""
        if self._later.isActive():
            self._later.start(POINTING_MS)

    def show_too(self, ids: ArrayLike) -> None:
        """Let photos join that the filters do not let through: what was taken back must be seen."""
        store = self._order.store
        positions = store.positions(ids)
        positions = positions[positions >= 0]
        hidden = positions[store.present[positions] & (self._order.places_of(positions) < 0)]
        if len(hidden):
            self._change(lambda: self._order.show(hidden))

    # What is shown

    def ids(self) -> list[int]:
        """Ids in display order."""
        found: list[int] = self._order.ids().tolist()
        return found

    def positions(self) -> Positions:
        """int32: the positions of the photos in the store, in display order."""
        return self._order.filled(0, len(self._order) - 1).copy()

    def ids_at(self, first: int, last: int) -> list[int]:
        """Ids at the places from `first` to `last`, both included, as far as there are any."""
        found: list[int] = self._order.store.photo_ids[self._order.filled(first, last)].tolist()
        return found

    def ids_of_runs(self, runs: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
        """int64: the ids at places, given as (first, last) of each run."""
        positions = [self._order.filled(first, last) for first, last in runs]
        return self._order.store.photo_ids[np.concatenate(positions)] if positions else np.zeros(0, np.int64)

    def selection_of(self, runs: Iterable[tuple[int, int]], into: QItemSelection | None = None) -> QItemSelection:
        """The tiles at places, given as (first, last) of each run; added to those of `into`."""
        selection, index = into if into is not None else QItemSelection(), self.createIndex
        for first, last in runs:
            # Not `self.index`, which asks each time how many rows there are.
            selection.append(QItemSelectionRange(index(first, 0), index(last, 0)))
        return selection

    def filled_runs(self, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Places, given as (first, last) of each run, without the empty ones."""
        if not self._order.empty_count() or not places:
            return places
        each = np.concatenate([self._order.places_of(self._order.filled(first, last)) for first, last in places])
        return list(runs(each))

    def is_empty(self, place: int) -> bool:
        """Whether the photo of a place left by itself, and nothing is there until it is arranged again."""
        return self._order.is_empty(place)

    def filled_from(self, place: int, step: int) -> int | None:
        """The first place with a photo from a place on, going down (1) or up (-1); or None."""
        while 0 <= place < len(self._order):
            if not self._order.is_empty(place):
                return place
            place += step
        return None

    def photo_count(self) -> int:
        """How many photos are shown."""
        return len(self._order) - self._order.empty_count()

    def id_at(self, place: int) -> int:
        """The id of the photo shown at a place; of an empty one, the photo's that was there."""
        return int(self._order.store.photo_ids[self._order.positions[place]])

    def places(self, ids: ArrayLike) -> Positions:
        """The places, rising, of those of these photos that are shown."""
        return self._order.places_of_photos(ids)

    def place(self, photo_id: int) -> int | None:
        """The place at which a photo is shown, or None."""
        return self._order.place_of_photo(photo_id)

    def row_at(self, place: int) -> PhotoRow:
        """The photo shown at a place."""
        return self._order.store.row_at(int(self._order.positions[place]))

    def row_of(self, photo_id: int) -> PhotoRow:
        """The photo with an id."""
        return self.collection[photo_id]

    def next_undecided(self, after: int, without: ArrayLike = ()) -> int | None:
        """The next place of a photo that is to review, from the top again when there is none below; or None.

        Args:
            after: a place, or -1 to begin at the top.
            without: ids of photos that are just being decided.
        """
        return self._order.next_place(after, self._undecided(without))

    def previous_undecided(self, before: int, without: ArrayLike = ()) -> int | None:
        """The last place before `before` of a photo that is to review, from the end again; or None."""
        places = np.flatnonzero(self._undecided(without)[self._order.positions])
        if not len(places):
            return None
        return int(places[np.searchsorted(places, before, "left") - 1])

    def section_counts(self) -> list[int]:
        """How many photos are in each section; all in one when there are none."""
        sections = self._order.sections
        return [section.count for section in sections] if sections else [len(self._order)]

    def has_headings(self) -> bool:
        """Whether sections are to have headings."""
        return bool(self._order.sections)

    def section_title(self, section: int) -> str:
        """What stands above a section."""
        found = self._order.sections[section]
        count = len(self._order.filled(found.first, found.first + found.count - 1))
        return words.section_title(found, self._breed_name, words.photos(count))

    def empty_text(self) -> str:
        """What is said where nothing is shown."""
        return words.nothing_matches()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many places there are."""
        return 0 if parent.isValid() else len(self._order)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What `Role` and Qt's own text roles say of a photo."""
        if not index.isValid() or index.row() >= len(self._order) or self.is_empty(index.row()):
            return None
        if role == Role.PHOTO_ID:
            return self.id_at(index.row())
        if role not in _SAID:
            return None
        row = self.row_at(index.row())
        if role == Role.ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words.spoken(row, self._breed_name)
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(row, self._breed_name)
        return words.headline(row, self._breed_name)

    # How that follows the store

    def _undecided(self, without: ArrayLike) -> NDArray[np.bool_]:
        store = self._order.store
        wanted: NDArray[np.bool_] = (store.state == STATE_CODE[PhotoState.TO_REVIEW]) & store.present
        deciding = store.positions(without)
        wanted[deciding[deciding >= 0]] = False
        return wanted

    def _arrange(self, arrangement: Arrangement) -> None:
        self._forget_joining()
        self._change(lambda: self._order.arrange(arrangement), grows_only=False)

    def _change(self, change: Any, *, grows_only: bool = True) -> None:
        """Let the order change and tell the view: by rows at the end where only these are new, else afresh."""
        before = self._order.positions
        if not grows_only:
            self.beginResetModel()
            change()
            self.endResetModel()
        else:
            change()
            self._tell(before)
        self._note_stale()
        self.arranged.emit()

    def _tell(self, before: Positions) -> None:
        after = self._order.positions
        if np.array_equal(before, after):
            return
        if len(before) and len(after) > len(before) and not self.has_headings() and np.array_equal(
            before, after[: len(before)]
        ):  # fmt: skip
            # The order has changed already; a view that asks in between sees rows that it does not count yet.
            self.beginInsertRows(QModelIndex(), len(before), len(after) - 1)
            self.endInsertRows()
            return
        # The view finds selection and scrolling again by id: it has to see the old rows once more.
        self._order.positions = before
        self.beginResetModel()
        self._order.positions = after
        self.endResetModel()

    def _start_afresh(self) -> None:
        self._forget_joining()
        self._settled = False
        # Until the view has asked for the last time, it sees the photos of before.
        self.beginResetModel()
        self._order = FrozenOrder(self.collection.store, self.arrangement, self._label_name)
        self.endResetModel()
        self._note_stale()
        self.arranged.emit()

    def _join_soon(self, positions: Positions) -> None:
        self._joining.append(positions)
        if not len(self._order):
            self.join()
        elif not self._later.isActive():
            self._later.start(JOIN_MS)

    def join(self) -> None:
        """Show at once what came in since: nobody is looking, or somebody asks what there is."""
        joining = self._joining
        self._forget_joining()
        if joining and not self._settled:
            self._change(self._order.arrange, grows_only=True)
        elif joining:
            self._change(lambda: self._order.extend(np.concatenate(joining)))

    def _forget_joining(self) -> None:
        self._later.stop()
        self._joining = []

    def _photos_changed(self, positions: Positions) -> None:
        places = self._order.places_of(positions)
        places = np.sort(places[places >= 0])
        # Few words for all of them: the view paints only what is in sight.
        for first, last in stretches(places):
            self.dataChanged.emit(self.index(first), self.index(last))
        self._join_soon(positions)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """An empty place cannot be selected."""
        is_empty = index.isValid() and index.row() < len(self._order) and self.is_empty(index.row())
        return Qt.ItemFlag.NoItemFlags if is_empty else super().flags(index)

    def _photos_vanished(self, positions: Positions) -> None:
        self._order.leave_empty(positions)
        if len(self._order):
            self.dataChanged.emit(self.index(0), self.index(len(self._order) - 1))
        self.emptied.emit()
        if not self._settled:
            # Nobody is at work: what is behind moves up when the pointer rests.
            self._join_soon(positions)

    def _photos_removed(self, _positions: Positions) -> None:
        self._change(self._order.update)

    def _note_stale(self) -> None:
        stale = self._settled and self._order.stale
        if stale != self._stale:
            self._stale = stale
            self.stale_changed.emit(stale)

    def _label_name(self, label: Label) -> str:
        return words.label_text(label, self._breed_name)


_SAID = frozenset(
    {
        *Role,
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
    }
)
