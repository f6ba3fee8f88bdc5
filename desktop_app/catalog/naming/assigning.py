"""What was found, and the animals that a session has already: what would be different, for one change."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop_app.catalog.naming.dates_and_numbers import is_weak, number_key
from desktop_app.catalog.naming.finding import Finding, FoundAnimal
from desktop_app.catalog.naming.texts import key_of
from desktop_app.catalog.values.animals import Animal, Species


@dataclass(frozen=True, slots=True)
class Line:
    """One animal of a preview.

    Attributes:
        found: what names or a table say.
        animal: as it will be; its id is below zero where it is new.
        is_new: whether the session does not have it yet.
        photos: how many photos join it.
        staying: how many of those that were found keep the animal that they have: another one.
        there: how many belong to it already.
    """

    found: FoundAnimal
    animal: Animal
    is_new: bool
    photos: int
    staying: int
    there: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """What one change would do.

    Attributes:
        lines: one for each animal that was found.
        animals: id → the animal, where it is new or other than before.
        photos: photo id → id of its animal, where that is other than before.
    """

    lines: list[Line] = field(default_factory=list)
    animals: dict[int, Animal | None] = field(default_factory=dict)
    photos: dict[int, int | None] = field(default_factory=dict)

    @property
    def joined(self) -> int:
        """How many animals get photos."""
        return len(set(self.photos.values()))

    @property
    def changes_anything(self) -> bool:
        """Whether something would be other than before."""
        return bool(self.animals or self.photos)


def assign(
    finding: Finding,
    photo_ids: Sequence[int],
    known: Mapping[int, Animal],
    animal_of: Sequence[int | None],
    *,
    take_all: bool = False,
    sure: Mapping[int, Animal] | None = None,
) -> Assignment:
    """Match what was found with the animals that are there: by number, then by name.

    By name only where nobody can be meant but that one: one animal of the name was found, one is there, and they have
    not two numbers. What is known of an animal stays; what is not known is added.

    Args:
        finding: of names or a table.
        photo_ids: by place.
        known: the session's animals, by id.
        animal_of: by place, the animal that a photo has already; None for none.
        take_all: whether photos that have another animal already join what was found.
        sure: of those that were found, by place, the animal that is known to be meant.
    """
    matched = _matched(finding.animals, known, sure or {})
    made = Assignment()
    new_id = min((0, *known)) - 1
    for found, before in zip(finding.animals, matched, strict=True):
        animal = _completed(before, found) if before is not None else _new(new_id, found)
        joining = [
            photo_ids[place]
            for place in found.places
            if animal_of[place] is None or (take_all and animal_of[place] != animal.animal_id)
        ]
        there = sum(animal_of[place] == animal.animal_id for place in found.places)
        staying = len(found.places) - len(joining) - there
        made.lines.append(Line(found, animal, before is None, len(joining), staying, there))
        if before is None and not joining:
            continue
        if animal != before:
            made.animals[animal.animal_id] = animal
        made.photos.update(dict.fromkeys(joining, animal.animal_id))
        new_id -= before is None
    return made


def _matched(
    found: Sequence[FoundAnimal], known: Mapping[int, Animal], sure: Mapping[int, Animal]
) -> list[Animal | None]:
    by_number: dict[tuple[str, str], list[Animal]] = {}
    by_name: dict[str, list[Animal]] = {}
    meant = {animal.animal_id for animal in sure.values()}
    for animal in known.values():
        if animal.animal_id in meant:
            continue
        if animal.number:
            by_number.setdefault(_number(animal.number, animal.name), []).append(animal)
        if key_of(animal.name):
            by_name.setdefault(key_of(animal.name), []).append(animal)
    of_name: dict[str, int] = {}
    for each in found:
        of_name[key_of(each.name)] = of_name.get(key_of(each.name), 0) + 1
    result: list[Animal | None] = []
    for place, each in enumerate(found):
        if place in sure:
            result.append(sure[place])
            continue
        candidates = by_number.get(_number(each.number, each.name), []) if each.number else []
        if not candidates and key_of(each.name) and of_name[key_of(each.name)] == 1:
            candidates = by_name.get(key_of(each.name), [])
            if each.number and candidates and candidates[0].number:
                candidates = []
        result.append(candidates[0] if len(candidates) == 1 else None)
    return _one_each(found, result, sure)


def _one_each(
    found: Sequence[FoundAnimal], matched: Sequence[Animal | None], sure: Mapping[int, Animal]
) -> list[Animal | None]:
    """The same without doubles: two that were found cannot both be the one that is there."""
    taken = Counter(animal.animal_id for animal in matched if animal is not None)
    given: set[int] = set()
    result: list[Animal | None] = []
    for place, (each, animal) in enumerate(zip(found, matched, strict=True)):
        if animal is not None and taken[animal.animal_id] > 1 and place not in sure:
            is_it = animal.animal_id not in given and _same_number(animal, each)
            if is_it:
                given.add(animal.animal_id)
            result.append(animal if is_it else None)
        else:
            result.append(animal)
    return result


def is_called_so(there: Animal, named: Animal) -> bool:
    """Whether an animal that there is has the number of one that is just named, or its name where not both have one.

    Few digits, which may count anything, are the number of who has the name too.
    """
    if there.number and named.number:
        return _number(there.number, there.name) == _number(named.number, named.name)
    return bool(key_of(named.name) and key_of(there.name) == key_of(named.name))


def _same_number(animal: Animal, found: FoundAnimal) -> bool:
    return bool(found.number) and number_key(animal.number) == number_key(found.number)


def _number(number: str, name: str) -> tuple[str, str]:
    return number_key(number), key_of(name) if is_weak(number) else ""


def _completed(animal: Animal, found: FoundAnimal) -> Animal:
    """The animal that is there, with what was not known of it; a table may also correct species and note."""
    return replace(
        animal,
        name=animal.name or found.name,
        number=animal.number or found.number,
        # What stands over a folder says less of a species than a person does; a table was written for it.
        species=found.species if found.species is not None and found.is_from_table else animal.species,
        note=found.note or animal.note,
    )


def _new(animal_id: int, found: FoundAnimal) -> Animal:
    return Animal(animal_id, found.name, found.number, found.species or Species.DOG, found.note or "")
