"""What rows of a table say of single photos, and where two of them contradict each other."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class RowName(NamedTuple):
    """What a row is called when something is said of it: its line, and the photo, folder or animal that it names."""

    line: int
    source: str


@dataclass(slots=True)
class Claim(Generic[Value]):
    """What is said of one photo.

    Attributes:
        weight: how much the rows count that say so: those of photos more than those of folders.
        value: what they say.
        rows: which they are, each with what it says.
        is_contradicted: whether they do not all say the same.
    """

    weight: int
    value: Value
    rows: list[tuple[RowName, str]] = field(default_factory=list)
    is_contradicted: bool = False


class Claims(Generic[Key, Value]):
    """Claims by photo, or by what else they are about."""

    def __init__(self) -> None:
        self._by_place: dict[Key, Claim[Value]] = {}

    def add(self, place: Key, weight: int, value: Value, row: RowName, said: str) -> None:
        """Take what a row says of the photo at a place."""
        before = self._by_place.get(place)
        if before is None or before.weight < weight:
            self._by_place[place] = Claim(weight, value, [(row, said)])
        elif before.weight == weight:
            before.rows.append((row, said))
            before.is_contradicted |= before.value != value

    def __len__(self) -> int:
        return len(self._by_place)

    def __iter__(self) -> Iterator[tuple[Key, Claim[Value]]]:
        """What is said, in the order in which it was said first."""
        return iter(self._by_place.items())

    def get(self, place: Key) -> Claim[Value] | None:
        """What is said of one photo."""
        return self._by_place.get(place)
