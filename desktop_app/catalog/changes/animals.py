"""Animals: which there are, whose photos they are, and what was answered to "Same dog?"."""

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from desktop_app.catalog.changes.base import Change, Context, ids_from, only_fields
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.tables import animals as animal_table
from desktop_app.catalog.tables.animals import Pair
from desktop_app.catalog.values.animals import Animal, SameDog


@dataclass(frozen=True, slots=True)
class SetAnimals(Change):
    """Naming an animal, putting photos together, taking them apart, and answering are one kind of change.

    Attributes:
        animals: id → what the animal is from now on; None takes it away, where no other photo belongs to it. Ids below
            zero are new animals; the session gives them their ids.
        photos: photo id → id of the animal to which it belongs from now on (one of `animals`, or one that there is);
            None: to none.
        answers: two photos, the smaller id first → what is known of them from now on; None forgets it.
    """

    kind: ClassVar[str] = "set_animals"

    animals: Mapping[int, Animal | None]
    photos: Mapping[int, int | None]
    answers: Mapping[Pair, SameDog | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("animals", "photos", "answers"):
            object.__setattr__(self, name, dict(getattr(self, name)))
        if any(first >= second for first, second in self.answers):
            raise ValueError("of two photos, the smaller id comes first")

    @property
    def ids(self) -> Collection[int]:
        """The photos that it names."""
        named = dict.fromkeys(self.photos)
        for pair in self.answers:
            named.update(dict.fromkeys(pair))
        return named.keys()

    def apply(self, connection: sqlite3.Connection, context: Context) -> "SetAnimals | None":
        """Do what differs from what is there."""
        known = context.survivors(connection, self.ids)
        animals_before, real = self._set_animals(connection)
        wanted = {known[photo]: real.get(animal, animal) for photo, animal in self.photos.items()}
        before = animal_table.of_photos(connection, wanted)
        photos_before = {photo: before[photo] for photo, animal in wanted.items() if before[photo] != animal}
        self._see_animals(connection, context, wanted)
        animal_table.give_photos(connection, {photo: wanted[photo] for photo in photos_before})
        answers_before = self._set_answers(connection, context, known)
        self._drop(connection, animals_before)
        if not (animals_before or photos_before or answers_before):
            return None
        # Photos of an animal that is called otherwise are other than before, too.
        touched = animal_table.photos_of(connection, animals_before) | photos_before
        animal_table.mark_arranged(connection, touched, context.change_id)
        return SetAnimals(animals_before, touched, answers_before)

    def _set_animals(self, connection: sqlite3.Connection) -> tuple[dict[int, Animal | None], dict[int | None, int]]:
        """Add and change animals.

        Returns:
            what the animals that are different now were before, and the ids of the new ones by those below zero.
        """
        there = animal_table.read(connection, self.animals)
        before: dict[int, Animal | None] = {}
        real: dict[int | None, int] = {}
        for animal_id, animal in self.animals.items():
            if animal is None:
                if animal_id in there:
                    before[animal_id] = there[animal_id]
            elif animal_id not in there:
                real[animal_id] = animal_table.add(connection, _with_id(animal, animal_id))
                before[real[animal_id]] = None
            elif there[animal_id] != _with_id(animal, animal_id):
                animal_table.change(connection, _with_id(animal, animal_id))
                before[animal_id] = there[animal_id]
        return before, real

    def _drop(self, connection: sqlite3.Connection, before: dict[int, Animal | None]) -> None:
        """Take animals away that nobody needs; those that are still needed stay as they are."""
        unwanted = {animal_id for animal_id, animal in self.animals.items() if animal is None}
        dropped = set(animal_table.drop_unused(connection, unwanted))
        for animal_id in unwanted - dropped:
            before.pop(animal_id, None)

    @staticmethod
    def _see_animals(connection: sqlite3.Connection, context: Context, wanted: Mapping[int, int | None]) -> None:
        named = {animal for animal in wanted.values() if animal is not None}
        for animal in named - animal_table.read(connection, named).keys():
            raise SessionError("session.no_such_animal", path=str(context.path), animal=animal)

    def _set_answers(
        self, connection: sqlite3.Connection, context: Context, known: Mapping[int, int]
    ) -> dict[Pair, SameDog | None]:
        """Keep answers; returns what was kept before, of those that are different now."""
        before: dict[Pair, SameDog | None] = {}
        given: dict[Pair, SameDog | None] = {}
        for (first, second), answer in self.answers.items():
            low, high = sorted((known[first], known[second]))
            # Two photos that became one need no answer.
            if low != high and animal_table.answer_of(connection, (low, high)) != answer:
                before[low, high] = animal_table.answer_of(connection, (low, high))
                given[low, high] = answer
        animal_table.write_answers(connection, given, context.change_id)
        return before

    def to_json(self) -> dict[str, Any]:
        """Its fields; photos of the same animal stand together."""
        together: dict[int | None, list[int]] = {}
        for photo, animal in self.photos.items():
            together.setdefault(animal, []).append(photo)
        return {
            "animals": [[key, None if each is None else each.to_json()] for key, each in self.animals.items()],
            "photos": [[animal, photos] for animal, photos in together.items()],
            "answers": [[*pair, None if answer is None else answer.value] for pair, answer in self.answers.items()],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """What `to_json` gave."""
        only_fields(data, ("animals", "photos", "answers"))
        animals: dict[int, Animal | None] = {}
        for key, each in _rows(data["animals"], 2):
            animals[ids_from([key])[0]] = None if each is None else Animal.from_json(key, each)
        photos: dict[int, int | None] = {}
        for animal, photo_ids in _rows(data["photos"], 2):
            owner = None if animal is None else ids_from([animal])[0]
            photos.update(dict.fromkeys(ids_from(photo_ids), owner))
        answers: dict[Pair, SameDog | None] = {}
        for first, second, answer in _rows(data["answers"], 3):
            low, high = ids_from([first, second])
            answers[low, high] = None if answer is None else SameDog(answer)
        return cls(animals, photos, answers)


def _with_id(animal: Animal, animal_id: int) -> Animal:
    return Animal(animal_id, animal.name, animal.number, animal.species, animal.note)


def _rows(read: object, width: int) -> list[list[Any]]:
    if not isinstance(read, list) or not all(isinstance(row, list) and len(row) == width for row in read):
        raise ValueError(f"not rows of {width}: {read!r:.80}")
    return read
