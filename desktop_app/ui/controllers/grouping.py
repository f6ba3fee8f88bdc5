"""Groups of the photos that are shown: those that a person named."""

from collections import Counter

import numpy as np
from PySide6.QtCore import QObject, Signal

from desktop_app.catalog.values.suggestions import RankedBreed
from desktop_app.photos.codes import NONE
from desktop_app.photos.group_summary import GroupState, GroupSummary
from desktop_app.photos.groups import Group, Grouping, GroupKind
from desktop_app.photos.names import Positions
from desktop_app.photos.selection import Selection
from desktop_app.ui.gallery.collection import PhotoCollection


class GroupingController(QObject):
    """Keeps the groups in step with the collection.

    Signals:
        regrouped: there are other groups.
        changed: places of groups that say something else.
    """

    regrouped = Signal()
    changed = Signal(object)

    def __init__(self, collection: PhotoCollection, parent: QObject) -> None:
        super().__init__(parent)
        self._collection = collection
        self._animals: Positions = np.zeros(0, np.int32)
        self.grouping = Grouping((), np.zeros(0, np.int32))
        collection.reset.connect(self._again)
        for signal in (collection.added, collection.changed, collection.removed):
            signal.connect(self._follow)
        self._again()

    def summary(self, group: Group) -> GroupSummary:
        """What a group says, by a vote of its photos."""
        store = self._collection.store
        chosen = Selection(store, group.positions)
        readable = (store.faults[group.positions] == NONE) & ~store.several_dogs[group.positions]
        said = chosen.where(readable & (store.status[group.positions] != NONE))
        votes = said.suggestions()
        labels = {label: count for label, count in chosen.labels() if label is not None}
        top = votes[0][0] if votes and 2 * votes[0][1] > len(said) else None
        alike = said.looking_like(top).positions if top is not None else group.positions[:0]
        others = said.positions[~np.isin(said.positions, alike)]
        undecided = alike[store.labels[alike] == NONE]
        looked_at = int(np.count_nonzero((store.status[group.positions] != NONE) | ~readable))
        if labels and not len(undecided):
            state, top = GroupState.DECIDED, max(labels, key=lambda label: labels[label])
        elif looked_at < len(group.positions):
            state = GroupState.WAITING
        elif top is None:
            state = GroupState.NO_MAJORITY
        else:
            state = GroupState.DISAGREEING if len(others) else GroupState.AGREEING
        decided = group.positions[store.labels[group.positions] != NONE]
        ranked = self._ranked(said.positions)
        return GroupSummary(state, top, ranked, None, alike, others, 0, looked_at, decided, labels)

    def _ranked(self, positions: Positions) -> tuple[RankedBreed, ...]:
        store = self._collection.store
        totals: Counter[int] = Counter()
        for breeds, shares in zip(
            store.ranked[positions].tolist(), store.probabilities[positions].tolist(), strict=True
        ):
            for breed, share in zip(breeds, shares, strict=True):
                if breed != NONE:
                    totals[breed] += share / len(positions)
        return tuple(RankedBreed(store.tables.breeds[breed], share) for breed, share in totals.most_common(5))

    def _follow(self, positions: Positions) -> None:
        store = self._collection.store
        before = np.full(store.size, NONE, np.int32)
        before[: len(self._animals)] = self._animals
        now = np.where(store.present, store.animals, NONE)
        if np.array_equal(before, now):
            places = self.grouping.group_of[positions[positions < len(self.grouping.group_of)]]
            self.changed.emit(sorted(set(places[places != NONE].tolist())))
        else:
            self._again()

    def _again(self) -> None:
        store = self._collection.store
        self._animals = np.where(store.present, store.animals, NONE).astype(np.int32)
        at = np.flatnonzero(self._animals != NONE)
        group_of = np.full(store.size, NONE, np.int32)
        groups: list[Group] = []
        for animal in np.flatnonzero(np.bincount(self._animals[at])).tolist() if len(at) else ():
            positions = np.flatnonzero(self._animals == animal).astype(np.int32)
            group_of[positions] = len(groups)
            groups.append(Group(GroupKind.ANIMAL, store.tables.animals[animal], positions))
        self.grouping = Grouping(tuple(groups), group_of)
        self.regrouped.emit()
