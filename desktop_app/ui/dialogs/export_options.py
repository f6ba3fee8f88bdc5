"""The options of an export format as widgets, made from their descriptions."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLabel, QLineEdit, QRadioButton, QSpinBox, QVBoxLayout, QWidget

from desktop_app.commands.format_words import FormatWords, OptionWords
from desktop_app.exports.base import ExportFormat, Option, OptionKind, OptionValue
from desktop_app.ui.wording.format_words import translated

LARGEST_NUMBER = 1_000_000


class ExportOptions(QWidget):
    """One control for each option of a format. What was chosen stays chosen in formats that have the same option.

    Signals:
        changed: a person chose something.
    """

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._chosen: dict[str, OptionValue] = {}
        self._format: ExportFormat | None = None
        self._words: FormatWords | None = None
        self._box: QWidget | None = None

    def show_format(self, export_format: ExportFormat, words: FormatWords) -> None:
        """Make the controls of another format."""
        self._format, self._words = export_format, words
        if self._box is not None:
            self._lines.removeWidget(self._box)
            self._box.hide()
            self._box.deleteLater()
        self._box = QWidget(self)
        lines = QVBoxLayout(self._box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        for option in export_format.options:
            self._add(lines, option, words.option(option.name))
        self._lines.addWidget(self._box)
        self.setVisible(bool(export_format.options))

    def values(self) -> dict[str, OptionValue]:
        """The value of each option of the format that is shown."""
        return {} if self._format is None else {option.name: self._value(option) for option in self._format.options}

    def choose(self, options: Mapping[str, OptionValue]) -> None:
        """Choose as if by mouse."""
        self._chosen |= options
        if self._format is not None and self._words is not None:
            self.show_format(self._format, self._words)
        self.changed.emit()

    def _value(self, option: Option) -> OptionValue:
        chosen = self._chosen.get(option.name, option.default)
        return chosen if option.accepts(chosen) else option.default

    def _take(self, name: str, value: OptionValue) -> None:
        self._chosen[name] = value
        self.changed.emit()

    def _add(self, lines: QVBoxLayout, option: Option, words: OptionWords) -> None:
        title, value = translated(words.title), self._value(option)
        if option.kind is OptionKind.YES_NO:
            check = QCheckBox(title, self._box)
            check.setChecked(bool(value))
            check.toggled.connect(lambda on: self._take(option.name, on))
            lines.addWidget(check)
        else:
            heading = QLabel(title, self._box)
            heading.setProperty("heading", True)
            lines.addWidget(heading)
            control = self._control(lines, option, words, value)
            if control is not None:
                control.setAccessibleName(title)
                heading.setBuddy(control)
                lines.addWidget(control)
        if words.help:
            hint = QLabel(translated(words.help), self._box)
            hint.setProperty("quiet", True)
            hint.setWordWrap(True)
            lines.addWidget(hint)

    def _control(self, lines: QVBoxLayout, option: Option, words: OptionWords, value: OptionValue) -> QWidget | None:
        if option.kind is OptionKind.NUMBER:
            number = QSpinBox(self._box)
            number.setMaximum(LARGEST_NUMBER)
            number.setValue(int(value))
            number.valueChanged.connect(lambda new: self._take(option.name, new))
            return number
        if option.kind is OptionKind.TEXT:
            line = QLineEdit(str(value), self._box)
            line.textChanged.connect(lambda new: self._take(option.name, new))
            return line
        texts = {choice: translated(words.choices[choice]) for choice in option.choices}
        group = radio_lines(lines, texts, str(value), self._box)
        group.buttonClicked.connect(lambda _button: self._take(option.name, chosen_of(group)))
        return None


def radio_lines(lines: QVBoxLayout, texts: Mapping[str, str], value: str, parent: QWidget | None) -> QButtonGroup:
    """A button for each text, of which one is chosen; added to `lines`.

    Args:
        lines: where they go.
        texts: value → what is shown.
        value: that is chosen; the first where there is none such.
        parent: of the buttons.
    """
    group = QButtonGroup(parent)
    for each, text in texts.items():
        button = QRadioButton(text, parent)
        button.setProperty("value", each)
        button.setChecked(each == value)
        group.addButton(button)
        lines.addWidget(button)
    if group.checkedButton() is None and group.buttons():
        group.buttons()[0].setChecked(True)
    return group


def chosen_of(group: QButtonGroup) -> str:
    """The value of the button that is chosen."""
    return next(str(button.property("value")) for button in group.buttons() if button.isChecked())
