"""Photos that were picked for the adoption page."""

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.facet import Facet
from desktop_app.photos.store import PhotoStore


class PicksFacet(Facet):
    """Values: True for such photos, False for all others."""

    id = "picks"

    def mask(self, store: PhotoStore, value: bool) -> NDArray[np.bool_]:
        """Photos that are picks, or are none."""
        found: NDArray[np.bool_] = (store.pick > 0) == value
        return found

    def counts(self, store: PhotoStore, within: NDArray[np.bool_]) -> dict[bool, int]:
        """Both."""
        return {value: int(np.count_nonzero(self.mask(store, value) & within)) for value in (True, False)}


FACET = PicksFacet()
