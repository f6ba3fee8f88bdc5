"""The filter by the breed that photos look like."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QLineEdit

from desktop_app.breeds.book import fold
from desktop_app.ui.filters.filter_list import FilterList
from desktop_app.ui.filters.model import FilterEntry
from desktop_app.ui.filters.part import FilterPart

# The list scrolls by itself, and keeps this many lines where the whole sidebar scrolls.
LINES = 6


class LooksLikePart(FilterPart):
    """The breeds that are suggested at all, with a box to find one among them."""

    facet = "looks_like"
    rank = 40
    stretch = 1

    def build(self) -> None:
        """A box and a list."""
        self.lines.setContentsMargins(0, 8, 0, 8)
        self.add_title(self.tr("Looks like"))
        self.find_box = QLineEdit(self)
        self.find_box.setPlaceholderText(self.tr("Find a breed…"))
        self.find_box.setAccessibleName(self.tr("Find a breed among the suggested ones"))
        self.find_box.setClearButtonEnabled(True)
        self.find_box.setAcceptDrops(False)
        self.find_box.textChanged.connect(lambda _text: self._show())
        self.lines.addWidget(self.find_box)
        self.list = FilterList(self.tr("Filter by suggested breed"), self, lines=LINES)
        self.list.chosen.connect(self.chosen)
        self.lines.addWidget(self.list, 1)

    def value(self) -> str | None:
        """The id of a breed, or None."""
        return self.list.value()

    def set_value(self, value: str | None) -> None:
        """Choose a line; a text that hides it goes."""
        self.find_box.clear()
        self.list.set_value(value)

    def show_counts(self, counts: Mapping[Any, int]) -> None:
        """Show the breeds that there are."""
        super().show_counts(counts)
        self._show()

    def _show(self) -> None:
        counts = self.counts()
        wanted, chosen = fold(self.find_box.text()), self.list.value()
        named = [(self.breed_name(breed), breed, count) for breed, count in counts.items() if breed is not None]
        if chosen is not None and chosen not in counts:
            named.append((self.breed_name(chosen), chosen, 0))
        named.sort(key=lambda entry: fold(entry[0]))
        entries = [FilterEntry(None, self.tr("All breeds"), counts.get(None, 0))]
        entries += [
            FilterEntry(breed, name, count) for name, breed, count in named if breed == chosen or wanted in fold(name)
        ]
        self.list.show_entries(entries)


PART = LooksLikePart
