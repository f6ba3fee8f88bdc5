"""Which animals go into the table of a shelter's site, which do not, and why: the same for all sites.

A site that is fed with tables takes an animal that is missing from the next one for gone, and deletes it. So an animal
of which nobody has decided anything goes out as "unknown" unless a person wants otherwise, and whoever does not go out
is told before anything is written: the animals of the session that have no photo, or none among those that are
exported, too ([decision 0033](../../../docs/decisions/0033-feeds-that-delete.md)).
"""

import contextlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from desktop_app.breeds.vocabularies import Mapped, Vocabulary
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal, Species
from desktop_app.exports.base import Note, Option, OptionKind, OptionValue, named
from desktop_app.exports.folders.names import compared, safe_name
from desktop_app.exports.material import AnimalPhotos, Material, Standing, picks_of, told
from desktop_app.exports.shared_options import ACCEPT, NO_BREED
from desktop_app.exports.shelters.details import NO_TABLE, Details, ShelterTable, read_details
from desktop_app.exports.shelters.listing_texts import one_line
from desktop_app.exports.shelters.pictures import PictureExif, PictureStyle
from desktop_app.faults import FaultError
from desktop_app.guarding import is_computed

AS_UNKNOWN, LEAVE_OUT = "include_as_unknown", "leave_out"
UNDECIDED = Option("undecided", OptionKind.CHOICE, AS_UNKNOWN, (AS_UNKNOWN, LEAVE_OUT))
"""What becomes of animals of which nobody has decided what they look like, or whose photos disagree."""
NO_TEXT, NOTE_AS_TEXT = "none", "note"
DESCRIPTION = Option("description", OptionKind.CHOICE, NO_TEXT, (NO_TEXT, NOTE_AS_TEXT))
"""What is published of an animal where its table says nothing: notes are written for the people of the shelter."""
FULL_SIZE = "full"
PICTURE_SIZE = Option("picture_size", OptionKind.CHOICE, "1200", ("600", "1200", "2000", FULL_SIZE))
"""Pixels of the longer side of a picture, at most."""
PICTURE_EXIF = Option("picture_exif", OptionKind.CHOICE, PictureExif.NONE.value, tuple(PictureExif))
DETAILS = Option("details", OptionKind.FILE, "")
"""A table of the shelter, with what only the shelter knows."""
OPTIONS: Final = (ACCEPT, UNDECIDED, NO_BREED, DESCRIPTION, DETAILS, PICTURE_SIZE, PICTURE_EXIF)


class FeedError(FaultError):
    """A table for a site cannot be made: `feed.*`, `table.*`."""


@dataclass(frozen=True, slots=True)
class FeedRules:
    """What a site takes.

    Attributes:
        most_pictures: of an animal.
        longest_number: in signs.
        longest_name: in signs; 0 where nobody knows of a limit.
        species: of ours → its word; others are left out.
        wanted: names of `Details` without which it takes no animal.
    """

    most_pictures: int
    longest_number: int
    species: Mapping[Species, str]
    longest_name: int = 0
    wanted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedRow:
    """An animal that goes out.

    Attributes:
        animal: which, with its photos.
        number: as the shelter counts it, and the site knows it.
        name: of one line, never empty: the number where nobody gave one.
        species: in the site's word.
        mapped: what it looks like, in the site's words.
        details: what the shelter's table says of it.
        description: what is published of it, lines as people wrote them; "" for nothing.
        pictures: the best first.
    """

    animal: AnimalPhotos
    number: str
    name: str
    species: str
    mapped: Mapped
    details: Details
    description: str
    pictures: tuple[PhotoRow, ...]

    @property
    def is_dog(self) -> bool:
        """Whether it is one."""
        return self.animal.animal.species is Species.DOG

    def picture_name(self, place: int) -> str:
        """What its picture is called, counted from 1: sites find pictures by the number of the animal."""
        return f"{self.number}-{place}.jpg"


