"""What desktops ask Pawsort to open."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app import app
from desktop_app.catalog.session import Session
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.window.open_requests import OpenRequests, sessions_and_photos


def test_session_among_what_was_asked_for_is_opened_and_the_rest_added() -> None:
    asked_for = [Path("/dogs/May"), Path("/dogs/May.pawsort"), Path("/dogs/rex.jpg")]
    assert sessions_and_photos(asked_for) == ([asked_for[1]], [asked_for[0], asked_for[2]])


def test_folder_that_is_called_like_a_session_is_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "May.pawsort"
    folder.mkdir()
    assert sessions_and_photos([folder]) == ([], [folder])


def test_session_file_named_on_the_command_line_opens_as_a_session(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "May.pawsort"
    Session.create(file).close()
    app.begin(window, [file], None)
    qtbot.waitUntil(lambda: window.session.path == file)
    assert len(window.collection) == 0


def test_what_macos_asks_a_running_app_to_open_arrives(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    requests = OpenRequests(QObject(qapp))
    qapp.installEventFilter(requests)
    with qtbot.waitSignal(requests.wanted) as wanted:
        QApplication.sendEvent(qapp, QFileOpenEvent(str(tmp_path)))
    qapp.removeEventFilter(requests)
    assert wanted.args == [tmp_path]
