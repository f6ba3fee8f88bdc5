"""Several dogs in one photo, a litter for instance: such a photo says nothing of one animal's breed.

What a person says of it counts more than how many dogs were found.
"""

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from desktop_app.catalog.changes.base import Change, Context, ids_from, only_fields
from desktop_app.catalog.changes.several import Several
from desktop_app.catalog.tables import animals as animal_table


@dataclass(frozen=True, slots=True)
class FlagSeveralDogs(Change):
    """Say of photos that they show several dogs, or one; or say nothing of it any more.

    Attributes:
        photo_ids: the photos.
        several: they show several.
        one: they show one, whatever was found in them. Where neither is true, nothing is said.

    Raises:
        ValueError: both are said.
    """

    kind: ClassVar[str] = "flag_several_dogs"

    photo_ids: Sequence[int]
    several: bool
    one: bool = False

    def __post_init__(self) -> None:
        if self.several and self.one:
            raise ValueError("one dog, and several")
        object.__setattr__(self, "photo_ids", tuple(self.photo_ids))

    @property
    def ids(self) -> Collection[int]:
        """The photos that it names."""
        return self.photo_ids

    def apply(self, connection: sqlite3.Connection, context: Context) -> "FlagSeveralDogs | Several | None":
        """Say it of those of which something else was said."""
        wanted = list(context.survivors(connection, self.photo_ids).values())
        before: dict[tuple[bool, bool], list[int]] = {}
        rows = connection.execute(
            "SELECT photo_id, several_dogs, one_dog FROM photos WHERE photo_id IN (SELECT value FROM json_each(?)) "
            "AND (several_dogs <> ? OR one_dog <> ?) ORDER BY photo_id",
            (json.dumps(wanted), self.several, self.one),
        )
        for photo_id, several, one in rows.fetchall():
            before.setdefault((bool(several), bool(one)), []).append(photo_id)
        changed = [photo_id for photo_ids in before.values() for photo_id in photo_ids]
        connection.execute(
            "UPDATE photos SET several_dogs = ?, one_dog = ? WHERE photo_id IN (SELECT value FROM json_each(?))",
            (self.several, self.one, json.dumps(changed)),
        )
        animal_table.mark_arranged(connection, changed, context.change_id)
        inverses = [FlagSeveralDogs(photo_ids, *said) for said, photo_ids in before.items()]
        return Several(inverses) if len(inverses) > 1 else inverses[0] if inverses else None

    def to_json(self) -> dict[str, Any]:
        """Its fields."""
        said = {"photo_ids": list(self.photo_ids), "several": self.several}
        return said | {"one": True} if self.one else said

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """What `to_json` gave."""
        only_fields(data, ("photo_ids", "several"), ("one",))
        said = data["several"], data.get("one", False)
        if not all(isinstance(each, bool) for each in said):
            raise ValueError(f"neither yes nor no: {said!r:.80}")
        return cls(ids_from(data["photo_ids"]), *said)
