"""All keys on one sheet, made from the list of actions."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.dialogs.fitting import fit
from desktop_app.ui.wording.shortcuts import ACTIONS, GALLERY_KEYS, MENUS, translated


class ShortcutsSheet(QDialog):
    """Every action, by menu, with its keys and what it does."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        fit(self, QSize(760, 620))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(4, 4, 4, 12)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        inside = QWidget(scroll)
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(20, 16, 20, 16)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(2, 1)
        self._heading(self.tr("Gallery"))
        for keys, tip in GALLERY_KEYS:
            self._line(translated(keys), "", translated(tip))
        for title, entries in MENUS:
            self._heading(translated(title).replace("&", ""))
            for entry in entries:
                if entry is not None and entry in ACTIONS:
                    spec = ACTIONS[entry]
                    form = QKeySequence.SequenceFormat.NativeText
                    keys = ", ".join(sequence.toString(form) for sequence in spec.sequences())
                    self._line(keys or "-", spec.label(), translated(spec.tip))
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        scroll.setWidget(inside)
        outer.addWidget(scroll)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        buttons.setContentsMargins(0, 0, 14, 0)
        buttons.rejected.connect(self.reject)
        outer.addWidget(buttons)

    def _heading(self, text: str) -> None:
        row = self._grid.rowCount()
        heading = QLabel(text, self)
        heading.setProperty("heading", True)
        heading.setContentsMargins(0, 12 if row > 1 else 0, 0, 2)
        font = heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        font.setBold(True)
        heading.setFont(font)
        self._grid.addWidget(heading, row, 0, 1, 3)

    def _line(self, keys: str, name: str, tip: str) -> None:
        row = self._grid.rowCount()
        key_label = QLabel(keys, self)
        key_label.setProperty("heading", True)
        key_label.setMinimumWidth(150)
        key_label.setWordWrap(True)
        self._grid.addWidget(key_label, row, 0, Qt.AlignmentFlag.AlignTop)
        if name:
            self._grid.addWidget(QLabel(name.rstrip("…"), self), row, 1, Qt.AlignmentFlag.AlignTop)
        words = QLabel(tip, self)
        words.setProperty("quiet", True)
        words.setWordWrap(True)
        column = 2 if name else 1
        self._grid.addWidget(words, row, column, 1, 3 - column, Qt.AlignmentFlag.AlignTop)
