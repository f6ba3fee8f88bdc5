"""What a person can do to a session and take back, as data: one file a kind of change.

A new kind is one new module here with a subclass of `Change`; the history knows it by its `kind`. What has been
released keeps its kind and the names of its fields: they stand in sessions.
"""

import inspect
from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType
from typing import Any

from desktop_app.catalog.changes.base import Change
from desktop_app.discovery import modules_of


@cache
def kinds() -> Mapping[str, type[Change]]:
    """All kinds of changes by name: those of the modules of this package.

    Raises:
        ValueError: two have the same name.
    """
    found: dict[str, type[Change]] = {}
    for module in modules_of(__name__, __path__):
        for kind in _kinds_of(module):
            if kind.kind in found:
                raise ValueError(f"two kinds of changes are called {kind.kind!r}")
            found[kind.kind] = kind
    return found


def _kinds_of(module: ModuleType) -> Iterator[type[Change]]:
    for each in vars(module).values():
        here = inspect.isclass(each) and each.__module__ == module.__name__
        if here and issubclass(each, Change) and "kind" in vars(each):
            yield each


def change_from_json(kind: str, data: Any) -> Change:
    """The change that a session keeps.

    Args:
        kind: its name.
        data: what `to_json` gave.

    Raises:
        ValueError: the kind is unknown, or the data is not one of its changes.
    """
    known = kinds().get(kind)
    if known is None:
        raise ValueError(f"no kind of change is called {kind!r}")
    if not isinstance(data, dict):
        raise ValueError(f"not a change: {data!r:.80}")
    return known.from_json(data)
