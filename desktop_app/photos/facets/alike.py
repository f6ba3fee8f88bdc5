"""The photos that are most like one photo."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.facet import Facet
from desktop_app.photos.store import PhotoStore


@dataclass(frozen=True, slots=True)
class AlikeTo:
    """A photo, and those that are most like it, as they were found when a person asked.

    Attributes:
        photo_id: of the photo.
        name: of its file.
        photo_ids: the most alike first, itself before all others.
    """

    photo_id: int
    name: str
    photo_ids: tuple[int, ...]

    def ranks(self, store: PhotoStore) -> NDArray[np.int32]:
        """int32 `[positions]`: 0 for the photo itself, 1 for the most alike, and so on; -1 for all others."""
        ranks = np.full(store.size, -1, np.int32)
        positions = store.positions(self.photo_ids)
        known = np.flatnonzero(positions >= 0)
        ranks[positions[known]] = known
        return ranks


class AlikeFacet(Facet):
    """Values: `AlikeTo`."""

    id = "alike"

    def mask(self, store: PhotoStore, value: AlikeTo) -> NDArray[np.bool_]:
        """The photo and those that are most like it."""
        return np.asarray(value.ranks(store) >= 0)

    def counts(self, store: PhotoStore, within: NDArray[np.bool_]) -> dict[Any, int]:  # noqa: ARG002 - as for all
        """None: the photo is chosen in the gallery."""
        return {}


FACET = AlikeFacet()
