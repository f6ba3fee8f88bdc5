"""What was done in a session, for undo and for whoever asks later who decided what.

An entry holds the change as data, and the inverse that takes it back. The words for it are made where it is shown;
only the entries of schema 1 to 3 bring their own.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from desktop_app.catalog.changes import change_from_json
from desktop_app.catalog.changes.base import Change
from desktop_app.catalog.tables import history as table
from desktop_app.catalog.tables.history import MOVED
from desktop_app.catalog.values.labels import Label


@dataclass(frozen=True)
class HistoryEntry:
    """One thing that was done.

    Attributes:
        change_id: rises with time; what `Session.take_back` takes.
        at_ns: when, nanoseconds since the epoch.
        kind: the kind of change, or "moved" for a photo that was found again in another place.
        action: the words in which schema 1 to 3 kept it; "" for what was done since.
        who: "person", or the name of a rule.
        photos: how many photos were different afterwards.
        takes_back: id of the entry that it took back; None for something new.
        taken_back: whether what it did is no longer so: a later entry took it back. True for a change that was undone,
            and for the undoing of one that was done again.
        change_json: the change as it is kept.
        inverse_json: what takes it back, with its `kind`; None where nothing was changed or it cannot be taken back.
    """

    change_id: int
    at_ns: int
    kind: str
    action: str
    who: str
    photos: int
    takes_back: int | None
    taken_back: bool
    change_json: str
    inverse_json: str | None

    @property
    def at(self) -> datetime:
        """When, in UTC."""
        return datetime.fromtimestamp(self.at_ns / 1e9, UTC)

    @cached_property
    def change(self) -> Change | None:
        """What was done; None for what is no change (`moved`)."""
        return None if self.kind == MOVED else change_from_json(self.kind, json.loads(self.change_json))

    @cached_property
    def inverse(self) -> Change | None:
        """What takes it back, if anything does."""
        return None if self.inverse_json is None else _inverse(self.inverse_json)

    @property
    def photo_ids(self) -> tuple[int, ...]:
        """The photos that were different afterwards."""
        if self.kind == MOVED:
            return tuple(json.loads(self.change_json)["photos"])
        return () if self.inverse is None else tuple(self.inverse.ids)

    @property
    def moved(self) -> tuple[str, str] | None:
        """For `moved`: the old and the new path."""
        if self.kind != MOVED:
            return None
        read = json.loads(self.change_json)
        return read["from"], read["to"]

    @property
    def before(self) -> dict[int, Label | None]:
        """The labels before it, of the photos whose label it changed."""
        if self.kind == MOVED:
            return table.carried_labels(self.change_json, "before")
        return dict(getattr(self.inverse, "labels", {}))

    @property
    def after(self) -> dict[int, Label | None]:
        """The labels after it, of the photos whose label it changed."""
        if self.kind == MOVED:
            return table.carried_labels(self.change_json, "after")
        change = self.change
        labels: dict[int, Label | None] | None = getattr(change, "labels", None)
        if labels is None and change is not None and hasattr(change, "label"):
            labels = dict.fromkeys(change.ids, change.label)
        return {photo_id: label for photo_id, label in (labels or {}).items() if photo_id in self.before}


def append(
    connection: sqlite3.Connection, at_ns: int, who: str, change: Change, inverse: Change | None, takes_back: int | None
) -> int:
    """Note a change; the caller's transaction makes the entry and what it describes one.

    Returns:
        its id.
    """
    written = None if inverse is None else {"kind": inverse.kind, **inverse.to_json()}
    photos = 0 if inverse is None else len(inverse.ids)
    return table.append(connection, at_ns, change.kind, who, change.to_json(), written, photos, takes_back)


def read(connection: sqlite3.Connection) -> list[HistoryEntry]:
    """All entries, oldest first."""
    rows = connection.execute(f"SELECT {table.COLUMNS} FROM history ORDER BY change_id").fetchall()  # noqa: S608
    for row in rows:
        see_entry(row[2], row[3], row[4], row[5], row[6])
    effects = table.effects(connection)
    return [_entry(row, taken_back=effects.is_undone(row[0])) for row in rows]


def entry(connection: sqlite3.Connection, change_id: int) -> HistoryEntry | None:
    """One entry."""
    found = connection.execute(
        f"SELECT {table.COLUMNS} FROM history WHERE change_id = ?",  # noqa: S608 - names of columns
        (change_id,),
    ).fetchone()
    return None if found is None else _entry(found, taken_back=table.effects(connection).is_undone(change_id))


def inverses(connection: sqlite3.Connection, change_ids: Iterable[int]) -> list[tuple[int, Change]]:
    """What takes back these entries, each with its id; those that cannot be taken back are left out."""
    rows = connection.execute(
        "SELECT change_id, inverse FROM history WHERE inverse IS NOT NULL "
        "AND change_id IN (SELECT value FROM json_each(?)) ORDER BY change_id",
        (json.dumps(list(change_ids)),),
    )
    return [(change_id, _inverse(text)) for change_id, text in rows]


def see_entry(kind: str, action: str, who: str, change: str, inverse: str | None) -> None:
    """See that what is kept of an entry can be read and taken back.

    Raises:
        ValueError, TypeError, LookupError, RecursionError: it cannot.
    """
    seen = HistoryEntry(0, 0, kind, action, who, 0, None, False, change, inverse)
    if not isinstance(action, str) or not isinstance(who, str):
        raise TypeError("not words")
    if kind == MOVED:
        old, new = seen.moved or ("", "")
        table.see_move(change)
        if not isinstance(old, str) or not isinstance(new, str):
            raise TypeError("not places")
        _ = seen.before, seen.after
    _ = seen.change, seen.inverse


def _entry(row: tuple[Any, ...], *, taken_back: bool) -> HistoryEntry:
    change_id, at_ns, kind, action, who, change, inverse, photos, takes_back = row
    return HistoryEntry(change_id, at_ns, kind, action, who, photos, takes_back, taken_back, change, inverse)


def _inverse(text: str) -> Change:
    data = json.loads(text)
    if not isinstance(data, dict):
        raise ValueError(f"not a change: {text:.80}")
    return change_from_json(data.pop("kind"), data)
