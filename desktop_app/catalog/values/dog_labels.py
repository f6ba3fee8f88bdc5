"""What a person decides about one dog of a photo that shows several."""

from dataclasses import dataclass
from typing import Any

from desktop_app.catalog.values.boxes import box_from_json
from desktop_app.catalog.values.labels import HASH_BYTES, Decision, Label, label_from_json, label_to_json
from desktop_app.catalog.values.suggestions import Box

Dog = tuple[int, Box]
"""A photo, and the box of one of its dogs."""


@dataclass(frozen=True, slots=True)
class DogLabel:
    """The label of a further dog as it is kept.

    Attributes:
        label: what was decided.
        how: by whom, when and on seeing which pack.
        content: SHA-256 of what the file held to which it was given; None where nobody knows.
    """

    label: Label
    how: Decision
    content: bytes | None


def dog_to_json(dog: Dog, given: DogLabel | None) -> list[Any]:
    """A dog with its label as the history keeps it; None for none."""
    photo_id, box = dog
    if given is None:
        return [photo_id, list(box), None, None, None]
    content = None if given.content is None else given.content.hex()
    return [photo_id, list(box), label_to_json(given.label), given.how.to_json(), content]


def dog_from_json(read: object) -> tuple[Dog, DogLabel | None]:
    """What `dog_to_json` gave.

    Raises:
        ValueError: it is something else.
    """
    if not isinstance(read, list) or len(read) != 5 or type(read[0]) is not int:
        raise ValueError(f"not a label of a dog: {read!r:.80}")
    photo_id, box, said, how, content = read
    dog, label = (photo_id, box_from_json(box)), label_from_json(said)
    if label is None:
        return dog, None
    if content is None:
        return dog, DogLabel(label, Decision.from_json(how), None)
    if not isinstance(content, str) or len(bytes.fromhex(content)) != HASH_BYTES:
        raise ValueError(f"not the hash of a content: {content!r:.80}")
    return dog, DogLabel(label, Decision.from_json(how), bytes.fromhex(content))
