"""How far a suggestion is to be trusted: the word with its sign, and a mix that is proposed."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.ui.look.elided_label import ElidedLabel, ElidedLines
from desktop_app.ui.look.icons import CONFIDENCE_ICONS, pixmap
from desktop_app.ui.look.theme import colours
from desktop_app.ui.review.learned_link import LearnedLink
from desktop_app.ui.wording import words
from desktop_app.ui.wording.keys import key_text
from desktop_app.ui.wording.plain import tip

ICON = 18
LINES = 2


class TrustLine(QWidget):
    """Sign, word, and a sentence."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(7)
        self._sign = QLabel(self)
        self._text = ElidedLines(self, LINES)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)

    def show_trust(
        self,
        confidence: Confidence | None,
        sentence: str,
        short: str = "",
        *,
        of_kind: bool = False,
        headline: str = "",
    ) -> None:
        """Show the word and what follows from it; hidden when there is neither.

        Args:
            confidence: the word.
            sentence: all that follows from it; for the tool tip and screen readers.
            short: what is shown of that; the sentence itself when empty.
            of_kind: whether it is sure of the kind of dog, whatever the word for the breed.
            headline: the kind and its probability, where nothing above the line says that.
        """
        meaning = "" if confidence is None else words.confidence_meaning(confidence)
        word = "" if confidence is None else words.confidence_name(confidence)
        spoken = word
        if of_kind:
            confidence, meaning = Confidence.SURE, words.kind_meaning()
            word, spoken = words.confidence_name(confidence), words.sure_of_the_kind()
            told = spoken if headline else words.of_the_kind()
            short = ". ".join(part for part in (told, short or sentence) if part)
            word = headline or word
            spoken = ". ".join(part for part in (headline, spoken) if part)
        self.setVisible(confidence is not None or bool(sentence))
        self._sign.setVisible(confidence is not None)
        self._text.set_words(word, short or sentence)
        self._text.setAccessibleName(". ".join(part for part in (spoken, sentence) if part))
        self._text.setToolTip(tip("\n".join(part for part in (sentence, meaning) if part)))
        if confidence is not None:
            name = CONFIDENCE_ICONS[confidence]
            self._sign.setPixmap(pixmap(name, ICON, colours().accent, self.devicePixelRatioF()))

    def set_lines(self, lines: int) -> None:
        """Take no more than so many lines."""
        self._text.set_lines(lines)

    def text(self) -> str:
        """What it says, without emphasis."""
        return self._text.accessibleName()


class MixProposal(QWidget):
    """A mix that the suggestion speaks for, to take with one click.

    Signals:
        taken: the `Label`.
    """

    taken = Signal(Label)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._mix: Label | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(7)
        self._text = ElidedLabel(self, Qt.TextElideMode.ElideMiddle)
        self._take = QPushButton(self.tr("Use this mix"), self)
        self._take.setProperty("small", True)
        # A click leaves the keys where they are: the button goes away with it.
        self._take.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._take.setToolTip(
            self.tr(
                "Two breeds share the probability. Label the dog as a mix of both; {key} lets you change it before."
            ).format(key=key_text("mix"))
        )
        self._take.clicked.connect(self._taken)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._take, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_mix(self, mix: Label | None, sentence: str) -> None:
        """Propose a mix; None for none."""
        self._mix = mix
        self.setVisible(mix is not None)
        self._text.set_text(sentence)
        self._take.setAccessibleName(sentence)
        self._take.setAccessibleDescription(self._take.text())

    def has_mix(self) -> bool:
        """Whether there is something to propose."""
        return self._mix is not None

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def _taken(self) -> None:
        if self._mix is not None:
            self.taken.emit(self._mix)


class TrustBlock(QWidget):
    """How far to trust a suggestion, in the room of two lines, whatever there is to say: nothing below it moves.

    Signals:
        learned_wanted: the photos are to be shown whose labels stand behind the suggestion.
    """

    learned_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = TrustLine(self)
        self.proposal = MixProposal(self)
        self._note = ElidedLines(self, LINES)
        self._note.setProperty("quiet", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        # The second line is that of the mix, where one is proposed.
        self._beside, self._below = LearnedLink(self), LearnedLink(self)
        for link in (self._beside, self._below):
            link.clicked.connect(self.learned_wanted)
        first = QHBoxLayout()
        first.setContentsMargins(0, 0, 0, 0)
        first.addWidget(self.line, 1)
        first.addWidget(self._beside)
        layout.addLayout(first)
        layout.addWidget(self._note)
        layout.addWidget(self.proposal)
        layout.addWidget(self._below)
        layout.addStretch(1)
        self._reserve()

    def show_words(
        self,
        confidence: Confidence | None,
        sentence: str,
        short: str = "",
        learned: str = "",
        *,
        of_kind: bool = False,
        headline: str = "",
    ) -> None:
        """Show how sure the suggestion is and what it was learned from, beside the mix that is proposed."""
        has_mix = self.proposal.has_mix()
        self._beside.show_learned(learned if has_mix else "")
        self._below.show_learned("" if has_mix else learned)
        self.line.set_lines(1 if has_mix or learned else LINES)
        self.line.show_trust(confidence, sentence, short, of_kind=of_kind, headline=headline)

    def learned(self) -> str:
        """What it says of labels behind the suggestion."""
        return self._beside.words() or self._below.words()

    def learned_link(self) -> LearnedLink:
        """The one that is shown, where one is."""
        return self._beside if self._beside.words() else self._below

    def show_note(self, note: str) -> None:
        """Say something else in that place; nothing hides it."""
        self._note.set_words("", note)
        self._note.setVisible(bool(note))

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._reserve()

    def _reserve(self) -> None:
        self.setFixedHeight(max(ICON, self.fontMetrics().lineSpacing()) + 2 + self.proposal.sizeHint().height())
