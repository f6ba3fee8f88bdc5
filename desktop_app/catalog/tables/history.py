"""The table of what was done in a session: append-only. What its JSON means, `catalog.history` knows."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from desktop_app.catalog.values.labels import Label, label_from_json, label_to_json

MOVED = "moved"
COLUMNS = "change_id, at_ns, kind, action, decided_by, change, inverse, photos, takes_back"


def next_id(connection: sqlite3.Connection) -> int:
    """The id that the next entry will have; ids are never used twice."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'history'").fetchone()
    return 1 if found is None else int(found[0]) + 1


def append(
    connection: sqlite3.Connection,
    at_ns: int,
    kind: str,
    who: str,
    change: Mapping[str, Any],
    inverse: Mapping[str, Any] | None,
    photos: int,
    takes_back: int | None = None,
) -> int:
    """Write an entry; the caller's transaction makes it and what it describes one.

    Returns:
        its id.
    """
    cursor = connection.execute(
        "INSERT INTO history (at_ns, kind, action, decided_by, change, inverse, photos, takes_back) "
        "VALUES (?, ?, '', ?, ?, ?, ?, ?)",
        (at_ns, kind, who, _text(change), None if inverse is None else _text(inverse), photos, takes_back),
    )
    assert cursor.lastrowid is not None  # noqa: S101 - an INSERT that succeeded has one
    return cursor.lastrowid


def append_move(
    connection: sqlite3.Connection,
    at_ns: int,
    photo_id: int,
    merged: int,
    places: tuple[str, str],
    carried: tuple[Label | None, Label] | None,
) -> int:
    """Note that a photo was found again in another place.

    Args:
        connection: of the session.
        at_ns: when.
        photo_id: the photo.
        merged: the one that turned out to be the same, and ended.
        places: the old and the new path.
        carried: the label before, and the younger one of the photo that ended; None where that had none.
    """
    labels = []
    if carried is not None:
        before, after = carried
        labels = [{"photos": [photo_id], "before": label_to_json(before), "after": label_to_json(after)}]
    change = {"photos": [photo_id], "merged": merged, "from": places[0], "to": places[1], "labels": labels}
    return append(connection, at_ns, MOVED, "pawsort", change, None, 1)


def label_before_merge(connection: sqlite3.Connection, merged: int) -> Label | None:
    """The label over which that of a photo was put when the photo turned out to be an older one that had moved."""
    while True:
        found = connection.execute(
            "SELECT change FROM history WHERE kind = ? AND json_extract(change, '$.merged') = ?", (MOVED, merged)
        ).fetchone()
        if found is None:
            return None
        (merged,) = json.loads(found[0])["photos"]
        label = carried_labels(found[0], "before").get(merged)
        if label is not None:
            return label


def taken_back(takes_back: Mapping[int, int | None]) -> dict[int, int]:
    """The entries that no longer count, each with the one that took it back; given is what each takes back."""
    over: dict[int, int] = {}
    for change_id in sorted(takes_back, reverse=True):
        old = takes_back[change_id]
        if old is not None and change_id not in over:
            over[old] = change_id
    return over


def carried_labels(change: str, side: str) -> dict[int, Label | None]:
    """The labels "before" or "after" that an entry `MOVED` gave a photo which was found again."""
    groups = json.loads(change).get("labels", [])
    return {photo_id: label_from_json(group[side]) for group in groups for photo_id in group["photos"]}


def _text(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
