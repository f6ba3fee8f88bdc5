"""The formats, those that are for the same together under a heading."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from desktop_app.commands.format_words import FormatWords
from desktop_app.exports.base import ExportFormat, Family
from desktop_app.ui.look.wrapped_text import wrapped
from desktop_app.ui.wording.format_words import translated
from desktop_app.ui.wording.plain import tip

_ID = Qt.ItemDataRole.UserRole
_TITLE = Qt.ItemDataRole.UserRole + 1
_MARGINS = 20
"""Pixels of a line that are left and right of its text."""
_MOST_LINES = 3


class FormatList(QListWidget):
    """A list in which one format is chosen; headings cannot be.

    Signals:
        chosen: the id of the format.
    """

    chosen = Signal(str)

    def __init__(self, formats: Iterable[tuple[ExportFormat, FormatWords]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Format"))
        headings = {
            Family.TABLES: self.tr("Tables"),
            Family.PHOTOS: self.tr("Photos and keywords"),
            Family.SHELTER: self.tr("Shelter software"),
            Family.TRAINING: self.tr("Training"),
        }
        by_family: dict[Family, list[tuple[ExportFormat, FormatWords]]] = {family: [] for family in headings}
        for each in formats:
            by_family[each[0].family].append(each)
        for family, some in by_family.items():
            if some:
                self._add_heading(headings[family])
            for export_format, words in some:
                self._add_format(export_format.id, words, headings[family])
        self.currentItemChanged.connect(self._tell)

    def format_id(self) -> str:
        """The format that is chosen; empty where there is none."""
        item = self.currentItem()
        return "" if item is None else str(item.data(_ID) or "")

    def choose(self, format_id: str) -> bool:
        """Choose a format; False where it is not there."""
        for row in range(self.count()):
            if self.item(row).data(_ID) == format_id:
                self.setCurrentRow(row)
                return True
        return False

    def choose_first(self) -> None:
        """Choose what stands at the top."""
        first = next((row for row in range(self.count()) if self.item(row).data(_ID)), -1)
        self.setCurrentRow(first)

    def moveCursor(  # noqa: N802 - Qt's own name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Qt would go to the heading at the top, which cannot be chosen, and so stay where it is."""
        ends = (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MovePageUp)
        index = super().moveCursor(action, modifiers)
        if action in ends and not self.model().flags(index) & Qt.ItemFlag.ItemIsEnabled:
            return self.model().index(index.row() + 1, 0)
        return index

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Long titles go on in a second line. What Qt itself breaks it cuts as well: it measures another width."""
        super().resizeEvent(event)
        room = self.viewport().width() - _MARGINS
        for row in range(self.count()):
            item = self.item(row)
            title = item.data(_TITLE)
            if title is not None and room > 0:
                item.setText("\n".join(wrapped(title, self.font(), room, _MOST_LINES).lines))

    def sizeHint(self) -> QSize:
        """As wide as the longest line, and not so high that it asks for room."""
        return QSize(self.sizeHintForColumn(0) + 2 * self.frameWidth() + 12, 120)

    def minimumSizeHint(self) -> QSize:
        """What is cut is in the tool tip."""
        return QSize(min(self.sizeHint().width(), 170), 80)

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        # Disabled, so that no key comes to it, but it is as readable as what can be chosen.
        item.setForeground(self.palette().text())
        self.addItem(item)

    def _add_format(self, format_id: str, words: FormatWords, heading: str) -> None:
        title = translated(words.title)
        item = QListWidgetItem(title)
        item.setData(_ID, format_id)
        item.setData(_TITLE, title)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {heading}")
        item.setToolTip(tip(f"{title}\n{translated(words.help)}"))
        self.addItem(item)

    def _tell(self) -> None:
        if self.format_id():
            self.chosen.emit(self.format_id())
