"""The end of a review, or what is said where there is nothing to review: what was decided, and what could come next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.wording.review_words import Tally, review_words


class EndPage(QScrollArea):
    """A card in the middle: sentences, and a button for each thing that is left. Scrolls where the window is low.

    Signals:
        go_on_wanted: go on with the review that a second look interrupted.
        later_wanted: go through what was left for later.
        more_wanted: let photos join that got their suggestion meanwhile.
        second_look_wanted: look at labels that deserve it.
        end_wanted: back to the photos.
    """

    go_on_wanted = Signal()
    later_wanted = Signal()
    more_wanted = Signal()
    second_look_wanted = Signal()
    end_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QWidget(self)
        outer = QVBoxLayout(whole)
        card = QFrame(whole)
        card.setProperty("card", True)
        card.setMaximumWidth(520)
        card.setMinimumWidth(360)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(28, 24, 28, 24)
        inside.setSpacing(10)
        self._title, self._said, self._waiting = (QLabel(card) for _ in range(3))
        for label in (self._title, self._said, self._waiting):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            inside.addWidget(label)
        self._title.setProperty("heading", True)
        self._waiting.setProperty("quiet", True)
        self.go_on, self.later, self.more, self.second_look, self.end = (QPushButton(card) for _ in range(5))
        self.end.setText(self.tr("Back to the photos (Esc)"))
        for button, signal in (
            (self.go_on, self.go_on_wanted),
            (self.later, self.later_wanted),
            (self.more, self.more_wanted),
            (self.second_look, self.second_look_wanted),
            (self.end, self.end_wanted),
        ):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(signal)
            inside.addWidget(button)
        outer.addStretch(1)
        # Not by an alignment: a card that is aligned does not ask how high its words are at the width it has.
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(card, 1000)
        line.addStretch(1)
        outer.addLayout(line)
        outer.addStretch(1)
        self.setWidget(whole)

    def show_tally(self, tally: Tally) -> None:
        """Say what was decided, and offer what is left.

        The first thing that is offered has the focus, so that Enter does it.
        """
        decided = review_words.decided(tally)
        self._title.setText(self._titled(tally, bool(decided)))
        self._said.setText(decided)
        self._said.setVisible(bool(decided))
        others = (review_words.waiting(tally.waiting), review_words.out_of_reach(tally.out_of_reach))
        self._waiting.setText("\n".join(each for each in others if each))
        self._waiting.setVisible(any(others))
        self.go_on.setText(review_words.go_on(tally.left))
        self.later.setText(review_words.go_through_later(tally.later))
        self.more.setText(review_words.add_more(tally.more))
        self.second_look.setText(review_words.second_look(tally.doubts))
        counts = (tally.left, tally.later, tally.more, tally.doubts)
        for button, count in zip(self.buttons(), counts, strict=False):
            button.setVisible(count > 0)
        first = next(button for button in self.buttons() if not button.isHidden())
        for button in self.buttons():
            _make_primary(button, button is first)
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(self.text())

    def take_focus(self) -> None:
        """Let Enter do the first thing that is offered."""
        first = next(button for button in self.buttons() if not button.isHidden())
        first.setFocus()
        self.ensureWidgetVisible(first)

    def buttons(self) -> tuple[QPushButton, ...]:
        """All buttons, shown or not, in the order in which they are offered."""
        return self.go_on, self.later, self.more, self.second_look, self.end

    def text(self) -> str:
        """All that it says."""
        labels = (self._title, self._said, self._waiting)
        return "\n".join(label.text() for label in labels if not label.isHidden() and label.text())

    def _titled(self, tally: Tally, decided: bool) -> str:
        if tally.looked_twice:
            return self.tr("No more labels to look at again")
        if decided or tally.later:
            return self.tr("You are through")
        if tally.waiting:
            return self.tr("Nothing to review yet")
        if tally.of_filters:
            return self.tr("Nothing to review among the photos that the filters show")
        if tally.out_of_reach:
            return self.tr("Nothing to review")
        return self.tr("Nothing to review: every photo is decided")


def _make_primary(button: QPushButton, primary: bool) -> None:
    if bool(button.property("primary")) != primary:
        button.setProperty("primary", primary)
        button.style().unpolish(button)
        button.style().polish(button)
