"""What a shelter knows of its animals and Pawsort does not: sex, size, age, and what the animal is like.

Sites for adoption want it, and nobody may invent it. It comes from a table that the shelter's own software wrote, with
a number in each row; words are understood in English and French. What is not understood is left blank and told.
"""

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from desktop_app.catalog.naming.texts import key_of, yes_or_no
from desktop_app.exports.shelters.only_new import identifying_columns, known_number
from desktop_app.tables import Row, TableError, read_table


class Sex(StrEnum):
    """The sex of an animal."""

    MALE = "male"
    FEMALE = "female"


class Size(StrEnum):
    """How large an animal is once it is grown."""

    SMALL = "S"
    MEDIUM = "M"
    LARGE = "L"
    EXTRA_LARGE = "XL"


class Age(StrEnum):
    """How old an animal is."""

    BABY = "Baby"
    YOUNG = "Young"
    ADULT = "Adult"
    SENIOR = "Senior"


@dataclass(frozen=True, slots=True)
class Details:
    """What a shelter knows of one animal; None and "" where it does not say.

    Attributes:
        name: as people call it.
        breed: for what is no dog, in the words of the receiver.
        description: for the people who look for an animal.
        sex, size, age: see there.
        altered: neutered or spayed.
        shots: vaccinated.
        housetrained, special_needs: as they say.
        with_dogs, with_cats, with_kids: whether it is good with them.
    """

    name: str = ""
    breed: str = ""
    description: str = ""
    sex: Sex | None = None
    size: Size | None = None
    age: Age | None = None
    altered: bool | None = None
    shots: bool | None = None
    housetrained: bool | None = None
    special_needs: bool | None = None
    with_dogs: bool | None = None
    with_cats: bool | None = None
    with_kids: bool | None = None


NOTHING = Details()


@dataclass(frozen=True, slots=True)
class ShelterTable:
    """The details of a shelter's animals.

    Attributes:
        by_number: as `known_number` has it → what is known.
        not_understood: "number: what stands there" of cells that say something, and nobody knows what.
        twice: numbers that stand in several rows, of which the first counts.
    """

    by_number: Mapping[str, Details]
    not_understood: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()

    def of(self, number: str) -> Details:
        """What is known of the animal with this number."""
        return self.by_number.get(known_number(number), NOTHING)


NO_TABLE = ShelterTable({})

# The bounds in years below which ASM3, too, calls an animal so when it tells sites for adoption.
_AGES = ((0.5, Age.BABY), (2.0, Age.YOUNG), (9.0, Age.ADULT))
_DAYS_A_YEAR = 365.25
_SPAN = re.compile(r"(\d+(?:[.,]\d+)?) ?(years?|yrs?|y|ans?|months?|mos?|m|mois|weeks?|w|semaines?|days?|d|jours?|j)\b")
_DAY_FIRST_OR_MONTH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_YEARS = {"y": 1.0, "a": 1.0, "m": 1 / 12, "w": 7 / _DAYS_A_YEAR, "s": 7 / _DAYS_A_YEAR, "d": 1 / _DAYS_A_YEAR}
_YEARS["j"] = _YEARS["d"]

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "breed": ("breed", "primary breed", "pribreed", "primarybreed", "breed name", "breedname", "race", "animalbreed1"),
    "description": (
        *("description", "bio", "desc", "dsc", "text", "website", "presentation", "texte", "descriptif", "annonce"),
        *("animaldescription", "websitemedianotes", "animal bio"),
    ),
    "sex": ("sex", "gender", "sexe", "genre", "animalsex", "sexname"),
    "size": ("size", "taille", "gabarit", "animalsize", "sizename", "size group"),
    "age": ("age", "age group", "agegroup", "animalage", "tranche d age", "classe d age", "age category"),
    "born": (
        *("birth date", "birthdate", "date of birth", "dateofbirth", "dob", "born", "animaldob", "birthday"),
        *("date de naissance", "naissance", "ne le", "nee le", "birth_date"),
    ),
    "altered": (
        *("altered", "neutered", "spayed", "spayed neutered", "fixed", "sterilise", "sterilisee", "castre"),
        *("sterilisation", "animalneutered", "desexed"),
    ),
    "shots": ("shots", "vaccinated", "vaccinations", "shots current", "up to date", "uptodate", "vaccine", "vaccins"),
    "housetrained": ("housetrained", "house trained", "housebroken", "propre", "proprete", "animalhousetrained"),
    "special_needs": ("special needs", "specialneeds", "besoins particuliers", "handicap", "animalhasspecialneeds"),
    "with_dogs": ("good with dogs", "dogs", "okwithdogs", "goodwdogs", "ok chiens", "chiens", "entente chiens"),
    "with_cats": ("good with cats", "cats", "okwithcats", "goodwcats", "ok chats", "chats", "entente chats"),
    "with_kids": (
        *("good with kids", "good with children", "kids", "children", "okwithkids", "goodwkids"),
        *("ok enfants", "enfants", "entente enfants"),
    ),
}
_COLUMN_OF = {key_of(heading): name for name, headings in _HEADINGS.items() for heading in headings}

