"""All keys on one sheet, made from the list of actions."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.dialogs.fitting import fit
from desktop_app.ui.wording.actions import MENUS, OWN_KEYS, OWN_KEYS_OF, Action
from desktop_app.ui.wording.keyboards import Keyboard
from desktop_app.ui.wording.keys import native, translated


class ShortcutsSheet(QDialog):
    """Every action, by menu, with its keys as the keyboard in use has them, and what it does."""

    def __init__(self, keyboard: Keyboard, parent: QWidget) -> None:
        super().__init__(parent)
        self._keyboard = keyboard
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        fit(self, QSize(760, 620))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(4, 4, 4, 12)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(self.windowTitle())
        inside = QWidget(scroll)
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(20, 16, 20, 16)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(2, 1)
        if keyboard.digits_need_shift():
            self._line(native("1") + " … " + native("5"), "", self.tr("On this keyboard too, the digits above the "
                       "letters are pressed without Shift."))  # fmt: skip
        self._heading(self.tr("Gallery"))
        for keys, tip in OWN_KEYS:
            self._line(translated(keys), "", translated(tip))
        for menu in MENUS:
            self._heading(translated(menu.title).replace("&", ""))
            for keys, tip in OWN_KEYS_OF.get(menu.title, ()):
                self._line(translated(keys), "", translated(tip))
            for action in (action for group in menu.groups for action in group):
                self._line(self._keys(action) or "-", translated(action.text), translated(action.tip))
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        scroll.setWidget(inside)
        outer.addWidget(scroll)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        buttons.setContentsMargins(0, 0, 14, 0)
        buttons.rejected.connect(self.reject)
        outer.addWidget(buttons)

    def _keys(self, action: Action) -> str:
        """All keys of an action; where a sign needs Shift, the key that one presses stands behind it."""
        caps = [self._cap(keys) for keys in action.keys]
        shown = []
        for keys, cap in zip(action.keys, caps, strict=True):
            # "Ctrl++" and "Ctrl+=" are one key on many keyboards: then the second says it.
            needless = not cap or cap.replace("Shift+", "") in action.keys
            shown.append(native(keys) if needless else f"{native(keys)} ({native(cap)})")
        return ", ".join(shown)

    def _cap(self, keys: str) -> str:
        """The keys to press for `keys` where that takes Shift on this keyboard; "" where they are as written."""
        control, sign = ("Ctrl+", keys[5:]) if keys.startswith("Ctrl+") else ("", keys)
        if len(sign) != 1 or sign.isalnum():
            return ""
        cap = self._keyboard.cap(sign)
        return f"{control}Shift+{cap[0].upper()}" if cap is not None and cap[1] else ""

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
