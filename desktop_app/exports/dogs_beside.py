"""The dogs beside the first one of a photo: what was found, and what was decided about each.

A photo's own suggestion and label are about its first dog; so are those of all formats but tables, which tell of the
others too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop_app.catalog.rows import PhotoRow, RowSuggestion
from desktop_app.catalog.values.boxes import labels_of_dogs
from desktop_app.catalog.values.dog_labels import DogLabel
from desktop_app.catalog.values.labels import Label, LabelKind
from desktop_app.catalog.values.suggestions import Box, FurtherDog, SuggestionStatus


@dataclass(frozen=True, slots=True)
class DogBeside:
    """One of them.

    Attributes:
        box: where it is: as it was found, else as it was when somebody decided about it.
        found: what the model says of it; None where it found none there.
        given: its label, and how that came about; None without one.
    """

    box: Box
    found: FurtherDog | None
    given: DogLabel | None = None

    @property
    def label(self) -> Label | None:
        """What was decided; None where nothing was."""
        return None if self.given is None else self.given.label

    @property
    def is_known(self) -> bool:
        """Whether a person said that there is a dog."""
        return self.label is not None and self.label.kind is not LabelKind.NO_DOG


DogsBeside = Mapping[int, tuple[DogBeside, ...]]
"""By id of the photo; photos without any are left out."""


def dogs_beside(
    rows: Iterable[PhotoRow],
    found: Mapping[int, Sequence[FurtherDog]],
    given: Mapping[int, Mapping[Box, DogLabel]],
) -> DogsBeside:
    """Those of all photos: the dogs that were found, the largest first, then others about which somebody decided.

    Where a person says that a photo shows one dog, those alone that were decided about: its mirror image is no dog.

    Args:
        rows: the photos.
        found: the further dogs of each.
        given: of each the labels of further dogs, by the boxes to which they were given.
    """
    beside = {}
    for row in rows:
        further, labels = found.get(row.photo_id, ()), given.get(row.photo_id, {})
        if (further or labels) and row.suggestion is not None:
            dogs = _of_photo(row.suggestion.box, further, labels)
            beside[row.photo_id] = tuple(dog for dog in dogs if dog.given is not None or not row.one_dog)
        elif labels:
            beside[row.photo_id] = _of_photo(None, (), labels)
    return {photo_id: dogs for photo_id, dogs in beside.items() if dogs}


def _of_photo(
    first: Box | None, further: Sequence[FurtherDog], labels: Mapping[Box, DogLabel]
) -> tuple[DogBeside, ...]:
    known = labels_of_dogs(first, [dog.box for dog in further], {box: each.label for box, each in labels.items()})
    dogs = [
        DogBeside(dog.box, dog, None if box is None else labels[box])
        for dog, box in zip(further, known.kept_as, strict=True)
    ]
    return (*dogs, *(DogBeside(box, None, labels[box]) for box in known.others))


def row_of(photo: PhotoRow, dog: DogBeside) -> PhotoRow:
    """The row that a photo would have if the dog were its only one."""
    found, said, how = dog.found, photo.suggestion, None if dog.given is None else dog.given.how
    suggestion = None
    if said is not None:
        suggestion = RowSuggestion(SuggestionStatus.OK, said.dog_probability, (), box=dog.box, dogs=said.dogs)
        if found is not None:
            suggestion = replace(
                suggestion,
                ranked=found.ranked,
                confidence=found.confidence,
                breed_set=found.breed_set,
                proposed_mix=found.proposed_mix,
                kind=found.kind,
            )
    return replace(
        photo,
        suggestion=suggestion,
        label=dog.label,
        decided_by=None if how is None else how.decided_by,
        decided_ns=None if how is None else how.decided_ns,
        label_of_another_file=False,
        learned=0,
        borrowed=False,
    )
