"""What a filter is. Each filter is a file in `photos/facets` with one `FACET`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Hashable

    import numpy as np
    from numpy.typing import NDArray

    from desktop_app.photos.store import PhotoStore


class Facet(ABC):
    """One thing by which photos can be narrowed.

    Attributes:
        id: stable, in settings and in `Filters`.
        everything: the value that narrows nothing.
    """

    id: ClassVar[str]
    everything: ClassVar[Hashable] = None

    @abstractmethod
    def mask(self, store: PhotoStore, value: Any) -> NDArray[np.bool_]:
        """Which photos have `value`: bool `[positions]`, whatever it says of holes. Never asked for `everything`."""

    @abstractmethod
    def counts(self, store: PhotoStore, within: NDArray[np.bool_]) -> dict[Any, int]:
        """How many of the photos in `within` have each value that can be chosen from a list.

        Args:
            store: the photos.
            within: bool `[positions]`, holes are out.

        Returns:
            value → count. Values that no photo has may be left out, as may `everything`. Empty where values are typed.
        """
