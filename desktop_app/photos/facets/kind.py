"""The kind of dog that photos look like ("spaniel"), whatever a person decided."""

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.codes import NONE, OK
from desktop_app.photos.facet import Facet
from desktop_app.photos.store import PhotoStore


class KindFacet(Facet):
    """Values: ids of kinds. Photos without a dog, and those of packs without kinds, have none."""

    id = "kind"

    def mask(self, store: PhotoStore, value: str) -> NDArray[np.bool_]:
        """Photos whose likeliest kind is this one."""
        kind = store.tables.breeds.find(value)
        return np.zeros(store.size, np.bool_) if kind is None else suggested_kinds(store) == kind

    def counts(self, store: PhotoStore, within: NDArray[np.bool_]) -> dict[str, int]:
        """The kinds that at least one photo looks like, in the order of the table of breeds."""
        # Moved up by one, because bincount takes no -1.
        each = np.bincount(suggested_kinds(store)[within] + 1)[1:]
        kinds = np.flatnonzero(each)
        return {store.tables.breeds[kind]: int(each[kind]) for kind in kinds.tolist()}


def suggested_kinds(store: PhotoStore) -> NDArray[np.int32]:
    """int32 `[positions]`: places in `tables.breeds` of the likeliest kinds; -1 where none is suggested."""
    return np.where(store.status == OK, store.kinds, np.int32(NONE))


FACET = KindFacet()
