"""The filters at the left: by state, by suggested breed, by probability; with counts."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from desktop_app.breeds.book import fold
from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.ui.filters.confidence_box import ConfidenceBox
from desktop_app.ui.filters.filter_list import FilterList
from desktop_app.ui.filters.model import FilterEntry
from desktop_app.ui.gallery.collection import PhotoCollection
from desktop_app.ui.gallery.order import Filters
from desktop_app.ui.wording import words

# Counts follow changes at most this often.
REFRESH_MS = 150
STATES = (
    PhotoState.TO_REVIEW,
    PhotoState.CONFIRMED,
    PhotoState.CORRECTED,
    PhotoState.NO_DOG,
    PhotoState.UNREADABLE,
    PhotoState.WAITING,
)


class FilterSidebar(QFrame):
    """Lets a person narrow the gallery.

    Signals:
        filters_changed: the new `Filters`; the text to find is not among them.
    """

    filters_changed = Signal(Filters)

    def __init__(self, collection: PhotoCollection, breed_name: words.BreedName, parent: QWidget) -> None:
        super().__init__(parent)
        self._collection = collection
        self._breed_name = breed_name
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 12, 10, 12)
        layout.setSpacing(5)
        layout.addWidget(self._title(self.tr("Show")))
        self._states = FilterList(self.tr("Filter by state"), self, as_tall_as_needed=True)
        self._states.chosen.connect(self._announce)
        layout.addWidget(self._states)
        self._sureness = ConfidenceBox(self)
        self._sureness.chosen.connect(self._announce)
        layout.addWidget(self._sureness)
        layout.addSpacing(8)
        layout.addWidget(self._title(self.tr("Looks like")))
        self._find = QLineEdit(self)
        self._find.setPlaceholderText(self.tr("Find a breed…"))
        self._find.setAccessibleName(self.tr("Find a breed among the suggested ones"))
        self._find.setClearButtonEnabled(True)
        self._find.setAcceptDrops(False)
        self._find.textChanged.connect(self.refresh)
        layout.addWidget(self._find)
        self._breeds = FilterList(self.tr("Filter by suggested breed"), self)
        self._breeds.chosen.connect(self._announce)
        layout.addWidget(self._breeds, 1)
        layout.addSpacing(8)
        self._build_range(layout)
        self._later = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._later.timeout.connect(self.refresh)
        for signal in (collection.reset, collection.added, collection.changed, collection.removed):
            signal.connect(self._refresh_soon)
        self.refresh()

    def _title(self, text: str) -> QLabel:
        title = QLabel(text, self)
        title.setProperty("heading", True)
        return title

    def _build_range(self, layout: QVBoxLayout) -> None:
        layout.addWidget(self._title(self.tr("Probability")))
        grid = QGridLayout()
        grid.setSpacing(6)
        self._lowest, self._highest = self._percent_box(0), self._percent_box(100)
        self._lowest.setAccessibleName(self.tr("Lowest probability"))
        self._highest.setAccessibleName(self.tr("Highest probability"))
        between = QLabel(self.tr("to"), self)
        between.setAlignment(Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(self._lowest, 0, 0)
        grid.addWidget(between, 0, 1)
        grid.addWidget(self._highest, 0, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        layout.addLayout(grid)
        self._in_range = QLabel(self)
        self._in_range.setProperty("quiet", True)
        layout.addWidget(self._in_range)
        self._all = QPushButton(self.tr("Show all photos"), self)
        self._all.setProperty("link", True)
        self._all.clicked.connect(self.clear)
        layout.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)

    def _percent_box(self, value: int) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(0, 100)
        box.setSingleStep(5)
        box.setValue(value)
        box.setSuffix(self.tr("%"))
        box.setMinimumSize(62, 28)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._range_changed)
        return box

    def filters(self) -> Filters:
        """What is chosen."""
        state = self._states.value()
        return Filters(
            state=PhotoState(state) if state is not None else None,
            breed_id=self._breeds.value(),
            lowest=self._lowest.value() / 100,
            highest=self._highest.value() / 100,
            confidence=self._sureness.value(),
        )

    def show_state(self, state: PhotoState | None) -> None:
        """Choose a state, as if a person had clicked on it."""
        self._states.set_value(None if state is None else state.value)
        self._announce()

    def show_confidence(self, confidence: Confidence | None) -> None:
        """Choose a word, as if a person had chosen it."""
        self._sureness.set_value(confidence)
        self._announce()

    def show_filters(self, filters: Filters) -> None:
        """Choose all filters at once, as if a person had."""
        self._states.set_value(None if filters.state is None else filters.state.value)
        self._breeds.set_value(filters.breed_id)
        self._sureness.set_value(filters.confidence)
        for box, value in ((self._lowest, filters.lowest), (self._highest, filters.highest)):
            box.blockSignals(True)
            box.setValue(round(value * 100))
            box.blockSignals(False)
        self.refresh()
        self._announce()

    def set_range(self, lowest: int, highest: int) -> None:
        """Choose a range of percentages, as if a person had typed it."""
        self._lowest.setValue(lowest)
        self._highest.setValue(highest)

    def range_text(self) -> str:
        """What stands below the range."""
        return self._in_range.text()

    def counts(self) -> dict[str, dict[str | None, int]]:
        """The counts as they are shown: by state, by breed and by how sure it is."""
        return {
            "states": self._states.counts(),
            "breeds": self._breeds.counts(),
            "confidences": self._sureness.counts(),
        }

    def clear(self) -> None:
        """Take all filters away."""
        self._states.set_value(None)
        self._breeds.set_value(None)
        self._sureness.set_value(None)
        for box, value in ((self._lowest, 0), (self._highest, 100)):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)
        self._find.clear()
        self._announce()

    def refresh(self) -> None:
        """Bring all counts up to date."""
        self._later.stop()
        counts = self._collection.states
        entries = [FilterEntry(None, self.tr("All photos"), len(self._collection))]
        entries += [FilterEntry(s.value, words.state_name(s), counts[s], s) for s in STATES]
        self._states.show_entries(entries)
        self._sureness.show_counts(self._collection.confidences)
        suggested = sum(self._collection.breeds.values())
        wanted = fold(self._find.text())
        named = [(self._breed_name(breed), breed, count) for breed, count in self._collection.breeds.items() if count]
        named.sort(key=lambda entry: fold(entry[0]))
        chosen = self._breeds.value()
        breeds = [FilterEntry(None, self.tr("All breeds"), suggested)]
        breeds += [
            FilterEntry(breed, name, count) for name, breed, count in named if breed == chosen or wanted in fold(name)
        ]
        if chosen is not None and all(entry.value != chosen for entry in breeds):
            breeds.append(FilterEntry(chosen, self._breed_name(chosen), 0))
        self._breeds.show_entries(breeds)
        self._count_range()

    def _refresh_soon(self) -> None:
        if not self._later.isActive():
            self._later.start()

    def _range_changed(self) -> None:
        if self._lowest.value() > self._highest.value():
            other = self._highest if self.sender() is self._lowest else self._lowest
            other.blockSignals(True)
            other.setValue(self._lowest.value() if other is self._highest else self._highest.value())
            other.blockSignals(False)
        self._count_range()
        self._announce()

    def _count_range(self) -> None:
        filters = self.filters()
        everything = filters.lowest <= 0 and filters.highest >= 1
        count = len(self._collection) if everything else sum(filters.in_range(row) for row in self._collection)
        self._in_range.setText(words.photos(count))

    def _announce(self) -> None:
        self._all.setEnabled(self.filters() != Filters())
        self.filters_changed.emit(self.filters())
