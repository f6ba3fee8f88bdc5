"""What every kind of change has."""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Self

from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.tables import photos as photo_table

PERSON = "person"
"""Who decided, where it was no rule."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where and when a change is applied.

    Attributes:
        path: the session's file, for what cannot be done.
        change_id: that its entry in the history will have; the entry follows in the same transaction.
        at_ns: now, nanoseconds since the epoch.
        pack_id: of the pack whose suggestions a person sees; -1 where there is none yet.
        takes_back: id of the change that this one takes back; None for something new.
    """

    path: Path
    change_id: int
    at_ns: int
    pack_id: int
    takes_back: int | None = None

    def survivors(self, connection: sqlite3.Connection, photo_ids: Collection[int]) -> dict[int, int]:
        """For each photo: itself, or the photo into which it was merged since.

        Raises:
            SessionError: the session has never had one of them.
        """
        known = photo_table.survivors(connection, photo_ids)
        for photo_id in photo_ids:
            if photo_id not in known:
                raise SessionError("session.no_such_photo", path=str(self.path), photo=photo_id)
        return known


class Change(ABC):
    """One undoable thing that a person does: plain data, a frozen dataclass.

    Attributes:
        kind: its name in the history.
    """

    kind: ClassVar[str]

    @property
    @abstractmethod
    def ids(self) -> Collection[int]:
        """The photos that it names."""

    @abstractmethod
    def apply(self, connection: sqlite3.Connection, context: Context) -> "Change | None":
        """Do it, within the caller's transaction.

        Returns:
            the change that takes it back, made of what was in the file: it names exactly the photos that are different
            now. None when nothing is; then nothing may have been written.

        Raises:
            SessionError: a photo is not in the session.
        """

    @abstractmethod
    def to_json(self) -> dict[str, Any]:
        """Its fields, as the history keeps them."""

    @classmethod
    @abstractmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """What `to_json` gave.

        Raises:
            ValueError: the data is something else.
        """


def only_fields(data: dict[str, Any], required: Iterable[str], optional: Iterable[str] = ()) -> None:
    """See that an object has the fields that it must have, and no others.

    Raises:
        ValueError: it has not.
    """
    required = set(required)
    if not required <= data.keys() <= required | set(optional):
        raise ValueError(f"fields {sorted(required)} were expected, not {sorted(data)}")


def ids_from(read: object) -> tuple[int, ...]:
    """Ids of photos out of JSON.

    Raises:
        ValueError: it is not a list of whole numbers.
    """
    if not isinstance(read, list) or not all(type(each) is int for each in read):
        raise ValueError(f"not a list of photos: {read!r:.80}")
    return tuple(read)
