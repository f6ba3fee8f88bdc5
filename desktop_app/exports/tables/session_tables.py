"""A session as a table, CSV, JSON lines and what else is made of rows: what was decided, suggested, or animals.

`content` says what has a row. `labels`: each photo that has a label. Columns:

- `photo`: absolute path
- `state`: `confirmed`, `corrected` or `no_dog` (also `waiting`, `to_review`, `unreadable` in the larger table, and for
  labels of other files)
- `label`: what was decided: `breed`, `mix`, `unknown`, `no_dog`
- `label_breed_k_id`, `label_breed_k` for k = 1, 2, 3: id and name of the breeds: one for a breed; none, two or three
  for a mix. A breed that a person typed has an id that begins with `own:`.
- `decided_by`, `decided_at`: who or what decided, and when (ISO 8601, UTC). `suggestion` is nobody: whoever exported
  the table wanted suggestions to stand for labels (`accept_suggestions`)
- `label_of_another_file`: `yes` where another photo has been put under the name since, and nobody has said that the
  label is right for that one too; its `state` is then that of a photo without a label. `no` for all other labels
- `animal_id`, `animal_number`, `animal_name`, `animal_species` (`dog`, `cat`, `other`), `animal_note`: whose photo it
  is; the first is the same for all photos of an animal, and means nothing outside of the session
- `pick`: its place among the photos for the adoption page, from 1; `several_dogs`: `yes` or `no`
- of dogs beside the first one, whose label is the photo's, `dog_n_box` and their labels (`session_dogs`), where there
  are any; JSON lines have the list `further_dogs` instead

`everything`: every photo, with `status`, `dog_probability`, `confidence`, `kind`, `kind_probability`,
`kind_confidence`, `dogs`, `box`, `learned`, `breed_k_id`, `breed_k` and `probability_k` for k = 1…5 after `state`, what
is suggested of further dogs, and `error` at the end; JSON lines have `breed_set` and `proposed_mix` (see
`suggestion_table`), `taken_at` (by the camera's clock), `turned` (degrees) and `missing` besides. A photo that was not
looked at yet has an empty `status`.

With `per_dog` each dog of a photo has a row, with its number in `dog`: what is suggested and decided is about that dog,
all else is about the photo.

`animals`: each animal, with `photos` (how many), `standing` (`decided`, `accepted`, `disagreeing`, `undecided`,
`no_dog`), its label, `decided_photos` and `pictures`, the paths of the photos for its page, with ` | ` between them.

Without breeds (`no_breed`), all columns are left out that say what a dog looks like. `columns` names those that a
person wants, in their order. In CSV, text that a person typed and a spreadsheet would take for a formula has an
apostrophe in front (`guarding`); in CSV for a spreadsheet, any such text has.
"""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from desktop_app.exports.base import (
    IN_CODES,
    UNWATCHED,
    ExportFormat,
    Note,
    Option,
    OptionValue,
    PlannedFile,
    Preview,
    Watch,
    Wording,
    Written,
    watched,
)
from desktop_app.exports.dogs_beside import DogsBeside
from desktop_app.exports.material import Material
from desktop_app.exports.shared_options import ACCEPT, ANIMALS, COLUMNS, CONTENT, EVERYTHING, LABELS, NO_BREED, PER_DOG
from desktop_app.exports.tables.dog_cells import DOG, DOGS_IN_COLUMNS, FURTHER_DOGS, of_which_dog
from desktop_app.exports.tables.session_cells import (
    ALL_OF_PHOTOS,
    JSON_COLUMNS,
    LABELS_ALONE,
    ONE_AN_ANIMAL,
    animal_cells,
    names_a_breed,
    photo_cells,
)
from desktop_app.exports.tables.session_dogs import (
    beside_in_a_list,
    beside_in_columns,
    cells_of_dogs,
    columns_of_dogs,
    dogs_in_columns,
    is_decided,
    rows_of_dogs,
)
from desktop_app.exports.tables.text_tables import Cell
from desktop_app.faults import Fault, FaultError

