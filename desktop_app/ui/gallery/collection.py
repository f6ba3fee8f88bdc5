"""All photos of the session as the interface knows them: the store, and word of what changes in it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtCore import QObject, Signal

from desktop_app.breeds.book import OWN_PREFIX
from desktop_app.catalog.columns import PhotoColumns
from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.photos.codes import NONE, STATES
from desktop_app.photos.filters import Filters, counts
from desktop_app.photos.learned import LearnedColumns
from desktop_app.photos.names import Positions
from desktop_app.photos.store import PhotoStore


class PhotoCollection(QObject):
    """A `PhotoStore` that says what changed.

    Signals:
        reset: everything was replaced.
        added: positions that are new, or back.
        changed: positions of photos that are other than before.
        removed: positions that are holes now.
        vanished: those of them that no person took out; comes before `removed`.
    """

    reset = Signal()
    # `object`, not `list`: Qt would convert each of ten thousand positions.
    added = Signal(object)
    changed = Signal(object)
    removed = Signal(object)
    vanished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = PhotoStore()
        self._states: tuple[int, Counter[PhotoState]] | None = None
        self._counts: tuple[int, Filters, dict[str, dict[Any, int]]] | None = None

    def __len__(self) -> int:
        return len(self.store)

    def __iter__(self) -> Iterator[PhotoRow]:
        return iter(self.store.rows(self.store.ids))

    def __contains__(self, photo_id: int) -> bool:
        return photo_id in self.store

    def __getitem__(self, photo_id: int) -> PhotoRow:
        return self.store.row(photo_id)

    @property
    def several_folders(self) -> bool:
        """Whether the photos are in more than one folder."""
        folders = self.store.folder[self.store.present]
        return bool(len(folders)) and bool((folders != folders[0]).any())

    def get(self, photo_id: int) -> PhotoRow | None:
        """The row of an id, or None when it is gone."""
        return self.store.get(photo_id)

    def rows_of(self, ids: ArrayLike) -> list[PhotoRow]:
        """The rows of these ids, without those that are gone."""
        return self.store.rows(ids)

    @property
    def states(self) -> Counter[PhotoState]:
        """How many photos are in each state."""
        if self._states is None or self._states[0] != self.store.version:
            each = np.bincount(self.store.state[self.store.present], minlength=len(STATES)).tolist()
            self._states = self.store.version, Counter(dict(zip(STATES, each, strict=True)))
        return self._states[1]

    def counts(self, filters: Filters) -> dict[str, dict[Any, int]]:
        """How many photos one would see on choosing each value of each filter, with the others as they are."""
        if self._counts is None or self._counts[:2] != (self.store.version, filters):
            self._counts = self.store.version, filters, counts(self.store, filters)
        return self._counts[2]

    def labelled(self, ids: ArrayLike) -> int:
        """How many of these photos have a label."""
        found = self.store.positions(ids)
        return int(np.count_nonzero(self.store.labels[found[found >= 0]] != NONE))

    def own_breeds(self) -> list[str]:
        """The ids of breeds that people typed in this session, in the order in which they first stood there."""
        named = dict.fromkeys(breed for label in self.store.tables.labels.values for breed in label.breed_ids)
        return [breed for breed in named if breed.startswith(OWN_PREFIX)]

    def show(self, store: PhotoStore) -> None:
        """Show another session."""
        self.store = store
        self._states = self._counts = None
        self.reset.emit()

    def clear(self) -> None:
        """Show no session."""
        self.show(PhotoStore())

    def put(self, photos: Iterable[PhotoRow] | PhotoColumns) -> None:
        """Take over new and changed photos."""
        put = self.store.put_columns(photos) if isinstance(photos, PhotoColumns) else self.store.put(photos)
        self._announce(self.added, put.added)
        self._announce(self.changed, put.changed)

    def remove(self, ids: ArrayLike) -> None:
        """Take photos out of what is shown."""
        self._announce(self.removed, self.store.remove(ids))

    def let_vanish(self, ids: ArrayLike) -> None:
        """Photos are none of the session any more, though nobody took them out: their places stay empty."""
        positions = self.store.remove(ids)
        self._announce(self.vanished, positions)
        self._announce(self.removed, positions)

    def set_missing(self, ids: ArrayLike, missing: bool) -> None:
        """Say of photos whether their files are there."""
        self._announce(self.changed, self.store.set_missing(ids, missing))

    def set_missing_roots(self, roots: tuple[str, ...]) -> None:
        """Say because of which drives and folders photos are missing."""
        self._announce(self.changed, self.store.set_missing_roots(roots))

    def set_learned(self, learned: LearnedColumns) -> None:
        """Show what the memory says of photos that nobody has decided."""
        self._announce(self.changed, self.store.set_learned(learned))

    def forget_learned(self) -> None:
        """Show the pack's own word of all photos."""
        self._announce(self.changed, self.store.forget_learned())

    def set_borrowed(self, breed_ids: Iterable[str]) -> None:
        """Say behind which breeds labels of other sessions stand, too."""
        self._announce(self.changed, self.store.set_borrowed(breed_ids))

    def set_alike(self, photo_ids: ArrayLike) -> None:
        """Take over an order in which photos that are alike stand side by side."""
        self._announce(self.changed, self.store.set_alike(photo_ids))

    @staticmethod
    def _announce(signal: Any, positions: Positions) -> None:
        if len(positions):
            signal.emit(positions)
