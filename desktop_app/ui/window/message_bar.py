"""Messages above the photos: they stay until read, and never stop the work."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.look.icons import pixmap, set_icon
from desktop_app.ui.look.theme import colours

Kind = Literal["information", "warning", "error"]
MOST_MESSAGES = 3


class Message(QFrame):
    """One message with its ways out.

    Signals:
        left: it goes, and had the keys.
    """

    left = Signal()

    def __init__(
        self, kind: Kind, text: str, actions: tuple[tuple[str, Callable[[], object]], ...], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.kind, self.text = kind, text
        self.setProperty("message", kind)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 7, 8, 7)
        layout.setSpacing(10)
        sign = QLabel(self)
        now = colours()
        colour = {"information": now.accent, "warning": now.to_review, "error": now.unreadable}[kind]
        sign.setPixmap(
            pixmap("information" if kind == "information" else "warning", 20, colour, self.devicePixelRatioF())
        )
        layout.addWidget(sign)
        words = QLabel(text, self)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(words, 1)
        for title, action in actions:
            button = QPushButton(title, self)
            button.clicked.connect(self.close_message)
            button.clicked.connect(lambda _checked=False, action=action: action())
            layout.addWidget(button)
        close = QToolButton(self)
        set_icon(close, "cancel")
        close.setAutoRaise(True)
        close.setToolTip(self.tr("Close this message"))
        close.setAccessibleName(close.toolTip())
        close.clicked.connect(self.close_message)
        layout.addWidget(close)
        for way_out in self.findChildren(QAbstractButton):
            # Who works with the mouse keeps the keys of the photos.
            way_out.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(text)

    def close_message(self) -> None:
        """Take the message away. What had the keys gives them back: Qt would give them to whatever comes next."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.left.emit()
        self.hide()
        self.deleteLater()


class MessageBar(QWidget):
    """The latest messages, one below the other.

    Signals:
        left: a message goes that had the keys.
    """

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def show_message(self, kind: Kind, text: str, *actions: tuple[str, Callable[[], object]]) -> Message:
        """Show a message; the same text is not shown twice, and old ones make room."""
        messages = self.messages()
        for message in messages:
            if message.text == text:
                return message
        for message in messages[: len(messages) - MOST_MESSAGES + 1]:
            message.close_message()
        message = Message(kind, text, actions, self)
        message.left.connect(self.left)
        self._layout.addWidget(message)
        message.show()
        return message

    def take_away(self, text: str) -> None:
        """Take a message away that is no longer true, where it still stands."""
        for message in self.messages():
            if message.text == text:
                message.close_message()

    def messages(self) -> list[Message]:
        """What is shown now, oldest first."""
        # Not by the items of the layout: what Python knows of one outlives it, and is then taken for what Qt makes at
        # the same address, a scroll bar for example, which has no value any more.
        found = self.findChildren(Message, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [message for message in found if not message.isHidden()]
