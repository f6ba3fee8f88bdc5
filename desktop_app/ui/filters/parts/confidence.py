"""The filter by how sure a suggestion is: one line, so that it fits on small screens."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QListView

from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.photos.facets.confidence import SURE_OF_KIND
from desktop_app.ui.filters.part import FilterPart
from desktop_app.ui.look.icons import CONFIDENCE_ICONS, icon
from desktop_app.ui.look.theme import colours
from desktop_app.ui.wording import numbers, words

ICON = 16
CHOICES = (None, Confidence.SURE, SURE_OF_KIND, Confidence.MAYBE, Confidence.UNSURE)
OF_KIND = CHOICES.index(SURE_OF_KIND)


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
                self.box.setItemData(place, _meaning(confidence), Qt.ItemDataRole.ToolTipRole)
        self.box.setIconSize(QSize(ICON, ICON))
        self.box.setMinimumContentsLength(8)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setAccessibleName(self.tr("Filter by how sure the suggestion is"))
        self.box.setToolTip(self.tr("Show only photos that the model is sure of, or not"))
        self.box.activated.connect(lambda _place: self.chosen.emit())
        self.lines.addWidget(self.box)

    def value(self) -> Confidence | str | None:
        """The word that is chosen; None for all photos."""
        return CHOICES[self.box.currentIndex()]

    def set_value(self, value: Confidence | str | None) -> None:
        """Choose a line."""
        self.box.setCurrentIndex(CHOICES.index(value))

    def show_counts(self, counts: Mapping[Any, int]) -> None:
        """Show how many photos have each word."""
        super().show_counts(counts)
        for place, confidence in enumerate(CHOICES):
            name = self.tr("Sure or not") if confidence is None else self._name(confidence)
            count = numbers.number(counts.get(confidence, 0))
            self.box.setItemText(place, self.tr("{word} ({count})").format(word=name, count=count))
        self._hide_kinds(hidden=SURE_OF_KIND not in counts and self.value() != SURE_OF_KIND)
        self._draw_icons()
        some = any(count for word, count in counts.items() if word is not None)
        self.setVisible(some or self.value() is not None)

    def _name(self, confidence: Confidence | str) -> str:
        if confidence == SURE_OF_KIND:
            return words.kind_sure()
        return words.confidence_name(Confidence(confidence))

    def _hide_kinds(self, *, hidden: bool) -> None:
        lines = self.box.view()
        if isinstance(lines, QListView):
            lines.setRowHidden(OF_KIND, hidden)
        # Arrow keys go through lines that are hidden, but not through those that are switched off.
        model = self.box.model()
        if isinstance(model, QStandardItemModel):
            model.item(OF_KIND).setEnabled(not hidden)

    def _draw_icons(self) -> None:
        colour = colours().accent
        if colour != self._drawn_in:
            self._drawn_in = colour
            for place, confidence in enumerate(CHOICES):
                if confidence is not None:
                    word = Confidence.SURE if confidence == SURE_OF_KIND else Confidence(confidence)
                    self.box.setItemIcon(place, icon(CONFIDENCE_ICONS[word], colour))


def _meaning(confidence: Confidence | str) -> str:
    return words.kind_meaning() if confidence == SURE_OF_KIND else words.confidence_meaning(Confidence(confidence))


PART = ConfidencePart
