"""A line for the path of a file or folder, with a button that lets a person choose one."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget


class PathField(QWidget):
    """A path that can be typed or chosen.

    Signals:
        edited: what stands in the line is another path.

    Attributes:
        line: the path as text.
        button: asks the system.
    """

    edited = Signal()

    def __init__(self, path: str, ask: Callable[[str], str], parent: QWidget) -> None:
        """Make the line.

        Args:
            path: that stands there first.
            ask: lets a person choose; given what stands in the line, returns what is to stand there.
            parent: in the sense of Qt.
        """
        super().__init__(parent)
        self._ask = ask
        self.line = QLineEdit(path, self)
        self.line.setMinimumHeight(28)
        self.line.textChanged.connect(lambda _text: self.edited.emit())
        self.button = QPushButton(self.tr("Choose…"), self)
        self.button.setMinimumHeight(28)
        self.button.clicked.connect(self._choose)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.button)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt's own name
        """The name is that of the line, which has the focus; the button says for what it is, too."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.button.setAccessibleName(self.tr("Choose: {name}").format(name=name))

    def setAccessibleDescription(self, description: str) -> None:  # noqa: N802 - Qt's own name
        """As the name."""
        super().setAccessibleDescription(description)
        self.line.setAccessibleDescription(description)

    def path(self) -> str:
        """What stands in the line; empty for none."""
        return self.line.text().strip()

    def set_path(self, path: str) -> None:
        """Put a path into the line."""
        self.line.setText(path)

    def _choose(self) -> None:
        self.line.setText(self._ask(self.path()))
