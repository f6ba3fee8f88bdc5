"""The filters, one file each: a module in here with a `FACET` is a filter, and need not be named anywhere else.

(What it is called, and how it is chosen, is the business of the interface.) A frozen app has to be told to collect all
modules of this package, because nothing imports them by name.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from desktop_app.photos.facet import Facet


@cache
def all_facets() -> Mapping[str, Facet]:
    """The filters by id, in the order of their modules' names.

    Raises:
        ValueError: two have the same id, or a module has no `FACET`.
    """
    found: dict[str, Facet] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        facet = getattr(importlib.import_module(f"{__name__}.{module.name}"), "FACET", None)
        if not isinstance(facet, Facet):
            raise ValueError(f"{__name__}.{module.name} has no FACET")
        if facet.id in found:
            raise ValueError(f"two filters are called {facet.id!r}")
        found[facet.id] = facet
    return MappingProxyType(found)
