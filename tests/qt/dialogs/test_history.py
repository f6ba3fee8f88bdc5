"""The history as a list: who did what, when, to how many photos; a click shows them, one thing is taken back alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.ui.dialogs.history_dialog import Column, HistoryDialog
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.ui_helpers import labels_of, press, settle

# What the platform of the tests cannot do with a dialog.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def opened(window: MainWindow, qtbot: QtBot, entries: int) -> HistoryDialog:
    window.actions_by_name["history"].trigger()
    dialog = window.findChild(HistoryDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.entries.rowCount() == entries, timeout=5_000)
    return dialog


def lines(dialog: HistoryDialog) -> list[str]:
    model = dialog.entries
    return [model.index(place, Column.WHAT).data() for place in range(model.rowCount())]


def choose(dialog: HistoryDialog, place: int) -> None:
    centre = dialog.table.visualRect(dialog.entries.index(place, Column.WHAT)).center()
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, centre)


def label_three_photos(window: MainWindow) -> list[int]:
    """A breed for two of them, "unknown" for one of those and for another."""
    ids = window.model.ids()[:3]
    window.gallery.select(ids[:2], ids[0])
    press(window, Qt.Key.Key_1)
    settle(window)
    window.gallery.select(ids[1:], ids[1])
    press(window, "u")
    settle(window)
    return ids


def test_each_thing_that_was_done_has_a_line_the_youngest_first(full_window: MainWindow, qtbot: QtBot) -> None:
    label_three_photos(full_window)
    dialog = opened(full_window, qtbot, 2)
    red = full_window.services.breeds.name("n_red")
    assert lines(dialog) == ["label 2 photos Unknown breed", f"label 2 photos {red}"]
    said = [dialog.entries.index(0, column).data() for column in (Column.WHO, Column.PHOTOS)]
    assert said == ["You", "2"]
    assert dialog.entries.index(0, Column.WHEN).data()


def test_that_nothing_was_done_is_said_only_until_something_is(full_window: MainWindow, qtbot: QtBot) -> None:
    def says_nothing_was_done() -> bool:
        return any(label.text().startswith("Nothing was done") for label in dialog.findChildren(QLabel))

    dialog = opened(full_window, qtbot, 0)
    qtbot.waitUntil(says_nothing_was_done)
    full_window.gallery.go_to(full_window.model.ids()[0])
    full_window.actions_by_name["unknown"].trigger()
    qtbot.waitUntil(lambda: dialog.entries.rowCount() == 1)
    assert not says_nothing_was_done()


def test_a_click_on_a_line_shows_its_photos_though_a_filter_hides_them(full_window: MainWindow, qtbot: QtBot) -> None:
    ids = label_three_photos(full_window)
    full_window.header.find_box.setText("blue")
    qtbot.waitUntil(lambda: full_window.model.rowCount() == 4)
    dialog = opened(full_window, qtbot, 2)
    choose(dialog, 1)
    assert sorted(full_window.gallery.selected_ids()) == sorted(ids[:2])
    assert set(ids[:2]) & full_window.gallery.ids_in_sight()


def test_one_thing_alone_is_taken_back_and_struck_out(full_window: MainWindow, qtbot: QtBot) -> None:
    ids = full_window.model.ids()[:2]
    for photo_id, key in zip(ids, "un", strict=True):
        full_window.gallery.go_to(photo_id)
        press(full_window, key)
        settle(full_window)
    dialog = opened(full_window, qtbot, 2)
    choose(dialog, 1)
    QTest.mouseClick(dialog.take_back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.entries.rowCount() == 3)
    assert labels_of(full_window, ids)[ids[0]] is None
    assert labels_of(full_window, ids)[ids[1]] is not None
    assert lines(dialog)[0] == "taken back: label 1 photo Unknown breed"
    assert dialog.entries.index(2, Column.WHAT).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert dialog.entries.index(1, Column.WHAT).data(Qt.ItemDataRole.FontRole) is None
    choose(dialog, 2)
    assert not dialog.take_back.isEnabled()
    full_window.session.undo_stack.undo()
    settle(full_window)
    assert labels_of(full_window, ids)[ids[0]] is not None


def test_what_was_changed_since_is_said_and_stays(full_window: MainWindow, qtbot: QtBot) -> None:
    ids = label_three_photos(full_window)
    before = labels_of(full_window, ids)
    dialog = opened(full_window, qtbot, 2)
    choose(dialog, 1)
    QTest.mouseClick(dialog.take_back, Qt.MouseButton.LeftButton)
    settle(full_window)
    assert labels_of(full_window, ids) == before
    said = [message.text for message in full_window.messages.messages()]
    assert any("a later step changed the same photos" in text for text in said), said
    assert dialog.complaint() in said
    assert full_window.session.undo_stack.count() == 2


def test_it_works_after_a_restart(full_window: MainWindow, qtbot: QtBot) -> None:
    ids = label_three_photos(full_window)
    path = full_window.session.path
    assert isinstance(path, Path)
    full_window.session.start_new()
    with qtbot.waitSignal(full_window.session.opened, timeout=10_000):
        full_window.session.open(path)
    dialog = opened(full_window, qtbot, 2)
    choose(dialog, 0)
    QTest.mouseClick(dialog.take_back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.entries.rowCount() == 3)
    labels = labels_of(full_window, ids)
    assert labels[ids[1]] == labels[ids[0]] is not None
    assert labels[ids[2]] is None


def test_it_speaks_french(full_window: MainWindow, qtbot: QtBot) -> None:
    label_three_photos(full_window)
    before = full_window.gallery
    full_window.services.apply_settings(full_window.settings.changed(language="fr"))
    qtbot.waitUntil(lambda: full_window.gallery is not before)
    dialog = opened(full_window, qtbot, 2)
    assert dialog.windowTitle() == "Historique"
    assert lines(dialog)[0] == "étiqueter 2 photos Race inconnue"


def test_the_list_goes_with_the_window(full_window: MainWindow, qtbot: QtBot) -> None:
    press(full_window, "u")
    settle(full_window)
    dialog = opened(full_window, qtbot, 1)
    full_window.close()
    assert not dialog.isVisible()
