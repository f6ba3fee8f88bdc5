"""The filter by how sure a suggestion is: one line, so that it fits on small screens."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.ui.look.icons import CONFIDENCE_ICONS, icon
from desktop_app.ui.look.theme import colours
from desktop_app.ui.wording import numbers, words

ICON = 16
CHOICES = (None, Confidence.SURE, Confidence.MAYBE, Confidence.UNSURE)


class ConfidenceBox(QComboBox):
    """All photos, or those with one of the words; each with its count. Hidden while no suggestion has a word.

    Signals:
        chosen: a person chose another line.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("confidenceBox")
        self._counts: dict[str | None, int] = dict.fromkeys(CHOICES, 0)
        self._drawn_in = ""
        for confidence in CHOICES:
            self.addItem("", confidence)
            if confidence is not None:
                place = self.count() - 1
                self.setItemData(place, words.confidence_meaning(confidence), Qt.ItemDataRole.ToolTipRole)
        self.setIconSize(QSize(ICON, ICON))
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setAccessibleName(self.tr("Filter by how sure the suggestion is"))
        self.setToolTip(self.tr("Show only photos that the model is sure of, or not"))
        self.activated.connect(lambda _place: self.chosen.emit())
        self.show_counts({})

    def value(self) -> Confidence | None:
        """The word that is chosen; None for all photos."""
        return CHOICES[self.currentIndex()]

    def set_value(self, confidence: Confidence | None) -> None:
        """Choose a line without telling anyone."""
        self.setCurrentIndex(CHOICES.index(confidence))

    def counts(self) -> dict[str | None, int]:
        """Value → count, as shown."""
        return dict(self._counts)

    def show_counts(self, counts: Mapping[Confidence, int]) -> None:
        """Show how many photos have each word."""
        self._counts = {None: sum(counts.values()), **{word: counts.get(word, 0) for word in Confidence}}
        for place, confidence in enumerate(CHOICES):
            name = self.tr("Sure or not") if confidence is None else words.confidence_name(confidence)
            count = numbers.number(self._counts[confidence])
            self.setItemText(place, self.tr("{word} ({count})").format(word=name, count=count))
        self._draw_icons()
        self.setVisible(self._counts[None] > 0 or self.value() is not None)

    def _draw_icons(self) -> None:
        colour = colours().accent
        if colour != self._drawn_in:
            self._drawn_in = colour
            for place, confidence in enumerate(CHOICES):
                if confidence is not None:
                    self.setItemIcon(place, icon(CONFIDENCE_ICONS[confidence], colour))
