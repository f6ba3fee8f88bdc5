"""The filter by the probability of the first suggestion."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSpinBox

from desktop_app.photos.facets.probability import Range
from desktop_app.ui.filters.part import FilterPart


class ProbabilityPart(FilterPart):
    """Two boxes for the lowest and the highest percentage."""

    facet = "probability"
    rank = 50

    def build(self) -> None:
        """Two boxes side by side."""
        self.add_title(self.tr("Probability"))
        grid = QGridLayout()
        grid.setSpacing(6)
        self.lowest, self.highest = self._percent_box(0), self._percent_box(100)
        self.lowest.setAccessibleName(self.tr("Lowest probability"))
        self.highest.setAccessibleName(self.tr("Highest probability"))
        between = QLabel(self.tr("to"), self)
        between.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for column, widget in enumerate((self.lowest, between, self.highest)):
            grid.addWidget(widget, 0, column)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        self.lines.addLayout(grid)

    def _percent_box(self, value: int) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(0, 100)
        box.setSingleStep(5)
        box.setValue(value)
        box.setSuffix(self.tr("%"))
        box.setMinimumSize(58, 28)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(lambda _value: self._changed(box))
        return box

    def value(self) -> Range:
        """Lowest and highest probability, 0 to 1."""
        return self.lowest.value() / 100, self.highest.value() / 100

    def set_value(self, value: Range) -> None:
        """Show a range."""
        for box, share in zip((self.lowest, self.highest), value, strict=True):
            box.blockSignals(True)
            box.setValue(round(share * 100))
            box.blockSignals(False)

    def show_counts(self, counts: Mapping[Any, int]) -> None:
        """Nothing stands beside a range: the title above the photos says how many there are."""
        super().show_counts(counts)

    def _changed(self, box: QSpinBox) -> None:
        if self.lowest.value() > self.highest.value():
            other = self.highest if box is self.lowest else self.lowest
            other.blockSignals(True)
            other.setValue(box.value())
            other.blockSignals(False)
        self.chosen.emit()


PART = ProbabilityPart