_COLUMNS = {EVERYTHING: ALL_OF_PHOTOS, LABELS: LABELS_ALONE, ANIMALS: ONE_AN_ANIMAL}


class ColumnsError(FaultError):
    """A column that a person named is not there: `columns.unknown`."""


class SessionTable(ExportFormat):
    """A table with a row a photo, or a row an animal.

    Attributes:
        has_lists: whether its cells may hold lists, so that it has the columns of JSON lines too.
    """

    options: ClassVar[tuple[Option, ...]] = (CONTENT, PER_DOG, ACCEPT, NO_BREED, COLUMNS)
    has_lists = False

    @abstractmethod
    def fill(
        self,
        target: Path,
        columns: tuple[str, ...],
        rows: Iterator[dict[str, Cell]],
        wording: Wording,
        chosen: Mapping[str, OptionValue],
    ) -> tuple[Fault, ...]:
        """Write the rows to the file, whole or not at all.

        Args:
            target: the file.
            columns: their names, in order.
            rows: the cells by column; an exception from them leaves what is there as it was.
            wording: for the signs that spreadsheets expect.
            chosen: the values of all options.

        Returns:
            what of them could not be written, or not as it is.
        """

    def preview(self, target: Path, material: Material, options: Mapping[str, OptionValue]) -> Preview:
        """One file; the photos that have no row are left out."""
        chosen = self.settled(options)
        columns = self.columns(chosen, dogs_in_columns(material.beside))
        accepting = material.accepting(str(chosen[ACCEPT.name]))
        rows, photos = counted(accepting, chosen)
        notes = self.notes(columns, lambda: self._rows(accepting, material, IN_CODES, chosen, UNWATCHED, rows), chosen)
        notes = (*notes, *_notes_on_dogs(columns, material.beside))
        return Preview((PlannedFile(target, rows, columns),), material.photos - photos, notes)

    def write(
        self,
        target: Path,
        material: Material,
        wording: Wording,
        options: Mapping[str, OptionValue],
        watch: Watch = UNWATCHED,
    ) -> Written:
        """Write the table, row by row."""
        chosen = self.settled(options)
        columns = self.columns(chosen, dogs_in_columns(material.beside))
        accepting = material.accepting(str(chosen[ACCEPT.name]))
        rows, photos = counted(accepting, chosen)
        made = self._rows(accepting, material, wording, chosen, watch, rows)
        skipped = self.fill(target, columns, made, wording, chosen)
        return Written(photos, animals=rows if chosen[CONTENT.name] == ANIMALS else 0, skipped=skipped)

    def notes(
        self,
        columns: tuple[str, ...],  # noqa: ARG002 - for those that have any
        rows: Callable[[], Iterator[dict[str, Cell]]],  # noqa: ARG002 - as above
        chosen: Mapping[str, OptionValue],  # noqa: ARG002 - as above
    ) -> tuple[Note, ...]:
        """What a person should know before the table is written.

        Args:
            columns: their names, in order.
            rows: gives the cells by column, with ids for names of breeds.
            chosen: the values of all options.
        """
        return ()

    def columns(self, chosen: Mapping[str, OptionValue], dogs: int = 1) -> tuple[str, ...]:
        """The names of the columns for these values of all options.

        Args:
            chosen: the values.
            dogs: so many dogs of a photo have columns where nobody named any.

        Raises:
            ColumnsError: a person named one that is not there.
        """
        there = self.columns_there(chosen)
        named = dict.fromkeys(name for each in str(chosen[COLUMNS.name]).split(",") if (name := each.strip()))
        for name in named:
            if name not in there:
                raise ColumnsError("columns.unknown", option=COLUMNS.name, column=name, there=", ".join(there))
        return tuple(named) or self.columns_there(chosen, dogs)

    def columns_there(self, chosen: Mapping[str, OptionValue], dogs: int = DOGS_IN_COLUMNS) -> tuple[str, ...]:
        """The names of all columns that a person may choose from, whatever was chosen of them.

        Args:
            chosen: the values of all options.
            dogs: so many dogs of a photo have columns.
        """
        content = str(chosen[CONTENT.name])
        columns = _COLUMNS[content]
        if self.has_lists and content == EVERYTHING:
            columns = (*columns, *JSON_COLUMNS)
        if content != ANIMALS:
            columns = self._with_dogs(columns, chosen, dogs)
        return tuple(each for each in columns if not (chosen[NO_BREED.name] and names_a_breed(each)))

    def _with_dogs(self, columns: tuple[str, ...], chosen: Mapping[str, OptionValue], dogs: int) -> tuple[str, ...]:
        labels_alone = chosen[CONTENT.name] == LABELS
        if chosen[PER_DOG.name]:
            return (columns[0], DOG, *(["box"] if labels_alone else []), *columns[1:])
        if self.has_lists:
            return (*columns, FURTHER_DOGS)
        of_dogs = columns_of_dogs(dogs, labels_alone=labels_alone)
        at = columns.index("error") if "error" in columns else len(columns)
        return (*columns[:at], *of_dogs, *columns[at:])

    def _rows(
        self,
        accepting: Material,
        material: Material,
        wording: Wording,
        chosen: Mapping[str, OptionValue],
        watch: Watch,
        total: int,
    ) -> Iterator[dict[str, Cell]]:
        if chosen[CONTENT.name] == ANIMALS:
            herd = material.herd(str(chosen[ACCEPT.name]))
            made: Iterator[dict[str, Cell]] = (animal_cells(each, wording) for each in herd)
        else:
            made = self._rows_of_photos(accepting, wording, chosen)
        return watched(made, total, watch)

    def _rows_of_photos(
        self, material: Material, wording: Wording, chosen: Mapping[str, OptionValue]
    ) -> Iterator[dict[str, Cell]]:
        labels_alone, no_breed = chosen[CONTENT.name] == LABELS, bool(chosen[NO_BREED.name])
        for row in material.rows():
            dogs = material.beside.get(row.photo_id, ())
            if chosen[PER_DOG.name]:
                yield from rows_of_dogs(row, dogs, wording, labels_alone=labels_alone)
                continue
            if labels_alone and row.label is None and not is_decided(dogs):
                continue
            cells = photo_cells(row, wording)
            beside = cells_of_dogs(row, dogs, wording)
            if self.has_lists:
                cells[FURTHER_DOGS] = beside_in_a_list(beside, labels_alone=labels_alone, no_breed=no_breed)
            elif beside:
                cells |= beside_in_columns(beside)
            yield cells


