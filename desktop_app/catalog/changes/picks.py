"""Picks: the photos of an animal for the adoption page, in order; the first is the cover."""

import json
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from desktop_app.catalog.changes.base import Change, Context, ids_from, only_fields
from desktop_app.catalog.tables import animals as animal_table


@dataclass(frozen=True, slots=True)
class SetPicks(Change):
    """Photos become picks, get another place among them, or are none any more.

    Attributes:
        picks: photo id → its place, from 1; None: it is no pick.
    """

    kind: ClassVar[str] = "set_picks"

    picks: Mapping[int, int | None]

    def __post_init__(self) -> None:
        object.__setattr__(self, "picks", dict(self.picks))
        if any(place is not None and place < 1 for place in self.picks.values()):
            raise ValueError("picks are counted from 1")

    @property
    def ids(self) -> Collection[int]:
        """The photos that it names."""
        return self.picks.keys()

    def apply(self, connection: sqlite3.Connection, context: Context) -> "SetPicks | None":
        """Set the places of photos that have another one."""
        known = context.survivors(connection, self.picks.keys())
        wanted = {known[photo]: place for photo, place in self.picks.items()}
        rows = connection.execute(
            "SELECT photo_id, pick FROM photos WHERE photo_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(wanted)),),
        )
        places = dict(rows.fetchall())
        # In the order in which they are named: the first is the one that a person meant.
        before = {photo: places[photo] for photo in wanted if photo in places and places[photo] != wanted[photo]}
        if not before:
            return None
        connection.executemany(
            "UPDATE photos SET pick = ? WHERE photo_id = ?", [(wanted[photo], photo) for photo in before]
        )
        animal_table.mark_arranged(connection, before, context.change_id)
        return SetPicks(before)

    def to_json(self) -> dict[str, Any]:
        """Its fields."""
        return {"picks": [[photo, place] for photo, place in self.picks.items()]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """What `to_json` gave."""
        only_fields(data, ("picks",))
        picks: dict[int, int | None] = {}
        for row in data["picks"] if isinstance(data["picks"], list) else [data["picks"]]:
            if not isinstance(row, list) or len(row) != 2:
                raise ValueError(f"not a pick: {row!r:.80}")
            picks[ids_from([row[0]])[0]] = None if row[1] is None else ids_from([row[1]])[0]
        return cls(picks)
