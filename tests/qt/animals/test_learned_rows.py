"""A row of the Animals screen says what its suggestion was learned from, and leads to these photos and back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.ui.controllers.screens import ANIMALS, PHOTOS
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.animals.conftest import page_of
from tests.qt.learned.learned_helpers import label, say_learned
from tests.qt.ui_helpers import press, settle


def test_a_row_says_what_its_suggestion_was_learned_from(kennel_window: MainWindow) -> None:
    page = page_of(kennel_window)
    model = page.model
    assert model.learned(0) == ""
    say_learned(kennel_window, [photo for photo in model.photo_ids(0) if photo >= 0])
    assert model.learned(0).startswith("learned from your 12 label")
    spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert "looks like" in spoken
    assert "learned from your 12 label" in spoken
    assert "learned from your 12 label" in model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert model.learned(1) == ""


def test_its_key_shows_the_photos_and_esc_comes_back_to_the_rows(kennel_window: MainWindow, qtbot: QtBot) -> None:
    window, page = kennel_window, page_of(kennel_window)
    photos = [photo for photo in page.model.photo_ids(0) if photo >= 0]
    label(window, photos[-1:], "n_red")
    say_learned(window, photos[:-1], labels=1)
    settle(window)
    page.view.go_to(page.view.current_row(), 0)
    QTest.keyClick(page.view, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    settle(window)
    assert window.screens.current.name == PHOTOS
    assert window.model.ids() == photos[-1:]
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.screens.current.name == ANIMALS)
    assert page.view.hasFocus()
