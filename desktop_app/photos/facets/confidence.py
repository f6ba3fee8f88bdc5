"""How much what is said of a photo is to be trusted, whatever a person decided."""

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.photos.codes import CONFIDENCE_CODE, CONFIDENCES, NONE
from desktop_app.photos.facet import Facet
from desktop_app.photos.kinds_said import said_kinds
from desktop_app.photos.store import PhotoStore

SURE_OF_KIND = "sure_of_kind"
"""Sure of the kind of dog, and of no breed."""


class ConfidenceFacet(Facet):
    """Values: a `Confidence`, of the first breed, or `SURE_OF_KIND` instead. Unreadable photos have none."""

    id = "confidence"

    def mask(self, store: PhotoStore, value: Confidence | str) -> NDArray[np.bool_]:
        """Readable photos of which this is said."""
        of_kind = said_kinds(store, slice(None)) != NONE
        found: NDArray[np.bool_] = store.faults == NONE
        if value == SURE_OF_KIND:
            found &= of_kind
        else:
            found &= (store.confidence == CONFIDENCE_CODE[Confidence(value)]) & ~of_kind
        return found

    def counts(self, store: PhotoStore, within: NDArray[np.bool_]) -> dict[Confidence | str, int]:
        """Every word, also those of no photo; that of kinds where the session has some."""
        readable = within & (store.faults == NONE)
        of_kind = readable & (said_kinds(store, slice(None)) != NONE)
        words = store.confidence[readable & ~of_kind]
        each = np.bincount(words + 1, minlength=len(CONFIDENCES) + 1)[1:].tolist()
        found: dict[Confidence | str, int] = dict(zip(CONFIDENCES, each, strict=True))
        if store.has_kinds:
            found[SURE_OF_KIND] = int(of_kind.sum())
        return found


FACET = ConfidenceFacet()
