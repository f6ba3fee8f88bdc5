"""The photos whose labels stand behind a breed that was learned."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.facet import Facet
from desktop_app.photos.store import PhotoStore


@dataclass(frozen=True, slots=True)
class TaughtBy:
    """A breed and the photos that taught it, as they were when a person asked.

    Attributes:
        breed_id: of the breed.
        photo_ids: of the photos.
    """

    breed_id: str
    photo_ids: tuple[int, ...]


class TaughtFacet(Facet):
    """Values: `TaughtBy`."""

    id = "taught"

    def mask(self, store: PhotoStore, value: TaughtBy) -> NDArray[np.bool_]:
        """Those photos, whatever became of their labels since."""
        found = np.zeros(store.size, np.bool_)
        positions = store.positions(value.photo_ids)
        found[positions[positions >= 0]] = True
        return found

    def counts(self, store: PhotoStore, within: NDArray[np.bool_]) -> dict[Any, int]:  # noqa: ARG002 - as for all
        """None: it is chosen beside a suggestion."""
        return {}


FACET = TaughtFacet()
