"""Figures of a session: how far it is, and how often people and model agree."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.values.labels import Label, LabelKind
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.photos.codes import CONFIDENCES, KIND_CODE, NONE, STATE_CODE, STATES
from desktop_app.photos.store import PhotoStore


@dataclass(frozen=True, slots=True)
class Progress:
    """Of so many photos, so many have a label."""

    photos: int
    decided: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of so many photos with a suggestion and a label, so many have a label that says the same.

    Photos that a person called "unknown" are left out: that is no word against the suggestion.
    """

    compared: int
    same: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures of some photos.

    Attributes:
        progress: of all of them.
        states: how many are in each state, also those of no photo.
        labels: label → how many photos; the most frequent first.
        folders: folder → its progress, in natural order.
        agreement: over all suggestions that could be compared.
        agreement_by_confidence: the same for each word; None for suggestions without one.
    """

    progress: Progress
    states: Mapping[PhotoState, int]
    labels: Mapping[Label, int]
    folders: Mapping[str, Progress]
    agreement: Agreement
    agreement_by_confidence: Mapping[Confidence | None, Agreement]


def statistics(store: PhotoStore, within: NDArray[np.bool_] | None = None) -> Statistics:
    """Figures of the photos in a mask; of all without one."""
    mask = store.present if within is None else store.present & within
    at = np.flatnonzero(mask)
    decided = (store.labels[at] != NONE) & ~store.of_another_file[at]
    states = np.bincount(store.state[at], minlength=len(STATES)).tolist()
    labels = np.bincount(store.labels[at][decided], minlength=len(store.tables.labels))
    present = np.flatnonzero(labels)
    most_first = present[np.argsort(-labels[present], kind="stable")].tolist()
    overall, by_word = _agreement(store, at[decided])
    return Statistics(
        progress=Progress(len(at), int(np.count_nonzero(decided))),
        states=dict(zip(STATES, states, strict=True)),
        labels={store.tables.labels[label]: int(labels[label]) for label in most_first},
        folders=_folders(store, at, decided),
        agreement=overall,
        agreement_by_confidence=by_word,
    )


def _folders(store: PhotoStore, at: NDArray[np.intp], decided: NDArray[np.bool_]) -> dict[str, Progress]:
    count = len(store.names.folders)
    photos = np.bincount(store.folder[at], minlength=count).tolist()
    done = np.bincount(store.folder[at][decided], minlength=count).tolist()
    in_order = np.argsort(store.names.folder_rank).tolist()
    return {store.names.folders[place]: Progress(photos[place], done[place]) for place in in_order if photos[place]}


def _agreement(store: PhotoStore, decided: NDArray[np.intp]) -> tuple[Agreement, dict[Confidence | None, Agreement]]:
    kinds, _ = store.tables.label_facts()
    said_something = kinds[store.labels[decided]] != KIND_CODE[LabelKind.UNKNOWN]
    compared = decided[said_something & (store.status[decided] != NONE)]
    same = store.state[compared] == STATE_CODE[PhotoState.CONFIRMED]
    # Moved up by one: -1 is "no word".
    words = store.confidence[compared] + 1
    of_each = np.bincount(words, minlength=len(CONFIDENCES) + 1).tolist()
    same_of_each = np.bincount(words[same], minlength=len(CONFIDENCES) + 1).tolist()
    each = [Agreement(*pair) for pair in zip(of_each, same_of_each, strict=True)]
    by_word = dict(zip((None, *CONFIDENCES), each, strict=True))
    return Agreement(len(compared), int(np.count_nonzero(same))), by_word
