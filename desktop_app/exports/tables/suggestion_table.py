"""The table of `pawsort label`: one row a photo, with what the model says of it.

Columns: `photo` (path as given), `status` (`ok`, `no_dog`, `unreadable`), `dog_probability`, `confidence` (`sure`,
`maybe`, `unsure`; empty without a dog and for model packs that cannot tell), `kind` (id of the kind of dog that it most
looks like, also with a memory), `kind_probability`, `kind_confidence`, `dogs` (how many were
found; empty where nobody looked for them, and where none was found), `box` (where the first one is: left, top, right
and bottom as shares of the upright photo), `learned` (how many labels stand behind the first breed, those of one animal
or burst once; empty where it is the word of the pack alone), then for k = 1, 2, … `breed_k_id`, `breed_k` (English
name), `probability_k`, then those of further dogs (`dog_cells`), then `error`. Breeds are there for "no dog" photos
too.

JSON lines have two lists of breed ids besides: `breed_set`, the few breeds among which the right one usually is (empty
where there is no such set), and `proposed_mix`, two breeds that share the probability, or null; and `further_dogs`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from desktop_app.catalog.rows import RowSuggestion
from desktop_app.catalog.values.photos import PhotoOutcome
from desktop_app.catalog.values.suggestions import Suggestion, SuggestionStatus
from desktop_app.exports.tables.dog_cells import (
    DOG,
    DOGS_IN_COLUMNS,
    FOUND_COLUMNS,
    FURTHER_DOGS,
    KIND_COLUMNS,
    further_cells,
    further_columns,
    in_a_list,
    in_columns,
    ranked_cells,
    ranked_columns,
    trust_cells,
)
from desktop_app.exports.tables.text_tables import Cell
from desktop_app.faults import Fault

TRUST_COLUMNS = ("dog_probability", "confidence", *KIND_COLUMNS, *FOUND_COLUMNS, "learned")
LISTS_OF_BREEDS = ("breed_set", "proposed_mix")
"""What only JSON lines have of a dog."""


@dataclass(frozen=True, slots=True)
class TableShape:
    """What the table is to tell.

    Attributes:
        top: so many breeds of a dog.
        dogs: so many dogs of a photo, at most; None for all, where there is room for them, else `DOGS_IN_COLUMNS`.
        per_dog: whether each dog has a row.
        has_lists: whether cells may hold lists, as those of JSON lines.
        most_found: so many dogs the pack finds in a photo, at most; 1 for packs that look for none.
    """

    top: int = 5
    dogs: int | None = None
    per_dog: bool = False
    has_lists: bool = False
    most_found: int = 1

    @property
    def columns(self) -> list[str]:
        """Those that any table has, in their order."""
        dog = [DOG] if self.per_dog else []
        return [
            *("photo", *dog, "status", *TRUST_COLUMNS, *ranked_columns(self.top)),
            *further_columns(self._in_columns, self.top),
            "error",
        ]

    @property
    def json_columns(self) -> tuple[str, ...]:
        """Those that JSON lines alone have, after them."""
        return LISTS_OF_BREEDS if self.per_dog else (*LISTS_OF_BREEDS, FURTHER_DOGS)

    @property
    def most_told(self) -> int:
        """So many dogs of a photo are told of, at most."""
        everything = self.per_dog or self.has_lists
        asked = self.dogs or (self.most_found if everything else DOGS_IN_COLUMNS)
        return min(asked, self.most_found)

    @property
    def _in_columns(self) -> int:
        return 1 if self.per_dog or self.has_lists else self.most_told


def suggestion_rows(
    outcome: PhotoOutcome,
    names: Mapping[str, str],
    shape: TableShape,
    sentence: Callable[[Fault], str],
    learned: int = 0,
) -> list[dict[str, Cell]]:
    """The row of one photo; where each dog has one, those of its dogs.

    Args:
        outcome: of labelling it.
        names: breed id → English name.
        shape: of the table.
        sentence: a fault → the words in the column `error`.
        learned: how many labels stand behind the first breed.
    """
    suggestion = outcome.suggestion
    photo = str(outcome.path)
    if suggestion is None:
        why = None if outcome.fault is None else sentence(outcome.fault)
        return [{"photo": photo, "status": SuggestionStatus.UNREADABLE.value, "error": why}]
    row: dict[str, Cell] = {"photo": photo, **suggestion_cells(suggestion, learned)}
    row |= ranked_cells(suggestion.ranked[: shape.top], names)
    further = [further_cells(dog, names, shape.top) for dog in suggestion.further_dogs[: shape.most_told - 1]]
    if not shape.per_dog:
        keys = ("confidence", *KIND_COLUMNS, "box", *ranked_columns(shape.top), *LISTS_OF_BREEDS)
        return [{**row, FURTHER_DOGS: in_a_list(further, keys)} if shape.has_lists else {**row, **in_columns(further)}]
    # Labels may have taught that there is no dog: the others are counted from it all the same, as exports do.
    row[DOG] = 1 if suggestion.status is SuggestionStatus.OK or further else None
    of_photo: dict[str, Cell] = {key: row[key] for key in ("photo", "status", "dog_probability", "dogs")}
    return [row, *({**of_photo, **cells, DOG: number} for number, cells in enumerate(further, start=2))]


def suggestion_cells(suggestion: Suggestion | RowSuggestion, learned: int = 0) -> dict[str, Cell]:
    """The cells of a suggestion without those of its breeds, and without those of further dogs."""
    kind = suggestion.kind
    if kind is not None and suggestion.status is not SuggestionStatus.OK:
        kind = replace(kind, confidence=None)  # labels may have taught that there is no dog
    trust = trust_cells(suggestion.confidence, kind, suggestion.box, suggestion.breed_set, suggestion.proposed_mix)
    return {
        "status": suggestion.status.value,
        "dog_probability": suggestion.dog_probability,
        **trust,
        "dogs": suggestion.dogs,
        "learned": learned or None,
    }
