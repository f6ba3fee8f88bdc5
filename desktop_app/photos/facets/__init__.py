"""The filters, one file each: a module in here with a `FACET` is a filter, and need not be named anywhere else.

(What it is called, and how it is chosen, is the business of the interface.)
"""

from collections.abc import Mapping
from functools import cache

from desktop_app.discovery import by_id, one_of_each
from desktop_app.photos.facet import Facet


@cache
def all_facets() -> Mapping[str, Facet]:
    """The filters by id, in the order of their modules' names.

    Raises:
        ValueError: two have the same id, or a module has no `FACET`.
    """
    return by_id(one_of_each(__name__, __path__, "FACET", Facet).values())  # type: ignore[type-abstract]
