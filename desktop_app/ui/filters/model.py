"""The lines of a list of filters, each with its count."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.catalog.rows import PhotoState
from desktop_app.ui.wording import words
from desktop_app.ui.wording.plain import tip


@dataclass(frozen=True, slots=True)
class FilterEntry:
    """One line.

    Attributes:
        value: what choosing it narrows the gallery to; None for no narrowing.
        text: what the line says.
        count: how many photos it has.
        state: the state whose icon stands before it, if any.
        counted: the count with what is counted, where that is not photos: "12 rows".
    """

    value: str | None
    text: str
    count: int
    state: PhotoState | None = None
    counted: str = ""


class FilterRole(IntEnum):
    """What the model tells about a line."""

    VALUE = Qt.ItemDataRole.UserRole + 1
    COUNT = Qt.ItemDataRole.UserRole + 2
    STATE = Qt.ItemDataRole.UserRole + 3


class FilterModel(QAbstractListModel):
    """A list of filters."""

    _entries: list[FilterEntry] = []  # noqa: RUF012 - replaced as a whole, never changed

    def show_entries(self, entries: Sequence[FilterEntry]) -> None:
        """Show these lines. Where only counts changed, selection and scrolling stay."""
        new = list(entries)
        if [entry.value for entry in new] == [entry.value for entry in self._entries]:
            if new != self._entries:
                self._entries = new
                self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self._entries = new
        self.endResetModel()

    def place(self, value: str | None) -> int | None:
        """The line of a value, or None."""
        return next((place for place, entry in enumerate(self._entries) if entry.value == value), None)

    def counts(self) -> dict[str | None, int]:
        """Value → count."""
        return {entry.value: entry.count for entry in self._entries}

    def entry(self, place: int) -> FilterEntry:
        """A line."""
        return self._entries[place]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """How many lines."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, count and state of a line."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.text}, {entry.counted or words.photos(entry.count)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            counted = f"{entry.text}: {entry.counted or words.photos(entry.count)}"
            meaning = "" if entry.state is None else words.state_meaning(entry.state)
            return tip(f"{counted}\n{meaning}".rstrip())
        if role == FilterRole.VALUE:
            return entry.value
        if role == FilterRole.COUNT:
            return entry.count
        return entry.state if role == FilterRole.STATE else None
