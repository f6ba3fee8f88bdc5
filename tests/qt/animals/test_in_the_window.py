"""The Animals screen in the real window: its keys, its actions, and what of the window it uses."""

import pytest
from access_faults import access_faults
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.catalog.values.labels import NO_DOG, Label
from desktop_app.catalog.values.suggestions import Box
from desktop_app.ui.controllers.screens import PHOTOS
from desktop_app.ui.review.dog_boxes import DogMarks
from desktop_app.ui.window.animals_screen import OFFERED
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.animals.conftest import animals_screen, page_of
from tests.qt.ui_helpers import labelled, labels_of, press, settle

MIX = Label.mix("n_green", "n_red")


@pytest.fixture
def kennel(kennel_window: MainWindow) -> MainWindow:
    """Two animals of four and five photos, one of them with a dissenter; shown."""
    return kennel_window


def name(window: MainWindow) -> str:
    page = page_of(window)
    row = page.view.current_row()
    animal = page.model.rows.animal(row) if row is not None else None
    return "" if animal is None else animal.name


def test_what_the_screen_offers_is_what_its_controllers_do(kennel: MainWindow) -> None:
    screen = animals_screen(kennel)
    assert screen.controller is not None
    assert screen.by_hand is not None
    assert screen.picks is not None
    done = {*screen.controller.offers(), *screen.by_hand.offers(), *screen.picks.offers()}
    assert done <= set(OFFERED)
    assert set(OFFERED) - done == {"preview", "open_folder", "copy_path", "show_filters", "select_all"}


def test_two_keys_decide_two_animals(kennel: MainWindow) -> None:
    page = page_of(kennel)
    assert page.view.hasFocus()
    assert name(kennel) == "Bella"
    press(kennel, Qt.Key.Key_Return)
    assert name(kennel) == "Max"
    press(kennel, Qt.Key.Key_Return)
    assert len(labelled(kennel)) == 8
    ids = page.model.photo_ids(0)
    assert set(labels_of(kennel, ids).values()) == {Label.breed("n_red")}


def test_a_key_that_is_held_down_labels_one_row(kennel: MainWindow) -> None:
    view = page_of(kennel).view
    QTest.keyClick(view, Qt.Key.Key_Return)
    for _ in range(3):
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            none = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(view, QKeyEvent(kind, Qt.Key.Key_Return, none, "\r", True))
    settle(kennel)
    assert name(kennel) == "Max"
    assert len(labelled(kennel)) == 4
    for action in ("confirm", "label_row", "leave_out", "join_rows", "split_row", "unknown"):
        assert not kennel.actions_by_name[action].autoRepeat(), action


