"""A list of filters of which one is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop_app.ui.filters.delegate import FilterDelegate
from desktop_app.ui.filters.model import FilterEntry, FilterModel


class FilterList(QListView):
    """One line is always chosen.

    Signals:
        chosen: the value of the line, None for the one that narrows nothing.
    """

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget, *, as_tall_as_needed: bool = False, lines: int = 0) -> None:
        """Make an empty list.

        Args:
            name: for screen readers.
            parent: in the sense of Qt.
            as_tall_as_needed: never scroll by itself, nor cut a text short.
            lines: keep room for at least so many lines.
        """
        super().__init__(parent)
        self._least_lines = lines
        self.setObjectName("filterList")
        self.setAccessibleName(name)
        self._fits = as_tall_as_needed
        self._value: str | None = None
        self._lines = FilterModel(self)
        self.setModel(self._lines)
        self.setItemDelegate(FilterDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if as_tall_as_needed:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._announce)

    def show_entries(self, entries: Sequence[FilterEntry]) -> None:
        """Show these lines; the chosen one stays chosen."""
        self.selectionModel().blockSignals(True)
        self._lines.show_entries(entries)
        self.selectionModel().blockSignals(False)
        self._mark()
        if self._fits:
            self.setFixedHeight(self.sizeHintForRow(0) * len(entries) + 2)
            lines = [self._lines.index(place) for place in range(len(entries))]
            self.setMinimumWidth(max(FilterDelegate.whole_width(line, self.font()) for line in lines))
        elif self._least_lines:
            self.setMinimumHeight(self.sizeHintForRow(0) * min(self._least_lines, len(entries)) + 2)

    def value(self) -> str | None:
        """The value of the chosen line."""
        return self._value

    def counts(self) -> dict[str | None, int]:
        """Value → count, as shown."""
        return self._lines.counts()

    def set_value(self, value: str | None) -> None:
        """Choose a line without telling anyone."""
        self._value = value
        self._mark()

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's own name
        """Letters are shortcuts here, not a search."""
        del search

    def sizeHint(self) -> QSize:
        """Narrow: the texts are cut short where there is no room."""
        return QSize(180, super().sizeHint().height())

    def _mark(self) -> None:
        place = self._lines.place(self._value)
        self.selectionModel().blockSignals(True)
        if place is None:
            self.selectionModel().clear()
        else:
            index = self._lines.index(place)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    def _announce(self) -> None:
        if self.currentIndex().isValid():
            value = self._lines.entry(self.currentIndex().row()).value
            if value != self._value:
                self._value = value
                self.chosen.emit(value)
