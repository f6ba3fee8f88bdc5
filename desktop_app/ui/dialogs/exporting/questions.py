"""What is asked about an export beside format and place: which photos, and the options of the format."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop_app.commands.format_words import FormatWords
from desktop_app.exports.base import ExportFormat, OptionKind, OptionValue
from desktop_app.ui.dialogs.exporting.controls import chosen_of, radio_lines
from desktop_app.ui.dialogs.exporting.options import ExportOptions
from desktop_app.ui.dialogs.exporting.wish import Supplies, Which
from desktop_app.ui.dialogs.fitting import DialogBody
from desktop_app.ui.settings import RememberedExport
from desktop_app.ui.wording import numbers
from desktop_app.ui.wording.format_words import translated

WIDTH = 380


class ExportQuestions(DialogBody):
    """The middle of the dialog; it scrolls where it has not room enough.

    Signals:
        which_changed: other photos are meant.

    Attributes:
        options: those of the format.
    """

    which_changed = Signal()

    def __init__(self, supplies: Supplies, parent: QWidget) -> None:
        super().__init__(WIDTH, parent)
        self._supplies = supplies
        lines = self.column
        lines.setContentsMargins(2, 0, 8, 0)
        lines.setSpacing(6)
        self._title = QLabel(self.inside)
        self._title.setProperty("heading", True)
        self._title.setWordWrap(True)
        lines.addWidget(self._title)
        self._hint = QLabel(self.inside)
        self._hint.setProperty("quiet", True)
        self._hint.setWordWrap(True)
        lines.addWidget(self._hint)
        lines.addSpacing(8)
        heading = QLabel(self.tr("Which photos"), self.inside)
        heading.setProperty("heading", True)
        lines.addWidget(heading)
        self._which = radio_lines(lines, self._which_texts(), Which.ALL, self.inside)
        for button in self._which.buttons():
            button.setAccessibleDescription(heading.text())
        self._which.buttonClicked.connect(lambda _button: self.which_changed.emit())
        lines.addSpacing(8)
        self.options = ExportOptions(self.inside)
        lines.addWidget(self.options)
        lines.addStretch(1)

    def show_format(
        self, export_format: ExportFormat, words: FormatWords, remembered: Mapping[str, OptionValue]
    ) -> None:
        """Ask about another format; see `ExportOptions.show_format`."""
        self._title.setText(translated(words.title))
        self._hint.setText(translated(words.help))
        self.options.show_format(export_format, words, remembered)
        self.verticalScrollBar().setValue(0)

    def which(self) -> Which:
        """The photos that are meant."""
        return Which(chosen_of(self._which))

    def choose_which(self, which: Which) -> None:
        """Choose as if by mouse."""
        for button in self._which.buttons():
            if button.property("value") == which.value:
                button.click()

    def last_of_which(self) -> QAbstractButton:
        """After it come the options."""
        return self._which.buttons()[-1]

    def _which_texts(self) -> dict[str, str]:
        of_animals = self._supplies.of_animals
        shown = self.tr("The animals that are shown (photos: {count})")
        selected = self.tr("The selected animals (photos: {count})")
        names = {
            Which.ALL: self.tr("All photos of the session ({count})"),
            Which.SHOWN: shown if of_animals else self.tr("The photos that the filters show ({count})"),
            Which.SELECTED: selected if of_animals else self.tr("The selected photos ({count})"),
        }
        offered = self._supplies.offered
        return {which.value: names[which].format(count=numbers.number(each.photos)) for which, each in offered.items()}


def usable(export_format: ExportFormat, remembered: RememberedExport) -> dict[str, OptionValue]:
    """Those of the remembered values that the format still accepts; files that are not there any more are forgotten."""
    usable: dict[str, OptionValue] = {}
    for option in export_format.options:
        value = remembered.options.get(option.name)
        if value is None or not option.accepts(value):
            continue
        if option.kind is OptionKind.FILE and value and ("\0" in str(value) or not Path(str(value)).is_file()):
            continue
        usable[option.name] = value
    return usable
