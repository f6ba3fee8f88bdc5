"""Which photos the gallery shows, and in which order. Plain Python: ten thousand rows take milliseconds."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.scan import natural_key
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.ui.gallery.collection import suggested_breed, suggested_confidence
from desktop_app.ui.wording.words import BreedName, best_probability, headline

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.catalog.values.labels import Label


class SortBy(StrEnum):
    """What the gallery is sorted by."""

    NAME = "name"
    DATE = "date"
    PROBABILITY = "probability"
    BREED = "breed"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the gallery is narrowed to; everything by default.

    Attributes:
        state: only photos in this state.
        breed_id: only photos whose first suggestion is this breed.
        lowest: only photos whose first suggestion has at least this probability, 0 to 1.
        highest: and at most this one. Photos without a suggestion pass only the full range.
        confidence: only photos whose suggestion has this word.
        text: only photos whose file or folder name holds this, whatever the case.
    """

    state: PhotoState | None = None
    breed_id: str | None = None
    lowest: float = 0.0
    highest: float = 1.0
    text: str = ""
    confidence: Confidence | None = None

    def passes(self, row: PhotoRow) -> bool:
        """Whether the gallery shows `row`."""
        if self.state is not None and row.state is not self.state:
            return False
        if self.breed_id is not None and suggested_breed(row) != self.breed_id:
            return False
        if self.confidence is not None and suggested_confidence(row) is not self.confidence:
            return False
        if (self.lowest > 0 or self.highest < 1) and not self.in_range(row):
            return False
        return not self.text or self.text.casefold() in str(row.path).casefold()

    def with_text(self, text: str) -> "Filters":
        """The same, with another text to find."""
        return replace(self, text=text)

    def in_range(self, row: PhotoRow) -> bool:
        """Whether the probability of the first suggestion lies within the range."""
        probability = best_probability(row)
        return probability is not None and self.lowest <= probability <= self.highest


class GalleryOrder:
    """Turns rows into the list of ids that the gallery shows."""

    def __init__(self, breed_name: BreedName) -> None:
        self.filters = Filters()
        self.sort_by = SortBy.NAME
        self.descending = False
        self._breed_name = breed_name
        # Natural keys are dear, and names do not change: each photo gets a place among the names once.
        self._name_keys: dict[int, tuple[Path, Any]] = {}
        self._folder_keys: dict[str, Any] = {}
        self._places: dict[int, int] = {}
        self._breed_keys: dict[Label | str | None, str] = {}

    def arrange(self, rows: Iterable[PhotoRow], keep: frozenset[int] = frozenset()) -> list[int]:
        """Ids of the rows that pass the filters, sorted.

        Args:
            rows: all photos.
            keep: ids that are shown whether they pass or not.
        """
        everything = list(rows)
        self._learn_names(everything)
        filters = self.filters
        shown = everything
        if filters != Filters():
            shown = [row for row in everything if row.photo_id in keep or filters.passes(row)]
        places = self._places
        shown.sort(key=lambda row: places[row.photo_id])
        if self.sort_by is not SortBy.NAME:
            shown.sort(key=self._key(), reverse=self.descending)
        elif self.descending:
            shown.reverse()
        return [row.photo_id for row in shown]

    def _learn_names(self, rows: list[PhotoRow]) -> None:
        known = self._name_keys
        new = [
            row
            for row in rows
            if (key := known.get(row.photo_id)) is None or (key[0] is not row.path and key[0] != row.path)
        ]
        if not new:
            return
        for row in new:
            folder, _, name = str(row.path).rpartition(os.sep)
            folder_key = self._folder_keys.get(folder)
            if folder_key is None:
                folder_key = self._folder_keys[folder] = natural_key(folder)
            known[row.photo_id] = (row.path, (folder_key, natural_key(name)))
        ordered = sorted(rows, key=lambda row: known[row.photo_id][1])
        self._places = {row.photo_id: place for place, row in enumerate(ordered)}

    def _key(self) -> Callable[[PhotoRow], Any]:
        if self.sort_by is SortBy.DATE:
            return lambda row: row.modified_ns
        if self.sort_by is SortBy.BREED:
            return self._breed_key
        # Photos without a suggestion stand last, whichever way it is sorted.
        missing = -1.0 if self.descending else 2.0
        return lambda row: missing if (probability := best_probability(row)) is None else probability

    def _breed_key(self, row: PhotoRow) -> tuple[bool, str]:
        said = row.label if row.label is not None else suggested_breed(row)
        key = self._breed_keys.get(said) if said is not None else None
        if key is None:
            key = headline(row, self._breed_name).casefold()
            if said is not None:
                self._breed_keys[said] = key
        return row.label is None and row.suggestion is None, key
