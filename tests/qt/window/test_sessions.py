"""What the window does with sessions: another name, the photo where one stopped, no filter of another session."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop_app import app
from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import UNKNOWN, Label
from desktop_app.ui.gallery.delegate import PhotoDelegate
from desktop_app.ui.settings import Settings
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.ui_helpers import current, has_looked_at, press, settle


def file_of(window: MainWindow) -> Path:
    path = window.session.path
    assert path is not None
    return path


# Another name


def rename_to(window: MainWindow, name: str) -> None:
    window.actions_by_name["rename_session"].trigger()
    assert QApplication.focusWidget() is window.rename_bar.name
    window.rename_bar.name.clear()
    QTest.keyClicks(window.rename_bar.name, name)
    QTest.keyClick(window.rename_bar.name, Qt.Key.Key_Return)


def test_a_session_gets_another_name_while_it_is_open(full_window: MainWindow, qtbot: QtBot) -> None:
    press(full_window, "u")
    before, chosen = file_of(full_window), full_window.model.ids()[4]
    full_window.gallery.go_to(chosen)
    rename_to(full_window, "Open day 2.5")
    qtbot.waitUntil(lambda: full_window.session.path is not None and not full_window.session.is_opening)
    after = before.with_name("Open day 2.5.pawsort")
    assert file_of(full_window) == after
    assert (before.exists(), after.exists()) == (False, True)
    assert full_window.windowTitle() == "Open day 2.5 - Pawsort"
    assert full_window.rename_bar.isHidden()
    assert current(full_window).photo_id == chosen
    assert full_window.services.recent.paths() == [after]
    full_window.session.undo_stack.undo()
    settle(full_window)
    assert all(row.label is None for row in full_window.collection)
    assert current(full_window).photo_id == full_window.model.ids()[0], "what was taken back is shown"
    full_window.gallery.go_to(chosen)
    # No key labels a photo whose picture is not there yet.
    qtbot.waitUntil(lambda: full_window.pictures.is_there(chosen), timeout=20_000)
    settle(full_window)
    press(full_window, "2")
    with Session.open(after) as session:
        assert [row.label for row in session.rows_of([chosen])] != [None]


def test_a_name_that_is_taken_is_refused_and_nothing_changes(full_window: MainWindow) -> None:
    before = file_of(full_window)
    other = before.with_name("Taken.pawsort")
    Session.create(other).close()
    content = other.read_bytes()
    rename_to(full_window, "Taken")
    assert "There is a session of this name already" in full_window.rename_bar.problem()
    assert QApplication.focusWidget() is full_window.rename_bar.name
    assert file_of(full_window) == before
    assert other.read_bytes() == content
    QTest.keyClick(full_window.rename_bar.name, Qt.Key.Key_Escape)
    assert full_window.rename_bar.isHidden()
    assert QApplication.focusWidget() is full_window.gallery


def test_suggestions_go_on_after_the_new_name(window: MainWindow, coloured_photos: Path, qtbot: QtBot) -> None:
    window.session.add([coloured_photos])
    qtbot.waitUntil(lambda: window.model.rowCount() == 13 and not window.session.is_scanning, timeout=20_000)
    qtbot.waitUntil(lambda: window.session.rename("Saturday") is None, timeout=20_000)
    qtbot.waitUntil(lambda: file_of(window).stem == "Saturday" and has_looked_at(window, 13), timeout=20_000)
    assert window.collection.states[PhotoState.TO_REVIEW] == 12


# Where one stopped


def test_a_session_opens_on_the_photo_where_a_person_stopped(full_window: MainWindow, qtbot: QtBot) -> None:
    path, photo = file_of(full_window), full_window.model.ids()[7]
    full_window.gallery.go_to(photo)
    qtbot.wait(20)
    full_window.close()
    again = app.make_window(QApplication.instance(), Settings.of(theme="light", language="en"))  # type: ignore[arg-type]
    qtbot.addWidget(again)
    again.show()
    app.begin(again, [], None)
    QTest.mouseClick(again.welcome.resume_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: again.model.rowCount() == 13, timeout=10_000)
    qtbot.wait(20)
    assert file_of(again) == path
    assert again.gallery.selected_ids() == [photo]
    assert photo in again.gallery.ids_in_sight()
    again.close()


def test_the_photo_is_kept_though_the_process_is_killed(full_window: MainWindow, qtbot: QtBot) -> None:
    photo = full_window.model.ids()[5]
    full_window.gallery.go_to(photo)
    recent = full_window.services.recent
    qtbot.waitUntil(lambda: recent.photo_of(file_of(full_window)) == photo, timeout=5_000)


# No filter of another session


def test_a_new_session_does_not_keep_the_filters_of_the_last_one(
    full_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    full_window.sidebar.show_state(PhotoState.CONFIRMED)
    full_window.header.find_box.setText("nothing is called so")
    qtbot.waitUntil(lambda: full_window.model.rowCount() <= 1)
    full_window.actions_by_name["new_session"].trigger()
    folder = tmp_path / "others"
    folder.mkdir()
    Image.new("RGB", (40, 30), (200, 20, 20)).save(folder / "a.png")
    full_window.session.add([folder])
    qtbot.waitUntil(lambda: full_window.model.rowCount() == 1, timeout=10_000)
    assert full_window.header.find_box.text() == ""
    assert full_window.model.filters == type(full_window.model.filters)()


# Undoing a removal


def test_undoing_a_removal_leaves_no_odd_progress(full_window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not full_window.status.job.isVisible(), timeout=10_000)
    full_window.review.remove()
    settle(full_window)
    assert len(full_window.collection) == 12
    full_window.session.undo_stack.undo()
    qtbot.waitUntil(lambda: full_window.model.rowCount() == 13)
    qtbot.wait(100)
    assert not full_window.status.job.isVisible()
    assert "0 of 0" not in full_window.status.job.text()


# Tiles, their menu, the large view


def folders_shown(window: MainWindow) -> bool:
    delegate = window.gallery.itemDelegate()
    assert isinstance(delegate, PhotoDelegate)
    return delegate.folders_shown


def test_tiles_say_the_folder_where_there_is_more_than_one(
    full_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    height = full_window.gallery.cell_size().height()
    assert folders_shown(full_window) is False
    folder = tmp_path / "a second folder"
    folder.mkdir()
    Image.new("RGB", (40, 30), (20, 200, 20)).save(folder / "z.png")
    full_window.session.add([folder])
    qtbot.waitUntil(lambda: full_window.model.rowCount() == 14, timeout=10_000)
    assert folders_shown(full_window) is True
    assert full_window.gallery.cell_size().height() > height
    full_window.gallery.go_to(next(r.photo_id for r in full_window.collection if r.path.name == "z.png"))
    full_window.review.remove()
    settle(full_window)
    assert folders_shown(full_window) is False


# What the platform of the tests cannot do with a menu.
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_right_click_on_a_tile_offers_what_can_be_done_with_it(full_window: MainWindow, qtbot: QtBot) -> None:
    gallery = full_window.gallery
    place = gallery.visualRect(full_window.model.index(2)).center()
    QTest.mouseClick(gallery.viewport(), Qt.MouseButton.RightButton, pos=place)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, gallery.viewport().mapToGlobal(place))
    QApplication.sendEvent(gallery.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert gallery.selected_ids() == [full_window.model.ids()[2]]
    offered = {action.objectName() for action in menu.actions() if not action.isSeparator()}
    assert {"confirm", "unknown", "no_dog", "mix", "clear", "open_folder", "copy_path", "remove"} <= offered
    full_window.actions_by_name["copy_path"].trigger()
    assert QGuiApplication.clipboard().text() == str(current(full_window).path)
    next(action for action in menu.actions() if action.objectName() == "unknown").trigger()
    menu.close()
    settle(full_window)
    assert current(full_window).label == UNKNOWN


def test_no_menu_opens_beside_the_tiles(full_window: MainWindow) -> None:
    gallery = full_window.gallery
    full_window.sidebar.show_state(PhotoState.UNREADABLE)
    assert full_window.model.rowCount() <= 2
    place = QPoint(gallery.viewport().width() - 2, gallery.viewport().height() - 2)
    assert not gallery.indexAt(place).isValid()
    QApplication.sendEvent(
        gallery.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, gallery.mapToGlobal(place))
    )
    assert QApplication.activePopupWidget() is None


def test_a_double_click_opens_the_large_view_with_suggestions_and_keys(full_window: MainWindow, qtbot: QtBot) -> None:
    gallery, preview = full_window.gallery, full_window.preview
    place = gallery.visualRect(full_window.model.index(1)).center()
    QTest.mouseClick(gallery.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(gallery.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: preview.isVisible() and preview.title() == current(full_window).path.name)
    bars = [bar for bar in preview.suggestions.findChildren(type(preview.suggestions.bars()[0])) if bar.isVisible()]
    assert [bar.text() for bar in bars] == ["Red", "Green", "Blue"]
    assert bars[1].accessibleName().endswith("Key 2")
    press(full_window, "2")
    assert current(full_window).label == Label.breed("n_green")
    QTest.mouseClick(bars[0], Qt.MouseButton.LeftButton)
    settle(full_window)
    assert current(full_window).label == Label.breed("n_red")
    assert preview.isVisible()
    press(full_window, Qt.Key.Key_Space)
    assert not preview.isVisible()
    press(full_window, Qt.Key.Key_Space)
    assert preview.isVisible()
    assert QApplication.focusWidget() is gallery


@pytest.mark.parametrize("key", [Qt.Key.Key_Right, Qt.Key.Key_Left])
def test_the_large_view_follows_the_arrow_keys(full_window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    full_window.gallery.go_to(full_window.model.ids()[5])
    full_window.window_actions.view.toggle_preview()
    press(full_window, key)
    qtbot.wait(30)
    assert full_window.preview.title() == current(full_window).path.name
