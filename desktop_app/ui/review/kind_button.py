"""The button that labels with the kind of dog, beside the big one. Its place stays, whether there is a kind or not."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop_app.ui.look.wrapped_text import Wrapped, wrapped
from desktop_app.ui.wording.keys import key_text, with_key
from desktop_app.ui.wording.plain import on_button, tip

# What the borders take of its width.
AROUND = 16
SPACING = 6
# Of five parts of a line, what the big button has, and what this one has.
BIG, SMALL = 3, 2
# Of words on either, and what their style has above and below.
LINES, ABOVE = 2, 14


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
        """Say as much as fits into two lines of so many pixels; the key is always there."""
        key, room = f"\N{NO-BREAK SPACE}({key_text('label_kind')})", max(24, width - AROUND)
        said = wrapped(f"{self._name}{key}", self.font(), room, LINES)
        if not said.is_whole:
            # What is cut short is the name.
            *above, last = wrapped(self._name, self.font(), room, LINES).lines
            rest = room - self.fontMetrics().horizontalAdvance(key)
            last = self.fontMetrics().elidedText(last, Qt.TextElideMode.ElideRight, max(24, rest)) + key
            said = Wrapped([*above, last], is_whole=False)
        text = "\n".join(said.lines).replace(key, key.replace("\N{NO-BREAK SPACE}", " "))
        self.setText(on_button(text) if self._name else "")

    def name(self) -> str:
        """What it says, in full."""
        return self._name


def beside(big: QPushButton, kind: KindButton) -> QHBoxLayout:
    """Both in a line, in fixed shares of its width."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(SPACING)
    line.addWidget(big, BIG)
    line.addWidget(kind, SMALL)
    return line


def words_of(big: QPushButton, text: str, room: int, *, with_kind: bool) -> str:
    """What the big button says in so many pixels: in two lines where it shares its line with the other one."""
    if not with_kind:
        return on_button(big.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room))
    return on_button("\n".join(wrapped(text, big.font(), room, LINES).lines))


def keep_height(buttons: QWidget, big: QPushButton, *, with_kind: bool) -> None:
    """Let the line of both be as high as two lines of words, however many there are: nothing moves with them."""
    buttons.setMinimumHeight(LINES * big.fontMetrics().lineSpacing() + ABOVE if with_kind else 0)


def shares(width: int, *, with_kind: bool) -> tuple[int, int]:
    """Of so many pixels, what the big button has and what the other has."""
    small = (width - SPACING) * SMALL // (BIG + SMALL) if with_kind else 0
    return width - small - (SPACING if with_kind else 0), small
