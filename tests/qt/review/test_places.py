"""The panel's fixed places: the photo is large and the big button stays where it is, whatever there is to say."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.faults import Fault
from desktop_app.ui.settings import WindowState
from desktop_app.ui.window.main_window import MainWindow
from tests.photo_rows import make_row
from tests.qt.ui_helpers import selection_of

PAIR = ("n_red", "n_blue")
TILE = WindowState().thumbnail_size
# The largest part of a 1366 by 768 screen that a window can have under a title bar and above a task bar.
LAPTOP = (1366, 697)


def trusted(row: PhotoRow, confidence: Confidence | None, **more: Any) -> PhotoRow:
    assert row.suggestion is not None
    return replace(row, suggestion=replace(row.suggestion, confidence=confidence, **more))


def kinds_of_rows() -> dict[str, list[PhotoRow]]:
    """Everything that makes the panel say something else."""
    plain, long_name = make_row(1), make_row(1, name="a name that goes on and on " * 12 + ".jpg")
    return {
        "plain": [plain],
        "sure": [trusted(plain, Confidence.SURE, breed_set=("n_red",))],
        "maybe": [trusted(plain, Confidence.MAYBE, breed_set=PAIR)],
        "long set": [trusted(plain, Confidence.MAYBE, breed_set=("breed:pit_bull", "n_red", "n_blue", "n_green"))],
        "unsure": [trusted(plain, Confidence.UNSURE)],
        "mix": [trusted(plain, Confidence.MAYBE, breed_set=PAIR, proposed_mix=PAIR)],
        "no dog": [make_row(1, dog=0.03)],
        "unreadable": [make_row(1, fault=Fault("photo.said", {"words": "The file is empty. " * 30}))],
        "waiting": [make_row(1, breed=None)],
        "long name": [long_name],
        "labelled": [replace(plain, label=Label.breed("n_blue"))],
        "a mix as its label": [replace(plain, label=Label.mix("n_red", "n_blue", "breed:pit_bull"))],
        "unknown": [replace(plain, label=UNKNOWN)],
        "no dog as its label": [replace(plain, label=NO_DOG)],
        "several": [make_row(1), make_row(2, "n_blue"), make_row(3, breed=None)],
        "nothing to confirm": [make_row(1, breed=None), make_row(2, breed=None)],
    }


@pytest.mark.parametrize("size", [LAPTOP, (960, 490), (1900, 1000)])
def test_the_big_button_keeps_its_place(window: MainWindow, qtbot: QtBot, size: tuple[int, int]) -> None:
    window.pages.setCurrentWidget(window.splitter)
    window.resize(*size)
    places, suggestions = {}, {}
    for name, rows in kinds_of_rows().items():
        window.panel.show_selection(selection_of(rows))
        qtbot.wait(10)
        places[name] = window.panel.confirm_button.mapTo(window, QPoint(0, 0)).y()
        suggestions[name] = window.panel.suggestions.mapTo(window.panel, QPoint(0, 0)).y()
    assert len(set(places.values())) == 1, places
    assert len(set(suggestions.values())) == 1, suggestions
    button = window.panel.confirm_button
    assert window.panel.rect().contains(button.mapTo(window.panel, button.rect().bottomRight()))


def test_the_photo_is_large_on_a_small_laptop(full_window: MainWindow, qtbot: QtBot) -> None:
    full_window.resize(*LAPTOP)
    full_window.splitter.setSizes([216, LAPTOP[0] - 216 - 380, 380])
    qtbot.wait(30)
    photo = full_window.panel.photo
    assert min(photo.width(), photo.height()) >= 1.5 * TILE
    bars = full_window.panel.suggestions
    end = bars.mapTo(full_window.panel, bars.rect().bottomLeft()).y()
    assert end <= full_window.panel.confirm_button.mapTo(full_window.panel, QPoint(0, 0)).y(), "all five are in sight"


def test_all_of_the_panel_can_be_reached_in_a_small_window(full_window: MainWindow, qtbot: QtBot) -> None:
    full_window.resize(960, 490)
    full_window.panel.start_mix()
    full_window.panel.choose_line(1)
    full_window.panel.choose_line(2)
    box = full_window.panel.breed_box
    qtbot.waitUntil(lambda: box.visibleRegion().boundingRect() == box.rect())
    QTest.keyClicks(box, "er")
    matches = box.matches_list
    qtbot.waitUntil(lambda: matches.isVisible() and matches.visibleRegion().boundingRect() == matches.rect())
    inside = box.parentWidget()
    assert inside is not None
    assert inside.width() <= full_window.panel.width()
    assert QApplication.focusWidget() is full_window.panel.breed_box


def test_the_matches_stay_in_sight_however_many_there_are_later(full_window: MainWindow, qtbot: QtBot) -> None:
    """They were scrolled to twice, some milliseconds after the first of them: a longer list went on below the edge."""
    full_window.resize(960, 490)
    full_window.panel.start_mix()
    full_window.panel.choose_line(1)
    full_window.panel.choose_line(2)
    box, matches = full_window.panel.breed_box, full_window.panel.breed_box.matches_list
    for typed, least in (("eagle", 10), ("e", 100)):
        box.setText(typed)
        qtbot.waitUntil(lambda: matches.isVisible() and matches.height() >= least)  # noqa: B023
        qtbot.waitUntil(lambda: matches.visibleRegion().boundingRect() == matches.rect())
