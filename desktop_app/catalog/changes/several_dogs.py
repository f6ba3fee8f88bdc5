"""Several dogs in one photo, a litter for instance: such a photo says nothing of one animal's breed."""

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from desktop_app.catalog.changes.base import Change, Context, ids_from, only_fields
from desktop_app.catalog.tables import animals as animal_table


@dataclass(frozen=True, slots=True)
class FlagSeveralDogs(Change):
    """Say of photos that they show several dogs, or that they do not.

    Attributes:
        photo_ids: the photos.
        several: what is said of all of them.
    """

    kind: ClassVar[str] = "flag_several_dogs"

    photo_ids: Sequence[int]
    several: bool

    def __post_init__(self) -> None:
        object.__setattr__(self, "photo_ids", tuple(self.photo_ids))

    @property
    def ids(self) -> Collection[int]:
        """The photos that it names."""
        return self.photo_ids

    def apply(self, connection: sqlite3.Connection, context: Context) -> "FlagSeveralDogs | None":
        """Say it of those of which something else was said."""
        known = context.survivors(connection, self.photo_ids)
        rows = connection.execute(
            "UPDATE photos SET several_dogs = ? WHERE photo_id IN (SELECT value FROM json_each(?)) "
            "AND several_dogs <> ? RETURNING photo_id",
            (self.several, json.dumps(list(known.values())), self.several),
        )
        changed = sorted(int(photo_id) for (photo_id,) in rows.fetchall())
        animal_table.mark_arranged(connection, changed, context.change_id)
        return FlagSeveralDogs(changed, not self.several) if changed else None

    def to_json(self) -> dict[str, Any]:
        """Its fields."""
        return {"photo_ids": list(self.photo_ids), "several": self.several}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """What `to_json` gave."""
        only_fields(data, ("photo_ids", "several"))
        if not isinstance(data["several"], bool):
            raise ValueError(f"neither yes nor no: {data['several']!r:.80}")
        return cls(ids_from(data["photo_ids"]), data["several"])
