"""The history as a list: who did what, when, to how many photos; and taking back one thing alone."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QDateTime, QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.catalog.changes.base import PERSON
from desktop_app.catalog.history import HistoryEntry
from desktop_app.plain_text import escaped
from desktop_app.ui.dialogs.fitting import fit
from desktop_app.ui.dialogs.lines import ROOT, AnyIndex, show_as_lines
from desktop_app.ui.wording import numbers, words
from desktop_app.ui.wording.changes import change_words
from desktop_app.ui.wording.plain import tip


class Column(IntEnum):
    """What the list says of an entry."""

    WHEN = 0
    WHO = 1
    WHAT = 2
    PHOTOS = 3


class HistoryModel(QAbstractTableModel):
    """Entries, the youngest first."""

    def __init__(self, breed_name: words.BreedName, parent: QWidget) -> None:
        super().__init__(parent)
        self._breed_name = breed_name
        self._entries: list[HistoryEntry] = []
        self._by_id: dict[int, HistoryEntry] = {}

    def show_entries(self, entries: Sequence[HistoryEntry]) -> None:
        """Show these, given oldest first."""
        self.beginResetModel()
        self._entries = list(reversed(entries))
        self._by_id = {entry.change_id: entry for entry in entries}
        self.endResetModel()

    def entry(self, place: int) -> HistoryEntry:
        """An entry by its line."""
        return self._entries[place]

    def text(self, entry: HistoryEntry) -> str:
        """What was done, in words."""
        return change_words.entry(entry, self._by_id, self._breed_name)

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        """How many entries."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Names of the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("When"), self.tr("Who"), self.tr("What"), self.tr("Photos"))[section]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What was done; what was taken back is struck out."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._said(entry, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._said(entry, Column(index.column())))
        if role == Qt.ItemDataRole.FontRole and entry.taken_back:
            font = QFont()
            font.setStrikeOut(True)
            return font
        if role == Qt.ItemDataRole.AccessibleTextRole and entry.taken_back:
            return self.tr("{what}, taken back").format(what=self._said(entry, Column(index.column())))
        return None

    def _said(self, entry: HistoryEntry, column: Column) -> str:
        if column is Column.WHEN:
            at = QDateTime.fromMSecsSinceEpoch(entry.at_ns // 1_000_000)
            return numbers.date(at)
        if column is Column.WHO:
            return self.tr("You") if entry.who == PERSON else escaped(entry.who)
        return self.text(entry) if column is Column.WHAT else numbers.number(entry.photos)


class HistoryDialog(QDialog):
    """Stays open beside the window, so that a person sees the photos that an entry is about.

    Signals:
        photos_wanted: ids of the photos of the entry that was chosen.
        take_back_wanted: the entry's id, and what it is called.
    """

    photos_wanted = Signal(object)
    take_back_wanted = Signal(int, str)

    def __init__(self, breed_name: words.BreedName, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("History"))
        fit(self, QSize(640, 420))
        layout = QVBoxLayout(self)
        self._hint = QLabel(self)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setWordWrap(True)
        self._hint.setProperty("quiet", True)
        layout.addWidget(self._hint)
        self.table = QTableView(self)
        self.table.setAccessibleName(self.tr("What was done in this session"))
        self.entries = HistoryModel(breed_name, self)
        show_as_lines(self.table, self.entries, Column.WHAT, QHeaderView.ResizeMode.ResizeToContents)
        # Not where the focus came to: Qt puts it on the first line by itself, and nobody has asked for its photos.
        self._refreshing = False
        self.table.selectionModel().selectionChanged.connect(self._chosen)
        layout.addWidget(self.table, 1)
        self._complaint = QLabel(self)
        self._complaint.setTextFormat(Qt.TextFormat.PlainText)
        self._complaint.setWordWrap(True)
        self._complaint.setProperty("complaint", True)
        self._complaint.hide()
        layout.addWidget(self._complaint)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.take_back = QPushButton(self.tr("Take back only this"), self)
        self.take_back.setEnabled(False)
        self.take_back.setAutoDefault(False)
        buttons.addButton(self.take_back, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        self.take_back.clicked.connect(self._take_back)
        layout.addWidget(buttons)

    def show_entries(self, entries: Sequence[HistoryEntry]) -> None:
        """Show these, oldest first; the line that was chosen stays chosen."""
        chosen = self._current()
        # A list that is read again moves nothing in the window: a person may have gone on there.
        self._refreshing = True
        self.entries.show_entries(entries)
        places = [
            i for i in range(self.entries.rowCount()) if chosen and self.entries.entry(i).change_id == chosen.change_id
        ]
        if places:
            self.table.selectRow(places[0])
        self._refreshing = False
        self._enable()
        if entries:
            self._hint.setText(self.tr("Choose a line to see its photos. What is struck out has been taken back."))
        else:
            self._hint.setText(self.tr("Nothing was done in this session yet."))

    def complain(self, text: str) -> None:
        """Say why something was not taken back; "" for nothing to say."""
        self._complaint.setText(text)
        self._complaint.setVisible(bool(text))

    def complaint(self) -> str:
        """What it says was not taken back, and why."""
        return self._complaint.text()

    def _current(self) -> HistoryEntry | None:
        index = self.table.currentIndex()
        chosen = index.isValid() and self.table.selectionModel().isSelected(index)
        return self.entries.entry(index.row()) if chosen and index.row() < self.entries.rowCount() else None

    def _chosen(self) -> None:
        entry = self._current()
        if self._refreshing or entry is None:
            return
        self.complain("")
        self._enable()
        self.photos_wanted.emit(entry.photo_ids)

    def _enable(self) -> None:
        entry = self._current()
        self.take_back.setEnabled(entry is not None and entry.inverse_json is not None and not entry.taken_back)

    def _take_back(self) -> None:
        entry = self._current()
        if entry is not None:
            self.take_back_wanted.emit(entry.change_id, self.entries.text(entry))
