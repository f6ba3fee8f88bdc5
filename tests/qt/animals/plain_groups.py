"""Groups of the animals that a session knows, with what a plain vote says: no job, no waiting."""

import numpy as np
from PySide6.QtCore import QObject, Signal

from desktop_app.photos.group_summary import GroupSummary
from desktop_app.photos.groups import Group, Grouping
from desktop_app.photos.names import Positions
from desktop_app.ui.gallery.collection import PhotoCollection
from tests.animal_groups import grouping_of, plain_summary


class PlainGroups(QObject):
    """Follows the collection at once.

    Attributes:
        bursts: ids of photos that stand together without an animal.
    """

    regrouped = Signal()
    changed = Signal(object)

    def __init__(self, collection: PhotoCollection) -> None:
        super().__init__()
        self.collection = collection
        self.bursts: list[list[int]] = []
        self._animals = np.zeros(0, np.int32)
        self.facts = None
        self.is_grouping = False
        self.grouping = Grouping.nothing()
        collection.reset.connect(self.again)
        for signal in (collection.added, collection.changed, collection.removed):
            signal.connect(self._follow)

    def summary(self, group: Group) -> GroupSummary:
        """As the photos are now."""
        return plain_summary(self.collection.store, group)

    def _follow(self, positions: Positions) -> None:
        if not np.array_equal(self._of_photos(), self._animals):
            self.again()
        else:
            places = self.grouping.group_of[positions]
            self.changed.emit(sorted(set(places[places >= 0].tolist())))

    def _of_photos(self) -> Positions:
        store = self.collection.store
        return np.where(store.present, store.animals, -1).astype(np.int32)

    def again(self) -> None:
        """Group afresh."""
        store = self.collection.store
        self._animals = self._of_photos()
        animals = sorted(set(self._animals[self._animals >= 0].tolist()))
        named = [(store.tables.animals[place], store.photo_ids[self._animals == place].tolist()) for place in animals]
        free = [[photo for photo in burst if self._animals[store.position(photo)] < 0] for burst in self.bursts]
        self.grouping = grouping_of(store, *named, *[burst for burst in free if len(burst) > 1])
        self.regrouped.emit()
