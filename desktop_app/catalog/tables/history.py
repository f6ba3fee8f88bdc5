"""What was done in a session: append-only, for undo and for whoever asks later who decided what."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from desktop_app.catalog.values.labels import Label, LabelKind


class HistoryKind(StrEnum):
    """What an action did."""

    LABELS = "labels"
    REMOVED = "removed"
    RESTORED = "restored"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class LabelChange:
    """One action on labels. `set_labels(change.before, …)` takes it back, `set_labels(change.after, …)` does it again.

    Attributes:
        action_id: of its entry in the history.
        before: photo id → the label before it.
        after: photo id → the label after it.
        decided_by: who or what decided.
        decided_ns: when, nanoseconds since the epoch.
    """

    action_id: int
    before: dict[int, Label | None]
    after: dict[int, Label | None]
    decided_by: str
    decided_ns: int


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One action.

    Attributes:
        action_id: rises with time.
        at: when, UTC.
        kind: what it did.
        action: in the words of the interface when it happened.
        decided_by: who or what: "person", or the name of a rule.
        photo_ids: the photos that it touched.
        before: the labels before it; empty for actions that touched none.
        after: the labels after it.
        moved: for `MOVED`, the old and the new path.
    """

    action_id: int
    at: datetime
    kind: HistoryKind
    action: str
    decided_by: str
    photo_ids: tuple[int, ...]
    before: dict[int, Label | None]
    after: dict[int, Label | None]
    moved: tuple[str, str] | None = None


def append(
    connection: sqlite3.Connection,
    kind: HistoryKind,
    action: str,
    decided_by: str,
    changes: Mapping[str, Any],
    at_ns: int,
) -> int:
    """Write an entry; the caller's transaction makes it and what it describes one.

    Returns:
        its id.
    """
    cursor = connection.execute(
        "INSERT INTO history (at_ns, kind, action, decided_by, changes) VALUES (?, ?, ?, ?, ?)",
        (at_ns, kind.value, action, decided_by, json.dumps(changes, separators=(",", ":"))),
    )
    assert cursor.lastrowid is not None  # noqa: S101 - an INSERT that succeeded has one
    return cursor.lastrowid


def read(connection: sqlite3.Connection) -> list[HistoryEntry]:
    """All entries, oldest first."""
    rows = connection.execute(
        "SELECT action_id, at_ns, kind, action, decided_by, changes FROM history ORDER BY action_id"
    )
    return [_entry(row) for row in rows]


def label_changes(before: Mapping[int, Label | None], after: Mapping[int, Label | None]) -> list[dict[str, Any]]:
    """What happened to labels, as the history keeps it: photos with the same change together."""
    groups: dict[tuple[Label | None, Label | None], list[int]] = {}
    for photo_id, label in after.items():
        groups.setdefault((before.get(photo_id), label), []).append(photo_id)
    return [
        {"photos": photo_ids, "before": _written(old), "after": _written(new)}
        for (old, new), photo_ids in groups.items()
    ]


def _entry(row: tuple[Any, ...]) -> HistoryEntry:
    action_id, at_ns, kind, action, decided_by, text = row
    changes = json.loads(text)
    before: dict[int, Label | None] = {}
    after: dict[int, Label | None] = {}
    for group in changes.get("labels", ()):
        before.update(dict.fromkeys(group["photos"], _read(group["before"])))
        after.update(dict.fromkeys(group["photos"], _read(group["after"])))
    photo_ids: Iterable[int] = changes.get("photos", after)
    moved = (changes["from"], changes["to"]) if "from" in changes else None
    return HistoryEntry(
        action_id,
        datetime.fromtimestamp(at_ns / 1e9, UTC),
        HistoryKind(kind),
        action,
        decided_by,
        tuple(photo_ids),
        before,
        after,
        moved,
    )


def _written(label: Label | None) -> list[str] | None:
    return None if label is None else [label.kind.value, *label.breed_ids]


def _read(written: list[str] | None) -> Label | None:
    return None if written is None else Label(LabelKind(written[0]), tuple(written[1:]))
