"""Keywords for programs that look after photos: XMP sidecars beside the photos or apart, or inside copies of them."""

import contextlib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePath

from desktop_app.catalog.rows import PhotoRow
from desktop_app.exports.base import (
    IN_CODES,
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
    named,
)
from desktop_app.exports.folders.folder_writer import FolderWriter
from desktop_app.exports.folders.placing import see_it_holds_no_photos, stands_among
from desktop_app.exports.folders.room import Needs, check_room, needed, room_notes
from desktop_app.exports.material import Material
from desktop_app.exports.metadata.keywords import keywords_of
from desktop_app.exports.metadata.merging import Keywords
from desktop_app.exports.metadata.placing import NoRoomError, SidecarError, make_folder
from desktop_app.exports.metadata.sidecar_names import Folders, Mirror, Naming, Sidecars, parted
from desktop_app.exports.metadata.sidecars import Piece, SidecarWriter, has_ours
from desktop_app.exports.shared_options import ACCEPT, NO_BREED
from desktop_app.faults import Fault, FaultError
from desktop_app.paths import followed, openable


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


@dataclass(frozen=True, slots=True)
class _Planned:
    """What a photo gets.

    Attributes:
        row: the photo.
        sidecar: path of its sidecar.
        beside: path of the sidecar beside it, where that is another one and is there.
        copy: path of its copy; None for none.
        relative: the name of the copy, or of the sidecar where there is none, below the folder that is written into.
        is_there: whether the copy, or the sidecar where there is none, is there already.
        is_missing: whether the photo is not there.
    """

    row: PhotoRow
    sidecar: str
    beside: str | None
    copy: str | None
    relative: str
    is_there: bool
    is_missing: bool

    @property
    def piece(self) -> Piece:
        """The same as paths; few of what is planned is ever asked for them in a preview."""
        beside, copy = (None if each is None else Path(each) for each in (self.beside, self.copy))
        return Piece(self.row.path, Path(self.sidecar), beside, copy)

    def has_ours(self) -> bool:
        """Whether an earlier export wrote into what is there."""
        return has_ours(Path(self.copy or self.sidecar))


class Xmp(ExportFormat):
    """Keywords in sidecars, or in copies. What is there is added to; photos stay as they are."""

    id = "xmp"
    rank = 50
    family = Family.PHOTOS
    place = Place.FOLDER
    options = (WHERE, NAMING, ACCEPT, NO_BREED)

    def place_with(self, options: Mapping[str, OptionValue]) -> Place | None:
        """Beside the photos there is nothing to choose."""
        return None if self.settled(options)[WHERE.name] == Where.BESIDE_PHOTOS else Place.FOLDER

    def preview(self, target: Path, material: Material, options: Mapping[str, OptionValue]) -> Preview:
        """Which sidecars or copies there will be; looks into the folders of the photos."""
        return self._previewed(target, material, None, options)

    def preview_in_words(
        self, target: Path, material: Material, wording: Wording, options: Mapping[str, OptionValue]
    ) -> Preview:
        """The same, with a few keywords as they will be."""
        return self._previewed(target, material, wording, options)

    def _previewed(
        self, target: Path, material: Material, wording: Wording | None, options: Mapping[str, OptionValue]
    ) -> Preview:
        chosen = self.settled(options)
        rows = list(_accepting(material, chosen).rows())
        photos = [row.path for row in rows]
        if chosen[WHERE.name] == Where.COPIES:
            see_it_holds_no_photos(target, photos)
        counted: Counter[str] = Counter()
        planned: list[_Planned] = []
        words: dict[tuple[str, ...], str] = {}
        for each in _planned(target, rows, chosen):
            keywords = _keywords(each, material, wording or IN_CODES, chosen)
            if not keywords and not (each.is_there and each.has_ours()):
                counted["left_out"] += 1
            elif each.is_missing:
                counted["gone"] += 1
            else:
                planned.append(each)
                for path in keywords.paths:
                    words.setdefault(path[:2], "|".join(path))
        notes = list(_notes(target, planned, counted["gone"], chosen))
        if wording is not None and words:
            notes.insert(0, Note("keywords", {"names": named(list(words.values()))}))
        if chosen[WHERE.name] == Where.COPIES and stands_among(target, photos):
            notes.append(Note("among_photos", {"folder": str(target)}, is_warning=True))
        examples = tuple(_shown(each, chosen) for each in planned[:_EXAMPLES])
        return Preview((), counted["left_out"], tuple(notes), pieces=len(planned), examples=examples)

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
        planned = [
            (each, keywords)
            for each in _planned(target, rows, chosen)
            if (keywords := _keywords(each, material, wording, chosen)) or each.is_there
        ]
        if chosen[WHERE.name] == Where.COPIES:
            see_it_holds_no_photos(target, (row.path for row in rows))
            check_room(target, _needs(target, [each for each, _ in planned]).bytes)
        photos = {_compared(row.path) for row in rows}
        writer = SidecarWriter(lambda file: _compared(file) in photos)
        outcome = _Outcome()
        reached = 0
        with _folder(target if self.place_with(chosen) is not None else None) as is_there:
            try:
                for number, (each, keywords) in enumerate(planned):
                    watch.advance(number, len(planned))
                    reached = number + 1
                    if not outcome.write(writer, each, keywords) and not is_there():
                        break
            except CancelledError:
                outcome.is_cancelled = True
            except NoRoomError as error:
                outcome.skipped.append(error.fault)
        return outcome.written(len(planned) - reached)


