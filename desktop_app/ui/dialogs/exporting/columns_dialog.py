"""The columns of a table, to be chosen one by one."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.dialogs.fitting import fit
from desktop_app.ui.look.theme import ticking_palette

SIZE = QSize(380, 480)
SEPARATOR = ", "


class _Ticked(QStyledItemDelegate):
    """Draws the boxes so that they are seen where they are empty, too."""

    def initStyleOption(  # noqa: N802 - Qt's own name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The style sheet gives lists a palette of its own."""
        super().initStyleOption(option, index)
        option.palette = ticking_palette()


class ColumnsDialog(QDialog):
    """A list with a tick for each column; the order is the one in which they are dragged, or moved by the keys."""

    def __init__(self, there: Sequence[str], chosen: str, parent: QWidget) -> None:
        """Make the dialog.

        Args:
            there: the names of all columns.
            chosen: those that are chosen, with commas between them; empty for all.
            parent: in the sense of Qt.
        """
        super().__init__(parent)
        self._there = tuple(there)
        named = [name for each in chosen.split(",") if (name := each.strip()) in there]
        self.setWindowTitle(self.tr("Columns"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(8)
        hint = QLabel(self.tr("Drag a column to another place, or move it with Ctrl + arrow keys."), self)
        hint.setProperty("quiet", True)
        hint.setWordWrap(True)
        layout.addWidget(hint)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.windowTitle())
        self.list.setItemDelegate(_Ticked(self.list))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        for name in [*named, *(each for each in there if each not in named)]:
            self._add(name, is_chosen=not named or name in named)
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self.list.itemChanged.connect(lambda _item: self._allow())
        layout.addWidget(self.list, 1)
        layout.addLayout(self._all_or_none())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(self.tr("Choose these"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        for key, step in ((Qt.Key.Key_Up, -1), (Qt.Key.Key_Down, 1)):
            move = self.list.addAction("")
            move.setShortcut(Qt.KeyboardModifier.ControlModifier | key)
            move.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            move.triggered.connect(lambda _checked=False, step=step: self._move(step))
        fit(self, SIZE)

    def chosen(self) -> str:
        """The names with commas between them; empty where it is all of them, in their own order."""
        ticked = [item.text() for item in self._items() if item.checkState() is Qt.CheckState.Checked]
        return "" if tuple(ticked) == self._there else SEPARATOR.join(ticked)

    def tick_all(self, *, on: bool) -> None:
        """Choose all columns, or none."""
        for item in self._items():
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _add(self, name: str, *, is_chosen: bool) -> None:
        item = QListWidgetItem(name)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
        item.setFlags(flags | Qt.ItemFlag.ItemIsDragEnabled)
        item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def _all_or_none(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for title, on in ((self.tr("All"), True), (self.tr("None"), False)):
            button = QPushButton(title, self)
            button.setProperty("compact", True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, on=on: self.tick_all(on=on))
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + step < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + step, item)
            self.list.setCurrentRow(row + step)

    def _allow(self) -> None:
        self._ok.setEnabled(any(item.checkState() is Qt.CheckState.Checked for item in self._items()))
