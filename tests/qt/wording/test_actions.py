import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QToolBar
from pytestqt.qtbot import QtBot

from desktop_app.ui.controllers.reviewing import ReviewingController
from desktop_app.ui.controllers.screens import REVIEW
from desktop_app.ui.dialogs.shortcuts_sheet import ShortcutsSheet
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.actions import ACTIONS, MENUS, SCREEN_ACTIONS, TOOLBAR_GROUPS, Needs
from desktop_app.ui.wording.keys import native, translated
from tests.qt.ui_helpers import settle


@pytest.mark.parametrize("shown", SCREEN_ACTIONS)
def test_no_key_has_two_meanings_on_a_screen(window: MainWindow, shown: str) -> None:
    """Screens may share a key: what the one that is shown does not offer, is disabled, so its key is free."""
    screen = window.screens[shown.removeprefix("screen_")]
    elsewhere = window.screens.routed() - (screen.offers().keys() - set(screen.not_now()))
    keys = Counter(key for name, spec in ACTIONS.items() if name not in elsewhere for key in spec.keys)
    assert keys["Enter"] == 1
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_action_is_declared_once() -> None:
    names = [action.name for menu in MENUS for group in menu.groups for action in group]
    assert len(names) == len(set(names))
    assert {action.toolbar for action in ACTIONS.values() if action.toolbar} == set(TOOLBAR_GROUPS)


def test_no_key_that_labels_repeats() -> None:
    assert [action.name for action in ACTIONS.values() if action.repeats and action.needs is Needs.SELECTION] == []


def test_the_keys_that_the_guide_promises() -> None:
    promised = {
        "add_folder": "Ctrl+O", "confirm": "Enter", "suggestion_1": "1", "suggestion_5": "5", "search_breed": "/",
        "mix": "M", "unknown": "U", "no_dog": "N", "undo": "Ctrl+Z", "redo": "Ctrl+Shift+Z", "select_all": "Ctrl+A",
        "shortcuts": "?",
    }  # fmt: skip
    assert {name: key for name, key in promised.items() if key not in ACTIONS[name].keys} == {}
    assert "F1" in ACTIONS["shortcuts"].keys


@pytest.mark.parametrize("guide", ["user_guide.md", "user_guide.fr.md"])
def test_the_keys_in_the_guide_are_declared(repository: Path, guide: str) -> None:
    text = (repository / "docs" / guide).read_text(encoding="utf-8").replace("Maj+", "Shift+")
    named = set(re.findall(r"Ctrl\+(?:Shift\+|Alt\+)?[A-Z0-9](?![a-z])", text))
    assert len(named) >= 5
    assert named <= {key for action in ACTIONS.values() for key in action.keys}


def test_the_sheet_lists_every_action_with_its_keys(window: MainWindow) -> None:
    sheet = ShortcutsSheet(window.keyboard, window)
    texts = {label.text() for label in sheet.findChildren(QLabel)}
    for spec in ACTIONS.values():
        assert translated(spec.text).rstrip("…") in texts, spec.name
        assert spec.tip in texts, spec.name
        for key in spec.keys:
            assert any(native(key) in text for text in texts), spec.name
    sheet.deleteLater()


def test_the_sheet_lists_the_keys_that_each_screen_has_of_itself(window: MainWindow) -> None:
    sheet = ShortcutsSheet(window.keyboard, window)
    texts = [label.text() for label in sheet.findChildren(QLabel)]
    animals, review = texts.index("Animals"), texts.index("Review")
    assert texts[animals + 1 : animals + 6 : 2] == ["↑, ↓", "←, →", "Esc"]
    assert texts[review + 1 : review + 8 : 2] == ["←, →", "Tab, Shift + Tab", "Mouse wheel", "Esc"]
    sheet.deleteLater()


def test_menus_and_toolbar_hold_the_actions_of_the_list(window: MainWindow) -> None:
    def inside(menu: QMenu) -> list[QAction]:
        return [action for action in menu.actions() if not action.isSeparator()]

    menus = [action.menu() for action in window.menuBar().actions()]
    named = {action.objectName() for menu in menus if isinstance(menu, QMenu) for action in inside(menu)}
    assert {name for name, action in ACTIONS.items() if not action.submenu} <= named
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles == [menu.title for menu in MENUS]
    bar = window.findChild(QToolBar)
    assert isinstance(bar, QToolBar)
    shown = [action.objectName() for action in bar.actions() if action.objectName()]
    assert shown == [name for group in TOOLBAR_GROUPS for name, action in ACTIONS.items() if action.toolbar == group]


def test_what_needs_photos_is_off_without_them(window: MainWindow) -> None:
    for name, spec in ACTIONS.items():
        if spec.needs is Needs.SELECTION:
            assert not window.actions_by_name[name].isEnabled(), name
    assert not window.actions_by_name["export"].isEnabled()
    assert window.actions_by_name["add_folder"].isEnabled()


def test_undo_says_what_it_undoes(full_window: MainWindow) -> None:
    full_window.actions_by_name["unknown"].trigger()
    assert full_window.actions_by_name["undo"].text() == "Undo: label 1 photo Unknown breed"
    assert full_window.actions_by_name["undo"].isEnabled()
    assert not full_window.actions_by_name["redo"].isEnabled()


def test_where_nothing_is_left_to_undo_the_key_says_who_takes_back_what_was_done_before(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    undo = full_window.actions_by_name["undo"]
    full_window.actions_by_name["unknown"].trigger()
    settle(full_window)
    assert "last step" in undo.toolTip()
    path = full_window.session.path
    assert path is not None
    full_window.session.start_new()
    assert "last step" in undo.toolTip(), "there is no session"
    full_window.session.open(path)
    qtbot.waitUntil(lambda: full_window.model.rowCount() == 13)
    assert not undo.isEnabled()
    assert "history (Ctrl+H)" in undo.toolTip()
    full_window.gallery.setFocus()
    QTest.keyClick(full_window.gallery, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "history (Ctrl+H)" in full_window.status.news()
    full_window.screens.show(REVIEW)
    review = full_window.screens[REVIEW]
    assert isinstance(review, ReviewingController)
    QTest.keyClick(review.screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "history (Ctrl+H)" in review.screen.header.note()


def test_the_key_says_it_once_in_the_language_that_is_spoken(full_window: MainWindow) -> None:
    full_window.speak(full_window.services)
    QTest.qWait(1)  # what spoke before is gone
    full_window.gallery.setFocus()
    for _ in range(2):
        QTest.keyClick(full_window.gallery, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert "history" in full_window.status.news()
        full_window.status.say("")
