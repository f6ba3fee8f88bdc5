"""The columns of the store: what is read of a session, and what follows from it."""

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.rows import BREEDS_IN_A_ROW
from desktop_app.photos.codes import NONE
from desktop_app.photos.growing import GrowingColumns, Kind
from desktop_app.photos.tables import PhotoTables

NAN = float("nan")

# As `PhotoColumns` gives them.
READ = {
    "photo_ids": Kind(np.int64),
    "modified_ns": Kind(np.int64),
    "faults": Kind(np.int32, NONE),
    "status": Kind(np.int8, NONE),
    "dog_probability": Kind(np.float64, NAN),
    "ranked": Kind(np.int32, NONE, BREEDS_IN_A_ROW),
    "probabilities": Kind(np.float64, NAN, BREEDS_IN_A_ROW),
    "confidence": Kind(np.int8, NONE),
    "breed_sets": Kind(np.int32, NONE),
    "mixes": Kind(np.int32, NONE),
    "kinds": Kind(np.int32, NONE),
    "kind_probability": Kind(np.float64, NAN),
    "kind_confidence": Kind(np.int8, NONE),
    "boxes": Kind(np.float32, NAN, 4),
    "dogs": Kind(np.int16),
    "labels": Kind(np.int32, NONE),
    "label_change": Kind(np.int64),
    "decided_ns": Kind(np.int64),
    "deciders": Kind(np.int32, NONE),
    "turned": Kind(np.int16),
    "taken_at": Kind(np.int64),
    "of_another_file": Kind(np.bool_),
    "animals": Kind(np.int32, NONE),
    "pick": Kind(np.int32),
    "several_dogs": Kind(np.bool_),
    "one_dog": Kind(np.bool_),
    "arranged_by": Kind(np.int64),
}
# What follows from them, or is known only here.
DERIVED = {
    "present": Kind(np.bool_),
    "missing": Kind(np.bool_),
    "state": Kind(np.int8),
    "suggested": Kind(np.int32, NONE),
    "probability": Kind(np.float64, NAN),
    "said": Kind(np.int32, NONE),
    "folder": Kind(np.int32),
    "alike": Kind(np.int32, NONE),
    "learned": Kind(np.int32),
    "relearned": Kind(np.int32),
}


class StoreColumns(GrowingColumns):
    """The columns are those of `PhotoColumns`, and more.

    Attributes:
        present: bool: the photo is in the session; False for holes.
        missing: bool: its file was not there when it was looked for.
        state: int8: a code of `codes.STATES`, as `PhotoRow.state` says it.
        suggested: int32: place in `tables.breeds` of the breed that the photo looks like; -1 where none is suggested.
        probability: float64: of the first suggestion, or of "no dog" where that is it; not a number without one.
        said: int32: place in `tables.labels` of what the headline says; -1 where it says nothing of a breed or a dog.
        folder: int32: place in `names.folders`.
        alike: int32: place in an order in which photos that are alike stand side by side (`seriation`); -1 where it is
            not known, or not yet.
        learned: int32: how many labels stand behind the first breed; 0 where it is the word of the pack.
        relearned: int32: how often the memory has changed what is shown of the photo.
        paths: absolute, as text, by position.
        tables: what the columns refer to.
        borrowed_breeds: ids of the breeds behind which labels of other sessions stand, too.
    """

    photo_ids: NDArray[np.int64]
    modified_ns: NDArray[np.int64]
    faults: NDArray[np.int32]
    status: NDArray[np.int8]
    dog_probability: NDArray[np.float64]
    ranked: NDArray[np.int32]
    probabilities: NDArray[np.float64]
    confidence: NDArray[np.int8]
    breed_sets: NDArray[np.int32]
    mixes: NDArray[np.int32]
    kinds: NDArray[np.int32]
    kind_probability: NDArray[np.float64]
    kind_confidence: NDArray[np.int8]
    boxes: NDArray[np.float32]
    dogs: NDArray[np.int16]
    labels: NDArray[np.int32]
    label_change: NDArray[np.int64]
    decided_ns: NDArray[np.int64]
    deciders: NDArray[np.int32]
    turned: NDArray[np.int16]
    taken_at: NDArray[np.int64]
    of_another_file: NDArray[np.bool_]
    animals: NDArray[np.int32]
    pick: NDArray[np.int32]
    several_dogs: NDArray[np.bool_]
    one_dog: NDArray[np.bool_]
    arranged_by: NDArray[np.int64]
    present: NDArray[np.bool_]
    missing: NDArray[np.bool_]
    state: NDArray[np.int8]
    suggested: NDArray[np.int32]
    probability: NDArray[np.float64]
    said: NDArray[np.int32]
    folder: NDArray[np.int32]
    alike: NDArray[np.int32]
    learned: NDArray[np.int32]
    relearned: NDArray[np.int32]

    paths: list[str]
    tables: PhotoTables
    borrowed_breeds: frozenset[str]

    def is_borrowed(self, position: int) -> bool:
        """Whether labels of other sessions stand behind the first breed of a photo."""
        first = int(self.ranked[position, 0])
        return bool(self.learned[position]) and first != NONE and self.tables.breeds[first] in self.borrowed_breeds
