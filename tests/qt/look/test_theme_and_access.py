from dataclasses import asdict
from itertools import product

import pytest
from access_faults import access_faults
from contrast_faults import contrast
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QDialog, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.look import theme
from desktop_app.ui.look.theme import DARK, LIGHT, Colours
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.ui_helpers import settle

TEXTS = (
    "text",
    "quiet_text",
    "disabled_text",
    "accent",
    "to_review",
    "confirmed",
    "corrected",
    "no_dog",
    "unreadable",
    "waiting",
)
BACKGROUNDS = ("window", "surface", "raised", "hover")


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_every_background(colours: Colours) -> None:
    now = asdict(colours)
    pairs = [
        *product(TEXTS, BACKGROUNDS),
        *(("text", name) for name in ("selection", "warning_background", "error_background")),
        *(
            (text, "selection")
            for text in ("quiet_text", "disabled_text", "to_review", "confirmed", "corrected", "no_dog", "unreadable")
        ),
        ("on_accent", "accent"),
        ("on_accent", "accent_hover"),
    ]
    low = {(a, b): round(contrast(now[a], now[b]), 2) for a, b in pairs if contrast(now[a], now[b]) < 4.5}
    assert low == {}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_of_controls_can_be_seen(colours: Colours) -> None:
    for background in (colours.window, colours.surface):
        assert contrast(colours.strong_border, background) >= 3
        assert contrast(colours.accent, background) >= 3


def test_the_choice_of_a_theme_is_followed(qapp: QApplication) -> None:
    try:
        theme.choose_theme(qapp, "dark")
        theme.apply_theme(qapp)
        assert theme.is_dark()
        assert theme.colours() is DARK
        assert qapp.palette().window().color() == QColor(DARK.window)
    finally:
        theme.choose_theme(qapp, "light")
        theme.apply_theme(qapp)
    assert theme.colours() is LIGHT


def test_the_theme_menu_changes_the_window(full_window: MainWindow, qapp: QApplication) -> None:
    dark, light = (
        next(a for a in full_window.actions_by_name.menus["theme"].actions() if a.data() == name)
        for name in ("dark", "light")
    )
    try:
        dark.trigger()
        assert theme.colours() is DARK
        assert full_window.settings.appearance.theme == "dark"
    finally:
        light.trigger()
    assert theme.colours() is LIGHT


def test_every_control_of_the_panel_has_a_name_for_screen_readers(full_window: MainWindow) -> None:
    full_window.panel.start_mix()
    full_window.panel.choose_line(1)
    settle(full_window)
    assert access_faults(full_window) == []


def test_the_focus_can_reach_gallery_filters_and_panel(full_window: MainWindow) -> None:
    reached: set[QWidget] = set()
    widget = full_window.nextInFocusChain()
    while widget is not None and widget is not full_window:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reached.add(widget)
        widget = widget.nextInFocusChain()
    for part in (full_window.gallery, full_window.panel.breed_box, full_window.header.find_box):
        assert part in reached
    assert any(full_window.sidebar.isAncestorOf(widget) for widget in reached)


@pytest.mark.parametrize("size", [(1024, 700), (1600, 1000)])
def test_everything_fits(full_window: MainWindow, qtbot: QtBot, size: tuple[int, int]) -> None:
    full_window.resize(*size)
    qtbot.wait(50)
    assert (full_window.width(), full_window.height()) == size
    assert full_window.gallery.width() >= 400
    for button in full_window.panel.findChildren(QAbstractButton):
        if button.isVisible():
            right = button.mapTo(full_window, button.rect().topRight()).x()
            assert right <= full_window.width(), button.text()


@pytest.mark.parametrize("choice", ["light", "dark"])
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_a_box_that_is_not_ticked_can_be_seen(
    choice: theme.ThemeChoice, kind: type[QAbstractButton], qapp: QApplication, qtbot: QtBot
) -> None:
    theme.choose_theme(qapp, choice)
    theme.apply_theme(qapp)
    window = QDialog()
    qtbot.addWidget(window)
    button = kind(window)
    button.resize(40, 40)
    picture = window.grab(button.geometry()).toImage()
    behind = theme.colours().window
    seen = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert max(contrast(each, behind) for each in seen) >= 3
