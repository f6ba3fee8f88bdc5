"""The filters at the left, each with the counts of what one would see on choosing it."""

from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app.catalog.rows import PhotoState
from desktop_app.photos.filters import Filters
from desktop_app.ui.filters.parts import all_parts
from desktop_app.ui.gallery.collection import PhotoCollection
from desktop_app.ui.wording import words

# Counts follow changes at most this often.
REFRESH_MS = 150
TEXT = "text"


class FilterSidebar(QScrollArea):
    """Lets a person narrow the gallery. Scrolls where the window is too low for all of it.

    Signals:
        filters_changed: the new `Filters`.
        retry_wanted: all photos that could not be read are to be looked at once more.
    """

    filters_changed = Signal(Filters)
    retry_wanted = Signal()

    def __init__(self, collection: PhotoCollection, breed_name: words.BreedName, parent: QWidget) -> None:
        super().__init__(parent)
        self._collection = collection
        self._text = ""
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = inside = QWidget(self)
        self.setWidget(inside)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(9, 10, 9, 10)
        layout.setSpacing(5)
        self.parts = {kind.facet: kind(breed_name, inside) for kind in all_parts()}
        for part in self.parts.values():
            part.chosen.connect(self._announce)
            part.retry_wanted.connect(self.retry_wanted)
            layout.addWidget(part, part.stretch)
        self._all = QPushButton(self.tr("Show all photos"), inside)
        self._all.setProperty("link", True)
        self._all.clicked.connect(self.clear)
        layout.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self.refresh)
        for signal in (collection.reset, collection.added, collection.changed, collection.removed):
            signal.connect(self._refresh_soon)
        self.refresh()

    def minimumSizeHint(self) -> QSize:
        """Wide enough for everything in it beside the scroll bar: it never scrolls sideways."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._inside.minimumSizeHint().width() + bar, super().minimumSizeHint().height())

    def filters(self) -> Filters:
        """What is chosen, and the text to find."""
        return Filters({TEXT: self._text, **{facet: part.value() for facet, part in self.parts.items()}})

    def set_text(self, text: str) -> None:
        """Find photos by what stands in the names of files and folders; that is typed elsewhere."""
        if text != self._text:
            self._text = text
            self._announce()

    def choose(self, facet: str, value: Any) -> None:
        """Choose a value, as if a person had."""
        self.parts[facet].set_value(value)
        self._announce()
        # What narrows the photos is seen, wherever a person had scrolled to.
        self.ensureWidgetVisible(self.parts[facet])

    def show_state(self, state: PhotoState | None) -> None:
        """Choose a state, as if a person had clicked on it."""
        self.choose("state", state)

    def show_filters(self, filters: Filters) -> None:
        """Choose all filters at once, as if a person had; the text among them is typed elsewhere."""
        for facet, part in self.parts.items():
            part.set_value(filters.value(facet))
        self._text = filters.value(TEXT)
        self._announce()

    def counts(self) -> dict[str, dict[Any, int]]:
        """The counts as they are shown: facet → value → count."""
        return {facet: part.counts() for facet, part in self.parts.items()}

    def clear(self) -> None:
        """Take all filters away but the text, which is not typed here."""
        nothing, before = Filters(), self.filters()
        for facet, part in self.parts.items():
            part.set_value(nothing.value(facet))
        if before.without(TEXT):
            self._announce()
        else:
            # Another session, perhaps: its photos are painted first, its counts a moment later.
            self.filters_changed.emit(before)
            self._later.start(0)

    def refresh(self) -> None:
        """Bring all counts up to date."""
        self._later.stop()
        counts = self._collection.counts(self.filters())
        for facet, part in self.parts.items():
            part.show_counts(counts[facet])

    def _refresh_soon(self) -> None:
        if not self._later.isActive():
            self._later.start(REFRESH_MS)

    def _announce(self) -> None:
        filters = self.filters()
        self._all.setEnabled(bool(filters.without(TEXT)))
        self.filters_changed.emit(filters)
        self.refresh()
