"""A window in which the first photo shows two dogs, the second three, the third one; of the last nobody knows."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.inference.packs import load_pack
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.dogs.dog_helpers import FOUND, session_with_dogs
from tests.qt.ui_helpers import see, settle


@pytest.fixture
def dogs_window(window: MainWindow, small_pack: Path, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The window, at the photo of two dogs, once it is known where they are."""
    pack_hash = load_pack(small_pack).pack_hash
    window.session.open(session_with_dogs(tmp_path / "dogs.pawsort", tmp_path / "photos", pack_hash))
    qtbot.waitUntil(lambda: window.model.rowCount() == len(FOUND))
    window.gallery.setFocus()
    window.gallery.go_to(window.model.ids()[0])
    see(window)
    qtbot.waitUntil(lambda: len(window.review.dogs.dogs.each) == 2)
    settle(window)
    return window
