"""That a suggestion was learned from labels, as a way to the photos that were given these labels."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop_app.ui.look.icons import LEARNED_ICON, set_icon
from desktop_app.ui.wording.keys import with_key
from desktop_app.ui.wording.plain import on_button, tip

SIGN = 16
# A text that is as wide as its room is cut short by some fonts.
SPARE = 2


class LearnedLink(QPushButton):
    """Asks for no more width than there is. Hidden where nothing was learned."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""
        self.setProperty("link", True)
        self.setProperty("small", True)
        set_icon(self, LEARNED_ICON)
        self.setIconSize(QSize(SIGN, SIGN))
        # A click leaves the keys where they are.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_learned(self, text: str) -> None:
        """Say behind what suggestion so many labels stand; "" for nothing."""
        self._text = text
        self.setVisible(bool(text))
        self.setAccessibleName(text)
        meaning = self.tr("Show the photos that were given these labels")
        self.setAccessibleDescription(meaning)
        self.setToolTip(tip("\n".join((text, with_key(meaning, "taught_by")))))
        self._elide()
        self.updateGeometry()

    def words(self) -> str:
        """What it says, however little of it there is room for."""
        return self._text

    def sizeHint(self) -> QSize:
        """Room for all of the text."""
        return QSize(self._around() + self._advance(self._text) + SPARE, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The sign and a few letters are enough."""
        return QSize(60, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the text as fits."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = max(30, self.width() - self._around())
        self.setText(on_button(self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, room)))

    def _around(self) -> int:
        """What the sign and the borders take of the width."""
        return max(0, super().sizeHint().width() - self._advance(self.text()))

    def _advance(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)
