import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.catalog.session import Session
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


def said(window: MainWindow) -> str:
    return "\n".join(message.text for message in window.messages.messages())


def is_open(window: MainWindow, path: Path) -> bool:
    return window.session.path == path


def raw(content: bytes) -> QMimeData:
    data = QMimeData()
    data.setData("text/uri-list", content)
    return data


NOT_TO_BE_READ = {
    "web": (b"https://example.org/dog.jpg\r\n", "Pawsort makes no connection"),
    "phone": (b"mtp://Apple_iPhone/DCIM/\r\n", "on a phone or a camera"),
    "network": (b"smb://nas/photos/\r\n", "on the network"),
    # Which Windows can reach, by this name.
    "other computer": (
        b"file://vet/photos/\r\n",
        "Not found" if sys.platform == "win32" else "on another computer (vet)",
    ),
    "waste bin": (b"trash:///Rex.jpg\r\n", "in the waste bin"),
    "gone": (b"file:///gone/Rex.jpg\r\n", "Not found"),
    "zero": (b"file:///Rex%00.jpg\r\n", "cannot be the name of a file"),
    "comment alone": (b"# nothing\r\n", "no file"),
}


@pytest.mark.parametrize("kind", NOT_TO_BE_READ)
def test_what_cannot_be_read_is_refused_in_words_and_becomes_no_session(
    kind: str, window: MainWindow, qtbot: QtBot
) -> None:
    content, words = NOT_TO_BE_READ[kind]
    assert drop(window, raw(content), Qt.KeyboardModifier.NoModifier).dropAction() == Qt.DropAction.CopyAction
    assert words in said(window)
    qtbot.wait(50)
    assert window.session.path is None
    assert not window.session.is_opening


def test_text_pixels_and_nothing_are_refused_in_words(window: MainWindow) -> None:
    text, pixels = QMimeData(), QMimeData()
    text.setText("Rex is a good dog.")
    pixels.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    for data, words in ((text, "That was text"), (pixels, "a picture without a file"), (QMimeData(), "no file in it")):
        drop(window, data, Qt.KeyboardModifier.NoModifier)
        assert words in said(window)


