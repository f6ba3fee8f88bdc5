"""The dogs of a photo, each as if the photo showed it alone; and what is said of the one that is chosen. No widget."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from desktop_app.catalog.rows import PhotoRow, RowSuggestion
from desktop_app.catalog.values.boxes import labels_of_dogs
from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import Box, FurtherDog, SuggestionStatus
from desktop_app.imaging.regions import WHOLE
from desktop_app.jobs.reading_dogs import DogsRead
from desktop_app.ui.gallery.zooming import box_of
from desktop_app.ui.review.content import COVERAGE, PanelContent, content_of
from desktop_app.ui.review.dog_boxes import NO_MARKS, DogMarks
from desktop_app.ui.wording import words
from desktop_app.ui.wording.dog_words import dog_words


@dataclass(frozen=True, slots=True)
class Dog:
    """One dog of a photo.

    Attributes:
        number: from 1; the first one's label is the photo's.
        of: how many dogs the photo has.
        box: where it is.
        row: the photo, with the suggestion and the label of this dog.
    """

    number: int
    of: int
    box: Box
    row: PhotoRow

    @property
    def is_further(self) -> bool:
        """Whether its label is not the photo's."""
        return self.number > 1


@dataclass(frozen=True, slots=True)
class Dogs:
    """The dogs of a photo and which of them is chosen.

    Attributes:
        each: the first dog first; empty where nobody knows where there is one.
        number: of the one that is chosen.
        asked: whether a person wants to see where the only one is.
    """

    each: tuple[Dog, ...] = ()
    number: int = 1
    asked: bool = False

    @property
    def chosen(self) -> Dog | None:
        """The dog that keys are for; None where nobody knows of any: they are for the photo, then."""
        return self.each[self.number - 1] if self.each else None

    @property
    def further(self) -> Dog | None:
        """The same where its label is not the photo's."""
        return self.chosen if self.number > 1 else None

    def marks(self) -> DogMarks:
        """Where they are."""
        return DogMarks(tuple(dog.box for dog in self.each), self.number, self.asked)

    def next_undecided(self, without: Collection[Box] = ()) -> int | None:
        """The number of a dog that has no label, from the one behind the chosen dog on and round; None for none.

        Args:
            without: where dogs are that are just being decided.
        """
        round_ = [*self.each[self.number :], *self.each[: self.number - 1]]
        return next((dog.number for dog in round_ if dog.row.label is None and dog.box not in without), None)


NO_DOGS = Dogs()


def first_dog(row: PhotoRow | None) -> DogMarks:
    """Where the first dog of a photo is, where nobody asks for others."""
    box = None if row is None else box_of(row)
    return NO_MARKS if box is None else DogMarks((box,))


def dogs_of(row: PhotoRow, read: DogsRead | None) -> tuple[Dog, ...]:
    """The dogs of a photo, as far as they are known.

    Where a person says that it shows one dog, others alone that were decided about: its mirror image is no dog.

    Args:
        row: the photo.
        read: of its further dogs; None while that is on its way.
    """
    suggestion = row.suggestion
    if suggestion is None or row.fault is not None:
        return ()
    first = suggestion.box if suggestion.status is SuggestionStatus.OK else None
    if read is None or read.photo_id != row.photo_id:
        return () if first is None else (Dog(1, 1, first, row),)
    found = labels_of_dogs(first, [dog.box for dog in read.further], read.labels)
    others = [(box, None, label) for box, label in found.others.items()]
    known = [(dog.box, dog, label) for dog, label in zip(read.further, found.labels, strict=True)]
    further: list[tuple[Box, FurtherDog | None, Label | None]] = [*known, *others]
    further = [dog for dog in further if dog[2] is not None or not row.one_dog]
    if first is None and not further:
        return ()
    count = 1 + len(further)
    return (
        Dog(1, count, first or WHOLE, row),
        *(Dog(number, count, box, _as_of_dog(row, dog, label)) for number, (box, dog, label) in enumerate(further, 2)),
    )


def _as_of_dog(row: PhotoRow, dog: FurtherDog | None, label: Label | None) -> PhotoRow:
    """The photo as if it showed this dog alone."""
    suggestion = None
    if dog is not None:
        suggestion = RowSuggestion(
            SuggestionStatus.OK, None, dog.ranked, dog.confidence, dog.breed_set, dog.proposed_mix, dog.kind, dog.box
        )
    return replace(
        row, suggestion=suggestion, label=label, label_of_another_file=False, learned=0, borrowed=False,
        decided_by=None, decided_ns=None,
    )  # fmt: skip


def content_with_dogs(
    content: PanelContent, dogs: Dogs, breed_name: words.BreedName, coverage: float = COVERAGE
) -> PanelContent:
    """What is said of a photo of several dogs: which is chosen, and all else of that one; of one dog, as it was."""
    dog = dogs.chosen
    if dog is None or dog.of < 2:
        return content
    said = content if not dog.is_further else content_of(dog.row, breed_name, coverage, has_kinds=content.has_kinds)
    line = dog_words.line(dog.number, dog.of)
    return replace(
        said,
        place=content.place,
        # How likely a kind is stands nowhere else.
        aside=said.aside if said.of_kind else "",
        dog=line,
        dog_tip=dog_words.tip(dog.of),
        sentence=dog_words.not_found() if dog.is_further and dog.row.suggestion is None else said.sentence,
        label_text=dog_words.label(dog.number, said.label_text),
        confirm_text=said.confirm_text if not dog.is_further else _confirm(dog, said, breed_name),
        notice=content.notice,
        keep_text=content.keep_text if not dog.is_further else "",
    )


def _confirm(dog: Dog, said: PanelContent, breed_name: words.BreedName) -> str:
    if said.label is not None or not said.lines:
        return said.confirm_text
    # "Confirm" goes without saying: of which dog, and of which breed, must have room.
    return dog_words.label(dog.number, words.label_text(said.lines[0].label, breed_name))


def spoken(dog: Dog, breed_name: words.BreedName) -> str:
    """What a screen reader says when a dog is chosen: "Dog 2 of 2 chosen: looks like Beagle, 91%"."""
    row = dog.row
    if row.label is not None:
        return dog_words.chosen_with_label(dog.number, dog.of, words.label_text(row.label, breed_name))
    best = None if row.suggestion is None else row.suggestion.best
    if best is None:
        return dog_words.chosen(dog.number, dog.of)
    return dog_words.chosen_looking_like(dog.number, dog.of, breed_name(best.breed_id))
