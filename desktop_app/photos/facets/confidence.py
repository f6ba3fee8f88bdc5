"""How far what a photo says it looks like is to be trusted, whatever a person decided: the word that its tile shows."""

from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.photos.codes import CONFIDENCE_CODE, CONFIDENCES, NONE
from desktop_app.photos.facet import Facet
from desktop_app.photos.kinds_said import said_kinds
from desktop_app.photos.store import PhotoStore

# Of photos that say a kind of dog instead of a breed: sure of that, and of no breed. They are no photos of a sure
# breed, of which many are confirmed at once, and none of an unsure one.
OF_KIND: Final = "kind"

Word = Confidence | Literal["kind"]


class ConfidenceFacet(Facet):
    """Values: a `Confidence` of the first breed, or `OF_KIND`. Unreadable photos have none."""

    id = "confidence"

    def mask(self, store: PhotoStore, value: Word) -> NDArray[np.bool_]:
        """Readable photos whose suggestion has this word."""
        of_kind = said_kinds(store, slice(None)) != NONE
        found: NDArray[np.bool_]
        if value == OF_KIND:
            found = of_kind & (store.faults == NONE)
            return found
        found = store.confidence == CONFIDENCE_CODE[Confidence(value)]
        found &= (store.faults == NONE) & ~of_kind
        return found

    def counts(self, store: PhotoStore, within: NDArray[np.bool_]) -> dict[Word, int]:
        """Every word, also those of no photo."""
        readable = within & (store.faults == NONE)
        of_kind = said_kinds(store, slice(None)) != NONE
        words = store.confidence[readable & ~of_kind]
        each = np.bincount(words + 1, minlength=len(CONFIDENCES) + 1)[1:].tolist()
        return {**dict(zip(CONFIDENCES, each, strict=True)), OF_KIND: int(np.count_nonzero(readable & of_kind))}


FACET = ConfidenceFacet()
