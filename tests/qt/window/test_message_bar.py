"""The messages above the photos."""

import shiboken6
from PySide6.QtWidgets import QWidget, QWidgetItem
from pytestqt.qtbot import QtBot

from desktop_app.ui.window.message_bar import MessageBar


def items_of_layouts() -> list[object]:
    return [each for each in shiboken6.getAllValidWrappers() if type(each) is QWidgetItem]


def test_python_keeps_nothing_of_messages_that_are_gone(qtbot: QtBot) -> None:
    """It took a new scroll bar for the place of an old message: the window could not be made any more."""
    before = items_of_layouts()
    parent = QWidget()
    qtbot.addWidget(parent)
    bar = MessageBar(parent)
    for text in ("one", "two"):
        bar.show_message("information", text)
    assert [message.text for message in bar.messages()] == ["one", "two"]
    bar.take_away("one")
    assert [message.text for message in bar.messages()] == ["two"]
    assert [each for each in items_of_layouts() if not any(each is known for known in before)] == []
