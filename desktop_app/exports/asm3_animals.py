"""Which animals go to ASM3, and by which code it knows them again.

What its import does with a row (read in its code of August 2026, `csvimport.py` and `animal.py`; tried against it):

- A row whose ANIMALCODE is that of an animal there (letter by letter) changes that animal: the description is replaced,
  what is not told of its death and its travelling goes back to the defaults, another picture is added; versions before
  2025 move it to the default location as well. Its breed stays what it was. So animals that are there are left out.
- A row without a code makes an animal, each time the file is imported. So each animal has a code.
- A blank or unknown breed, species or type is the default one: of a new installation a cat. Never blank, then.
- Without an age no animal is made.
- A straight quotation mark stays doubled; an apostrophe or an angle bracket in a code is stored as another sign, so
  that the animal would not be found again.
"""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.breeds.vocabularies import Mapped, Vocabulary
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal, Species
from desktop_app.exports.base import Note, OptionValue, named
from desktop_app.exports.material import AnimalPhotos, Material, Standing
from desktop_app.exports.only_new import KnownAnimals, known_animals, number_key
from desktop_app.exports.shared_options import ACCEPT, NO_BREED, ONLY_NEW

if TYPE_CHECKING:
    from desktop_app.faults import Fact

WITHOUT_LIST = "without_list"
NEW, ALL = "new", "all"

# What ASM3 would store as another sign.
_IN_CODES = str.maketrans({"'": "’", "`": "’", '"': "”", "<": "‹", ">": "›"})  # noqa: RUF001 - no letters
_NOT_IN_NAMES = frozenset('"`<>')
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_NOT_TO_BE_SAID = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]")
_OPENING_QUOTE = re.compile(r'(^|[\s(\[{«,;:=—–-])"')  # noqa: RUF001 - dashes are meant
_CODE_LETTERS = 8


@dataclass(frozen=True, slots=True)
class Asm3Animal:
    """An animal that ASM3 is told of.

    Attributes:
        photos: the animal with its photos.
        code: by which ASM3 knows it again.
        name: what it is called; never empty.
        mapped: its breed in the words of ASM3.
    """

    photos: AnimalPhotos
    code: str
    name: str
    mapped: Mapped


@dataclass(frozen=True, slots=True)
class Asm3Herd:
    """The animals that go out, and why others do not.

    Attributes:
        animals: those that do.
        notes: what a person should know of those that do not, and of breeds without a name.
        unmapped: ids of breeds without a name there.
        left_out: photos of animals that do not, or of none.
    """

    animals: tuple[Asm3Animal, ...]
    notes: tuple[Note, ...]
    unmapped: tuple[str, ...]
    left_out: int


def herd_for_asm3(material: Material, vocabulary: Vocabulary, chosen: Mapping[str, OptionValue]) -> Asm3Herd:
    """Find out who goes out.

    Args:
        material: what is exported.
        vocabulary: of ASM3.
        chosen: the options, settled.

    Raises:
        TableError: the list of the animals that ASM3 has cannot be read.
    """
    # A shelter may have such a name in its own list; its import would not find it, and take the default breed.
    unfit = {what: None for what, name in vocabulary.breeds.items() if name and _NOT_IN_NAMES & set(name)}
    vocabulary = vocabulary.with_changes(unfit) if unfit else vocabulary
    no_breed = bool(chosen[NO_BREED.name])
    table = str(chosen[ONLY_NEW.name]).strip()
    known = known_animals(Path(table)) if table else None
    herd = material.herd(str(chosen[ACCEPT.name]))
    codes = _codes(herd, material)
    times = Counter(number_key(code) for code in codes.values() if code)
    left: dict[str, list[Animal]] = {}
    animals = []
    for each in herd:
        code = codes[each.animal.animal_id]
        why = _why_not(each, no_breed=no_breed) or _why_not_new(each.animal, code, times, known, chosen)
        if why is not None:
            left.setdefault(why, []).append(each.animal)
            continue
        mapped = vocabulary.of(each.label, no_breed=no_breed)
        animals.append(Asm3Animal(each, code, _line(each.animal.name) or _line(each.animal.number), mapped))
    unmapped = tuple(dict.fromkeys(breed for each in animals for breed in each.mapped.missing))
    notes = [_note(why, left[why]) for why in _WHYS if why in left]
    told = [each.photos.animal for each in animals if each.mapped.missing]
    notes += [_note("breed_in_description", told, is_warning=False)] if told else []
    written = sum(len(each.photos.photos) for each in animals)
    alone = material.photos - sum(len(each.photos) for each in herd)
    notes += [Note("no_animal", {"photos": alone})] if alone else []
    return Asm3Herd(tuple(animals), tuple(notes), unmapped, material.photos - written)


