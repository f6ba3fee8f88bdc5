"""Animals from a table: a photo or a folder in each row, and whose it is; headings in English or French."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from desktop_app.catalog.naming import generic_words
from desktop_app.catalog.naming.finding import Cancelled, Finding, FoundAnimal, LeftOut, identity
from desktop_app.catalog.naming.patterns import Found
from desktop_app.catalog.naming.photo_paths import PhotoPaths
from desktop_app.catalog.naming.references import Ambiguous, References
from desktop_app.catalog.naming.texts import as_written, key_of, sound, words_of
from desktop_app.catalog.values.animals import Species
from desktop_app.tables import Row, TableError, read_table


class Column(StrEnum):
    """What a column of the table says."""

    PHOTO = "photo"
    FOLDER = "folder"
    NAME = "name"
    NUMBER = "number"
    SPECIES = "species"
    NOTE = "note"


_HEADINGS: Mapping[Column, tuple[str, ...]] = {
    Column.PHOTO: (
        "photo", "photos", "file", "filename", "file name", "path", "photo file", "photo name", "image", "picture",
        "fichier", "nom du fichier", "nom de fichier", "nom fichier", "chemin", "chemin du fichier", "fichier photo",
        "nom de la photo",
    ),
    Column.FOLDER: ("folder", "folder name", "directory", "album", "dossier", "nom du dossier", "repertoire"),
    Column.NAME: (
        "name", "animal", "animal name", "animalname", "pet", "pet name", "dog", "dog name", "cat", "cat name", "nom",
        "nom de l animal", "nom animal", "chien", "chat", "nom du chien", "nom du chat", "prenom",
    ),
    Column.NUMBER: (
        "number", "no", "nr", "n", "n°", "id", "animal id", "animalid", "animal number", "code", "shelter code",
        "sheltercode", "shelter number", "reference", "ref", "microchip", "chip", "chip number", "microchip number",
        "numero", "num", "numero d animal", "numero de l animal", "numero animal", "identifiant", "identification",
        "matricule", "puce", "numero de puce", "numero puce", "icad", "numero icad", "numero d identification",
        "numero d entree", "numero de registre", "numero du chien", "numero chien",
    ),
    Column.SPECIES: ("species", "animal type", "animal species", "kind", "type", "espece", "type d animal"),
    Column.NOTE: (
        "note", "notes", "comment", "comments", "remark", "remarks", "description", "remarque", "remarques",
        "commentaire", "commentaires", "observation", "observations", "animal note",
    ),
}  # fmt: skip
# "N° de puce" and "Num. de puce": what people write for "Numéro".
_NUMBER, _SHORT = "numero ", ("n° ", "nº ", "no ", "num ", "n ")
COLUMN_OF: Mapping[str, Column] = {
    key_of(spelled): column
    for column, headings in _HEADINGS.items()
    for heading in headings
    for spelled in (heading, *(heading.replace(_NUMBER, short) for short in _SHORT if heading.startswith(_NUMBER)))
}
"""What a heading says, by its key."""


DOG_NUMBER = "dog"
"""What Pawsort calls the number of a dog in its photo: where each has a row, nobody is called so."""
# Only tables that Pawsort wrote have one of these: whoever exports may choose a few columns alone.
_PAWSORTS = frozenset({
    *("dog_probability", "probability_1", "kind_probability", "kind_confidence"),
    *("label_breed_1_id", "label_breed_1", "label_of_another_file"),
})  # fmt: skip
# There, these say nothing of an animal: a "kind" is that of a dog, and no species.
_OF_DOGS = frozenset({DOG_NUMBER, "kind"})

PHOTO_WEIGHT = 1_000
"""How much a row counts that names a photo."""


class RowTrouble(StrEnum):
    """Why a row of a table names nobody, or not all that it says is understood."""

    NO_PHOTO = "no_photo"
    NOT_IN_SESSION = "not_in_session"
    SEVERAL = "several"
    NOBODY = "nobody"
    TWO_ANIMALS = "two_animals"
    UNKNOWN_SPECIES = "unknown_species"


@dataclass(frozen=True, slots=True)
class NamingTable:
    """A table that says whose photos are whose.

    Attributes:
        columns: what is understood → how it is headed.
        unused: headings of columns that are not.
        rows: as they are.
    """

    columns: Mapping[Column, str]
    unused: tuple[str, ...]
    rows: list[Row]


@dataclass(slots=True)
class TableAnimal:
    """One animal that rows of a table speak of.

    Attributes:
        name: as the first row has it that has one.
        number: likewise.
        species: likewise; None where no row says so.
        note: likewise.
        sources: what the rows name: photos, folders.
        others: other names that stand beside its number, by their keys: somebody may have mistyped that.
    """

    name: str
    number: str
    species: Species | None = None
    note: str | None = None
    sources: list[str] = field(default_factory=list)
    others: dict[str, str] = field(default_factory=dict)

    def hear(self, name: str, number: str, note: str, source: str) -> None:
        """Take what one more row says."""
        self.name, self.number = self.name or name, self.number or number
        if name and key_of(name) != key_of(self.name):
            self.others.setdefault(key_of(name), name)
        self.note = self.note or note or None
        self.sources.append(source)

    def found(self, places: list[int]) -> FoundAnimal:
        """It, with the photos that nobody else was given."""
        return FoundAnimal(
            self.name,
            self.number,
            places,
            self.sources,
            self.species,
            self.note,
            tuple(self.others.values()),
            is_from_table=True,
        )


def read_naming_table(file: Path) -> NamingTable:
    """Read a table and understand its headings.

    Raises:
        TableError: it cannot be read, or has no column with photos or folders, or none with names or numbers.
    """
    table = read_table(file)
    columns: dict[Column, str] = {}
    unused = []
    is_pawsorts = not _PAWSORTS.isdisjoint(table.columns)
    for heading in table.columns:
        column = None if is_pawsorts and heading in _OF_DOGS else COLUMN_OF.get(key_of(heading))
        if column is None or column in columns:
            if heading:
                unused.append(heading)
        else:
            columns[column] = heading
    there = ", ".join(heading for heading in table.columns if heading)
    if not columns.keys() & {Column.PHOTO, Column.FOLDER}:
        raise TableError("table.no_photo_column", file=str(file), there=there)
    if not columns.keys() & {Column.NAME, Column.NUMBER}:
        raise TableError("table.no_animal_column", file=str(file), there=there)
    return NamingTable(columns, tuple(unused), table.rows)


def find_in_table(table: NamingTable, photos: PhotoPaths, cancelled: Callable[[], bool] = lambda: False) -> Finding:
    """Whose the photos are, by what the rows say.

    A row with a photo counts more than one with its folder, a deeper folder more than one in which it lies. Photos
    that two rows give to two animals are left alone.

    Raises:
        Cancelled: `cancelled` said yes.
    """
    return _Reader(table, photos, cancelled).finding()


class _Reader:
    def __init__(self, table: NamingTable, photos: PhotoPaths, cancelled: Callable[[], bool]) -> None:
        self._table, self._photos, self._cancelled = table, photos, cancelled
        self._references = References(photos)
        self._animals: dict[tuple[str, ...], TableAnimal] = {}
        self._left_out: list[LeftOut] = []
        # How much a row counts for a photo, whose it is there, and what to call the row.
        self._claims: dict[int, tuple[int, set[tuple[str, ...]], list[tuple[int, str]]]] = {}

    def finding(self) -> Finding:
        for step, row in enumerate(self._table.rows):
            if step % 500 == 0 and self._cancelled():
                raise Cancelled
            self._read(row)
        places: dict[tuple[str, ...], list[int]] = {key: [] for key in self._animals}
        twice: dict[tuple[int, str], int] = {}
        for place, (_weight, whose, rows) in sorted(self._claims.items()):
            if len(whose) == 1:
                places[next(iter(whose))].append(place)
            else:
                for each in rows:
                    twice[each] = twice.get(each, 0) + 1
        for (line, source), count in twice.items():
            self._left_out.append(LeftOut(source, RowTrouble.TWO_ANIMALS, count, line))
        animals = [each.found(places[key]) for key, each in self._animals.items() if places[key]]
        self._left_out.sort(key=lambda left: left.line)
        return Finding(animals, self._left_out, len(self._photos))

    def _read(self, row: Row) -> None:
        said = {column: row.values[heading].strip() for column, heading in self._table.columns.items()}
        photo, folder = said.get(Column.PHOTO, ""), said.get(Column.FOLDER, "")
        name, number = as_written(said.get(Column.NAME, "")), sound(said.get(Column.NUMBER, ""))
        source = photo or folder or name or number
        if not photo and not folder:
            self._leave(row, source, RowTrouble.NO_PHOTO)
            return
        if not name and not number:
            self._leave(row, source, RowTrouble.NOBODY)
            return
        try:
            weight, claimed = photos_meant(self._references, self._photos, photo, folder)
        except Ambiguous:
            self._leave(row, source, RowTrouble.SEVERAL)
            return
        if not claimed:
            self._leave(row, source, RowTrouble.NOT_IN_SESSION)
            return
        # The table is one list: a name without a number is one animal, wherever its photos lie.
        key = identity(Found(name, number), "")
        animal = self._animals.setdefault(key, TableAnimal(name, number))
        animal.hear(name, number, sound(said.get(Column.NOTE, "")), source)
        self._take_species(animal, said.get(Column.SPECIES, ""), row)
        for place in claimed:
            self._claim(place, weight, key, (row.line, source))

    def _claim(self, place: int, weight: int, key: tuple[str, ...], row: tuple[int, str]) -> None:
        before = self._claims.get(place)
        if before is None or before[0] < weight:
            self._claims[place] = weight, {key}, [row]
        elif before[0] == weight:
            before[1].add(key)
            before[2].append(row)

    def _take_species(self, animal: TableAnimal, text: str, row: Row) -> None:
        if not text:
            return
        species = species_named(text)
        if species is None:
            self._left_out.append(LeftOut(text, RowTrouble.UNKNOWN_SPECIES, 0, row.line))
        elif animal.species is None:
            animal.species = species

    def _leave(self, row: Row, source: str, why: RowTrouble) -> None:
        self._left_out.append(LeftOut(source, why, 0, row.line))


def photos_meant(references: References, photos: PhotoPaths, photo: str, folder: str) -> tuple[int, Sequence[int]]:
    """How much a row counts that names a photo, or else a folder, and the places of the photos that it is about.

    A row with a photo counts more than one with its folder, a deeper folder more than one in which it lies.

    Raises:
        Ambiguous: several photos, or folders, are called so.
    """
    if photo:
        try:
            place = references.photo(photo)
        except Ambiguous:
            # With the folder beside it, the name of a file says which.
            place = references.photo(f"{folder}/{photo}") if folder else None
            if place is None:
                raise
        return PHOTO_WEIGHT, [] if place is None else [place]
    path = references.folder(folder)
    if path is None:
        return 0, []
    return len(photos.parts(path)), references.photos_below(path)


def species_named(text: str) -> Species | None:
    """The species that somebody wrote, in English, French or German; None where it is no word that is known."""
    said = set(words_of(text))
    for known, species in (
        (generic_words.DOGS | {"canine", "canin"}, Species.DOG),
        (generic_words.CATS | {"feline", "felin"}, Species.CAT),
        (generic_words.OTHERS, Species.OTHER),
    ):
        if said and said <= known:
            return species
    return None
