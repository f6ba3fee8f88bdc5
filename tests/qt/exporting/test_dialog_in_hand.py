"""The export dialog under keys and wheel, on narrow screens, and where there is nothing to write."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.exports.formats import all_formats
from tests.qt.exporting.conftest import MakeDialog, add
from tests.qt.exporting.test_dialog import counted, named
from tests.qt.exporting.throw_away import MANY_FILES_WORDS, EveryKind, ManyFiles

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def test_the_first_format_is_a_key_away_though_a_heading_stands_above_it(make_dialog: MakeDialog, qtbot: QtBot) -> None:
    dialog = make_dialog()
    dialog.choose("jsonl")
    dialog.activateWindow()
    qtbot.waitUntil(dialog.formats.hasFocus)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_PageUp):
        QTest.keyClick(dialog.formats, Qt.Key.Key_End)
        QTest.keyClick(dialog.formats, key)
        assert dialog.format.id == next(iter(all_formats()))


def test_no_title_of_a_format_is_cut_however_narrow_the_list_is(make_dialog: MakeDialog) -> None:
    dialog = make_dialog()
    listed = dialog.formats
    item = next(listed.item(row) for row in range(listed.count()) if listed.item(row).text().startswith("Examples"))
    for width in (140, 400):
        listed.setFixedWidth(width)  # a narrow screen has fixed another one
        QApplication.processEvents()
        lines = item.text().split("\n")
        room = listed.viewport().width() - 12
        assert " ".join(lines) == "Examples for training"
        assert max(listed.fontMetrics().horizontalAdvance(line) for line in lines) <= room
    assert len(lines) == 1


def test_the_wheel_scrolls_past_numbers_and_choices_where_nobody_is_at_them(
    make_dialog: MakeDialog, every_kind: EveryKind, qtbot: QtBot
) -> None:
    dialog = make_dialog()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.formats.hasFocus)
    dialog.choose(every_kind.id)
    counted(dialog, qtbot)
    before = dialog.wish().options
    most = named(dialog, QSpinBox, "At most")
    for control in (most, named(dialog, QComboBox, "Size")):
        turn_wheel(control)
        assert dialog.wish().options == before
        assert not control.hasFocus()
    most.setFocus()
    qtbot.waitUntil(most.hasFocus)
    turn_wheel(most)
    assert dialog.wish().options == {**before, "most": 999}


def turn_wheel(control: QWidget) -> None:
    """One notch down, over the middle of it."""
    middle = QPointF(control.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(control.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(control, event)


def test_where_nothing_would_be_written_that_is_said_and_nothing_can_be_exported(
    make_dialog: MakeDialog, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    nothing = ManyFiles(0)
    add(monkeypatch, nothing, MANY_FILES_WORDS)
    dialog = make_dialog()
    dialog.choose(nothing.id)
    assert counted(dialog, qtbot) == ["Nothing would be written."]
    assert "Attention" in dialog.preview.accessibleDescription()
    assert not dialog.export.isEnabled()
    dialog.choose("csv")
    assert counted(dialog, qtbot)
    assert dialog.export.isEnabled()
