"""What desktops ask Pawsort to open."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app import app
from desktop_app.catalog.session import Session
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.window.open_requests import OpenRequests


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


def test_an_address_that_macos_asks_to_open_is_refused_in_words(
    window: MainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    requests = OpenRequests(QObject(qapp))
    qapp.installEventFilter(requests)
    with qtbot.waitSignal(requests.wanted) as wanted:
        QApplication.sendEvent(qapp, QFileOpenEvent(QUrl("https://example.org/dog.jpg")))
    qapp.removeEventFilter(requests)
    app.begin(window, wanted.args, None)
    assert any("on the web" in message.text for message in window.messages.messages())