@dataclass(frozen=True, slots=True)
class Feed:
    """All animals that go out, and what a person should know of them and of the others.

    Attributes:
        rows: by number and name.
        notes: in the order in which they matter.
        unmapped: ids of breeds for which the site has no name.
    """

    rows: tuple[FeedRow, ...]
    notes: tuple[Note, ...]
    unmapped: tuple[str, ...]


@dataclass(slots=True)
class _Found:
    """What is found while animals are gone through."""

    rows: list[FeedRow] = field(default_factory=list)
    left_out: dict[str, list[str]] = field(default_factory=dict)
    told: dict[str, list[str]] = field(default_factory=dict)
    unmapped: dict[str, None] = field(default_factory=dict)

    def leave(self, why: str, each: AnimalPhotos) -> None:
        self.left_out.setdefault(why, []).append(_called(each))

    def tell(self, what: str, each: AnimalPhotos) -> None:
        self.told.setdefault(what, []).append(_called(each))


def _called(each: AnimalPhotos) -> str:
    """What an animal is called where it is told; where it has neither name nor number, by its first photo."""
    return told(each.animal) if each.animal.is_named else "/".join(each.photos[0].path.parts[-2:])


def gathered_feed(
    material: Material, vocabulary: Vocabulary, rules: FeedRules, chosen: Mapping[str, OptionValue]
) -> Feed:
    """Go through the animals.

    Args:
        material: what is exported.
        vocabulary: the site's names of breeds.
        rules: what the site takes.
        chosen: the values of `OPTIONS`.

    Raises:
        FeedError: the table of the shelter cannot be read.
    """
    table = _details(str(chosen[DETAILS.name]))
    herd = material.herd(str(chosen[ACCEPT.name]))
    animals = _all_animals(material, herd)
    numbers = Counter(compared(animal.number.strip()) for animal in animals.values())
    found = _Found()
    for each in herd:
        why = _left_out(each, rules, numbers, table, chosen)
        if why:
            found.leave(why, each)
        else:
            _take(found, each, vocabulary, rules, table, chosen)
    exported = {each.animal.animal_id for each in herd}
    not_exported = [told(animal) for animal_id, animal in animals.items() if animal_id not in exported]
    notes = [*_of_left_out(found, not_exported), *_of_taken(found), *_of_table(table)]
    strays = sum(row.animal is None for row in material.rows())
    if strays:
        notes.append(Note("no_animal", {"photos": strays}))
    return Feed(tuple(found.rows), tuple(notes), tuple(found.unmapped))


def picture_style(chosen: Mapping[str, OptionValue]) -> PictureStyle:
    """How pictures are made, by the options."""
    size = str(chosen[PICTURE_SIZE.name])
    return PictureStyle(0 if size == FULL_SIZE else int(size), exif=PictureExif(str(chosen[PICTURE_EXIF.name])))


def _details(file: str) -> ShelterTable:
    if not file:
        return NO_TABLE
    try:
        return read_details(Path(file))
    except FaultError as error:
        raise FeedError.of(error.fault.with_facts(option=DETAILS.name)) from error


def _left_out(
    each: AnimalPhotos,
    rules: FeedRules,
    numbers: Mapping[str, int],
    table: ShelterTable,
    chosen: Mapping[str, OptionValue],
) -> str:
    """Why an animal does not go out; "" where it does."""
    number, species = each.animal.number.strip(), each.animal.species
    if not number:
        return "no_number"
    if len(number) > rules.longest_number:
        return "long_number"
    if is_computed(number) or one_line(number) != number:
        return "odd_number"
    if numbers[compared(number)] > 1:
        return "same_number"
    if species not in rules.species:
        return "other_species"
    if species is not Species.DOG and not table.of(number).breed:
        return "no_dog_no_breed"
    if species is Species.DOG and each.standing is Standing.NO_DOG:
        return "shows_no_dog"
    is_open = species is Species.DOG and each.standing in (Standing.UNDECIDED, Standing.DISAGREEING)
    return each.standing.value if is_open and chosen[UNDECIDED.name] == LEAVE_OUT else ""


