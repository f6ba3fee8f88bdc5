"""Labels that deserve a second look: the model, the rest of the group, or what was learned strongly disagrees.

The rules, on calibrated probabilities:

- The label is one breed, the model gives another breed at least `MODEL_IS_SURE` and the label's breed less than
  `LABEL_IS_UNLIKELY`. Only breeds count that the model names at all: of others it cannot say anything.
- The label is one breed, and the model sees no dog with at least `NO_DOG_IS_SURE`; or the label is "no dog", and it
  sees a dog with as much.
- In a group, more than half of the labels, and at least two, are the same, and this one is another; or of two photos
  with two labels, the model gives this one's less than the other's.
- All other labels of the session together say another breed of a photo that looks like this one: so the memory has it
  (`desktop_app.learning`), which is asked elsewhere.

A photo is asked about once. The model's word comes first: it has a probability that people can judge. Then the group's:
that photos of one animal have two labels is seen at a glance. What the memory says is a likeness to photos of other
animals, and is told where nobody else disagrees.

Mixes and "unknown" are no claim that a photo could speak against, so the model's disagreement says nothing of them.
The label "hound" is one: it has what the model gives all hounds together. A kind of dog and a breed of that kind never
speak against each other.
"""

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum
from itertools import repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.changes.base import PERSON
from desktop_app.catalog.values.labels import NO_DOG as NO_DOG_LABEL
from desktop_app.catalog.values.labels import Label, LabelKind
from desktop_app.photos.codes import KIND_CODE, NO_DOG, NONE, OK
from desktop_app.photos.names import Positions
from desktop_app.photos.review_order import Groups, groups_for
from desktop_app.photos.store import PhotoStore
from desktop_app.photos.wider_labels import go_together

MODEL_IS_SURE = 0.80
LABEL_IS_UNLIKELY = 0.05
NO_DOG_IS_SURE = 0.98
LEAST_IN_A_MAJORITY = 2


class Against(StrEnum):
    """Who disagrees with a label."""

    MODEL = "model"
    GROUP = "group"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True, eq=False)
class Contradicted:
    """n labels that all other labels contradict, as the memory has it; one a photo.

    Attributes:
        photo_ids: int64 `[n]`.
        labels: n, those that are contradicted. Of a photo that has another one by now nothing is said.
        suggested: n, what the others say instead.
        strengths: float64 `[n]`, how strongly, 0 to 1.
    """

    photo_ids: NDArray[np.int64]
    labels: tuple[Label, ...]
    suggested: tuple[Label, ...]
    strengths: NDArray[np.float64]


NO_CONTRADICTIONS = Contradicted(np.zeros(0, np.int64), (), (), np.zeros(0))


class Doubt(NamedTuple):
    """A label that deserves a second look. A tuple, since thousands are made at once.

    Attributes:
        photo_id: of the photo.
        label: that a person gave.
        suggested: the label that speaks against it.
        against: whose word that is.
        strength: how strongly, 0 to 1: the probability, or the part of the group's labels.
        alike: where the memory disagrees, how many other photos a person gave the suggested label; 0 otherwise.
    """

    photo_id: int
    label: Label
    suggested: Label
    against: Against
    strength: float
    alike: int = 0


def doubts(
    store: PhotoStore, group_of: Groups | None = None, contradicted: Contradicted = NO_CONTRADICTIONS
) -> list[Doubt]:
    """All labels of the session that deserve a second look, the strongest doubt first, one a photo.

    Args:
        store: the photos.
        group_of: the groups of all positions, where they are known.
        contradicted: what the memory says.
    """
    person = store.tables.deciders.find(PERSON)
    labelled = store.present & (store.labels != NONE) & ~store.of_another_file & ~store.missing
    at = np.flatnonzero(labelled & (store.faults == NONE)).astype(np.int32)
    if person is None or not len(at):
        return []
    at = at[store.deciders[at] == person]
    said = _of_the_model(store, at)
    for others in (_of_groups(store, at, group_of), _of_memory(store, at, contradicted)):
        told = {doubt.photo_id for doubt in said}
        said += [doubt for doubt in others if doubt.photo_id not in told]
    ids = np.fromiter((doubt.photo_id for doubt in said), np.int64, len(said))
    strengths = np.fromiter((doubt.strength for doubt in said), np.float64, len(said))
    return [said[place] for place in np.lexsort((ids, -strengths)).tolist()]


