"""What follows from the columns of photos: their state, what they look like, what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.values.labels import NO_DOG as NO_DOG_LABEL
from desktop_app.catalog.values.labels import LabelKind
from desktop_app.photos.codes import KIND_CODE, NO_DOG, NONE, OK, STATE_CODE
from desktop_app.photos.kinds_said import said_kinds
from desktop_app.photos.runs import one_run

if TYPE_CHECKING:
    from desktop_app.photos.names import Positions
    from desktop_app.photos.runs import Places
    from desktop_app.photos.store_columns import StoreColumns


def derive(store: StoreColumns, positions: Positions) -> None:
    """Work out the derived columns at these positions."""
    at = one_run(positions)
    status, first = store.status[at], store.ranked[at, 0]
    suggested = np.where(status == OK, first, np.int32(NONE))
    dog, best = store.dog_probability[at], store.probabilities[at, 0]
    store.suggested[at] = suggested
    kinds = said_kinds(store, at)
    store.probability[at] = np.where(status == NO_DOG, 1 - dog, np.where(status == OK, best, np.nan))
    store.state[at] = _state(store, at, kinds)
    store.said[at] = _said(store, at, np.where(kinds == NONE, suggested, kinds))


def _state(store: StoreColumns, at: Places, said: Positions) -> np.ndarray[tuple[int], np.dtype[np.int8]]:
    """As `PhotoRow.state` has it: a label counts more than what the machine says, where it is for this file.

    `said` are the kinds that are said instead of a breed.
    """
    labels, status, first = store.labels[at], store.status[at], store.ranked[at, 0]
    state = np.full(len(labels), STATE_CODE[PhotoState.TO_REVIEW], np.int8)
    state[status == NONE] = STATE_CODE[PhotoState.WAITING]
    state[store.faults[at] != NONE] = STATE_CODE[PhotoState.UNREADABLE]
    decided = np.flatnonzero((labels != NONE) & ~store.of_another_file[at])
    if len(decided):
        kinds, breeds = store.tables.label_facts()
        kind, breed = kinds[labels[decided]], breeds[labels[decided]]
        no_dog = kind == KIND_CODE[LabelKind.NO_DOG]
        state[decided] = np.where(no_dog, STATE_CODE[PhotoState.NO_DOG], STATE_CODE[PhotoState.CORRECTED])
        # A kind that was said is confirmed by itself too; it need not be that of the first breed.
        is_it = (breed == first[decided]) | (breed == store.tables.kinds_of_breeds()[first[decided]])
        is_it |= (breed == said[decided]) & (breed != NONE)
        same_breed = (kind == KIND_CODE[LabelKind.BREED]) & is_it & (status[decided] == OK)
        same = np.where(status[decided] == NO_DOG, no_dog, same_breed)
        state[decided[same]] = STATE_CODE[PhotoState.CONFIRMED]
    return state


def _said(store: StoreColumns, at: Places, suggested: Positions) -> Positions:
    """The label, else what the suggestion amounts to; nothing where there is neither, or the photo is unreadable."""
    said = store.labels[at].copy()
    open_to_say = (said == NONE) & (store.faults[at] == NONE)
    looks_like = open_to_say & (suggested != NONE)
    if looks_like.any():
        said[looks_like] = store.tables.labels_of_breeds(suggested[looks_like])
    no_dog = open_to_say & (store.status[at] == NO_DOG)
    if no_dog.any():
        said[no_dog] = store.tables.labels.place(NO_DOG_LABEL)
    return said