def _keywords(each: _Planned, material: Material, wording: Wording, chosen: Mapping[str, OptionValue]) -> Keywords:
    dogs = material.beside.get(each.row.photo_id, ())
    return keywords_of(each.row, wording, no_breed=bool(chosen[NO_BREED.name]), dogs=dogs)


@contextlib.contextmanager
def _folder(target: Path | None) -> Iterator[Callable[[], bool]]:
    """The folder to write into, made where it is missing, and taken away where nothing came into it.

    So there is one fault of the folder, and not one of each photo. Gives whether the folder is still there; where none
    is needed, it always is.

    Raises:
        ExportError: a file is in the way, or nothing may be written there.
    """
    if target is None:
        yield lambda: True
        return
    is_new = not os.path.isdir(openable(target))  # noqa: PTH112 - a name that may be longer than Path can open
    with FolderWriter(target, UNWATCHED, 0):
        pass
    make_folder(target)
    try:
        yield lambda: os.path.isdir(openable(target))  # noqa: PTH112 - as above
    finally:
        if is_new:
            with contextlib.suppress(OSError):  # there is something in it
                os.rmdir(openable(target))  # noqa: PTH106 - as above


@dataclass(slots=True)
class _Outcome:
    """What was done."""

    photos: int = 0
    pieces: int = 0
    same: int = 0
    skipped: list[Fault] = field(default_factory=list)
    is_cancelled: bool = False

    def write(self, writer: SidecarWriter, each: _Planned, keywords: Keywords) -> bool:
        """Write what one photo gets, where it gets anything; whether that could be done.

        Raises:
            NoRoomError: the disk is full.
        """
        if not keywords and not each.has_ours():
            return True
        try:
            if each.is_missing:
                raise SidecarError("write.source_gone", file=str(each.row.path))
            count = writer.write(each.piece, keywords)
        except NoRoomError:
            raise
        except FaultError as error:
            self.skipped.append(error.fault)
            return False
        self.photos += bool(keywords)
        self.pieces += count
        self.same += not count
        return True

    def written(self, not_reached: int) -> Written:
        """As the format says it, and how many were not begun any more."""
        notes = {"same": self.same, "not_reached": not_reached}
        return Written(
            self.photos,
            files=0,
            pieces=self.pieces,
            skipped=tuple(self.skipped),
            is_cancelled=self.is_cancelled,
            notes=tuple(Note(code, {"files": count}) for code, count in notes.items() if count),
        )


def _notes(target: Path, planned: list[_Planned], gone: int, chosen: Mapping[str, OptionValue]) -> Iterator[Note]:
    """What a person should know beforehand."""
    if chosen[WHERE.name] == Where.COPIES:
        yield from room_notes(target, _needs(target, planned), links=False)
    if gone:
        yield Note("gone", {"photos": gone}, is_warning=True)
    copies = [os.path.basename(each.copy) for each in planned if each.copy is not None]  # noqa: PTH119 - see _Planned
    if beside_copies := sum(parted(name)[1].lower() not in _KEYWORDS_GO_INTO for name in copies):
        yield Note("sidecars_of_copies", {"files": beside_copies})
    if there := sum(each.is_there for each in planned):
        yield Note("added_to", {"files": there})
    if chosen[WHERE.name] == Where.BESIDE_PHOTOS and planned:
        yield Note("only_files_beside")


def _needs(target: Path, planned: list[_Planned]) -> Needs:
    """The room for copies that are not there yet."""
    copies = [
        (each.relative, each.row)
        for each in planned
        if each.copy is not None and not each.is_there and not each.is_missing
    ]
    return needed(target, copies, links=False)


def _accepting(material: Material, chosen: Mapping[str, OptionValue]) -> Material:
    return material.accepting(str(chosen[ACCEPT.name]))


def _planned(target: Path, rows: list[PhotoRow], chosen: Mapping[str, OptionValue]) -> Iterator[_Planned]:
    sidecars = Sidecars(Naming(str(chosen[NAMING.name])))
    if chosen[WHERE.name] == Where.BESIDE_PHOTOS:
        for row in rows:
            beside, missing = sidecars.beside(row.path), not sidecars.has_photo(row.path)
            yield _Planned(row, beside.path, None, None, "", beside.is_there, missing)
        return
    mirror, folders = Mirror(row.path for row in rows), Folders()
    with_copies = chosen[WHERE.name] == Where.COPIES
    for row in rows:
        beside, missing = sidecars.beside(row.path), not sidecars.has_photo(row.path)
        before, slash, called = mirror.below(row.path).rpartition("/")
        folder = folders.below(target, before)
        sidecar = sidecars.name_of(row.path, called)
        other = beside.path if beside.is_there and not _is_same(beside.path, folder.path + sidecar) else None
        copy = folder.path + called if with_copies else None
        made = called if with_copies else sidecar
        relative = before + slash + made
        yield _Planned(row, folder.path + sidecar, other, copy, relative, folder.has(made), missing)


def _is_same(path: str, other: str) -> bool:
    return os.path.normcase(path) == os.path.normcase(other)


def _shown(each: _Planned, chosen: Mapping[str, OptionValue]) -> str:
    if chosen[WHERE.name] == Where.BESIDE_PHOTOS:
        file = Path(each.sidecar)
        return f"{file.parent.name}/{file.name}"
    return str(PurePath(each.relative))


def _compared(file: Path) -> str:
    return os.path.normcase(followed(openable(file)))


FORMAT = Xmp()
