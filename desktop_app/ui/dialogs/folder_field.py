"""A line for the path of a folder, with a button that lets a person choose one."""

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget


class FolderField(QWidget):
    """The path of a folder, or none.

    Attributes:
        line: the path as text; it can be typed, and cleared.
        button: opens the dialog of the system.
    """

    def __init__(self, path: str, when_empty: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = QLineEdit(path, self)
        self.line.setPlaceholderText(when_empty)
        self.line.setClearButtonEnabled(True)
        self.line.setMinimumHeight(28)
        self.button = QPushButton(self.tr("Choose…"), self)
        self.button.setMinimumHeight(28)
        self.button.clicked.connect(self._choose)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.button)
        self.setFocusProxy(self.line)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt's own name
        """The name is that of the line, which has the focus."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:  # noqa: N802 - Qt's own name
        """As the name."""
        super().setAccessibleDescription(description)
        self.line.setAccessibleDescription(description)

    def path(self) -> str:
        """What stands in the line; empty for none."""
        return self.line.text().strip()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.accessibleName(), self.path())
        if chosen:
            self.line.setText(chosen)
