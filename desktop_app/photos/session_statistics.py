"""Figures of a session over its whole life: where photos and animals stand, breeds, days, agreement, pace.

`taken_from` copies what is needed out of the store, in a millisecond, where the store lives; `session_figures` counts,
wherever there is time for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.changes.base import PERSON
from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.seen import SeenDecisions
from desktop_app.catalog.values.labels import Label, LabelKind
from desktop_app.photos.agreement import SeenAgreement, seen_agreement
from desktop_app.photos.codes import NONE, STATE_CODE, STATES
from desktop_app.photos.daily_pace import DayPace, pace_of_days
from desktop_app.photos.days import Day, each_day
from desktop_app.photos.kinds_said import said_kinds
from desktop_app.photos.local_days import camera_days, local_days
from desktop_app.photos.store import PhotoStore
from desktop_app.photos.wider_labels import said_together

UNREADABLE, TO_REVIEW = STATE_CODE[PhotoState.UNREADABLE], STATE_CODE[PhotoState.TO_REVIEW]


class AnimalState(StrEnum):
    """How far an animal is. Photos of several dogs, and unreadable ones, say nothing of it.

    Partly decided is one of which some photos have a label, and some have none: what is left may be what looked like
    something else when the others were confirmed.
    """

    UNDECIDED = "undecided"
    PARTLY = "partly"
    DISAGREE = "disagree"
    DECIDED = "decided"


ANIMAL_STATES = tuple(AnimalState)
_UNDECIDED, _PARTLY, _DISAGREE, _DECIDED = range(4)


@dataclass(frozen=True, slots=True)
class BreedCount:
    """How often a breed, or a kind of dog, comes up.

    Attributes:
        breed_id: the breed.
        photos: labelled with it alone.
        in_mixes: labelled with a mix in which it is named.
        suggested: not decided yet, and looking like it: a photo that looks like a kind of dog counts there alone.
        animals: of which all photos that count have labels, all with it alone.
    """

    breed_id: str
    photos: int
    in_mixes: int
    suggested: int
    animals: int


@dataclass(frozen=True, slots=True)
class SessionFigures:
    """What there is to say of a session.

    Attributes:
        photos: how many there are.
        states: photos by state, also those of no photo.
        animals: animals by state; empty where photos have no animals.
        breeds: the most frequent first: by labels, then by suggestions.
        other_labels: photos by what was decided where that names no breed.
        days: those on which anything was taken or decided, in order.
        undated: photos of which nobody knows when they were taken.
        agreement: what people chose after seeing suggestions.
        pace: of the days on which people decided, in order.
    """

    photos: int
    states: Mapping[PhotoState, int]
    animals: Mapping[AnimalState, int]
    breeds: Sequence[BreedCount]
    other_labels: Mapping[Label, int]
    days: Sequence[Day]
    undated: int
    agreement: SeenAgreement
    pace: Sequence[DayPace]


@dataclass(frozen=True, slots=True, eq=False)
class StoreColumnsTaken:
    """Copies of columns of a store for its photos that are present, every array `[N]`: see `StoreColumns`.

    Attributes:
        labels: -1 also where the label was given to what the file held before: such a photo is undecided.
        votes: bool: the photo says something of its animal.
        label_table, breed_table: what `labels` and `suggested` refer to.
    """

    state: NDArray[np.int8]
    labels: NDArray[np.int32]
    suggested: NDArray[np.int32]
    decided_ns: NDArray[np.int64]
    by_person: NDArray[np.bool_]
    taken_at: NDArray[np.int64]
    animals: NDArray[np.int32]
    votes: NDArray[np.bool_]
    label_table: Sequence[Label]
    breed_table: Sequence[str]


def taken_from(store: PhotoStore) -> StoreColumnsTaken:
    """What figures are counted from, out of a store that may change afterwards."""
    at = np.flatnonzero(store.present)
    labels = np.where(store.of_another_file[at], np.int32(NONE), store.labels[at])
    person = store.tables.deciders.find(PERSON)
    state = store.state[at]
    animals, several = _animals_of(store)[at], store.several_dogs[at]
    return StoreColumnsTaken(
        state=state,
        labels=labels,
        suggested=np.where(state == TO_REVIEW, _suggested(store)[at], np.int32(NONE)),
        decided_ns=np.where(labels == NONE, 0, store.decided_ns[at]),
        by_person=(labels != NONE) & (store.deciders[at] == (NONE - 1 if person is None else person)),
        taken_at=store.taken_at[at],
        animals=animals,
        votes=(animals != NONE) & ~several & (state != UNREADABLE),
        label_table=tuple(store.tables.labels.values),
        breed_table=tuple(store.tables.breeds.values),
    )


def _suggested(store: PhotoStore) -> NDArray[np.int32]:
    """For each photo what it looks like: the kind that is said, else the breed."""
    kinds = said_kinds(store, slice(None))
    return np.where(kinds == NONE, store.suggested, kinds)


def _animals_of(store: PhotoStore) -> NDArray[np.int32]:
    """For each photo one number of its animal; -1 for none. Under another name, an animal is the same one."""
    first: dict[int, int] = {}
    places = [first.setdefault(animal.animal_id, place) for place, animal in enumerate(store.tables.animals.values)]
    # One more, at the end, is what -1 points at.
    found: NDArray[np.int32] = np.array([*places, NONE], np.int32)[store.animals]
    return found


def session_figures(taken: StoreColumnsTaken, seen: SeenDecisions) -> SessionFigures:
    """Count it all.

    Args:
        taken: of the store.
        seen: of the same session's file.
    """
    states = np.bincount(taken.state, minlength=len(STATES)).tolist()
    standing, agreed = _animals(taken)
    taken_days, decided_days = camera_days(taken.taken_at), local_days(taken.decided_ns)
    done = standing == _DECIDED
    last = _last_of_each(taken.animals, taken.decided_ns, len(standing))
    return SessionFigures(
        photos=len(taken.state),
        states=dict(zip(STATES, states, strict=True)),
        animals=_by_state(standing),
        breeds=_breeds(taken, agreed[done]),
        other_labels=_other_labels(taken),
        days=each_day(taken_days, decided_days, taken.animals, local_days(np.where(done, last, 0))),
        undated=int(np.count_nonzero(taken.taken_at == 0)),
        agreement=seen_agreement(seen),
        pace=pace_of_days(taken.decided_ns[taken.by_person], decided_days[taken.by_person]),
    )


def _animals(taken: StoreColumnsTaken) -> tuple[NDArray[np.int8], NDArray[np.int32]]:
    """For each animal its state (-1 where no photo speaks for it) and the label that all that have one agree on."""
    count = int(taken.animals.max(initial=NONE)) + 1
    animals, labels = taken.animals[taken.votes], taken.labels[taken.votes]
    photos = np.bincount(animals, minlength=count)
    labelled = labels != NONE
    decided = np.bincount(animals[labelled], minlength=count)
    least = np.full(count, np.iinfo(np.int32).max, np.int32)
    greatest = np.full(count, NONE, np.int32)
    np.minimum.at(least, animals[labelled], labels[labelled])
    np.maximum.at(greatest, animals[labelled], labels[labelled])
    state = np.where(decided == photos, np.int8(_DECIDED), np.int8(_UNDECIDED))
    state[(decided > 0) & (decided < photos)] = _PARTLY
    differ = (decided > 0) & (least != greatest)
    for animal, label in said_together(differ, animals[labelled], labels[labelled], taken.label_table).items():
        differ[animal], greatest[animal] = False, label
    state[differ] = _DISAGREE
    # Of an animal whose photos all show several dogs, nothing can be decided; one without photos is no row anywhere.
    there = np.bincount(taken.animals[taken.animals != NONE], minlength=count) > 0
    state[photos == 0] = _UNDECIDED
    state[~there] = NONE
    return state, greatest


def _by_state(standing: NDArray[np.int8]) -> dict[AnimalState, int]:
    known = standing[standing != NONE]
    counts = np.bincount(known, minlength=len(ANIMAL_STATES)).tolist()
    return dict(zip(ANIMAL_STATES, counts, strict=True)) if len(known) else {}


def _last_of_each(animals: NDArray[np.int32], decided_ns: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """For each animal, when the last of its photos was decided; 0 for never."""
    last = np.zeros(count, np.int64)
    of_animals = animals != NONE
    np.maximum.at(last, animals[of_animals], decided_ns[of_animals])
    return last


def _breeds(taken: StoreColumnsTaken, animal_labels: NDArray[np.int32]) -> list[BreedCount]:
    photos = _each_label(taken, taken.labels[taken.labels != NONE])
    animals = _each_label(taken, animal_labels)
    counts: dict[str, list[int]] = {}
    for label, found, of_animals in zip(taken.label_table, photos, animals, strict=True):
        if label.kind is LabelKind.BREED:
            one = counts.setdefault(label.breed_ids[0], [0, 0, 0, 0])
            one[0] += found
            one[3] += of_animals
        elif found:
            for breed_id in label.breed_ids:
                counts.setdefault(breed_id, [0, 0, 0, 0])[1] += found
    looks_like = np.bincount(taken.suggested[taken.suggested != NONE], minlength=len(taken.breed_table)).tolist()
    for breed_id, found in zip(taken.breed_table, looks_like, strict=True):
        if found:
            counts.setdefault(breed_id, [0, 0, 0, 0])[2] += found
    there = [BreedCount(breed_id, *numbers) for breed_id, numbers in counts.items() if any(numbers)]
    return sorted(there, key=lambda one: (-one.photos, -one.in_mixes, -one.suggested, one.breed_id))


def _each_label(taken: StoreColumnsTaken, labels: NDArray[np.int32]) -> list[int]:
    return list(np.bincount(labels, minlength=len(taken.label_table)).tolist())


def _other_labels(taken: StoreColumnsTaken) -> dict[Label, int]:
    each = _each_label(taken, taken.labels[taken.labels != NONE])
    return {label: count for label, count in zip(taken.label_table, each, strict=True) if count and not label.breed_ids}