_WHYS = ("may_be_there", "same_code", "disagreeing", "undecided", "no_name", "other_species", "no_dog", "already_there")
_WARNINGS = frozenset({"may_be_there", "same_code", "disagreeing", "undecided", "no_name"})


def _note(why: str, animals: Iterable[Animal], *, is_warning: bool | None = None) -> Note:
    names = [each.name or each.number or "?" for each in animals]
    facts: dict[str, Fact] = {"animals": len(names), "names": named(names)}
    return Note(why, facts, why in _WARNINGS if is_warning is None else is_warning)


def _why_not(each: AnimalPhotos, *, no_breed: bool) -> str | None:
    """Why an animal does not go out, whoever ASM3 has; None where it may."""
    if each.animal.species is not Species.DOG:
        return "other_species"
    if each.standing is Standing.NO_DOG:
        return "no_dog"
    # Its import changes no breed: what is unknown when the animal is made, stays so until somebody types it there.
    if each.standing is Standing.DISAGREEING and not no_breed:
        return "disagreeing"
    if each.standing is Standing.UNDECIDED and not no_breed:
        return "undecided"
    return None if _line(each.animal.name) or _line(each.animal.number) else "no_name"


def _why_not_new(
    animal: Animal, code: str, times: Counter[str], known: KnownAnimals | None, chosen: Mapping[str, OptionValue]
) -> str | None:
    """Why an animal may be in ASM3 already, or another one under its code; None for one that is new."""
    if not code:
        return "no_name"
    if times[number_key(code)] > 1:
        return "same_code"
    if known is not None and (known.has(animal) or number_key(code) in known.numbers):
        return "already_there"
    # A table of names alone says nothing of numbers.
    is_told = known is not None and bool(known.numbers)
    return "may_be_there" if animal.number.strip() and not is_told and chosen[WITHOUT_LIST] == NEW else None


def _codes(herd: Iterable[AnimalPhotos], material: Material) -> dict[int, str]:
    """The code of each animal: its number; where it has none, one that stays the same as long as the session is.

    It is made of when the session began and of the animal's id there, so that no two sessions make the same for two
    dogs. "" where that is not known.
    """
    codes = {each.animal.animal_id: _line(each.animal.number).translate(_IN_CODES) for each in herd}
    if all(codes.values()) or material.session is None:
        return codes
    with Session.open(material.session, or_look=True) as session:
        began = session.began_ns()
    return codes if began is None else {each: code or made_code(began, each) for each, code in codes.items()}


def made_code(began_ns: int, animal_id: int) -> str:
    """The code of an animal that has no number."""
    digest = hashlib.sha256(f"{began_ns} {animal_id}".encode()).digest()
    return "PS-" + base64.b32encode(digest).decode()[:_CODE_LETTERS]


def _line(text: str) -> str:
    """Text that stands in one line."""
    return " ".join(plain(text).split())


def plain(text: str) -> str:
    """Text as ASM3's import takes it: line feeds alone, nothing that nobody sees, no quotation marks that it doubles.

    It splits cells at straight quotation marks and leaves those inside doubled, so they become the ones of print.
    """
    text = _NOT_TO_BE_SAID.sub("", _LINE_ENDS.sub("\n", text))
    return _OPENING_QUOTE.sub("\\1“", text).replace('"', "”").strip()
