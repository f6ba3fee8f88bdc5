"""Settings: groups, those of earlier versions, and a dialog that fits a small screen."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.catalog.values.labels import UNKNOWN
from desktop_app.ui.dialogs.settings_dialog import SettingsDialog
from desktop_app.ui.settings import Settings
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.ui_helpers import current, press

FLAT = {
    "language": "fr", "theme": "dark", "provider": "cpu", "model_pack": "/packs/mine", "go_on_after_label": False,
    "thumbnail_cache_mb": 800,
}  # fmt: skip


def store(content: object) -> None:
    Settings.file().parent.mkdir(parents=True, exist_ok=True)
    Settings.file().write_text(json.dumps(content), encoding="utf-8")


def test_settings_of_earlier_versions_are_read(isolated_home: Path) -> None:
    store(FLAT)
    assert Settings.load() == Settings.of(**FLAT)
    Settings.load().save()
    stored = json.loads(Settings.file().read_text(encoding="utf-8"))
    assert stored["appearance"] == {"language": "fr", "theme": "dark"}
    assert stored["suggestions"] == {"provider": "cpu", "model_pack": "/packs/mine", "careful": False}
    assert set(stored) == {"appearance", "suggestions", "learning", "review", "storage"}
    assert Settings.load() == Settings.of(**FLAT)


def test_what_nobody_knows_is_passed_over_and_what_is_missing_has_its_default(isolated_home: Path) -> None:
    store({"theme": "dark", "from_the_future": 7, "review": {"also_new": True}})
    assert Settings.load() == Settings.of(theme="dark")


def test_a_setting_that_is_none_is_refused() -> None:
    with pytest.raises(TypeError, match="no_such"):
        Settings.of(no_such=1)
    with pytest.raises(ValueError, match="theme"):
        Settings.of(theme="purple")


def test_going_on_is_on_from_the_start(full_window: MainWindow) -> None:
    assert Settings().review.go_on_after_label
    full_window.window_actions._save(Settings.of(theme="light", language="en"))
    assert full_window.actions_by_name["go_on"].isChecked()
    press(full_window, "u")
    assert full_window.collection[full_window.model.ids()[0]].label == UNKNOWN
    assert current(full_window).path.name == "01 red.png"
    full_window.actions_by_name["go_on"].trigger()
    assert not Settings.load().review.go_on_after_label
    press(full_window, "u")
    assert current(full_window).path.name == "01 red.png"


@pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")
def test_the_dialog_fits_a_small_window_and_everything_is_within_reach(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(960, 530)
    parent.show()
    dialog = SettingsDialog(Settings(), parent)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    screen = parent.screen().availableSize()
    assert dialog.height() <= screen.height()
    assert dialog.width() <= screen.width()
    dialog.resize(dialog.width(), 480)
    qtbot.waitUntil(lambda: dialog.height() == 480, timeout=2_000)
    buttons = dialog.findChild(QDialogButtonBox)
    scroll = dialog.findChild(QScrollArea)
    assert isinstance(buttons, QDialogButtonBox)
    assert isinstance(scroll, QScrollArea)
    assert dialog.rect().contains(buttons.geometry())
    assert scroll.verticalScrollBar().maximum() > 0, "not all fits: it scrolls"
    seen: list[QRect] = []
    for _ in range(len(dialog.controls) * 3):
        QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
        for control in dialog.controls.values():
            if (control.focusProxy() or control).hasFocus():
                place = QRect(control.mapTo(scroll.viewport(), QPoint(0, 0)), control.size())
                assert scroll.viewport().rect().intersects(place), "Tab brings it into sight"
                seen.append(place)
    assert len(seen) >= len(dialog.controls) - 1
