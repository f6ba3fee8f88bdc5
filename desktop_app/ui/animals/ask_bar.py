"""A question with a yes and a no, below the rows; no has the focus."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_app.ui.review.question_box import AnswerFrame


class AskBar(AnswerFrame):
    """A sentence and two answers.

    Signals:
        answered: whether the answer was yes.
        left: a person wants neither the one nor the other.
    """

    answered = Signal(bool)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("foot", True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        self._text = QLabel(self)
        self._text.setProperty("heading", True)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(self._text, 1)
        self.yes, self.no = QPushButton(self), QPushButton(self.tr("Cancel"), self)
        self._no_acts = False
        for button, answer in ((self.yes, True), (self.no, False)):
            button.setAutoDefault(True)
            button.installEventFilter(self)
            button.clicked.connect(lambda _checked=False, answer=answer: self.answered.emit(answer))
            layout.addWidget(button)
        self.hide()

    def ask(self, text: str, yes: str, no: str = "") -> None:
        """Ask, and take the keys; without words for it, "no" leaves everything as it is."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.yes.setText(yes)
        self.no.setText(no or self.tr("Cancel"))
        self._no_acts = bool(no)
        for button in (self.yes, self.no):
            button.setAccessibleDescription(text)
        self.show()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """What it asks."""
        return self._text.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape is no, where that leaves everything as it is."""
        if event.key() == Qt.Key.Key_Escape and self._no_acts:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.answered.emit(False)
        else:
            super().keyPressEvent(event)
