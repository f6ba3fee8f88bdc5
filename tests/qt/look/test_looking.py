"""What looks at every screen (`tools/screenshots.py --check`, in test_layout) finds what it should, and no more."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from access_faults import access_faults, focus_faults
from contrast_faults import contrast_faults, plain_pixels, read_texts
from every_widget import EveryWidget
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

import desktop_app.ui.look
from desktop_app.ui.look import focus
from desktop_app.ui.look.elided_label import ElidedLabel
from desktop_app.ui.look.focus import Coverable, follow_the_focus
from desktop_app.ui.look.icons import icon
from desktop_app.ui.look.theme import apply_theme, choose_theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Kind = TypeVar("Kind", bound=QWidget)


@pytest.fixture
def plain(qapp: QApplication) -> Iterator[None]:
    """Text without smooth edges, in the colours of the light theme."""
    before = qapp.font()
    choose_theme(qapp, "light")
    apply_theme(qapp)
    plain_pixels(qapp)
    yield
    qapp.setFont(before)


@pytest.fixture
def box(qtbot: QtBot, qapp: QApplication) -> QWidget:
    """A small window that has the keys."""
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.resize(300, 300)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


def put(box: QWidget, widget: Kind) -> Kind:
    layout = box.layout()
    assert layout is not None
    layout.addWidget(widget)
    widget.show()
    QApplication.processEvents()
    return widget


# Contrast


class Painted(QWidget):
    """Draws a text by hand, as tiles and bars do."""

    def __init__(self, pen: str, behind: str, opacity: float = 1) -> None:
        super().__init__()
        self._pen, self._behind, self._opacity = QColor(pen), QColor(behind), opacity
        self.setFixedSize(200, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._behind)
        painter.setOpacity(self._opacity)
        painter.setPen(self._pen)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "painted")
        painter.end()


def grey_label() -> QWidget:
    label = QLabel("grey")
    label.setStyleSheet("color: #8a8880; background: #ffffff")
    return label


def disabled_button() -> QWidget:
    button = QPushButton("off")
    button.setStyleSheet("QPushButton:disabled { color: #aaaaaa; background: #ffffff }")
    button.setEnabled(False)
    return button


def grey_placeholder() -> QWidget:
    line = QLineEdit()
    line.setPlaceholderText("type here")
    line.setStyleSheet("color: #000000; background: #ffffff; placeholder-text-color: #b0b0b0")
    return line


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (grey_label, "grey"),
        (disabled_button, "off"),
        (grey_placeholder, "type here"),
        (lambda: Painted("#777777", "#cccccc"), "painted"),
        (lambda: Painted("#000000", "#ffffff", 0.4), "painted"),
    ],
    ids=["label", "disabled", "placeholder", "painted by hand", "painted thinly"],
)
def test_text_that_is_hard_to_read_is_found(plain: None, box: QWidget, make: Callable[[], QWidget], text: str) -> None:
    put(box, make())
    (fault,) = contrast_faults(box)
    assert f"{text!r} is hard to read" in fault


def test_contrast_is_measured_between_the_colours_that_are_seen(plain: None, box: QWidget) -> None:
    put(box, Painted("#767676", "#ffffff"))
    ((text, colour, behind),) = read_texts(box)
    assert (text.text, colour.name(), behind.name()) == ("painted", "#767676", "#ffffff")
    assert contrast_faults(box) == [], "4.54 : 1"


def test_text_that_is_covered_is_not_judged(plain: None, box: QWidget) -> None:
    label = put(box, grey_label())
    cover = QFrame(box)
    cover.setStyleSheet("background: #ffffff")
    cover.setGeometry(label.geometry())
    cover.show()
    assert list(read_texts(box)) == []


# Names


def icon_alone() -> QWidget:
    button = QToolButton()
    button.setIcon(icon("refresh"))
    button.setToolTip("A tool tip is no name")
    return button


def list_with_an_item_without_words() -> QWidget:
    items = QListWidget()
    items.setAccessibleName("Photos")
    items.addItems(["one", ""])
    return items


def focusable_frame() -> QWidget:
    frame = QFrame()
    frame.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return frame


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (icon_alone, "has no name"),
        (QLineEdit, "has no name"),
        (focusable_frame, "has no name"),
        (QScrollArea, "has no name"),
        (list_with_an_item_without_words, "its row 1 has no name"),
    ],
)
def test_what_a_screen_reader_cannot_name_is_found(box: QWidget, make: Callable[[], QWidget], fault: str) -> None:
    put(box, make())
    (found,) = access_faults(box)
    assert fault in found


def test_what_has_a_name_or_a_text_is_no_fault(box: QWidget) -> None:
    put(box, QPushButton("Text"))
    put(box, QCheckBox("Text"))
    named = put(box, QLineEdit())
    label = put(box, QLabel("&Name"))
    label.setBuddy(named)
    put(box, QFrame())
    put(box, icon_alone()).setAccessibleName("Named")
    assert access_faults(box) == []


# The way of the focus


class Trap(QPushButton):
    """Lets nobody out."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Tab:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        return False


def test_a_control_behind_a_trap_is_found(box: QWidget) -> None:
    put(box, Trap("trap")).setFocus()
    put(box, QPushButton("behind it"))
    faults = focus_faults(box)
    assert len(faults) == 1
    assert "behind it" in faults[0]
    assert "never comes" in faults[0]


def test_focus_out_of_sight_is_found_and_followed(box: QWidget, qapp: QApplication) -> None:
    put(box, QPushButton("before"))
    area = put(box, QScrollArea())
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inside = QWidget()
    column = QVBoxLayout(inside)
    for number in range(12):
        column.addWidget(QPushButton(f"button {number}"))
    area.setWidget(inside)
    inside.show()
    QApplication.processEvents()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    if qapp.property(focus._FOLLOWED):  # by a window of another test
        qapp.focusChanged.disconnect(focus._show)
        qapp.setProperty(focus._FOLLOWED, None)
    (fault,) = focus_faults(box)
    assert "'button 0'" in fault
    assert "out of sight" in fault
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    follow_the_focus(qapp)
    assert focus_faults(box) == []


@pytest.mark.parametrize("holds", [QWidget, Coverable])
def test_what_is_covered_gets_no_focus(box: QWidget, holds: type[QWidget]) -> None:
    middle = put(box, holds())
    QVBoxLayout(middle)
    put(middle, QPushButton("covered"))
    put(box, QPushButton("outside")).setFocus()
    cover = QFrame(middle)
    QVBoxLayout(cover)
    cover.setGeometry(middle.rect())
    put(cover, QPushButton("on the cover"))
    cover.show()
    if isinstance(middle, Coverable):
        middle.cover = cover
        assert focus_faults(box) == ["QPushButton 'covered' in Coverable: Tab never comes to it"]
    else:
        assert focus_faults(box) == ["QPushButton 'covered' in QWidget: has the focus, out of sight"]


# Whether all was seen


def test_a_widget_that_no_screen_shows_is_found(box: QWidget) -> None:
    every = EveryWidget(desktop_app.ui.look)
    every.look(box)
    assert any("elided_label.ElidedLabel is shown on no screen" in fault for fault in every.faults())
    put(box, ElidedLabel(box))
    every.look(box)
    assert not any("ElidedLabel" in fault for fault in every.faults())
