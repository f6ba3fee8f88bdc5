"""What a person decides about a photo."""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

MOST_BREEDS_IN_A_MIX = 3
HASH_BYTES = 32
"""Of the content to which a label was given: SHA-256."""


class LabelKind(StrEnum):
    """The four things that a person can say of a photo."""

    BREED = "breed"
    MIX = "mix"
    UNKNOWN = "unknown"
    NO_DOG = "no_dog"


@dataclass(frozen=True, slots=True)
class Label:
    """A person's decision: one breed, a mix of two or three breeds, a mix of unknown breeds, "unknown" or "no dog".

    Attributes:
        kind: which of the four.
        breed_ids: one id for a breed; none, two or three for a mix, in the order in which they were named (none
            says "a mix, I cannot tell of what"); none otherwise.

    Raises:
        ValueError: when the number of breeds does not fit the kind, or a breed stands twice.
    """

    kind: LabelKind
    breed_ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        count = len(self.breed_ids)
        fits = {
            LabelKind.BREED: count == 1,
            LabelKind.MIX: count == 0 or 2 <= count <= MOST_BREEDS_IN_A_MIX,
            LabelKind.UNKNOWN: count == 0,
            LabelKind.NO_DOG: count == 0,
        }
        if not fits[self.kind]:
            raise ValueError(f"a label of kind {self.kind.value!r} cannot have {count} breeds")
        if len(set(self.breed_ids)) != count or "" in self.breed_ids:
            raise ValueError(f"the breeds of a label must differ and have an id: {self.breed_ids!r}")

    @classmethod
    def breed(cls, breed_id: str) -> "Label":
        """One breed."""
        return cls(LabelKind.BREED, (breed_id,))

    @classmethod
    def mix(cls, *breed_ids: str) -> "Label":
        """A mix of two or three breeds, or of unknown ones."""
        return cls(LabelKind.MIX, breed_ids)


@dataclass(frozen=True, slots=True)
class Decision:
    """How a label came about.

    Attributes:
        decided_by: "person", or the name of a rule that a person set up.
        decided_ns: when, nanoseconds since the epoch.
        pack_id: of the pack whose suggestion was seen; None where none was.
    """

    decided_by: str
    decided_ns: int
    pack_id: int | None

    @classmethod
    def from_json(cls, read: Any) -> "Decision":
        """What `to_json` gave.

        Raises:
            ValueError: it is something else.
        """
        kinds = (str, int, int | None)
        if not isinstance(read, list) or len(read) != len(kinds) or not all(map(isinstance, read, kinds)):
            raise ValueError(f"not how a label came about: {read!r:.80}")
        return cls(*read)

    def to_json(self) -> list[str | int | None]:
        """As the history keeps it."""
        return [self.decided_by, self.decided_ns, self.pack_id]


UNKNOWN = Label(LabelKind.UNKNOWN)
NO_DOG = Label(LabelKind.NO_DOG)


@lru_cache(maxsize=1024)
def stored_label(kind: str, breed_ids: str) -> Label:
    """The label that a session keeps as two texts; in one session, few differ.

    Raises:
        ValueError: they are something else.
    """
    return _label(kind, json.loads(breed_ids))


def label_to_json(label: Label | None) -> list[str] | None:
    """A label as the history keeps it: its kind and its breeds; None for none."""
    return None if label is None else [label.kind.value, *label.breed_ids]


def label_from_json(read: Any) -> Label | None:
    """What `label_to_json` gave.

    Raises:
        ValueError: it is something else.
    """
    if read is None:
        return None
    if not isinstance(read, list) or not read:
        raise ValueError(f"not a label: {read!r:.80}")
    return _label(read[0], read[1:])


def _label(kind: Any, breed_ids: Any) -> Label:
    if not isinstance(breed_ids, list) or not all(isinstance(each, str) for each in breed_ids):
        raise ValueError(f"not breeds: {breed_ids!r:.80}")
    # Half a sign, which JSON can write and nobody can show.
    "".join(breed_ids).encode()
    return Label(LabelKind(kind), tuple(breed_ids))
