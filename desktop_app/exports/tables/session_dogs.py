"""The dogs beside the first one of a photo in the tables of a session; `dog_cells` describes the columns.

To what `pawsort label` tells of them come their labels: `dog_n_label`, `dog_n_label_breed_k_id`, `dog_n_label_breed_k`.
In tables of labels, that and the box are all that is told of them.
"""

from collections.abc import Iterator, Mapping, Sequence

from desktop_app.catalog.rows import BREEDS_IN_A_ROW, PhotoRow
from desktop_app.catalog.values.suggestions import SuggestionStatus
from desktop_app.exports.base import Wording
from desktop_app.exports.dogs_beside import DogBeside, DogsBeside, row_of
from desktop_app.exports.tables.dog_cells import (
    DOG,
    DOGS_IN_COLUMNS,
    KIND_COLUMNS,
    further_columns,
    in_a_list,
    in_columns,
    numbered,
    ranked_columns,
)
from desktop_app.exports.tables.session_cells import BREED_COLUMNS, names_a_breed, photo_cells
from desktop_app.exports.tables.suggestion_table import LISTS_OF_BREEDS
from desktop_app.exports.tables.text_tables import Cell

_LABEL = ("label", *BREED_COLUMNS)
_KEYS_OF_LABELS = ("box", *_LABEL, "decided_by", "decided_at")
_KEYS_OF_ALL = (
    *("box", "confidence", *KIND_COLUMNS, *ranked_columns(BREEDS_IN_A_ROW), *LISTS_OF_BREEDS),
    *(*_LABEL, "decided_by", "decided_at"),
)


def columns_of_dogs(dogs: int, *, labels_alone: bool) -> list[str]:
    """The columns of further dogs in a row a photo.

    Args:
        dogs: so many dogs of a photo have columns, the first one among them.
        labels_alone: whether the table is one of labels.
    """
    if labels_alone:
        return [numbered(number, name) for number in range(2, dogs + 1) for name in ("box", *_LABEL)]
    return further_columns(dogs, more=_LABEL)


def dogs_in_columns(beside: DogsBeside) -> int:
    """So many dogs have columns: as many as a photo shows at most, and no more than a person can survey."""
    return min(1 + max(map(len, beside.values()), default=0), DOGS_IN_COLUMNS)


def beside_in_columns(cells: Sequence[Mapping[str, Cell]]) -> dict[str, Cell]:
    """The cells of `columns_of_dogs`, out of those of the further dogs (`cells_of_dogs`)."""
    return in_columns(cells[: DOGS_IN_COLUMNS - 1])


def beside_in_a_list(
    cells: Sequence[Mapping[str, Cell]], *, labels_alone: bool, no_breed: bool
) -> tuple[Mapping[str, Cell], ...]:
    """The same for JSON lines, of all dogs."""
    keys = _KEYS_OF_LABELS if labels_alone else _KEYS_OF_ALL
    return in_a_list(cells, [key for key in keys if not (no_breed and names_a_breed(key))])


def cells_of_dogs(photo: PhotoRow, dogs: Sequence[DogBeside], wording: Wording) -> list[dict[str, Cell]]:
    """The cells of the dogs beside the first one, each with all that a photo has if this were its only dog."""
    return [photo_cells(row_of(photo, dog), wording) | {"box": dog.box} for dog in dogs]


def rows_of_dogs(
    photo: PhotoRow, dogs: Sequence[DogBeside], wording: Wording, *, labels_alone: bool
) -> Iterator[dict[str, Cell]]:
    """The rows of the dogs of a photo, where each has one: its first dog, or what there is without a dog, and others.

    Args:
        photo: the photo.
        dogs: those beside the first one.
        wording: for names and words.
        labels_alone: whether only dogs with a label have a row.
    """
    if photo.label is not None or not labels_alone:
        cells = photo_cells(photo, wording)
        yield cells | {DOG: 1 if _shows_a_dog(photo) or dogs else None}
    for number, (dog, cells) in enumerate(zip(dogs, cells_of_dogs(photo, dogs, wording), strict=True), start=2):
        if dog.label is not None or not labels_alone:
            yield cells | {DOG: number}


def is_decided(dogs: Sequence[DogBeside]) -> bool:
    """Whether something was decided about any of these."""
    return any(dog.label is not None for dog in dogs)


def _shows_a_dog(photo: PhotoRow) -> bool:
    return photo.suggestion is not None and photo.suggestion.status is SuggestionStatus.OK
