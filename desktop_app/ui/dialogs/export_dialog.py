"""Choosing what to export, and where to: whatever formats there are, with a preview before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.commands.format_words import FormatWords
from desktop_app.commands.formats import all_words
from desktop_app.exports.base import ExportFormat, OptionValue, Preview
from desktop_app.exports.destination import completed
from desktop_app.exports.formats import all_formats
from desktop_app.exports.material import Material
from desktop_app.ui.dialogs.export_options import ExportOptions, chosen_of, radio_lines
from desktop_app.ui.dialogs.fitting import DialogBody, fit
from desktop_app.ui.dialogs.where_to import ask_where_to
from desktop_app.ui.wording import numbers
from desktop_app.ui.wording.format_words import preview_text, translated

WIDTH = 500


class Which(StrEnum):
    """Which photos are exported."""

    ALL = "all"
    SHOWN = "shown"
    SELECTED = "selected"


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What a person wants exported.

    Attributes:
        target: the file to write.
        format_id: in which format.
        which: which photos.
        options: of the format; those that are not named have their defaults.
    """

    target: Path
    format_id: str
    which: Which
    options: Mapping[str, OptionValue] = field(default_factory=dict)


class ExportDialog(QDialog):
    """A few questions, a file name, and what is going to be written."""

    def __init__(self, folder: Path, materials: Mapping[Which, Material], parent: QWidget) -> None:
        """Make the dialog.

        Args:
            folder: where a name without a folder is meant.
            materials: what there is; choices without photos are not offered.
            parent: the window.
        """
        super().__init__(parent)
        self._folder = folder
        self._proposed = ""
        self._materials = {which: each for which, each in materials.items() if each.photos or which is Which.ALL}
        self.setWindowTitle(self.tr("Export"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 12, 16)
        layout.setSpacing(12)
        layout.addWidget(self._questions(), 1)
        self.preview = QLabel(self)
        self.preview.setWordWrap(True)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.preview.setAccessibleName(self.tr("What is going to be written"))
        layout.addWidget(self.preview)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, parent=self)
        self.export = QPushButton(self.tr("Export"), self)
        self.export.setProperty("primary", True)
        buttons.addButton(self.export, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self._show_format()
        self._reserve()
        fit(self)

    @property
    def format(self) -> ExportFormat:
        """The format that is chosen."""
        return all_formats()[chosen_of(self._formats)]

    def wish(self) -> ExportWish:
        """What was chosen."""
        typed = self.file.text().strip()
        target = completed(typed, self.format.kind_of(typed), self._folder)
        return ExportWish(target, self.format.id, Which(chosen_of(self._which)), self._options.values())

    def planned(self) -> Preview:
        """What would be written now."""
        wish = self.wish()
        return self.format.preview(wish.target, self._materials[wish.which], wish.options)

    def accept(self) -> None:
        """Close, unless a file is in the way that may not or shall not be replaced."""
        typed = self.file.text().strip()
        if ask_where_to(self, typed, self.format.kind_of(typed), self._folder) is not None:
            super().accept()

    def choose(self, format_id: str, which: Which = Which.ALL, **options: OptionValue) -> None:
        """Choose as if by mouse."""
        for group, value in ((self._formats, format_id), (self._which, which.value)):
            for button in group.buttons():
                if button.property("value") == value:
                    button.click()
        self._options.choose(options)

    def _questions(self) -> DialogBody:
        body = DialogBody(WIDTH, self)
        inside, lines = body.inside, body.column
        lines.setSpacing(8)
        titles = {each: translated(self._words(each).title) for each in all_formats()}
        self._formats = self._choices(lines, self.tr("What"), titles)
        names = {
            Which.ALL: self.tr("All photos of the session ({count})"),
            Which.SHOWN: self.tr("The photos that the filters show ({count})"),
            Which.SELECTED: self.tr("The selected photos ({count})"),
        }
        shown = {
            which.value: names[which].format(count=numbers.number(each.photos))
            for which, each in self._materials.items()
        }
        self._which = self._choices(lines, self.tr("Which photos"), shown)
        self._options = ExportOptions(inside)
        lines.addWidget(self._options)
        lines.addSpacing(6)
        self._add_file_line(lines)
        self._hint = QLabel(inside)
        self._hint.setProperty("quiet", True)
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        lines.addWidget(self._hint)
        lines.addStretch(1)
        self._formats.buttonClicked.connect(lambda _button: self._show_format())
        self._which.buttonClicked.connect(lambda _button: self._show_preview())
        self._options.changed.connect(self._show_preview)
        self.file.textChanged.connect(lambda _text: self._show_preview())
        return body

    def _add_file_line(self, lines: QVBoxLayout) -> None:
        title = QLabel(self.tr("File"), self)
        title.setProperty("heading", True)
        lines.addWidget(title)
        line = QHBoxLayout()
        self.file = QLineEdit(self)
        self.file.setAccessibleName(self.tr("File to write"))
        title.setBuddy(self.file)
        line.addWidget(self.file, 1)
        browse = QPushButton(self.tr("Choose…"), self)
        browse.clicked.connect(self._browse)
        line.addWidget(browse)
        lines.addLayout(line)

    def _reserve(self) -> None:
        """Room for the longest hint and for two lines of preview, so that the buttons stay where they are."""
        text = self._hint.text()
        heights = []
        for each in all_formats():
            self._hint.setText(translated(self._words(each).help))
            heights.append(self._hint.heightForWidth(WIDTH))
        self._hint.setText(text)
        self._hint.setMinimumHeight(max(heights))
        self.preview.setMinimumHeight(2 * self.preview.fontMetrics().lineSpacing())

    def _show_format(self) -> None:
        words = self._words(self.format.id)
        self._options.show_format(self.format, words)
        self._hint.setText(translated(words.help))
        if self.file.text() == self._proposed:  # what a person typed stays
            name = translated(words.file_stem) + self.format.kinds[0].endings[0]
            self._proposed = str(self._folder / name)
            self.file.setText(self._proposed)
        self._show_preview()

    def _show_preview(self) -> None:
        named = bool(self.file.text().strip())
        self.export.setEnabled(named)
        planned = self.planned() if named else None
        self.preview.setText(preview_text(planned, self._words(self.format.id)) if planned else "")
        self.preview.setToolTip("\n".join(", ".join(each.columns) for each in planned.files) if planned else "")

    def _choices(self, lines: QVBoxLayout, title: str, texts: Mapping[str, str]) -> QButtonGroup:
        heading = QLabel(title, self)
        heading.setProperty("heading", True)
        lines.addWidget(heading)
        group = radio_lines(lines, texts, "", self)
        lines.addSpacing(6)
        return group

    @staticmethod
    def _words(format_id: str) -> FormatWords:
        return all_words()[format_id]

    def _browse(self) -> None:
        names = self._words(self.format.id).kinds
        pairs = zip(names, self.format.kinds, strict=True)
        kinds = ";;".join(f"{translated(name)} (*{kind.endings[0]})" for name, kind in pairs)
        # Whether a file may be replaced is asked on "Export", when the whole name is known.
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export to"), self.file.text(), kinds, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if name:
            self.file.setText(name)
