"""The options of an export format as widgets, made from their descriptions."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QRadioButton, QToolButton, QVBoxLayout, QWidget

from desktop_app.commands.format_words import FormatWords, OptionWords
from desktop_app.exports.base import ExportFormat, Option, OptionKind, OptionValue
from desktop_app.exports.session_tables import SessionTable
from desktop_app.exports.shared_options import COLUMNS
from desktop_app.faults import Fault
from desktop_app.ui.dialogs.exporting.columns_dialog import ColumnsDialog
from desktop_app.ui.dialogs.exporting.controls import control_of
from desktop_app.ui.look.icons import set_icon
from desktop_app.ui.wording.faults import fault_text
from desktop_app.ui.wording.format_words import translated

LONGEST_HINT = 160
"""Letters after which what an option is good for stands behind a button."""


class OptionLine(QWidget):
    """An option: its title, its control, what it is good for, and what is wrong with its value.

    Signals:
        changed: a person chose something.
    """

    changed = Signal()

    def __init__(
        self,
        option: Option,
        words: OptionWords,
        value: OptionValue,
        parent: QWidget,
        ask: Callable[[str], str] | None = None,
    ) -> None:
        """Make the line; see `control_of` for the arguments."""
        super().__init__(parent)
        self.option = option
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(5)
        self._control = control_of(option, words, value, self.changed.emit, self, ask)
        help_text = translated(words.help)
        self._hint = QLabel(help_text, self)
        self._hint.setProperty("quiet", True)
        self._hint.setWordWrap(True)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        is_long = len(help_text) > LONGEST_HINT
        self._add_title(translated(words.title), is_long=is_long)
        self._hint.setVisible(bool(help_text) and not is_long)
        self._lines.addWidget(self._hint)
        self._complaint = QLabel(self)
        self._complaint.setProperty("complaint", True)
        self._complaint.setWordWrap(True)
        self._complaint.setTextFormat(Qt.TextFormat.PlainText)
        self._complaint.hide()
        self._lines.addWidget(self._complaint)
        self._describe("")

    def value(self) -> OptionValue:
        """What is chosen."""
        return self._control.value()

    def complain(self, text: str) -> None:
        """Say what is wrong with the value, until it is another one."""
        self._complaint.setText(text)
        self._complaint.setVisible(bool(text))
        self._describe(text)

    def complaint(self) -> str:
        """What is said to be wrong."""
        return self._complaint.text()

    def _describe(self, complaint: str) -> None:
        if self._control.described[0].accessibleDescription() and self.option.kind is OptionKind.CHOICE:
            return  # the title of the choices
        for widget in self._control.described:
            widget.setAccessibleDescription(" ".join(part for part in (complaint, self._hint.text()) if part))

    def _add_title(self, title: str, *, is_long: bool) -> None:
        line = QHBoxLayout()
        line.setSpacing(4)
        if self._control.is_titled:
            line.addWidget(self._control.widget)
        else:
            heading = QLabel(title, self)
            heading.setProperty("heading", True)
            heading.setWordWrap(True)
            heading.setBuddy(self._control.described[0])
            line.addWidget(heading, 1)
        if is_long:
            more = QToolButton(self)
            set_icon(more, "information")
            more.setAutoRaise(True)
            more.setCheckable(True)
            more.setToolTip(self.tr("What this is good for"))
            more.setAccessibleName(self.tr("What this is good for: {title}").format(title=title))
            more.toggled.connect(self._hint.setVisible)
            line.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        if self._control.is_titled:
            line.addStretch(1)
        self._lines.addLayout(line)
        if not self._control.is_titled:
            self._lines.addWidget(self._control.widget)


class ExportOptions(QWidget):
    """One line for each option of a format. What was chosen stays chosen in formats that have the same option.

    Signals:
        changed: a person chose something.
        rebuilt: there are other controls now.
    """

    changed = Signal()
    rebuilt = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._chosen: dict[str, OptionValue] = {}
        self._box: QWidget | None = None
        self._shown: list[OptionLine] = []
        self._format: tuple[ExportFormat, FormatWords, Mapping[str, OptionValue]] | None = None

    def show_format(
        self, export_format: ExportFormat, words: FormatWords, remembered: Mapping[str, OptionValue] | None = None
    ) -> None:
        """Make the controls of another format.

        Args:
            export_format: of which.
            words: of the format.
            remembered: values that options have where nobody chose any since the dialog is there.
        """
        self._format = export_format, words, remembered or {}
        if self._box is not None:
            self._lines.removeWidget(self._box)
            self._box.hide()
            self._box.deleteLater()
        self._box = QWidget(self)
        lines = QVBoxLayout(self._box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(14)
        self._shown = []
        for option in export_format.options:
            has_columns = option.name == COLUMNS.name and isinstance(export_format, SessionTable)
            ask = self._ask_columns if has_columns else None
            line = OptionLine(option, words.option(option.name), self._value(option), self._box, ask)
            line.changed.connect(lambda line=line: self._take(line))
            self._shown.append(line)
            lines.addWidget(line)
        self._lines.addWidget(self._box)
        self.setVisible(bool(export_format.options))
        self.rebuilt.emit()

    def values(self) -> dict[str, OptionValue]:
        """The value of each option of the format that is shown."""
        return {line.option.name: self._value(line.option) for line in self._shown}

    def choose(self, options: Mapping[str, OptionValue]) -> None:
        """Choose as if by mouse."""
        self._chosen |= options
        if self._format is not None:
            self.show_format(*self._format)
        self.changed.emit()

    def complain(self, fault: Fault | None) -> bool:
        """Say at the option that it is about what is wrong; nothing is, where it is None.

        Returns:
            whether one of them is what it is about.
        """
        at = None if fault is None else self._line_of(fault)
        for line in self._shown:
            line.complain(fault_text(fault) if fault is not None and line is at else "")
        return at is not None

    def follow(self, before: QWidget) -> QWidget:
        """Tab comes from a widget to the first option, and so on: Qt would put what was made last at the end.

        Returns:
            the last one.
        """
        for line in self._shown:
            for widget in line.findChildren(QWidget):
                takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
                # Of a group, Tab comes to the button that is checked, whichever that will be.
                if (takes_tab or isinstance(widget, QRadioButton)) and widget.window() is self.window():
                    QWidget.setTabOrder(before, widget)
                    before = widget
        return before

    def lines(self) -> list[OptionLine]:
        """The options that are shown."""
        return list(self._shown)

    def _ask_columns(self, chosen: str) -> str:
        """Let a person tick the columns of the table as it is chosen now."""
        export_format = self._format[0] if self._format is not None else None
        if not isinstance(export_format, SessionTable):
            return chosen
        dialog = ColumnsDialog(export_format.columns_there(self.values()), chosen, self)
        is_chosen = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.chosen() if is_chosen else chosen

    def _line_of(self, fault: Fault) -> OptionLine | None:
        named = fault.facts.get("option")
        for line in self._shown:
            if line.option.name == named:
                return line
        typed = (OptionKind.TEXT, OptionKind.FILE)
        facts = [str(fact) for fact in fault.facts.values()]
        candidates = [line for line in self._shown if line.option.kind in typed and str(line.value()) in facts]
        return candidates[0] if candidates else None

    def _value(self, option: Option) -> OptionValue:
        remembered = self._format[2] if self._format is not None else {}
        for chosen in (self._chosen.get(option.name), remembered.get(option.name)):
            if chosen is not None and option.accepts(chosen):
                return chosen
        return option.default

    def _take(self, line: OptionLine) -> None:
        self._chosen[line.option.name] = line.value()
        self.changed.emit()
