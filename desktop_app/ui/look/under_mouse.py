"""What is painted by hand and shows that it can be clicked: it looks another way while the mouse is over it."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QAbstractButton


class UnderMouseButton(QAbstractButton):
    """A button that is painted again whenever the mouse comes or goes; `underMouse` says which."""

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be clicked."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """And no longer."""
        self.update()
        super().leaveEvent(event)
