"""Columns as a session gives them into those of the store, whose tables have other places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from desktop_app.photos.codes import NONE
from desktop_app.photos.runs import one_run

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from desktop_app.catalog.columns import PhotoColumns
    from desktop_app.photos.growing import Table
    from desktop_app.photos.names import Positions
    from desktop_app.photos.store_columns import StoreColumns

T = TypeVar("T", bound="Hashable")

AS_THEY_ARE = (
    "photo_ids",
    "modified_ns",
    "turned",
    "taken_at",
    "status",
    "dog_probability",
    "probabilities",
    "confidence",
    "kind_probability",
    "kind_confidence",
    "boxes",
    "dogs",
)


def write(store: StoreColumns, positions: Positions, columns: PhotoColumns, known: int) -> None:
    """Write columns at positions, without what follows from them.

    Args:
        store: has room for them.
        positions: one for each photo, each once.
        columns: the photos.
        known: positions from here on are new. At the others, a label that is younger than that of `columns` stays, and
            so does what was arranged later.
    """
    tables = store.tables
    everywhere = one_run(positions)
    for name in AS_THEY_ARE:
        getattr(store, name)[everywhere] = getattr(columns, name)
    store.faults[everywhere] = _places(tables.faults, columns.fault_table, columns.faults)
    store.ranked[everywhere] = _places(tables.breeds, columns.breed_table, columns.ranked)
    store.kinds[everywhere] = _places(tables.breeds, columns.breed_table, columns.kinds)
    store.breed_sets[everywhere] = _places(tables.sets, columns.set_table, columns.breed_sets)
    store.mixes[everywhere] = _places(tables.mixes, columns.mix_table, columns.mixes)
    younger = (positions >= known) | (columns.label_change >= store.label_change[everywhere])
    at = one_run(positions[younger])
    store.label_change[at] = columns.label_change[younger]
    store.of_another_file[at] = columns.of_another_file[younger]
    store.labels[at] = _places(tables.labels, columns.label_table, columns.labels[younger])
    store.decided_ns[at] = columns.decided_ns[younger]
    store.deciders[at] = _places(tables.deciders, columns.decider_table, columns.deciders[younger])
    arranged = (positions >= known) | (columns.arranged_by >= store.arranged_by[everywhere])
    at = one_run(positions[arranged])
    for name in ("arranged_by", "pick", "several_dogs", "one_dog"):
        getattr(store, name)[at] = getattr(columns, name)[arranged]
    store.animals[at] = _places(tables.animals, columns.animal_table, columns.animals[arranged])


def _places(table: Table[T], values: Sequence[T], places: np.ndarray[Any, np.dtype[np.int32]]) -> Positions:
    """Places in `table` for places in `values`; -1 stays -1."""
    # One more, at the end, is what -1 points at.
    there: Positions = np.array([*table.places(values), NONE], np.int32)
    found: Positions = there[places]
    return found
