"""The table of `pawsort label`: one row a photo, with what the model says of it.

Columns: `photo` (path as given), `status` (`ok`, `no_dog`, `unreadable`), `dog_probability`, then for k = 1, 2, …
`breed_k_id`, `breed_k` (English name), `probability_k`, then `error`. Breeds are there for "no dog" photos too.
"""

from collections.abc import Mapping

from desktop_app.catalog.photos import PhotoOutcome
from desktop_app.catalog.suggestions import RankedBreed, SuggestionStatus
from desktop_app.exports.tables import Cell


def suggestion_columns(top: int) -> list[str]:
    """The columns for `top` breeds."""
    return ["photo", "status", "dog_probability", *ranked_columns(top), "error"]


def ranked_columns(top: int) -> list[str]:
    """The columns of the first `top` breeds alone."""
    return [name for k in range(1, top + 1) for name in (f"breed_{k}_id", f"breed_{k}", f"probability_{k}")]


def suggestion_row(outcome: PhotoOutcome, names: Mapping[str, str], top: int) -> dict[str, Cell]:
    """The row of one photo.

    Args:
        outcome: of labelling it.
        names: breed id → English name.
        top: how many breeds.
    """
    suggestion = outcome.suggestion
    if suggestion is None:
        return {"photo": str(outcome.path), "status": SuggestionStatus.UNREADABLE.value, "error": outcome.error}
    row: dict[str, Cell] = {
        "photo": str(outcome.path),
        "status": suggestion.status.value,
        "dog_probability": suggestion.dog_probability,
    }
    return row | ranked_cells(suggestion.ranked[:top], names)


def ranked_cells(ranked: tuple[RankedBreed, ...], names: Mapping[str, str]) -> dict[str, Cell]:
    """The cells of `ranked_columns`."""
    cells: dict[str, Cell] = {}
    for k, breed in enumerate(ranked, start=1):
        cells[f"breed_{k}_id"] = breed.breed_id
        cells[f"breed_{k}"] = names.get(breed.breed_id, breed.breed_id)
        cells[f"probability_{k}"] = breed.probability
    return cells
