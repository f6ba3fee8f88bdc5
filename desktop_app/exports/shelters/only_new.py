"""Which animals another software has already, by a table that it wrote.

Numbers tell animals apart, names do not: where both sides have numbers, those alone count.
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from desktop_app.catalog.naming.tables import COLUMN_OF, Column
from desktop_app.catalog.naming.texts import key_of
from desktop_app.catalog.values.animals import Animal
from desktop_app.tables import TableError, read_table

# What shelters' programs head the numbers that people see, before their own running numbers and those of chips.
_CODES = tuple(map(key_of, ("ShelterCode", "Shelter Code", "AnimalCode", "Animal Code", "externalID", "External ID")))
_WHOLE = re.compile(r"(\d+)[.,]0+")


@dataclass(frozen=True, slots=True)
class KnownAnimals:
    """The animals in a table.

    Attributes:
        numbers: as `known_number` has them.
        names: as `key_of` has them.
    """

    numbers: frozenset[str]
    names: frozenset[str]

    def has(self, animal: Animal) -> bool:
        """Whether an animal stands in the table: by its number where both have numbers, else by its name."""
        if animal.number and self.numbers:
            return known_number(animal.number) in self.numbers
        return bool(animal.name) and key_of(animal.name) in self.names


def known_animals(file: Path) -> KnownAnimals:
    """Read the table of another software.

    Args:
        file: with a column of numbers, of names, or both, by headings in English or French.

    Raises:
        TableError: it cannot be read, or has neither column.
    """
    table = read_table(file)
    number, names = identifying_columns(table.columns)
    if not number and not names:
        raise TableError("table.no_animal_column", file=str(file), there=", ".join(filter(None, table.columns)))
    return KnownAnimals(
        frozenset(key for row in table.rows if number and (key := known_number(row.values[number]))),
        frozenset(key for row in table.rows if names and (key := key_of(row.values[names]))),
    )


def identifying_columns(headings: tuple[str, ...]) -> tuple[str, str]:
    """The headings of numbers and of names; "" where there is none. Of several, codes before others, else the first."""
    codes = [heading for heading in headings if key_of(heading) in _CODES]
    numbers = [heading for heading in headings if COLUMN_OF.get(key_of(heading)) is Column.NUMBER]
    names = [heading for heading in headings if COLUMN_OF.get(key_of(heading)) is Column.NAME]
    return next(iter([*codes, *numbers]), ""), next(iter(names), "")


def known_number(text: str) -> str:
    """What two spellings of one number have in common: case, spaces around it, and the decimals of spreadsheets.

    Closer than `catalog.naming`'s `number_key`: receivers tell `A-1200` from `A1200`, and so does who deletes there.
    """
    key = unicodedata.normalize("NFC", text).strip().casefold()
    found = _WHOLE.fullmatch(key)
    return found[1] if found else key
