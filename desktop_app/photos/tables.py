"""What the columns of photos refer to by place: breeds, labels, faults and the like, each value once."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from desktop_app.breeds.kinds import bundled_kinds, is_kind
from desktop_app.catalog.columns import PhotoColumns
from desktop_app.catalog.values.labels import Label, LabelKind
from desktop_app.photos.codes import KIND_CODE, NONE
from desktop_app.photos.growing import Table

if TYPE_CHECKING:
    from desktop_app.catalog.values.animals import Animal
    from desktop_app.faults import Fault


class PhotoTables:
    """The tables of one session.

    Attributes:
        labels: what people decided and, in the same words, what suggestions amount to: "looks like a Beagle" stands
            here as the label Beagle, so that both can be sorted and named together.
    """

    def __init__(self) -> None:
        self.faults: Table[Fault] = Table()
        self.breeds: Table[str] = Table()
        self.sets: Table[tuple[str, ...]] = Table()
        self.mixes: Table[tuple[str, str]] = Table()
        self.labels: Table[Label] = Table()
        self.deciders: Table[str] = Table()
        self.animals: Table[Animal] = Table()
        self._kinds: list[int] = []
        self._breed_of: list[int] = []

    def load(self, columns: PhotoColumns) -> None:
        """Those of another session."""
        self.faults.replace(columns.fault_table)
        self.breeds.replace(columns.breed_table)
        self.sets.replace(columns.set_table)
        self.mixes.replace(columns.mix_table)
        self.labels.replace(columns.label_table)
        self.deciders.replace(columns.decider_table)
        self.animals.replace(columns.animal_table)
        self._kinds.clear()
        self._breed_of.clear()

    def label_facts(self) -> tuple[NDArray[np.int8], NDArray[np.int32]]:
        """For each label its kind (`KIND_CODE`) and, where it is one breed, that breed's place; -1 otherwise."""
        for label in self.labels.values[len(self._kinds) :]:
            self._kinds.append(KIND_CODE[label.kind])
            self._breed_of.append(self.breeds.place(label.breed_ids[0]) if label.kind is LabelKind.BREED else NONE)
        return np.array(self._kinds, np.int8), np.array(self._breed_of, np.int32)

    def kinds_of_breeds(self) -> NDArray[np.int32]:
        """For each breed the place of the kind of dog that it is of, -2 where no label has named that; and for none."""
        found = np.full(len(self.breeds) + 1, NONE - 1, np.int32)
        named = {breed_id: place for place, breed_id in enumerate(self.breeds.values) if is_kind(breed_id)}
        if named:
            kinds = bundled_kinds()
            found[:-1] = [named.get(kinds.of(breed_id) or "", NONE - 1) for breed_id in self.breeds.values]
        return found

    def labels_of_breeds(self, breeds: NDArray[np.int32]) -> NDArray[np.int32]:
        """For each breed's place that of the label which names it alone."""
        # Counting is several times as fast as sorting.
        different = np.flatnonzero(np.bincount(breeds))
        places = np.full(len(self.breeds), NONE, np.int32)
        places[different] = [self.labels.place(Label.breed(self.breeds[breed])) for breed in different.tolist()]
        return places[breeds]
