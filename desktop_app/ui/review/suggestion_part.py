"""What the selected photos look like: a heading, how far to trust it, and the bars. Always of the same height."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.ui.look.elided_label import ElidedLabel
from desktop_app.ui.review.content import PanelContent
from desktop_app.ui.review.learned_link import LearnedLink
from desktop_app.ui.review.suggestion_bars import SuggestionBar, SuggestionBars
from desktop_app.ui.review.trust import TrustBlock
from desktop_app.ui.wording.plain import tip


class SuggestionPart(QWidget):
    """Nothing below it moves from photo to photo, whatever there is to say.

    Signals:
        line_chosen: the place of a suggestion, from 1.
        learned_wanted: the photos are to be shown whose labels stand behind the suggestion.
    """

    line_chosen = Signal(int)
    learned_wanted = Signal()

    def __init__(self, parent: QWidget, *, says_dogs: bool = True) -> None:
        """Make it.

        Args:
            parent: what it is part of.
            says_dogs: whether the dogs of the photo are told beside the heading; else they have a place elsewhere.
        """
        super().__init__(parent)
        self._says_dogs = says_dogs
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        self._heading = ElidedLabel(self, Qt.TextElideMode.ElideRight)
        self._heading.setProperty("heading", True)
        self._aside = QLabel(self)
        self._aside.setTextFormat(Qt.TextFormat.PlainText)
        self._aside.setProperty("quiet", True)
        line = QHBoxLayout()
        line.addWidget(self._heading, 1)
        line.addWidget(self._aside)
        self._trust_block = TrustBlock(self)
        self._trust_block.learned_wanted.connect(self.learned_wanted)
        self.trust, self.proposal = self._trust_block.line, self._trust_block.proposal
        self._bars = SuggestionBars(self)
        self._bars.chosen.connect(self.line_chosen)
        self._sentence = QLabel(self)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setProperty("quiet", True)
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lines = QStackedWidget(self)
        self._lines.addWidget(self._bars)
        self._lines.addWidget(self._sentence)
        # As tall as five bars: a sentence may ask for more, and gets no more.
        self._lines.setFixedHeight(self._bars.sizeHint().height())
        self._lines.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout.addLayout(line)
        layout.addWidget(self._trust_block)
        layout.addWidget(self._lines)

    def show_content(self, content: PanelContent) -> None:
        """Show what the content says of the suggestions."""
        some = bool(content.lines)
        self._heading.set_text(content.heading if some else "")
        dog, dog_tip = (content.dog, content.dog_tip) if self._says_dogs else ("", "")
        self._aside.setText(" · ".join(part for part in (content.aside, dog) if part))
        self._aside.setToolTip(tip(dog_tip))
        self._bars.show_lines(content.lines, content.label)
        self._lines.setCurrentWidget(self._bars if some else self._sentence)
        self._sentence.setText("" if some else content.sentence)
        self._sentence.setToolTip(tip(self._sentence.text()))
        self.proposal.show_mix(content.proposed_mix, content.mix_sentence)
        self._trust_block.show_words(
            content.confidence, content.trust_sentence, content.trust_short, content.learned, of_kind=content.of_kind
        )
        # "Probably no dog…" stands beside bars that say what it looks like if there is one after all.
        self._trust_block.show_note(content.sentence if some else "")

    def heading(self) -> str:
        """What stands above the bars."""
        return self._heading.text()

    def learned_link(self) -> LearnedLink:
        """The way to what the suggestion was learned from."""
        return self._trust_block.learned_link()

    def bars(self) -> list[SuggestionBar]:
        """The bars, shown or not, first one first."""
        return self._bars.bars()
