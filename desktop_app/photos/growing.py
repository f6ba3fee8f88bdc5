"""Numpy columns of one length that grow as photos come, and tables of what repeats."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T", bound=Hashable)
SMALLEST = 64


class Kind(NamedTuple):
    """What a column holds: a numpy type, the value of a row that nobody has written, and how many values a row has."""

    dtype: type[np.generic]
    nothing: float = 0
    width: int = 0


class GrowingColumns:
    """Columns as attributes, each a view `[size]` (or `[size, width]`) that may be read and written.

    A view is only good until the next `grow`: ask for the attribute again, never keep it.
    """

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self.size = 0
        self._kinds = dict(kinds)
        self._full: dict[str, NDArray[Any]] = {}
        self.clear()

    def clear(self) -> None:
        """No rows, and little memory."""
        self.size = 0
        self._full = {name: _empty(kind, SMALLEST) for name, kind in self._kinds.items()}
        self._show()

    def grow(self, rows: int) -> None:
        """Add rows at the end. The room doubles, so that a hundred thousand rows in small chunks copy little."""
        room = len(next(iter(self._full.values())))
        needed = self.size + rows
        if needed > room:
            # From nothing, exactly what is asked for: most sessions are read once and grow seldom.
            wanted = needed if self.size == 0 else max(needed, 2 * room)
            for name, old in self._full.items():
                new = _empty(self._kinds[name], wanted)
                new[: self.size] = old[: self.size]
                self._full[name] = new
        self.size = needed
        self._show()

    @property
    def nbytes(self) -> int:
        """Bytes of all columns, their spare room too."""
        return sum(column.nbytes for column in self._full.values())

    def _show(self) -> None:
        for name, column in self._full.items():
            setattr(self, name, column[: self.size])


def _empty(kind: Kind, rows: int) -> NDArray[Any]:
    return np.full((rows, kind.width) if kind.width else rows, kind.nothing, kind.dtype)


class Table(Generic[T]):
    """Values that repeat, each once; columns hold their places. It only grows, so that places stay good."""

    def __init__(self, values: Iterable[T] = ()) -> None:
        self.values: list[T] = []
        self._places: dict[T, int] = {}
        self.replace(values)

    def replace(self, values: Iterable[T]) -> None:
        """Start afresh with these values, at their places."""
        self.values = list(values)
        self._places = {value: place for place, value in enumerate(self.values)}

    def place(self, value: T) -> int:
        """Where a value stands; a new one is put at the end."""
        found = self._places.setdefault(value, len(self.values))
        if found == len(self.values):
            self.values.append(value)
        return found

    def places(self, values: Sequence[T]) -> list[int]:
        """Where values stand; new ones are put at the end, in their order."""
        # As a rule all are known.
        found = list(map(self._places.get, values))
        known = [place for place in found if place is not None]
        return known if len(known) == len(found) else list(map(self.place, values))

    def find(self, value: T) -> int | None:
        """Where a value stands, or None."""
        return self._places.get(value)

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, place: int) -> T:
        return self.values[place]
