"""Labels, animals and picks out of a table: what comes in, what is left alone and why."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QTabWidget, QWidget

from desktop_app.catalog.importing.headings import Meaning
from desktop_app.catalog.importing.left_alone import OF_BREEDS, LeftAlone
from desktop_app.catalog.importing.planning import ImportLine, ImportPlan
from desktop_app.catalog.importing.session_import import ImportWish
from desktop_app.jobs.naming import Cancelling
from desktop_app.plain_text import escaped
from desktop_app.ui.dialogs.asking_dialog import AskingDialog
from desktop_app.ui.dialogs.lines import Lines, table_of
from desktop_app.ui.dialogs.table_field import TableField
from desktop_app.ui.wording.faults import fault_text
from desktop_app.ui.wording.import_words import import_words, shown_path
from desktop_app.ui.wording.words import BreedName

Ask = Callable[[ImportWish, Cancelling], ImportPlan]
Near = Callable[[str], Sequence[str]]
"""What is no breed \u2192 ids of breeds that are called nearly so."""


class ComingLines(Lines):
    """One line a photo."""

    number_column = -1

    def __init__(self, breed_name: BreedName, parent: QWidget) -> None:
        self._breed_name = breed_name
        super().__init__(QCoreApplication.translate("ComingLines", "Photo"), parent)

    def headings(self) -> tuple[str, ...]:
        """Of all columns but the first."""
        translate = QCoreApplication.translate
        return (
            translate("ComingLines", "Label"),
            translate("ComingLines", "Animal"),
            translate("ComingLines", "Besides"),
        )

    def texts(self, line: ImportLine) -> tuple[str, ...]:
        """The photo, and what it gets."""
        label = import_words.label(line, self._breed_name)
        return shown_path(line.path), label, import_words.animal(line), import_words.more(line)

    def at_length(self, line: ImportLine) -> str:
        """The whole path."""
        return escaped(line.path)


class AloneLines(Lines):
    """One line for each thing that is left alone."""

    number_column = -1

    def __init__(self, near: Near, breed_name: BreedName, parent: QWidget) -> None:
        self._near, self._breed_name = near, breed_name
        super().__init__(QCoreApplication.translate("AloneLines", "Line of the table"), parent)

    def headings(self) -> tuple[str, ...]:
        """Of all columns but the first."""
        return (QCoreApplication.translate("AloneLines", "Why"),)

    def texts(self, line: LeftAlone) -> tuple[str, ...]:
        """Which, and why."""
        near = self._near(line.said) if line.why in OF_BREEDS else ()
        return import_words.source(line), import_words.why(line, near, self._breed_name)

    def at_length(self, line: LeftAlone) -> str:
        """All that the line names."""
        return escaped(line.source)


class ImportLabelsDialog(AskingDialog):
    """A table, and what becomes of the session.

    Attributes:
        plan: what is shown; None where there is nothing yet.
        table: the line with its path.
        columns: for photos and for breeds, which column has them.
        coming: the model of what comes in.
        alone: the model of what is left alone.
        summary: how much that is.
        overwrite: whether what is decided may become what the table says.
    """

    def __init__(self, ask: Ask, near: Near, breed_name: BreedName, folder: Path, parent: QWidget) -> None:
        """Make the dialog.

        Args:
            ask: what would become of the session; asked in another thread.
            near: breeds that are called nearly so.
            breed_name: id \u2192 name.
            folder: where tables are looked for first.
            parent: the window.
        """
        translate = QCoreApplication.translate
        title = translate("ImportLabelsDialog", "Import labels")
        super().__init__(title, translate("ImportLabelsDialog", "Import"), parent)
        self._ask_for = ask
        self.plan: ImportPlan | None = None
        self._chosen: dict[Meaning, str] = {}
        self.table = TableField(folder, title, self)
        self.table.changed.connect(self._table_changed)
        self.column.addWidget(self.table)
        hint = self._quiet(
            self.tr(
                "What Pawsort exported, or any table that names photos and breeds, animals or picks. What is not "
                "understood is left alone and listed; undo takes all of it back."
            )
        )
        self.table.line.setAccessibleDescription(hint.text())
        self.column.addWidget(hint)
        self._form = QWidget(self)
        self.columns = {
            Meaning.PHOTO: self._column_box(self.tr("Photos are in the column")),
            Meaning.BREED: self._column_box(self.tr("Breeds are in the column")),
        }
        self._fill_form()
        self.column.addWidget(self._form)
        self._understood = self._quiet("")
        self.column.addWidget(self._understood)
        self.column.addWidget(self.complaint)
        self.coming, self.alone = ComingLines(breed_name, self), AloneLines(near, breed_name, self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("What would become of the session"))
        self._tables = (table_of(self.coming, 3, self), table_of(self.alone, 1, self))
        for table, name in zip(
            self._tables, (self.tr("What comes in"), self.tr("What is left alone, and why")), strict=True
        ):
            table.setAccessibleName(name)
            self.tabs.addTab(table, "")
        self.column.addWidget(self.tabs, 1)
        self.summary = QLabel(self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.summary.setProperty("heading", True)
        self.column.addWidget(self.summary)
        self.overwrite = QCheckBox(self)
        self.overwrite.toggled.connect(lambda _on: self.ask())
        self.column.addWidget(self.overwrite)
        self._show(None)
        self.finish()
        self.table.setFocus()

    @property
    def changes_anything(self) -> bool:
        """Whether what is shown would change the session."""
        return self.plan is not None and self.plan.changes_anything

    def question(self) -> Callable[[Cancelling], ImportPlan] | None:
        """What the table makes of the session; None where there is none."""
        file = self.table.file()
        if file is None:
            self._show(None)
            return None
        wish = ImportWish(file, self.overwrite.isChecked(), dict(self._chosen))
        return partial(self._ask_for, wish)

    def take_answer(self, answer: object) -> None:
        """Show an answer; None where there is none any more."""
        if isinstance(answer, ImportPlan):
            self._show(answer)
            lacks = answer.table.lacks
            self.complain("" if lacks is None else fault_text(lacks))
            self.set_current(True)
        elif answer is None:
            self._show(None)

    def show_waiting(self) -> None:
        """Say that somebody is looking, where nothing is shown yet."""
        if self.plan is None:
            self.summary.setText(self.tr("Reading the table…"))

    def set_stale(self, stale: bool) -> None:
        """Show that what is shown is not of what is asked for, or that it is."""
        for model in (self.coming, self.alone):
            model.set_stale(stale)

    def let_go(self) -> None:
        """Go, with what was found: what is left of a dialog goes late, and this may be about 100,000 photos."""
        self._show(None)
        self.deleteLater()

    def _show(self, plan: ImportPlan | None) -> None:
        self.plan = plan
        coming, alone = ([], []) if plan is None else (plan.photos, plan.left)
        self.coming.show_lines(coming)
        self.alone.show_lines(alone)
        self.tabs.setTabText(0, import_words.coming_tab(len(coming)))
        self.tabs.setTabText(1, import_words.left_tab(len(alone)))
        self.summary.setText(" " if plan is None or plan.table.lacks else import_words.summary(plan))
        kept = 0 if plan is None else plan.kept
        self.overwrite.setText(import_words.overwrite(kept))
        self.overwrite.setVisible(kept > 0 or self.overwrite.isChecked())
        self._show_columns(plan)
        # Of the list that is not in front, nobody knows yet how wide it will be.
        width = max(self.tabs.width(), self.tabs.minimumSizeHint().width())
        for table, shares in zip(self._tables, ((0.32, 0.3, 0.2), (0.4,)), strict=True):
            table.resizeColumnsToContents()
            for column, share in enumerate(shares):
                least = table.horizontalHeader().sectionSizeHint(column)
                table.setColumnWidth(column, max(least, min(table.columnWidth(column), int(width * share))))

    def _show_columns(self, plan: ImportPlan | None) -> None:
        is_foreign = plan is not None and not plan.table.headings.is_own
        self._form.setVisible(is_foreign)
        text = "" if plan is None or plan.table.lacks else import_words.understood(plan)
        self._understood.setText(text)
        self._understood.setVisible(bool(text))
        if plan is None:
            return
        for meaning, box in self.columns.items():
            chosen = plan.table.headings.columns.get(meaning, "")
            blocked = QSignalBlocker(box)
            box.clear()
            box.addItem(self.tr("(none)"), "")
            for heading in filter(None, dict.fromkeys(plan.table.all_headings)):
                box.addItem(escaped(heading), heading)
            box.setCurrentIndex(max(0, box.findData(chosen)))
            blocked.unblock()

    def _column_box(self, name: str) -> QComboBox:
        box = QComboBox(self._form)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(24)
        return box

    def _fill_form(self) -> None:
        form = QFormLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        for meaning, box in self.columns.items():
            label = QLabel(box.accessibleName(), self._form)
            label.setBuddy(box)
            form.addRow(label, box)
            box.activated.connect(partial(self._choose, meaning))

    def _choose(self, meaning: Meaning, _place: int) -> None:
        heading = self.columns[meaning].currentData()
        # One column says one thing.
        self._chosen = {each: known for each, known in self._chosen.items() if known != heading and each is not meaning}
        if heading:
            self._chosen[meaning] = heading
        self.ask()

    def _table_changed(self) -> None:
        self._chosen = {}
        self.complain("")
        self.plan = None
        self.ask()

    def _quiet(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("quiet", True)
        return label