def test_a_dropped_session_is_opened(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    file, nameless = tmp_path / "May.pawsort", tmp_path / "copy"
    Session.create(file).close()
    nameless.write_bytes(file.read_bytes())
    for path in (file, nameless):
        drop(window, mime(path), Qt.KeyboardModifier.NoModifier)
        qtbot.waitUntil(partial(is_open, window, path))
        assert len(window.collection) == 0
    assert said(window) == ""


def test_photos_that_are_dropped_with_a_session_go_into_it(
    window: MainWindow, coloured_photos: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    first, second = tmp_path / "May.pawsort", tmp_path / "June.pawsort"
    for file in (first, second):
        Session.create(file).close()
    window.session.open(first)
    qtbot.waitUntil(lambda: window.session.path == first)
    drop(window, mime(coloured_photos, second, first), Qt.KeyboardModifier.NoModifier)
    qtbot.waitUntil(lambda: window.session.path == second and len(window.collection) == 13, timeout=10_000)
    assert "Not opened: " in said(window)
    assert "May.pawsort" in said(window)
    with Session.open(first) as session:
        assert session.rows() == []


def test_a_folder_that_is_called_like_a_session_is_added(
    window: MainWindow, coloured_photos: Path, qtbot: QtBot
) -> None:
    folder = coloured_photos.rename(coloured_photos.with_name("May.pawsort"))
    drop(window, mime(folder), Qt.KeyboardModifier.NoModifier)
    qtbot.waitUntil(lambda: len(window.collection) == 13, timeout=10_000)


def test_films_and_documents_are_named_and_counted_and_are_no_photos(
    window: MainWindow, coloured_photos: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    others = [tmp_path / f"{number}.MOV" for number in range(5)]
    for file in others:
        file.write_bytes(b"\0\0\0\x14ftypqt  ")
    drop(window, mime(coloured_photos, *others), Qt.KeyboardModifier.NoModifier)
    qtbot.waitUntil(lambda: len(window.collection) == 13, timeout=10_000)
    assert "0.MOV" in said(window)
    assert "5 in all" in said(window)
    assert "4.MOV" not in said(window)


def test_nothing_of_a_drop_of_all_sorts_is_refused_silently(
    window: MainWindow, coloured_photos: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    others = [tmp_path / name for name in ("a.MOV", "b.zip", "c.CR3", "d.pdf", "e.wav", "f.AAE")]
    for file in others:
        file.write_bytes(b"x")
    data = mime(coloured_photos, *others, tmp_path / "gone.jpg")
    addresses = [QUrl(said) for said in ("mtp:/Pixel/DCIM", "smb://nas/photos", "https://example.org/a.jpg")]
    data.setUrls([*data.urls(), *addresses])
    drop(window, data, Qt.KeyboardModifier.NoModifier)
    qtbot.waitUntil(lambda: len(window.collection) == 13, timeout=10_000)
    # The first message; once the photos were looked at, another says that one of them cannot be read.
    refused = window.messages.messages()[0].text
    for name in (*(file.name for file in others), "gone.jpg", *(each.toString() for each in addresses)):
        assert name in refused


def test_files_between_the_photos_of_a_folder_are_counted(
    window: MainWindow, coloured_photos: Path, qtbot: QtBot
) -> None:
    for name in ("a.MOV", "b.mov", "c.AAE", "d.pdf", "Thumbs.db"):
        (coloured_photos / name).write_bytes(b"x")
    (coloured_photos / "99 broken.jpg").unlink()  # of which the window speaks as soon as it has looked at it
    with qtbot.waitSignal(window.session.scanned):
        drop(window, mime(coloured_photos), Qt.KeyboardModifier.NoModifier)
    news = window.status.news()
    assert news.startswith("4 ")
    for words in ("2 film", "1 note", "1 document"):
        assert words in news
    assert said(window) == ""
    assert len(window.collection) == 12
    (coloured_photos / "e.CR3").write_bytes(b"x")
    drop(window, mime(coloured_photos), Qt.KeyboardModifier.NoModifier)
    qtbot.waitUntil(lambda: "export it as JPEG" in said(window))


def test_copied_files_are_pasted(window: MainWindow, coloured_photos: Path, qtbot: QtBot) -> None:
    QApplication.clipboard().setMimeData(mime(coloured_photos))
    window.actions_by_name["paste"].trigger()
    qtbot.waitUntil(lambda: len(window.collection) == 13, timeout=10_000)
    QApplication.clipboard().setText("no file")
    window.actions_by_name["paste"].trigger()
    assert "That was text" in said(window)


def test_the_overlay_shows_while_something_is_dragged(window: MainWindow, coloured_photos: Path) -> None:
    data = mime(coloured_photos)
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(50, 50), ALL_ACTIONS, data, Qt.MouseButton.LeftButton, SHIFT))
    overlay = window.drop_overlay
    assert overlay.isVisible()
    assert overlay.geometry() == window.rect()
    assert not overlay.grab().isNull()
    drop(window, data, Qt.KeyboardModifier.NoModifier)
    assert not overlay.isVisible()


def test_the_overlay_says_what_will_happen_to_what_is_dragged(
    window: MainWindow, coloured_photos: Path, tmp_path: Path
) -> None:
    def said_of(*paths: Path) -> str:
        how = (ALL_ACTIONS, mime(*paths), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(window, QDragEnterEvent(QPoint(50, 50), *how))
        return window.drop_overlay.words()

    session, memory = tmp_path / "Dogs été.PAWSORT", tmp_path / "a shelter.pawsort-memory"
    assert said_of(coloured_photos) == "Drop to add these photos"
    assert said_of(memory) == "Drop to use what another session has learned"
    assert said_of(session) == "Drop to open this session"
    assert said_of(memory, coloured_photos) == "Drop to add these photos"
    assert not window.drop_overlay.grab().isNull()


def test_text_boxes_leave_drops_to_the_window(window: MainWindow) -> None:
    boxes = window.findChildren(QLineEdit)
    assert boxes
    assert not any(box.acceptDrops() for box in boxes)
