"""The table of what was done in a session: append-only. What its JSON means, `catalog.history` knows."""

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from desktop_app.catalog.values.dog_labels import dog_from_json
from desktop_app.catalog.values.labels import Label, label_from_json, label_to_json

MOVED = "moved"
COLUMNS = "change_id, at_ns, kind, action, decided_by, change, inverse, photos, takes_back"


def next_id(connection: sqlite3.Connection) -> int:
    """The id that the next entry will have; ids are never used twice."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'history'").fetchone()
    return 1 if found is None else int(found[0]) + 1


def began_ns(connection: sqlite3.Connection) -> int | None:
    """When the first entry was made; None where there is none."""
    found = connection.execute("SELECT at_ns FROM history ORDER BY change_id LIMIT 1").fetchone()
    return None if found is None else int(found[0])


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
    dogs: Sequence[Any] = (),
) -> int:
    """Note that a photo was found again in another place.

    Args:
        connection: of the session.
        at_ns: when.
        photo_id: the photo.
        merged: the one that turned out to be the same, and ended.
        places: the old and the new path.
        carried: the label before, and the younger one of the photo that ended; None where that had none.
        dogs: labels of further dogs before, over which younger ones of the photo that ended were put: as
            `values.dog_labels.dog_to_json` gives them.
    """
    labels = []
    if carried is not None:
        before, after = carried
        labels = [{"photos": [photo_id], "before": label_to_json(before), "after": label_to_json(after)}]
    change = {"photos": [photo_id], "merged": merged, "from": places[0], "to": places[1], "labels": labels}
    if dogs:
        change["dogs"] = list(dogs)
    return append(connection, at_ns, MOVED, "pawsort", change, None, 1)


def label_before_merge(connection: sqlite3.Connection, merged: int) -> Label | None:
    """The label over which that of a photo was put when the photo turned out to be an older one that had moved."""
    seen: set[int] = set()
    while merged not in seen:
        seen.add(merged)
        found = connection.execute(
            "SELECT change FROM history WHERE kind = ? AND json_extract(change, '$.merged') = ?", (MOVED, merged)
        ).fetchone()
        if found is None:
            return None
        (merged,) = json.loads(found[0])["photos"]
        label = carried_labels(found[0], "before").get(merged)
        if label is not None:
            return label
    return None


def dogs_before_merge(connection: sqlite3.Connection, merged: int) -> list[Any]:
    """As `label_before_merge`: the labels of dogs over which those of a photo were put, as they were noted."""
    seen: set[int] = set()
    found: list[Any] = []
    while merged not in seen:
        seen.add(merged)
        row = connection.execute(
            "SELECT change FROM history WHERE kind = ? AND json_extract(change, '$.merged') = ?", (MOVED, merged)
        ).fetchone()
        if row is None:
            break
        change = json.loads(row[0])
        found += change.get("dogs", [])
        (merged,) = change["photos"]
    return found


class Effects:
    """Which changes are in effect after each entry.

    What is new is a change of its own; what takes something back turns the effect of that change over, and so does what
    takes that back again.
    """

    def __init__(self, entries: Iterable[tuple[int, int | None]]) -> None:
        """Follow the history.

        Args:
            entries: id, and the id of what it takes back, in order.
        """
        self._change: dict[int, int] = {}
        self._turns: dict[int, list[int]] = {}
        for entry, takes_back in entries:
            change = entry if takes_back is None else self._change[takes_back]
            self._change[entry] = change
            self._turns.setdefault(change, []).append(entry)

    def change_of(self, entry: int) -> int:
        """The change that an entry did, took back, or did again."""
        return self._change[entry]

    def last_turn(self, change: int) -> int:
        """The last entry that did the change, took it back or did it again."""
        return self._turns[change][-1]

    def is_undone(self, entry: int) -> bool:
        """Whether what an entry did to the effect of its change is no longer so."""
        turns = self._turns[self._change[entry]]
        return (len(turns) - turns.index(entry)) % 2 == 0

    def differing_since(self, entry: int) -> list[int]:
        """The changes that are in effect now and were not just after the entry, or the other way round."""
        return [
            change
            for change, turns in self._turns.items()
            if change != self._change[entry] and (len(turns) - bisect_right(turns, entry)) % 2
        ]


def effects(connection: sqlite3.Connection) -> Effects:
    """Which changes of the session are in effect."""
    return Effects(connection.execute("SELECT change_id, takes_back FROM history ORDER BY change_id"))


def see_move(change: str) -> None:
    """See that an entry `MOVED` names a photo, and the one that ended.

    Raises:
        ValueError, TypeError, KeyError: it does not.
    """
    read = json.loads(change)
    (photo_id,), merged = read["photos"], read["merged"]
    if type(photo_id) is not int or type(merged) is not int or not isinstance(read.get("labels", []), list):
        raise TypeError("not photos")
    for dog in read.get("dogs", []):
        dog_from_json(dog)


def carried_labels(change: str, side: str) -> dict[int, Label | None]:
    """The labels "before" or "after" that an entry `MOVED` gave a photo which was found again."""
    groups = json.loads(change).get("labels", [])
    return {photo_id: label_from_json(group[side]) for group in groups for photo_id in group["photos"]}


def _text(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
