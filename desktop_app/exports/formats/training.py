"""Examples to train a network on, as `python -m training` reads them: class folders, a table, or the session itself."""

import csv
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from desktop_app.breeds.class_folders import class_folder, one_spelling
from desktop_app.catalog.kinds_of_files import is_service_folder
from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import LabelKind
from desktop_app.exports.base import (
    UNWATCHED,
    ExportFormat,
    Family,
    FileKind,
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
)
from desktop_app.exports.destination import Kind
from desktop_app.exports.folders import FolderWriter
from desktop_app.exports.material import Material
from desktop_app.exports.names import safe_name
from desktop_app.exports.photo_folders import called
from desktop_app.exports.placing import planned_replacements, see_it_holds_no_photos
from desktop_app.exports.room import check_room, examples_of, needed, room_notes
from desktop_app.exports.session_cells import LABELS_ALONE, TYPED_BY_PEOPLE, photo_cells
from desktop_app.exports.shared_options import LINKS, MADE_AS
from desktop_app.exports.tables import CsvTable
from desktop_app.faults import FaultError
from desktop_app.files import WholeFile

FOLDER, TABLE, SESSION = "folder", "table", "session"
SHAPE = Option("shape", OptionKind.CHOICE, FOLDER, (FOLDER, TABLE, SESSION))
ANIMALS_FILE = "animals.csv"
"""Beside the class folders: which photos show one animal, so that they come on one side of a split."""
_KINDS: Mapping[str, tuple[FileKind, ...]] = {TABLE: (Kind.CSV,), SESSION: (Kind.SESSION,)}
_TOLD_EVERY = 500


class Training(ExportFormat):
    """Photos that somebody labelled with exactly one breed."""

    id = "training"
    rank = 90
    family = Family.TRAINING
    place = Place.FOLDER
    kinds: ClassVar[tuple[FileKind, ...]] = (Kind.CSV, Kind.SESSION)
    options = (SHAPE, MADE_AS)

    def place_with(self, options: Mapping[str, OptionValue]) -> Place:
        """A folder for class folders, a file for a table or a session."""
        return Place.FOLDER if options.get(SHAPE.name, SHAPE.default) == FOLDER else Place.FILE

    def kinds_with(self, options: Mapping[str, OptionValue]) -> tuple[FileKind, ...]:
        """CSV for a table, a session for a session."""
        return _KINDS.get(str(options.get(SHAPE.name, SHAPE.default)), self.kinds)

    def preview(self, target: Path, material: Material, options: Mapping[str, OptionValue]) -> Preview:
        """What goes where; breeds are called by their ids."""
        return self.preview_in_words(target, material, Wording(str, str), options)

    def preview_in_words(
        self, target: Path, material: Material, wording: Wording, options: Mapping[str, OptionValue]
    ) -> Preview:
        """What goes where."""
        chosen = self.settled(options)
        if chosen[SHAPE.name] == SESSION:
            _file_of(material)
            return Preview((), notes=(Note("whole_session"),), pieces=1, examples=(target.name,))
        examples = [row for row in material.rows() if is_example(row)]
        notes = list(_few(examples, wording))
        left_out = material.photos - len(examples)
        if chosen[SHAPE.name] == TABLE:
            return Preview((PlannedFile(target, len(examples), LABELS_ALONE),), left_out, tuple(notes))
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
            watch.advance(0, 1)
            with Session.open(_file_of(material), or_look=True) as session:
                session.save_copy(target, replace=True)
            return Written(material.photos, files=0, pieces=1)
        examples = [row for row in material.rows() if is_example(row)]
        if chosen[SHAPE.name] == TABLE:
            return _write_table(target, examples, wording, watch)
        return _write_folders(target, material, examples, watch, links=chosen[MADE_AS.name] == LINKS)


def is_example(row: PhotoRow) -> bool:
    """Whether somebody said of this very photo that it shows one dog of one breed, and the photo can be read."""
    label = row.label
    if label is None or label.kind is not LabelKind.BREED or row.label_of_another_file:
        return False
    return row.fault is None and not row.several_dogs


def _write_table(target: Path, examples: list[PhotoRow], wording: Wording, watch: Watch) -> Written:
    with WholeFile(target) as file:
        table = CsvTable(file, LABELS_ALONE, typed_by_people=TYPED_BY_PEOPLE)
        for done, row in enumerate(examples):
            if done % _TOLD_EVERY == 0:
                watch.advance(done, len(examples))
            table.add(photo_cells(row, wording))
        watch.advance(len(examples), len(examples))
    return Written(len(examples))


def _write_folders(target: Path, material: Material, examples: list[PhotoRow], watch: Watch, *, links: bool) -> Written:
    see_it_holds_no_photos(target, (row.path for row in material.rows()))
    planned = _in_class_folders(examples)
    check_room(target, needed(target, planned, links=links).bytes)
    named_so: list[tuple[str, PhotoRow]] = []
    with FolderWriter(target, watch, len(planned)) as writer:
        for relative, row in planned:
            name = (writer.link if links else writer.copy)(relative, row.path, row.modified_ns)
            if name is not None:
                named_so.append((name, row))
    there = [(name, row) for name, row in named_so if writer.is_whole(name)]
    written = writer.written()
    if not there:
        return written
    # Also where a person ended it: without this table, photos of one animal may come on both sides of a split.
    with FolderWriter(target, UNWATCHED, 1) as beside:
        beside.put(ANIMALS_FILE, _animals_table(there), exactly=True)
    return replace(written, files=beside.pieces, skipped=(*written.skipped, *beside.skipped))


def _in_class_folders(examples: list[PhotoRow]) -> list[tuple[str, PhotoRow]]:
    folders: dict[str, str] = {}
    planned = []
    for row in examples:
        assert row.label is not None  # noqa: S101 - it is an example
        named_folder = class_folder(row.label.breed_ids[0])
        folder = folders.setdefault(one_spelling(named_folder), _readable(safe_name(named_folder)))
        planned.append((f"{folder}/{safe_name(row.path.name)}", row))
    return planned


def _readable(folder: str) -> str:
    # A folder that programs keep for themselves is no breed to whoever reads it; underscores do not count there.
    return f"_{folder}" if is_service_folder(folder) else folder


def _animals_table(there: list[tuple[str, PhotoRow]]) -> bytes:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("photo", "animal"))
    for name, row in there:
        if row.animal is not None:
            rows.writerow((name, called(row.animal) or f"animal {row.animal.animal_id}"))
    return text.getvalue().encode()


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
