"""Photos in which the model sees no dog, whatever a person decided; that a person saw none is a state."""

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.codes import NO_DOG, NONE
from desktop_app.photos.facet import Facet
from desktop_app.photos.store import PhotoStore


class SuggestedNoDogFacet(Facet):
    """Values: True for photos with the suggestion "no dog", False for photos with another one."""

    id = "suggested_no_dog"

    def mask(self, store: PhotoStore, value: bool) -> NDArray[np.bool_]:
        """Readable photos that were looked at, with or without this suggestion."""
        looked_at = (store.status != NONE) & (store.faults == NONE)
        found: NDArray[np.bool_] = looked_at & ((store.status == NO_DOG) == value)
        return found

    def counts(self, store: PhotoStore, within: NDArray[np.bool_]) -> dict[bool, int]:
        """Both."""
        return {value: int(np.count_nonzero(self.mask(store, value) & within)) for value in (True, False)}


FACET = SuggestedNoDogFacet()
