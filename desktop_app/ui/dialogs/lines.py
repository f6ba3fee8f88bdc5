"""Lists that are shown before something is done with a session: lines as they are, and the table they stand in."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop_app.ui.look.theme import colours
from desktop_app.ui.wording.plain import tip

AnyIndex = QModelIndex | QPersistentModelIndex
# Of thousands of lines, a look at the first hundred says how wide a column must be.
PRECISION = 100
ROOT = QModelIndex()


class Lines(QAbstractTableModel):
    """Lines that are shown as they are; the last column stands at the right."""

    def __init__(self, first: str, parent: QWidget) -> None:
        """Make an empty list.

        Args:
            first: the heading over the first column.
            parent: the widget.
        """
        super().__init__(parent)
        self._headings = (first, *self.headings())
        self._lines: Sequence[Any] = ()
        self._stale = False

    def show_lines(self, lines: Sequence[Any]) -> None:
        """Show these."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def set_stale(self, stale: bool) -> None:
        """Whether the lines are of something that is not asked for any more; they are grey then."""
        if stale != self._stale:
            self._stale = stale
            self.layoutChanged.emit()

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        """How many lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Names of the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._headings[section]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a line says."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.texts(line)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.at_length(line) if index.column() == 0 else self.texts(line)[index.column()])
        if role == Qt.ItemDataRole.ForegroundRole and self._stale:
            return QColor(colours().quiet_text)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == self.number_column:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    number_column = 0

    def headings(self) -> tuple[str, ...]:
        """Of all columns but the first."""
        raise NotImplementedError

    def texts(self, line: Any) -> tuple[str, ...]:
        """One for each column."""
        raise NotImplementedError

    def at_length(self, line: Any) -> str:
        """What the first column has no room for."""
        raise NotImplementedError


def table_of(model: QAbstractTableModel, stretched: int, parent: QWidget) -> QTableView:
    """A table with these lines; the column at `stretched` takes the room that the others leave."""
    table = QTableView(parent)
    show_as_lines(table, model, stretched)
    table.verticalHeader().setDefaultSectionSize(26)
    return table


def show_as_lines(
    table: QTableView,
    model: QAbstractTableModel,
    stretched: int,
    others: QHeaderView.ResizeMode = QHeaderView.ResizeMode.Interactive,
) -> None:
    """Show a list to choose a whole line from; Tab leads out of it.

    Args:
        table: that shows it.
        model: the lines.
        stretched: the column that takes the room that the others leave.
        others: how wide these are.
    """
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setResizeContentsPrecision(PRECISION)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(others)
    header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
