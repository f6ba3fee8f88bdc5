"""Says for as long as it is so that the session cannot be changed, and how to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from desktop_app.ui.controllers.session_keeping import LOST
from desktop_app.ui.look.icons import pixmap
from desktop_app.ui.look.theme import colours
from desktop_app.ui.wording.faults import fault_text
from desktop_app.ui.wording.plain import window_title

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.faults import Fault
    from desktop_app.ui.window.parts import WindowParts


class KeepingBar(QFrame):
    """A line above the photos that cannot be closed: what it says stays true.

    Attributes:
        button: saves a copy, which then is the session.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 7, 14, 7)
        layout.setSpacing(10)
        self._sign = QLabel(self)
        layout.addWidget(self._sign)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self._words, 1)
        self.button = QPushButton(self.tr("Save a copy…"), self)
        layout.addWidget(self.button)
        self.hide()

    def text(self) -> str:
        """What is said; empty for nothing."""
        return "" if self.isHidden() else self._words.text()

    def show_fault(self, fault: Fault | None) -> None:
        """Say why the session cannot be changed, or nothing."""
        if fault is not None:
            now, is_lost = colours(), fault.code in LOST
            self.setProperty("message", "error" if is_lost else "warning")
            self.style().polish(self)
            colour = now.unreadable if is_lost else now.to_review
            self._sign.setPixmap(pixmap("warning", 20, colour, self.devicePixelRatioF()))
            self._words.setText(fault_text(fault))
            self.setAccessibleName(self._words.text())
        self.setVisible(fault is not None)


def show_keeping(window: WindowParts, fault: Fault | None) -> None:
    """Say whether the session can be changed, for as long as it cannot, and offer only what can be done."""
    path = window.session.path
    window.keeping_bar.show_fault(fault)
    window.window_actions.allow_changes(fault_text(fault) if fault is not None else "")
    # Its buttons and lines are labels too.
    for part in (window.panel.confirm_button, window.panel.choices, window.panel.breed_box, window.panel.notice.keep):
        part.setEnabled(fault is None)
    if path is not None:
        read_only = QCoreApplication.translate("MainWindow", "{session} (read only)")
        title = read_only if fault is not None else "{session}"
        window.setWindowTitle(f"{title.format(session=window_title(path.stem))} - Pawsort")


def keep(window: WindowParts, fault: Fault | None) -> None:
    """Make no suggestions that cannot be kept; begin, or go on, when they can."""
    show_keeping(window, fault)
    path = window.session.path
    if fault is not None:
        window.labelling.stop()
    elif path is not None and not window.session.keeping.is_put_away and not window.session.is_opening:
        window.labelling.start(path)
