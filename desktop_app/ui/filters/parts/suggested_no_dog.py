"""The filter for photos in which the model sees no dog."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox

from desktop_app.ui.filters.part import FilterPart
from desktop_app.ui.wording import numbers


class SuggestedNoDogPart(FilterPart):
    """A box to tick. Hidden while there is no such photo."""

    facet = "suggested_no_dog"
    rank = 30

    def build(self) -> None:
        """A box."""
        self.box = QCheckBox(self)
        self.box.setAccessibleName(self.tr("Only photos with the suggestion “no dog”"))
        self.box.setToolTip(self.box.accessibleName())
        self.box.toggled.connect(self.chosen)
        self.lines.addWidget(self.box)

    def value(self) -> bool | None:
        """True for photos with this suggestion alone; None for all."""
        return True if self.box.isChecked() else None

    def set_value(self, value: bool | None) -> None:
        """Tick the box, or do not."""
        self.box.blockSignals(True)
        self.box.setChecked(bool(value))
        self.box.blockSignals(False)

    def show_counts(self, counts: Mapping[Any, int]) -> None:
        """Show how many there are."""
        super().show_counts(counts)
        self.box.setText(self.tr("No dog? ({count})").format(count=numbers.number(counts[True])))
        self.setVisible(bool(counts[True]) or self.box.isChecked())


PART = SuggestedNoDogPart
