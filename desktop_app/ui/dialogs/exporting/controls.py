"""A control for the value of an option, by the kind of the option: plain objects that hold Qt's own widgets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.commands.format_words import OptionWords
from desktop_app.exports.base import Option, OptionKind, OptionValue
from desktop_app.ui.dialogs.exporting.path_field import PathField
from desktop_app.ui.dialogs.fitting import keep_from_wheel
from desktop_app.ui.look.wrapped_text import wrapped
from desktop_app.ui.wording.format_words import translated
from desktop_app.ui.wording.plain import on_button

LARGEST_NUMBER = 1_000_000
MOST_RADIO_BUTTONS = 4
"""More choices than that are a combo box."""
TEXT_WIDTH = 300
"""Pixels after which the words of buttons go on in the next line."""
_MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Control:
    """What a person uses to give an option its value.

    Attributes:
        widget: that has it all; the first one of it takes the focus.
        value: says what is chosen now.
        is_titled: whether the title of the option stands on it.
        described: the widgets that a screen reader comes to, which say what is wrong.
    """

    widget: QWidget
    value: Callable[[], OptionValue]
    is_titled: bool
    described: tuple[QWidget, ...]


def control_of(
    option: Option,
    words: OptionWords,
    value: OptionValue,
    changed: Callable[[], object],
    parent: QWidget,
    ask: Callable[[str], str] | None = None,
) -> Control:
    """Make the control.

    Args:
        option: of which it is.
        words: of the option.
        value: that is chosen at first; one that the option accepts.
        changed: called when a person chose something.
        parent: in the sense of Qt.
        ask: lets a person choose what else would have to be typed, for `TEXT`; given what is typed now.
    """
    title = translated(words.title)
    match option.kind:
        case OptionKind.YES_NO:
            check = QCheckBox(broken(title, parent), parent)
            check.setAccessibleName(title)
            check.setChecked(bool(value))
            check.toggled.connect(lambda _on: changed())
            return Control(check, check.isChecked, True, (check,))
        case OptionKind.NUMBER:
            number = QSpinBox(parent)
            number.setMaximum(LARGEST_NUMBER)
            number.setGroupSeparatorShown(True)
            number.setValue(int(value))
            keep_from_wheel(number)
            number.valueChanged.connect(lambda _new: changed())
            return _named(Control(number, number.value, False, (number,)), title)
        case OptionKind.TEXT if ask is not None:
            everything = QCoreApplication.translate("ExportOptions", "All")
            return _path_field(title, str(value), everything, ask, changed, parent)
        case OptionKind.TEXT:
            line = QLineEdit(str(value), parent)
            line.textChanged.connect(lambda _new: changed())
            return _named(Control(line, line.text, False, (line,)), title)
        case OptionKind.FILE:
            nothing = QCoreApplication.translate("ExportOptions", "None")
            return _path_field(
                title, str(value), nothing, lambda path: _asked_for_table(parent, title, path), changed, parent
            )
        case OptionKind.CHOICE if len(option.choices) > MOST_RADIO_BUTTONS:
            return _named(_combo_box(option, words, value, changed, parent), title)
        case OptionKind.CHOICE:
            return _radio_buttons(option, words, value, changed, parent)


def _path_field(
    title: str,
    value: str,
    when_empty: str,
    ask: Callable[[str], str],
    changed: Callable[[], object],
    parent: QWidget,
) -> Control:
    field = PathField(value, ask, parent)
    field.line.setClearButtonEnabled(True)
    field.line.setPlaceholderText(when_empty)
    field.edited.connect(changed)
    return _named(Control(field, field.path, False, (field.line,)), title)


def _radio_buttons(
    option: Option, words: OptionWords, value: OptionValue, changed: Callable[[], object], parent: QWidget
) -> Control:
    box = QWidget(parent)
    lines = QVBoxLayout(box)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(6)
    texts = {choice: translated(words.choices[choice]) for choice in option.choices}
    group = radio_lines(lines, texts, str(value), box)
    for button in group.buttons():
        # What it is about stands above all of them, where a screen reader does not look.
        button.setAccessibleDescription(translated(words.title))
    group.buttonClicked.connect(lambda _button: changed())
    return Control(box, lambda: chosen_of(group), False, tuple(group.buttons()))


def _combo_box(
    option: Option, words: OptionWords, value: OptionValue, changed: Callable[[], object], parent: QWidget
) -> Control:
    combo = QComboBox(parent)
    # Long words do not make the dialog wider; the list that opens has room for them.
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(18)
    for choice in option.choices:
        combo.addItem(translated(words.choices[choice]), choice)
    combo.setCurrentIndex(combo.findData(value))
    combo.view().setMinimumWidth(combo.view().sizeHintForColumn(0) + 24)
    keep_from_wheel(combo)
    combo.currentIndexChanged.connect(lambda _place: changed())
    return Control(combo, lambda: str(combo.currentData()), False, (combo,))


def _named(control: Control, name: str) -> Control:
    control.widget.setAccessibleName(name)
    return control


def _asked_for_table(parent: QWidget, title: str, path: str) -> str:
    kinds = QCoreApplication.translate("ExportOptions", "Tables ({endings});;All files (*)")
    folder = str(Path(path).parent) if path else ""
    name, _ = QFileDialog.getOpenFileName(parent, title, folder, kinds.format(endings="*.csv *.xlsx *.txt *.tsv"))
    return name or path


def broken(text: str, widget: QWidget, width: int = TEXT_WIDTH) -> str:
    """A text for a button, in lines that are no longer than so many pixels."""
    found = wrapped(text, widget.font(), width, _MOST_LINES)
    return on_button("\n".join(found.lines))


def radio_lines(lines: QVBoxLayout, texts: Mapping[str, str], value: str, parent: QWidget) -> QButtonGroup:
    """A button for each text, of which one is chosen; added to `lines`.

    Args:
        lines: where they go.
        texts: value → what is shown.
        value: that is chosen; the first where there is none such.
        parent: of the buttons.
    """
    group = QButtonGroup(parent)
    for each, text in texts.items():
        button = QRadioButton(broken(text, parent), parent)
        button.setAccessibleName(text)
        button.setProperty("value", each)
        button.setChecked(each == value)
        group.addButton(button)
        lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    if group.checkedButton() is None and group.buttons():
        group.buttons()[0].setChecked(True)
    for one in group.buttons():
        _take_tab(one, on=one.isChecked())
        one.toggled.connect(lambda on, one=one: _take_tab(one, on=on))
    return group


def _take_tab(button: QAbstractButton, *, on: bool) -> None:
    """Tab comes to the button that is checked, arrow keys go on from it; Qt would go to the first of the group."""
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)


def chosen_of(group: QButtonGroup) -> str:
    """The value of the button that is chosen."""
    return next(str(button.property("value")) for button in group.buttons() if button.isChecked())
