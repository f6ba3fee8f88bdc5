"""What stands behind each breed that was learned, as a table."""

from collections.abc import Callable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QSize, Qt
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from desktop_app.learning.state import LearnedBreed, LearnedState
from desktop_app.ui.dialogs.lines import ROOT, AnyIndex, show_as_lines
from desktop_app.ui.wording import numbers
from desktop_app.ui.wording.learned_words import learned_words
from desktop_app.ui.wording.plain import tip

LEAST_HEIGHT, LINES = 96, 6


class Column(IntEnum):
    """What the table says of a breed."""

    BREED = 0
    HERE = 1
    ELSEWHERE = 2
    STATE = 3


class LearnedModel(QAbstractTableModel):
    """One line a breed, those with the most labels first."""

    def __init__(self, breed_name: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._breed_name = breed_name
        self._state: LearnedState | None = None

    def show_state(self, state: LearnedState) -> None:
        """Show this."""
        known = [] if self._state is None else [breed.breed_id for breed in self._state.breeds]
        if known and known == [breed.breed_id for breed in state.breeds]:
            self._state = state
            self.dataChanged.emit(self.index(0, 0), self.index(len(known) - 1, len(Column) - 1))
            return
        self.beginResetModel()
        self._state = state
        self.endResetModel()

    def breed(self, place: int) -> LearnedBreed:
        """A breed by its line."""
        if self._state is None:
            raise IndexError(place)
        return self._state.breeds[place]

    def find(self, breed_id: str) -> int | None:
        """The line of a breed; None where it has none."""
        breeds = () if self._state is None else self._state.breeds
        return next((place for place, breed in enumerate(breeds) if breed.breed_id == breed_id), None)

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        """How many breeds."""
        return 0 if parent.isValid() or self._state is None else len(self._state.breeds)

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Names of the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Breed"), self.tr("Labels here"), self.tr("Elsewhere"), self.tr("State"))[section]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is said of a breed."""
        if not index.isValid() or self._state is None:
            return None
        breed, column = self._state.breeds[index.row()], Column(index.column())
        name = self._breed_name(breed.breed_id)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._said(breed, name, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            says = name if column is Column.BREED else learned_words.state_meaning(breed, self._state)
            return tip(says)
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.BREED:
            return learned_words.spoken_breed(name, breed, self._state)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (Column.HERE, Column.ELSEWHERE):
            return Qt.AlignmentFlag.AlignCenter
        return None

    def _said(self, breed: LearnedBreed, name: str, column: Column) -> str:
        if column is Column.BREED:
            return name
        if column is Column.STATE and self._state is not None:
            return learned_words.state(breed, self._state)
        return numbers.number(breed.labels if column is Column.HERE else breed.borrowed)


class LearnedTable(QTableView):
    """Whole lines are chosen; Tab leads out of it."""

    def __init__(self, model: LearnedModel, parent: QWidget) -> None:
        super().__init__(parent)
        show_as_lines(self, model, Column.BREED, QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setHighlightSections(False)
        self.setMinimumHeight(LEAST_HEIGHT)

    def sizeHint(self) -> QSize:
        """A few lines."""
        line = self.verticalHeader().defaultSectionSize()
        return QSize(560, self.horizontalHeader().sizeHint().height() + LINES * line)
