"""Photos whose first suggestion was learned from labels."""

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.codes import NONE, OK
from desktop_app.photos.facet import Facet
from desktop_app.photos.store import PhotoStore


class LearnedFacet(Facet):
    """Values: True for such photos, False for all others."""

    id = "learned"

    def mask(self, store: PhotoStore, value: bool) -> NDArray[np.bool_]:
        """Photos beside which it says so: readable ones, which a dog is suggested for, and nobody has decided."""
        found: NDArray[np.bool_] = store.learned > 0
        found &= (store.status == OK) & (store.faults == NONE) & (store.labels == NONE)
        return found if value else ~found

    def counts(self, store: PhotoStore, within: NDArray[np.bool_]) -> dict[bool, int]:
        """Both."""
        return {value: int(np.count_nonzero(self.mask(store, value) & within)) for value in (True, False)}


FACET = LearnedFacet()
