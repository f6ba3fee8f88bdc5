"""What a filter looks like in the sidebar. Each is a file in `ui/filters/parts` with one `PART`."""

from collections.abc import Hashable, Mapping
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app.ui.wording import words


class FilterPart(QWidget):
    """Lets a person choose one value of a facet (`photos/facets`).

    Attributes:
        facet: the id of the facet.
        rank: where it stands: small ones on top.
        stretch: how much of the room that is left it takes.

    Signals:
        chosen: a person chose another value.
        retry_wanted: all photos that could not be read are to be looked at once more.
    """

    facet: ClassVar[str]
    rank: ClassVar[int]
    stretch: ClassVar[int] = 0

    chosen = Signal()
    retry_wanted = Signal()

    def __init__(self, breed_name: words.BreedName, parent: QWidget) -> None:
        super().__init__(parent)
        self.breed_name = breed_name
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(5)
        self._shown: dict[Any, int] = {}
        self.build()

    def build(self) -> None:
        """Make the widgets, into `lines`."""
        raise NotImplementedError

    def value(self) -> Hashable:
        """What is chosen; the facet's `everything` where nothing is."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Choose without telling anyone."""
        raise NotImplementedError

    def show_counts(self, counts: Mapping[Any, int]) -> None:
        """Show beside each value how many photos one would see on choosing it."""
        self._shown = dict(counts)

    def counts(self) -> dict[Any, int]:
        """Value → count, as shown."""
        return dict(self._shown)

    def add_title(self, text: str) -> None:
        """A title above the part."""
        title = QLabel(text, self)
        title.setProperty("heading", True)
        self.lines.addWidget(title)
