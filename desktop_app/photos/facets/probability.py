"""The probability that stands beside a photo: of the kind that is said, else the first breed, or "no dog"."""

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.facet import Facet
from desktop_app.photos.kinds_said import shown_probability
from desktop_app.photos.store import PhotoStore

Range = tuple[float, float]
STEPS: tuple[Range, ...] = tuple((step / 10, (step + 1) / 10) for step in range(10))


class ProbabilityFacet(Facet):
    """Values: the lowest and the highest probability, both included. Photos without a suggestion only pass (0, 1)."""

    id = "probability"
    everything = (0.0, 1.0)

    def mask(self, store: PhotoStore, value: Range) -> NDArray[np.bool_]:
        """Photos within the range."""
        lowest, highest = value
        shown = shown_probability(store, slice(None))
        return (shown >= lowest) & (shown <= highest)

    def counts(self, store: PhotoStore, within: NDArray[np.bool_]) -> dict[Range, int]:
        """Ten ranges of a tenth each, also those of no photo. What lies on a limit is in both."""
        known = np.sort(shown_probability(store, slice(None))[within])
        return {
            (low, high): int(np.searchsorted(known, high, "right") - np.searchsorted(known, low, "left"))
            for low, high in STEPS
        }


FACET = ProbabilityFacet()
