"""The labels of further dogs in a session file: of those beside the first one, whose label is the photo's."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from desktop_app.catalog.values.boxes import box_bytes, stored_box
from desktop_app.catalog.values.dog_labels import Dog, DogLabel, dog_to_json
from desktop_app.catalog.values.labels import Decision, Label, stored_label
from desktop_app.catalog.values.suggestions import Box

_COLUMNS = ("kind", "breed_ids", "decided_by", "decided_ns", "change_id", "pack_id", "content_hash")
_WRITE = (
    f"INSERT INTO dog_labels (photo_id, box, {', '.join(_COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "  # noqa: S608
    f"ON CONFLICT (photo_id, box) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS)}"
)
_OF_THE_PHOTO = "(SELECT content_hash FROM photos WHERE photos.photo_id = dog_labels.photo_id)"
_IDS = "(SELECT value FROM json_each(?))"


def read(connection: sqlite3.Connection, photo_ids: Iterable[int] | None = None) -> dict[int, dict[Box, Label]]:
    """The labels of further dogs of these photos (of all in the session where None), by the box of the dog.

    Labels that were given to what a file held before are left out: that content had other dogs. They are kept, and are
    back with it.
    """
    which = "(SELECT photo_id FROM present_photos)" if photo_ids is None else _IDS
    rows = connection.execute(
        "SELECT photo_id, box, kind, breed_ids FROM dog_labels "  # noqa: S608 - texts of ours
        f"WHERE kind IS NOT NULL AND (content_hash <> {_OF_THE_PHOTO}) IS NOT TRUE AND photo_id IN {which} "
        "ORDER BY change_id, box",
        () if photo_ids is None else (json.dumps([int(each) for each in photo_ids]),),
    )
    found: dict[int, dict[Box, Label]] = {}
    for photo_id, box, kind, breed_ids in rows:
        found.setdefault(photo_id, {})[stored_box(box)] = stored_label(kind, breed_ids)
    return found


def kept(connection: sqlite3.Connection, photo_ids: Collection[int]) -> dict[Dog, DogLabel]:
    """All labels of further dogs of these photos, whatever content they were given to."""
    rows = connection.execute(
        "SELECT photo_id, box, kind, breed_ids, decided_by, decided_ns, pack_id, content_hash "  # noqa: S608 - as above
        "FROM dog_labels "
        f"WHERE kind IS NOT NULL AND photo_id IN {_IDS}",
        (json.dumps(list(photo_ids)),),
    )
    return {(photo_id, stored_box(box)): _dog_label(*rest) for photo_id, box, *rest in rows}


def _dog_label(kind: str, breed_ids: str, by: str, at_ns: int, pack: int | None, content: bytes | None) -> DogLabel:
    return DogLabel(stored_label(kind, breed_ids), Decision(by, at_ns, pack), content)


def write(
    connection: sqlite3.Connection,
    labels: Mapping[Dog, DogLabel | None],
    change_id: int,
    cleared: Decision | None = None,
) -> None:
    """Set labels of further dogs (None clears), within the caller's transaction.

    Args:
        connection: of the session.
        labels: by photo and box.
        change_id: of the entry in the history.
        cleared: how those that are cleared came about; needed where there are any.
    """
    rows = []
    for (photo_id, box), given in labels.items():
        how = given.how if given is not None else cleared
        if how is None:
            raise ValueError("nobody clears it")
        said = (None, "[]") if given is None else _said(given.label)
        content = None if given is None else given.content
        rows.append((photo_id, box_bytes(box), *said, how.decided_by, how.decided_ns, change_id, how.pack_id, content))
    connection.executemany(_WRITE, rows)


def _said(label: Label) -> tuple[str, str]:
    return label.kind.value, json.dumps(label.breed_ids)


def first_read(connection: sqlite3.Connection, photo_ids: Collection[int]) -> None:
    """As `labels.first_read` does for the labels of photos."""
    connection.execute(
        f"UPDATE dog_labels SET content_hash = {_OF_THE_PHOTO} "  # noqa: S608 - texts of ours
        f"WHERE content_hash IS NULL AND kind IS NOT NULL AND photo_id IN {_IDS}",
        (json.dumps(list(photo_ids)),),
    )


def under(connection: sqlite3.Connection, new: int, old: int) -> list[Any]:
    """The labels of dogs of the photo `old` over which `carry` puts those of `new`, as the history keeps them."""
    labels = kept(connection, (new, old))
    there = [(old, box) for photo_id, box in labels if photo_id == new and (old, box) in labels]
    return [dog_to_json(dog, labels[dog]) for dog in there]


def carry(connection: sqlite3.Connection, new: int, old: int, change_id: int) -> None:
    """Give the photo `old` the labels of dogs of `new`, with who decided them and when: they are the younger ones."""
    labels = {(old, box): given for (photo_id, box), given in kept(connection, (new,)).items() if photo_id == new}
    write(connection, labels, change_id)
