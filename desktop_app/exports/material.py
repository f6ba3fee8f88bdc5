"""What is exported: photos, and the animals that they show.

A label stays on its photo; what an animal is, its photos say together. Suggestions that nobody looked at are never
labels: where a person asks for them (`accepting`), they go out marked as what they are (`ACCEPTED`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import Label, LabelKind
from desktop_app.catalog.values.suggestions import Confidence, SuggestionStatus
from desktop_app.exports.acceptance import together
from desktop_app.exports.dogs_beside import DogsBeside
from desktop_app.photos.natural_order import sort_text
from desktop_app.photos.wider_labels import without_wider

ACCEPTED = "suggestion"
"""Stands for who decided, where nobody did: the suggestion was sure enough for whoever exported it."""
NONE, SURE, MAYBE = "none", "sure", "maybe"
LEVELS: dict[str, frozenset[Confidence]] = {
    NONE: frozenset(),
    SURE: frozenset({Confidence.SURE}),
    MAYBE: frozenset({Confidence.SURE, Confidence.MAYBE}),
}
"""How sure suggestions must be to go out as if somebody had decided so → the words of packs that are."""


# Of a name, in signs: five of them are told in one line.
_LONGEST_TOLD = 32


class Standing(StrEnum):
    """What is known of an animal."""

    DECIDED = "decided"
    ACCEPTED = "accepted"
    DISAGREEING = "disagreeing"
    UNDECIDED = "undecided"
    NO_DOG = "no_dog"


def in_order(rows: Sequence[PhotoRow], most: int) -> list[PhotoRow]:
    """The first photos, where nobody can tell which are good."""
    return list(rows[:most])


BestPhotos = Callable[[Sequence[PhotoRow], int], list[PhotoRow]]
"""Of an animal's photos at most so many that show it well, the best first."""


@dataclass(frozen=True, slots=True)
class AnimalPhotos:
    """An animal with all that is exported of it.

    Attributes:
        animal: which.
        photos: all of them, in the order of the session.
        standing: what is known of it.
        label: what it is: decided, or accepted; None otherwise.
        labels: the different labels of its photos, as far as they speak of it.
        best: proposes photos where nobody picked any.
    """

    animal: Animal
    photos: tuple[PhotoRow, ...]
    standing: Standing
    label: Label | None
    labels: tuple[Label, ...]
    best: BestPhotos = in_order

    def pictures(self, most: int) -> list[PhotoRow]:
        """At most so many photos that show it: the picks in their order; where there are none, those that show it well.

        None is unreadable, missing, without a dog, or perhaps another dog than the one that was labelled. A pick that
        shows several dogs stays where a person put it; such photos are not proposed.
        """
        sound = [row for row in self.photos if is_sound(row)]
        if picks := picks_of(sound):
            return picks[:most]
        alone = [row for row in sound if not row.several_dogs and not _shows_no_dog(row)]
        return self.best(alone, most) if alone else []


@dataclass(frozen=True, slots=True)
class Material:
    """What is exported: photos, counted at once and fetched when they are needed.

    Attributes:
        photos: how many.
        labelled: how many of them have a label.
        rows: gives all of them, in the order in which they are written.
        best: of an animal's photos those that show it well.
        session: the file that they are from, where there is one.
        beside: the dogs beside the first one of each photo.
    """

    photos: int
    labelled: int
    rows: Callable[[], Iterable[PhotoRow]]
    best: BestPhotos = in_order
    session: Path | None = None
    beside: DogsBeside = field(default_factory=dict)

    def accepting(self, level: str) -> "Material":
        """The same, with suggestions for labels where nobody decided and the suggestion is sure enough.

        Args:
            level: one of `LEVELS`.
        """
        words = LEVELS[level]
        if not words:
            return self
        rows = [_accepted(row, words) for row in self.rows()]
        return replace(self, labelled=sum(row.label is not None for row in rows), rows=lambda: rows)

    def herd(self, level: str = NONE) -> list[AnimalPhotos]:
        """The animals with their photos, by number and name; photos that belong to none are in none.

        Args:
            level: how sure what undecided photos look like together must be, to stand for what the animal is; one of
                `LEVELS`.
        """
        photos: dict[int, list[PhotoRow]] = {}
        for row in self.rows():
            if row.animal is not None:
                photos.setdefault(row.animal.animal_id, []).append(row)
        groups = list(photos.values())
        accepted = together(groups, LEVELS[level]) if LEVELS[level] else [None] * len(groups)
        herd = [_animal(rows, found, self.best) for rows, found in zip(groups, accepted, strict=True)]
        return sorted(herd, key=_order)


