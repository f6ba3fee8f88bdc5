"""Whom a key belongs to: the control that has the focus, or the photos. In the real window with a real session."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN
from desktop_app.ui.review.breed_box import BreedBox
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.ui_helpers import current, press, settle

CONTROL = Qt.KeyboardModifier.ControlModifier


def panel_button(window: MainWindow, text: str) -> QPushButton:
    return next(button for button in window.panel.findChildren(QPushButton) if text in button.text())


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_button_that_has_the_focus_is_pressed_instead_of_confirm(full_window: MainWindow, key: Qt.Key) -> None:
    """B, Tab to "No dog", Enter: that confirmed the first suggestion once."""
    photo_id = current(full_window).photo_id
    press(full_window, "b")
    button = panel_button(full_window, "No dog")
    for _ in range(30):
        if button.hasFocus():
            break
        press(full_window, Qt.Key.Key_Tab)
    assert button.hasFocus()
    press(full_window, key)
    assert full_window.collection[photo_id].label == NO_DOG
    assert not full_window.preview.isVisible()


def test_keys_that_label_are_silent_while_another_control_has_the_focus(full_window: MainWindow) -> None:
    press(full_window, "u")
    photo_id = current(full_window).photo_id
    controls = [panel_button(full_window, "Unknown"), *filter_lists(full_window)]
    controls += full_window.header.findChildren(QComboBox)
    for control in controls:
        for key in (*"12mn/?", Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            control.setFocus()
            press(full_window, key)
            assert full_window.collection[photo_id].label == UNKNOWN, (control, key)
            assert control.hasFocus(), (control, key)


def filter_lists(window: MainWindow) -> list[QListView]:
    found = [view for view in window.sidebar.findChildren(QListView) if view.isVisible()]
    assert len(found) == 2
    return found


def test_enter_on_a_list_or_a_choice_does_not_confirm(full_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    sort = full_window.header.findChildren(QComboBox)[0]
    opened: list[bool] = []
    monkeypatch.setattr(sort, "showPopup", lambda: opened.append(True))
    for control in (*filter_lists(full_window), sort):
        control.setFocus()
        press(full_window, Qt.Key.Key_Return)
        assert full_window.collection.states[PhotoState.CONFIRMED] == 0, control
    assert opened == [True], "Enter opens the list of choices"


def test_who_clicks_keeps_the_keys_of_the_gallery(full_window: MainWindow) -> None:
    QTest.mouseClick(panel_button(full_window, "Unknown"), Qt.MouseButton.LeftButton)
    settle(full_window)
    assert current(full_window).label == UNKNOWN
    assert full_window.gallery.hasFocus()
    press(full_window, "n")
    assert current(full_window).label == NO_DOG


# What a text box needs, it has.


@pytest.fixture
def boxes(full_window: MainWindow) -> list[QLineEdit]:
    """Every text box of the window."""
    found = [box for box in full_window.findChildren(QLineEdit) if box.isVisible()]
    assert len(found) >= 5
    return found


def test_editing_keys_in_a_text_box_leave_the_photos_alone(full_window: MainWindow, boxes: list[QLineEdit]) -> None:
    """Ctrl+Delete took photos out of the session once."""
    photos, selected = len(full_window.collection), full_window.gallery.selected_ids()
    for box in boxes:
        box.setFocus()
        for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_A, Qt.Key.Key_Left, Qt.Key.Key_Right):
            press(full_window, key, CONTROL)
            assert box.hasFocus(), key
        press(full_window, Qt.Key.Key_Home)
        press(full_window, Qt.Key.Key_Delete, CONTROL)
        box.clear()
    assert len(full_window.collection) == photos
    assert full_window.gallery.selected_ids() == selected
    assert {row.label for row in full_window.collection} == {None}


def test_ctrl_delete_and_ctrl_backspace_take_words_away(full_window: MainWindow) -> None:
    box = full_window.header.find_box
    box.setFocus()
    press(full_window, "one two three")
    press(full_window, Qt.Key.Key_Backspace, CONTROL)
    assert box.text() == "one two "
    press(full_window, Qt.Key.Key_Home)
    press(full_window, Qt.Key.Key_Delete, CONTROL)
    assert box.text().strip() == "two"


def test_undo_in_a_text_box_is_the_boxes_own_while_it_has_one(full_window: MainWindow) -> None:
    press(full_window, "u")
    photo_id = current(full_window).photo_id
    box = full_window.header.find_box
    box.setFocus()
    press(full_window, "abc")
    press(full_window, "z", CONTROL)
    assert box.text() == ""
    assert full_window.collection[photo_id].label == UNKNOWN
    press(full_window, "z", CONTROL)
    assert full_window.collection[photo_id].label is None, "nothing was left to undo in the box"


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down])
def test_ways_back_from_finding_a_file(full_window: MainWindow, key: Qt.Key, qtbot: QtBot) -> None:
    press(full_window, "f", CONTROL)
    press(full_window, "green")
    press(full_window, key)
    assert full_window.gallery.hasFocus()
    qtbot.waitUntil(lambda: full_window.model.rowCount() == 4)
    assert full_window.header.find_box.text() == "green"
    assert full_window.collection.states[PhotoState.CONFIRMED] == 0


# The second of the style that Qt has for Windows 11, which makes a font of three quarters of what has no points there.
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.qt_log_ignore("This plugin does not support", r"QFont::setPointSizeF: Point size <= 0 \(-0\.75")
def test_an_open_list_of_choices_takes_the_marked_line(full_window: MainWindow, key: Qt.Key, qtbot: QtBot) -> None:
    sort = next(box for box in full_window.header.findChildren(QComboBox) if not box.isEditable())
    sort.showPopup()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    qtbot.wait(300)  # Qt lets an open list settle
    for pressed in (Qt.Key.Key_Down, key):
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            QApplication.sendEvent(sort.view(), QKeyEvent(kind, pressed, Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert sort.currentIndex() == 1
    assert full_window.collection.states[PhotoState.CONFIRMED] == 0


# Held down.


def hold(window: MainWindow, key: Qt.Key, text: str = "", times: int = 20) -> None:
    """Hold a key down, as the system tells it: one press, many repeats, one release."""
    for repeat in range(times):
        target = QApplication.focusWidget() or window
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        events = [QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, repeat > 0) for kind in kinds]
        if not send_as_the_system_does(target, events[0], window):
            QApplication.sendEvent(target, events[1])
        QApplication.processEvents()
    settle(window)


def send_as_the_system_does(target: QWidget, override: QKeyEvent, window: MainWindow) -> bool:
    """Ask the focus whether it wants the key, then the actions; returns whether an action took it."""
    override.ignore()
    QApplication.sendEvent(target, override)
    if override.isAccepted():
        return False
    wanted = QKeySequence(override.keyCombination())
    for name in window.actions_by_name.names():
        action = window.actions_by_name[name]
        if action.isEnabled() and any(
            wanted.matches(own) == wanted.SequenceMatch.ExactMatch for own in action.shortcuts()
        ):
            if action.autoRepeat() or not override.isAutoRepeat():
                action.trigger()
            return True
    return False


def test_holding_enter_confirms_one_photo(full_window: MainWindow) -> None:
    """1.5 seconds confirmed 22 unseen photos once."""
    hold(full_window, Qt.Key.Key_Return)
    assert full_window.collection.states[PhotoState.CONFIRMED] == 1
    hold(full_window, Qt.Key.Key_Enter)
    assert full_window.collection.states[PhotoState.CONFIRMED] == 2


@pytest.mark.parametrize("key", ["1", "2", "u", "n"])
def test_holding_a_key_labels_one_photo(full_window: MainWindow, key: str) -> None:
    full_window.actions_by_name["go_on"].trigger()
    hold(full_window, Qt.Key(ord(key.upper())), key)
    assert sum(row.label is not None for row in full_window.collection) == 1


def test_holding_enter_on_a_button_presses_it_once(full_window: MainWindow) -> None:
    full_window.actions_by_name["go_on"].trigger()
    panel_button(full_window, "No dog").setFocus()
    hold(full_window, Qt.Key.Key_Return)
    assert sum(row.label is not None for row in full_window.collection) == 1


def test_holding_enter_in_the_search_takes_one_breed_and_ends(full_window: MainWindow) -> None:
    press(full_window, "b")
    press(full_window, "beagle")
    hold(full_window, Qt.Key.Key_Return)
    assert sum(row.label is not None for row in full_window.collection) == 1


@pytest.mark.parametrize("key", ["b", "m"])
def test_the_key_that_leads_to_the_search_is_not_typed_into_it(full_window: MainWindow, key: str) -> None:
    hold(full_window, Qt.Key(ord(key.upper())), key)
    box = QApplication.focusWidget()
    assert isinstance(box, BreedBox)
    assert box.text() == ""
    hold(full_window, Qt.Key.Key_X, "x", times=3)
    assert box.text() == "xxx", "who holds a key in the box means it"


def test_arrows_may_be_held(full_window: MainWindow) -> None:
    hold(full_window, Qt.Key.Key_Right, times=4)
    assert current(full_window).path.name == "04 green.png"
