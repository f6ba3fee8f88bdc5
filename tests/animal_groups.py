"""Groups made by hand, and what they say by a plain vote, for tests of what shows them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import NO_DOG, Label
from desktop_app.catalog.values.suggestions import Confidence, RankedBreed, SuggestionStatus
from desktop_app.photos.group_summary import GroupState, GroupSummary
from desktop_app.photos.groups import Group, Grouping, GroupKind
from desktop_app.photos.store import PhotoStore


def grouping_of(store: PhotoStore, *groups: Sequence[int] | tuple[Animal, Sequence[int]]) -> Grouping:
    """Groups by the ids of their photos; with an animal where there is one, else bursts."""
    made, group_of = [], np.full(store.size, -1, np.int32)
    for place, given in enumerate(groups):
        animal = given[0] if isinstance(given[0], Animal) else None
        positions = store.positions(given if animal is None else given[1])  # type: ignore[arg-type]
        made.append(Group(GroupKind.BURST if animal is None else GroupKind.ANIMAL, animal, positions))
        group_of[positions] = place
    return grouping_from(made, group_of)


def grouping_from(groups: Sequence[Group], group_of: NDArray[np.int32]) -> Grouping:
    """Groups that nothing speaks for but that they are said to be."""
    return replace(Grouping.nothing(), groups=tuple(groups), group_of=group_of)


def bella(animal_id: int = 1, name: str = "Bella", number: str = "A1200") -> Animal:
    """An animal."""
    return Animal(animal_id, name, number)


def said_by(row: PhotoRow) -> Label | None:
    """What a photo says by itself."""
    if row.suggestion is None or row.fault is not None or row.several_dogs:
        return None
    if row.suggestion.status is SuggestionStatus.NO_DOG:
        return NO_DOG
    return Label.breed(row.suggestion.ranked[0].breed_id) if row.suggestion.ranked else None


def plain_summary(store: PhotoStore, group: Group) -> GroupSummary:
    """What a group says by a plain vote of its photos."""
    rows = [store.row_at(position) for position in group.positions.tolist()]
    said = [said_by(row) for row in rows]
    votes = Counter(each for each in said if each is not None)
    ranked = votes.most_common(1)
    label = ranked[0][0] if ranked and 2 * ranked[0][1] > sum(votes.values()) else None
    labels = Counter(row.label for row in rows if row.label is not None)
    agreeing = [p for p, each in zip(group.positions.tolist(), said, strict=True) if each is not None and each == label]
    others = [p for p, each in zip(group.positions.tolist(), said, strict=True) if each is not None and each != label]
    looked_at = sum(row.suggestion is not None or row.fault is not None for row in rows)
    undecided = {p for p, row in zip(group.positions.tolist(), rows, strict=True) if row.label is None}
    if labels and not undecided & set(agreeing):
        state, label = GroupState.DECIDED, labels.most_common(1)[0][0]
    elif looked_at < len(rows):
        state = GroupState.WAITING
    elif label is None:
        state = GroupState.NO_MAJORITY
    else:
        state = GroupState.DISAGREEING if others else GroupState.AGREEING
    return GroupSummary(
        state,
        label,
        tuple(_ranked(rows)),
        Confidence.SURE,
        np.array(agreeing, np.int32),
        np.array(others, np.int32),
        len(agreeing),
        looked_at,
        np.array([p for p in group.positions.tolist() if p not in undecided], np.int32),
        dict(labels),
        *_kind(group, rows, sum(votes.values())),
    )


def _kind(group: Group, rows: Sequence[PhotoRow], votes: int) -> tuple[Label | None, NDArray[np.int32], int]:
    """The kind that more than half look like, which photos do, and how many of these are sure."""
    kinds = [None if row.suggestion is None else row.suggestion.offered_kind for row in rows]
    counts = Counter(kind.kind_id for kind in kinds if kind is not None)
    kind_id, count = counts.most_common(1)[0] if counts else ("", 0)
    if 2 * count <= votes or not count:
        return None, np.zeros(0, np.int32), 0
    mine = [place for place, kind in enumerate(kinds) if kind is not None and kind.kind_id == kind_id]
    sure = sum(kind is not None and kind.confidence is Confidence.SURE for kind in (kinds[place] for place in mine))
    return Label.breed(kind_id), group.positions[mine], sure


def _ranked(rows: Iterable[PhotoRow]) -> list[RankedBreed]:
    totals: Counter[str] = Counter()
    photos = 0
    for row in rows:
        photos += row.suggestion is not None
        for ranked in row.suggestion.ranked if row.suggestion is not None else ():
            totals[ranked.breed_id] += ranked.probability  # type: ignore[assignment]
    return [RankedBreed(breed, total / photos) for breed, total in totals.most_common(5)]
