"""The order in which photos are shown while a person works: nothing moves under the hand."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from desktop_app.photos.arrangement import Arranged, Arrangement, NameOf, Section, SectionBy, arrange, name_by_id, sort
from desktop_app.photos.codes import NONE
from desktop_app.photos.filters import passing
from desktop_app.photos.names import Positions
from desktop_app.photos.store import NOTHING, PhotoStore


class FrozenOrder:
    """What is shown, place by place.

    A photo keeps its place among the others, whatever becomes of its label or suggestion, until it is arranged again.
    Photos that pass the filters only now join at the end. One that is taken out of the session is not shown, and is
    shown at its old place when it comes back. One that leaves by itself leaves its place empty, so that those behind it
    stay where they are (`leave_empty`).

    Attributes:
        store: the photos.
        arrangement: what it is to be arranged by.
        arranged_by: what it was arranged by last: something else after `arrange_later`.
        positions: int32 `[shown]`; another array after each change, never the same one with other content. Of an empty
            place it is the photo that was there.
        sections: as `Arranged` has them, with what is shown now; photos that joined are the last one.
    """

    def __init__(self, store: PhotoStore, arrangement: Arrangement | None = None, name_of: NameOf = name_by_id) -> None:
        self.store = store
        self._name_of = name_of
        self._fresh: tuple[int, Positions] | None = None
        self.arrange(arrangement if arrangement is not None else Arrangement())

    def arrange(self, arrangement: Arrangement | None = None) -> None:
        """Arrange afresh, by something else or as before ("Arrange again")."""
        if arrangement is not None:
            self.arrangement = arrangement
        self.arranged_by = self.arrangement
        self._take(arrange(self.store, self.arrangement, self._name_of))

    def arrange_later(self, arrangement: Arrangement) -> None:
        """Arrange by this when it is arranged again; until then, everything stays where it is."""
        self.arrangement = arrangement
        self._fresh = None

    def rename(self, name_of: NameOf) -> None:
        """Breeds have other names (another language): what is shown stays, until it is arranged again."""
        self._name_of = name_of
        self._fresh = None

    def _take(self, arranged: Arranged) -> None:
        # All that has a place, shown or not, and how much of it is not joined.
        self._left_empty = NOTHING
        self._places = arranged.positions
        self._arranged_count = len(arranged.positions)
        self._arranged_sections = arranged.sections
        self._fresh = self.store.version, arranged.positions
        self.update()

    # What is shown

    def __len__(self) -> int:
        return len(self.positions)

    def place_of(self, position: int) -> int | None:
        """The place at which a position is shown, or None."""
        if not 0 <= position < len(self._place_of) or self._place_of[position] == NONE:
            return None
        return int(self._place_of[position])

    def place_of_photo(self, photo_id: int) -> int | None:
        """The place at which a photo is shown, or None."""
        return self.place_of(int(self.store.positions([photo_id])[0]))

    def places_of_photos(self, photo_ids: ArrayLike) -> Positions:
        """int32, rising: the places of those of these photos that are shown."""
        places = self.places_of(self.store.positions(photo_ids))
        return np.sort(places[places >= 0])

    def places_of(self, positions: Positions) -> Positions:
        """int32: the places of positions, -1 for those that are not shown."""
        known = (positions >= 0) & (positions < len(self._place_of))
        return np.where(known, self._place_of[np.where(known, positions, 0)] if len(self._place_of) else NONE, NONE)

    def is_empty(self, place: int) -> bool:
        """Whether the photo of a place left by itself."""
        return bool(len(self._left_empty)) and not self.store.present[self.positions[place]]

    def empty_count(self) -> int:
        """How many places are empty."""
        return int(np.count_nonzero(~self.store.present[self.positions])) if len(self._left_empty) else 0

    def filled(self, first: int, last: int) -> Positions:
        """int32: the positions at the places from `first` to `last`, both included, without those of empty places."""
        positions = self.positions[max(0, first) : max(0, last + 1)]
        return positions[self.store.present[positions]] if len(self._left_empty) else positions

    def ids(self) -> NDArray[np.int64]:
        """int64: the ids in order."""
        return self.store.photo_ids[self.filled(0, len(self) - 1)]

    def next_place(self, after: int, wanted: NDArray[np.bool_]) -> int | None:
        """The first place after `after` of a wanted photo, from the top again when there is none below; or None.

        Args:
            after: a place, or -1 to begin at the top.
            wanted: bool `[positions in the store]`.
        """
        places = np.flatnonzero(wanted[self.positions])
        if not len(places):
            return None
        return int(places[np.searchsorted(places, after, "right") % len(places)])

    @property
    def stale(self) -> bool:
        """Whether arranging again would show something else, or in another order."""
        if self._fresh is None or self._fresh[0] != self.store.version:
            self._fresh = self.store.version, arrange(self.store, self.arrangement, self._name_of).positions
        return not np.array_equal(self._fresh[1], self.positions)

    # What changes it

    def update(self) -> None:
        """Follow the store: photos that were taken out are not shown, and those that are back are."""
        keeps = self.store.present
        if len(self._left_empty):
            keeps = keeps.copy()
            keeps[self._left_empty] = True
        shown = keeps[self._places]
        self.positions = self._places[shown]
        self._place_of = np.full(self.store.size, NONE, np.int32)
        self._place_of[self.positions] = np.arange(len(self.positions), dtype=np.int32)
        self._place_of[~self.store.present] = NONE
        self.sections = self._shown_sections(shown)

    def leave_empty(self, positions: Positions) -> None:
        """Photos left, not by what a person did: until it is arranged again, nothing fills their places."""
        self._left_empty = np.concatenate((self._left_empty, positions))
        self.update()

    def extend(self, positions: Positions) -> None:
        """Let photos join: those that pass the filters and have no place yet come last, in the order that is wanted.

        Args:
            positions: new and changed ones, as `PhotoStore.put` returns them.
        """
        joining = self._without_place(positions)
        if joining.any():
            joining &= passing(self.store, self.arrangement.filters)
        self._join(joining)

    def show(self, positions: Positions) -> None:
        """Let photos join whether they pass the filters or not: what was taken back is to be seen."""
        self._join(self._without_place(positions))

    def _without_place(self, positions: Positions) -> NDArray[np.bool_]:
        wanted = np.zeros(self.store.size, np.bool_)
        wanted[positions] = True
        wanted[self._places] = False
        return wanted

    def _join(self, joining: NDArray[np.bool_]) -> None:
        if joining.any():
            order = self.store.names.by_name
            arranged = sort(self.store, self.arrangement, order[joining[order]], self._name_of)
            self._places = np.concatenate((self._places, arranged.positions))
        self.update()

    def _shown_sections(self, shown: NDArray[np.bool_]) -> tuple[Section, ...]:
        if self.arrangement.sections is SectionBy.NOTHING:
            return ()
        # How many are shown before each place.
        before = np.concatenate(([0], np.cumsum(shown)))
        sections = []
        for section in self._arranged_sections:
            first, end = int(before[section.first]), int(before[section.first + section.count])
            if end > first:
                sections.append(Section(section.key, first, end - first))
        first = int(before[self._arranged_count])
        if len(self.positions) > first:
            sections.append(Section(None, first, len(self.positions) - first, joined=True))
        return tuple(sections)
