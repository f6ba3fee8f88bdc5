"""Naming the session: a line above the photos, in the window itself."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.catalog.renaming import NameProblem


def problem_text(problem: NameProblem) -> str:
    """Why a session cannot have a name, and what to do."""
    translate = QCoreApplication.translate
    return {
        NameProblem.EMPTY: translate("RenameBar", "Type a name."),
        NameProblem.CHARACTERS: translate(
            "RenameBar", 'A name cannot begin with a dot or hold any of these signs: / \\ : * ? " < > |'
        ),
        NameProblem.RESERVED: translate("RenameBar", "Windows keeps this name for itself. Choose another one."),
        NameProblem.TOO_LONG: translate("RenameBar", "This name is too long. Choose a shorter one."),
        NameProblem.EXISTS: translate(
            "RenameBar", "There is a session of this name already. It was left as it is: choose another name."
        ),
        NameProblem.IN_USE: translate("RenameBar", "The session is at work just now. Wait a moment, then try again."),
        NameProblem.FAILED: translate(
            "RenameBar", "The file could not be renamed. Check that its folder may be written to."
        ),
    }[problem]


class RenameBar(QFrame):
    """The name in a box, and what is wrong with it where something is.

    Signals:
        left: the bar went away; the gallery should have the keys again.
    """

    left = Signal()

    def __init__(self, rename: Callable[[str], NameProblem | None], parent: QWidget) -> None:
        """Make it, hidden.

        Args:
            rename: tries to rename the session; None when it is done.
            parent: in the sense of Qt.
        """
        super().__init__(parent)
        self._rename = rename
        self.setProperty("message", "information")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 7, 8, 7)
        outer.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(10)
        title = QLabel(self.tr("Name of the session"), self)
        self.name = QLineEdit(self)
        self.name.setAccessibleName(title.text())
        self.name.setMaxLength(200)
        self.name.returnPressed.connect(self._try)
        title.setBuddy(self.name)
        self.button = QPushButton(self.tr("Rename"), self)
        self.button.setProperty("primary", True)
        self.button.clicked.connect(self._try)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.clicked.connect(self.leave)
        for widget in (title, self.name, self.button, cancel):
            line.addWidget(widget, int(widget is self.name))
        outer.addLayout(line)
        self._problem = QLabel(self)
        self._problem.setWordWrap(True)
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.hide()
        self.name.textEdited.connect(self._problem.hide)
        outer.addWidget(self._problem)
        self.hide()

    def begin(self, name: str) -> None:
        """Let a person change the name."""
        self.name.setText(name)
        self._problem.hide()
        self.show()
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    def problem(self) -> str:
        """What is said to be wrong; empty for nothing."""
        return "" if self._problem.isHidden() else self._problem.text()

    def leave(self) -> None:
        """Go away, nothing changed."""
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _try(self) -> None:
        problem = self._rename(self.name.text())
        if problem is None:
            self.leave()
            return
        self._problem.setText(problem_text(problem))
        self._problem.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
