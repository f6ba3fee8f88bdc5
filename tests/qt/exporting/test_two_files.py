"""A format is two files: the window lists it, has its options, previews it and writes it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QRadioButton, QSpinBox
from pytestqt.qtbot import QtBot

from desktop_app.ui.dialogs.export_dialog import ExportDialog
from desktop_app.ui.dialogs.exporting.wish import ExportWish, Which
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.plurals import plurals
from tests.qt.ui_helpers import act, texts

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def opened(window: MainWindow) -> ExportDialog:
    act(window, "export")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    return dialog


def test_a_new_format_is_two_files(
    throw_away_format: list[Path], full_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    assert len(throw_away_format) == 2
    dialog = opened(full_window)
    dialog.file.setText(str(tmp_path / "names"))
    dialog.choose("list_of_names")
    qtbot.waitUntil(lambda: dialog.planned() is not None)
    assert dialog.preview.text() == f"Writes names.names: {plurals.rows(13)}, {plurals.columns(1)}."
    before = next(each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == "Before each name")
    next(each for each in dialog.findChildren(QCheckBox) if each.text() == "With their folders").click()
    before.setText("* ")
    next(each for each in dialog.findChildren(QSpinBox) if each.accessibleName() == "At most").setValue(2)
    next(each for each in dialog.findChildren(QRadioButton) if each.text() == "Upper case").click()
    qtbot.waitUntil(lambda: dialog.planned() is not None)
    assert dialog.preview.text().splitlines() == [
        f"Writes names.names: {plurals.rows(2)}, {plurals.columns(1)}.",
        f"Too many: {plurals.photos(11)}.",
    ]
    chosen: dict[str, str | int | bool] = {"folders": False, "before": "* ", "most": 2, "letters": "upper"}
    assert dialog.wish() == ExportWish(tmp_path / "names.names", "list_of_names", Which.ALL, chosen)
    dialog.export.click()
    qtbot.waitUntil(lambda: any("Written to names.names: 2 photos." in text for text in texts(full_window)))
    first, second = (tmp_path / "names.names").read_text(encoding="utf-8").splitlines()
    assert first.startswith("* ")
    assert first == first.upper()
    assert "/" not in second


def test_what_is_said_is_what_is_written(full_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    collection = full_window.collection
    act(full_window, "confirm")
    qtbot.waitUntil(lambda: collection.labelled(collection.store.ids) == 1)
    dialog = opened(full_window)
    dialog.file.setText(str(tmp_path / "labels"))
    dialog.choose("csv", content="labels")
    qtbot.waitUntil(lambda: dialog.planned() is not None)
    planned = dialog.planned()
    assert planned is not None
    [file] = planned.files
    assert (file.rows, planned.left_out) == (1, 12)
    dialog.export.click()
    qtbot.waitUntil(file.file.is_file)
    assert len(file.file.read_text(encoding="utf-8").splitlines()) == 1 + file.rows
    qtbot.waitUntil(lambda: not full_window.files.exporting.is_writing)
