"""What a table brought into a session: labels, animals, picks and flags, as one step to undo."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from desktop_app.catalog.changes.base import only_fields
from desktop_app.catalog.changes.dog_labels import LabelDog
from desktop_app.catalog.changes.labels import SetLabels
from desktop_app.catalog.changes.several import Several


@dataclass(frozen=True, slots=True)
class Imported(Several):
    """Changes that a person took from a table.

    Attributes:
        source: the name of the table's file.
    """

    kind: ClassVar[str] = "imported"

    source: str = ""

    @property
    def labelled(self) -> int:
        """How many labels came in, those of further dogs among them."""
        of_dogs = sum(isinstance(change, LabelDog) for change in self.changes)
        return of_dogs + sum(len(change.labels) for change in self.changes if isinstance(change, SetLabels))

    def to_json(self) -> dict[str, Any]:
        """Its fields."""
        return {**Several.to_json(self), "source": self.source}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """What `to_json` gave."""
        only_fields(data, ("changes", "source"))
        if not isinstance(data["source"], str):
            raise ValueError(f"not the name of a table: {data['source']!r:.80}")
        # Half a sign, which JSON can write and nobody can show.
        data["source"].encode()
        return cls(Several.from_json({"changes": data["changes"]}).changes, data["source"])
