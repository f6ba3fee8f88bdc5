"""What never scrolls in the side panel: the big button, and in its place the question whether many photos are meant."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.review.asking import Question
from desktop_app.ui.review.kind_button import KindButton, beside, keep_height, shares, words_of
from desktop_app.ui.review.question_box import QuestionBox
from desktop_app.ui.wording.keys import with_key
from desktop_app.ui.wording.plain import tip

# Beside the words of the big button: what is around them, and its border.
AROUND = 32


class PanelFoot(QFrame):
    """Keeps its place.

    Signals:
        confirm_wanted: the big button was pressed.
        kind_wanted: the one beside it was pressed, which labels with the kind of dog.
    """

    confirm_wanted = Signal()
    kind_wanted = Signal()

    def __init__(self, margin: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._margin, self._text, self._has_kinds = margin, "", False
        self.setProperty("foot", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(margin, 6, margin, 6)
        self.question = QuestionBox(self)
        self.question.hide()
        layout.addWidget(self.question)
        self._buttons = QWidget(self)
        self.confirm_button = QPushButton(self._buttons)
        self.confirm_button.setProperty("primary", True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        policy.setRetainSizeWhenHidden(True)
        self.confirm_button.setSizePolicy(policy)
        self.confirm_button.clicked.connect(self.confirm_wanted)
        self.kind_button = KindButton(self._buttons)
        self.kind_button.clicked.connect(self.kind_wanted)
        self._buttons.setLayout(beside(self.confirm_button, self.kind_button))
        layout.addWidget(self._buttons)

    def show_choices(self, confirm: str, kind: str, *, has_kinds: bool) -> None:
        """Show what the buttons do.

        Args:
            confirm: the words of the big one; "" where it does nothing.
            kind: the name of the kind; "" for none.
            has_kinds: whether there are kinds in the session.
        """
        self._text, self._has_kinds = confirm, has_kinds
        self.confirm_button.setVisible(bool(confirm))
        self.confirm_button.setToolTip(tip(with_key(confirm, "confirm")))
        self.confirm_button.setAccessibleName(confirm)
        self.kind_button.show_kind(kind, has_place=has_kinds)
        self._fit()

    def ask(self, question: Question | None) -> None:
        """Ask whether many photos are meant; None takes the question away."""
        self.question.show_question(question)
        self._buttons.setVisible(question is None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        big, small = shares(self.width() - 2 * self._margin, with_kind=self._has_kinds)
        keep_height(self._buttons, self.confirm_button, with_kind=self._has_kinds)
        room = max(80, big - AROUND)
        self.confirm_button.setText(words_of(self.confirm_button, self._text, room, with_kind=self._has_kinds))
        self.kind_button.fit(small)
