"""The cells of a photo and of an animal in the tables of a session; `session_tables` describes the columns."""

from datetime import UTC, datetime

from desktop_app.catalog.rows import BREEDS_IN_A_ROW, PhotoRow
from desktop_app.catalog.values.labels import MOST_BREEDS_IN_A_MIX, Label
from desktop_app.catalog.values.suggestions import SuggestionStatus
from desktop_app.exports.base import Wording
from desktop_app.exports.material import AnimalPhotos, state_of
from desktop_app.exports.tables.dog_cells import (
    DOGS_IN_COLUMNS,
    KIND_COLUMNS,
    numbered,
    of_which_dog,
    ranked_cells,
    ranked_columns,
)
from desktop_app.exports.tables.suggestion_table import LISTS_OF_BREEDS, TRUST_COLUMNS, suggestion_cells
from desktop_app.exports.tables.text_tables import Cell
from desktop_app.photos.picks import MOST_PROPOSED

BREED_COLUMNS = tuple(
    name for k in range(1, MOST_BREEDS_IN_A_MIX + 1) for name in (f"label_breed_{k}_id", f"label_breed_{k}")
)
DECISION_COLUMNS = ("decided_by", "decided_at", "label_of_another_file")
ANIMAL_COLUMNS = ("animal_id", "animal_number", "animal_name", "animal_species", "animal_note")
GROUPING_COLUMNS = (*ANIMAL_COLUMNS, "pick", "several_dogs")
TYPED_BY_PEOPLE = (
    *(*BREED_COLUMNS, "animal_number", "animal_name", "animal_note"),
    *(numbered(number, name) for number in range(2, DOGS_IN_COLUMNS + 1) for name in BREED_COLUMNS),
)
YES, NO = "yes", "no"
SHOWN, SHOWN_TURNED = "shown", "shown_turned"
"""In no column: the path of the photo that a row is about, and by how many degrees a person turned it."""

LABELS_ALONE = ("photo", "state", "label", *BREED_COLUMNS, *DECISION_COLUMNS, *GROUPING_COLUMNS)
ALL_OF_PHOTOS = (
    *("photo", "state", "status", *TRUST_COLUMNS, *ranked_columns(BREEDS_IN_A_ROW)),
    *("label", *BREED_COLUMNS, *DECISION_COLUMNS, *GROUPING_COLUMNS, "error"),
)
ONE_AN_ANIMAL = (*ANIMAL_COLUMNS, "photos", "standing", "label", *BREED_COLUMNS, "decided_photos", "pictures")
JSON_COLUMNS = (*LISTS_OF_BREEDS, "taken_at", "turned", "missing")
"""What only JSON lines with everything have."""
_NAME_BREEDS = frozenset({
    *("label", "confidence", "learned", *KIND_COLUMNS, *LISTS_OF_BREEDS),
    *(*ranked_columns(BREEDS_IN_A_ROW), *BREED_COLUMNS),
})  # fmt: skip


def names_a_breed(column: str) -> bool:
    """Whether a column says which breeds a dog looks like, or that it looks like a mix."""
    return of_which_dog(column)[1] in _NAME_BREEDS


def photo_cells(row: PhotoRow, wording: Wording) -> dict[str, Cell]:
    """The cells of one photo, for all columns that there are."""
    cells: dict[str, Cell] = {"photo": str(row.path), "state": state_of(row).value}
    cells |= {SHOWN: str(row.path), SHOWN_TURNED: row.turned}
    if row.fault is not None:
        cells["error"] = wording.sentence(row.fault)
        cells["status"] = SuggestionStatus.UNREADABLE.value
    elif row.suggestion is not None:
        names = {breed.breed_id: wording.name_of(breed.breed_id) for breed in row.suggestion.ranked}
        cells |= suggestion_cells(row.suggestion, row.learned)
        if row.one_dog and cells["dogs"]:
            cells["dogs"] = 1  # what a person says counts more than what was found
        cells |= ranked_cells(row.suggestion.ranked[:BREEDS_IN_A_ROW], names)
    if row.label is not None:
        cells |= label_cells(row.label, wording)
        cells["decided_by"] = row.decided_by
        cells["decided_at"] = row.decided_at.isoformat(timespec="seconds") if row.decided_at else None
        cells["label_of_another_file"] = YES if row.label_of_another_file else NO
    if row.animal is not None:
        cells |= {
            "animal_id": row.animal.animal_id,
            "animal_number": row.animal.number,
            "animal_name": row.animal.name,
            "animal_species": row.animal.species.value,
            "animal_note": row.animal.note,
        }
    cells["pick"] = row.pick or None
    cells["several_dogs"] = YES if row.several_dogs else NO
    if row.taken_at:
        # By the camera's clock, which stands in no time zone.
        cells["taken_at"] = (
            datetime.fromtimestamp(row.taken_at / 1e9, UTC).replace(tzinfo=None).isoformat(" ", "seconds")
        )
    cells["turned"] = row.turned
    cells["missing"] = YES if row.missing else NO
    return cells


def animal_cells(each: AnimalPhotos, wording: Wording) -> dict[str, Cell]:
    """The cells of one animal."""
    pictures = each.pictures(MOST_PROPOSED)
    cells: dict[str, Cell] = {
        "animal_id": each.animal.animal_id,
        "animal_number": each.animal.number,
        "animal_name": each.animal.name,
        "animal_species": each.animal.species.value,
        "animal_note": each.animal.note,
        "photos": len(each.photos),
        "standing": each.standing.value,
        "decided_photos": sum(row.own_label is not None for row in each.photos),
        "pictures": " | ".join(str(row.path) for row in pictures),
    }
    if pictures:
        cells |= {SHOWN: str(pictures[0].path), SHOWN_TURNED: pictures[0].turned}
    return cells if each.label is None else cells | label_cells(each.label, wording)


def label_cells(label: Label, wording: Wording) -> dict[str, Cell]:
    """The cells of what was decided."""
    cells: dict[str, Cell] = {"label": label.kind.value}
    for k, breed_id in enumerate(label.breed_ids, start=1):
        cells[f"label_breed_{k}_id"] = breed_id
        cells[f"label_breed_{k}"] = wording.name_of(breed_id)
    return cells
