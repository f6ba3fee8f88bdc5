"""The filter by how sure a suggestion is: one line, so that it fits on small screens."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox

from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.photos.facets.confidence import OF_KIND, Word
from desktop_app.ui.filters.part import FilterPart
from desktop_app.ui.look.icons import CONFIDENCE_ICONS, icon
from desktop_app.ui.look.theme import colours
from desktop_app.ui.wording import numbers, words

ICON = 16
CHOICES: tuple[Word | None, ...] = (None, Confidence.SURE, OF_KIND, Confidence.MAYBE, Confidence.UNSURE)


class ConfidencePart(FilterPart):
    """All photos, or those with one of the words; each with its count. Hidden while no suggestion has a word."""

    facet = "confidence"
    rank = 20

    def build(self) -> None:
        """A box with a line for each word."""
        self._drawn_in = ""
        self.box = QComboBox(self)
        self.box.setObjectName("confidenceBox")
        for place, confidence in enumerate(CHOICES):
            self.box.addItem("", confidence)
            if confidence is not None:
                meaning = (
                    words.confidence_meaning(confidence) if isinstance(confidence, Confidence) else words.kind_meaning()
                )
                self.box.setItemData(place, meaning, Qt.ItemDataRole.ToolTipRole)
        self.box.setIconSize(QSize(ICON, ICON))
        self.box.setMinimumContentsLength(8)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setAccessibleName(self.tr("Filter by how sure the suggestion is"))
        self.box.setToolTip(self.tr("Show only photos that the model is sure of, or not"))
        self.box.activated.connect(lambda _place: self.chosen.emit())
        self.lines.addWidget(self.box)

    def value(self) -> Word | None:
        """The word that is chosen; None for all photos."""
        return CHOICES[self.box.currentIndex()]

    def set_value(self, value: Word | None) -> None:
        """Choose a line."""
        self.box.setCurrentIndex(CHOICES.index(value))

    def show_counts(self, counts: Mapping[Any, int]) -> None:
        """Show how many photos have each word."""
        super().show_counts(counts)
        for place, confidence in enumerate(CHOICES):
            name = _name(confidence) or self.tr("Sure or not")
            count = numbers.number(counts[confidence])
            self.box.setItemText(place, self.tr("{word} ({count})").format(word=name, count=count))
        self._draw_icons()
        self.setVisible(any(counts[word] for word in CHOICES if word is not None) or self.value() is not None)

    def _draw_icons(self) -> None:
        colour = colours().accent
        if colour != self._drawn_in:
            self._drawn_in = colour
            for place, confidence in enumerate(CHOICES):
                if confidence is not None:
                    sign = confidence if isinstance(confidence, Confidence) else Confidence.SURE
                    self.box.setItemIcon(place, icon(CONFIDENCE_ICONS[sign], colour))


def _name(word: Word | None) -> str:
    if word is None:
        return ""
    return words.confidence_name(word) if isinstance(word, Confidence) else words.kind_sure()


PART = ConfidencePart
