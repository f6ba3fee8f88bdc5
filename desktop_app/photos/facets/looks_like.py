"""The breed that photos look like, whatever a person decided."""

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.facet import Facet
from desktop_app.photos.store import PhotoStore


class LooksLikeFacet(Facet):
    """Values: ids of breeds."""

    id = "looks_like"

    def mask(self, store: PhotoStore, value: str) -> NDArray[np.bool_]:
        """Photos whose first suggestion is this breed."""
        breed = store.tables.breeds.find(value)
        return np.zeros(store.size, np.bool_) if breed is None else store.suggested == breed

    def counts(self, store: PhotoStore, within: NDArray[np.bool_]) -> dict[str, int]:
        """The breeds that at least one photo looks like, in the order of the table of breeds."""
        # Moved up by one, because bincount takes no -1.
        each = np.bincount(store.suggested[within] + 1)[1:]
        breeds = np.flatnonzero(each)
        return {store.tables.breeds[breed]: int(each[breed]) for breed in breeds.tolist()}


FACET = LooksLikeFacet()
