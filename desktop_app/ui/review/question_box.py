"""The question whether many photos are meant: in the panel, where the big button is, not in a dialog."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.review.asking import Question, Why
from desktop_app.ui.wording.plurals import plurals

# Belong to the button that has the focus; elsewhere in the window they would label photos.
KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Escape)
# From answer to answer. Qt would go on from the last one to whatever comes next in the window.
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class AnswerFrame(QFrame):
    """Around buttons that answer a question: each installs it as its event filter."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that press a button are the button's own while it has the focus; arrows stay among the answers."""
        if isinstance(event, QKeyEvent) and event.modifiers() in _PLAIN:
            if event.type() == QEvent.Type.ShortcutOverride and event.key() in (*KEYS, *STEPS):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() in STEPS:
                self._step(watched, STEPS[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    def _step(self, answer: QObject, step: int) -> None:
        answers = [each for each in self.findChildren(QPushButton) if each.isVisibleTo(self) and each.isEnabled()]
        places = [place for place, each in enumerate(answers) if each is answer]
        if places:
            wanted = min(max(places[0] + step, 0), len(answers) - 1)
            answers[wanted].setFocus(Qt.FocusReason.TabFocusReason)


class QuestionBox(AnswerFrame):
    """A sentence and its answers; the cautious one has the focus.

    Signals:
        answered: ids of the photos that are meant.
        cancelled: none of them.
    """

    answered = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._question: Question | None = None
        self.setProperty("question", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self._text = QLabel(self)
        self._text.setProperty("heading", True)
        self._text.setWordWrap(True)
        layout.addWidget(self._text)
        line = QHBoxLayout()
        line.setSpacing(6)
        self.few, self.everything, self.cancel = QPushButton(self), QPushButton(self), QPushButton(self)
        self.few.setProperty("primary", True)
        self.few.setAccessibleName(self.tr("Only these of the selected photos"))
        self.everything.setAccessibleName(self.tr("All selected photos"))
        self.cancel.setText(self.tr("Cancel"))
        for button in (self.few, self.everything, self.cancel):
            button.setProperty("compact", True)
            button.setAutoDefault(True)
            button.installEventFilter(self)
            line.addWidget(button, int(button is not self.cancel))
        self.few.clicked.connect(lambda: self._answer(few=True))
        self.everything.clicked.connect(lambda: self._answer(few=False))
        self.cancel.clicked.connect(self.cancelled)
        layout.addLayout(line)

    def show_question(self, question: Question | None) -> None:
        """Ask, or no longer."""
        self._question = question
        self.setVisible(question is not None)
        if question is None:
            return
        few, everything = len(question.few), len(question.everything)
        if question.why is Why.LOOK_DIFFERENT:
            text = plurals.look_like_it(few, everything)
        else:
            text = plurals.on_screen(few, everything)
        self._text.setText(text)
        self.few.setText(plurals.those(few))
        self.few.setVisible(few > 0)
        self.everything.setText(plurals.all_of_them(everything))
        for button in (self.few, self.everything, self.cancel):
            button.setAccessibleName(button.text())
            button.setAccessibleDescription(text)
        self.setAccessibleName(text)
        # Nothing to be cautious about but to do nothing.
        (self.few if few else self.cancel).setFocus(Qt.FocusReason.OtherFocusReason)

    def question(self) -> Question | None:
        """What is asked now."""
        return self._question

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape cancels."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _answer(self, *, few: bool) -> None:
        if self._question is not None:
            self.answered.emit(self._question.few if few else self._question.everything)
