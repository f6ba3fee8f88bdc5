"""Copies of the photos, or second names for them, sorted into folders. The photos themselves stay where they are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop_app.catalog.rows import PhotoRow
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
    Preview,
    Watch,
    Wording,
    Written,
    named,
)
from desktop_app.exports.folders.folder_writer import FolderWriter
from desktop_app.exports.folders.name_patterns import BREED, NamePattern, PhotoNames
from desktop_app.exports.folders.photo_folders import PhotoFolders, SortBy
from desktop_app.exports.folders.placing import see_it_holds_no_photos, stands_among
from desktop_app.exports.folders.room import check_room, examples_of, needed, room_notes
from desktop_app.exports.material import AnimalPhotos, Material, Standing, told
from desktop_app.exports.shared_options import ACCEPT, LINKS, MADE_AS, NO_BREED
from desktop_app.faults import FaultError

DECIDED, ALL = "decided", "all"
SORT_BY = Option("sort_by", OptionKind.CHOICE, SortBy.BREED.value, tuple(SortBy))
NAME_PATTERN = Option("name", OptionKind.TEXT, "{name}")
PHOTOS = Option("photos", OptionKind.CHOICE, DECIDED, (DECIDED, ALL))


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which photos go where.

    Attributes:
        files: relative name and photo, in the order in which they are written.
        herd: the animals of all photos.
    """

    files: list[tuple[str, PhotoRow]]
    herd: list[AnimalPhotos]


class Folders(ExportFormat):
    """One folder a breed, an animal or a state."""

    id = "folders"
    rank = 40
    family = Family.PHOTOS
    place = Place.FOLDER
    options = (SORT_BY, NAME_PATTERN, PHOTOS, MADE_AS, ACCEPT, NO_BREED)

    def preview(self, target: Path, material: Material, options: Mapping[str, OptionValue]) -> Preview:
        """What goes where, without examples: they need words."""
        return self._previewed(target, material, options, None)

    def preview_in_words(
        self, target: Path, material: Material, wording: Wording, options: Mapping[str, OptionValue]
    ) -> Preview:
        """With examples."""
        return self._previewed(target, material, options, wording)

    def write(
        self,
        target: Path,
        material: Material,
        wording: Wording,
        options: Mapping[str, OptionValue],
        watch: Watch = UNWATCHED,
    ) -> Written:
        """Copy or link, photo by photo. Nothing that is there is replaced."""
        chosen = self.settled(options)
        plan = _planned(material, wording, chosen)
        see_it_holds_no_photos(target, (row.path for row in material.rows()))
        links = chosen[MADE_AS.name] == LINKS
        check_room(target, needed(target, plan.files, links=links).bytes)
        with FolderWriter(target, watch, len(plan.files)) as writer:
            for relative, row in plan.files:
                (writer.link if links else writer.copy)(relative, row.path, row.modified_ns)
        return writer.written()

    def _previewed(
        self, target: Path, material: Material, options: Mapping[str, OptionValue], wording: Wording | None
    ) -> Preview:
        chosen = self.settled(options)
        plan = _planned(material, wording or IN_CODES, chosen)
        paths = [row.path for row in material.rows()]
        see_it_holds_no_photos(target, paths)
        links = chosen[MADE_AS.name] == LINKS
        needs = needed(target, plan.files, links=links)
        notes = list(room_notes(target, needs, links=links))
        if chosen[SORT_BY.name] == SortBy.BREED:
            notes += _disagreement(plan.herd)
        if stands_among(target, paths):
            notes.append(Note("among_photos", {"folder": str(target)}, is_warning=True))
        examples = () if wording is None else examples_of(plan.files)
        return Preview(
            files=(),
            left_out=material.photos - len(plan.files),
            notes=tuple(notes),
            pieces=len(plan.files) - needs.gone,
            examples=examples,
        )


def _planned(material: Material, wording: Wording, chosen: Mapping[str, OptionValue]) -> _Plan:
    pattern = NamePattern(str(chosen[NAME_PATTERN.name]), NAME_PATTERN.name)
    by = SortBy(str(chosen[SORT_BY.name]))
    if chosen[NO_BREED.name] and by is SortBy.BREED:
        raise FaultError("export.no_breed_folders", option=SORT_BY.name)
    if chosen[NO_BREED.name] and pattern.has(BREED):
        raise FaultError("export.no_breed_names", option=NAME_PATTERN.name)
    herd = material.herd()
    folders, names = PhotoFolders(by, herd, wording), PhotoNames(pattern)
    everything = chosen[PHOTOS.name] == ALL
    files = [
        (names.relative(folders.folder_of(row), folders.values_of(row), row.path.suffix), row)
        for row in material.accepting(str(chosen[ACCEPT.name])).rows()
        if everything or row.own_label is not None
    ]
    return _Plan(files, herd)


def _disagreement(herd: list[AnimalPhotos]) -> Iterator[Note]:
    names = [told(each.animal) for each in herd if each.standing is Standing.DISAGREEING]
    if names:
        yield Note("disagreeing", {"animals": len(names), "names": named(names)}, is_warning=True)


FORMAT = Folders()
