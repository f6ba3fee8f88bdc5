"""Where dogs are in a photo: boxes as they are kept, and which label belongs to which dog."""

import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import Box

BOX_BYTES = 16
_FORM = struct.Struct("<4f")
# Two boxes that overlap at least so much are of the same dog (as detectors are judged: intersection over union).
SAME_DOG = 0.5


def as_kept(box: Sequence[float]) -> Box:
    """A box with the digits that a session keeps: float32. Boxes out of a session are so already.

    Raises:
        ValueError: it is no box inside of the photo.
    """
    return stored_box(box_bytes(box))


def box_bytes(box: Sequence[float]) -> bytes:
    """A box as it is kept: float32 `[4]`, little-endian.

    Raises:
        ValueError: it is no box inside of the photo.
    """
    try:
        packed = _FORM.pack(*box)
    except (struct.error, OverflowError) as error:
        raise ValueError(f"not a box: {box!r:.80}") from error
    stored_box(packed)
    return packed


def stored_box(stored: bytes) -> Box:
    """The box out of its column.

    Raises:
        ValueError: it is no box inside of the photo.
    """
    if len(stored) != BOX_BYTES:
        raise ValueError("a box of another length")
    box = Box(*_FORM.unpack(stored))
    # A comparison with NaN is false.
    if not (0 <= box.left <= box.right <= 1 and 0 <= box.top <= box.bottom <= 1):
        raise ValueError(f"not a box inside of the photo: {box}")
    return box


def box_from_json(read: object) -> Box:
    """A box as the history keeps it: a list of four numbers.

    Raises:
        ValueError: it is something else.
    """
    if not isinstance(read, list) or not all(type(each) in (int, float) and math.isfinite(each) for each in read):
        raise ValueError(f"not a box: {read!r:.80}")
    return as_kept(read)


def overlap(one: Box, other: Box) -> float:
    """Intersection over union of two boxes, 0 to 1."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    if one == other:
        return 1.0
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / (_area(one) + _area(other) - width * height)


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


@dataclass(frozen=True, slots=True)
class DogsLabelled:
    """Which labels belong to which dogs of a photo.

    Attributes:
        kept_as: of each further dog, in their order, the box under which its label is kept; None without a label.
        labels: of each further dog its label; None without one.
        others: labels of dogs that were not found (this time), by the box to which they were given: dogs of their own,
            without a suggestion.
    """

    kept_as: tuple[Box | None, ...] = ()
    labels: tuple[Label | None, ...] = ()
    others: Mapping[Box, Label] = field(default_factory=dict)


def labels_of_dogs(first: Box | None, further: Sequence[Box], labels: Mapping[Box, Label]) -> DogsLabelled:
    """Give each label to the further dog whose box overlaps that of the label most; each dog has one label at most.

    Packs differ in the boxes that they find, so the dog to which a label was given has another box with another pack.
    A label whose box is the first dog's now is given to none: a photo's own label is that of its first dog.

    Args:
        first: the box of the first dog; None where none was found.
        further: the boxes of the others.
        labels: box → label, as `Session.dog_labels` gives them.
    """
    dogs = [*further] if first is None else [*further, first]
    pairs = [
        (share, -place, box)
        for box in labels
        for place, dog in enumerate(dogs)
        if (share := overlap(box, dog)) >= SAME_DOG
    ]
    kept_as: list[Box | None] = [None] * len(dogs)
    given: set[Box] = set()
    for _share, place, box in sorted(pairs, reverse=True):
        if kept_as[-place] is None and box not in given:
            kept_as[-place] = box
            given.add(box)
    found = tuple(kept_as[: len(further)])
    others = {box: label for box, label in labels.items() if box not in found}
    return DogsLabelled(found, tuple(None if box is None else labels[box] for box in found), others)
