"""The filters in the sidebar, one file each: a module in here with a `PART` is shown, and need not be named elsewhere.

(What it does to the photos is the business of `photos/facets`.) A frozen app has to be told to collect all modules of
this package, because nothing imports them by name.
"""

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache

from desktop_app.ui.filters.part import FilterPart


@cache
def all_parts() -> Sequence[type[FilterPart]]:
    """The parts, in the order in which they stand."""
    names = [f"{__name__}.{module.name}" for module in pkgutil.iter_modules(__path__)]
    found: list[type[FilterPart]] = [importlib.import_module(name).PART for name in names]
    return sorted(found, key=lambda part: part.rank)
