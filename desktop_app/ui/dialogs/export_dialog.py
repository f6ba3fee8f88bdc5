"""Choosing what to export, and where to: whatever formats there are, with a preview before anything is written.

The dialog stays until all is written, or a person has enough: whatever goes wrong is said in it, and nothing that was
chosen or typed is lost.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.commands.fault_sentences import sentence
from desktop_app.commands.format_words import FormatWords
from desktop_app.commands.formats import all_words
from desktop_app.exports.base import ExportFormat, Family, OptionValue, Preview, Wording
from desktop_app.exports.destination import DestinationError
from desktop_app.exports.formats import all_formats
from desktop_app.faults import Fault
from desktop_app.jobs.exporting import PreviewJob
from desktop_app.jobs.progress import LabellingProgress
from desktop_app.ui.dialogs.exporting.format_list import FormatList
from desktop_app.ui.dialogs.exporting.place import ExportPlace
from desktop_app.ui.dialogs.exporting.preview_box import PreviewBox
from desktop_app.ui.dialogs.exporting.questions import ExportQuestions, usable
from desktop_app.ui.dialogs.exporting.wish import ExportWish, Supplies, Which
from desktop_app.ui.dialogs.fitting import fit
from desktop_app.ui.dialogs.where_to import may_replace, may_replace_all
from desktop_app.ui.look.announcing import announce
from desktop_app.ui.look.progress_line import ProgressLine
from desktop_app.ui.look.wrapped_text import wrapped
from desktop_app.ui.settings import ExportChoices, RememberedExport
from desktop_app.ui.wording.export_progress import progress_text
from desktop_app.ui.wording.faults import fault_text
from desktop_app.ui.wording.format_words import lines_of

SIZE = QSize(1060, 640)
LIST_WIDTH, PREVIEW_WIDTH = 200, 220
BESIDE_WORDS, MOST_LINES = 24, 4
# On a screen that is narrower than this, lists are too: what is cut short there is in the tool tips, or is scrolled to.
NARROW_SCREEN, NARROW_LIST_WIDTH, NARROW_PREVIEW_WIDTH = 880, 124, 170
# While a person types, nothing is asked.
SETTLE_MS = 150


class ExportDialog(QDialog):
    """A few questions, a place, and what is going to be written.

    Signals:
        wanted: `ExportWish`: write that; then say `show_fault`, or close it.
        stop_wanted: a person does not want any more of what is being written.
        names_wanted: id of a format: a person wants to say what breeds are called in the software that it is for.
    """

    wanted = Signal(object)
    stop_wanted = Signal()
    names_wanted = Signal(str)

    def __init__(
        self,
        folder: Path,
        supplies: Supplies,
        previews: PreviewJob,
        parent: QWidget,
        *,
        choices: ExportChoices | None = None,
        wording: Wording | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            folder: where a name without a folder is meant.
            supplies: what there is.
            previews: counts in the background; goes on when the dialog is closed, so that nobody waits for it.
            parent: the window.
            choices: what was chosen last.
            wording: names and words that examples are given in.
        """
        super().__init__(parent)
        self._folder, self._supplies = folder, supplies
        self._wording = wording or Wording(str, sentence)
        self._choices = choices or ExportChoices()
        self._shown_format = ""
        self._planned: Preview | None = None
        self._is_wanted = self._is_writing = self._is_unseen = False
        self._asked = 0
        self._previews = previews
        self._previews.found.connect(self._found)
        self._previews.failed.connect(self._not_found)
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._ask)
        self.setWindowTitle(self.tr("Export"))
        self._build()
        self.options.rebuilt.connect(self._order_tabs)
        self.formats.chosen.connect(lambda _id: self._show_format())
        if not self.formats.choose(self._choices.format_id):
            self.formats.choose_first()
        self.formats.setFocus()
        fit(self, SIZE)

    # What is chosen

    @property
    def format(self) -> ExportFormat:
        """The format that is chosen."""
        return all_formats()[self.formats.format_id()]

    @property
    def file(self) -> QLineEdit:
        """The line with the file or folder to write."""
        return self.place.field.line

    def wish(self) -> ExportWish:
        """What was chosen."""
        return ExportWish(self.place.target(), self.format.id, self.questions.which(), self.options.values())

    def planned(self) -> Preview | None:
        """What would be written now; None while that is being counted, or where it cannot be."""
        return self._planned

    def choices_now(self) -> ExportChoices:
        """What is to be remembered."""
        self._keep_format()
        return self._choices

    def choose(self, format_id: str = "", which: Which | None = None, **options: OptionValue) -> None:
        """Choose as if by mouse."""
        if format_id:
            self.formats.choose(format_id)
        if which is not None:
            self.questions.choose_which(which)
        if options:
            self.options.choose(options)

    # What becomes of it

    def accept(self) -> None:
        """Let it be written, once it is known what that means, and a person agreed to what it replaces."""
        if self._is_writing or not self.export.isEnabled():
            return
        self._complain("")
        try:
            self.place.checked()
        except DestinationError as error:
            self._complain(fault_text(error.fault))
            self.file.setFocus()
            return
        self._is_wanted = True
        if self._planned is not None:
            self._write()

    def go(self) -> None:
        """Let it be written as it was chosen last; the dialog is shown only where something is to be said."""
        self._is_unseen = True
        self.accept()

    def accept_written(self) -> None:
        """Close: it is written, or goes on being written without the dialog."""
        self._is_writing = False
        super().accept()

    def reject(self) -> None:
        """Close; where something is being written, end that first."""
        if self._is_writing:
            self._cancel.setEnabled(False)
            self.stop_wanted.emit()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Close, and let go of everything."""
        self._settled.stop()
        self._asked = 0
        self._previews.start(self._supplies.let_go)
        super().done(result)

    def show_fault(self, fault: Fault) -> None:
        """It could not be written, and this is why; all that was chosen is still there."""
        self.set_writing(on=False)
        self._say(fault)

    def set_writing(self, *, on: bool) -> None:
        """Whether it is being written: nothing else can be chosen meanwhile."""
        self._is_writing = on
        for widget in (self.formats, self.questions, self.place, self.names):
            widget.setEnabled(not on)
        self.progress.begin()
        self.progress.setVisible(on)
        self.export.setEnabled(not on and self.place.is_named())
        self._cancel.setEnabled(True)
        self._cancel.setText(self.tr("Stop") if on else self._cancel_text)
        if on:
            self._cancel.setFocus()

    def show_progress(self, progress: LabellingProgress) -> None:
        """So much is written."""
        self.progress.show_progress(progress.done, progress.total, progress_text(progress))

    def look_again(self) -> None:
        """Something that the preview depends on was changed elsewhere."""
        self._show_preview()

    # Its parts

    def _build(self) -> None:
        is_narrow = self.screen().availableSize().width() < NARROW_SCREEN
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8) if is_narrow else layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        columns = QHBoxLayout()
        columns.setSpacing(8 if is_narrow else 14)
        self.formats = FormatList([(each, self._words(each.id)) for each in all_formats().values()], self)
        self.formats.setMinimumWidth(LIST_WIDTH)
        columns.addLayout(self._titled(self.tr("What"), self.formats), 2)
        middle = QVBoxLayout()
        middle.setSpacing(10)
        self.questions = ExportQuestions(self._supplies, self)
        self.options = self.questions.options
        self.questions.which_changed.connect(self._show_preview)
        self.options.changed.connect(self._options_changed)
        middle.addWidget(self.questions, 1)
        remembered = {format_id: each.place for format_id, each in self._choices.formats.items()}
        self.place = ExportPlace(self._folder, remembered, self)
        self.place.changed.connect(self._show_preview)
        rule = QFrame(self)
        rule.setProperty("rule", True)
        middle.addWidget(rule)
        middle.addWidget(self.place)
        columns.addLayout(middle, 5)
        self.preview = PreviewBox(self)
        self.preview.setMinimumWidth(PREVIEW_WIDTH)
        right = self._titled(self.tr("What is going to be written"), self.preview)
        self.names = QPushButton(self.tr("Names of breeds in the other software…"), self)
        self.names.setProperty("compact", True)
        if is_narrow:
            self.formats.setFixedWidth(NARROW_LIST_WIDTH)
            self.preview.setFixedWidth(NARROW_PREVIEW_WIDTH)
            # In as many lines as it takes.
            words = wrapped(self.names.text(), self.names.font(), NARROW_PREVIEW_WIDTH - BESIDE_WORDS, MOST_LINES)
            self.names.setText("\n".join(words.lines))
        self.names.clicked.connect(lambda: self.names_wanted.emit(self.format.id))
        right.addWidget(self.names)
        columns.addLayout(right, 4)
        layout.addLayout(columns, 1)
        self.complaint = QLabel(self)
        self.complaint.setProperty("complaint", True)
        self.complaint.setWordWrap(True)
        self.complaint.setTextFormat(Qt.TextFormat.PlainText)
        self.complaint.hide()
        layout.addWidget(self.complaint)
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.progress = ProgressLine(self)
        self.progress.hide()
        line.addWidget(self.progress, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, parent=self)
        self._cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self._cancel_text = self._cancel.text()
        self.export = QPushButton(self.tr("Export"), self)
        self.export.setProperty("primary", True)
        self.export.setDefault(True)
        buttons.addButton(self.export, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        line.addStretch(0)
        line.addWidget(buttons, 0, Qt.AlignmentFlag.AlignRight)
        return line

    def _titled(self, title: str, widget: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        heading = QLabel(title, self)
        heading.setProperty("heading", True)
        heading.setWordWrap(True)
        heading.setBuddy(widget)
        column.addWidget(heading)
        column.addWidget(widget, 1)
        return column

    # What is shown

    def _show_format(self) -> None:
        self._keep_format()
        export_format, words = self.format, self._words(self.format.id)
        self._shown_format = export_format.id
        self.questions.show_format(export_format, words, usable(export_format, self._choices.of(export_format.id)))
        self.place.show_format(export_format, words)
        self.names.setVisible(export_format.family is Family.SHELTER)
        self._options_changed()

    def _order_tabs(self) -> None:
        self.setTabOrder(self.options.follow(self.questions.last_of_which()), self.place.field.line)

    def _keep_format(self) -> None:
        """What was chosen for the format is there when a person comes back to it."""
        if self._shown_format:
            self.place.keep()
            chosen = RememberedExport(place=self.place.of_format(self._shown_format), options=self.options.values())
            self._choices = self._choices.with_format(self._shown_format, chosen)

    def _options_changed(self) -> None:
        self.place.show_place(self.format.place_with(self.options.values()))
        self._show_preview()

    def _show_preview(self) -> None:
        """What is said is of something else by now: count again, as soon as nobody types any more."""
        self._planned, self._is_wanted = None, False
        self._asked = 0
        self.options.complain(None)
        self._complain("")
        self.export.setEnabled(self.place.is_named() and not self._is_writing)
        if self.place.is_named():
            self.preview.show_counting()
            self._settled.start()
        else:
            self._settled.stop()
            self.preview.show_nothing(self.tr("Say where to write to."))

    def _ask(self) -> None:
        self._asked = self._previews.start(partial(self._supplies.planned, self.format, self.wish(), self._wording))

    def _found(self, job_id: int, preview: Preview) -> None:
        if job_id != self._asked:
            return
        self._planned = preview
        columns = "\n".join(", ".join(each.columns) for each in preview.files)
        self.export.setEnabled(preview.writes_anything and not self._is_writing)
        self.preview.show_lines(lines_of(preview, self._words(self.format.id), self._wording.name_of), columns)
        if self._is_wanted and preview.writes_anything:
            self._write()

    def _not_found(self, job_id: int, fault: Fault) -> None:
        if job_id != self._asked:
            return
        self._is_wanted = False
        self.export.setEnabled(False)
        self.preview.show_nothing(self.tr("Nothing can be written like this."))
        self._say(fault)

    def _write(self) -> None:
        self._is_wanted = False
        wish, planned = self.wish(), self._planned
        if planned is None:
            return
        if not self._agrees(wish, planned):
            if self._is_unseen and not self.complaint.text():
                self.reject()
            return
        self.set_writing(on=True)
        self.wanted.emit(wish)

    def _agrees(self, wish: ExportWish, planned: Preview) -> bool:
        """Whether a person agrees to what is replaced."""
        try:
            found = self.place.checked()
        except DestinationError as error:  # something came between
            self._complain(fault_text(error.fault))
            return False
        if found is not None and found.replaces and not may_replace(self, found.file):
            return False
        others = tuple(file for file in planned.replaces if found is None or file != found.file)
        return may_replace_all(self, wish.place, others)

    def _say(self, fault: Fault) -> None:
        """What is wrong, beside the option that it is about, or below all."""
        if not self.options.complain(fault):
            self._complain(fault_text(fault))
        elif self._is_unseen:
            self._be_seen()

    def _complain(self, text: str) -> None:
        self.complaint.setText(text)
        self.complaint.setVisible(bool(text))
        if text:
            announce(self.complaint, text)
            if self._is_unseen:
                self._be_seen()

    def _be_seen(self) -> None:
        self._is_unseen = False
        self.open()

    @staticmethod
    def _words(format_id: str) -> FormatWords:
        return all_words()[format_id]
