"""What photos are sorted into folders by, in the words of the person who asked: breed, animal, state."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import PurePath

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import Label, LabelKind
from desktop_app.exports.base import Wording
from desktop_app.exports.folders.name_patterns import ANIMAL, BREED, DATE, NAME, NUMBER, STATE
from desktop_app.exports.folders.names import compared, numbered, safe_name
from desktop_app.exports.material import AnimalPhotos, Standing, state_of


class SortBy(StrEnum):
    """What has a folder of its own."""

    BREED = "breed"
    ANIMAL = "animal"
    STATE = "state"


class PhotoFolders:
    """Which folder a photo belongs into, and what is known of it, in words."""

    def __init__(self, by: SortBy, herd: Sequence[AnimalPhotos], wording: Wording) -> None:
        """Ready to sort.

        Args:
            by: what has a folder of its own.
            herd: the animals of all photos: those whose photos disagree are told apart, and two that are called the
                same get folders of their own.
            wording: of names of folders.
        """
        self._by, self._wording = by, wording
        self._disagreeing = {each.animal.animal_id for each in herd if each.standing is Standing.DISAGREEING}
        self._animals = self._folders_of([each.animal for each in herd]) if by is SortBy.ANIMAL else {}

    def folder_of(self, row: PhotoRow) -> str:
        """The name of the folder; not yet a safe one."""
        if self._by is SortBy.STATE:
            return self._wording.term(state_of(row).value)
        if self._by is SortBy.BREED:
            return self.looks_like(row)
        return self._wording.term("no_animal") if row.animal is None else self._animals[row.animal.animal_id]

    def looks_like(self, row: PhotoRow) -> str:
        """The breed or mix of a photo in words, or why it has none."""
        term = self._wording.term
        if row.several_dogs:
            return term("several_dogs")
        label = row.own_label
        if label is None:
            return term("undecided" if row.fault is None else "unreadable")
        tells = label.kind is not LabelKind.NO_DOG
        if tells and row.animal is not None and row.animal.animal_id in self._disagreeing:
            return term("disagreeing")
        return label_in_words(label, self._wording)

    def values_of(self, row: PhotoRow) -> Mapping[str, str]:
        """What is known of a photo, by the fields of a pattern but `count`."""
        return {
            ANIMAL: self._wording.term("no_animal") if row.animal is None else called(row.animal),
            NUMBER: "" if row.animal is None else row.animal.number,
            BREED: self.looks_like(row),
            STATE: self._wording.term(state_of(row).value),
            NAME: PurePath(row.path).stem,
            DATE: _day(row),
        }

    def _folders_of(self, animals: Sequence[Animal]) -> dict[int, str]:
        folders: dict[int, str] = {}
        taken = {compared(self._wording.term("no_animal"))}
        for animal in animals:
            name, count = safe_name(called(animal) or self._wording.term(animal.species.value)), 1
            while compared(numbered(name, count)) in taken:
                count += 1
            folders[animal.animal_id] = numbered(name, count)
            taken.add(compared(folders[animal.animal_id]))
        return folders


def called(animal: Animal) -> str:
    """An animal's number and name."""
    return f"{animal.number} {animal.name}".strip()


def label_in_words(label: Label, wording: Wording) -> str:
    """What somebody decided: "Beagle", "Beagle + Boxer (mix)", "Unknown"."""
    if label.kind is LabelKind.BREED:
        return wording.name_of(label.breed_ids[0])
    if label.kind is LabelKind.MIX and label.breed_ids:
        return f"{' + '.join(map(wording.name_of, label.breed_ids))} ({wording.term('mix').lower()})"
    return wording.term(label.kind.value)


def _day(row: PhotoRow) -> str:
    if row.taken_at:
        return datetime.fromtimestamp(row.taken_at / 1e9, UTC).date().isoformat()  # a camera's clock has no zone
    return datetime.fromtimestamp(row.modified_ns / 1e9, UTC).astimezone().date().isoformat() if row.modified_ns else ""
