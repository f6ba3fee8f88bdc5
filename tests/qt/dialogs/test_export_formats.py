"""The export dialog shows whatever formats there are, and says what it is going to write before it does."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton, QScrollArea, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.exports.material import Material
from desktop_app.ui.dialogs.export_dialog import ExportDialog, ExportWish, Which
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.plurals import plurals

# Said by the platform without a screen of each dialog that has a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def counted(photos: int, labelled: int) -> Material:
    return Material(photos, labelled, list)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_what_is_going_to_be_written_is_said_and_follows_what_is_chosen(parent: QWidget, tmp_path: Path) -> None:
    dialog = ExportDialog(tmp_path, {Which.ALL: counted(1291, 131), Which.SELECTED: counted(12, 1)}, parent)
    assert dialog.preview.text() == f"Writes labels.csv: {plurals.rows(1291)}, {plurals.columns(37)}."
    dialog.choose("csv", content="labels")
    said = dialog.preview.text().splitlines()
    assert said == [
        f"Writes labels.csv: {plurals.rows(131)}, {plurals.columns(18)}.",
        f"Left out because they have no row of their own: {plurals.photos(1160)}.",
    ]
    assert "label_breed_1_id" in dialog.preview.toolTip()
    dialog.choose("csv", Which.SELECTED, content="labels")
    assert dialog.preview.text().startswith(f"Writes labels.csv: {plurals.rows(1)}, {plurals.columns(18)}.")
    dialog.file.setText("St. Roch 24.11")
    assert dialog.preview.text().startswith(f"Writes St. Roch 24.11.csv: {plurals.rows(1)}")
    dialog.choose("jsonl", Which.ALL, content="everything")
    dialog.file.setText("all.jsonl")
    assert dialog.preview.text() == f"Writes all.jsonl: {plurals.rows(1291)}, {plurals.columns(42)}."
    dialog.file.setText("")
    assert dialog.preview.text() == ""
    assert list(tmp_path.iterdir()) == []


def test_what_is_said_is_what_is_written(full_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    collection = full_window.collection
    full_window.actions_by_name["confirm"].trigger()
    qtbot.waitUntil(lambda: collection.labelled(collection.store.ids) == 1)
    files = full_window.files
    dialog = ExportDialog(tmp_path, {Which.ALL: files._material(collection.store.ids)}, full_window)
    dialog.choose("csv", content="labels")
    [planned] = dialog.planned().files
    assert (planned.rows, dialog.planned().left_out) == (1, 12)
    files.write(dialog.wish(), [], [])
    qtbot.waitUntil(planned.file.is_file)
    assert len(planned.file.read_text(encoding="utf-8").splitlines()) == 1 + planned.rows


def test_a_name_that_was_typed_stays_when_another_format_is_chosen(parent: QWidget, tmp_path: Path) -> None:
    dialog = ExportDialog(tmp_path, {Which.ALL: counted(3, 1)}, parent)
    dialog.file.selectAll()
    QTest.keyClicks(dialog.file, "mine")
    dialog.choose("jsonl")
    assert dialog.wish().target == tmp_path / "mine.jsonl"


def test_the_reader_that_was_chosen_stays_in_another_table(parent: QWidget, tmp_path: Path) -> None:
    dialog = ExportDialog(tmp_path, {Which.ALL: counted(3, 1)}, parent)
    excel = next(each for each in dialog.findChildren(QRadioButton) if each.text() == "Excel on this computer")
    QTest.mouseClick(excel, Qt.MouseButton.LeftButton)
    assert dialog.wish().options["reader"] == "spreadsheet"
    dialog.choose("jsonl")
    dialog.choose("csv")
    assert dialog.wish().options["reader"] == "spreadsheet"


@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
def test_all_questions_are_in_view_and_nothing_scrolls_sideways(parent: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = ExportDialog(tmp_path, dict.fromkeys(Which, counted(291, 131)), parent)
    dialog.show()
    qtbot.waitExposed(dialog)
    [area] = dialog.findChildren(QScrollArea)
    room = dialog.screen().availableGeometry().height()
    assert dialog.height() <= room
    for format_id in ("jsonl", "csv"):
        place = dialog.export.geometry()
        dialog.choose(format_id)
        qtbot.wait(20)
        assert not area.verticalScrollBar().isVisible()
        assert dialog.export.geometry() == place, "nothing moves under the hand"
    assert not area.horizontalScrollBar().isVisible()


def test_a_new_format_is_two_files(
    throw_away_format: list[Path], full_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    """It is listed, has its options, is previewed, and is written in the window."""
    assert len(throw_away_format) == 2
    ids = full_window.model.ids()
    dialog = ExportDialog(tmp_path, {Which.ALL: full_window.files._material(ids)}, full_window)
    title = next(each for each in dialog.findChildren(QRadioButton) if each.text() == "A list of names")
    title.click()
    assert dialog.preview.text() == f"Writes names.names: {plurals.rows(13)}, {plurals.columns(1)}."
    folders = next(each for each in dialog.findChildren(QCheckBox) if each.text() == "With their folders")
    before = next(each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == "Before each name")
    most = next(each for each in dialog.findChildren(QSpinBox) if each.accessibleName() == "At most")
    upper = next(each for each in dialog.findChildren(QRadioButton) if each.text() == "Upper case")
    folders.click()
    before.setText("* ")
    most.setValue(2)
    upper.click()
    assert dialog.preview.text().splitlines() == [
        f"Writes names.names: {plurals.rows(2)}, {plurals.columns(1)}.",
        f"Too many: {plurals.photos(11)}.",
    ]
    chosen: dict[str, str | int | bool] = {"folders": False, "before": "* ", "most": 2, "letters": "upper"}
    assert dialog.wish() == ExportWish(tmp_path / "names.names", "list_of_names", Which.ALL, chosen)
    full_window.files.write(dialog.wish(), [], [])
    qtbot.waitUntil((tmp_path / "names.names").is_file)
    first, second = (tmp_path / "names.names").read_text(encoding="utf-8").splitlines()
    assert first.startswith("* ")
    assert first == first.upper()
    assert "/" not in second
