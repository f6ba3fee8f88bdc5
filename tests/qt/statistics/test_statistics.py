"""The statistics through the real window: opened by key, following what is decided, saved, and never in the way."""

import csv
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.values.labels import Label
from desktop_app.exports.destination import Kind, destination
from desktop_app.ui.settings import WindowState
from desktop_app.ui.statistics.sheet import Sheet
from desktop_app.ui.statistics.window import StatisticsDialog
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.ui_helpers import make

# What the platform of the tests cannot do with a dialog.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PAGES = [
    "photos-by-state", "animals-by-state", "breeds", "decided-by-day", "taken-by-day", "you-and-the-suggestions", "pace"
]  # fmt: skip


def opened(window: MainWindow, qtbot: QtBot) -> StatisticsDialog:
    """The statistics, counted."""
    QTest.keyClick(window, Qt.Key.Key_F7)
    dialog = window.findChild(StatisticsDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.sheet is not None, timeout=10_000)
    return dialog


def sheet(dialog: StatisticsDialog, sheet_id: str) -> Sheet:
    dialog.choose_page(sheet_id)
    shown = dialog.sheet
    assert shown is not None
    assert shown.id == sheet_id
    return shown


def cells(dialog: StatisticsDialog) -> list[list[str]]:
    model = dialog.model
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def test_all_pages_say_what_there_is_and_why_there_is_nothing(full_window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(full_window, qtbot)
    ids = [dialog.pages.item(row).text() for row in range(dialog.pages.count())]
    assert len(ids) == len(PAGES) == len(set(ids))
    assert dict(cells(dialog)[row][:2] for row in range(6)) == {
        "Waiting": "0", "To review": "12", "Confirmed": "0", "Corrected": "0", "No dog": "0", "Unreadable": "1"
    }  # fmt: skip
    for sheet_id in PAGES:
        shown = sheet(dialog, sheet_id)
        assert shown.meaning
        is_empty = sheet_id in {"animals-by-state", "decided-by-day", "taken-by-day", "you-and-the-suggestions", "pace"}
        assert bool(shown.nothing) is is_empty, sheet_id
        assert dialog.nothing.isVisible() is is_empty
        assert dialog.chart_area.isVisible() is not is_empty
        assert dialog.save_picture.isEnabled() is not is_empty
        assert dialog.save_table.isEnabled() is bool(shown.rows)


def test_what_is_decided_is_counted_while_they_are_open(full_window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(full_window, qtbot)
    sheet(dialog, "you-and-the-suggestions")
    ids = full_window.model.ids()[:3]
    rows = full_window.collection.rows_of(ids)
    assert rows[0].suggestion is not None
    first, second = (breed.breed_id for breed in rows[0].suggestion.ranked[:2])
    make(full_window, LabelPhotos(ids, Label.breed(first)))
    make(full_window, LabelPhotos(ids[:1], Label.breed(second)))
    qtbot.waitUntil(lambda: cells(dialog)[-1][:5] == ["All together", "3", "2", "1", "0"], timeout=10_000)
    shown = dialog.sheet
    assert shown is not None
    assert shown.id == "you-and-the-suggestions", "the page that one looks at stays"
    assert cells(dialog)[-1][5:] == ["67%", "21%", "94%"]
    assert shown.bars.ends[-1] == "2 of 3"
    decided = sheet(dialog, "decided-by-day")
    assert [row[1] for row in decided.rows] == [3]
    breeds = sheet(dialog, "breeds")
    assert sum(int(str(row[1])) for row in breeds.rows) == 3
    assert sum(int(str(row[3])) for row in breeds.rows) == 9


def saved_as(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_what, **_more: (str(file), ""))


def test_a_page_is_saved_as_a_table_and_as_a_sharp_picture_which_may_be_replaced_and_a_photo_never(
    full_window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(full_window, qtbot)
    saved_as(monkeypatch, tmp_path / "states")
    dialog.save_table.trigger()
    qtbot.waitUntil(lambda: "states.csv" in dialog.told.text(), timeout=5_000)
    with (tmp_path / "states.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0] == ["State", "Photos", "Share (%)"]
    assert rows[2] == ["To review", "12", "92.307692"]
    assert len(rows) == 7
    file = tmp_path / "states.png"
    saved_as(monkeypatch, file)
    dialog.save_picture.trigger()
    qtbot.waitUntil(lambda: "states.png" in dialog.told.text(), timeout=5_000)
    with Image.open(file) as picture:
        assert picture.width >= 2 * dialog.heading.width()
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24) or []}
    assert (0x85, 0x52, 0x00) in colours, "bars are drawn"
    assert destination(file, Kind.CHART).replaces
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
    before = file.read_bytes()
    answers = iter([str(file), ""])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_what, **_more: (next(answers), ""))
    dialog.save_picture.trigger()
    assert len(asked) == 1
    assert "there already" in asked[0]
    assert file.read_bytes() == before, "nobody agreed"
    photo = next(Path(path) for path in full_window.collection.store.paths if path.endswith(".png"))
    content = photo.read_bytes()
    answers = iter([str(photo), ""])
    dialog.save_picture.trigger()
    assert len(asked) == 2
    assert photo.name in asked[1]
    assert photo.read_bytes() == content


def test_they_go_with_their_session_and_remember_their_size(full_window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(full_window, qtbot)
    dialog.resize(777, 555)
    state = full_window.memory.state_now()
    full_window.actions_by_name["new_session"].trigger()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=5_000)
    assert not full_window.actions_by_name["statistics"].isEnabled(), "there is no session"
    assert dialog.sheet is None
    other = StatisticsDialog(full_window)
    other.go_to_place(WindowState.model_validate_json(state.model_dump_json()).statistics)
    assert (other.width(), other.height()) == (777, 555)
    other.deleteLater()
