"""The button that labels with the kind of dog, beside the big one. Its place stays, whether there is a kind or not."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop_app.ui.look.icons import set_icon
from desktop_app.ui.wording.keys import key_text, with_key
from desktop_app.ui.wording.plain import on_button, tip

SIGN = 16
# What borders and the sign take of its width.
AROUND = 42
# The big button is so many times as wide.
TIMES = 2


class KindButton(QPushButton):
    """Says the name of the kind, cut short where it is too long, and the key."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(SIGN, SIGN))
        set_icon(self, "kind")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_kind(self, name: str, *, has_place: bool) -> None:
        """Show a kind.

        Args:
            name: of the kind, or of several; "" for none.
            has_place: whether its place stays empty then, so that nothing moves when there is one.
        """
        self._name = name
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(has_place)
        self.setSizePolicy(policy)
        self.setVisible(bool(name))
        label = self.tr("Label it “{kind}”, the kind of dog").format(kind=name)
        self.setAccessibleName(label)
        self.setToolTip(tip(with_key(label, "label_kind")))

    def fit(self, width: int) -> None:
        """Say as much as fits into so many pixels; the key is always there."""
        key = f" ({key_text('label_kind')})"
        room = max(24, width - AROUND - self.fontMetrics().horizontalAdvance(key))
        name = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        self.setText(on_button(f"{name}{key}") if self._name else "")

    def name(self) -> str:
        """What it says, in full."""
        return self._name


def beside(big: QPushButton, kind: KindButton) -> QHBoxLayout:
    """Both in a line, in fixed shares of its width."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    line.addWidget(big, TIMES)
    line.addWidget(kind, 1)
    return line


def shares(width: int, *, with_kind: bool) -> tuple[int, int]:
    """Of so many pixels, what the big button has and what the other has."""
    small = (width - 6) // (TIMES + 1) if with_kind else 0
    return width - small - (6 if with_kind else 0), small
