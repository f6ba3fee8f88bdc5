"""Labels: the same one for many photos, or to each its own."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from desktop_app.catalog.changes.base import PERSON, Change, Context, ids_from, only_fields
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.tables import history
from desktop_app.catalog.tables import labels as label_table
from desktop_app.catalog.values.labels import HASH_BYTES, Decision, Label, label_from_json, label_to_json


@dataclass(frozen=True, slots=True)
class LabelPhotos(Change):
    """One label for photos that were chosen together.

    Attributes:
        photo_ids: the photos.
        label: for all of them; None clears.
        decided_by: "person", or the name of a rule that a person set up.
    """

    kind: ClassVar[str] = "label_photos"

    photo_ids: Sequence[int]
    label: Label | None
    decided_by: str = PERSON

    def __post_init__(self) -> None:
        object.__setattr__(self, "photo_ids", tuple(self.photo_ids))

    @property
    def ids(self) -> Collection[int]:
        """The photos that it names."""
        return self.photo_ids

    def apply(self, connection: sqlite3.Connection, context: Context) -> "SetLabels | None":
        """Set the label; photos that have it already stay untouched."""
        return SetLabels(dict.fromkeys(self.photo_ids, self.label), decided_by=self.decided_by).apply(
            connection, context
        )

    def to_json(self) -> dict[str, Any]:
        """Its fields."""
        return {
            "photo_ids": list(self.photo_ids),
            "label": label_to_json(self.label),
            "decided_by": self.decided_by,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """What `to_json` gave."""
        only_fields(data, ("photo_ids", "label", "decided_by"))
        return cls(ids_from(data["photo_ids"]), label_from_json(data["label"]), _decider(data["decided_by"]))


@dataclass(frozen=True, slots=True)
class SetLabels(Change):
    """Labels that may differ from photo to photo: suggestions that are confirmed, and what was there before a change.

    Attributes:
        labels: photo id → label; None clears.
        only_undecided: leave photos alone that have a label in the file by then.
        decided_by: "person", or the name of a rule that a person set up.
        decisions: photo id → how the label came about, where it was decided before and comes back: taking a change back
            is no new decision.
        contents: where it takes a change back: photo id → SHA-256 of what the file held to which the label was given
            (None: nobody knows), where that is not what the label that goes was given to. What a person decides anew is
            for what the files hold now.
    """

    kind: ClassVar[str] = "set_labels"

    labels: Mapping[int, Label | None]
    only_undecided: bool = False
    decided_by: str = PERSON
    decisions: Mapping[int, Decision] = field(default_factory=dict, compare=False)
    contents: Mapping[int, bytes | None] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", dict(self.labels))
        object.__setattr__(self, "decisions", dict(self.decisions))
        object.__setattr__(self, "contents", dict(self.contents))

    @property
    def ids(self) -> Collection[int]:
        """The photos that it names."""
        return self.labels.keys()

    def apply(self, connection: sqlite3.Connection, context: Context) -> "SetLabels | None":
        """Set the labels; photos that have theirs already, for what their files hold now, stay untouched."""
        wanted, earlier = self._followed(connection, context)
        before = label_table.read(connection, wanted)
        given_to = self._given_to(connection, context)
        elsewhere = label_table.contents_elsewhere(connection, wanted)
        others = given_to.keys() if given_to is not None else {each for each in elsewhere if elsewhere[each]}
        changed = {
            photo_id: label
            for photo_id, label in wanted.items()
            if (before[photo_id] != label or (label is not None and photo_id in others))
            and not (self.only_undecided and before[photo_id] is not None)
        }
        if not changed:
            return None
        # Of what is there now, what the inverse could not see in the label that it finds.
        now = elsewhere if given_to is None else label_table.contents(connection, given_to.keys())
        inverse = SetLabels(
            {photo_id: before[photo_id] for photo_id in changed},
            decisions=label_table.decisions(connection, changed),
            contents={photo_id: content for photo_id, content in now.items() if photo_id in changed},
        )
        decided = Decision(self.decided_by, context.at_ns, context.pack_id)
        label_table.write(connection, changed, decided, context.change_id, earlier, given_to)
        # A label counts as done only when the file has it: whatever stands in its schema by now.
        if label_table.read(connection, changed) != changed:
            raise SessionError("session.not_kept", path=str(context.path))
        return inverse

    def _given_to(self, connection: sqlite3.Connection, context: Context) -> dict[int, bytes | None] | None:
        """What labels that come back were given to, by the ids of today; None where they are new."""
        if context.takes_back is None:
            return None
        known = context.survivors(connection, self.contents.keys())
        return {known[photo_id]: content for photo_id, content in self.contents.items()}

    def _followed(
        self, connection: sqlite3.Connection, context: Context
    ) -> tuple[dict[int, Label | None], dict[int, Decision]]:
        """The labels for the photos that these have become, and how they came about where they come back."""
        known = context.survivors(connection, self.labels.keys())
        followed: dict[int, Label | None] = {}
        earlier = {known[photo_id]: how for photo_id, how in self.decisions.items() if known[photo_id] != photo_id}
        for photo_id, label in self.labels.items():
            if known[photo_id] != photo_id:
                if label is None and context.takes_back is not None:
                    # The younger decision is taken back: the older one, over which it was put, holds again.
                    label = history.label_before_merge(connection, photo_id)  # noqa: PLW2901 - the same label, found
                followed[known[photo_id]] = label
        # What is said of a photo itself counts more than what is said of one that was merged into it.
        themselves = {photo_id: label for photo_id, label in self.labels.items() if known[photo_id] == photo_id}
        for photo_id in themselves:
            earlier.pop(photo_id, None)
        earlier |= {photo_id: how for photo_id, how in self.decisions.items() if photo_id in themselves}
        return followed | themselves, earlier

    def to_json(self) -> dict[str, Any]:
        """Its fields; photos with the same label stand together."""
        groups: dict[tuple[Label | None, Decision | None], list[int]] = {}
        for photo_id, label in self.labels.items():
            groups.setdefault((label, self.decisions.get(photo_id)), []).append(photo_id)
        return {
            "labels": [
                [photo_ids, label_to_json(label), *([] if how is None else [how.to_json()])]
                for (label, how), photo_ids in groups.items()
            ],
            "only_undecided": self.only_undecided,
            "decided_by": self.decided_by,
            **({"contents": _contents_to_json(self.contents)} if self.contents else {}),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """What `to_json` gave."""
        only_fields(data, ("labels", "only_undecided"), ("decided_by", "contents"))
        if not isinstance(data["labels"], list) or not isinstance(data["only_undecided"], bool):
            raise ValueError(f"not labels: {data!r:.80}")
        labels: dict[int, Label | None] = {}
        decisions: dict[int, Decision] = {}
        for group in data["labels"]:
            if not isinstance(group, list) or len(group) not in (2, 3):
                raise ValueError(f"not photos with a label: {group!r:.80}")
            photo_ids = ids_from(group[0])
            labels.update(dict.fromkeys(photo_ids, label_from_json(group[1])))
            if len(group) == 3:
                decisions.update(dict.fromkeys(photo_ids, Decision.from_json(group[2])))
        contents = _contents_from_json(data.get("contents", []))
        return cls(labels, data["only_undecided"], _decider(data.get("decided_by", PERSON)), decisions, contents)


def _decider(read: object) -> str:
    if not isinstance(read, str):
        raise ValueError(f"not the name of who decided: {read!r:.80}")
    return read


def _contents_to_json(contents: Mapping[int, bytes | None]) -> list[list[Any]]:
    groups: dict[bytes | None, list[int]] = {}
    for photo_id, content in contents.items():
        groups.setdefault(content, []).append(photo_id)
    return [[photo_ids, None if content is None else content.hex()] for content, photo_ids in groups.items()]


def _contents_from_json(read: object) -> dict[int, bytes | None]:
    contents: dict[int, bytes | None] = {}
    for group in read if isinstance(read, list) else [read]:
        if not isinstance(group, list) or len(group) != 2 or not isinstance(group[1], str | None):
            raise ValueError(f"not what labels were given to: {group!r:.80}")
        content = None if group[1] is None else bytes.fromhex(group[1])
        if content is not None and len(content) != HASH_BYTES:
            raise ValueError(f"not the hash of a content: {group[1]!r:.80}")
        contents.update(dict.fromkeys(ids_from(group[0]), content))
    return contents
