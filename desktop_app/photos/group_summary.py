"""Where groups stand: what their photos agree on, who differs, what is decided."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from desktop_app.breeds.kinds import is_kind
from desktop_app.catalog.values.labels import NO_DOG as NO_DOG_LABEL
from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import Confidence, RankedBreed
from desktop_app.photos.codes import CONFIDENCE_CODE, CONFIDENCES, NO_DOG, NONE, OK
from desktop_app.photos.group_pooling import Pooled, pool
from desktop_app.photos.kinds_said import offered_kinds
from desktop_app.photos.wider_labels import without_wider

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from desktop_app.photos.groups import Group, Grouping
    from desktop_app.photos.names import Positions
    from desktop_app.photos.store import PhotoStore

# A group is sure of what the pool gives so much, where a photo is sure of it and none of another breed. Chosen on some
# photos, measured on others: docs/decisions/0023-groups.md.
SURE_FROM = 0.90
MAYBE_FROM = 0.35
SAYS_NO_DOG = -2
"""In `GroupFacts.said`: the photos show no dog."""


class GroupState(StrEnum):
    """What a person has to do with a group."""

    WAITING = "waiting"
    AGREEING = "agreeing"
    DISAGREEING = "disagreeing"
    NO_MAJORITY = "no_majority"
    DECIDED = "decided"


GROUP_STATES = tuple(GroupState)
_CODE = {state: code for code, state in enumerate(GROUP_STATES)}
_SURE, _MAYBE, _UNSURE = (CONFIDENCE_CODE[word] for word in (Confidence.SURE, Confidence.MAYBE, Confidence.UNSURE))


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """What the store knows of some photos, held still.

    Attributes:
        positions: int32 `[photos]`.
        of: int32: the group of each, 0 to `groups` - 1.
        groups: how many there are.
        present: bool.
        decided: bool: has a label for the file that is there.
        votes: bool: has a suggestion that counts; several dogs and unreadable photos have none.
        waits: bool: is undecided and will have a suggestion.
        status: int8.
        ranked: int32 `[photos, 5]`.
        probabilities: float64 `[photos, 5]`.
        confidence: int8.
        kinds: int32: the kind that it looks like, where that is likely at least; -1 for none.
        kind_sure: bool: is sure of that.
        breeds: how many breeds the session knows.
    """

    positions: Positions
    of: NDArray[np.int32]
    groups: int
    present: NDArray[np.bool_]
    decided: NDArray[np.bool_]
    votes: NDArray[np.bool_]
    waits: NDArray[np.bool_]
    status: NDArray[np.int8]
    ranked: NDArray[np.int32]
    probabilities: NDArray[np.float64]
    confidence: NDArray[np.int8]
    kinds: NDArray[np.int32]
    kind_sure: NDArray[np.bool_]
    breeds: int

    @classmethod
    def of_photos(cls, store: PhotoStore, positions: Positions, of: NDArray[np.int32], groups: int) -> Votes:
        """The votes of photos of a store as it is now."""
        present, status = store.present[positions], store.status[positions]
        decided = (store.labels[positions] != NONE) & ~store.of_another_file[positions]
        counts = present & (store.faults[positions] == NONE) & ~store.several_dogs[positions]
        return cls(
            positions,
            of,
            groups,
            present,
            present & decided,
            counts & (status != NONE),
            counts & ~decided & (status == NONE),
            status,
            store.ranked[positions],
            store.probabilities[positions],
            store.confidence[positions],
            offered_kinds(store, positions),
            store.kind_confidence[positions] == _SURE,
            sum(not is_kind(each) for each in store.tables.breeds.values),
        )

    @classmethod
    def of_all(cls, store: PhotoStore) -> Votes:
        """The votes of all photos, in no group yet; see `among`."""
        return cls.of_photos(store, np.arange(store.size, dtype=np.int32), np.zeros(store.size, np.int32), 1)

    def among(self, grouping: Grouping, places: NDArray[np.int32] | None = None) -> Votes:
        """Of the votes of all photos those of the groups, or of the groups at `places`, group by group."""
        groups = grouping.groups if places is None else [grouping.groups[place] for place in places.tolist()]
        positions, of = _members(groups)
        return Votes(
            positions,
            of,
            len(groups),
            self.present[positions],
            self.decided[positions],
            self.votes[positions],
            self.waits[positions],
            self.status[positions],
            self.ranked[positions],
            self.probabilities[positions],
            self.confidence[positions],
            self.kinds[positions],
            self.kind_sure[positions],
            self.breeds,
        )

    def differing(self, before: Votes) -> Positions:
        """int32, rising: positions of which something else was said before; both are votes of all photos."""
        known = min(len(self.positions), len(before.positions))
        differs = np.ones(len(self.positions), np.bool_)
        differs[:known] = False
        for mine, theirs in zip(self._columns(), before._columns(), strict=True):
            # As they lie in memory, where what is not a number is the same as itself.
            one, other = (column[:known].reshape(-1).view(f"u{column.itemsize}") for column in (mine, theirs))
            differs[np.flatnonzero(one != other) // (mine.size // max(1, len(mine)) or 1)] = True
        return np.flatnonzero(differs).astype(np.int32)

    def _columns(self) -> tuple[NDArray[Any], ...]:
        said = (self.present, self.decided, self.votes, self.waits, self.status)
        return (*said, self.ranked, self.probabilities, self.confidence, self.kinds, self.kind_sure)

    @classmethod
    def of_grouping(cls, store: PhotoStore, grouping: Grouping, places: NDArray[np.int32]) -> Votes:
        """The votes of the groups at `places`, as the store is now."""
        groups = [grouping.groups[place] for place in places.tolist()]
        return cls.of_photos(store, *_members(groups), len(groups))


def _members(groups: Sequence[Group]) -> tuple[Positions, NDArray[np.int32]]:
    """All photos of groups, and the place of the group of each."""
    if not groups:
        return np.zeros(0, np.int32), np.zeros(0, np.int32)
    of = np.repeat(np.arange(len(groups), dtype=np.int32), [len(each.positions) for each in groups])
    return np.concatenate([each.positions for each in groups]), of


@dataclass(frozen=True, slots=True, eq=False)
class GroupFacts:
    """Where `n` groups stand, as columns.

    Attributes:
        state: int8 `[n]`, place in `GROUP_STATES`.
        said: int32: place of the breed that the photos look like together; `SAYS_NO_DOG`; -1 for nothing.
        confidence: int8: how sure that is; -1 for "no dog", and where the pack cannot tell.
        agreeing: int32: how many photos say so by themselves.
        sure: int32: how many of these are sure of it.
        looked_at: int32: how many photos have a suggestion, or will have none.
        decided: int32: how many have a label.
        photos: int32: how many there are.
        kind: int32: place of the kind of dog that more than half of the photos look like; -1 for none.
        pooled: the breeds.
        agrees: bool `[photos]`: which photos of the votes say so; empty in what `at` gives.
    """

    state: NDArray[np.int8]
    said: NDArray[np.int32]
    confidence: NDArray[np.int8]
    agreeing: NDArray[np.int32]
    sure: NDArray[np.int32]
    looked_at: NDArray[np.int32]
    decided: NDArray[np.int32]
    photos: NDArray[np.int32]
    kind: NDArray[np.int32]
    pooled: Pooled
    agrees: NDArray[np.bool_]

    def at(self, places: NDArray[np.int32]) -> GroupFacts:
        """The facts of some groups, as columns of their own."""
        return GroupFacts(
            self.state[places],
            self.said[places],
            self.confidence[places],
            self.agreeing[places],
            self.sure[places],
            self.looked_at[places],
            self.decided[places],
            self.photos[places],
            self.kind[places],
            Pooled(self.pooled.ranked[places], self.pooled.probabilities[places]),
            np.zeros(0, np.bool_),
        )

    def take_over(self, places: NDArray[np.int32], newer: GroupFacts) -> NDArray[np.int32]:
        """Write newer facts of the groups at `places`; returns those of these places at which something differs."""
        differs = np.zeros(len(places), np.bool_)
        for mine, theirs in zip(self._columns(), newer._columns(), strict=True):
            other = ~np.isclose(mine[places], theirs, equal_nan=True)
            differs |= other.reshape(len(places), -1).any(axis=1)
            mine[places] = theirs
        found: NDArray[np.int32] = places[differs]
        return found

    def _columns(self) -> tuple[NDArray[Any], ...]:
        mine = (self.state, self.said, self.confidence, self.agreeing, self.sure, self.looked_at, self.decided)
        return (*mine, self.photos, self.kind, self.pooled.ranked, self.pooled.probabilities)


def weigh(votes: Votes) -> GroupFacts:
    """Where all groups stand. Milliseconds for a thousand groups."""

    def count(which: NDArray[np.bool_]) -> NDArray[np.int32]:
        return np.bincount(votes.of[which], minlength=votes.groups).astype(np.int32)

    dogs = votes.votes & (votes.status == OK)
    no_dogs = votes.votes & (votes.status == NO_DOG)
    pooled = pool(votes.ranked[dogs], votes.probabilities[dogs], votes.of[dogs], votes.groups, votes.breeds)
    said = np.where(count(no_dogs) > count(dogs), np.int32(SAYS_NO_DOG), pooled.ranked[:, 0])
    of_group = said[votes.of]
    agrees = np.where(of_group == SAYS_NO_DOG, no_dogs, dogs & (votes.ranked[:, 0] == of_group) & (of_group != NONE))
    surely = dogs & (votes.confidence == _SURE)
    sure, contrary = count(surely & agrees), count(surely & ~agrees)
    confidence = _confidence(said, pooled, sure, contrary, count(dogs & (votes.confidence != NONE)))
    agreeing, voting = count(agrees), count(votes.votes)
    undecided = votes.present & ~votes.decided
    left, waiting = count(undecided), count(votes.waits)
    nothing_to_confirm = (count(votes.decided) > 0) & (agreeing > 0) & (count(agrees & undecided) == 0)
    majority = (2 * agreeing > voting) | ((confidence == _SURE) & (agreeing > 0))
    dissent = count(votes.votes & ~agrees & undecided) > 0
    state = np.where(dissent, _CODE[GroupState.DISAGREEING], _CODE[GroupState.AGREEING])
    state[~majority] = _CODE[GroupState.NO_MAJORITY]
    state[nothing_to_confirm] = _CODE[GroupState.DECIDED]
    state[waiting > 0] = _CODE[GroupState.WAITING]
    state[(left == 0) & (count(votes.present) > 0)] = _CODE[GroupState.DECIDED]
    return GroupFacts(
        state.astype(np.int8),
        said,
        confidence,
        agreeing,
        sure,
        count(votes.present) - waiting,
        count(votes.decided),
        count(votes.present),
        _common_kinds(votes, voting),
        pooled,
        agrees,
    )


def _common_kinds(votes: Votes, voting: NDArray[np.int32]) -> NDArray[np.int32]:
    """For each group the kind that more than half of the photos with a suggestion look like; -1 for none."""
    common = np.full(votes.groups, NONE, np.int32)
    there = votes.votes & (votes.kinds != NONE)
    if not there.any():
        return common
    # Of more than half, the one in the middle is one, in whatever order the others stand.
    of, kinds = votes.of[there], votes.kinds[there]
    order = np.lexsort((kinds, of))
    of, kinds = of[order], kinds[order]
    first = np.searchsorted(of, np.arange(votes.groups))
    counts = np.bincount(of, minlength=votes.groups)
    some = counts > 0
    common[some] = kinds[(first + counts // 2)[some]]
    agreeing = np.bincount(of[kinds == common[of]], minlength=votes.groups)
    common[2 * agreeing <= voting] = NONE
    return common


def _confidence(
    said: NDArray[np.int32],
    pooled: Pooled,
    sure: NDArray[np.int32],
    contrary: NDArray[np.int32],
    worded: NDArray[np.int32],
) -> NDArray[np.int8]:
    """How far a group is to be trusted, where its pack has words for it."""
    probability = np.nan_to_num(pooled.probabilities[:, 0])
    confidence = np.where(probability >= MAYBE_FROM, _MAYBE, _UNSURE)
    confidence[(probability >= SURE_FROM) & (sure > 0) & (contrary == 0)] = _SURE
    confidence[(worded == 0) | (said < 0)] = NONE
    return confidence.astype(np.int8)


@dataclass(frozen=True, slots=True, eq=False)
class GroupSummary:
    """Where one group stands.

    Attributes:
        state: what is to be done.
        label: what most agree on: the breed of the pooled suggestion, or "no dog"; where the group is decided, what was
            decided for most of it; None where there is nothing to say.
        ranked: the pooled suggestion, best first, up to five.
        confidence: how much that is to be trusted; None for "no dog", and where the pack cannot tell.
        agreeing: photos whose own suggestion is the group's.
        dissenters: photos whose own suggestion is another. Photos without a suggestion, unreadable ones, and those that
            show several dogs are neither.
        sure: how many photos are sure of it.
        looked_at: how many photos have a suggestion, or will have none.
        decided: photos with a label.
        labels: the labels given in the group, and to how many; two different ones disagree, if neither is the kind of
            dog of which the other is a breed.
        kind: the kind of dog that more than half of the photos look like, whatever breeds; None for none.
        of_kind: photos that look like one of it.
        kind_sure: how many of these are sure of that.
    """

    state: GroupState
    label: Label | None
    ranked: tuple[RankedBreed, ...]
    confidence: Confidence | None
    agreeing: Positions
    dissenters: Positions
    sure: int
    looked_at: int
    decided: Positions
    labels: Mapping[Label, int]
    kind: Label | None = None
    of_kind: Positions = field(default_factory=lambda: np.zeros(0, np.int32))
    kind_sure: int = 0


def summarise(store: PhotoStore, group: Group) -> GroupSummary:
    """Where a group stands, by the store as it is now."""
    positions = group.positions
    votes = Votes.of_photos(store, positions, np.zeros(len(positions), np.int32), 1)
    facts = weigh(votes)
    breeds, labels = store.tables.breeds, store.tables.labels
    state = GROUP_STATES[int(facts.state[0])]
    given = Counter([labels[place] for place in store.labels[positions[votes.decided]].tolist()])
    ranked = [
        RankedBreed(breeds[breed], probability)
        for breed, probability in zip(
            facts.pooled.ranked[0].tolist(), facts.pooled.probabilities[0].tolist(), strict=True
        )
        if breed != NONE
    ]
    kind = int(facts.kind[0])
    of_kind = votes.votes & (votes.kinds == kind) & (kind != NONE)
    return GroupSummary(
        state,
        _most_given(given) if state is GroupState.DECIDED else _said(store, int(facts.said[0])),
        tuple(ranked),
        None if facts.confidence[0] == NONE else CONFIDENCES[facts.confidence[0]],
        positions[facts.agrees],
        positions[votes.votes & ~facts.agrees],
        int(facts.sure[0]),
        int(facts.looked_at[0]),
        positions[votes.decided],
        dict(given),
        None if kind == NONE else Label.breed(breeds[kind]),
        positions[of_kind],
        int(np.count_nonzero(of_kind & votes.kind_sure)),
    )


def _most_given(given: Counter[Label]) -> Label:
    """What was decided for most of a group; of a kind of dog and a breed of that kind, the breed."""
    narrow = without_wider(given)
    return max(narrow, key=lambda label: given[label])


def _said(store: PhotoStore, said: int) -> Label | None:
    if said == SAYS_NO_DOG:
        return NO_DOG_LABEL
    return None if said == NONE else Label.breed(store.tables.breeds[said])
