"""Labels of single dogs in photos that show several: of those beside the first one, whose label is the photo's."""

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from desktop_app.catalog.changes.base import PERSON, Change, Context, only_fields
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.tables import dog_labels as table
from desktop_app.catalog.tables import history
from desktop_app.catalog.tables import photos as photo_table
from desktop_app.catalog.tables import suggestions as suggestion_table
from desktop_app.catalog.values.boxes import as_kept, box_from_json, labels_of_dogs
from desktop_app.catalog.values.dog_labels import Dog, DogLabel, dog_from_json, dog_to_json
from desktop_app.catalog.values.labels import Decision, Label, label_from_json, label_to_json
from desktop_app.catalog.values.suggestions import Box


@dataclass(frozen=True, slots=True)
class LabelDog(Change):
    """A label for one dog of a photo, not the first one.

    Attributes:
        photo_id: the photo.
        box: where the dog is: that of a further dog, or the one under which a label is kept of which no dog was found.
        label: for this dog alone; None clears.
        decided_by: "person", or the name of a rule that a person set up.

    Raises:
        ValueError: it is no box inside of the photo.
    """

    kind: ClassVar[str] = "label_dog"

    photo_id: int
    box: Box
    label: Label | None
    decided_by: str = PERSON

    def __post_init__(self) -> None:
        object.__setattr__(self, "box", as_kept(self.box))

    @property
    def ids(self) -> Collection[int]:
        """The photo."""
        return (self.photo_id,)

    def apply(self, connection: sqlite3.Connection, context: Context) -> "SetDogLabels | None":
        """Set the label; it takes the place of the one that this dog had with the box that another pack found."""
        (photo_id,) = context.survivors(connection, self.ids).values()
        content = photo_table.contents(connection, (photo_id,))[photo_id]
        pack = context.pack_id if context.pack_id > 0 else None
        how = Decision(self.decided_by, context.at_ns, pack)
        wanted: dict[Dog, DogLabel | None] = dict.fromkeys(
            (photo_id, box) for box in self._same_dog(connection, context)
        )
        wanted[photo_id, self.box] = None if self.label is None else DogLabel(self.label, how, content)
        return _set(connection, context, wanted)

    def _same_dog(self, connection: sqlite3.Connection, context: Context) -> list[Box]:
        """The other box under which the label of this dog is kept, if it is."""
        (photo_id,) = context.survivors(connection, self.ids).values()
        labels = table.read(connection, (photo_id,)).get(photo_id, {})
        if not labels:
            return []
        first, further = suggestion_table.boxes(connection, context.pack_id, photo_id)
        known = labels_of_dogs(first, further, labels).kept_as
        return [box for dog, box in zip(further, known, strict=True) if dog == self.box and box not in (None, dog)]

    def to_json(self) -> dict[str, Any]:
        """Its fields."""
        return {
            "photo_id": self.photo_id,
            "box": list(self.box),
            "label": label_to_json(self.label),
            "decided_by": self.decided_by,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """What `to_json` gave."""
        only_fields(data, ("photo_id", "box", "label", "decided_by"))
        if type(data["photo_id"]) is not int or not isinstance(data["decided_by"], str):
            raise ValueError(f"not a label of a dog: {data!r:.80}")
        return cls(data["photo_id"], box_from_json(data["box"]), label_from_json(data["label"]), data["decided_by"])


@dataclass(frozen=True, slots=True)
class SetDogLabels(Change):
    """Labels of dogs as they were: what takes `LabelDog` back.

    Attributes:
        dogs: photo and box → the label; None clears.
    """

    kind: ClassVar[str] = "set_dog_labels"

    dogs: Mapping[Dog, DogLabel | None]

    def __post_init__(self) -> None:
        object.__setattr__(self, "dogs", dict(self.dogs))

    @property
    def ids(self) -> Collection[int]:
        """The photos that it names."""
        return dict.fromkeys(photo_id for photo_id, _box in self.dogs).keys()

    def apply(self, connection: sqlite3.Connection, context: Context) -> "SetDogLabels | None":
        """Set the labels, with who decided them, when, and for which content."""
        known = context.survivors(connection, self.ids)
        wanted: dict[Dog, DogLabel | None] = {}
        # What is said of a photo itself counts more than what is said of one that was merged into it.
        for (photo_id, box), given in sorted(self.dogs.items(), key=lambda dog: known[dog[0][0]] == dog[0][0]):
            if given is None and known[photo_id] != photo_id:
                # The younger decision is taken back: the older one, over which it was put, holds again.
                given = _before_merge(connection, photo_id, box)  # noqa: PLW2901 - the same label, found
            wanted[known[photo_id], box] = given
        return _set(connection, context, wanted)

    def to_json(self) -> dict[str, Any]:
        """Its fields."""
        return {"dogs": [dog_to_json(dog, given) for dog, given in self.dogs.items()]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """What `to_json` gave."""
        only_fields(data, ("dogs",))
        if not isinstance(data["dogs"], list):
            raise ValueError(f"not labels of dogs: {data!r:.80}")
        return cls(dict(map(dog_from_json, data["dogs"])))


def _set(
    connection: sqlite3.Connection, context: Context, wanted: Mapping[Dog, DogLabel | None]
) -> SetDogLabels | None:
    before = table.kept(connection, {photo_id for photo_id, _box in wanted})
    changed = {dog: given for dog, given in wanted.items() if _differs(before.get(dog), given)}
    if not changed:
        return None
    table.write(connection, changed, context.change_id, Decision(PERSON, context.at_ns, None))
    # A label counts as done only when the file has it: whatever stands in its schema by now.
    after = table.kept(connection, {photo_id for photo_id, _box in changed})
    if {dog: after.get(dog) for dog in changed} != changed:
        raise SessionError("session.not_kept", path=str(context.path))
    return SetDogLabels({dog: before.get(dog) for dog in changed})


def _differs(before: DogLabel | None, given: DogLabel | None) -> bool:
    if before is None or given is None:
        return before is not given
    return (before.label, before.content) != (given.label, given.content)


def _before_merge(connection: sqlite3.Connection, photo_id: int, box: Box) -> DogLabel | None:
    for read in history.dogs_before_merge(connection, photo_id):
        (_photo, known), label = dog_from_json(read)
        if known == box and label is not None:
            return label
    return None
