"""The table of `pawsort label`: one row a photo, with what the model says of it.

Columns: `photo` (path as given), `status` (`ok`, `no_dog`, `unreadable`), `dog_probability`, `confidence` (`sure`,
`maybe`, `unsure`; empty without a dog and for model packs that cannot tell), `learned` (how many labels stand behind
the first breed, those of one animal or burst once; empty where it is the word of the pack alone), then for k = 1, 2, …
`breed_k_id`, `breed_k` (English name), `probability_k`, then `error`. Breeds are there for "no dog" photos too.

JSON lines have two lists of breed ids besides: `breed_set`, the few breeds among which the right one usually is (empty
where there is no such set), and `proposed_mix`, two breeds that share the probability, or null.
"""

from collections.abc import Callable, Mapping

from desktop_app.catalog.rows import RowSuggestion
from desktop_app.catalog.values.photos import PhotoOutcome
from desktop_app.catalog.values.suggestions import RankedBreed, Suggestion, SuggestionStatus
from desktop_app.exports.tables.text_tables import Cell
from desktop_app.faults import Fault

TRUST_COLUMNS = ("dog_probability", "confidence", "learned")
JSON_COLUMNS = ("breed_set", "proposed_mix")
"""What only JSON lines have."""


def suggestion_columns(top: int) -> list[str]:
    """The columns for `top` breeds."""
    return ["photo", "status", *TRUST_COLUMNS, *ranked_columns(top), "error"]


def ranked_columns(top: int) -> list[str]:
    """The columns of the first `top` breeds alone."""
    return [name for k in range(1, top + 1) for name in (f"breed_{k}_id", f"breed_{k}", f"probability_{k}")]


def suggestion_row(
    outcome: PhotoOutcome,
    names: Mapping[str, str],
    top: int,
    sentence: Callable[[Fault], str],
    learned: int = 0,
) -> dict[str, Cell]:
    """The row of one photo.

    Args:
        outcome: of labelling it.
        names: breed id → English name.
        top: how many breeds.
        sentence: a fault → the words in the column `error`.
        learned: how many labels stand behind the first breed.
    """
    suggestion = outcome.suggestion
    if suggestion is None:
        why = None if outcome.fault is None else sentence(outcome.fault)
        return {"photo": str(outcome.path), "status": SuggestionStatus.UNREADABLE.value, "error": why}
    row: dict[str, Cell] = {"photo": str(outcome.path)}
    return row | suggestion_cells(suggestion, learned) | ranked_cells(suggestion.ranked[:top], names)


def suggestion_cells(suggestion: Suggestion | RowSuggestion, learned: int = 0) -> dict[str, Cell]:
    """The cells of a suggestion without those of its breeds."""
    return {
        "status": suggestion.status.value,
        "dog_probability": suggestion.dog_probability,
        "confidence": None if suggestion.confidence is None else suggestion.confidence.value,
        "learned": learned or None,
        "breed_set": suggestion.breed_set,
        "proposed_mix": suggestion.proposed_mix,
    }


def ranked_cells(ranked: tuple[RankedBreed, ...], names: Mapping[str, str]) -> dict[str, Cell]:
    """The cells of `ranked_columns`."""
    cells: dict[str, Cell] = {}
    for k, breed in enumerate(ranked, start=1):
        cells[f"breed_{k}_id"] = breed.breed_id
        cells[f"breed_{k}"] = names.get(breed.breed_id, breed.breed_id)
        cells[f"probability_{k}"] = breed.probability
    return cells
