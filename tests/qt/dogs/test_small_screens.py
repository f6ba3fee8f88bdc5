"""The review on a screen of 1366 by 768 at 200 %: all of it fits, with several dogs and with kinds of dogs."""

from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.i18n.loader import install_language
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.dogs.dog_helpers import FOUND
from tests.qt.dogs.test_review_screen import at_two_dogs
from tests.qt.review.review_helpers import begin, displayed, strike
from tests.qt.review.test_kinds import of_kind
from tests.qt.ui_helpers import settle
from tests.qt.window.test_language import choose

SMALL = QSize(683, 384)


@pytest.fixture(autouse=True)
def _english_again(qapp: QApplication) -> Iterator[None]:
    yield
    install_language(qapp, "en")


def fits(window: MainWindow) -> bool:
    """Whether the screen has the room that everything needs at least, whatever the window asks for."""
    settle(window)
    least = window.minimumSizeHint().expandedTo(window.minimumSize())
    return least.boundedTo(SMALL) == least


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_review_of_several_dogs_and_kinds_fits(
    dogs_window: MainWindow, tool: ModuleType, qtbot: QtBot, language: str
) -> None:
    window = dogs_window
    if language != "en":
        choose(window, language, qtbot)
    window.collection.put([of_kind(window.collection[photo_id]) for photo_id in window.model.ids()])
    review = at_two_dogs(window, qtbot)
    window.resize(SMALL)
    assert fits(window)
    qtbot.waitUntil(lambda: window.size() == SMALL)
    for key in ("", "a", "m", "b"):
        if key:
            strike(window, key)
            displayed(review)
        qtbot.waitUntil(lambda: tool.layout_faults(window, SMALL) == [])
    review.end()
    assert review.screen.canvas.height() > SMALL.height() / 2, "the photo has most of the room"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_other_screen_needs_no_more_room_either(dogs_window: MainWindow, qtbot: QtBot, language: str) -> None:
    window = dogs_window
    if language != "en":
        choose(window, language, qtbot)
    for name in ("screen_animals", "screen_review", "screen_photos"):
        window.actions_by_name[name].trigger()
        # What a screen that is new asks for is known once its parts are laid out.
        qtbot.waitUntil(lambda: fits(window))


def test_a_page_of_the_review_fits(dogs_window: MainWindow, tool: ModuleType, qtbot: QtBot) -> None:
    window = dogs_window
    rows = [window.collection[photo_id] for photo_id in window.model.ids()]
    assert len(rows) == len(FOUND)
    said = [replace(row.suggestion, confidence=Confidence.SURE) for row in rows if row.suggestion is not None]
    window.collection.put([replace(row, suggestion=each) for row, each in zip(rows, said, strict=True)])
    window.resize(SMALL)
    review = begin(window)
    assert review.screen.is_page
    qtbot.waitUntil(lambda: tool.layout_faults(window, SMALL) == [])
    assert review.screen.grid.is_displayed(), "all photos of it are in sight"


def test_no_sign_of_the_toolbar_is_out_of_sight_in_french(dogs_window: MainWindow, qtbot: QtBot) -> None:
    choose(dogs_window, "fr", qtbot)
    dogs_window.resize(dogs_window.minimumSize())
    bar = dogs_window.actions_by_name.toolbar

    def all_are_seen() -> None:
        buttons = [bar.widgetForAction(action) for action in bar.actions() if not action.isSeparator()]
        assert all(button.isVisible() and bar.rect().contains(button.geometry()) for button in buttons)

    qtbot.waitUntil(all_are_seen)


@pytest.mark.parametrize(("width", "drawn"), [(1280, True), (1366, True), (SMALL.width(), False)])
def test_only_in_a_narrow_panel_the_buttons_that_label_have_no_drawings(
    dogs_window: MainWindow, qtbot: QtBot, width: int, drawn: bool
) -> None:
    panel = dogs_window.panel
    dogs_window.resize(width, 700)
    if not drawn:
        dogs_window.splitter.setSizes([1, width, 1])
    buttons = [button for button in panel.choices.findChildren(QPushButton) if not button.icon().isNull()]
    assert buttons
    qtbot.waitUntil(lambda: all(button.iconSize().isEmpty() != drawn for button in buttons))
