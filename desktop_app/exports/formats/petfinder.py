"""Petfinder: the table of its import by FTP, and its photos.

Columns and values: Petfinder's own text on imports (August 2019). It takes them by their order, all of them, each in
quotes; exact values alone, "or all or some of your data will fail". Pictures are found by their names, `ID-1.jpg`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from desktop_app.breeds.vocabularies import Vocabulary
from desktop_app.catalog.values.animals import Species
from desktop_app.exports.base import Note, Option, OptionKind, OptionValue
from desktop_app.exports.shelters.details import Sex
from desktop_app.exports.shelters.feed_format import ListedRow, ShelterFeed
from desktop_app.exports.shelters.feeds import OPTIONS, Feed, FeedError, FeedRow, FeedRules
from desktop_app.exports.shelters.listing_texts import as_plain_text, harmless, quoted_table

SHELTER_ID = Option("shelter_id", OptionKind.TEXT, "")
"""By which Petfinder knows the shelter ("NJ94"): the table is called so."""
STATUS = Option("status", OptionKind.CHOICE, "adoptable", ("adoptable", "hold", "pending", "found"))
COLUMNS = (
    *("ID", "Internal", "AnimalName", "PrimaryBreed", "SecondaryBreed", "Sex", "Size", "Age", "Desc", "Type", "Status"),
    *("Shots", "Altered", "NoDogs", "NoCats", "NoKids", "Housetrained", "Declawed", "specialNeeds", "Mix"),
    *("photo1", "photo2", "photo3", "photo4", "photo5", "photo6", "arrival_date", "birth_date"),
    *("primaryColor", "secondaryColor", "tertiaryColor", "coat_length"),
    *("adoption_fee", "display_adoption_fee", "adoption_fee_waived", "special_needs_notes"),
    *("no_other", "no_other_note", "tags"),
)
LINE_END = "&#10;"
_SHELTER_ID = re.compile(r"[A-Z]{2}[0-9]{1,6}")
_WITHOUT_ID = "SHELTERID.csv"
_MIXED = "Mixed Breed"


class Petfinder(ShelterFeed):
    """A table and a folder `photos`, to be uploaded to `import` and `import/photos`."""

    id = "petfinder"
    rank = 90
    options = (SHELTER_ID, STATUS, *OPTIONS)
    rules = FeedRules(
        most_pictures=6,
        longest_number=50,
        species={Species.DOG: "Dog", Species.CAT: "Cat"},
        wanted=("sex", "size", "age"),
    )
    pictures_folder = "photos"

    def table_name(self, chosen: Mapping[str, OptionValue]) -> str:
        """Called by the id of the shelter, with the state in capitals."""
        typed = str(chosen[SHELTER_ID.name]).strip()
        if not typed:
            return _WITHOUT_ID
        if not _SHELTER_ID.fullmatch(typed.upper()):
            raise FeedError("feed.shelter_id", name=typed, option=SHELTER_ID.name)
        return f"{typed.upper()}.csv"

    def own_notes(self, vocabulary: Vocabulary, chosen: Mapping[str, OptionValue]) -> Iterator[Note]:
        """That it deletes, and that its table needs a name."""
        yield from super().own_notes(vocabulary, chosen)
        if not str(chosen[SHELTER_ID.name]).strip():
            yield Note("no_shelter_id", is_warning=True)

    def columns(self, feed: Feed, chosen: Mapping[str, OptionValue]) -> tuple[str, ...]:
        """All that there are, in the one order that is taken."""
        del feed, chosen
        return COLUMNS

    def table(self, columns: tuple[str, ...], rows: Sequence[ListedRow], chosen: Mapping[str, OptionValue]) -> bytes:
        """With a header, as shelters' programs send it."""
        status = {"adoptable": "A", "hold": "H", "pending": "P", "found": "F"}[str(chosen[STATUS.name])]
        return quoted_table(columns, (_cells(row.animal, status) for row in rows))


def _cells(row: FeedRow, status: str) -> dict[str, str]:
    details, mapped = row.details, row.mapped
    return {
        "ID": row.number,
        "Internal": row.number,
        "AnimalName": harmless(row.name),
        "PrimaryBreed": harmless(mapped.first or ""),
        "SecondaryBreed": mapped.second or "",
        "Sex": {None: "", Sex.MALE: "M", Sex.FEMALE: "F"}[details.sex],
        "Size": details.size.value if details.size else "",
        "Age": details.age.value if details.age else "",
        "Desc": harmless(as_plain_text(row.description, LINE_END)),
        "Type": row.species,
        "Status": status,
        "Shots": _one(details.shots),
        "Altered": _one(details.altered),
        "NoDogs": _not(details.with_dogs),
        "NoCats": _not(details.with_cats),
        "NoKids": _not(details.with_kids),
        "Housetrained": _one(details.housetrained),
        "specialNeeds": _one(details.special_needs),
        "Mix": _one(mapped.is_mix or mapped.first == _MIXED),
    }


def _one(value: bool | None) -> str:
    return "1" if value else ""


def _not(is_good_with: bool | None) -> str:
    return "" if is_good_with is None else "0" if is_good_with else "1"


FORMAT = Petfinder()
