"""On no screen is text cut off or faint, do things overlap, or are they beyond the keys: small, at 200 %, in French."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.ui.look.elided_label import ElidedLabel, ElidedLines
from desktop_app.ui.window.main_window import MainWindow

# What the platform of the tests says about windows without a window manager.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LONG = "a text that is certainly too long for so little room"


@pytest.fixture
def box(qtbot: QtBot) -> Iterator[QWidget]:
    """A small window for things that do not fit."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    yield made
    made.hide()


@pytest.mark.parametrize(
    ("screen", "language", "theme"),
    [
        ("1366x768", "fr", "light"),
        ("960x530", "en", "light"),
        ("960x530", "fr", "dark"),
        ("200 percent", "fr", "light"),
        ("small 200 percent", "fr", "light"),
        ("small 200 percent", "en", "dark"),
    ],
)
def test_every_screen_can_be_read_and_reached(repository: Path, screen: str, language: str, theme: str) -> None:
    command = [sys.executable, "tools/screenshots.py", "--check", "--screens", screen]
    command += ["--languages", language, "--themes", theme]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("stale", [False, True])
def test_in_the_smallest_window_nothing_is_out_of_sight(
    tool: ModuleType, full_window: MainWindow, qtbot: QtBot, stale: bool
) -> None:
    full_window.header.offer_arranging(stale)
    full_window.resize(full_window.minimumSize())

    def everything_has_its_room() -> None:
        assert full_window.size() == full_window.minimumSize()
        found = tool.layout_faults(full_window)
        assert [fault for fault in found if "sticks out" in fault or "overlap" in fault] == []

    # A loaded machine takes its time to lay the window out.
    qtbot.waitUntil(everything_has_its_room)
    bar = full_window.actions_by_name.toolbar
    buttons = [bar.widgetForAction(action) for action in bar.actions() if not action.isSeparator()]
    assert all(button.isVisible() and bar.rect().contains(button.geometry()) for button in buttons)
    full_window.resize(1600, 800)
    qtbot.wait(50)
    export = bar.widgetForAction(full_window.actions_by_name["export"])
    assert isinstance(export, QToolButton)
    assert export.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    assert full_window.header._title.isVisible()


# The check can fail


def clipped_label(box: QWidget) -> QWidget:
    label = QLabel(LONG, box)
    label.setGeometry(10, 10, 60, 20)
    return label


def low_label(box: QWidget) -> QWidget:
    label = QLabel(f"{LONG} " * 4, box)
    label.setWordWrap(True)
    label.setGeometry(10, 10, 200, 20)
    return label


def label_with_a_long_word(box: QWidget) -> QWidget:
    label = QLabel("Donaudampfschifffahrtsgesellschaft", box)
    label.setWordWrap(True)
    label.setGeometry(10, 10, 60, 120)
    return label


def clipped_picture(box: QWidget) -> QWidget:
    label = QLabel(box)
    label.setPixmap(QPixmap(64, 64))
    label.setGeometry(10, 10, 30, 64)
    return label


def clipped_button(box: QWidget) -> QWidget:
    button = QPushButton(LONG, box)
    button.setGeometry(10, 10, 80, 30)
    return button


def clipped_check_box(box: QWidget) -> QWidget:
    check = QCheckBox(LONG, box)
    check.setGeometry(10, 10, 80, 30)
    return check


def clipped_choice(box: QWidget) -> QWidget:
    choice = QComboBox(box)
    choice.addItem(LONG)
    choice.setGeometry(10, 10, 80, 30)
    return choice


def clipped_placeholder(box: QWidget) -> QWidget:
    line = QLineEdit(box)
    line.setPlaceholderText(LONG)
    line.setGeometry(10, 10, 80, 30)
    return line


def cut_short_without_a_tool_tip(box: QWidget) -> QWidget:
    label = ElidedLabel(box)
    label.setText(LONG)
    label.setGeometry(10, 10, 60, 20)
    return label


