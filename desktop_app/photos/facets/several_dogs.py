"""Photos of which a person says that they show several dogs."""

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.facet import Facet
from desktop_app.photos.store import PhotoStore


class SeveralDogsFacet(Facet):
    """Values: True for such photos, False for all others."""

    id = "several_dogs"

    def mask(self, store: PhotoStore, value: bool) -> NDArray[np.bool_]:
        """Photos of which this is said, or is not."""
        found: NDArray[np.bool_] = store.several_dogs == value
        return found

    def counts(self, store: PhotoStore, within: NDArray[np.bool_]) -> dict[bool, int]:
        """Both."""
        return {value: int(np.count_nonzero(self.mask(store, value) & within)) for value in (True, False)}


FACET = SeveralDogsFacet()
