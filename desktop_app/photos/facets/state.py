"""Where photos stand: waiting, to review, confirmed and so on; and those whose files are not there."""

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.rows import PhotoState
from desktop_app.photos.codes import STATE_CODE, STATES
from desktop_app.photos.facet import Facet
from desktop_app.photos.store import PhotoStore

# Not a state: a photo keeps its state, and its label, when its file is gone.
MISSING = "missing"


class StateFacet(Facet):
    """Values: a `PhotoState`, or `MISSING`."""

    id = "state"

    def mask(self, store: PhotoStore, value: PhotoState | str) -> NDArray[np.bool_]:
        """Photos in a state."""
        if value == MISSING:
            return store.missing
        found: NDArray[np.bool_] = store.state == STATE_CODE[PhotoState(value)]
        return found

    def counts(self, store: PhotoStore, within: NDArray[np.bool_]) -> dict[str, int]:
        """Every state, also those of no photo; a photo whose file is missing is counted twice."""
        each = np.bincount(store.state[within], minlength=len(STATES)).tolist()
        return {**dict(zip(STATES, each, strict=True)), MISSING: int(np.count_nonzero(store.missing & within))}


FACET = StateFacet()
