"""Exports from the window hold what it shows: also what was learned from labels."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.dialogs.export_dialog import ExportDialog
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.learned.learned_helpers import PIT_BULL, label
from tests.qt.ui_helpers import act
from tests.unit.photos.photo_helpers import learned_columns

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def exported(
    window: MainWindow, target: Path, qtbot: QtBot, meanwhile: Callable[[], object] = lambda: None
) -> dict[str, dict[str, str]]:
    """The rows of a table as the menu writes it, by file; meanwhile something else may be shown."""
    act(window, "export")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    dialog.choose("csv", content="everything")
    dialog.file.setText(str(target))
    qtbot.waitUntil(dialog.export.isEnabled)
    meanwhile()
    dialog.export.click()
    qtbot.waitUntil(lambda: target.is_file() and not window.files.exporting.is_writing)
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    rows = csv.DictReader(lines, delimiter=";" if ";" in lines[0] else ",")
    return {Path(row["photo"]).name: row for row in rows}


def test_a_table_holds_what_was_learned_until_the_memory_is_switched_off(
    full_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window, collection = full_window, full_window.collection
    learned, decided, other = window.model.ids()[:3]
    window.learning.set_on(False)
    label(window, [decided], "n_red")
    collection.set_learned(learned_columns(collection.store, {learned: PIT_BULL, decided: PIT_BULL}, labels=12))
    names = [collection[each].path.name for each in (learned, decided, other)]
    on = [exported(window, tmp_path / "on.csv", qtbot)[name] for name in names]
    assert [row["learned"] for row in on] == ["12", "", ""]
    assert on[0]["breed_1_id"] == PIT_BULL
    assert on[1]["breed_1_id"] == on[2]["breed_1_id"] == "n_red", "of what somebody decided, the model's own word"
    collection.forget_learned()
    off = [exported(window, tmp_path / "off.csv", qtbot)[name] for name in names]
    assert [row["learned"] for row in off] == ["", "", ""]
    assert [row["breed_1_id"] for row in off] == ["n_red"] * 3


def test_a_table_holds_what_is_shown_when_it_is_asked_for_not_when_the_dialog_came(
    full_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window, collection = full_window, full_window.collection
    photo_id = window.model.ids()[0]
    window.learning.set_on(False)

    def follow() -> None:
        collection.set_learned(learned_columns(collection.store, {photo_id: PIT_BULL}, labels=3))

    row = exported(window, tmp_path / "table.csv", qtbot, follow)[collection[photo_id].path.name]
    assert (row["breed_1_id"], row["learned"]) == (PIT_BULL, "3")
