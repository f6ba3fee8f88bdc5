"""Photos leave the session and come back. Their files are never touched."""

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from desktop_app.catalog.changes.base import Change, Context, ids_from, only_fields
from desktop_app.catalog.tables import photos as photo_table


@dataclass(frozen=True, slots=True)
class _Photos(Change):
    """Photos by id."""

    photo_ids: Sequence[int]

    def __post_init__(self) -> None:
        object.__setattr__(self, "photo_ids", tuple(self.photo_ids))

    @property
    def ids(self) -> Collection[int]:
        """The photos that it names."""
        return self.photo_ids

    def to_json(self) -> dict[str, Any]:
        """Its fields."""
        return {"photo_ids": list(self.photo_ids)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """What `to_json` gave."""
        only_fields(data, ("photo_ids",))
        return cls(ids_from(data["photo_ids"]))

    def _changed(self, connection: sqlite3.Connection, context: Context, *, removed: bool) -> list[int]:
        known = context.survivors(connection, self.photo_ids)
        return photo_table.set_removed(connection, known.values(), context.at_ns if removed else None)


@dataclass(frozen=True, slots=True)
class RemovePhotos(_Photos):
    """Take photos out of the session; their suggestions and labels are kept.

    Attributes:
        photo_ids: the photos.
    """

    kind: ClassVar[str] = "remove_photos"

    def apply(self, connection: sqlite3.Connection, context: Context) -> "RestorePhotos | None":
        """Take out those that are in."""
        changed = self._changed(connection, context, removed=True)
        return RestorePhotos(changed) if changed else None


@dataclass(frozen=True, slots=True)
class RestorePhotos(_Photos):
    """Bring photos back that were taken out, with their suggestions and labels.

    Attributes:
        photo_ids: the photos.
    """

    kind: ClassVar[str] = "restore_photos"

    def apply(self, connection: sqlite3.Connection, context: Context) -> "RemovePhotos | None":
        """Bring back those that are out."""
        changed = self._changed(connection, context, removed=False)
        return RemovePhotos(changed) if changed else None
