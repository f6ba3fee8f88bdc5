"""How far a suggestion is to be trusted: the word with its sign, and a mix that is proposed."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.ui.look.icons import CONFIDENCE_ICONS, pixmap
from desktop_app.ui.look.theme import colours
from desktop_app.ui.wording import words

ICON = 18


class TrustLine(QWidget):
    """Sign, word, and a sentence."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(7)
        self._sign = QLabel(self)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setWordWrap(True)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)

    def show_trust(self, confidence: Confidence | None, sentence: str) -> None:
        """Show the word and what follows from it; hidden when there is neither."""
        self.setVisible(confidence is not None or bool(sentence))
        self._sign.setVisible(confidence is not None)
        word = "" if confidence is None else words.confidence_name(confidence)
        bold = f"<b>{escape(word)}</b>" if word else ""
        self._text.setText(" &nbsp;".join(part for part in (bold, escape(sentence)) if part))
        self._text.setAccessibleName(". ".join(part for part in (word, sentence) if part))
        self.setToolTip("" if confidence is None else words.confidence_meaning(confidence))
        if confidence is not None:
            name = CONFIDENCE_ICONS[confidence]
            self._sign.setPixmap(pixmap(name, ICON, colours().accent, self.devicePixelRatioF()))

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
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._take = QPushButton(self.tr("Use this mix"), self)
        self._take.setToolTip(
            self.tr("Two breeds share the probability. Label the dog as a mix of both; M lets you change it before.")
        )
        self._take.clicked.connect(self._taken)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._take, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_mix(self, mix: Label | None, sentence: str) -> None:
        """Propose a mix; None for none."""
        self._mix = mix
        self.setVisible(mix is not None)
        self._text.setText(sentence)
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