def told(animal: Animal) -> str:
    """What an animal is called where a person is told of it: by name and number, since two may have one name.

    "?" for one that has neither.
    """
    texts = (" ".join(each.split()) for each in (animal.name, animal.number))
    return " ".join(_short(text) for text in texts if text) or "?"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_TOLD else f"{text[: _LONGEST_TOLD - 1]}…"


def state_of(row: PhotoRow) -> PhotoState:
    """Where a photo stands; an accepted suggestion is still one to review."""
    return PhotoState.TO_REVIEW if row.decided_by == ACCEPTED else row.state


def picks_of(rows: Iterable[PhotoRow]) -> list[PhotoRow]:
    """Those that a person chose for the adoption page, in their order."""
    return sorted((row for row in rows if row.pick), key=lambda row: (row.pick, row.photo_id))


def is_sound(row: PhotoRow) -> bool:
    """Whether there is a photo to show: it can be read, is there, is the one that was labelled, and shows a dog."""
    no_dog = row.label is not None and row.label.kind is LabelKind.NO_DOG
    return row.fault is None and not row.missing and not no_dog and not row.label_of_another_file


def _shows_no_dog(row: PhotoRow) -> bool:
    suggestion = row.suggestion
    return row.label is None and suggestion is not None and suggestion.status is SuggestionStatus.NO_DOG


def _accepted(row: PhotoRow, words: frozenset[Confidence]) -> PhotoRow:
    suggestion = row.suggestion
    if row.label is not None or row.fault is not None or row.several_dogs or suggestion is None:
        return row
    best = suggestion.best
    if suggestion.status is not SuggestionStatus.OK or best is None or suggestion.confidence not in words:
        return row
    return replace(row, label=Label.breed(best.breed_id), decided_by=ACCEPTED, decided_ns=None)


def _animal(rows: list[PhotoRow], accepted: Label | None, best: BestPhotos) -> AnimalPhotos:
    decided = [(row, label) for row in rows if (label := row.own_label) is not None]
    # One of several dogs may be any; a photo without a dog, or that shows too little, contradicts none of the others.
    telling = [label for row, label in decided if not row.several_dogs]
    breeds = [label for label in telling if label.kind in (LabelKind.BREED, LabelKind.MIX)]
    unknown = [label for label in telling if label.kind is LabelKind.UNKNOWN]
    labels = without_wider(breeds or unknown)
    animal = rows[0].animal
    assert animal is not None  # noqa: S101 - that is how they were found
    if len(labels) == 1:
        standing, label = Standing.DECIDED, labels[0]
    elif labels:
        standing, label = Standing.DISAGREEING, None
    elif len(decided) == len(rows) and all(each.kind is LabelKind.NO_DOG for _row, each in decided):
        standing, label = Standing.NO_DOG, None
    elif accepted is not None:
        standing, label = Standing.ACCEPTED, accepted
    else:
        standing, label = Standing.UNDECIDED, None
    return AnimalPhotos(animal, tuple(rows), standing, label, labels, best)


def _order(each: AnimalPhotos) -> tuple[str, str, int]:
    animal = each.animal
    return sort_text(animal.number), sort_text(animal.name), animal.animal_id
