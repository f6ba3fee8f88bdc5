"""What tests over all formats share: their options, and writing them of the golden session."""

import itertools
import os
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop_app.commands.fault_sentences import sentence
from desktop_app.exports.base import (
    UNWATCHED,
    ExportFormat,
    OptionKind,
    OptionValue,
    Place,
    Preview,
    Watch,
    Written,
)
from desktop_app.exports.formats import all_formats
from desktop_app.exports.gathering import gathered
from desktop_app.faults import FaultError
from tests.golden.session import GoldenSession
from tests.golden.writing import target_of, wording

EVERY_FORMAT = pytest.mark.parametrize("format_id", list(all_formats()))

Options = Mapping[str, OptionValue]


def in_pairs(export_format: ExportFormat) -> list[Options]:
    """Options so chosen that each two values of two options stand together once; all of them where they are few."""
    named = [(option.name, _values(option.kind, option.choices)) for option in export_format.options]
    named = [(name, values) for name, values in named if values]
    everything = [dict(zip(dict(named), chosen, strict=True)) for chosen in itertools.product(*dict(named).values())]
    missing = {pair for options in everything for pair in itertools.combinations(options.items(), 2)}
    if not missing:
        return list(everything)
    found: list[Options] = []
    while missing:
        best = max(everything, key=lambda options: len(missing & set(itertools.combinations(options.items(), 2))))
        missing -= set(itertools.combinations(best.items(), 2))
        found.append(best)
    return found


def _values(kind: OptionKind, choices: Sequence[str]) -> Sequence[OptionValue]:
    if kind is OptionKind.YES_NO:
        return (False, True)
    return choices if kind is OptionKind.CHOICE else ()


@dataclass
class Export:
    """A format that is written into a folder.

    Attributes:
        golden: the session.
        format: which.
        out: the folder, which holds nothing else.
        options: how.
        photo_ids: which photos; None for all.
    """

    golden: GoldenSession
    format: ExportFormat
    out: Path
    options: Options = field(default_factory=dict)
    photo_ids: Sequence[int] | None = None

    def __post_init__(self) -> None:
        if self.place is Place.FILE:
            self.out.mkdir()

    @property
    def place(self) -> Place | None:
        """What is named."""
        return self.format.place_with(self.options)

    @property
    def target(self) -> Path:
        """The file or folder that is named."""
        return target_of(self.format, self.out, self.options)

    def preview(self) -> Preview:
        """What is said before."""
        material = gathered(self.golden.file, self.photo_ids)
        return self.format.preview_in_words(self.target, material, wording("en"), self.options)

    def write(self, watch: Watch = UNWATCHED) -> Written:
        """Write it."""
        material = gathered(self.golden.file, self.photo_ids)
        return self.format.write(self.target, material, wording("en"), self.options, watch)

    def written_or_refused(self) -> Written | None:
        """Write it; None where these options do not go together: then that is said before, and nothing is written."""
        refused = None
        try:
            return self.write()
        except FaultError as error:
            refused = error.fault
        with pytest.raises(FaultError) as before:
            self.preview()
        assert before.value.fault == refused
        assert sentence(refused)
        assert self.files() == {}
        return None

    def files_around(self) -> set[Path]:
        """Whatever there is beside and in what is written to, without the home of the test."""
        beside = [each for each in self.target.parent.iterdir() if each.name != "home"]
        return {*beside, *(file for each in beside if each.is_dir() for file in each.rglob("*"))}

    def files(self) -> dict[str, bytes]:
        """What is there: relative path → content, hidden files too."""
        return {file.relative_to(self.out).as_posix(): _content(file) for file in _all_files(self.out)}


def _all_files(folder: Path) -> Iterator[Path]:
    for above, _folders, names in os.walk(folder):
        yield from (Path(above) / name for name in names)


def _content(file: Path) -> bytes:
    """The bytes of a file; of an archive, which knows when it was made, those of what is in it."""
    content = file.read_bytes()
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        return b"\0".join(archive.read(name) for name in sorted(archive.namelist()) if not name.startswith("docProps/"))
