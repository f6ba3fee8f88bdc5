"""The button that labels with the kind of dog, beside the big one. Its place stays, whether there is a kind or not."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop_app.ui.wording.keys import key_text, with_key
from desktop_app.ui.wording.plain import on_button, tip

# What the borders take of its width.
AROUND = 22
SPACING = 6
# Of five parts of a line, what the big button has, and what this one has.
BIG, SMALL = 3, 2


class KindButton(QPushButton):
    """Says the name of the kind, cut short where it is too long, and the key."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("compact", True)
        # As high as the big one, with less around its words.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
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


def cut(text: str, room: int, metrics: QFontMetrics) -> str:
    """The words of the big button, cut to the room there is.

    Where "Confirm: Lhasa" does not fit, what would be confirmed is worth more than the word before it.
    """
    if metrics.horizontalAdvance(text) <= room:
        return text
    before = QCoreApplication.translate("PanelContent", "Confirm: {label}").partition("{")[0]
    short = f"✓ {text.removeprefix(before)}" if text.startswith(before) else text
    return metrics.elidedText(short, Qt.TextElideMode.ElideMiddle, room)


def beside(big: QPushButton, kind: KindButton) -> QHBoxLayout:
    """Both in a line, in fixed shares of its width."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(SPACING)
    line.addWidget(big, BIG)
    line.addWidget(kind, SMALL)
    return line


def shares(width: int, *, with_kind: bool) -> tuple[int, int]:
    """Of so many pixels, what the big button has and what the other has."""
    small = (width - SPACING) * SMALL // (BIG + SMALL) if with_kind else 0
    return width - small - (SPACING if with_kind else 0), small
