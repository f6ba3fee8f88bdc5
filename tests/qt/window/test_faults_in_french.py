"""What went wrong is said in the language of the interface, whichever part of the app found it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_app import app
from desktop_app.faults import Fault
from desktop_app.i18n.loader import install_language
from desktop_app.inference.runtime import onnxruntime
from desktop_app.ui.dialogs.settings_dialog import SettingsDialog
from desktop_app.ui.settings import Settings
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.faults import fault_text
from tests.qt.ui_helpers import current, has_looked_at
from tests.small_pack import make_small_pack

APOSTROPHE = "\u2019"


@pytest.fixture
def pack(small_pack: Path) -> Path:
    """The pack of the French window; a test may put a broken one in its place."""
    return small_pack


@pytest.fixture
def french_window(
    qtbot: QtBot, qapp: QApplication, isolated_home: Path, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    monkeypatch.setattr(app, "bundled_packs", lambda: [pack])
    made = app.make_window(qapp, Settings.of(theme="light", language="fr"))
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    install_language(qapp, "en")


def said(window: MainWindow) -> str:
    return "\n".join(message.text for message in window.messages.messages())


def test_a_session_that_is_gone(french_window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    french_window.session.open(tmp_path / "partie.pawsort")
    qtbot.waitUntil(lambda: f"partie.pawsort n{APOSTROPHE}existe pas" in said(french_window), timeout=10_000)
    assert "cherchez-le et ouvrez-le là où il est" in said(french_window)


def test_a_file_that_is_no_session(french_window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "notes.pawsort").write_text("rien", encoding="utf-8")
    french_window.session.open(tmp_path / "notes.pawsort")
    qtbot.waitUntil(
        lambda: f"notes.pawsort n{APOSTROPHE}est pas une session de Pawsort" in said(french_window), timeout=10_000
    )


@pytest.mark.skipif("CUDAExecutionProvider" in onnxruntime.get_available_providers(), reason="this build has CUDA")
def test_why_not_the_graphics_card_and_an_unreadable_photo(
    french_window: MainWindow, coloured_photos: Path, qtbot: QtBot
) -> None:
    french_window.session.add([coloured_photos])
    qtbot.waitUntil(lambda: has_looked_at(french_window, 13), timeout=20_000)
    assert french_window.status.model_text().endswith(" sur processeur")
    tips = [label.toolTip() for label in french_window.status.findChildren(QLabel)]
    why = f"Pawsort travaille sur le processeur, car l{APOSTROPHE}ONNX Runtime installé a été construit sans CUDA."
    assert any(why in tip for tip in tips)
    broken = next(row for row in french_window.collection if row.fault is not None)
    french_window.gallery.go_to(broken.photo_id)
    assert current(french_window).path.name == "99 broken.jpg"
    reason = fault_text(Fault("photo.unknown_kind"))
    assert reason.startswith(f"Ce n{APOSTROPHE}est pas une photo, ou ")

    def shown() -> list[str]:
        return [label.text() for label in french_window.panel.findChildren(QLabel)]

    qtbot.waitUntil(lambda: any(reason in text for text in shown()), timeout=5_000)


def test_an_export_that_cannot_be_written(french_window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    french_window.files.show_in_folder(tmp_path / "parti" / "table.csv")
    assert f"{tmp_path / 'parti'} ne peut pas être ouvert" in said(french_window)


def test_a_pack_that_is_none_in_the_settings(french_window: MainWindow, tmp_path: Path) -> None:
    dialog = SettingsDialog(Settings.of(model_pack=str(tmp_path)), french_window)
    dialog.accept()
    complaints = [label.text() for label in dialog.findChildren(QLabel) if str(tmp_path) in label.text()]
    assert len(complaints) == 1
    assert f"n{APOSTROPHE}est pas un modèle\u00a0: il ne contient pas model.json" in complaints[0]


class TestABrokenPack:
    """The pack's graph was damaged after the app was installed."""

    @pytest.fixture
    def pack(self, tmp_path: Path) -> Path:
        folder = make_small_pack(tmp_path / "pack")
        (folder / "model.onnx").write_bytes(b"cut short")
        return folder

    def test_it_is_said_with_its_file(self, french_window: MainWindow, coloured_photos: Path, qtbot: QtBot) -> None:
        french_window.session.add([coloured_photos])
        qtbot.waitUntil(lambda: "model.onnx" in said(french_window), timeout=20_000)
        assert f"n{APOSTROPHE}est pas le fichier qui va avec ce modèle\u00a0: graph.sha256" in said(french_window)
        assert "copiez-le ou exportez-le de nouveau" in said(french_window)
