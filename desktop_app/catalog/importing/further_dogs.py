"""What Pawsort's own tables say of the dogs beside the first one of a photo, and what of it a session gets.

A row tells of them in columns of their own (`dog_2_label`), in a list (`further_dogs`, JSON lines), or, where each dog
has a row, by its number (`dog`). Dogs are told apart by where they are in the photo: numbers change with the pack.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.catalog.importing.cells import Cells
from desktop_app.catalog.importing.claims import Claims, RowName
from desktop_app.catalog.importing.headings import OWN_OF_A_DOG, Headings
from desktop_app.catalog.importing.labels import GivenLabel
from desktop_app.catalog.importing.left_alone import Why
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.boxes import SAME_DOG, as_kept, labels_of_dogs, overlap
from desktop_app.catalog.values.dog_labels import Dog
from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import Box
from desktop_app.tables import Row

FIRST_FURTHER = 2


@dataclass(frozen=True, slots=True)
class GivenToDog:
    """A label that a table gives to a further dog.

    Attributes:
        given: the label.
        box: where the dog is; None where the table does not tell.
    """

    given: GivenLabel
    box: Box | None


DogClaims = Claims[tuple[int, int], GivenToDog]
"""By the place of the photo and the number that the dog has in the table."""


def dogs_told(row: Row, cells: Cells, headings: Headings, *, is_guarded: bool) -> Iterator[tuple[int, Cells]]:
    """The numbers of the further dogs that a row tells of, and what it says of each.

    Args:
        row: as it is.
        cells: its cells, which are those of a further dog where it has a row of its own.
        headings: of the table.
        is_guarded: as in `Cells`.
    """
    if cells.dog >= FIRST_FURTHER:
        yield cells.dog, cells
        return
    for number, columns in headings.dogs.items():
        yield number, Cells(row, Headings(columns, (), is_own=True), is_guarded=is_guarded)
    for each in _listed(row.values[headings.dog_list] if headings.dog_list else ""):
        told = each.get("dog")
        if isinstance(told, int) and told >= FIRST_FURTHER:
            columns = {meaning: heading for heading, meaning in OWN_OF_A_DOG.items() if heading in each}
            values = {heading: _text(each[heading]) for heading in columns.values()}
            yield told, Cells(Row(row.line, values), Headings(columns, (), is_own=True), is_guarded=False)


def _listed(text: str) -> list[dict[str, object]]:
    try:
        read = json.loads(text) if text else []
    except (ValueError, RecursionError):
        return []
    return [each for each in read if isinstance(each, dict)] if isinstance(read, list) else []


def _text(value: object) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    return "" if value is None else str(value)


def box_in(text: str) -> Box | None:
    """A box as tables have it, left, top, right and bottom with spaces or commas between them; None for none."""
    parts = text.strip("[] ").replace(",", " ").split()
    try:
        return as_kept([float(part) for part in parts])
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class KnownDogs:
    """The dogs that a session knows in a photo.

    Attributes:
        first: where the first one is; None where none was found.
        further: where the others are.
        labels: of further dogs, by the boxes to which they were given.
    """

    first: Box | None = None
    further: tuple[Box, ...] = ()
    labels: Mapping[Box, Label] = field(default_factory=dict)

    def meant(self, number: int, box: Box | None) -> Box | None:
        """Where the dog is that a table means; None where nobody can tell."""
        if box is None:
            place = number - FIRST_FURTHER
            return self.further[place] if place < len(self.further) else None
        alike = [(overlap(box, known), known) for known in (*self.further, *self.labels)]
        share, best = max(alike, default=(0.0, box))
        return best if share >= SAME_DOG else box

    def label_of(self, box: Box) -> Label | None:
        """The label that the dog in this box has; None for none."""
        if box in self.further:
            return labels_of_dogs(self.first, self.further, self.labels).labels[self.further.index(box)]
        return self.labels.get(box)


def known_dogs(session: Session) -> dict[int, KnownDogs]:
    """By id of the photo; photos of which one dog is known, or none, are left out."""
    further, labels = session.further_dogs_of(), session.dog_labels()
    firsts = session.first_boxes(further.keys() | labels.keys())
    return {
        photo_id: KnownDogs(
            firsts.get(photo_id),
            tuple(dog.box for dog in further.get(photo_id, ())),
            labels.get(photo_id, {}),
        )
        for photo_id in further.keys() | labels.keys()
    }


@dataclass(slots=True)
class DogPlan:
    """What becomes of the labels of further dogs.

    Attributes:
        labels: photo and box → the label that the dog there gets.
        replaced: how many of these have another label now.
        as_it_was: how many have theirs already.
        left: rows that change nothing, and why.
    """

    labels: dict[Dog, GivenLabel] = field(default_factory=dict)
    replaced: int = 0
    as_it_was: int = 0
    left: list[tuple[list[tuple[RowName, str]], Why]] = field(default_factory=list)


def plan_dogs(claims: DogClaims, ids: Sequence[int], known: Mapping[int, KnownDogs], *, overwrite: bool) -> DogPlan:
    """Compare what a table says of further dogs with what was decided about them.

    Args:
        claims: what it says.
        ids: of the photos, by their places.
        known: the dogs of the session.
        overwrite: whether labels that are there may become others.
    """
    plan = DogPlan()
    for (place, number), claim in claims:
        if claim.is_contradicted:
            plan.left.append((claim.rows, Why.TWO_LABELS))
            continue
        there, wanted = known.get(ids[place], KnownDogs()), claim.value
        box = there.meant(number, wanted.box)
        if box is None:
            plan.left.append((claim.rows, Why.NO_SUCH_DOG))
            continue
        label = there.label_of(box)
        if label == wanted.given.label:
            plan.as_it_was += 1
        elif label is None or overwrite:
            plan.labels[ids[place], box] = wanted.given
            plan.replaced += label is not None
        else:
            plan.left.append((claim.rows, Why.KEEPS_LABEL))
    return plan
