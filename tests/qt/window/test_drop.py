from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.ui.window.drop import dropped_paths
from desktop_app.ui.window.main_window import MainWindow

ALL_ACTIONS = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction | Qt.DropAction.LinkAction
SHIFT = Qt.KeyboardModifier.ShiftModifier


def mime(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(window: MainWindow, data: QMimeData, keys: Qt.KeyboardModifier) -> QDropEvent:
    button = Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(50, 50), ALL_ACTIONS, data, button, keys)
    QApplication.sendEvent(window, enter)
    move = QDragMoveEvent(QPoint(60, 60), ALL_ACTIONS, data, button, keys)
    QApplication.sendEvent(window, move)
    event = QDropEvent(QPointF(60, 60), ALL_ACTIONS, data, button, keys)
    QApplication.sendEvent(window, event)
    assert enter.isAccepted() == move.isAccepted() == event.isAccepted()
    return event


@pytest.mark.parametrize("keys", [Qt.KeyboardModifier.NoModifier, SHIFT])
def test_a_drop_is_a_copy_also_with_shift(window: MainWindow, coloured_photos: Path, keys: Qt.KeyboardModifier) -> None:
    event = drop(window, mime(coloured_photos), keys)
    assert event.isAccepted()
    assert event.dropAction() == Qt.DropAction.CopyAction


def test_a_drag_is_a_copy_before_it_is_dropped(window: MainWindow, coloured_photos: Path) -> None:
    data = mime(coloured_photos)
    enter = QDragEnterEvent(QPoint(50, 50), ALL_ACTIONS, data, Qt.MouseButton.LeftButton, SHIFT)
    QApplication.sendEvent(window, enter)
    assert enter.dropAction() == Qt.DropAction.CopyAction
    move = QDragMoveEvent(QPoint(60, 60), ALL_ACTIONS, data, Qt.MouseButton.LeftButton, SHIFT)
    QApplication.sendEvent(window, move)
    assert move.dropAction() == Qt.DropAction.CopyAction


def test_any_number_of_folders_and_files_are_added_and_none_is_moved(
    window: MainWindow, coloured_photos: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    single = tmp_path / "single.png"
    single.write_bytes((coloured_photos / "00 red.png").read_bytes())
    before = sorted(coloured_photos.iterdir())
    drop(window, mime(coloured_photos, single), Qt.KeyboardModifier.NoModifier)
    qtbot.waitUntil(lambda: len(window.collection) == 14, timeout=10_000)
    assert sorted(coloured_photos.iterdir()) == before
    assert single.is_file()


def test_a_second_drop_while_work_goes_on_is_added_too(
    window: MainWindow, coloured_photos: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "late.png").write_bytes((coloured_photos / "00 red.png").read_bytes())
    drop(window, mime(coloured_photos), Qt.KeyboardModifier.NoModifier)
    drop(window, mime(other), Qt.KeyboardModifier.NoModifier)
    qtbot.waitUntil(lambda: len(window.collection) == 14, timeout=10_000)


def test_web_addresses_are_refused(window: MainWindow) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/dog.jpg")])
    assert dropped_paths(data) == []
    assert not drop(window, data, Qt.KeyboardModifier.NoModifier).isAccepted()


def test_the_overlay_shows_while_something_is_dragged(window: MainWindow, coloured_photos: Path) -> None:
    data = mime(coloured_photos)
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(50, 50), ALL_ACTIONS, data, Qt.MouseButton.LeftButton, SHIFT))
    overlay = window.drop_overlay
    assert overlay.isVisible()
    assert overlay.geometry() == window.rect()
    assert not overlay.grab().isNull()
    drop(window, data, Qt.KeyboardModifier.NoModifier)
    assert not overlay.isVisible()


def test_text_boxes_leave_drops_to_the_window(window: MainWindow) -> None:
    boxes = window.findChildren(QLineEdit)
    assert boxes
    assert not any(box.acceptDrops() for box in boxes)
