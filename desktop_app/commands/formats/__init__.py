"""The words of the export formats, one file each: a module that is called like the format's, with its `WORDS`."""

from collections.abc import Mapping
from functools import cache

from desktop_app.commands.format_words import FormatWords
from desktop_app.discovery import one_of_each


@cache
def all_words() -> Mapping[str, FormatWords]:
    """The words by the id of the format, which is the name of the module.

    Raises:
        ValueError: a module has no `WORDS`.
    """
    return one_of_each(__name__, __path__, "WORDS", FormatWords)
