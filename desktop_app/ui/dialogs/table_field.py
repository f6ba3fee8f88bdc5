"""Asks for a table: a line with its path, which can be typed, and a button for the dialog of the system."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from desktop_app.tables import TABLE_ENDINGS


class TableField(QWidget):
    """The line.

    Signals:
        changed: another table is meant, or none.

    Attributes:
        line: with the path.
        browse: opens the dialog of the system.
        folder: where tables are looked for.
    """

    changed = Signal()

    def __init__(self, folder: Path, title: str, parent: QWidget) -> None:
        """Make it empty.

        Args:
            folder: where tables are looked for first.
            title: of the dialog of the system.
            parent: the dialog.
        """
        super().__init__(parent)
        self.folder, self._title = folder, title
        label = QLabel(self.tr("&Table"), self)
        self.line = QLineEdit(self)
        self.line.setAccessibleName(self.tr("File of the table"))
        self.line.setClearButtonEnabled(True)
        self.line.setPlaceholderText(self.tr("An Excel or CSV file, as spreadsheets save it"))
        label.setBuddy(self.line)
        label.setMinimumWidth(label.sizeHint().width() + 4)
        self.browse = QPushButton(self.tr("Choose…"), self)
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._browse)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.browse)
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self.setFocusProxy(self.line)

    def file(self) -> Path | None:
        """The table that is meant; None for none."""
        typed = self.line.text().strip().strip('"')
        if not typed:
            return None
        path = Path(typed)
        return path if path.is_absolute() else self.folder / path

    def _browse(self) -> None:
        endings = " ".join(f"*{ending}" for ending in TABLE_ENDINGS)
        kinds = self.tr("Tables ({endings});;All files (*)").format(endings=endings)
        name, _ = QFileDialog.getOpenFileName(self, self._title, str(self.folder), kinds)
        if name:
            self.folder = Path(name).parent
            self.line.setText(name)
