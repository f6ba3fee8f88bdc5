from collections import Counter

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QToolBar

from desktop_app.ui.dialogs.shortcuts_sheet import ShortcutsSheet
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.shortcuts import ACTIONS, MENUS, TOOLBAR


def test_no_key_has_two_meanings() -> None:
    keys = Counter(key for spec in ACTIONS.values() for key in spec.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_action_is_in_exactly_one_menu() -> None:
    entries = Counter(entry for _, menu in MENUS for entry in menu if entry is not None)
    assert set(ACTIONS) - set(entries) == set()
    assert [entry for entry, count in entries.items() if count > 1] == []
    assert {entry for entry in TOOLBAR if entry is not None} <= set(ACTIONS)


def test_the_keys_that_the_guide_promises() -> None:
    promised = {
        "add_folder": "Ctrl+O", "confirm": "Return", "suggestion_1": "1", "suggestion_5": "5", "search_breed": "/",
        "mix": "M", "unknown": "U", "no_dog": "N", "undo": "Ctrl+Z", "redo": "Ctrl+Shift+Z", "select_all": "Ctrl+A",
        "shortcuts": "?",
    }  # fmt: skip
    assert {name: key for name, key in promised.items() if key not in ACTIONS[name].keys} == {}
    assert "F1" in ACTIONS["shortcuts"].keys


def test_the_sheet_lists_every_action_with_its_keys(window: MainWindow) -> None:
    sheet = ShortcutsSheet(window)
    texts = {label.text() for label in sheet.findChildren(QLabel)}
    for spec in ACTIONS.values():
        assert spec.label().rstrip("…") in texts, spec.name
        assert spec.tip in texts, spec.name
        for sequence in spec.sequences():
            assert any(sequence.toString(sequence.SequenceFormat.NativeText) in text for text in texts), spec.name
    sheet.deleteLater()


def test_menus_and_toolbar_hold_the_actions_of_the_list(window: MainWindow) -> None:
    def inside(menu: QMenu) -> list[QAction]:
        return [action for action in menu.actions() if not action.isSeparator()]

    menus = [action.menu() for action in window.menuBar().actions()]
    named = {action.objectName() for menu in menus if isinstance(menu, QMenu) for action in inside(menu)}
    assert set(ACTIONS) <= named
    bar = window.findChild(QToolBar)
    assert isinstance(bar, QToolBar)
    shown = [action.objectName() for action in bar.actions() if action.objectName()]
    assert shown == [entry for entry in TOOLBAR if entry is not None]


def test_what_needs_photos_is_off_without_them(window: MainWindow) -> None:
    for name, spec in ACTIONS.items():
        if spec.needs_selection:
            assert not window.actions_by_name[name].isEnabled(), name
    assert not window.actions_by_name["export"].isEnabled()
    assert window.actions_by_name["add_folder"].isEnabled()


def test_undo_says_what_it_undoes(full_window: MainWindow) -> None:
    full_window.actions_by_name["unknown"].trigger()
    assert full_window.actions_by_name["undo"].text() == "Undo: Unknown breed for 1 photo"
    assert full_window.actions_by_name["undo"].isEnabled()
    assert not full_window.actions_by_name["redo"].isEnabled()
