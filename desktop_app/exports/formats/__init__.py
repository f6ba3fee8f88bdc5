"""The export formats, one file each: a module in here with a `FORMAT` is offered, and need not be named anywhere else.

(What it is called is the business of `commands/formats`.)
"""

from collections.abc import Mapping
from functools import cache

from desktop_app.discovery import by_id, one_of_each
from desktop_app.exports.base import ExportFormat


@cache
def all_formats() -> Mapping[str, ExportFormat]:
    """The formats by id, in the order in which they are offered.

    Raises:
        ValueError: two have the same id, or a module has no `FORMAT`.
    """
    found = one_of_each(__name__, __path__, "FORMAT", ExportFormat)  # type: ignore[type-abstract]
    return by_id(sorted(found.values(), key=lambda each: (each.rank, each.id)))
