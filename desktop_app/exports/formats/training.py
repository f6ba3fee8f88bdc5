"""Examples to train a network on, as `python -m training` reads them: class folders, a table, or the session itself."""

import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from desktop_app.breeds.class_folders import class_folder, one_spelling
from desktop_app.breeds.kinds import names_a_kind
from desktop_app.catalog import opening
from desktop_app.catalog.kinds_of_files import is_service_folder
from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import LabelKind
from desktop_app.exports.base import (
    IN_CODES,
    UNWATCHED,
    ExportFormat,
    Family,
    Note,
    Option,
    OptionKind,
    OptionValue,
    Place,
    PlannedFile,
    Preview,
    Watch,
    Wording,
    Written,
    named,
    watched,
)
from desktop_app.exports.dogs_beside import DogBeside
from desktop_app.exports.folders.folder_writer import FolderWriter
from desktop_app.exports.folders.names import compared, numbered, safe_name
from desktop_app.exports.folders.photo_folders import called
from desktop_app.exports.folders.placing import planned_replacements, see_it_holds_no_photos
from desktop_app.exports.folders.room import check_room, examples_of, needed, room_notes
from desktop_app.exports.material import Material
from desktop_app.exports.shared_options import LINKS, MADE_AS
from desktop_app.exports.tables.session_cells import LABELS_ALONE, TYPED_BY_PEOPLE, photo_cells
from desktop_app.exports.tables.text_tables import CsvTable
from desktop_app.faults import FaultError
from desktop_app.files import encoded
from desktop_app.guarding import is_computed

FOLDER, TABLE, SESSION = "folder", "table", "session"
SHAPE = Option("shape", OptionKind.CHOICE, FOLDER, (FOLDER, TABLE, SESSION))
ANIMALS_FILE = "animals.csv"
"""Beside the class folders: which photos show one animal, so that they come on one side of a split."""
TABLE_FILE, SESSION_FILE = "examples.csv", "examples.pawsort"
ANIMAL = "animal"
TABLE_COLUMNS = (*LABELS_ALONE, ANIMAL)
"""Those of the table of labels, and one that is the same for all photos of an animal, named or not."""


class Training(ExportFormat):
    """Photos that somebody labelled with exactly one breed."""

    id = "training"
    rank = 90
    family = Family.TRAINING
    place = Place.FOLDER
    options = (SHAPE, MADE_AS)

    def preview(self, target: Path, material: Material, options: Mapping[str, OptionValue]) -> Preview:
        """What goes where; breeds are called by their ids."""
        return self.preview_in_words(target, material, IN_CODES, options)

    def preview_in_words(
        self, target: Path, material: Material, wording: Wording, options: Mapping[str, OptionValue]
    ) -> Preview:
        """What goes where."""
        chosen = self.settled(options)
        if chosen[SHAPE.name] == SESSION:
            _file_of(material)
            there = tuple(file for file in (target / SESSION_FILE,) if opening.is_session(file))
            return Preview((), notes=(Note("whole_session"),), pieces=1, examples=(SESSION_FILE,), replaces=there)
        examples = examples_of_breeds(material)
        notes = list(_few(examples, wording))
        of_kinds = sum(_names_a_kind(row) for row in material.rows())
        if of_kinds:
            notes.append(Note("kinds", {"photos": of_kinds}))
        left_out = material.photos - len(examples)
        if chosen[SHAPE.name] == TABLE:
            planned_table = PlannedFile(target / TABLE_FILE, len(examples), TABLE_COLUMNS)
            replaces = planned_replacements(target, [TABLE_FILE])
            return Preview((planned_table,), left_out, tuple(notes), replaces=replaces)
        see_it_holds_no_photos(target, (row.path for row in material.rows()))
        planned, links = _in_class_folders(examples), chosen[MADE_AS.name] == LINKS
        needs = needed(target, planned, links=links)
        return Preview(
            (),
            left_out,
            (*notes, *room_notes(target, needs, links=links)),
            pieces=len(planned) - needs.gone,
            examples=examples_of(planned),
            replaces=planned_replacements(target, [ANIMALS_FILE]),
        )

    def write(
        self,
        target: Path,
        material: Material,
        wording: Wording,
        options: Mapping[str, OptionValue],
        watch: Watch = UNWATCHED,
    ) -> Written:
        """Write class folders, a table or a session."""
        chosen = self.settled(options)
        if chosen[SHAPE.name] == SESSION:
            return _copy_session(target, material, watch)
        examples = examples_of_breeds(material)
        if chosen[SHAPE.name] == TABLE:
            return _write_table(target, examples, wording, watch)
        see_it_holds_no_photos(target, (row.path for row in material.rows()))
        return _write_folders(target, _in_class_folders(examples), watch, links=chosen[MADE_AS.name] == LINKS)


def examples_of_breeds(material: Material) -> list[PhotoRow]:
    """The photos to learn from: those of several dogs, as far as a person said so, are none.

    What the model alone takes for a second dog leaves no photo out: who labelled the photo has seen it.
    """
    beside = material.beside
    return [row for row in material.rows() if is_example(row) and not _are_known(beside.get(row.photo_id, ()))]