def _take(
    found: _Found,
    each: AnimalPhotos,
    vocabulary: Vocabulary,
    rules: FeedRules,
    table: ShelterTable,
    chosen: Mapping[str, OptionValue],
) -> None:
    animal = each.animal
    number, is_dog = animal.number.strip(), animal.species is Species.DOG
    details = table.of(number)
    no_breed = bool(chosen[NO_BREED.name])
    mapped = vocabulary.of(each.label, no_breed=no_breed) if is_dog else Mapped(one_line(details.breed))
    name = one_line(animal.name) or one_line(details.name) or number
    pictures = _pictures(each, rules.most_pictures)
    if not _is_name_of_a_file(number):
        pictures = ()
        found.tell("no_picture_name", each)
    elif not pictures:
        found.tell("no_pictures", each)
    if is_dog and each.label is None and not no_breed:
        found.tell(f"{each.standing.value}_as_unknown", each)
    if is_dog and each.standing is Standing.ACCEPTED and not no_breed:
        found.tell("accepted", each)
    if mapped.unsaid and not no_breed:
        found.tell("third_breed", each)
    if any(getattr(details, wanted) is None for wanted in rules.wanted if is_dog or wanted != "size"):
        found.tell("wanted", each)
    found.unmapped |= dict.fromkeys(mapped.missing)
    note = animal.note if chosen[DESCRIPTION.name] == NOTE_AS_TEXT else ""
    found.rows.append(
        FeedRow(
            each,
            number,
            name[: rules.longest_name or None],
            rules.species[animal.species],
            mapped,
            details,
            details.description or note,
            pictures,
        )
    )


def _is_name_of_a_file(number: str) -> bool:
    name = f"{number}-1.jpg"
    return safe_name(name) == name


def _all_animals(material: Material, herd: Iterable[AnimalPhotos]) -> dict[int, Animal]:
    """By id: those with photos that are exported, and all others of the session."""
    animals: dict[int, Animal] = {}
    if material.session is not None:
        # Where it cannot be read any more, whoever writes says so.
        with contextlib.suppress(SessionError), Session.open(material.session, or_look=True) as session:
            animals = session.animals()
    return animals | {each.animal.animal_id: each.animal for each in herd}


def _pictures(each: AnimalPhotos, most: int) -> tuple[PhotoRow, ...]:
    """Those that show it best. That a photo shows no dog says nothing against one of a cat."""
    if each.animal.species is Species.DOG:
        return tuple(each.pictures(most))
    there = [row for row in each.photos if row.fault is None and not row.missing]
    return tuple(picks_of(there)[:most] or each.best(there, most))


def _of_left_out(found: _Found, not_exported: list[str]) -> list[Note]:
    everybody = [name for names in found.left_out.values() for name in names] + not_exported
    # One warning, and then the reasons: a dozen warnings are read by nobody.
    notes = [Note(why, _facts(names)) for why, names in found.left_out.items()]
    if not_exported:
        notes.append(Note("not_exported", _facts(not_exported)))
    if everybody:
        notes.insert(0, Note("deleted_there", _facts(everybody), is_warning=True))
    return notes


def _of_taken(found: _Found) -> list[Note]:
    warned = ("wanted", "no_picture_name", "accepted")
    return [Note(what, _facts(names), is_warning=what in warned) for what, names in found.told.items()]


def _of_table(table: ShelterTable) -> list[Note]:
    notes = []
    if table.not_understood:
        notes.append(Note("not_understood", {"cells": len(table.not_understood), "names": named(table.not_understood)}))
    if table.twice:
        notes.append(Note("twice_in_table", {"numbers": named(table.twice)}, is_warning=True))
    return notes


def _facts(names: list[str]) -> dict[str, str | int]:
    return {"animals": len(names), "names": named(names)}
