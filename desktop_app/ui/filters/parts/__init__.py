"""The filters in the sidebar, one file each: a module in here with a `PART` is shown, and need not be named elsewhere.

(What it does to the photos is the business of `photos/facets`.)
"""

from collections.abc import Sequence
from functools import cache

from desktop_app.discovery import one_of_each
from desktop_app.ui.filters.part import FilterPart


@cache
def all_parts() -> Sequence[type[FilterPart]]:
    """The parts, in the order in which they stand.

    Raises:
        ValueError: a module has no `PART`.
    """
    found = one_of_each(__name__, __path__, "PART", type(FilterPart))
    return sorted(found.values(), key=lambda part: part.rank)
