"""What would become of the photos: the animals, and what is left out and why, side by side as two lists."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QTabWidget, QVBoxLayout, QWidget

from desktop_app.catalog.naming.assigning import Line
from desktop_app.catalog.naming.finding import LeftOut
from desktop_app.catalog.naming.session_names import NamingPreview
from desktop_app.plain_text import escaped
from desktop_app.ui.look.theme import colours
from desktop_app.ui.wording import numbers
from desktop_app.ui.wording.naming_words import naming_words
from desktop_app.ui.wording.plain import tip

AnyIndex = QModelIndex | QPersistentModelIndex
# Of thousands of lines, a look at the first hundred says how wide a column must be.
PRECISION = 100
ROOT = QModelIndex()


class _Lines(QAbstractTableModel):
    """Lines that are shown as they are; the last column stands at the right."""

    def __init__(self, first: str, parent: QWidget) -> None:
        """Make an empty list.

        Args:
            first: the heading over folders and files.
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


class AnimalLines(_Lines):
    """One line an animal."""

    number_column = 3

    def headings(self) -> tuple[str, ...]:
        """Of all columns but the first."""
        return self.tr("Name"), self.tr("Number"), self.tr("Photos"), self.tr("Remarks")

    def texts(self, line: Line) -> tuple[str, ...]:
        """Whence, name, number, how many photos, and what else is to be known."""
        found = line.found
        name = found.name or line.animal.name
        return (
            naming_words.sources(found.sources),
            escaped(name),
            escaped(found.number or line.animal.number),
            numbers.number(len(found.places)),
            naming_words.remark(line),
        )

    def at_length(self, line: Line) -> str:
        """All folders or files."""
        return naming_words.all_sources(line.found.sources)


class LeftOutLines(_Lines):
    """One line for each folder, file or line of a table that makes no animal."""

    number_column = 2

    def headings(self) -> tuple[str, ...]:
        """Of all columns but the first."""
        return self.tr("Why"), self.tr("Photos")

    def texts(self, line: LeftOut) -> tuple[str, ...]:
        """What, why, and how many photos."""
        source = escaped(line.source)
        if line.line:
            source = self.tr("Line {line}: {source}").format(line=numbers.number(line.line), source=source)
        return source, naming_words.why(line.why), numbers.number(line.photos) if line.photos else ""

    def at_length(self, line: LeftOut) -> str:
        """The same."""
        return self.texts(line)[0]


class AnimalsPreview(QWidget):
    """The two lists, and a sentence that sums them up.

    Attributes:
        animals: the model of the one.
        left_out: the model of the other.
        summary: the sentence.
    """

    def __init__(self, first: str, parent: QWidget) -> None:
        """Make empty lists; `first` is the heading over folders and files."""
        super().__init__(parent)
        self.animals, self.left_out = AnimalLines(first, self), LeftOutLines(first, self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("What would become of the photos"))
        self._tables = (_table(self.animals, 4, self), _table(self.left_out, 1, self))
        self._tables[0].setAccessibleName(self.tr("Animals that are found"))
        self._tables[1].setAccessibleName(self.tr("What is left out, and why"))
        for table in self._tables:
            self.tabs.addTab(table, "")
        self.summary = QLabel(self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.summary.setProperty("heading", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.summary)
        self.show_preview(None)

    def show_preview(self, preview: NamingPreview | None) -> None:
        """Show what would become of the photos; nothing yet where it is None."""
        lines: list[Line] = [] if preview is None else preview.assignment.lines
        left_out: list[LeftOut] = [] if preview is None else preview.finding.left_out
        for model, some in ((self.animals, lines), (self.left_out, left_out)):
            model.show_lines(some)
        self.tabs.setTabText(0, naming_words.animals_tab(len(lines)))
        self.tabs.setTabText(1, naming_words.left_out_tab(len(left_out)))
        self.say("" if preview is None else naming_words.summary(preview))
        for table in self._tables:
            table.resizeColumnsToContents()
            table.setColumnWidth(0, max(180, min(table.columnWidth(0), int(table.viewport().width() * 0.45))))
        # One long name pushes nothing out of sight: what is cut is in the tooltip.
        for column, share in ((1, 0.3), (2, 0.15)):
            animals = self._tables[0]
            most = max(int(animals.viewport().width() * share), animals.horizontalHeader().sectionSizeHint(column))
            animals.setColumnWidth(column, min(animals.columnWidth(column), most))

    def say(self, text: str) -> None:
        """The sentence below the lists; its place is kept where there is none."""
        self.summary.setText(text or " ")

    def set_stale(self, stale: bool) -> None:
        """Whether nothing comes instead of what is shown, though it is of what is not asked for any more."""
        for model in (self.animals, self.left_out):
            model.set_stale(stale)
        if stale:
            self.say("")


def _table(model: QAbstractTableModel, stretched: int, parent: QWidget) -> QTableView:
    table = QTableView(parent)
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(26)
    header = table.horizontalHeader()
    header.setResizeContentsPrecision(PRECISION)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    return table
