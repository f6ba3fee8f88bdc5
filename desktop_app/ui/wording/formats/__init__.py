"""The words of the export formats, one file each: a module that is called like the format's, with its `WORDS`.

A frozen app has to be told to collect all modules of this package, because nothing imports them by name.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from desktop_app.ui.wording.format_words import FormatWords


@cache
def all_words() -> Mapping[str, FormatWords]:
    """The words by the id of the format, which is the name of the module."""
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    return MappingProxyType({name: importlib.import_module(f"{__name__}.{name}").WORDS for name in names})
