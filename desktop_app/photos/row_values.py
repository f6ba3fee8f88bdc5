"""Between columns and `PhotoRow`: one photo out of the columns, and rows into them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.catalog.rows import BREEDS_IN_A_ROW, PhotoRow
from desktop_app.catalog.values.suggestions import Box
from desktop_app.photos.codes import CONFIDENCE_CODE, NONE, STATUS_CODE
from desktop_app.photos.shown_suggestions import suggestion_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.catalog.rows import RowSuggestion
    from desktop_app.photos.names import Positions
    from desktop_app.photos.store_columns import StoreColumns


def with_younger_decisions(arrived: PhotoRow, shown: PhotoRow) -> PhotoRow:
    """A row that arrives, with what of the one shown was decided after the first was read."""
    if arrived.arranged_by < shown.arranged_by:
        arrived = replace(
            arrived,
            animal=shown.animal,
            pick=shown.pick,
            several_dogs=shown.several_dogs,
            one_dog=shown.one_dog,
            arranged_by=shown.arranged_by,
        )
    if arrived.label_change >= shown.label_change:
        return arrived
    return replace(
        arrived,
        label=shown.label,
        decided_by=shown.decided_by,
        decided_ns=shown.decided_ns,
        label_change=shown.label_change,
        label_of_another_file=shown.label_of_another_file,
    )


def row_at(store: StoreColumns, position: int) -> PhotoRow:
    """The photo at a position as one value."""
    tables = store.tables
    fault, label, decider = store.faults[position], store.labels[position], store.deciders[position]
    return PhotoRow(
        photo_id=int(store.photo_ids[position]),
        path=Path(store.paths[position]),
        modified_ns=int(store.modified_ns[position]),
        fault=None if fault == NONE else tables.faults[fault],
        suggestion=_suggestion_at(store, position),
        label=None if label == NONE else tables.labels[label],
        missing=bool(store.missing[position]),
        decided_by=None if decider == NONE else tables.deciders[decider],
        decided_ns=int(store.decided_ns[position]) or None,
        label_change=int(store.label_change[position]),
        turned=int(store.turned[position]),
        taken_at=int(store.taken_at[position]),
        label_of_another_file=bool(store.of_another_file[position]),
        animal=None if store.animals[position] == NONE else tables.animals[store.animals[position]],
        pick=int(store.pick[position]),
        several_dogs=bool(store.several_dogs[position]),
        one_dog=bool(store.one_dog[position]),
        arranged_by=int(store.arranged_by[position]),
        learned=int(store.learned[position]),
        borrowed=store.is_borrowed(position),
    )


def _suggestion_at(store: StoreColumns, position: int) -> RowSuggestion | None:
    said, dogs = suggestion_at(store, store.tables, position), int(store.dogs[position])
    if said is None or not dogs:
        return said
    return replace(said, box=Box(*store.boxes[position].tolist()), dogs=dogs)


def write(store: StoreColumns, positions: Positions, rows: Sequence[PhotoRow], known: int) -> None:
    """Write rows at positions, without what follows from them.

    Args:
        store: has room for them.
        positions: one for each row, each once.
        rows: the values.
        known: positions from here on are new. At the others, a label that is younger than the row's stays, and so
            does what was arranged later.
    """
    tables = store.tables
    store.photo_ids[positions] = [row.photo_id for row in rows]
    store.modified_ns[positions] = [row.modified_ns for row in rows]
    store.turned[positions] = [row.turned for row in rows]
    store.taken_at[positions] = [row.taken_at for row in rows]
    store.faults[positions] = [NONE if row.fault is None else tables.faults.place(row.fault) for row in rows]
    # Sessions do not know whether files are there: only `set_missing` says that they are.
    store.missing[positions] |= np.fromiter((row.missing for row in rows), np.bool_, len(rows))
    _write_suggestions(store, positions, [row.suggestion for row in rows])
    change = np.fromiter((row.label_change for row in rows), np.int64, len(rows))
    younger = (positions >= known) | (change >= store.label_change[positions])
    at = positions[younger]
    decided = [row for row, is_younger in zip(rows, younger.tolist(), strict=True) if is_younger]
    store.label_change[at] = change[younger]
    store.of_another_file[at] = [row.label_of_another_file for row in decided]
    store.labels[at] = [NONE if row.label is None else tables.labels.place(row.label) for row in decided]
    store.decided_ns[at] = [row.decided_ns or 0 for row in decided]
    store.deciders[at] = [NONE if row.decided_by is None else tables.deciders.place(row.decided_by) for row in decided]
    _write_arranged(store, positions, rows, known)


def _write_arranged(store: StoreColumns, positions: Positions, rows: Sequence[PhotoRow], known: int) -> None:
    arranged_by = np.fromiter((row.arranged_by for row in rows), np.int64, len(rows))
    younger = (positions >= known) | (arranged_by >= store.arranged_by[positions])
    at = positions[younger]
    arranged = [row for row, is_younger in zip(rows, younger.tolist(), strict=True) if is_younger]
    store.arranged_by[at] = arranged_by[younger]
    store.pick[at] = [row.pick for row in arranged]
    store.several_dogs[at] = [row.several_dogs for row in arranged]
    store.one_dog[at] = [row.one_dog for row in arranged]
    animals = store.tables.animals
    store.animals[at] = [NONE if row.animal is None else animals.place(row.animal) for row in arranged]


def _write_suggestions(store: StoreColumns, positions: Positions, said: Sequence[RowSuggestion | None]) -> None:
    for column in (store.status, store.confidence, store.breed_sets, store.mixes, store.ranked):
        column[positions] = NONE
    for column in (store.kinds, store.kind_confidence):
        column[positions] = NONE
    for numbers in (store.dog_probability, store.probabilities, store.kind_probability):
        numbers[positions] = np.nan
    store.boxes[positions] = np.nan
    store.dogs[positions] = 0
    there = [(position, one) for position, one in zip(positions.tolist(), said, strict=True) if one is not None]
    if not there:
        return
    tables = store.tables
    at = np.array([position for position, _ in there], np.int32)
    suggestions = [one for _, one in there]
    store.status[at] = [STATUS_CODE[one.status] for one in suggestions]
    store.dog_probability[at] = [np.nan if one.dog_probability is None else one.dog_probability for one in suggestions]
    store.confidence[at] = [CONFIDENCE_CODE[one.confidence] for one in suggestions]
    store.breed_sets[at] = [tables.sets.place(one.breed_set) if one.breed_set else NONE for one in suggestions]
    store.mixes[at] = [
        NONE if one.proposed_mix is None else tables.mixes.place(one.proposed_mix) for one in suggestions
    ]
    _write_dogs(store, at, suggestions)
    breeds, shares = [], []
    for one in suggestions:
        ranked = one.ranked[:BREEDS_IN_A_ROW]
        rest = BREEDS_IN_A_ROW - len(ranked)
        breeds.append([tables.breeds.place(each.breed_id) for each in ranked] + [NONE] * rest)
        shares.append([each.probability for each in ranked] + [np.nan] * rest)
    store.ranked[at] = breeds
    store.probabilities[at] = shares


def _write_dogs(store: StoreColumns, at: Positions, suggestions: Sequence[RowSuggestion]) -> None:
    breeds, kinds = store.tables.breeds, [one.kind for one in suggestions]
    store.kinds[at] = [NONE if kind is None else breeds.place(kind.kind_id) for kind in kinds]
    store.kind_probability[at] = [np.nan if kind is None else kind.probability for kind in kinds]
    store.kind_confidence[at] = [NONE if kind is None else CONFIDENCE_CODE[kind.confidence] for kind in kinds]
    store.boxes[at] = [(np.nan,) * 4 if one.box is None else one.box for one in suggestions]
    store.dogs[at] = [one.dogs or 0 for one in suggestions]
