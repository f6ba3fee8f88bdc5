"""Labels that say less of the same: "hound" of a dog of which another photo says "Beagle"."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from desktop_app.breeds.kinds import bundled_kinds, names_a_kind
from desktop_app.catalog.values.labels import Label, LabelKind


def is_wider(label: Label, other: Label) -> bool:
    """Whether a label is the kind of dog of which the other is a breed."""
    if label.kind is not LabelKind.BREED or other.kind is not LabelKind.BREED:
        return False
    return bundled_kinds().is_of(other.breed_ids[0], label.breed_ids[0])


def go_together(one: Label, other: Label) -> bool:
    """Whether two labels may both be true of one dog: they are the same, or one is wider."""
    return one == other or is_wider(one, other) or is_wider(other, one)


def without_wider(labels: Iterable[Label]) -> tuple[Label, ...]:
    """The different labels of one dog, in their order, without kinds of which another label names a breed.

    Where a single one is left, it is what all of them say together.
    """
    different = tuple(dict.fromkeys(labels))
    return tuple(label for label in different if not any(is_wider(label, other) for other in different))


def said_together(
    differing: NDArray[np.bool_], groups: NDArray[np.int32], labels: NDArray[np.int32], table: Sequence[Label]
) -> dict[int, int]:
    """Of groups with two labels those whose labels go together, and the place of the label that all of them say.

    Args:
        differing: bool, one a group: whether it has two labels.
        groups: `[n]`, of each labelled photo its group.
        labels: `[n]`, places in `table`.
        table: the different labels.
    """
    if not any(label.kind is LabelKind.BREED and names_a_kind(label.breed_ids) for label in table):
        return {}
    given: dict[int, list[int]] = {}
    asked = differing[groups]
    for group, label in zip(groups[asked].tolist(), labels[asked].tolist(), strict=True):
        given.setdefault(group, []).append(label)
    found = {}
    for group, places in given.items():
        together = without_wider(table[place] for place in places)
        if len(together) == 1:
            found[group] = next(place for place in places if table[place] == together[0])
    return found
