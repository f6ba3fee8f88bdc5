"""A filter that is on or off."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox

from desktop_app.ui.filters.part import FilterPart
from desktop_app.ui.wording import numbers


class BoxPart(FilterPart):
    """A box to tick. Hidden while there is no such photo."""

    def explained(self) -> str:
        """What the box does, for the tool tip and for screen readers."""
        raise NotImplementedError

    def text(self, count: str) -> str:
        """What stands beside the box, with how many photos there are."""
        raise NotImplementedError

    def build(self) -> None:
        """A box."""
        self.box = QCheckBox(self)
        self.box.setAccessibleName(self.explained())
        self.box.setToolTip(self.explained())
        self.box.toggled.connect(self.chosen)
        self.lines.addWidget(self.box)

    def value(self) -> bool | None:
        """True for such photos alone; None for all."""
        return True if self.box.isChecked() else None

    def set_value(self, value: bool | None) -> None:
        """Tick the box, or do not."""
        self.box.blockSignals(True)
        self.box.setChecked(bool(value))
        self.box.blockSignals(False)

    def show_counts(self, counts: Mapping[Any, int]) -> None:
        """Show how many there are."""
        super().show_counts(counts)
        self.box.setText(self.text(numbers.number(counts[True])))
        self.setVisible(bool(counts[True]) or self.box.isChecked())
