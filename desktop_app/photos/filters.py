"""Which photos a person wants to see."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.facets import all_facets
from desktop_app.photos.store import PhotoStore


class Filters(Mapping[str, Any]):
    """Facet id → the value that photos must have; only what narrows is in it, so that `Filters()` shows everything.

    Immutable, comparable, hashable.

    Raises:
        KeyError: there is no such facet.
    """

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Hashable] | None = None) -> None:
        facets = all_facets()
        given = values or {}
        unknown = [facet_id for facet_id in given if facet_id not in facets]
        if unknown:
            raise KeyError(unknown[0])
        self._values = {
            facet_id: given[facet_id]
            for facet_id, facet in facets.items()
            if facet_id in given and given[facet_id] != facet.everything
        }

    def __getitem__(self, facet_id: str) -> Any:
        return self._values[facet_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(tuple(self._values.items()))

    def __repr__(self) -> str:
        return f"Filters({self._values!r})"

    def value(self, facet_id: str) -> Any:
        """What is chosen of a facet; its `everything` where nothing is."""
        return self._values.get(facet_id, all_facets()[facet_id].everything)

    def without(self, facet_id: str) -> "Filters":
        """The same without one facet."""
        return Filters({other: value for other, value in self._values.items() if other != facet_id})


def passing(store: PhotoStore, filters: Filters) -> NDArray[np.bool_]:
    """Which photos pass all filters: bool `[positions]`, holes never do."""
    facets = all_facets()
    mask = store.present.copy()
    for facet_id, value in filters.items():
        mask &= facets[facet_id].mask(store, value)
    return mask


def counts(store: PhotoStore, filters: Filters) -> dict[str, dict[Any, int]]:
    """How many photos one would see on choosing each value, with the other filters as they are.

    Returns:
        facet id → value → count. Each facet's `everything` is among its values: so many without this filter.
    """
    facets = all_facets()
    masks = {facet_id: facets[facet_id].mask(store, value) for facet_id, value in filters.items()}
    all_of_them = store.present.copy()
    for mask in masks.values():
        all_of_them &= mask
    found: dict[str, dict[Any, int]] = {}
    for facet_id, facet in facets.items():
        within = all_of_them
        if facet_id in masks:
            within = store.present.copy()
            for other, mask in masks.items():
                if other != facet_id:
                    within &= mask
        found[facet_id] = {facet.everything: int(np.count_nonzero(within)), **facet.counts(store, within)}
    return found
