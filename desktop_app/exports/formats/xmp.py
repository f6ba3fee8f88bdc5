"""Keywords for programs that look after photos: XMP sidecars beside the photos or apart, or inside copies of them."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop_app.catalog.rows import PhotoRow
from desktop_app.exports.base import (
    UNWATCHED,
    CancelledError,
    ExportFormat,
    Family,
    Note,
    Option,
    OptionKind,
    OptionValue,
    Place,
    Preview,
    Watch,
    Wording,
    Written,
)
from desktop_app.exports.material import Material
from desktop_app.exports.metadata.keywords import keywords_of
from desktop_app.exports.metadata.merging import Keywords
from desktop_app.exports.metadata.placing import NoRoomError, SidecarError
from desktop_app.exports.metadata.sidecar_names import Mirror, Naming, Sidecars
from desktop_app.exports.metadata.sidecars import Piece, SidecarWriter, has_ours
from desktop_app.exports.shared_options import ACCEPT, NO_BREED
from desktop_app.faults import Fault, FaultError
from desktop_app.paths import openable


class Where(StrEnum):
    """What is written."""

    OWN_FOLDER = "own_folder"
    BESIDE_PHOTOS = "beside_photos"
    COPIES = "copies"


WHERE = Option("where", OptionKind.CHOICE, Where.OWN_FOLDER.value, tuple(Where))
NAMING = Option("naming", OptionKind.CHOICE, Naming.WHOLE_NAME.value, tuple(Naming))
# By their names: what a file really is, only reading it tells, and a preview reads no thousands of photos.
_KEYWORDS_GO_INTO = frozenset({".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".png", ".apng", ".webp"})
_EXAMPLES = 3
_NAMES = Wording(name_of=str, sentence=lambda fault: fault.code)


@dataclass(frozen=True, slots=True)
class _Planned:
    """What a photo gets, whether its sidecar or copy is there already, and whether the photo is not."""

    row: PhotoRow
    piece: Piece
    is_there: bool
    is_missing: bool


class Xmp(ExportFormat):
    """Keywords in sidecars, or in copies. What is there is added to; photos stay as they are."""

    id = "xmp"
    rank = 100
    family = Family.PHOTOS
    place = Place.FOLDER
    options = (WHERE, NAMING, ACCEPT, NO_BREED)

    def place_with(self, options: Mapping[str, OptionValue]) -> Place | None:
        """Beside the photos there is nothing to choose."""
        return None if self.settled(options)[WHERE.name] == Where.BESIDE_PHOTOS else Place.FOLDER

    def preview(self, target: Path, material: Material, options: Mapping[str, OptionValue]) -> Preview:
        """Which sidecars or copies there will be; looks into the folders of the photos."""
        chosen = self.settled(options)
        rows = list(_accepting(material, chosen).rows())
        new, added_to, left_out, missing = 0, 0, 0, 0
        beside_copies, examples = 0, list[str]()
        for each in _planned(target, rows, chosen):
            keywords = keywords_of(each.row, _NAMES, no_breed=bool(chosen[NO_BREED.name]))
            if not keywords and not (each.is_there and has_ours(each.piece.copy or each.piece.file)):
                left_out += 1
                continue
            if each.is_missing:
                missing += 1
                continue
            new, added_to = (new, added_to + 1) if each.is_there else (new + 1, added_to)
            if each.piece.copy is not None and each.piece.copy.suffix.lower() not in _KEYWORDS_GO_INTO:
                beside_copies += 1
            if len(examples) < _EXAMPLES:
                examples.append(_shown(each.piece, target, chosen))
        counted = (("missing", missing), ("sidecars_of_copies", beside_copies), ("added_to", added_to))
        facts = {"missing": "photos"}
        notes = [
            Note(code, {facts.get(code, "files"): count}, is_warning=code == "missing")
            for code, count in counted
            if count
        ]
        if chosen[WHERE.name] == Where.BESIDE_PHOTOS and new + added_to:
            notes.append(Note("only_files_beside"))
        return Preview((), left_out, tuple(notes), pieces=new + added_to, examples=tuple(examples))

    def write(
        self,
        target: Path,
        material: Material,
        wording: Wording,
        options: Mapping[str, OptionValue],
        watch: Watch = UNWATCHED,
    ) -> Written:
        """Write sidecars or copies, one photo after the other."""
        chosen = self.settled(options)
        rows = list(_accepting(material, chosen).rows())
        photos = {_compared(row.path) for row in rows}
        writer = SidecarWriter(lambda file: _compared(file) in photos)
        done, pieces, skipped = 0, 0, list[Fault]()
        try:
            for number, each in enumerate(_planned(target, rows, chosen)):
                watch.advance(number, len(rows))
                keywords = keywords_of(each.row, wording, no_breed=bool(chosen[NO_BREED.name]))
                if not (keywords or each.is_there):
                    continue
                try:
                    if each.is_missing:
                        raise SidecarError("sidecar.photo_gone", file=str(each.row.path))
                    pieces += _written(writer, each, keywords)
                    done += bool(keywords)
                except NoRoomError as error:
                    skipped.append(error.fault)
                    break
                except FaultError as error:
                    skipped.append(error.fault)
        except CancelledError:
            return Written(done, 0, pieces=pieces, skipped=tuple(skipped), is_cancelled=True)
        return Written(done, 0, pieces=pieces, skipped=tuple(skipped))


def _written(writer: SidecarWriter, each: _Planned, keywords: Keywords) -> int:
    if not keywords and not has_ours(each.piece.copy or each.piece.file):
        return 0
    return writer.write(each.piece, keywords)


def _accepting(material: Material, chosen: Mapping[str, OptionValue]) -> Material:
    return material.accepting(str(chosen[ACCEPT.name]))


def _planned(target: Path, rows: list[PhotoRow], chosen: Mapping[str, OptionValue]) -> Iterator[_Planned]:
    sidecars = Sidecars(Naming(str(chosen[NAMING.name])))
    mirror = Mirror(row.path for row in rows)
    for row in rows:
        beside, missing = sidecars.beside(row.path), not sidecars.has_photo(row.path)
        if chosen[WHERE.name] == Where.BESIDE_PHOTOS:
            yield _Planned(row, Piece(row.path, beside.file), beside.is_there, missing)
            continue
        copy = target / mirror.below(row.path)
        file = copy.with_name(sidecars.name_of(row.path))
        there = beside.file if beside.is_there and beside.file != file else None
        if chosen[WHERE.name] == Where.COPIES:
            yield _Planned(row, Piece(row.path, file, there, copy), os.path.lexists(openable(copy)), missing)
        else:
            yield _Planned(row, Piece(row.path, file, there), os.path.lexists(openable(file)), missing)


def _shown(piece: Piece, target: Path, chosen: Mapping[str, OptionValue]) -> str:
    if chosen[WHERE.name] == Where.BESIDE_PHOTOS:
        return str(piece.file)
    return str((piece.copy or piece.file).relative_to(target))


def _compared(file: Path) -> str:
    return os.path.normcase(os.path.realpath(openable(file)))


FORMAT = Xmp()
