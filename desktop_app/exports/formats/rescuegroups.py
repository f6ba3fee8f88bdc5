"""RescueGroups.org: the table of an import account, and its pictures.

Fields and their values: https://userguide.rescuegroups.org/display/DMG/Supported+animal+import+fields. What is not in
the table stays there as it is, so columns of which nothing is known are left out.
"""

from collections.abc import Callable, Mapping, Sequence

from desktop_app.catalog.values.animals import Species
from desktop_app.exports.base import Option, OptionKind, OptionValue
from desktop_app.exports.folders.names import safe_name
from desktop_app.exports.shelters.details import Details, Size
from desktop_app.exports.shelters.feed_format import ListedRow, ShelterFeed
from desktop_app.exports.shelters.feeds import OPTIONS, Feed, FeedError, FeedRow, FeedRules
from desktop_app.exports.shelters.listing_texts import as_html, harmless, one_line, quoted_table

FILE_NAME = Option("file_name", OptionKind.TEXT, "pets.csv")
"""The name that the import account waits for, to the letter."""
STATUS = Option("status", OptionKind.TEXT, "Available")
_MOST_PICTURES = 4
_SIZES = {
    Size.SMALL: "Small",
    Size.MEDIUM: "Medium",
    Size.LARGE: "Large",
    Size.EXTRA_LARGE: "X-Large",
}


def _yes_no(value: bool | None) -> str:
    return "" if value is None else "Yes" if value else "No"


# In the order of the receiver's own sample.
_KNOWN_BY_THE_SHELTER: Mapping[str, Callable[[Details], str]] = {
    "sex": lambda details: details.sex.value.capitalize() if details.sex else "",
    "okwithdogs": lambda details: _yes_no(details.with_dogs),
    "okwithcats": lambda details: _yes_no(details.with_cats),
    "okwithkids": lambda details: _yes_no(details.with_kids),
    "housebroken": lambda details: _yes_no(details.housetrained),
    "age": lambda details: details.age.value if details.age else "",
    "specialNeeds": lambda details: _yes_no(details.special_needs),
    "altered": lambda details: _yes_no(details.altered),
    "size": lambda details: _SIZES[details.size] if details.size else "",
    "uptodate": lambda details: _yes_no(details.shots),
}
_ALWAYS = ("externalID", "status", "name", "type", "priBreed", "secBreed", "mix")
_PHOTOS = tuple(f"photo{place}" for place in range(1, _MOST_PICTURES + 1))


class RescueGroups(ShelterFeed):
    """A table and a folder `pictures`, to be uploaded to `import` and `import/pictures`."""

    id = "rescuegroups"
    rank = 70
    options = (FILE_NAME, STATUS, *OPTIONS)
    rules = FeedRules(
        most_pictures=_MOST_PICTURES,
        longest_number=45,
        longest_name=50,
        species={Species.DOG: "Dog", Species.CAT: "Cat"},
    )
    pictures_folder = "pictures"

    def table_name(self, chosen: Mapping[str, OptionValue]) -> str:
        """As the import account has it, whatever it ends in."""
        if not one_line(str(chosen[STATUS.name])):
            raise FeedError("feed.status", option=STATUS.name)
        return plain_file_name(str(chosen[FILE_NAME.name]), FILE_NAME.name)

    def columns(self, feed: Feed, chosen: Mapping[str, OptionValue]) -> tuple[str, ...]:
        """What is always known, and what is known of one animal at least: what is missing stays there as it is."""
        del chosen
        known = [name for name, said in _KNOWN_BY_THE_SHELTER.items() if any(said(row.details) for row in feed.rows)]
        text = ["dsc"] if any(row.description for row in feed.rows) else []
        photos = _PHOTOS if any(row.pictures for row in feed.rows) else ()
        return (*_ALWAYS, *known, *text, *photos)

    def table(self, columns: tuple[str, ...], rows: Sequence[ListedRow], chosen: Mapping[str, OptionValue]) -> bytes:
        """With a header; line ends within a cell are not taken, `<br>` is."""
        status = one_line(str(chosen[STATUS.name]))
        return quoted_table(columns, (self._cells(row.animal, row.pictures, status) for row in rows))

    def _cells(self, row: FeedRow, pictures: Sequence[str], status: str) -> dict[str, str]:
        return {
            "externalID": row.number,
            "status": harmless(status),
            "name": harmless(row.name),
            "type": row.species,
            "priBreed": harmless(row.mapped.first or ""),
            "secBreed": row.mapped.second or "",
            "mix": "Yes" if row.mapped.is_mix else "",
            **{name: said(row.details) for name, said in _KNOWN_BY_THE_SHELTER.items()},
            "dsc": harmless(as_html(row.description)),
            **dict(zip(_PHOTOS, pictures, strict=False)),
        }


def plain_file_name(typed: str, option: str) -> str:
    """A name that a person typed for a file of a folder.

    Raises:
        FeedError: it is none, leads elsewhere, or has signs that some systems do not take.
    """
    name = typed.strip()
    if not name or safe_name(name) != name:
        raise FeedError("feed.file_name", name=typed, option=option)
    return name


FORMAT = RescueGroups()
