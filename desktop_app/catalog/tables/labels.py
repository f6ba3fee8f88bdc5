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
# Of the file that the label was given to.
_CONTENT = "content_hash"
_COLUMNS = (*_DECISION, *_SEEN, _CONTENT)
_INTO = f"INSERT INTO labels (photo_id, {', '.join(_COLUMNS)})"
_INSTEAD = "ON CONFLICT (photo_id) DO UPDATE SET " + ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS)

_SET = f"""{_INTO}
SELECT value, :kind, :breed_ids, :decided_by, :at_ns, :change_id,
       seen.pack_id, seen.status, substr(seen.ranked, 1, {_BREEDS_SEEN * ENTRY_BYTES}), seen.confidence,
       CASE :content_of WHEN 'photo' THEN (SELECT content_hash FROM photos WHERE photo_id = value)
                        WHEN 'label' THEN (SELECT content_hash FROM labels WHERE photo_id = value)
                        ELSE :content END
FROM json_each(:photos) LEFT JOIN suggestions AS seen ON seen.pack_id = :pack AND seen.photo_id = value WHERE true
{_INSTEAD}"""  # noqa: S608 - names of columns
_OF_THE_PHOTO = "(SELECT content_hash FROM photos WHERE photos.photo_id = labels.photo_id)"
OF_ANOTHER_FILE = f"(labels.kind IS NOT NULL AND labels.content_hash <> {_OF_THE_PHOTO}) IS TRUE"
"""In SQL, of a row of `labels`: whether it was given to another content than the photo's file has."""
_CARRY = f"""{_INTO}
SELECT :old, {", ".join(_DECISION[:-1])}, :change_id, {", ".join(_SEEN)}, {_CONTENT}
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


def contents(connection: sqlite3.Connection, photo_ids: Collection[int]) -> dict[int, bytes | None]:
    """The contents (SHA-256) to which labels, also cleared ones, of these photos were given; None where unknown."""
    rows = connection.execute(
        "SELECT photo_id, content_hash FROM labels WHERE photo_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(photo_ids)),),
    )
    return dict(rows.fetchall())


def contents_elsewhere(connection: sqlite3.Connection, photo_ids: Collection[int]) -> dict[int, bytes | None]:
    """The same, of those alone whose file has another content now, or of which one of both is not known."""
    rows = connection.execute(
        "SELECT photo_id, content_hash FROM labels "  # noqa: S608 - names of columns
        "WHERE photo_id IN (SELECT value FROM json_each(?)) "
        f"AND content_hash IS NOT {_OF_THE_PHOTO}",
        (json.dumps(list(photo_ids)),),
    )
    return dict(rows.fetchall())


def first_read(connection: sqlite3.Connection, photo_ids: Collection[int]) -> None:
    """Note that labels which were given before these photos were read belong to what they hold, now that it is known.

    To be called before their content is anything but unknown to others, within the caller's transaction.
    """
    connection.execute(
        f"UPDATE labels SET content_hash = {_OF_THE_PHOTO} WHERE content_hash IS NULL "  # noqa: S608 - as above
        "AND photo_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(photo_ids)),),
    )


def write(
    connection: sqlite3.Connection,
    labels: Mapping[int, Label | None],
    decided: Decision,
    change_id: int,
    earlier: Mapping[int, Decision] | None = None,
    given_to: Mapping[int, bytes | None] | None = None,
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
        given_to: where labels come back: photo id → the content to which the label was given, where that is not the
            one of the label that it takes the place of. None: what the photos' files hold.
    """
    earlier = earlier or {}
    groups: dict[tuple[Label | None, Decision, str, bytes | None], list[int]] = {}
    for photo_id, label in labels.items():
        content_of, content = "photo", None
        if given_to is not None:
            content_of, content = ("", given_to[photo_id]) if photo_id in given_to else ("label", None)
        group = (label, earlier.get(photo_id, decided), content_of, content)
        groups.setdefault(group, []).append(photo_id)
    for (label, how, content_of, content), photo_ids in groups.items():
        connection.execute(
            _SET,
            {
                "content_of": content_of,
                "content": content,
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
