"""Several changes that a person made as one."""

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from desktop_app.catalog.changes.base import Change, Context, only_fields
from desktop_app.catalog.changes.labels import LabelPhotos, SetLabels
from desktop_app.catalog.values.labels import Label

_KIND = "several"


@dataclass(frozen=True, slots=True)
class Several(Change):
    """Changes in order, of different kinds or of different photos; one step to undo.

    Attributes:
        changes: the changes. At most one of them gives a label to any one photo.
    """

    kind: ClassVar[str] = _KIND

    changes: Sequence[Change]

    def __post_init__(self) -> None:
        object.__setattr__(self, "changes", tuple(self.changes))

    @property
    def ids(self) -> Collection[int]:
        """The photos that any of them names."""
        return dict.fromkeys(photo for change in self.changes for photo in change.ids).keys()

    @property
    def labels(self) -> dict[int, Label | None]:
        """Photo → the label that one of them gives it, for what asks who was labelled what."""
        given: dict[int, Label | None] = {}
        for change in self.changes:
            if isinstance(change, LabelPhotos):
                given.update(dict.fromkeys(change.photo_ids, change.label))
            elif isinstance(change, (SetLabels, Several)):
                given.update(change.labels)
        return given

    def apply(self, connection: sqlite3.Connection, context: Context) -> "Several | None":
        """Do one after the other."""
        inverses = [inverse for change in self.changes if (inverse := change.apply(connection, context)) is not None]
        return Several(inverses[::-1]) if inverses else None

    def to_json(self) -> dict[str, Any]:
        """Its fields."""
        return {"changes": [{"kind": change.kind, **change.to_json()} for change in self.changes]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """What `to_json` gave."""
        # The package finds this module; so it cannot be known before.
        from desktop_app.catalog.changes import change_from_json

        only_fields(data, ("changes",))
        if not isinstance(data["changes"], list):
            raise ValueError(f"not changes: {data['changes']!r:.80}")
        changes = []
        for each in data["changes"]:
            if not isinstance(each, dict) or not isinstance(each.get("kind"), str):
                raise ValueError(f"not a change: {each!r:.80}")
            fields = {name: value for name, value in each.items() if name != "kind"}
            changes.append(change_from_json(each["kind"], fields))
        return cls(changes)
