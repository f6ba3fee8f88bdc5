"""The numbers of a page as a table: for screen readers, for the keyboard, and for whoever wants to know exactly."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView

from desktop_app.ui.statistics.sheet import Cell, Column, Kind
from desktop_app.ui.wording.plain import tip

AnyIndex = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

LONGEST_NAME, SHORTEST_NAME = 260, 150
_SAID = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.AccessibleTextRole,
    }
)


class SheetModel(QAbstractTableModel):
    """Rows and columns of one page."""

    def __init__(self, parent: Any) -> None:
        super().__init__(parent)
        self._columns: Sequence[Column] = ()
        self._rows: Sequence[Sequence[Cell]] = ()
        self._in_two_lines = False

    def show_rows(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        """Show these."""
        self.beginResetModel()
        self._columns, self._rows = columns, rows
        self.endResetModel()

    def break_titles(self, in_two_lines: bool) -> None:
        """Say titles of several words in two lines, which makes columns narrower, or in one."""
        if in_two_lines != self._in_two_lines:
            self._in_two_lines = in_two_lines
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, len(self._columns) - 1))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many columns."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(column)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return in_two_lines(column.title) if self._in_two_lines else column.title

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell."""
        # To measure one cell, Qt asks for a font, a picture and more, which it has not.
        if role not in _SAID or not index.isValid():
            return None
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(column)
        text = column.text(self._rows[index.row()][index.column()])
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(text)
        return f"{column.title}: {text}"

    @staticmethod
    def _side(column: Column) -> Qt.AlignmentFlag:
        return LEFT if column.kind in (Kind.TEXT, Kind.DAY) else RIGHT


def in_two_lines(title: str) -> str:
    """A title with a line break at that space that makes the longer line as short as it can be."""
    # Not at a space that must not be broken: `split()` would.
    words = title.split(" ")
    both = [(" ".join(words[:count]), " ".join(words[count:])) for count in range(1, len(words))]
    return "\n".join(min(both, key=lambda lines: max(map(len, lines)))) if both else title


def fit_columns(table: QTableView, model: SheetModel) -> None:
    """Make columns as wide as what is in them; where that is too wide, with titles in two lines and shorter names."""
    room = table.width() - 2 * table.frameWidth() - table.verticalScrollBar().sizeHint().width()
    for in_lines in (False, True):
        model.break_titles(in_lines)
        table.resizeColumnsToContents()
        table.setColumnWidth(0, min(table.columnWidth(0), LONGEST_NAME))
        too_wide = table.horizontalHeader().length() - room
        if too_wide <= 0:
            return
    # What is cut short, the tooltip says.
    name = table.columnWidth(0)
    table.setColumnWidth(0, max(min(name, SHORTEST_NAME), name - too_wide))
