"""How much the first suggestion is to be trusted, whatever a person decided."""

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.photos.codes import CONFIDENCE_CODE, CONFIDENCES, NONE
from desktop_app.photos.facet import Facet
from desktop_app.photos.store import PhotoStore


class ConfidenceFacet(Facet):
    """Values: a `Confidence`. Unreadable photos have none."""

    id = "confidence"

    def mask(self, store: PhotoStore, value: Confidence) -> NDArray[np.bool_]:
        """Readable photos whose suggestion has this word."""
        found: NDArray[np.bool_] = store.confidence == CONFIDENCE_CODE[Confidence(value)]
        found &= store.faults == NONE
        return found

    def counts(self, store: PhotoStore, within: NDArray[np.bool_]) -> dict[Confidence, int]:
        """Every word, also those of no photo."""
        words = store.confidence[within & (store.faults == NONE)]
        each = np.bincount(words + 1, minlength=len(CONFIDENCES) + 1)[1:].tolist()
        return dict(zip(CONFIDENCES, each, strict=True))


FACET = ConfidenceFacet()