def painted_too_wide(box: QWidget) -> QWidget:
    label = ElidedLines(box, 1)
    label.set_words("Maybe", LONG)
    label.setGeometry(10, 10, 120, 20)
    # As if it forgot that bold words take room.
    setattr(label, "_elided", lambda text, _bold: text)  # noqa: B010 - for this one label
    return label


def one_on_the_other(box: QWidget) -> QWidget:
    for left in (10, 40):
        button = QPushButton("OK", box)
        button.setGeometry(left, 10, 60, 30)
        button.show()
    return button


def one_outside(box: QWidget) -> QWidget:
    button = QPushButton("OK", box)
    button.setGeometry(270, 10, 60, 30)
    return button


def content_that_cannot_be_scrolled_to(box: QWidget) -> QWidget:
    area = QScrollArea(box)
    area.setGeometry(0, 0, 200, 150)
    area.setHorizontalScrollBarPolicy(area.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
    wide = QWidget()
    wide.resize(400, 100)
    area.setWidget(wide)
    return area


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (clipped_label, "text is cut off"),
        (low_label, "of height"),
        (label_with_a_long_word, "a word of the text is cut off"),
        (clipped_picture, "picture is cut off"),
        (clipped_button, "text is cut off"),
        (clipped_check_box, "text is cut off"),
        (clipped_choice, "text is cut off"),
        (clipped_placeholder, "placeholder is cut off"),
        (cut_short_without_a_tool_tip, "without a tool tip"),
        (painted_too_wide, "a line of the text is cut off"),
        (one_on_the_other, "overlap"),
        (one_outside, "sticks out"),
        (content_that_cannot_be_scrolled_to, "wider than what is shown"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_does_not_fit_is_found(tool: ModuleType, box: QWidget, make: object, fault: str) -> None:
    assert callable(make)
    make(box).show()
    found = tool.layout_faults(box)
    assert len(found) == 1, found
    assert fault in found[0]


@pytest.mark.parametrize("lines", [1, 2])
@pytest.mark.parametrize("width", range(60, 400, 17))
def test_words_behind_a_bold_one_end_where_there_is_no_more_room(box: QWidget, lines: int, width: int) -> None:
    label = ElidedLines(box, lines)
    label.set_words("Maybe", LONG)
    label.resize(width, 40)
    assert 0 < label.painted_width() <= width


def test_what_fits_or_is_meant_to_be_cut_short_is_no_fault(tool: ModuleType, box: QWidget, qtbot: QtBot) -> None:
    column = QVBoxLayout(box)
    line = QHBoxLayout()
    elided = ElidedLabel(box)
    elided.set_text(LONG * 5)
    column.addWidget(elided)
    wrapped = QLabel(LONG, box)
    wrapped.setWordWrap(True)
    column.addWidget(wrapped)
    for text in ("Yes", "No && never"):
        line.addWidget(QPushButton(text, box))
    column.addLayout(line)
    hidden = clipped_label(box)
    hidden.hide()
    qtbot.wait(20)
    assert tool.layout_faults(box) == []


def test_words_that_get_their_room_before_they_are_painted_are_no_fault(
    tool: ModuleType, box: QWidget, qtbot: QtBot
) -> None:
    line = QHBoxLayout(box)
    words = QLabel("A", box)
    line.addWidget(words)
    line.addStretch(1)
    qtbot.wait(20)
    words.setText("A dog, and another dog")
    assert words.width() < words.sizeHint().width()
    assert tool.layout_faults(box) == []


def test_a_window_larger_than_its_screen_is_found(tool: ModuleType, box: QWidget) -> None:
    assert tool.layout_faults(box, QSize(300, 200)) == []
    (fault,) = tool.layout_faults(box, QSize(299, 200))
    assert "larger than the screen" in fault


def test_a_clipped_widget_in_the_real_window_is_found(tool: ModuleType, full_window: MainWindow, qtbot: QtBot) -> None:
    qtbot.wait(50)
    assert tool.layout_faults(full_window) == []
    full_window.panel.confirm_button.setText(LONG * 3)
    (fault,) = tool.layout_faults(full_window)
    assert "text is cut off" in fault
