"""Photos that belong together: animals, bursts, near-duplicates.

An animal is what a person said, and counts before everything else: its photos stand in its group, and in no other. The
rest is put together by what speaks for it (`group_links`), so that no chain grows (`complete_link`). A group is a view:
nothing of it is stored, and labels stay on photos.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from desktop_app.photos.codes import NONE
from desktop_app.photos.complete_link import complete_link, components
from desktop_app.photos.group_links import NO_POSITIONS, Links, Strictness, find_links, relink

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from desktop_app.catalog.values.animals import Animal
    from desktop_app.photos.group_evidence import GroupEvidence, PhotosToGroup
    from desktop_app.photos.names import Positions

MOST_PHOTOS = 30


class GroupKind(StrEnum):
    """Why photos are in one group."""

    ANIMAL = "animal"
    BURST = "burst"
    NEAR_DUPLICATES = "near_duplicates"


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Photos that are shown together.

    Attributes:
        kind: why.
        animal: the animal; None for what is none.
        positions: int32, in order of time, then of name: at least one for an animal, at least two otherwise.
    """

    kind: GroupKind
    animal: Animal | None
    positions: Positions


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What a person answered when asked "Same dog?", as pairs of positions, int32 `[answers, 2]`."""

    together: NDArray[np.int32] = field(default_factory=lambda: np.zeros((0, 2), np.int32))
    apart: NDArray[np.int32] = field(default_factory=lambda: np.zeros((0, 2), np.int32))


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """All groups of a session.

    Attributes:
        groups: in the order of their first photos.
        group_of: int32 `[positions]`: place of each photo's group; -1 for photos that stand alone.
        links: what spoke for them; for `regroup`.
        came_from: int32 `[groups]`: where each group, the same object, stood in the grouping that `regroup` was given;
            -1 for a group that was made anew. Empty where all were.
        derived: what was worked out of all that, by names of those who did; kept, since nothing of it changes.
    """

    groups: tuple[Group, ...]
    group_of: NDArray[np.int32]
    links: Links
    came_from: NDArray[np.int32] = field(default_factory=lambda: NO_POSITIONS)
    derived: dict[str, NDArray[Any]] = field(default_factory=dict)

    @classmethod
    def nothing(cls, size: int = 0) -> Grouping:
        """No groups."""
        none = Links(NO_POSITIONS, NO_POSITIONS, np.zeros(0, np.bool_), np.zeros(0, np.int16), Strictness.among(0))
        return cls((), np.full(size, NONE, np.int32), none)


def group(
    photos: PhotosToGroup,
    evidence: GroupEvidence,
    answers: Answers | None = None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Grouping:
    """Group all photos; the same photos give the same groups, in whatever order they came.

    Args:
        photos: of the store.
        evidence: what is known of them; photos without any stand in no burst.
        answers: of a person.
        is_cancelled: asked now and then; what is returned afterwards is worth nothing.
    """
    links = find_links(photos, evidence, is_cancelled)
    everyone = np.ones(len(photos), np.bool_)
    order = photos.order()
    groups = _groups_among(everyone, photos, links, answers or Answers(), order)
    place_of = np.full(len(photos), NONE, np.int32)
    _placed(groups, place_of, 0)
    return _numbered(groups, place_of, order, links)


def regroup(
    grouping: Grouping,
    photos: PhotosToGroup,
    evidence: GroupEvidence,
    answers: Answers | None = None,
    *,
    changed: Positions,
    new_evidence: Positions = NO_POSITIONS,
) -> Grouping:
    """The groups after an edit: what `group` would give, but only what the edit can touch is worked out.

    Args:
        grouping: before.
        photos: of the store as it is now; it may have grown.
        evidence: as it is now.
        answers: as they are now.
        changed: positions whose animal, flag, presence or answers are others than before.
        new_evidence: positions whose fingerprint, time, folder or embedding is another than before.
    """
    answers = answers or Answers()
    links = grouping.links
    if len(new_evidence):
        if Strictness.among(int(np.count_nonzero(evidence.has_words))) != links.strictness:
            return group(photos, evidence, answers)
        links = relink(links, photos, evidence, new_evidence)
    size = len(photos)
    group_of = np.full(size, NONE, np.int32)
    group_of[: len(grouping.group_of)] = grouping.group_of
    touched = np.zeros(size, np.bool_)
    touched[changed] = True
    touched[new_evidence] = True
    _spread(touched, photos, group_of, grouping.links, links, answers)
    order = photos.order()
    new = _groups_among(touched, photos, links, answers, order)
    # What is touched has left its group, and whole groups are touched: those of before have no photo any more.
    group_of[touched] = NONE
    _placed(new, group_of, len(grouping.groups))
    return _numbered([*grouping.groups, *new], group_of, order, links, len(grouping.groups))


def _spread(
    touched: NDArray[np.bool_],
    photos: PhotosToGroup,
    group_of: NDArray[np.int32],
    before: Links,
    links: Links,
    answers: Answers,
) -> None:
    """Mark whatever may stand in one group with a photo that is touched, over however many links."""
    groups = np.zeros(len(group_of) + 1, np.bool_)
    animals = np.zeros(int(photos.animals.max(initial=NONE)) + 2, np.bool_)
    count = -1
    while count != (count := int(np.count_nonzero(touched))):
        for one, other in ((before.first, before.second), (links.first, links.second), answers.together.T):
            both = touched[one] | touched[other]
            touched[one[both]] = True
            touched[other[both]] = True
        groups[group_of[touched]] = True
        animals[photos.animals[touched]] = True
        groups[NONE] = animals[NONE] = False
        touched |= groups[group_of] | animals[photos.animals]


def _groups_among(
    wanted: NDArray[np.bool_], photos: PhotosToGroup, links: Links, answers: Answers, order: NDArray[np.int32]
) -> list[Group]:
    """The groups of these photos, whose links all lead to each other."""
    in_order = np.flatnonzero(wanted)
    in_order = in_order[np.argsort(order[in_order])].astype(np.int32)
    animals = photos.animals[in_order]
    groups = [
        Group(GroupKind.ANIMAL, photos.animal_table[photos.animals[positions[0]]], positions)
        for positions in _runs(in_order[animals != NONE], animals[animals != NONE])
    ]
    free = wanted & photos.open_to_groups & (photos.animals == NONE)
    return groups + _linked(free, links, answers, order)


def _runs(positions: Positions, what: NDArray[np.int32]) -> list[Positions]:
    """The positions of each value, in the order in which they are given."""
    if not len(positions):
        return []
    by = np.argsort(what, kind="stable")
    starts = np.flatnonzero(np.diff(what[by])) + 1
    return np.split(positions[by], starts)


def _linked(free: NDArray[np.bool_], links: Links, answers: Answers, order: NDArray[np.int32]) -> list[Group]:
    """Bursts and near-duplicates of the photos that are free to stand in one."""
    size = len(free)
    links = links.at(np.flatnonzero(free[links.first] & free[links.second]))
    together = answers.together[free[answers.together].all(axis=1)]
    # Photos that a person said show one dog are one node: whoever may stand with one of them may stand with all.
    node = components(size, together[:, 0], together[:, 1]) if len(together) else np.arange(size, dtype=np.int32)
    weight = np.bincount(node[free], minlength=size).astype(np.int32) if len(together) else np.ones(size, np.int32)
    links = _between_nodes(links, node, answers.apart, size)
    part = components(size, links.first, links.second) if len(links) else NO_POSITIONS
    # The sooner of the two by time and name decides between equals, so positions do not.
    soon = np.minimum(order[links.first], order[links.second])
    late = np.maximum(order[links.first], order[links.second])
    by = np.lexsort((late, soon, links.cost, ~links.burst, part[links.first]))
    links = links.at(by)
    members = complete_link(links.first, links.second, part[links.first], weight, MOST_PHOTOS)
    bursts = set(_keys(links.first[links.burst], links.second[links.burst], size).tolist())
    groups = []
    inside: dict[int, list[int]] = {}
    for photo in np.flatnonzero(np.isin(node, np.unique(node[together]))).tolist() if len(together) else ():
        inside.setdefault(int(node[photo]), []).append(photo)
    standing = {each for group in members for each in group}
    members += [[each] for each in inside if each not in standing]
    for nodes in members:
        photos = [photo for each in nodes for photo in inside.get(each, (each,))]
        positions = np.array(photos, np.int32)
        positions = positions[np.argsort(order[positions])]
        groups.append(Group(_kind(sorted(nodes), bursts, size), None, positions))
    return groups


def _kind(nodes: Sequence[int], bursts: set[int], size: int) -> GroupKind:
    pairs = (one * size + other for place, one in enumerate(nodes) for other in nodes[place + 1 :])
    return GroupKind.BURST if len(nodes) > 1 and all(pair in bursts for pair in pairs) else GroupKind.NEAR_DUPLICATES


def _between_nodes(links: Links, node: NDArray[np.int32], apart: NDArray[np.int32], size: int) -> Links:
    """Links between different nodes, each pair once, without those that a person keeps apart."""
    first = np.minimum(node[links.first], node[links.second])
    second = np.maximum(node[links.first], node[links.second])
    links = Links(first, second, links.burst, links.cost, links.strictness)
    links = links.at(first != second)
    if len(apart):
        kept = np.isin(
            _keys(links.first, links.second, size), _keys(node[apart[:, 0]], node[apart[:, 1]], size), invert=True
        )
        links = links.at(kept)
    keys = _keys(links.first, links.second, size)
    by = np.lexsort((links.cost, ~links.burst, keys))
    return links.at(by[np.diff(keys[by], prepend=-1) != 0])


def _keys(first: Positions, second: Positions, size: int) -> NDArray[np.int64]:
    return np.minimum(first, second).astype(np.int64) * size + np.maximum(first, second)


def _numbered(
    groups: Sequence[Group], place_of: NDArray[np.int32], order: NDArray[np.int32], links: Links, known: int = 0
) -> Grouping:
    """Groups in the order of their first photos, without those that have none.

    Args:
        groups: some.
        place_of: int32 `[positions]`: place in `groups`, -1 for none.
        order: place of each photo by time and name.
        links: to keep.
        known: so many of them, the first ones, were there before.
    """
    never = np.iinfo(np.int32).max
    first = np.full(len(groups) + 1, never, np.int32)
    # The last that is written stays, so from the last photo to the first.
    backwards = np.empty(len(order), np.int32)
    backwards[len(order) - 1 - order] = np.arange(len(order), dtype=np.int32)
    first[place_of[backwards]] = order[backwards]
    first[NONE] = never
    by = np.argsort(first, kind="stable")[: np.count_nonzero(first < never)]
    number = np.full(len(first), NONE, np.int32)
    number[by] = np.arange(len(by), dtype=np.int32)
    came_from = np.where(by < known, by, NONE).astype(np.int32) if known else NO_POSITIONS
    return Grouping(tuple([groups[place] for place in by.tolist()]), number[place_of], links, came_from)


def _placed(groups: Sequence[Group], place_of: NDArray[np.int32], begin: int) -> None:
    """Write the places of groups, which begin with `begin`, at those of their photos."""
    if groups:
        sizes = [len(each.positions) for each in groups]
        places = np.arange(begin, begin + len(groups), dtype=np.int32)
        place_of[np.concatenate([each.positions for each in groups])] = np.repeat(places, sizes)
