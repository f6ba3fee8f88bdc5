"""The kinds of files that are read, one module a reader: its `KINDS` are name → `Kind`."""

from collections.abc import Mapping

from benchmarks.fuzzing.example import Kind
from desktop_app.discovery import one_of_each


def all_kinds() -> Mapping[str, Kind]:
    """Name → kind, in the order of the modules.

    Raises:
        ValueError: two have the same name.
    """
    found: dict[str, Kind] = {}
    for kinds in one_of_each(__name__, __path__, "KINDS", dict).values():
        for name, kind in kinds.items():
            if name in found:
                raise ValueError(f"two kinds are called {name}")
            found[name] = kind
    return found
