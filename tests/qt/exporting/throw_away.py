"""Formats that are there for one test: one with every kind of option, and one that writes many files."""

import threading
from collections.abc import Mapping
from pathlib import Path

from desktop_app.commands.format_words import FormatWords, OptionWords
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
    PlannedFile,
    Preview,
    Watch,
    Wording,
    Written,
)
from desktop_app.exports.material import Material
from desktop_app.faults import Fault, FaultError
from desktop_app.files import ExportError, WholeFile

SIZES = ("tiny", "small", "middle", "large", "huge", "as_it_is")


class Lists:
    """Files that end in .list."""

    endings = (".list",)


class EveryKind(ExportFormat):
    """Has an option of every kind; what its preview says is what the options say."""

    id = "every_kind"
    rank = 998
    family = Family.TRAINING
    kinds = (Lists(),)
    options = (
        Option("folders", OptionKind.YES_NO, True),
        Option("most", OptionKind.NUMBER, 1000),
        Option("before", OptionKind.TEXT, "-"),
        Option("only_new", OptionKind.FILE, ""),
        Option("letters", OptionKind.CHOICE, "as_they_are", ("as_they_are", "upper")),
        Option("size", OptionKind.CHOICE, "as_it_is", SIZES),
    )

    def __init__(self) -> None:
        self.asked: list[dict[str, OptionValue]] = []
        self.hold = threading.Event()
        self.hold.set()

    def preview(self, target: Path, material: Material, options: Mapping[str, OptionValue]) -> Preview:
        """Refuses what begins with "/", and a table that is not there; warns where much is left out."""
        chosen = self.settled(options)
        self.asked.append(chosen)
        assert self.hold.wait(20)
        if str(chosen["before"]).startswith("/"):
            raise FaultError("where.folder", file=str(chosen["before"]))
        if chosen["only_new"] and not Path(str(chosen["only_new"])).is_file():
            raise FaultError("app.not_there", file=str(chosen["only_new"]))
        rows = min(int(chosen["most"]), material.photos)
        left_out = material.photos - rows
        notes = (Note("many", {"photos": left_out}, is_warning=True),) if left_out else ()
        return Preview((PlannedFile(target, rows, ("name", "size")),), left_out, notes)

    def write(
        self,
        target: Path,
        material: Material,
        wording: Wording,
        options: Mapping[str, OptionValue],
        watch: Watch = UNWATCHED,
    ) -> Written:
        """A name a line."""
        del wording
        chosen = self.settled(options)
        rows = list(material.rows())[: int(chosen["most"])]
        with WholeFile(target) as file:
            for done, row in enumerate(rows):
                watch.advance(done, len(rows))
                file.write(f"{chosen['before']}{row.path.name}\n")
        return Written(len(rows))


EVERY_KIND_WORDS = FormatWords(
    title="Every kind",
    help="Names, one a line.",
    file_stem="names",
    kinds=("List",),
    left_out="Too many: {photos}.",
    options={
        "folders": OptionWords("With their folders", "Said at length. " * 20),
        "most": OptionWords("At most"),
        "before": OptionWords("Before each name", "Two letters, at most."),
        "only_new": OptionWords("But those of this table"),
        "letters": OptionWords("Letters", choices={"as_they_are": "As they are", "upper": "Upper case"}),
        "size": OptionWords("Size", choices={size: size.replace("_", " ") for size in SIZES}),
    },
    notes={"many": "{photos} would be left out."},
)


class ManyFiles(ExportFormat):
    """Writes many small files into a folder, one after the other."""

    id = "many_files"
    rank = 999
    family = Family.TRAINING
    place = Place.FOLDER
    options = (Option("beside", OptionKind.YES_NO, False),)

    def __init__(self, files: int) -> None:
        self.files = files
        # Stops at this file until it may go on.
        self.stops_at = -1
        self.has_stopped, self.may_go_on = threading.Event(), threading.Event()
        self.error: Exception | None = None
        self.skipped: tuple[Fault, ...] = ()

    def place_with(self, options: Mapping[str, OptionValue]) -> Place | None:
        """None beside the photos."""
        return None if options.get("beside") else Place.FOLDER

    def preview(self, target: Path, material: Material, options: Mapping[str, OptionValue]) -> Preview:
        """So many files; those that are there would be replaced."""
        del material
        self.settled(options)
        there = tuple(sorted(target.glob("*.txt"))) if options.get("beside") is not True and target.is_dir() else ()
        return Preview((), pieces=self.files, replaces=there)

    def write(
        self,
        target: Path,
        material: Material,
        wording: Wording,
        options: Mapping[str, OptionValue],
        watch: Watch = UNWATCHED,
    ) -> Written:
        """One after the other; those that are there stay when it ends."""
        del wording
        self.settled(options)
        if self.error is not None:
            raise self.error
        target.mkdir(exist_ok=True)
        for done in range(self.files):
            if done == self.stops_at:
                self.has_stopped.set()
                assert self.may_go_on.wait(20)
            try:
                watch.advance(done, self.files)
            except CancelledError:
                return Written(material.photos, files=0, pieces=done, is_cancelled=True)
            (target / f"{done}.txt").write_text("whole", encoding="utf-8")
        return Written(material.photos, files=0, animals=3, pieces=self.files, skipped=self.skipped)


MANY_FILES_WORDS = FormatWords(
    title="Many files",
    help="One after the other.",
    file_stem="many",
    pieces="Writes {files}.",
    options={"beside": OptionWords("Beside the photos")},
)


def disk_full(file: Path) -> ExportError:
    """What a format raises on a full disk."""
    return ExportError("write.disk_full", file=str(file))
