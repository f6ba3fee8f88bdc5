"""Packages that are looked through: each of their modules is one more of a kind, and is named nowhere else.

PyInstaller sees no import of such a module: their packages stand in `LOOKED_THROUGH` in `packaging/contents.py`, and a
test holds that list complete.
"""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType, ModuleType
from typing import Protocol, TypeVar


class HasId(Protocol):
    """What a module brings along, where it is known by an id."""

    @property
    def id(self) -> str:
        """Stable: settings and files keep it."""
        ...


T = TypeVar("T")
Identified = TypeVar("Identified", bound=HasId)


def modules_of(package: str, path: Iterable[str]) -> Iterator[ModuleType]:
    """The modules of a package, in the order of their names.

    Args:
        package: its `__name__`.
        path: its `__path__`.
    """
    for module in sorted(pkgutil.iter_modules(path, f"{package}."), key=lambda module: module.name):
        yield importlib.import_module(module.name)


def one_of_each(package: str, path: Iterable[str], attribute: str, kind: type[T]) -> Mapping[str, T]:
    """What each module of a package has under one name.

    Args:
        package: its `__name__`.
        path: its `__path__`.
        attribute: the name.
        kind: what stands there.

    Returns:
        name of the module, without the package → that, in the order of the names.

    Raises:
        ValueError: a module has nothing of the kind.
    """
    found: dict[str, T] = {}
    for module in modules_of(package, path):
        there = getattr(module, attribute, None)
        if not isinstance(there, kind):
            raise ValueError(f"{module.__name__} has no {attribute}")
        found[module.__name__.rpartition(".")[2]] = there
    return MappingProxyType(found)


def by_id(found: Iterable[Identified]) -> Mapping[str, Identified]:
    """The same by their ids, in the same order.

    Raises:
        ValueError: two have the same id.
    """
    known: dict[str, Identified] = {}
    for each in found:
        if each.id in known:
            raise ValueError(f"two are called {each.id!r}: {type(known[each.id]).__name__}, {type(each).__name__}")
        known[each.id] = each
    return MappingProxyType(known)
