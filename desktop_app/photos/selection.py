"""The photos that a person selected, as positions: 100,000 of them are asked as quickly as ten."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.values.labels import NO_DOG as NO_DOG_LABEL
from desktop_app.catalog.values.labels import Label
from desktop_app.photos.codes import NO_DOG, NONE, STATES
from desktop_app.photos.kinds_said import offered_kinds, said_kinds
from desktop_app.photos.names import Positions
from desktop_app.photos.store import PhotoStore

_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Selection:
    """Some photos of a store, which must not change while it is asked.

    Attributes:
        store: of the photos.
        positions: int32, the photo in focus first; holes are left out.
    """

    store: PhotoStore
    positions: Positions

    @classmethod
    def of(cls, store: PhotoStore, photo_ids: ArrayLike, focus: int | None = None) -> "Selection":
        """These photos, without those that are gone; `focus` comes first."""
        positions = store.positions(photo_ids)
        positions = positions[positions >= 0]
        positions = positions[store.present[positions]]
        if focus is not None:
            here = store.photo_ids[positions] == focus
            positions = np.concatenate((positions[here], positions[~here]))
        return cls(store, positions)

    @classmethod
    def nothing(cls) -> "Selection":
        """No photo."""
        return cls(PhotoStore(), np.zeros(0, np.int32))

    def __len__(self) -> int:
        return len(self.positions)

    @property
    def first(self) -> PhotoRow | None:
        """The photo in focus."""
        return self.store.row_at(int(self.positions[0])) if len(self) else None

    @property
    def ids(self) -> NDArray[np.int64]:
        """Ids, in the same order."""
        return self.store.photo_ids[self.positions]

    def where(self, mask: NDArray[np.bool_]) -> "Selection":
        """Those for which `mask` (bool, one for each) is true."""
        return Selection(self.store, self.positions[mask])

    @cached_property
    def suggested(self) -> Positions:
        """int32, one for each: place in `tables.labels` of what confirming would decide; -1 for nothing to confirm."""
        store, at = self.store, self.positions
        said = np.full(len(at), NONE, np.int32)
        breeds = np.where(store.faults[at] == NONE, store.suggested[at], NONE)
        some = breeds != NONE
        if some.any():
            said[some] = store.tables.labels_of_breeds(breeds[some])
        no_dog = (store.faults[at] == NONE) & (store.status[at] == NO_DOG)
        if no_dog.any():
            said[no_dog] = store.tables.labels.place(NO_DOG_LABEL)
        return said

    @cached_property
    def offered_kind(self) -> Positions:
        """int32, one for each: place in `tables.labels` of the kind with which one key labels it; -1 for none."""
        kinds = offered_kinds(self.store, self.positions)
        some = kinds != NONE
        if some.any():
            kinds[some] = self.store.tables.labels_of_breeds(kinds[some])
        return kinds

    def kinds(self) -> list[tuple[Label, int]]:
        """The kinds with which one key labels them → how many photos, most first."""
        labels = self.store.tables.labels
        return _counted(self.offered_kind[self.offered_kind != NONE], lambda place: labels[place])

    @property
    def with_kind(self) -> "Selection":
        """Photos with a kind with which one key labels them, whatever their label."""
        return self.where(self.offered_kind != NONE)

    @property
    def labelled_otherwise_than_kind(self) -> "Selection":
        """Those of them whose label is not that kind, or was given to another file."""
        otherwise = self.store.labels[self.positions] != self.offered_kind
        return self.where((self.offered_kind != NONE) & (otherwise | self.store.of_another_file[self.positions]))

    def of_their_kinds(self) -> dict[int, Label]:
        """Photo id → the kind as its label, for those that have one."""
        return self._labels_at(self.offered_kind)

    @property
    def with_suggestion(self) -> "Selection":
        """Photos with a suggestion to confirm, whatever their label."""
        return self.where(self._says_what_is_confirmed)

    @property
    def to_confirm(self) -> "Selection":
        """Photos without a label, with a suggestion to confirm."""
        return self.where(self._says_what_is_confirmed & (self.store.labels[self.positions] == NONE))

    @property
    def saying_kinds(self) -> "Selection":
        """Photos without a label of which a kind of dog is said, and no breed."""
        undecided = self.store.labels[self.positions] == NONE
        return self.where(undecided & (said_kinds(self.store, self.positions) != NONE))

    @property
    def _says_what_is_confirmed(self) -> NDArray[np.bool_]:
        """bool, one for each: what is confirmed can be read.

        Of many photos the tiles alone are seen, and where one says a kind of dog, nobody sees which breed it would be.
        """
        says: NDArray[np.bool_] = self.suggested != NONE
        if len(self) > 1:
            says &= said_kinds(self.store, self.positions) == NONE
        return says

    def labelled_otherwise(self, label: Label | None) -> "Selection":
        """Photos whose label is not this one, or was given to another file."""
        found = None if label is None else self.store.tables.labels.find(label)
        if label is not None and found is None:
            return self
        otherwise = self.store.labels[self.positions] != (NONE if found is None else found)
        return self.where(otherwise | self.store.of_another_file[self.positions])

    @property
    def of_another_file(self) -> "Selection":
        """Photos whose label was given to another file."""
        return self.where(self.store.of_another_file[self.positions])

    def kept(self) -> dict[int, Label]:
        """Photo id → its label, for those that have one."""
        return self._labels_at(self.store.labels[self.positions])

    def looking_like(self, label: Label) -> "Selection":
        """Photos of which confirming would decide `label`."""
        found = self.store.tables.labels.find(label)
        return self.where(self.suggested == found) if found is not None else self.where(np.zeros(len(self), np.bool_))

    def seen(self, on_screen: Collection[int]) -> "Selection":
        """Photos that are on the screen."""
        seen = np.zeros(self.store.size, np.bool_)
        at = self.store.positions(np.fromiter(on_screen, np.int64, len(on_screen)))
        seen[at[at >= 0]] = True
        return self.where(seen[self.positions])

    def suggestions(self) -> list[tuple[Label, int]]:
        """What confirming would decide → for how many photos, most first."""
        labels = self.store.tables.labels
        return _counted(self.suggested[self.suggested != NONE], lambda place: labels[place])

    def labels(self) -> list[tuple[Label | None, int]]:
        """The labels → of how many photos, most first; None for those without one."""
        table = self.store.tables.labels
        return _counted(self.store.labels[self.positions], lambda place: None if place == NONE else table[place])

    def states(self) -> set[PhotoState]:
        """The states that are among them."""
        each = np.bincount(self.store.state[self.positions], minlength=len(STATES))
        return {state for state, count in zip(STATES, each.tolist(), strict=True) if count}

    def confirmed(self) -> dict[int, Label]:
        """Photo id → what confirming decides, for those with something to confirm."""
        return self._labels_at(self.suggested)

    def _labels_at(self, places: Positions) -> dict[int, Label]:
        there = places != NONE
        labels = map(self.store.tables.labels.values.__getitem__, places[there].tolist())
        return dict(zip(self.ids[there].tolist(), labels, strict=True))


def _counted(places: Positions, value_of: Callable[[int], _Value]) -> list[tuple[_Value, int]]:
    # Moved up by one, because bincount takes no -1.
    counts = np.bincount(places + 1)
    order = np.argsort(-counts, kind="stable")
    return [(value_of(each - 1), int(counts[each])) for each in order.tolist() if counts[each]]
