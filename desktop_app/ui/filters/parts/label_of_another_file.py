"""The filter for labels that were given to another file of the same name."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox

from desktop_app.ui.filters.part import FilterPart
from desktop_app.ui.wording import numbers


class LabelOfAnotherFilePart(FilterPart):
    """A box to tick. Hidden while there is no such photo."""

    facet = "label_of_another_file"
    rank = 15

    def build(self) -> None:
        """A box."""
        self.box = QCheckBox(self)
        self.box.setAccessibleName(self.tr("Only photos whose label was given to another file of the same name"))
        self.box.setToolTip(self.box.accessibleName())
        self.box.toggled.connect(self.chosen)
        self.lines.addWidget(self.box)

    def value(self) -> bool | None:
        """True for photos with such a label alone; None for all."""
        return True if self.box.isChecked() else None

    def set_value(self, value: bool | None) -> None:
        """Tick the box, or do not."""
        self.box.blockSignals(True)
        self.box.setChecked(bool(value))
        self.box.blockSignals(False)

    def show_counts(self, counts: Mapping[Any, int]) -> None:
        """Show how many there are."""
        super().show_counts(counts)
        self.box.setText(self.tr("Other file ({count})").format(count=numbers.number(counts[True])))
        self.setVisible(bool(counts[True]) or self.box.isChecked())


PART = LabelOfAnotherFilePart