def _notes_on_dogs(columns: Sequence[str], beside: DogsBeside) -> tuple[Note, ...]:
    """How many photos show more dogs than have columns."""
    if all(of_which_dog(column)[0] == 1 for column in columns):
        return ()
    more = sum(1 + len(dogs) > DOGS_IN_COLUMNS for dogs in beside.values())
    return (Note("more_dogs", {"photos": more, "dogs": DOGS_IN_COLUMNS}, is_warning=True),) if more else ()


def counted(material: Material, chosen: Mapping[str, OptionValue]) -> tuple[int, int]:
    """How many rows there will be, and how many photos are in them."""
    if chosen[CONTENT.name] == ANIMALS:
        owned = [row.animal.animal_id for row in material.rows() if row.animal is not None]
        return len(set(owned)), len(owned)
    beside = material.beside
    if chosen[CONTENT.name] == EVERYTHING:
        further = sum(map(len, beside.values())) if chosen[PER_DOG.name] else 0
        return material.photos + further, material.photos
    if not beside:
        return material.labelled, material.labelled
    labelled = {row.photo_id for row in material.rows() if row.label is not None}
    photos = len(labelled.union(photo_id for photo_id, dogs in beside.items() if is_decided(dogs)))
    further = sum(dog.label is not None for dogs in beside.values() for dog in dogs)
    return (len(labelled) + further if chosen[PER_DOG.name] else photos), photos