def stands(doubt: Doubt, contradicted: Set[int]) -> bool:
    """Whether a doubt still stands when the memory doubts the labels of these photos, and of no others."""
    return doubt.against is not Against.MEMORY or doubt.photo_id in contradicted


def _of_the_model(store: PhotoStore, at: Positions) -> list[Doubt]:
    kinds, breeds = store.tables.label_facts()
    kind, breed = kinds[store.labels[at]], breeds[store.labels[at]]
    is_breed, dog = kind == KIND_CODE[LabelKind.BREED], store.dog_probability[at]
    status, suggested = store.status[at], store.suggested[at]
    best = np.nan_to_num(store.probability[at])
    known = np.zeros(len(store.tables.breeds) + 1, np.bool_)
    # The pack's own word: breeds that the memory suggests are no more known to the model than before.
    known[store.by_pack(np.flatnonzero(store.present).astype(np.int32)).ranked.ravel()] = True
    kind_of = store.tables.kinds_of_breeds()
    kinds_known = kind_of[np.flatnonzero(known[:-1])]
    known[kinds_known[kinds_known >= 0]] = True
    other_breed = (
        (is_breed & (status == OK) & (suggested != breed) & (kind_of[suggested] != breed) & known[breed])
        & (best >= MODEL_IS_SURE)
        & (_most_likely(store, at, breed, kind_of) < LABEL_IS_UNLIKELY)
    )
    with np.errstate(invalid="ignore"):
        no_dog = is_breed & (status == NO_DOG) & (1 - dog >= NO_DOG_IS_SURE)
        a_dog = (kind == KIND_CODE[LabelKind.NO_DOG]) & (suggested != NONE) & (dog >= NO_DOG_IS_SURE)
    # Thousands may deserve it: what is asked of arrays is asked once for all of them.
    places = np.flatnonzero(other_breed | no_dog | a_dog)
    ids, labels = store.photo_ids[at[places]].tolist(), store.labels[at[places]].tolist()
    looks = np.where(no_dog, NONE, suggested)[places].tolist()
    strengths = np.where(a_dog, dog, best)[places].tolist()
    breed_of = {place: Label.breed(store.tables.breeds[place]) for place in set(looks) if place != NONE}
    breed_of[NONE] = NO_DOG_LABEL
    table = store.tables.labels.values
    own, theirs = map(table.__getitem__, labels), map(breed_of.__getitem__, looks)
    return list(map(Doubt, ids, own, theirs, repeat(Against.MODEL), strengths))


