"""What is the matter with a photo's file, in the panel: it is not there, or not the one that was labelled."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget


class FileNotice(QFrame):
    """A sentence, and a way out where there is one. Hidden while nothing is the matter.

    Signals:
        keep_wanted: the label is right for the file of today too.
    """

    keep_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("message", "warning")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 5, 8, 5)
        layout.setSpacing(4)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(self._words)
        self.keep = QPushButton(self)
        self.keep.setProperty("compact", True)
        self.keep.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.keep.clicked.connect(self.keep_wanted)
        layout.addWidget(self.keep)
        self.hide()

    def show_notice(self, text: str, keep: str) -> bool:
        """Say something, with the words of the way out; "" for nothing. Returns whether it needs other room now."""
        said = self.text()
        # Long names of folders may break anywhere.
        self._words.setText(_breakable(text))
        self.keep.setText(keep)
        self.keep.setVisible(bool(keep))
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        return said != text

    def room(self) -> int:
        """The height that it needs now."""
        return 0 if self.isHidden() else self.sizeHint().height()

    def text(self) -> str:
        """What it says."""
        return self.accessibleName() if not self.isHidden() else ""


def _breakable(text: str) -> str:
    return text.replace("/", "/\u200b").replace("\\", "\\\u200b").replace("_", "_\u200b")


def mark(button: QPushButton, chosen: bool) -> None:
    """Show a button as the one that is chosen, or not."""
    if bool(button.property("chosen")) != chosen:
        button.setProperty("chosen", chosen)
        button.style().unpolish(button)
        button.style().polish(button)
