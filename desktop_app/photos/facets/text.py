"""What stands in the names of files and folders."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.facet import Facet
from desktop_app.photos.store import PhotoStore


class TextFacet(Facet):
    """Values: a text to find, whatever the case."""

    id = "text"
    everything = ""

    def mask(self, store: PhotoStore, value: str) -> NDArray[np.bool_]:
        """Photos whose path holds the text."""
        return store.names.hits(value, store.folder)

    def counts(self, store: PhotoStore, within: NDArray[np.bool_]) -> dict[Any, int]:  # noqa: ARG002 - as for all
        """None: a text is typed."""
        return {}


FACET = TextFacet()
