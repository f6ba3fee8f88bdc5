"""Where an export goes: a file, a folder, or no place of its own; each format has its own."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from desktop_app.commands.format_words import FormatWords
from desktop_app.exports.base import ExportFormat, Place
from desktop_app.exports.destination import Destination, completed, destination, destination_folder
from desktop_app.ui.dialogs.exporting.path_field import PathField
from desktop_app.ui.wording.format_words import translated


class ExportPlace(QWidget):
    """The line for it. What is typed for a format stays with it; a name that was typed goes on to other files.

    Signals:
        changed: another place is meant.
    """

    changed = Signal()

    def __init__(self, folder: Path, remembered: Mapping[str, str], parent: QWidget) -> None:
        """Make the line.

        Args:
            folder: where a name without a folder is meant, and where nothing is remembered.
            remembered: format id → the place that was written to last.
            parent: in the sense of Qt.
        """
        super().__init__(parent)
        self._folder = folder
        self._places = dict(remembered)
        self._format: tuple[ExportFormat, FormatWords] | None = None
        self._proposed = ""
        self._place: Place | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self._title = QLabel(self)
        self._title.setProperty("heading", True)
        layout.addWidget(self._title)
        self.field = PathField("", self._ask, self)
        self.field.edited.connect(self.changed)
        self._title.setBuddy(self.field.line)
        layout.addWidget(self.field)
        self._nowhere = QLabel(self.tr("Everything is written beside the photos."), self)
        self._nowhere.setProperty("quiet", True)
        self._nowhere.setWordWrap(True)
        layout.addWidget(self._nowhere)
        keeps = self.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.setSizePolicy(keeps)

    def show_format(self, export_format: ExportFormat, words: FormatWords) -> None:
        """Show the place for another format."""
        self.keep()
        before = self._format[0] if self._format is not None else None
        typed = self.field.path() if self.field.path() != self._proposed else ""
        self._format = export_format, words
        self._proposed = self._of(export_format, words)
        both_files = before is not None and before.place is Place.FILE is export_format.place
        if typed and both_files and before is not None and before.id != export_format.id:
            self.field.set_path(_without_ending(typed, before))
        else:
            self.field.set_path(self._proposed)

    def show_place(self, place: Place | None) -> None:
        """Whether a file, a folder or nothing is to be named."""
        self._place = place
        texts = {Place.FILE: self.tr("File"), Place.FOLDER: self.tr("Folder"), None: self.tr("Where to")}
        names = {Place.FILE: self.tr("File to write"), Place.FOLDER: self.tr("Folder to write into"), None: ""}
        self._title.setText(texts[place])
        self.field.setAccessibleName(names[place])
        self.field.setVisible(place is not None)
        self._nowhere.setVisible(place is None)

    def keep(self) -> None:
        """Remember for the format that is shown what stands there."""
        if self._format is not None and self.field.path():
            self._places[self._format[0].id] = self.field.path()

    def of_format(self, format_id: str) -> str:
        """What stands, or stood, there for a format."""
        return self._places.get(format_id, "")

    def is_named(self) -> bool:
        """Whether it is known where to."""
        return self._place is None or bool(self.field.path())

    def target(self) -> Path | None:
        """The file or folder that is meant; None where none is needed."""
        if self._place is None or self._format is None:
            return None
        typed = self.field.path()
        if self._place is Place.FOLDER:
            return self._folder / Path(typed).expanduser()
        return completed(typed, self._format[0].kind_of(typed), self._folder)

    def checked(self) -> Destination | None:
        """The same, looked at; None where no file is meant.

        Raises:
            DestinationError: nothing can be written there.
        """
        typed = self.field.path()
        if self._place is Place.FOLDER:
            destination_folder(typed, self._folder)
        if self._place is not Place.FILE or self._format is None:
            return None
        return destination(typed, self._format[0].kind_of(typed), self._folder)

    def _of(self, export_format: ExportFormat, words: FormatWords) -> str:
        """What is remembered, where its folder is still there; else what is proposed."""
        is_file = export_format.place is Place.FILE
        ending = export_format.kinds[0].endings[0] if is_file else ""
        proposed = str(self._folder / (translated(words.file_stem) + ending))
        remembered = self._places.get(export_format.id, "")
        if not remembered or "\0" in remembered:
            return proposed
        path = Path(remembered).expanduser()
        if not path.is_absolute():
            return remembered
        is_there = path.parent.is_dir() or (not is_file and path.is_dir())
        return remembered if is_there else str(self._folder / path.name)

    def _ask(self, path: str) -> str:
        if self._format is None:
            return path
        if self._place is Place.FOLDER:
            return QFileDialog.getExistingDirectory(self, self.tr("Export to"), path) or path
        export_format, words = self._format
        pairs = zip(words.kinds, export_format.kinds, strict=True)
        kinds = ";;".join(f"{translated(name)} (*{kind.endings[0]})" for name, kind in pairs)
        # Whether a file may be replaced is asked on "Export", when the whole name is known.
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export to"), path, kinds, options=QFileDialog.Option.DontConfirmOverwrite
        )
        return name or path


def _without_ending(typed: str, export_format: ExportFormat) -> str:
    """What a person typed, as a name for a file of another kind."""
    lower = typed.lower()
    ending = next((each for each in export_format.kind_of(typed).endings if lower.endswith(each)), "")
    return typed.removesuffix(typed[len(typed) - len(ending) :]) if ending else typed
