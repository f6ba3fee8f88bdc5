"""The filter by how many dogs photos show: one line, so that it fits on small screens."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox

from desktop_app.photos.facets.dogs import ONE, SEVERAL
from desktop_app.ui.filters.part import FilterPart
from desktop_app.ui.wording import numbers

CHOICES = (None, ONE, SEVERAL)


class DogsPart(FilterPart):
    """All photos, or those with one dog, or with several. Hidden while none shows several."""

    facet = "dogs"
    rank = 17

    def build(self) -> None:
        """A box with three lines."""
        self.box = QComboBox(self)
        self.box.setObjectName("dogsBox")
        for choice in CHOICES:
            self.box.addItem("", choice)
        self.box.setMinimumContentsLength(8)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setAccessibleName(self.tr("Filter by how many dogs there are"))
        self.box.setToolTip(
            self.tr("Show only photos with one dog, or with several: as you said it, and else as they were found")
        )
        self.box.activated.connect(lambda _place: self.chosen.emit())
        self.lines.addWidget(self.box)

    def value(self) -> str | None:
        """`ONE`, `SEVERAL`, or None for all photos."""
        return CHOICES[self.box.currentIndex()]

    def set_value(self, value: str | None) -> None:
        """Choose a line."""
        self.box.setCurrentIndex(CHOICES.index(value))

    def show_counts(self, counts: Mapping[Any, int]) -> None:
        """Show how many photos have one dog, and how many several."""
        super().show_counts(counts)
        names = (self.tr("Dogs"), self.tr("One dog"), self.tr("Several dogs"))
        for place, (choice, name) in enumerate(zip(CHOICES, names, strict=True)):
            text = self.tr("{what} ({count})")
            self.box.setItemText(place, text.format(what=name, count=numbers.number(counts[choice])))
        self.setVisible(bool(counts[SEVERAL]) or self.value() is not None)


PART = DogsPart
