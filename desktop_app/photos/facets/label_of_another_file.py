"""Labels that were given to what a file held before somebody put another photo in its place."""

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.facet import Facet
from desktop_app.photos.store import PhotoStore


class LabelOfAnotherFileFacet(Facet):
    """Values: True for photos with such a label, False for all others."""

    id = "label_of_another_file"

    def mask(self, store: PhotoStore, value: bool) -> NDArray[np.bool_]:
        """Photos with or without such a label."""
        found: NDArray[np.bool_] = store.of_another_file == value
        return found

    def counts(self, store: PhotoStore, within: NDArray[np.bool_]) -> dict[bool, int]:
        """Both."""
        return {value: int(np.count_nonzero(self.mask(store, value) & within)) for value in (True, False)}


FACET = LabelOfAnotherFileFacet()
