"""What a person wants exported, as plain data, and what there is to export."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from desktop_app.exports.base import ExportFormat, OptionValue, Preview, Wording
from desktop_app.exports.material import Material
from desktop_app.faults import FaultError
from desktop_app.jobs.sparing import let_go, read_spared


class Which(StrEnum):
    """Which photos are exported."""

    ALL = "all"
    SHOWN = "shown"
    SELECTED = "selected"


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What a person wants exported.

    Attributes:
        target: the file or folder to write; None where the format needs none, with these options.
        format_id: in which format.
        which: which photos.
        options: of the format; those that are not named have their defaults.
    """

    target: Path | None
    format_id: str
    which: Which
    options: Mapping[str, OptionValue] = field(default_factory=dict)

    @property
    def place(self) -> Path:
        """What the format is given as its target."""
        return Path() if self.target is None else self.target


@dataclass(frozen=True, slots=True)
class Supply:
    """Photos that may be exported.

    Attributes:
        photos: how many.
        gather: gets all that is known of them; takes seconds, so it is called in a thread.
    """

    photos: int
    gather: Callable[[], Material]


class Supplies:
    """What there is to export, and what was gathered of it last: only one, because it may take much memory.

    `planned` and `let_go` are called by one thread alone, the one of the preview.
    """

    def __init__(self, supplies: Mapping[Which, Supply], *, of_animals: bool = False) -> None:
        """Choices without photos are not offered, but for all photos.

        Args:
            supplies: what there is.
            of_animals: whether animals are shown and selected, not single photos.
        """
        self.of_animals = of_animals
        self.offered = {which: each for which, each in supplies.items() if each.photos or which is Which.ALL}
        self._gathered: tuple[Which, Material] | None = None

    def planned(self, export_format: ExportFormat, wish: ExportWish, wording: Wording) -> Preview:
        """What would be done.

        Raises:
            FaultError: the photos cannot be read, or an option has a value that cannot be used.
        """
        if self._gathered is None or self._gathered[0] is not wish.which:
            self.let_go()
            self._gathered = wish.which, gathered_spared(self.offered[wish.which].gather)
        material = self._gathered[1]
        try:
            # A plan for many photos is many objects, which go again: no pass of the collector needs to look at them.
            return read_spared(
                lambda: export_format.preview_in_words(wish.place, material, wording, wish.options), lambda _planned: 0
            )
        except ValueError as error:
            raise FaultError("export.option", detail=str(error)) from error

    def let_go(self) -> None:
        """Nothing is asked of what was gathered last any more. In the same thread as all else."""
        if self._gathered is not None:
            let_go_of(self._gathered[1])
            self._gathered = None


def gathered_spared(gather: Callable[[], Material]) -> Material:
    """What `gather` gets, with no pass of the collector meanwhile."""
    return read_spared(gather, lambda material: material.photos)


def let_go_of(material: Material) -> None:
    """Free what was gathered, so that nobody has to wait for it."""
    rows = material.rows()
    if isinstance(rows, list):
        let_go(rows)
