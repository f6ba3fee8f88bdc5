"""The labels in a session file. Only what a person (or a rule that a person set up) decides comes here."""

import json
import sqlite3
import time
from collections.abc import Iterable, Mapping
from typing import Any

from desktop_app.catalog.tables import history
from desktop_app.catalog.tables.history import HistoryKind, LabelChange
from desktop_app.catalog.values.labels import Label, stored_label

_UPSERT = """
INSERT INTO labels (photo_id, kind, breed_ids, decided_by, decided_ns, action_id)
SELECT value, :kind, :breed_ids, :decided_by, :at_ns, :action_id FROM json_each(:photos) WHERE true
ON CONFLICT (photo_id) DO UPDATE SET kind = excluded.kind, breed_ids = excluded.breed_ids,
    decided_by = excluded.decided_by, decided_ns = excluded.decided_ns, action_id = excluded.action_id
"""


def read(connection: sqlite3.Connection, photo_ids: Iterable[int]) -> dict[int, Label | None]:
    """The labels of these photos; None for those that have none."""
    ids = list(photo_ids)
    found: dict[int, Label | None] = dict.fromkeys(ids)
    rows = connection.execute(
        "SELECT photo_id, kind, breed_ids FROM labels "
        "WHERE kind IS NOT NULL AND photo_id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids),),
    )
    for photo_id, kind, breed_ids in rows:
        found[photo_id] = stored_label(kind, breed_ids)
    return found


def changing(
    connection: sqlite3.Connection, labels: Mapping[int, Label | None], *, unlabelled_only: bool
) -> dict[int, Label | None]:
    """Those of `labels` that differ from what is in the file.

    Args:
        connection: of the session.
        labels: photo id → label.
        unlabelled_only: leave photos alone that have a label, whatever it is.
    """
    now = read(connection, labels)
    return {
        photo_id: label
        for photo_id, label in labels.items()
        if label != now[photo_id] and not (unlabelled_only and now[photo_id] is not None)
    }


def write(
    connection: sqlite3.Connection,
    labels: Mapping[int, Label | None],
    action: str,
    decided_by: str,
    kind: HistoryKind = HistoryKind.LABELS,
    further: Mapping[str, Any] | None = None,
) -> LabelChange:
    """Set labels (None clears) and say so in the history, within the caller's transaction.

    Args:
        connection: of the session.
        labels: photo id → label.
        action: in the words of the interface.
        decided_by: "person", or the name of a rule.
        kind: of the entry in the history.
        further: what else the entry says.
    """
    at_ns = time.time_ns()
    before = read(connection, labels)
    changes = {**(further or {}), "labels": history.label_changes(before, labels)}
    action_id = history.append(connection, kind, action, decided_by, changes, at_ns)
    groups: dict[Label | None, list[int]] = {}
    for photo_id, label in labels.items():
        groups.setdefault(label, []).append(photo_id)
    for label, photo_ids in groups.items():
        connection.execute(
            _UPSERT,
            {
                "kind": None if label is None else label.kind.value,
                "breed_ids": json.dumps([] if label is None else label.breed_ids),
                "decided_by": decided_by,
                "at_ns": at_ns,
                "action_id": action_id,
                "photos": json.dumps(photo_ids),
            },
        )
    return LabelChange(action_id, before, dict(labels), decided_by, at_ns)
