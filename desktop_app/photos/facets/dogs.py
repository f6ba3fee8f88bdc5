"""How many dogs photos show: what a person says of it counts more than what was found."""

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.rows import PhotoState
from desktop_app.photos.codes import NONE, STATE_CODE
from desktop_app.photos.facet import Facet
from desktop_app.photos.store import PhotoStore

ONE, SEVERAL = "one", "several"


class DogsFacet(Facet):
    """Values: `ONE` and `SEVERAL`. Photos of which nobody knows, and those without a dog, have neither."""

    id = "dogs"

    def mask(self, store: PhotoStore, value: str) -> NDArray[np.bool_]:
        """Photos of which a person says so; and where nobody says anything, those in which so many were found."""
        dogs = shown_dogs(store)
        found: NDArray[np.bool_] = dogs > 1 if value == SEVERAL else dogs == 1
        return found

    def counts(self, store: PhotoStore, within: NDArray[np.bool_]) -> dict[str, int]:
        """Both."""
        return {value: int(np.count_nonzero(self.mask(store, value) & within)) for value in (ONE, SEVERAL)}


def found_dogs(store: PhotoStore) -> NDArray[np.int16]:
    """int16 `[positions]`: how many dogs were found; 0 where none was, or a person decided that there is none."""
    none = (store.faults != NONE) | (store.state == STATE_CODE[PhotoState.NO_DOG])
    return np.where(none, np.int16(0), store.dogs)


def shown_dogs(store: PhotoStore) -> NDArray[np.int16]:
    """int16 `[positions]`, as `PhotoRow.dogs` says it: at least 2 where a person says several; 0 for unknown."""
    dogs = found_dogs(store)
    dogs[store.one_dog] = 1
    dogs[store.several_dogs] = np.maximum(dogs[store.several_dogs], 2)
    return dogs


FACET = DogsFacet()