def _most_likely(
    store: PhotoStore, at: Positions, breed: Positions, kind_of: Positions
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The most that the model can give each label's breed: what it stands at among the five, or what these leave.

    Of a kind it is what its breeds have among the five together, and what these leave.
    """
    ranked, shares = store.ranked[at], np.nan_to_num(store.probabilities[at])
    listed, of_kind = ranked == breed[:, None], kind_of[ranked] == breed[:, None]
    rest = np.maximum(0.0, 1 - shares.sum(axis=1))
    found = np.where(listed.any(axis=1), (shares * listed).sum(axis=1), np.minimum(rest, shares[:, -1]))
    is_kind = np.isin(breed, kind_of)
    return np.asarray(np.where(is_kind, (shares * of_kind).sum(axis=1) + rest, found))


def _of_groups(store: PhotoStore, at: Positions, group_of: Groups | None) -> list[Doubt]:
    groups = groups_for(group_of, at)
    places = np.flatnonzero(_differing(groups, store.labels[at]))
    photos, labels, table = at[places], store.labels[at[places]].astype(np.int64), store.tables.labels.values
    # How often each label is in each group; of a group's, the one that most photos have, the first of several.
    given, counts = np.unique(groups[places].astype(np.int64) * len(table) + labels, return_counts=True)
    of, label = np.divmod(given, max(1, len(table)))
    by = np.lexsort((label, -counts, of))
    best = by[np.flatnonzero(np.diff(of[by], prepend=NONE))]
    group = np.searchsorted(of[best], groups[places])
    most, votes, total = label[best], counts[best], np.bincount(group, minlength=len(best))
    clear = (votes >= LEAST_IN_A_MAJORITY) & (2 * votes > total)
    odd = np.flatnonzero(clear[group] & (labels != most[group]))
    told = (store.photo_ids[photos[odd]].tolist(), labels[odd].tolist(), most[group[odd]].tolist())
    strengths = (votes[group[odd]] / total[group[odd]]).tolist()
    said = [
        Doubt(photo_id, table[own], table[theirs], Against.GROUP, strength)
        for photo_id, own, theirs, strength in zip(*told, strengths, strict=True)
        if not go_together(table[own], table[theirs])
    ]
    two = np.flatnonzero((~clear & (total == 2))[group])
    pairs = two[np.argsort(group[two], kind="stable")].reshape(-1, 2)
    return said + _of_two(store, photos[pairs], labels[pairs])


def _differing(groups: Positions, labels: Positions) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which of the photos are in groups with two labels: few, so that these may be gone through one by one."""
    there = groups != NONE
    highest = np.full(int(groups.max(initial=NONE)) + 2, NONE, np.int32)
    lowest = np.full(len(highest), np.iinfo(np.int32).max, np.int32)
    np.maximum.at(highest, groups[there], labels[there])
    np.minimum.at(lowest, groups[there], labels[there])
    # The last one is what -1 points at: of no group.
    return np.asarray(there & (highest[groups] != lowest[groups]))


def _of_two(store: PhotoStore, pairs: Positions, labels: NDArray[np.int64]) -> list[Doubt]:
    """Of each two photos with two labels, int32 and int64 `[n, 2]`, the one whose label the model gives less."""
    if not len(pairs):
        return []
    given = _given(store, pairs.ravel(), labels.ravel()).reshape(-1, 2)
    first_is_odd = given[:, 0] < given[:, 1]
    odd = np.where(first_is_odd, pairs[:, 0], pairs[:, 1])
    own = np.where(first_is_odd, labels[:, 0], labels[:, 1]).tolist()
    theirs = np.where(first_is_odd, labels[:, 1], labels[:, 0]).tolist()
    table = store.tables.labels.values
    told = zip(store.photo_ids[odd].tolist(), own, theirs, strict=True)
    return [
        Doubt(photo_id, table[one], table[other], Against.GROUP, 0.5)
        for photo_id, one, other in told
        if not go_together(table[one], table[other])
    ]


def _given(store: PhotoStore, at: Positions, labels: NDArray[np.int64]) -> NDArray[np.float64]:
    """float64: the probability that the model gives each photo's label; 0 where it says nothing of it."""
    kinds, breeds = store.tables.label_facts()
    kind, breed = kinds[labels], breeds[labels]
    listed = (store.ranked[at] == breed[:, None]) & (breed != NONE)[:, None]
    listed &= (kind == KIND_CODE[LabelKind.BREED])[:, None]
    share = (np.nan_to_num(store.probabilities[at]) * listed).sum(axis=1)
    dog = store.dog_probability[at]
    no_dog = np.where(np.isnan(dog), 0.0, 1 - dog)
    found: NDArray[np.float64] = np.where(kind == KIND_CODE[LabelKind.NO_DOG], no_dog, share)
    return found


def _of_memory(store: PhotoStore, at: Positions, contradicted: Contradicted) -> list[Doubt]:
    """What the memory says of the labels at these positions, where they are still those of which it speaks."""
    asked = store.positions(contradicted.photo_ids)
    asks = np.zeros(store.size, np.bool_)
    asks[at] = True
    places = np.flatnonzero((asked >= 0) & asks[np.maximum(asked, 0)])
    if not len(places):
        return []
    table, given = store.tables.labels.values, np.bincount(store.labels[at], minlength=len(store.tables.labels.values))
    counts = {label: int(count) for label, count in zip(table, given.tolist(), strict=True)}
    said = zip(places.tolist(), store.labels[asked[places]].tolist(), strict=True)
    return [
        Doubt(
            int(contradicted.photo_ids[place]), table[label], theirs, Against.MEMORY,
            float(contradicted.strengths[place]), counts.get(theirs, 0),
        )
        for place, label in said
        if (theirs := contradicted.suggested[place]) != table[label] == contradicted.labels[place]
    ]  # fmt: skip