_SEXES = {
    **dict.fromkeys(("m", "male", "males", "masculin", "boy", "castre", "neutered"), Sex.MALE),
    **dict.fromkeys(("f", "female", "femelle", "feminin", "girl", "sterilisee", "spayed"), Sex.FEMALE),
}
_SIZES = {
    **dict.fromkeys(("s", "small", "petit", "petite", "very small", "tres petit", "tres petite"), Size.SMALL),
    **dict.fromkeys(("m", "medium", "med", "moyen", "moyenne"), Size.MEDIUM),
    **dict.fromkeys(("l", "large", "grand", "grande", "big"), Size.LARGE),
    **dict.fromkeys(
        ("xl", "x large", "xlarge", "extra large", "very large", "tres grand", "tres grande", "geant", "geante"),
        Size.EXTRA_LARGE,
    ),
}
_AGE_WORDS = {
    **dict.fromkeys(("baby", "puppy", "kitten", "bebe", "chiot", "chaton"), Age.BABY),
    **dict.fromkeys(("young", "young adult", "jeune", "jeune adulte", "adolescent"), Age.YOUNG),
    **dict.fromkeys(("adult", "adulte"), Age.ADULT),
    **dict.fromkeys(("senior", "old", "age", "agee", "vieux", "vieille"), Age.SENIOR),
}
# Beside "yes", in a column that asks for it.
_ALTERED = frozenset({"neutered", "spayed", "sterilise", "sterilisee", "castre"})
# Said where nothing is known: that is understood, and leaves the cell blank.
_UNKNOWN = frozenset({"unknown", "u", "inconnu", "inconnue", "not known", "n/a", "2", "untested", "non teste"})


def read_details(file: Path, today: date | None = None) -> ShelterTable:
    """Read the table of a shelter.

    Args:
        file: a row an animal, with its number; headings in English or French.
        today: to know how old whoever has a birthday is; the day of the computer where it is left out.

    Raises:
        TableError: it cannot be read, or has no column with numbers.
    """
    table = read_table(file)
    number_column, name_column = identifying_columns(table.columns)
    if not number_column:
        raise TableError("table.no_number_column", file=str(file), there=", ".join(filter(None, table.columns)))
    columns: dict[str, str] = {"name": name_column} if name_column else {}
    for heading in table.columns:
        if (column := _COLUMN_OF.get(key_of(heading))) and heading not in (number_column, name_column):
            columns.setdefault(column, heading)
    reader = _Reader(columns, today or datetime.now(UTC).astimezone().date())
    found: dict[str, Details] = {}
    twice: dict[str, None] = {}
    for row in table.rows:
        number = row.values[number_column].strip()
        if not number:
            continue
        if known_number(number) in found:
            twice[number] = None
        else:
            found[known_number(number)] = reader.details(row, number)
    return ShelterTable(found, tuple(reader.not_understood), tuple(twice))


class _Reader:
    def __init__(self, columns: Mapping[str, str], today: date) -> None:
        self._columns, self._today = columns, today
        self.not_understood: list[str] = []

    def details(self, row: Row, number: str) -> Details:
        cells = {column: row.values[heading].strip() for column, heading in self._columns.items()}
        said: dict[str, Any] = {}
        for field in fields(Details):
            cell = cells.get(field.name, "")
            read = _READERS.get(field.name, yes_or_no)
            value = read(cell) if cell else None
            if cell and value is None and key_of(cell) not in _UNKNOWN and cell != "?":
                self.not_understood.append(f"{number}: {cell[:40]}")
            if value is not None:
                said[field.name] = value
        if "age" not in said and (born := cells.get("born", "")):
            said["age"] = self._age_of(born)
            if said["age"] is None:
                self.not_understood.append(f"{number}: {born[:40]}")
        return Details(**said)

    def _age_of(self, born: str) -> Age | None:
        """How old whoever was born then is; None where two countries read the date differently, and that matters."""
        days = {(self._today - day).days for day in _days_meant(born)}
        ages = {_age(each / _DAYS_A_YEAR) for each in days if each >= 0}
        return ages.pop() if len(ages) == 1 else None


def _days_meant(text: str) -> Iterator[date]:
    """The days that a date may mean: day and month stand one way round in France, the other way in America."""
    found = _DAY_FIRST_OR_MONTH.match(text)
    readings = [(found[3], found[2], found[1]), (found[3], found[1], found[2])] if found else [(text[:10],)]
    for each in readings:
        with contextlib.suppress(ValueError):
            yield date.fromisoformat("-".join(part.zfill(2) for part in each))


def _as_it_is(cell: str) -> str:
    return cell


def _sex(cell: str) -> Sex | None:
    found = {sex for word in key_of(cell).split() if (sex := _SEXES.get(word))}
    # "Neutered female": the word for the sex counts before the word for what was done.
    named = {sex for word in key_of(cell).split() if word not in ("neutered", "spayed") and (sex := _SEXES.get(word))}
    meant = named or found
    return meant.pop() if len(meant) == 1 else None


def _size(cell: str) -> Size | None:
    return _SIZES.get(key_of(cell))


def _age_in_words(cell: str) -> Age | None:
    key = key_of(cell)
    if key in _AGE_WORDS:
        return _AGE_WORDS[key]
    spans = _SPAN.findall(cell.casefold())
    if not spans:
        return None
    return _age(sum(float(count.replace(",", ".")) * _years(unit) for count, unit in spans))


def _years(unit: str) -> float:
    return _YEARS[unit[0]]


def _age(years: float) -> Age:
    return next((age for bound, age in _AGES if years < bound), Age.SENIOR)


def _altered(cell: str) -> bool | None:
    return True if key_of(cell) in _ALTERED else yes_or_no(cell)


_READERS: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(("name", "breed", "description"), _as_it_is),
    "sex": _sex,
    "size": _size,
    "age": _age_in_words,
    "altered": _altered,
}
