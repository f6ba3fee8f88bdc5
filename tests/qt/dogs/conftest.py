"""A window in which the first photo shows two dogs and the second three."""

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui.window.main_window import MainWindow
from tests.qt.dogs.dog_helpers import SECOND, THIRD, find_dogs
from tests.qt.ui_helpers import settle


@pytest.fixture
def dogs_window(full_window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window, at the photo of two dogs, once it is known where they are."""
    first, second = full_window.model.ids()[:2]
    find_dogs(full_window, first, SECOND)
    find_dogs(full_window, second, SECOND, THIRD)
    full_window.gallery.setFocus()
    full_window.gallery.go_to(first)
    settle(full_window)
    qtbot.waitUntil(lambda: len(full_window.review.dogs.dogs.each) == 2)
    settle(full_window)
    return full_window
