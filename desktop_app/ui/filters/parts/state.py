"""The filter by where photos stand between dropping and export."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop_app.catalog.rows import PhotoState
from desktop_app.photos.arrangement import STATES_AS_SHOWN
from desktop_app.photos.facets.state import MISSING
from desktop_app.ui.filters.filter_list import FilterList
from desktop_app.ui.filters.model import FilterEntry
from desktop_app.ui.filters.part import FilterPart
from desktop_app.ui.wording import words


class StatePart(FilterPart):
    """A line for each state, and one for photos whose files are not there, while there are any.

    Where the unreadable photos are shown, they can be tried again.
    """

    facet = "state"
    rank = 10

    def build(self) -> None:
        """A list."""
        self.add_title(self.tr("Show"))
        self.list = FilterList(self.tr("Filter by state"), self, as_tall_as_needed=True)
        self.list.chosen.connect(self.chosen)
        self.lines.addWidget(self.list)
        self.again = QPushButton(self.tr("Try all of them again"), self)
        self.again.setProperty("link", True)
        self.again.setToolTip(self.tr("Look once more at every photo that could not be read"))
        self.again.clicked.connect(self.retry_wanted)
        self.again.hide()
        self.lines.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)

    def value(self) -> PhotoState | str | None:
        """The state, `MISSING`, or None."""
        value = self.list.value()
        return value if value is None or value == MISSING else PhotoState(value)

    def set_value(self, value: PhotoState | str | None) -> None:
        """Choose a line."""
        self.list.set_value(value)

    def show_counts(self, counts: Mapping[Any, int]) -> None:
        """Show the counts."""
        super().show_counts(counts)
        entries = [FilterEntry(None, self.tr("All photos"), counts[None])]
        entries += [
            FilterEntry(state.value, words.state_name(state), counts[state], state) for state in STATES_AS_SHOWN
        ]
        if counts[MISSING] or self.list.value() == MISSING:
            entries.append(FilterEntry(MISSING, self.tr("File not there"), counts[MISSING]))
        self.list.show_entries(entries)
        self.again.setVisible(self.value() is PhotoState.UNREADABLE and bool(counts[PhotoState.UNREADABLE]))


PART = StatePart
