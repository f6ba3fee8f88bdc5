"""Where each of thousands of groups stands, found for all together."""

from collections.abc import Callable, Collection

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.codes import NO_DOG, NONE
from desktop_app.photos.group_summary import GROUP_STATES, GroupFacts, GroupState, GroupSummary
from desktop_app.photos.groups import Group, Grouping
from desktop_app.photos.names import Positions
from desktop_app.photos.store import PhotoStore
from desktop_app.photos.wider_labels import said_together, without_wider

_DECIDED = GROUP_STATES.index(GroupState.DECIDED)
_DISAGREEING = [GROUP_STATES.index(state) for state in (GroupState.DISAGREEING, GroupState.NO_MAJORITY)]
# A suggestion "no dog" among the places of breeds.
_NO_DOG = 1 << 30


def disagrees(summary: GroupSummary) -> bool:
    """Whether photos of a group contradict each other: what they look like, as long as it is not decided, or labels."""
    votes = len(summary.agreeing) + len(summary.dissenters)
    undecided = summary.state in (GroupState.DISAGREEING, GroupState.NO_MAJORITY)
    return (undecided and votes > 0) or len(without_wider(summary.labels)) > 1


def is_decided(store: PhotoStore, summary: GroupSummary, left_out: Collection[int]) -> bool:
    """Whether nothing is to be decided in a group any more: what still agrees was left out by a person (ids)."""
    if summary.state is GroupState.DECIDED or not summary.labels or not left_out:
        return summary.state is GroupState.DECIDED
    agreeing = summary.agreeing[store.labels[summary.agreeing] == NONE]
    return len(agreeing) > 0 and all(photo in left_out for photo in store.photo_ids[agreeing].tolist())


def standings(
    store: PhotoStore,
    grouping: Grouping,
    summary_of: Callable[[Group], GroupSummary],
    left_out: Collection[int] = (),
    facts: GroupFacts | None = None,
    places: Positions | None = None,
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """bool, bool, one for each group: whether it is decided, and whether its photos disagree.

    What `summary_of` says, without asking it for thousands of groups: only those are asked in which some photos have a
    label and some have not, and these only where there are no `facts`. Where only some `places` are asked for, what is
    returned means nothing at the others.
    """
    count, size = len(grouping.groups), min(store.size, len(grouping.group_of))
    # The last one is what -1 points at: of no group.
    asked = np.full(count + 1, places is None)
    if places is not None:
        asked[places] = True
    asked[NONE] = False
    at = np.flatnonzero(asked[grouping.group_of[:size]] & store.present[:size])
    groups = grouping.group_of[at]
    labels, faults = store.labels[at], store.faults[at]
    labelled = labels != NONE
    marked = store.of_another_file[at]
    done = np.bincount(groups[labelled & ~marked], minlength=count)
    left = np.bincount(groups[~labelled | marked], minlength=count)
    votes = np.where(store.status[at] == NO_DOG, _NO_DOG, store.suggested[at])
    voting = (store.status[at] != NONE) & (faults == NONE) & ~store.several_dogs[at]
    decided = (done > 0) & (left == 0)
    # Where all look like the same, the group does; where they do not, some dissent.
    # A photo that looks like nothing that the pack knows agrees with none.
    disagree = _differ(groups[voting], votes[voting], count)
    disagree |= np.bincount(groups[voting & (votes == NONE)], minlength=count) > 0
    waits = (store.status[at] == NONE) & (faults == NONE) & ~store.several_dogs[at]
    waiting = np.bincount(groups[waits], minlength=count) > 0
    disagree &= ~decided & ~waiting
    given = groups[labelled & ~marked], labels[labelled & ~marked]
    contradict = _differ(*given, count)
    contradict[list(said_together(contradict, *given, store.tables.labels.values))] = False
    disagree |= contradict
    partly = np.flatnonzero((done > 0) & (left > 0))
    if facts is not None and len(facts.state) == count and not left_out:
        decided[partly] = facts.state[partly] == _DECIDED
        voted = np.bincount(groups[voting], minlength=count)[partly] > 0
        # What is decided though some are left no longer disagrees by what its photos look like.
        disagree[partly] = contradict[partly] | (np.isin(facts.state[partly], _DISAGREEING) & voted)
        partly = partly[:0]
    for place in partly.tolist():
        summary = summary_of(grouping.groups[place])
        decided[place], disagree[place] = is_decided(store, summary, left_out), disagrees(summary)
    return decided, disagree


def _differ(groups: NDArray[np.int32], values: NDArray[np.int32], count: int) -> NDArray[np.bool_]:
    """For each of `count` groups whether not all of its values are the same."""
    least, most = np.full(count, np.iinfo(np.int32).max, np.int32), np.full(count, np.iinfo(np.int32).min, np.int32)
    np.minimum.at(least, groups, values)
    np.maximum.at(most, groups, values)
    return least < most
