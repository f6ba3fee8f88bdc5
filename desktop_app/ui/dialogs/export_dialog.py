"""Choosing what to export, and where to."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.exports.destination import completed, table_kind
from desktop_app.exports.session_tables import SessionTable
from desktop_app.exports.tables import FOR_PROGRAMS, CsvStyle
from desktop_app.ui.dialogs.fitting import DialogBody, fit
from desktop_app.ui.dialogs.where_to import ask_where_to
from desktop_app.ui.wording import numbers


class Which(StrEnum):
    """Which photos are exported."""

    ALL = "all"
    SHOWN = "shown"
    SELECTED = "selected"


class Reader(StrEnum):
    """Who is going to read the table."""

    PROGRAM = "program"
    SPREADSHEET = "spreadsheet"


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What a person wants exported.

    Attributes:
        target: the file to write; its ending says the format.
        table: with suggestions or without.
        which: which photos.
        style: of a CSV table.
    """

    target: Path
    table: SessionTable
    which: Which
    style: CsvStyle = FOR_PROGRAMS


class ExportDialog(QDialog):
    """Three questions and a file name."""

    def __init__(self, folder: Path, counts: dict[Which, int], parent: QWidget) -> None:
        super().__init__(parent)
        self._folder = folder
        self.setWindowTitle(self.tr("Export"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 18, 12, 16)
        outer.setSpacing(12)
        body = DialogBody(500, self)
        outer.addWidget(body, 1)
        layout = body.column
        layout.setSpacing(8)
        self._tables = self._choices(
            layout,
            self.tr("What"),
            {
                SessionTable.SUGGESTIONS_AND_LABELS: self.tr("Labels and suggestions: a row for every photo"),
                SessionTable.LABELS: self.tr("Labels alone: a row for every photo that has a label"),
            },
        )
        names = {
            Which.ALL: self.tr("All photos of the session ({count})"),
            Which.SHOWN: self.tr("The photos that the filters show ({count})"),
            Which.SELECTED: self.tr("The selected photos ({count})"),
        }
        shown = {which: names[which].format(count=numbers.number(count)) for which, count in counts.items() if count}
        self._which = self._choices(layout, self.tr("Which photos"), shown)
        self._readers = self._choices(
            layout,
            self.tr("To open in"),
            {
                Reader.PROGRAM: self.tr("Shelter software and other programs"),
                Reader.SPREADSHEET: self.tr("Excel on this computer"),
            },
        )
        title = QLabel(self.tr("File"), self)
        title.setProperty("heading", True)
        layout.addWidget(title)
        line = QHBoxLayout()
        self.file = QLineEdit(str(folder / self.tr("labels.csv")), self)
        self.file.setAccessibleName(self.tr("File to write"))
        title.setBuddy(self.file)
        line.addWidget(self.file, 1)
        browse = QPushButton(self.tr("Choose…"), self)
        browse.clicked.connect(self._browse)
        line.addWidget(browse)
        layout.addLayout(line)
        hint = QLabel(self.tr("A table (CSV) that spreadsheets and shelter software can read. What a suggestion says "
                              "is what a dog looks like, not what it is."), self)  # fmt: skip
        hint.setProperty("quiet", True)
        hint.setWordWrap(True)
        layout.addWidget(hint)
        layout.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, parent=self)
        self.export = QPushButton(self.tr("Export"), self)
        self.export.setProperty("primary", True)
        buttons.addButton(self.export, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        outer.addWidget(buttons)
        fit(self)
        self.file.textChanged.connect(lambda text: self.export.setEnabled(bool(text.strip())))

    def wish(self) -> ExportWish:
        """What was chosen."""
        table = SessionTable(_value(self._tables))
        which = Which(_value(self._which))
        typed = self.file.text().strip()
        spreadsheet = Reader(_value(self._readers)) is Reader.SPREADSHEET
        # Excel takes the signs from the system, whatever language Pawsort speaks.
        style = CsvStyle.spreadsheet(QLocale.system().decimalPoint()) if spreadsheet else FOR_PROGRAMS
        return ExportWish(completed(typed, table_kind(typed), self._folder), table, which, style)

    def accept(self) -> None:
        """Close, unless a file is in the way that may not or shall not be replaced."""
        typed = self.file.text().strip()
        if ask_where_to(self, typed, table_kind(typed), self._folder) is not None:
            super().accept()

    def choose(self, table: SessionTable, which: Which = Which.ALL, reader: Reader = Reader.PROGRAM) -> None:
        """Choose as if by mouse."""
        for group, value in ((self._tables, table), (self._which, which), (self._readers, reader)):
            for button in group.buttons():
                if button.property("value") == value.value:
                    button.setChecked(True)

    def _choices(
        self,
        layout: QVBoxLayout,
        title: str,
        texts: Mapping[SessionTable, str] | Mapping[Which, str] | Mapping[Reader, str],
    ) -> QButtonGroup:
        heading = QLabel(title, self)
        heading.setProperty("heading", True)
        layout.addWidget(heading)
        group = QButtonGroup(self)
        for value, text in texts.items():
            button = QRadioButton(text, self)
            button.setProperty("value", value.value)
            group.addButton(button)
            layout.addWidget(button)
        group.buttons()[0].setChecked(True)
        layout.addSpacing(6)
        return group

    def _browse(self) -> None:
        kinds = self.tr("Table (*.csv);;JSON lines (*.jsonl)")
        # Whether a file may be replaced is asked on "Export", when the whole name is known.
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export to"), self.file.text(), kinds, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if name:
            self.file.setText(name)


def _value(group: QButtonGroup) -> str:
    return next(str(button.property("value")) for button in group.buttons() if button.isChecked())
