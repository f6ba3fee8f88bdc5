"""The export formats, one file each: a module in here with a `FORMAT` is offered, and need not be named anywhere else.

(What it is called is the business of `ui/wording/formats`.) A frozen app has to be told to collect all modules of this
package, because nothing imports them by name.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from desktop_app.exports.base import ExportFormat


@cache
def all_formats() -> Mapping[str, ExportFormat]:
    """The formats by id, in the order in which they are offered.

    Raises:
        ValueError: two have the same id, or a module has no `FORMAT`.
    """
    found: dict[str, ExportFormat] = {}
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        export_format = getattr(importlib.import_module(module.name), "FORMAT", None)
        if not isinstance(export_format, ExportFormat):
            raise ValueError(f"{module.name} has no FORMAT")
        if export_format.id in found:
            raise ValueError(f"two formats are called {export_format.id!r}")
        found[export_format.id] = export_format
    return MappingProxyType(dict(sorted(found.items(), key=lambda each: (each[1].rank, each[0]))))
