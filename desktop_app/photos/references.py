"""A person's own confirmed photos of a breed, to compare another photo with."""

import numpy as np

from desktop_app.catalog.changes.base import PERSON
from desktop_app.catalog.values.labels import Label
from desktop_app.photos.codes import NONE
from desktop_app.photos.review_order import Groups
from desktop_app.photos.store import PhotoStore

COUNT = 2


def references(
    store: PhotoStore, breed_id: str, beside: int, group_of: Groups | None = None, count: int = COUNT
) -> list[int]:
    """Ids of photos that show what a breed looks like: at most `count` with this breed as the label of a person.

    Those whose suggestion was surest of the breed come first: they show it plainly. No two are of one group, and none
    is of the group of the photo beside which they are shown: a near-duplicate would only prove that a photo looks like
    itself.

    Args:
        store: the photos.
        breed_id: of the breed.
        beside: id of the photo that they are compared with.
        group_of: the groups of all positions, where they are known.
        count: how many at most.
    """
    label, person = store.tables.labels.find(Label.breed(breed_id)), store.tables.deciders.find(PERSON)
    if label is None or person is None:
        return []
    fits = (store.labels == label) & (store.deciders == person) & store.present
    fits &= ~store.missing & ~store.of_another_file & (store.faults == NONE)
    at = np.flatnonzero(fits).astype(np.int32)
    breed = store.tables.breeds.place(breed_id)
    surest = np.where(store.suggested[at] == breed, store.probability[at], 0.0)
    position = int(store.positions([beside])[0])
    chosen: list[int] = []
    taken = {_group(group_of, position)}
    for place in at[np.argsort(-surest, kind="stable")].tolist():
        group = _group(group_of, place)
        if place != position and (group == NONE or group not in taken):
            taken.add(group)
            chosen.append(int(store.photo_ids[place]))
            if len(chosen) == count:
                break
    return chosen


def _group(group_of: Groups | None, position: int) -> int:
    return NONE if group_of is None or not 0 <= position < len(group_of) else int(group_of[position])
