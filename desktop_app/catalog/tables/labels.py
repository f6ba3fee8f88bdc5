"""The labels in a session file. Only what a person (or a rule that a person set up) decides comes here."""

import json
import sqlite3
from collections.abc import Collection, Mapping

from desktop_app.catalog.tables.suggestions import ENTRY_BYTES
from desktop_app.catalog.values.labels import Decision, Label, stored_label

# Of the suggestion that was seen when deciding, so many breeds are kept: those that are shown.
_BREEDS_SEEN = 5

_DECISION = ("kind", "breed_ids", "decided_by", "decided_ns", "change_id")
_SEEN = ("pack_id", "seen_status", "seen_ranked", "seen_confidence")
_COLUMNS = (*_DECISION, *_SEEN)
_INTO = f"INSERT INTO labels (photo_id, {', '.join(_COLUMNS)})"
_INSTEAD = "ON CONFLICT (photo_id) DO UPDATE SET " + ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS)

_UPSERT = f"""{_INTO}
SELECT value, :kind, :breed_ids, :decided_by, :at_ns, :change_id,
       seen.pack_id, seen.status, substr(seen.ranked, 1, {_BREEDS_SEEN * ENTRY_BYTES}), seen.confidence
FROM json_each(:photos) LEFT JOIN suggestions AS seen ON seen.pack_id = :pack AND seen.photo_id = value WHERE true
{_INSTEAD}"""  # noqa: S608 - names of columns
_CARRY = f"""{_INTO}
SELECT :old, {", ".join(_DECISION[:-1])}, :change_id, {", ".join(_SEEN)}
FROM labels WHERE photo_id = :new
{_INSTEAD}"""  # noqa: S608 - names of columns


def read(connection: sqlite3.Connection, photo_ids: Collection[int]) -> dict[int, Label | None]:
    """The labels of these photos; None for those that have none."""
    found: dict[int, Label | None] = dict.fromkeys(photo_ids)
    rows = connection.execute(
        "SELECT photo_id, kind, breed_ids FROM labels "
        "WHERE kind IS NOT NULL AND photo_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(found)),),
    )
    for photo_id, kind, breed_ids in rows:
        found[photo_id] = stored_label(kind, breed_ids)
    return found


def decisions(connection: sqlite3.Connection, photo_ids: Collection[int]) -> dict[int, Decision]:
    """How the labels of these photos came about; without those that have none."""
    rows = connection.execute(
        "SELECT photo_id, decided_by, decided_ns, pack_id FROM labels "
        "WHERE kind IS NOT NULL AND photo_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(photo_ids)),),
    )
    return {photo_id: Decision(*decision) for photo_id, *decision in rows}


def write(
    connection: sqlite3.Connection,
    labels: Mapping[int, Label | None],
    decided: Decision,
    change_id: int,
    earlier: Mapping[int, Decision] | None = None,
) -> None:
    """Set labels (None clears), within the caller's transaction.

    What the pack said is kept beside a label, so that it can be told later what a person agreed with, whatever packs
    say by then.

    Args:
        connection: of the session.
        labels: photo id → label.
        decided: by whom, when, and on seeing which pack.
        change_id: of the entry in the history.
        earlier: photo id → how its label came about, where it was decided before and comes back.
    """
    earlier = earlier or {}
    groups: dict[tuple[Label | None, Decision], list[int]] = {}
    for photo_id, label in labels.items():
        groups.setdefault((label, earlier.get(photo_id, decided)), []).append(photo_id)
    for (label, how), photo_ids in groups.items():
        connection.execute(
            _UPSERT,
            {
                "kind": None if label is None else label.kind.value,
                "breed_ids": json.dumps([] if label is None else label.breed_ids),
                "decided_by": how.decided_by,
                "at_ns": how.decided_ns,
                "change_id": change_id,
                "pack": how.pack_id,
                "photos": json.dumps(photo_ids),
            },
        )


def carry(connection: sqlite3.Connection, new: int, old: int, change_id: int) -> None:
    """Give the photo `old` the label of `new`, with who decided it, when, and on seeing what."""
    connection.execute(_CARRY, {"new": new, "old": old, "change_id": change_id})