def test_single_keys_are_for_the_row_then_for_the_photo(kennel: MainWindow) -> None:
    page = page_of(kennel)
    ids = page.model.photo_ids(0)
    press(kennel, Qt.Key.Key_Right)
    press(kennel, "n")
    assert labels_of(kennel, ids) == {ids[0]: NO_DOG, **dict.fromkeys(ids[1:])}
    press(kennel, Qt.Key.Key_Escape)
    press(kennel, "x")
    assert page.model.left_out == set()
    press(kennel, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert labels_of(kennel, ids) == dict.fromkeys(ids)
    assert name(kennel) == "Bella"


def test_shift_and_g_and_f2_reach_their_actions(kennel: MainWindow, qtbot: QtBot) -> None:
    page = page_of(kennel)
    press(kennel, Qt.Key.Key_F2)
    assert page.names.isVisible()
    assert page.names.name.hasFocus()
    QTest.keyClicks(page.names.name, "Belle")
    QTest.keyClick(page.names.name, Qt.Key.Key_Return)
    settle(kennel)
    qtbot.waitUntil(lambda: name(kennel) == "Belle", timeout=10_000)
    assert page.view.hasFocus()
    press(kennel, Qt.Key.Key_Right)
    press(kennel, Qt.Key.Key_G, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: len(page.model.photo_ids(0)) == 3, timeout=10_000)


def test_the_large_view_shows_the_photo_in_focus_and_its_keys_are_for_that(kennel: MainWindow) -> None:
    page = page_of(kennel)
    ids = page.model.photo_ids(0)
    press(kennel, Qt.Key.Key_Right)
    press(kennel, Qt.Key.Key_Space)
    assert kennel.preview.isVisible()
    assert kennel.preview.title() == kennel.collection[ids[0]].path.name
    press(kennel, Qt.Key.Key_Right)
    assert kennel.preview.title() == kennel.collection[ids[1]].path.name
    kennel.preview.line_chosen.emit(2)
    settle(kennel)
    ranked = kennel.collection[ids[1]].suggestion
    assert ranked is not None
    assert labels_of(kennel, ids)[ids[1]] == Label.breed(ranked.ranked[1].breed_id)
    following = page.view.current_photo_id()
    assert following is not None
    kennel.preview.mix_taken.emit(MIX)
    settle(kennel)
    assert labels_of(kennel, [following]) == {following: MIX}
    press(kennel, Qt.Key.Key_Space)
    assert not kennel.preview.isVisible()
    assert page.view.hasFocus()


def test_nothing_that_another_screen_showed_of_its_photo_lies_over_the_large_view(
    kennel: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    large, page = kennel.preview.photo, page_of(kennel)
    photo = page.model.photo_ids(0)[0]
    kennel.screens.show(PHOTOS)
    kennel.gallery.go_to(photo)
    settle(kennel)
    two = DogMarks((Box(0, 0, 0.5, 1), Box(0.5, 0, 1, 1)), 2)
    explained: list[int | None] = []
    monkeypatch.setattr(kennel.why, "show_row", lambda row: explained.append(None if row is None else row.photo_id))
    kennel.actions_by_name["screen_animals"].trigger()
    assert explained[-1] is None, "what Photos explained is over"
    large.show_dogs(two)
    large.setToolTip("Tab chooses another one")
    press(kennel, Qt.Key.Key_Right)
    press(kennel, Qt.Key.Key_Space)
    assert kennel.preview.title() == kennel.collection[photo].path.name
    assert large.dogs() != two, "keys are for the first dog here"
    assert large.toolTip() == ""
    assert explained[-1] == photo


def test_a_row_behind_the_large_view_is_not_on_the_screen(kennel: MainWindow) -> None:
    screen, page = animals_screen(kennel), page_of(kennel)
    press(kennel, Qt.Key.Key_Space)
    assert screen._on_screen(0) == [page.model.photo_ids(0)[0]]
    press(kennel, Qt.Key.Key_Return)
    assert len(labelled(kennel)) == 1


def test_the_other_screen_has_its_keys_back(kennel: MainWindow) -> None:
    kennel.actions_by_name["screen_photos"].trigger()
    assert kennel.screens.current.name == PHOTOS
    assert kennel.gallery.hasFocus()
    assert not kennel.actions_by_name["join_rows"].isEnabled()
    kennel.actions_by_name["screen_animals"].trigger()
    assert page_of(kennel).view.hasFocus()
    assert kennel.actions_by_name["join_rows"].isEnabled()
    assert kennel.actions_by_name["name_animal"].isEnabled()


def test_undo_on_the_screen_of_photos_moves_no_row(kennel: MainWindow) -> None:
    press(kennel, Qt.Key.Key_Return)
    kennel.actions_by_name["screen_photos"].trigger()
    kennel.session.undo()
    settle(kennel)
    assert name(kennel) == "Max"
    kennel.actions_by_name["screen_animals"].trigger()
    assert labelled(kennel) == []


def test_controls_have_names_and_the_focus_finds_them(kennel: MainWindow) -> None:
    press(kennel, Qt.Key.Key_F2)
    assert access_faults(kennel) == []


def test_what_is_selected_among_the_photos_is_not_counted_here(kennel: MainWindow, qtbot: QtBot) -> None:
    kennel.actions_by_name["screen_photos"].trigger()
    kennel.gallery.selectAll()
    selected = kennel.status.tr("%n selected", "", kennel.gallery.selected_count())
    qtbot.waitUntil(lambda: selected in kennel.status.counts_text(), timeout=5_000)
    kennel.actions_by_name["screen_animals"].trigger()
    qtbot.waitUntil(lambda: selected not in kennel.status.counts_text(), timeout=5_000)


def test_a_message_that_goes_gives_the_keys_back_to_the_rows(kennel: MainWindow) -> None:
    view = page_of(kennel).view
    done: list[str] = []
    for focus_first in (True, False):
        message = kennel.messages.show_message("information", "Make them animals?", ("Look", lambda: done.append("ok")))
        button = next(each for each in message.findChildren(QPushButton) if each.text() == "Look")
        if focus_first:
            button.setFocus()
            assert button.hasFocus()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert view.hasFocus()
    assert done == ["ok", "ok"]


def test_the_keys_are_with_the_rows_after_another_language(kennel: MainWindow, qtbot: QtBot) -> None:
    page_of(kennel).view.go_to(1)
    kennel.speak(kennel.services)
    page = page_of(kennel)
    qtbot.waitUntil(lambda: len(page.model.rows.shown) > 0, timeout=10_000)
    qtbot.waitUntil(page.isVisible, timeout=5_000)
    assert kennel.focusWidget() is page.view
    kennel.messages.show_message("information", "Something", ("Do it", lambda: None)).close_message()
    press(kennel, Qt.Key.Key_Return)
    assert len(labelled(kennel)) > 0
