"""What an export could not read or write, file by file: to be read, and to be copied."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.dialogs.fitting import fit

SIZE = QSize(620, 380)


class SkippedDialog(QDialog):
    """A list that scrolls, however long it is."""

    def __init__(self, summary: str, lines: Sequence[str], parent: QWidget) -> None:
        """Make the dialog.

        Args:
            summary: how many, and that all others were written.
            lines: one for each.
            parent: the window.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("What was left out"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        title = QLabel(summary, self)
        title.setWordWrap(True)
        title.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(title)
        self.list = QPlainTextEdit("\n".join(lines), self)
        self.list.setReadOnly(True)
        self.list.setTabChangesFocus(True)
        self.list.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.list.setAccessibleName(self.tr("Files that were left out, and why"))
        layout.addWidget(self.list, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        self.copy = QPushButton(self.tr("Copy all"), self)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.list.toPlainText()))
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        fit(self, SIZE)
