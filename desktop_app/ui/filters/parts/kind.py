"""The filter by the kind of dog that photos look like."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox

from desktop_app.breeds.book import fold
from desktop_app.ui.filters.part import FilterPart
from desktop_app.ui.wording import numbers


class KindPart(FilterPart):
    """The kinds that are suggested at all, each with its count. Hidden while there are none."""

    facet = "kind"
    rank = 38

    def build(self) -> None:
        """A box whose lines are the kinds."""
        self.box = QComboBox(self)
        self.box.setObjectName("kindBox")
        self.box.addItem("", None)
        self.box.setMinimumContentsLength(8)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setAccessibleName(self.tr("Filter by the kind of dog"))
        self.box.setToolTip(self.tr("Show only photos that look most like one kind of dog"))
        self.box.activated.connect(lambda _place: self.chosen.emit())
        self.lines.addWidget(self.box)

    def value(self) -> str | None:
        """The id of a kind, or None."""
        kind: str | None = self.box.currentData()
        return kind

    def set_value(self, value: str | None) -> None:
        """Choose a line."""
        if value is not None and self.box.findData(value) < 0:
            self.box.addItem(self.breed_name(value), value)
        self.box.setCurrentIndex(max(0, self.box.findData(value)) if value is not None else 0)

    def show_counts(self, counts: Mapping[Any, int]) -> None:
        """Show the kinds that there are, by name; the one that is chosen stays."""
        super().show_counts(counts)
        chosen = self.value()
        kinds = {kind for kind in counts if kind is not None} | ({chosen} if chosen is not None else set())
        named = sorted(((self.breed_name(kind), kind) for kind in kinds), key=lambda entry: fold(entry[0]))
        self.box.blockSignals(True)
        self.box.clear()
        for name, kind in [(self.tr("Kinds of dog"), None), *named]:
            text = self.tr("{what} ({count})")
            self.box.addItem(text.format(what=name, count=numbers.number(counts.get(kind, 0))), kind)
        self.box.setCurrentIndex(0 if chosen is None else self.box.findData(chosen))
        self.box.blockSignals(False)
        self.setVisible(bool(kinds))


PART = KindPart
