"""What an export format is: an id, options with defaults, a preview and a writer.

A format is one module in `exports/formats`; its words are one module in `commands/formats`. The window and
`pawsort export` offer whatever is there.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, Protocol, TypeVar

from desktop_app.exports.material import Material
from desktop_app.faults import Fact, Fault

OptionValue = str | int | bool
MOST_NAMED = 5
"""So many names a note tells."""


class Place(StrEnum):
    """What a person names as the place to write to."""

    FILE = "file"
    FOLDER = "folder"


class Family(StrEnum):
    """What formats are for: those of a family stand together, in this order."""

    TABLES = "tables"
    PHOTOS = "photos"
    SHELTER = "shelter"
    TRAINING = "training"


class OptionKind(StrEnum):
    """How a person gives the value of an option."""

    CHOICE = "choice"
    YES_NO = "yes_no"
    NUMBER = "number"
    TEXT = "text"
    # A file to read: its path, or "" for none.
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Option:
    """Something that a person may choose about an export.

    Attributes:
        name: stable; formats that mean the same thing call it the same.
        kind: how it is chosen.
        default: its value where nobody chose.
        choices: the values there are, for `CHOICE`.
    """

    name: str
    kind: OptionKind
    default: OptionValue
    choices: tuple[str, ...] = ()

    def accepts(self, value: OptionValue) -> bool:
        """Whether the option may have this value."""
        if self.kind is OptionKind.CHOICE:
            return value in self.choices
        wanted = {OptionKind.YES_NO: bool, OptionKind.NUMBER: int, OptionKind.TEXT: str, OptionKind.FILE: str}[
            self.kind
        ]
        return type(value) is wanted


class FileKind(Protocol):
    """A kind of files that can be written."""

    @property
    def endings(self) -> tuple[str, ...]:
        """What its files may end in, in lower case; the first is given to a name that has none of them."""
        ...


@dataclass(frozen=True, slots=True)
class Wording:
    """What an export takes from the person and the computer it is for.

    Attributes:
        name_of: breed id → the name to write.
        sentence: a fault → the words to write.
        decimal_mark: that spreadsheets on this computer expect.
        term: a code of `commands.export_terms` ("mix", "unknown", "undecided") → the word to write.
        kind_like: id of a kind of dog → what stands behind "looks like": "a spaniel".
    """

    name_of: Callable[[str], str]
    sentence: Callable[[Fault], str]
    decimal_mark: str = "."
    term: Callable[[str], str] = str
    kind_like: Callable[[str], str] = str


IN_CODES = Wording(name_of=str, sentence=lambda fault: fault.code)
"""For previews, which count and compare: ids for names, codes for sentences and words."""


class CancelledError(Exception):
    """A person does not want any more of it. Files are whole or not there; see `ExportFormat.write`."""


class Watch(Protocol):
    """Who follows a write, and may end it."""

    def advance(self, done: int, total: int) -> None:
        """So much is done, of so much.

        Raises:
            CancelledError: it shall end here.
        """
        ...


class Unwatched:
    """Follows nothing, and never ends anything."""

    def advance(self, done: int, total: int) -> None:
        """Go on."""


UNWATCHED = Unwatched()
_TOLD_EVERY = 100
_Row = TypeVar("_Row")


def watched(rows: Iterable[_Row], total: int, watch: Watch) -> Iterator[_Row]:
    """The rows of a table, while whoever watches is told now and then how far it is.

    Raises:
        CancelledError: it shall end here.
    """
    for done, row in enumerate(rows):
        if done % _TOLD_EVERY == 0:
            watch.advance(done, total)
        yield row
    watch.advance(total, total)


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file that an export is going to write: so many rows of these columns."""

    file: Path
    rows: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a person should know before anything is written.

    Attributes:
        code: which; its words are in `notes` of the format's words, else in those that all formats share.
        facts: what the words need; those called `photos`, `animals`, `files` and `breeds` are numbers, and said with
            their noun.
        is_warning: whether something may be lost or left out where nobody heeds it.
    """

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    is_warning: bool = False


def named(names: Sequence[str]) -> str:
    """The first few names, as the fact `names` of a note."""
    return ", ".join(names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else "")


@dataclass(frozen=True, slots=True)
class Preview:
    """What an export is going to do.

    Attributes:
        files: tables that it writes.
        left_out: photos that are in none of them.
        notes: what a person should know.
        unmapped: ids of breeds for which the receiver has no name.
        pieces: how many further files it writes: copies, pictures, sidecars.
        examples: paths of a few of them, below the folder that is written to.
        replaces: files that are there now, and would be replaced: to be asked about.
    """

    files: tuple[PlannedFile, ...]
    left_out: int = 0
    notes: tuple[Note, ...] = ()
    unmapped: tuple[str, ...] = ()
    pieces: int = 0
    examples: tuple[str, ...] = ()
    replaces: tuple[Path, ...] = ()

    @property
    def writes_anything(self) -> bool:
        """Whether there is a file to write at all."""
        return bool(self.files or self.pieces)


@dataclass(frozen=True, slots=True)
class Written:
    """What an export has done.

    Attributes:
        photos: how many photos it is about.
        files: how many tables were written.
        animals: how many animals have a row of their own.
        pieces: how many further files were written.
        skipped: what could not be read or written, each fault naming its file; the rest was done.
        is_cancelled: a person ended it; all files that are there are whole.
        notes: what a person should know of how it went.
    """

    photos: int
    files: int = 1
    animals: int = 0
    pieces: int = 0
    skipped: tuple[Fault, ...] = ()
    is_cancelled: bool = False
    notes: tuple[Note, ...] = ()


class ExportFormat(ABC):
    """One way to export photos.

    Attributes:
        id: stable; the name of the module with its words.
        rank: where it stands in lists, small ones on top.
        family: what it is for.
        place: whether it writes a file or into a folder.
        kinds: of files that it may write, where `place` is one; the first is taken where the name says nothing.
        options: what can be chosen.
    """

    id: ClassVar[str]
    rank: ClassVar[int]
    family: ClassVar[Family] = Family.TABLES
    place: ClassVar[Place] = Place.FILE
    kinds: ClassVar[tuple[FileKind, ...]] = ()
    options: ClassVar[tuple[Option, ...]] = ()

    @abstractmethod
    def preview(self, target: Path, material: Material, options: Mapping[str, OptionValue]) -> Preview:
        """What `write` would do with the same arguments. Writes nothing.

        May look at the disk and go through all photos: it is asked in a thread of its own.

        Raises:
            FaultError: an option has a value that cannot be used; a fact `option` names it where the others do not
                tell.
            ValueError: there is no such option, or it cannot have that value.
        """

    def preview_in_words(
        self,
        target: Path,
        material: Material,
        wording: Wording,  # noqa: ARG002 - for those that have examples
        options: Mapping[str, OptionValue],
    ) -> Preview:
        """As `preview`, where examples have names in the language of the person: what the window and commands ask."""
        return self.preview(target, material, options)

    @abstractmethod
    def write(
        self,
        target: Path,
        material: Material,
        wording: Wording,
        options: Mapping[str, OptionValue],
        watch: Watch = UNWATCHED,
    ) -> Written:
        """Write: each file whole or not at all. What `preview` says it replaces, is replaced.

        Args:
            target: a file with the ending of one of `kinds`, or a folder, which is made where it is missing.
            material: an exception from its rows leaves what is there as it was.
            wording: for names and sentences.
            options: those that are not named have their defaults.
            watch: told how far it is. Where it raises `CancelledError`, a format that writes one file leaves nothing
                and hands it on; one that writes many leaves those that are whole, and says so.

        Raises:
            ExportError: it cannot be written.
            CancelledError: see above.
            FaultError: an option names something that cannot be read.
            ValueError: there is no such option, or it cannot have that value.
        """

    def place_with(self, options: Mapping[str, OptionValue]) -> Place | None:  # noqa: ARG002 - for those that differ
        """What a person names as the place to write to, where these options are chosen; None where they need none."""
        return self.place

    def kind_of(self, typed: str | Path) -> FileKind:
        """Which of its kinds a name asks for."""
        ending = Path(typed).suffix.lower()
        return next((kind for kind in self.kinds if ending in kind.endings), self.kinds[0])

    def settled(self, options: Mapping[str, OptionValue]) -> dict[str, OptionValue]:
        """The values of all options: those that were chosen, and the defaults of the others.

        Raises:
            ValueError: there is no such option, or it cannot have that value.
        """
        known = {option.name: option for option in self.options}
        for name, value in options.items():
            if name not in known or not known[name].accepts(value):
                raise ValueError(f"{self.id}: {name} cannot be {value!r}")
        return {name: options.get(name, option.default) for name, option in known.items()}
