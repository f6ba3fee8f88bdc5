"""Pages of which one is shown, and which need no more room than that one."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class ShownPage(QStackedWidget):
    """A stack that asks for the room of the page that is shown: Qt's own asks for that of the largest one.

    So nothing beside it is squeezed on a low screen for a page that nobody sees.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _place: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """What the page that is shown needs."""
        shown = self.currentWidget()
        return super().minimumSizeHint() if shown is None else shown.minimumSizeHint()