def is_example(row: PhotoRow) -> bool:
    """Whether somebody said of this very photo that it shows one dog of one breed, and the photo can be read."""
    label = row.own_label
    if label is None or label.kind is not LabelKind.BREED or _names_a_kind(row):
        return False
    return row.fault is None and not row.several_dogs


def _are_known(dogs: Iterable[DogBeside]) -> bool:
    return any(dog.is_known for dog in dogs)


def _names_a_kind(row: PhotoRow) -> bool:
    label = row.own_label
    return label is not None and label.kind is LabelKind.BREED and names_a_kind(label.breed_ids)


def _copy_session(target: Path, material: Material, watch: Watch) -> Written:
    file = _file_of(material)
    with FolderWriter(target, watch, 1) as writer:
        watch.advance(0, 1)
        with Session.open(file, or_look=True) as session:
            session.save_copy(target / SESSION_FILE, replace=True)
        return Written(material.photos, files=0, pieces=1)
    return writer.written()


def _write_table(target: Path, examples: list[PhotoRow], wording: Wording, watch: Watch) -> Written:
    text = io.StringIO()
    table = CsvTable(text, TABLE_COLUMNS, typed_by_people=(*TYPED_BY_PEOPLE, ANIMAL))
    with FolderWriter(target, UNWATCHED, 1) as writer:
        for row in watched(examples, len(examples), watch):
            table.add({**photo_cells(row, wording), ANIMAL: _animal_of(row)})
        writer.put(TABLE_FILE, encoded(text.getvalue()), exactly=True)
    whole = writer.is_whole(TABLE_FILE)
    return writer.written(len(examples) if whole else 0, files=int(whole))


def _write_folders(target: Path, planned: list[tuple[str, PhotoRow]], watch: Watch, *, links: bool) -> Written:
    check_room(target, needed(target, planned, links=links).bytes)
    named_so = dict(planned)
    with FolderWriter(target, watch, len(planned)) as writer:
        for relative, row in planned:
            name = (writer.link if links else writer.copy)(relative, row.path, row.modified_ns)
            if name is not None and name != relative:
                del named_so[relative]
                named_so[name] = row
    written = writer.written()
    if not written.photos:
        return written
    # Also where a person ended it: without this table, photos of one animal may come on both sides of a split.
    with FolderWriter(target, UNWATCHED, 1) as beside:
        beside.put(ANIMALS_FILE, _animals_table(named_so), exactly=True)
    return replace(written, files=beside.pieces, skipped=(*written.skipped, *beside.skipped))


def _in_class_folders(examples: list[PhotoRow]) -> list[tuple[str, PhotoRow]]:
    """Relative names, each another one, and the photos."""
    folders: dict[str, str] = {}
    counted: Counter[str] = Counter()
    taken: set[str] = set()
    planned = []
    for row in examples:
        assert row.label is not None  # noqa: S101 - it is an example
        named_folder = class_folder(row.label.breed_ids[0])
        folder = folders.setdefault(one_spelling(named_folder), _readable(safe_name(named_folder)))
        first = name = f"{folder}/{safe_name(row.path.name)}"
        while compared(name) in taken:
            counted[compared(first)] += 1
            name = numbered(first, counted[compared(first)] + 1)
        taken.add(compared(name))
        planned.append((name, row))
    return planned


def _readable(folder: str) -> str:
    # A folder that programs keep for themselves is no breed to whoever reads it; underscores do not count there.
    return f"_{folder}" if is_service_folder(folder) else folder


def _animals_table(named_so: Mapping[str, PhotoRow]) -> bytes:
    text = io.StringIO()
    table = CsvTable(text, ("photo", ANIMAL), typed_by_people=(ANIMAL,))
    for name, row in named_so.items():
        if row.animal is not None:
            # A path must stay the path, and may be written in this way too.
            photo = f"./{name}" if is_computed(name) else name
            table.add({"photo": photo, ANIMAL: _animal_of(row)})
    return encoded(text.getvalue())


def _animal_of(row: PhotoRow) -> str | None:
    if row.animal is None:
        return None
    return called(row.animal) or f"animal {row.animal.animal_id}"


def _few(examples: list[PhotoRow], wording: Wording) -> list[Note]:
    counts = Counter(row.label.breed_ids[0] for row in examples if row.label is not None)
    few = [breed_id for breed_id, count in counts.items() if count == 1]
    notes = []
    if few:
        names = named([wording.name_of(breed_id) for breed_id in few])
        notes.append(Note("one_photo", {"breeds": len(few), "names": names}, is_warning=True))
    if len(counts) == 1:
        notes.append(Note("one_breed", is_warning=True))
    return notes


def _file_of(material: Material) -> Path:
    if material.session is None:
        raise FaultError("export.no_session_file", option=SHAPE.name)
    return material.session


FORMAT = Training()
