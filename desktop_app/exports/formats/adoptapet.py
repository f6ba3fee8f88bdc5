"""Adopt-a-Pet: the table of its AutoUpload, the file that says what its columns are, and its photos.

Names of columns are targets of `import.cfg`, as programs of shelters write it: `#n:Theirs=Ours` opens the n-th column.
Breeds stand in the table as Adopt-a-Pet writes them, so none needs a line of its own there.
"""

from collections.abc import Mapping, Sequence

from desktop_app.catalog.values.animals import Species
from desktop_app.exports.base import Option, OptionKind, OptionValue
from desktop_app.exports.shelters.details import Age, Sex, Size
from desktop_app.exports.shelters.feed_format import ListedRow, ShelterFeed
from desktop_app.exports.shelters.feeds import OPTIONS, Feed, FeedRow, FeedRules
from desktop_app.exports.shelters.listing_texts import as_html, harmless, quoted_table

HEADER = Option("header", OptionKind.YES_NO, False)
"""Whether the first line of the table has the names of the columns: the account says which it expects."""
TABLE, MAPPING = "pets.csv", "import.cfg"
COLUMNS = (
    *("Id", "Animal", "Breed", "Breed2", "Purebred", "Age", "Name", "Size", "Sex", "Description", "Status"),
    *("GoodWKids", "GoodWCats", "GoodWDogs", "SpayedNeutered", "ShotsCurrent", "Housetrained", "SpecialNeeds"),
)
_MIXED = "Mixed Breed"
_MIXED_BY_SIZE = {
    Size.SMALL: "Mixed Breed (Small)",
    Size.MEDIUM: "Mixed Breed (Medium)",
    Size.LARGE: "Mixed Breed (Large)",
    Size.EXTRA_LARGE: "Mixed Breed (Large)",
}


class AdoptAPet(ShelterFeed):
    """A table, `import.cfg` and a folder `photos`, to be uploaded as they are."""

    id = "adoptapet"
    rank = 80
    options = (HEADER, *OPTIONS)
    rules = FeedRules(
        most_pictures=4,
        longest_number=50,
        species={Species.DOG: "Dog", Species.CAT: "Cat"},
        wanted=("sex",),
    )
    pictures_folder = "photos"

    def table_name(self, chosen: Mapping[str, OptionValue]) -> str:
        """Always the same."""
        del chosen
        return TABLE

    def columns(self, feed: Feed, chosen: Mapping[str, OptionValue]) -> tuple[str, ...]:
        """Those that `import.cfg` names."""
        del feed, chosen
        return COLUMNS

    def table(self, columns: tuple[str, ...], rows: Sequence[ListedRow], chosen: Mapping[str, OptionValue]) -> bytes:
        """With or without a header."""
        cells = (_cells(row.animal) for row in rows)
        return quoted_table(columns, cells, header=bool(chosen[HEADER.name]))

    def further_files(self, columns: tuple[str, ...], chosen: Mapping[str, OptionValue]) -> Mapping[str, bytes]:
        """What each column is."""
        del chosen
        lines = ["; Columns of pets.csv, for the AutoUpload of Adopt-a-Pet. Written by Pawsort."]
        lines += [f"#{place}:{name}={name}" for place, name in enumerate(columns, start=1)]
        return {MAPPING: "".join(f"{line}\n" for line in lines).encode("ascii")}


def _cells(row: FeedRow) -> dict[str, str]:
    details, mapped = row.details, row.mapped
    is_pure = row.is_dog and mapped.first is not None and not _is_mixed(mapped.first) and not mapped.is_mix
    return {
        "Id": row.number,
        "Animal": row.species,
        "Breed": harmless(_breed(row)),
        "Breed2": mapped.second or "",
        "Purebred": _one_zero(is_pure) if row.is_dog else "",
        "Age": _age(row),
        "Name": harmless(row.name),
        "Size": details.size.value if details.size and row.is_dog else "",
        "Sex": {None: "", Sex.MALE: "M", Sex.FEMALE: "F"}[details.sex],
        "Description": harmless(as_html(row.description)),
        "Status": "Available",
        "GoodWKids": _one_zero(details.with_kids),
        "GoodWCats": _one_zero(details.with_cats),
        "GoodWDogs": _one_zero(details.with_dogs),
        "SpayedNeutered": _one_zero(details.altered),
        "ShotsCurrent": _one_zero(details.shots),
        "Housetrained": _one_zero(details.housetrained),
        "SpecialNeeds": _one_zero(details.special_needs),
    }


def _breed(row: FeedRow) -> str:
    """Its breed there; a dog of which nobody knows it is a mixed breed of its size, where that is known."""
    first = row.mapped.first or ""
    return _MIXED_BY_SIZE[row.details.size] if row.details.size and _is_mixed(first) else first


def _is_mixed(breed: str) -> bool:
    return breed.startswith(_MIXED)


def _age(row: FeedRow) -> str:
    age = row.details.age
    return "" if age is None else "Puppy" if age is Age.BABY and row.is_dog else age.value


def _one_zero(value: bool | None) -> str:
    return "" if value is None else "1" if value else "0"


FORMAT = AdoptAPet()
