"""What is shown of photos where labels taught something else than the pack says: a copy, for a thread of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from desktop_app.catalog.rows import RowSuggestion
from desktop_app.catalog.values.suggestions import RankedBreed, SuggestedKind
from desktop_app.photos.codes import CONFIDENCES, NONE, STATUSES
from desktop_app.photos.learned import SAID
from desktop_app.photos.tables import PhotoTables

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from desktop_app.catalog.rows import PhotoRow
    from desktop_app.photos.store import PhotoStore
    from desktop_app.photos.store_columns import StoreColumns


def suggestion_at(columns: StoreColumns | ShownSuggestions, tables: PhotoTables, position: int) -> RowSuggestion | None:
    """What is said at a position as one value, without dogs; None where nothing was suggested yet."""
    status = columns.status[position]
    if status == NONE:
        return None
    dog = float(columns.dog_probability[position])
    ranked = zip(columns.ranked[position].tolist(), columns.probabilities[position].tolist(), strict=True)
    confidence, breed_set, mix = columns.confidence[position], columns.breed_sets[position], columns.mixes[position]
    return RowSuggestion(
        STATUSES[status],
        None if dog != dog else dog,
        tuple([RankedBreed(tables.breeds[breed], share) for breed, share in ranked if breed != NONE]),
        None if confidence == NONE else CONFIDENCES[confidence],
        () if breed_set == NONE else tables.sets[breed_set],
        None if mix == NONE else tables.mixes[mix],
        _kind_at(columns, tables, position),
    )


def _kind_at(columns: StoreColumns | ShownSuggestions, tables: PhotoTables, position: int) -> SuggestedKind | None:
    kind, word = int(columns.kinds[position]), int(columns.kind_confidence[position])
    if kind == NONE:
        return None
    probability = float(columns.kind_probability[position])
    return SuggestedKind(tables.breeds[kind], probability, None if word == NONE else CONFIDENCES[word])


@dataclass(frozen=True, slots=True, eq=False)
class ShownSuggestions:
    """What m photos look like, as they are shown now.

    Attributes:
        photo_ids: int64 `[m]`.
        learned: int32 `[m]`: how many labels stand behind the first breed; 0 where it is the pack's word.
        status: int8 `[m]`, as in `PhotoColumns`, and so are those that follow.
        dog_probability: float64 `[m]`.
        ranked: int32 `[m, 5]`, places in `tables`; -1 for none.
        probabilities: float64 `[m, 5]`.
        confidence: int8 `[m]`.
        breed_sets: int32 `[m]`, places in `tables`.
        mixes: int32 `[m]`, places in `tables`.
        kinds: int32 `[m]`, places in `tables`, among the breeds.
        kind_probability: float64 `[m]`.
        kind_confidence: int8 `[m]`.
        tables: breeds, short sets and mixes; nothing else.
    """

    photo_ids: NDArray[np.int64]
    learned: NDArray[np.int32]
    status: NDArray[np.int8]
    dog_probability: NDArray[np.float64]
    ranked: NDArray[np.int32]
    probabilities: NDArray[np.float64]
    confidence: NDArray[np.int8]
    breed_sets: NDArray[np.int32]
    mixes: NDArray[np.int32]
    kinds: NDArray[np.int32]
    kind_probability: NDArray[np.float64]
    kind_confidence: NDArray[np.int8]
    tables: PhotoTables

    @classmethod
    def learned_in(cls, store: PhotoStore) -> Self | None:
        """Of the photos of which a memory's word is shown; None where there is none."""
        at = store.by_memory()
        if not len(at):
            return None
        tables = PhotoTables()
        for name in ("breeds", "sets", "mixes"):
            getattr(tables, name).replace(getattr(store.tables, name).values)
        # Positions make copies: the store goes on changing.
        said: dict[str, Any] = {name: getattr(store, name)[at] for name in ("photo_ids", "learned", *SAID)}
        return cls(**said, tables=tables)

    def put_into(self, rows: list[PhotoRow]) -> list[PhotoRow]:
        """The rows, those of these photos with what is shown of them."""
        places = {photo_id: place for place, photo_id in enumerate(self.photo_ids.tolist())}
        return [self._shown(row, places.get(row.photo_id)) for row in rows]

    def _shown(self, row: PhotoRow, place: int | None) -> PhotoRow:
        if place is None:
            return row
        suggestion, said = suggestion_at(self, self.tables, place), row.suggestion
        if suggestion is not None and said is not None:
            # Labels teach nothing of these.
            suggestion = replace(suggestion, box=said.box, dogs=said.dogs)
        return replace(row, suggestion=suggestion, learned=int(self.learned[place]))
