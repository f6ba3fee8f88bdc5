"""Animals from a table: a photo or a folder in each row, and whose it is."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.catalog.naming.session_names import NamingPreview, SessionNames
from desktop_app.faults import Fault
from desktop_app.jobs.naming import Cancelling
from desktop_app.plain_text import escaped
from desktop_app.ui.dialogs.animals_dialog import AnimalsDialog
from desktop_app.ui.dialogs.table_field import TableField
from desktop_app.ui.wording.naming_words import naming_words


class AnimalsFromTableDialog(AnimalsDialog):
    """A file, and what its rows make of the photos.

    Attributes:
        file: the line with its path; it can be typed.
        browse: opens the dialog of the system.
        columns: what is understood of the heading.
    """

    @property
    def folder(self) -> Path:
        """Where tables are looked for."""
        return self.table.folder

    def __init__(self, names: SessionNames, folder: Path, parent: QWidget) -> None:
        """Make the dialog.

        Args:
            names: the photos of the session.
            folder: where tables are looked for first.
            parent: the window.
        """
        translate = QCoreApplication.translate
        title = translate("AnimalsFromTableDialog", "Animals from a table")
        super().__init__(names, title, translate("AnimalsFromTableDialog", "Photo or folder"), parent)
        self.table = TableField(folder, title, self)
        self.file, self.browse = self.table.line, self.table.browse
        self.fields.addWidget(self.table)
        hint = self._quiet(
            self.tr(
                "The first line names the columns, in English or French: photo or folder, then name, number, species "
                "and note. A photo is given by its file name, or by its path where several are called the same."
            )
        )
        self.fields.addWidget(hint)
        self.file.setAccessibleDescription(hint.text())
        self.columns = self._quiet("")
        self.columns.hide()
        self.fields.addWidget(self.columns)
        self.table.changed.connect(self._typed)
        self.file.setFocus()

    def question(self) -> Callable[[Cancelling], NamingPreview] | None:
        """What the table makes of the photos; None where there is none."""
        file = self.table.file()
        if file is None:
            self.found.show_preview(None)
            return None
        take_all = self.take_all.isChecked()
        return lambda cancelled: self.names.by_table(file, cancelled, take_all=take_all)

    def show_found(self, preview: NamingPreview) -> None:
        """Show an answer, and how the heading is understood."""
        super().show_found(preview)
        table = preview.table
        if table is None:
            return
        known = [
            self.tr("{heading} is the {meaning}").format(heading=escaped(heading), meaning=naming_words.column(column))
            for column, heading in table.columns.items()
        ]
        text = self.tr("Understood: {columns}.").format(columns=", ".join(known))
        if table.unused:
            unused = ", ".join(escaped(each) for each in table.unused)
            text += " " + self.tr("Left alone: {columns}.").format(columns=unused)
        self.columns.setText(text)
        self.columns.show()

    def _refused(self, job_id: int, why: Fault) -> None:
        super()._refused(job_id, why)
        self.columns.hide()

    def _quiet(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("quiet", True)
        return label

    def _typed(self) -> None:
        self.complain("")
        self.columns.hide()
        self.preview = None
        self.ask()
