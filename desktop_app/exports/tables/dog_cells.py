"""The dogs of a photo in tables: the first one, which all other columns are about, and those beside it.

A row a photo has, for n = 2, 3, …, the columns `dog_n_confidence`, `dog_n_kind`, `dog_n_kind_confidence`, `dog_n_box`,
and for k = 1 to 3 `dog_n_breed_k_id`, `dog_n_breed_k`, `dog_n_probability_k`. Rows are written before it is known how
many dogs the next photos have, so there are columns for at most `DOGS_IN_COLUMNS` where nobody asks for more; `dogs`
says how many there are. JSON lines need no such columns: they have a list, `further_dogs`, in which each dog has the
keys of a photo. A row a dog (`per_dog`) has the column `dog`, 1 for the first one, and the columns of a photo about
that dog; it is empty where there is no dog.
"""

import re
from collections.abc import Iterable, Mapping

from desktop_app.catalog.values.suggestions import Box, Confidence, FurtherDog, RankedBreed, SuggestedKind
from desktop_app.exports.tables.text_tables import Cell

DOGS_IN_COLUMNS = 3
"""So many dogs of a photo have columns of their own, the first one among them."""
BREEDS_IN_COLUMNS = 3
"""So many breeds of a further dog."""
DOG, FURTHER_DOGS = "dog", "further_dogs"
KIND_COLUMNS = ("kind", "kind_probability", "kind_confidence")
FOUND_COLUMNS = ("dogs", "box")
_NUMBERED = re.compile(r"dog_(\d{1,3})_(.+)")
_SHORT = ("confidence", "kind", "kind_confidence", "box")


def ranked_columns(top: int) -> list[str]:
    """The columns of the first `top` breeds alone."""
    return [name for k in range(1, top + 1) for name in (f"breed_{k}_id", f"breed_{k}", f"probability_{k}")]


def ranked_cells(ranked: tuple[RankedBreed, ...], names: Mapping[str, str]) -> dict[str, Cell]:
    """The cells of `ranked_columns`."""
    cells: dict[str, Cell] = {}
    for k, breed in enumerate(ranked, start=1):
        cells[f"breed_{k}_id"] = breed.breed_id
        cells[f"breed_{k}"] = names.get(breed.breed_id, breed.breed_id)
        cells[f"probability_{k}"] = breed.probability
    return cells


def trust_cells(
    confidence: Confidence | None,
    kind: SuggestedKind | None,
    box: Box | None,
    breed_set: tuple[str, ...],
    proposed_mix: tuple[str, str] | None,
) -> dict[str, Cell]:
    """What is said of one dog beside its breeds."""
    kind_confidence = None if kind is None else kind.confidence
    return {
        "confidence": None if confidence is None else confidence.value,
        "kind": None if kind is None else kind.kind_id,
        "kind_probability": None if kind is None else kind.probability,
        "kind_confidence": None if kind_confidence is None else kind_confidence.value,
        "box": box,
        "breed_set": breed_set,
        "proposed_mix": proposed_mix,
    }


def further_cells(dog: FurtherDog, names: Mapping[str, str], top: int) -> dict[str, Cell]:
    """The cells of a further dog, under the names that they have for the first one."""
    trust = trust_cells(dog.confidence, dog.kind, dog.box, dog.breed_set, dog.proposed_mix)
    return trust | ranked_cells(dog.ranked[:top], names)


def further_columns(dogs: int, top: int = BREEDS_IN_COLUMNS, more: Iterable[str] = ()) -> list[str]:
    """The columns of the dogs beside the first one, in a row a photo.

    Args:
        dogs: so many dogs of a photo have columns, the first one among them.
        top: how many breeds of each.
        more: further cells of each, after its breeds, by the names that they have for the first dog.
    """
    names = (*_SHORT, *ranked_columns(min(top, BREEDS_IN_COLUMNS)), *more)
    return [numbered(number, name) for number in range(2, dogs + 1) for name in names]


def numbered(number: int, column: str) -> str:
    """What a column is called that says of a further dog what `column` says of the first one."""
    return f"dog_{number}_{column}"


def of_which_dog(column: str) -> tuple[int, str]:
    """The number of the dog that a column is about, and what it is called for the first one; see `numbered`."""
    told = _NUMBERED.fullmatch(column)
    return (1, column) if told is None else (int(told[1]), told[2])


def in_columns(further: Iterable[Mapping[str, Cell]]) -> dict[str, Cell]:
    """The cells of `further_columns`, out of those of the further dogs, in their order."""
    return {
        numbered(number, name): cell for number, cells in enumerate(further, start=2) for name, cell in cells.items()
    }


def in_a_list(further: Iterable[Mapping[str, Cell]], columns: Iterable[str]) -> tuple[Mapping[str, Cell], ...]:
    """The same as objects of JSON, all with the same keys."""
    keys = tuple(columns)
    return tuple(
        {DOG: number, **{key: cells.get(key) for key in keys}} for number, cells in enumerate(further, start=2)
    )
