"""What an export format is: an id, options with defaults, a preview and a writer.

A format is one module in `exports/formats`; its words are one module in `ui/wording/formats`. The window offers
whatever is there.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, Protocol

from desktop_app.catalog.rows import PhotoRow
from desktop_app.faults import Fault

OptionValue = str | int | bool


class OptionKind(StrEnum):
    """How a person gives the value of an option."""

    CHOICE = "choice"
    YES_NO = "yes_no"
    NUMBER = "number"
    TEXT = "text"


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
        wanted = {OptionKind.YES_NO: bool, OptionKind.NUMBER: int, OptionKind.TEXT: str}[self.kind]
        return type(value) is wanted


class FileKind(Protocol):
    """A kind of files that can be written."""

    @property
    def endings(self) -> tuple[str, ...]:
        """What its files may end in, in lower case; the first is given to a name that has none of them."""
        ...


@dataclass(frozen=True, slots=True)
class Material:
    """What is exported: photos, counted at once and fetched when they are needed.

    Attributes:
        photos: how many.
        labelled: how many of them have a label.
        rows: gives all of them, in the order in which they are written.
    """

    photos: int
    labelled: int
    rows: Callable[[], Iterable[PhotoRow]]


@dataclass(frozen=True, slots=True)
class Wording:
    """What an export takes from the person and the computer it is for.

    Attributes:
        name_of: breed id → the name to write.
        sentence: a fault → the words to write.
        decimal_mark: that spreadsheets on this computer expect.
    """

    name_of: Callable[[str], str]
    sentence: Callable[[Fault], str]
    decimal_mark: str = "."


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file that an export is going to write: so many rows of these columns."""

    file: Path
    rows: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What an export is going to do.

    Attributes:
        files: that it writes.
        left_out: photos that are in none of them.
    """

    files: tuple[PlannedFile, ...]
    left_out: int = 0


class ExportFormat(ABC):
    """One way to export photos.

    Attributes:
        id: stable; the name of the module with its words.
        rank: where it stands in lists, small ones on top.
        kinds: what it may write; the first is taken where the name of the file says nothing.
        options: what can be chosen.
    """

    id: ClassVar[str]
    rank: ClassVar[int]
    kinds: ClassVar[tuple[FileKind, ...]]
    options: ClassVar[tuple[Option, ...]] = ()

    @abstractmethod
    def preview(self, target: Path, material: Material, options: Mapping[str, OptionValue]) -> Preview:
        """What `write` would do with the same arguments. Writes nothing, and is quick."""

    @abstractmethod
    def write(self, target: Path, material: Material, wording: Wording, options: Mapping[str, OptionValue]) -> int:
        """Write, whole or not at all; what is at `target` is replaced.

        Args:
            target: with the ending of one of `kinds`.
            material: an exception from its rows (a cancelled job) leaves what is there as it was.
            wording: for names and sentences.
            options: those that are not named have their defaults.

        Returns:
            how many photos were written.

        Raises:
            ExportError: it cannot be written.
            ValueError: there is no such option, or it cannot have that value.
        """

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
