"""What the rows of a table say of the photos of a session, before it is compared with what was decided there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop_app.catalog.importing.breed_texts import BreedNames, Said
from desktop_app.catalog.importing.cells import CellError, Cells, now_ns
from desktop_app.catalog.importing.claims import Claims, RowName
from desktop_app.catalog.importing.further_dogs import FIRST_FURTHER, DogClaims, GivenToDog, box_in, dogs_told
from desktop_app.catalog.importing.headings import Headings, Meaning, understood
from desktop_app.catalog.importing.labels import GivenLabel
from desktop_app.catalog.importing.left_alone import LeftAlone, Why
from desktop_app.catalog.importing.session_photos import SessionPhotos
from desktop_app.catalog.naming.dates_and_numbers import number_key
from desktop_app.catalog.naming.finding import Cancelled
from desktop_app.catalog.naming.photo_paths import PhotoPaths
from desktop_app.catalog.naming.references import Ambiguous, References
from desktop_app.catalog.naming.tables import PHOTO_WEIGHT, TableAnimal, photos_meant, species_named
from desktop_app.catalog.naming.texts import key_of
from desktop_app.faults import Fault
from desktop_app.tables import Row, TableError, read_table

LISTED_BETWEEN = " | "
"""Between the photos of one cell, where a row is an animal."""
# A row that lists photos of its animal says less of one of them than a row of its own.
_LISTED_WEIGHT = PHOTO_WEIGHT - 1
_ASKED_EVERY = 500
_UNGUARDED = frozenset({".jsonl", ".ndjson", ".json", ".xlsx"})
AnimalKey = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableHead:
    """What is known of a table without its rows, which may be many megabytes.

    Attributes:
        file: the table.
        headings: how its columns are understood.
        all_headings: of all columns, in order.
        count: how many rows it has.
    """

    file: Path
    headings: Headings
    all_headings: tuple[str, ...]
    count: int

    @property
    def lacks(self) -> Fault | None:
        """What the table does not say; None where it says enough."""
        try:
            self.see_it_says_enough()
        except TableError as error:
            return error.fault
        return None

    def see_it_says_enough(self) -> None:
        """See that it names photos or animals, and says something of them.

        Raises:
            TableError: it does not.
        """
        there = ", ".join(heading for heading in self.all_headings if heading)
        if not self.headings.names_photos:
            raise TableError("table.names_no_photos", file=str(self.file), there=there)
        if not self.headings.says_something:
            raise TableError("table.decides_nothing", file=str(self.file), there=there)


@dataclass(frozen=True, slots=True)
class ImportTable:
    """A table of which is known what it is about.

    Attributes:
        head: all but its rows.
        rows: as they are.
    """

    head: TableHead
    rows: Sequence[Row]


@dataclass(slots=True)
class Reading:
    """What a table says; photos by their place in `SessionPhotos`.

    Attributes:
        labels: that it gives.
        owners: whose photos they are.
        animals: who they are, by the same keys.
        picks: places among the picks.
        flags: whether a photo shows several dogs.
        dogs: labels of the dogs beside the first one.
        left: what is not understood.
    """

    labels: Claims[int, GivenLabel] = field(default_factory=Claims)
    owners: Claims[int, AnimalKey] = field(default_factory=Claims)
    animals: dict[AnimalKey, TableAnimal] = field(default_factory=dict)
    picks: Claims[int, int] = field(default_factory=Claims)
    flags: Claims[int, bool] = field(default_factory=Claims)
    dogs: DogClaims = field(default_factory=Claims)
    left: list[LeftAlone] = field(default_factory=list)


def read_import_table(file: Path, chosen: Mapping[Meaning, str] | None = None, *, or_ask: bool = False) -> ImportTable:
    """Read a table and understand its headings.

    Args:
        file: the table.
        chosen: what a person said of some of its columns, by their headings.
        or_ask: take a table too of which nobody knows what it is about, because a person can be asked (`lacks`).

    Raises:
        TableError: it cannot be read, lacks a column that was chosen, names no photos and no animals, or says nothing
            of them.
    """
    table = read_table(file)
    there = ", ".join(heading for heading in table.columns if heading)
    for heading in (chosen or {}).values():
        if heading not in table.columns:
            raise TableError("table.no_column", file=str(file), column=heading, there=there)
    headings = understood(table.columns, chosen)
    head = TableHead(file, headings, table.columns, len(table.rows))
    if not or_ask:
        head.see_it_says_enough()
    return ImportTable(head, table.rows)


def read_rows(
    table: ImportTable,
    photos: SessionPhotos,
    names: BreedNames,
    cancelled: Callable[[], bool] = lambda: False,
    folders: Sequence[Path] = (),
) -> Reading:
    """Find out what a table says.

    A row with a photo counts more than one with its folder, a deeper folder more than one in which it lies, and any of
    these more than one that names an animal alone.

    Args:
        table: the table.
        photos: of the session.
        names: of breeds.
        cancelled: asked now and then.
        folders: only photos in these are meant; any where none is named.

    Raises:
        Cancelled: `cancelled` said yes.
    """
    reader = _Reader(table, photos, names, folders)
    for step, row in enumerate(table.rows):
        if step % _ASKED_EVERY == 0 and cancelled():
            raise Cancelled
        reader.read(row)
    return reader.reading


@dataclass(slots=True)
class _Statement:
    """What one row says, whomever it is about."""

    label: GivenLabel | None = None
    label_said: str = ""
    pick: int | None = None
    flag: bool | None = None
    name: str = ""
    number: str = ""
    owner: AnimalKey | None = None
    dogs: list[tuple[int, GivenToDog, str]] = field(default_factory=list)
    left: list[tuple[Why, str]] = field(default_factory=list)

    @property
    def says_something(self) -> bool:
        return self.label is not None or bool(self.pick or self.flag or self.owner or self.dogs or self.left)


class _Reader:
    def __init__(self, table: ImportTable, photos: SessionPhotos, names: BreedNames, folders: Sequence[Path]) -> None:
        self.reading = Reading()
        self._headings, self._names, self._photos = table.head.headings, names, photos
        self._at = photos.below(folders)
        self._paths = PhotoPaths([photos.ids[at] for at in self._at], [photos.paths[at] for at in self._at])
        self._references = References(self._paths)
        self._of_animal = _PhotosOfAnimals(photos, self._at)
        # Of Pawsort's own tables, only CSV guards what begins like a formula.
        suffix = table.head.file.suffix.lower()
        self._is_guarded = not (table.head.headings.is_own and suffix in _UNGUARDED)
        self._labels: dict[tuple[str | None, ...], tuple[Said, str]] = {}
        self._now = now_ns()

    def read(self, row: Row) -> None:
        """Take one row."""
        cells = Cells(row, self._headings, is_guarded=self._is_guarded)
        statement = self._statement(cells)
        self._read_dogs(row, cells, statement)
        photo, folder = cells[Meaning.PHOTO], cells[Meaning.FOLDER]
        listed = cells[Meaning.PICKS] or cells[Meaning.PICTURES]
        source = photo or folder or statement.name or statement.number or cells[Meaning.ANIMAL] or listed
        name = RowName(row.line, source.strip())
        if not (statement.says_something or listed):
            return
        if not photo and not folder:
            self._about_an_animal(statement, cells, name)
            return
        try:
            weight, found = photos_meant(self._references, self._paths, photo, folder)
        except Ambiguous:
            self._leave(name, Why.SEVERAL_PHOTOS)
            return
        if not found:
            self._leave(name, Why.NOT_IN_SESSION)
            return
        self._claim(statement, [self._at[place] for place in found], weight, name)
        self._hear_animal(statement, cells, name)
        self._leave_parts(statement, name)

    def _statement(self, cells: Cells) -> _Statement:
        said = _Statement()
        said.name = cells.typed(Meaning.NAME)
        said.number = self._of_animal.with_lost_zeros(cells.typed(Meaning.NUMBER))
        for part in (self._read_label, self._read_pick, self._read_flag, self._read_owner):
            try:
                part(cells, said)
            except CellError as error:
                said.left.append((error.why, error.said))
        return said

    def _read_label(self, cells: Cells, said: _Statement) -> None:
        # The label of another dog is not that of the photo.
        if cells.dog < FIRST_FURTHER:
            said.label, said.label_said = self._label(cells)

    def _read_dogs(self, row: Row, cells: Cells, said: _Statement) -> None:
        for number, of_dog in dogs_told(row, cells, self._headings, is_guarded=self._is_guarded):
            try:
                label, text = self._label(of_dog)
            except CellError as error:
                said.left.append((error.why, error.said))
                continue
            if label is not None:
                said.dogs.append((number, GivenToDog(label, box_in(of_dog[Meaning.BOX])), text))

    def _label(self, cells: Cells) -> tuple[GivenLabel | None, str]:
        """The label, and how it is written."""
        # Thousands of rows say the same.
        key = cells.of_label()
        known = self._labels.get(key)
        if known is None:
            known = self._labels[key] = cells.label(self._names)
        read, text = known
        if read.label is None:
            return None, text
        if cells.is_of_another_file:
            raise CellError(Why.OTHER_FILE, text)
        if cells.is_suggestion:
            raise CellError(Why.SUGGESTION, text)
        return GivenLabel(read.label, cells.decision(self._now), bool(read.lost)), text

    @staticmethod
    def _read_pick(cells: Cells, said: _Statement) -> None:
        said.pick = cells.pick()

    @staticmethod
    def _read_flag(cells: Cells, said: _Statement) -> None:
        said.flag = cells.flag(Meaning.SEVERAL_DOGS)

    @staticmethod
    def _read_owner(cells: Cells, said: _Statement) -> None:
        said.owner = cells.owner()

    def _claim(self, said: _Statement, places: Sequence[int], weight: int, name: RowName) -> None:
        for place in places:
            if said.label is not None:
                self.reading.labels.add(place, weight, said.label, name, said.label_said)
            if said.flag is not None:
                self.reading.flags.add(place, weight, said.flag, name, "")
            if said.owner is not None:
                self.reading.owners.add(place, weight, said.owner, name, said.name or said.number)
            for number, given, text in said.dogs if weight == PHOTO_WEIGHT else ():
                self.reading.dogs.add((place, number), weight, given, name, text)
            # Of a folder, nobody picks all photos at once.
            if said.pick and weight == PHOTO_WEIGHT:
                self.reading.picks.add(place, weight, said.pick, name, "")

    def _hear_animal(self, said: _Statement, cells: Cells, name: RowName) -> None:
        if said.owner is None:
            return
        animal = self.reading.animals.setdefault(said.owner, TableAnimal(said.name, said.number))
        animal.hear(said.name, said.number, cells.typed(Meaning.NOTE), name.source)
        text = cells[Meaning.SPECIES]
        species = species_named(text) if text else None
        if text and species is None:
            said.left.append((Why.UNKNOWN_SPECIES, text))
        animal.species = animal.species or species

    def _about_an_animal(self, said: _Statement, cells: Cells, name: RowName) -> None:
        """A row without a photo or a folder: it lists photos, or names an animal that the session has."""
        picked = self._listed(cells[Meaning.PICKS], name)
        shown = self._listed(cells[Meaning.PICTURES], name)
        own = self._of_animal.called(said.name, said.number) if said.owner is not None else []
        # Listed photos show the animal; of its others, whoever named it alone has said less.
        for places, weight in (([*picked, *shown], _LISTED_WEIGHT), (own, 0)):
            self._claim(replace(said, pick=None, flag=None), list(dict.fromkeys(places)), weight, name)
        for order, place in enumerate(picked, 1):
            self.reading.picks.add(place, PHOTO_WEIGHT, order, name, "")
        if picked or shown or own:
            self._hear_animal(said, cells, name)
            self._leave_parts(said, name)
        elif not (cells[Meaning.PICKS] or cells[Meaning.PICTURES]):
            self._leave(name, Why.NO_PHOTO if said.owner is None else Why.NO_SUCH_ANIMAL)

    def _listed(self, cell: str, name: RowName) -> list[int]:
        found: dict[int, None] = {}
        for text in filter(None, (each.strip() for each in cell.split(LISTED_BETWEEN))):
            try:
                place = self._references.photo(text)
            except Ambiguous:
                self._leave(RowName(name.line, text), Why.SEVERAL_PHOTOS)
                continue
            if place is None:
                self._leave(RowName(name.line, text), Why.NOT_IN_SESSION)
            else:
                found[self._at[place]] = None
        return list(found)

    def _leave(self, name: RowName, why: Why, said: str = "") -> None:
        self.reading.left.append(LeftAlone(name.line, name.source, why, said))

    def _leave_parts(self, statement: _Statement, name: RowName) -> None:
        for why, said in statement.left:
            self._leave(name, why, said)


class _PhotosOfAnimals:
    """The photos of the animals that the session has, by what these are called."""

    def __init__(self, photos: SessionPhotos, at: Sequence[int]) -> None:
        self._photos, self._at = photos, at
        self._by_number: dict[str, list[int]] | None = None
        self._by_name: dict[str, list[int]] = {}
        self._places: dict[int | None, list[int]] = {}
        self._by_digits: dict[str, list[str]] = {}

    def with_lost_zeros(self, number: str) -> str:
        """A number as the session has it where a spreadsheet took its zeros away: of 00123, it makes 123."""
        if not number.isdecimal() or number.startswith("0"):
            return number
        by_number = self._learn() if self._by_number is None else self._by_number
        longer = self._by_digits.get(number, [])
        return longer[0] if len(longer) == 1 and number_key(number) not in by_number else number

    def called(self, name: str, number: str) -> list[int]:
        """The places of the photos of the one animal with this number, or else this name; none where two have it."""
        by_number = self._learn() if self._by_number is None else self._by_number
        found = by_number.get(number_key(number), []) if number else []
        if not found and name:
            known = self._photos.known_animals
            # Who is called so and has another number is somebody else.
            found = [each for each in self._by_name.get(key_of(name), []) if not (number and known[each].number)]
        return self._places.get(found[0], []) if len(found) == 1 else []

    def _learn(self) -> dict[str, list[int]]:
        by_number: dict[str, list[int]] = {}
        for animal in self._photos.known_animals.values():
            if animal.number:
                by_number.setdefault(number_key(animal.number), []).append(animal.animal_id)
                if animal.number.isdecimal() and animal.number.startswith("0"):
                    self._by_digits.setdefault(animal.number.lstrip("0"), []).append(animal.number)
            if key_of(animal.name):
                self._by_name.setdefault(key_of(animal.name), []).append(animal.animal_id)
        for place in self._at:
            self._places.setdefault(self._photos.animals[place], []).append(place)
        self._by_number = by_number
        return by_number
