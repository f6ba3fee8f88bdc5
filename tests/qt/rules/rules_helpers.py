"""What tests of the rules ask of each screen alike: where a person is, what they see, and what was labelled."""

import time
from collections.abc import Callable, Collection
from unittest.mock import Mock

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.jobs.pictures import PictureLoader
from desktop_app.ui.animals.page import AnimalsPage
from desktop_app.ui.controllers.screens import ANIMALS, PHOTOS, REVIEW
from desktop_app.ui.window.animals_screen import AnimalsScreen
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.actions import ACTIONS
from tests.qt.review.review_helpers import displayed, review_of
from tests.qt.ui_helpers import settle

SCREENS = (PHOTOS, ANIMALS, REVIEW)


def until(holds: Callable[[], bool], seconds: float = 30.0) -> None:
    """Wait for something that comes by itself."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came"
        QTest.qWait(2)


def let_nothing_come(loader: PictureLoader, patch: pytest.MonkeyPatch) -> None:
    """No picture comes from now on, and none of those that were on their way either; until `let_come`."""
    patch.setattr(loader, "request", Mock())
    loader.blockSignals(True)
    QApplication.processEvents()


def let_come(window: MainWindow) -> None:
    """Pictures come again, once they can be asked for."""
    for loader in (window.small_loader, window.large_loader, window.review_loader):
        loader.blockSignals(False)


def page_of(window: MainWindow) -> AnimalsPage:
    """The widgets of the screen Animals."""
    screen = window.screens[ANIMALS]
    assert isinstance(screen, AnimalsScreen)
    assert screen.page is not None
    return screen.page


def show(window: MainWindow, screen: str) -> None:
    """Show a screen, and wait until it shows its photos."""
    window.screens.show(screen)
    settle(window)
    if screen == ANIMALS:
        page = page_of(window)
        until(lambda: not window.grouping.is_grouping and len(page.model.rows.shown) >= 5)
        rows = page.model.rows
        page.view.go_to(int(rows.shown[0]))
        until(lambda: page.view.ids_in_sight(int(rows.shown[0])) != [])
    elif screen == REVIEW:
        displayed(review_of(window))


def changing(window: MainWindow) -> list[str]:
    """The declared actions that change the session and that the screen which is shown offers."""
    offered = window.screens.current.offers()
    return [name for name, action in ACTIONS.items() if action.changes and name in offered]


def labels(window: MainWindow) -> dict[int, object]:
    """The labels there are, by photo."""
    settle(window)
    return {row.photo_id: row.label for row in window.collection if row.label is not None}


def shows(window: MainWindow, ids: Collection[int]) -> str:
    """Why the screen that is shown does not show these photos, chosen and in sight; "" where it does."""
    settle(window)
    QApplication.processEvents()
    name = window.screens.current.name
    if name == PHOTOS:
        if set(window.gallery.selected_ids()) != set(ids):
            return f"selected are {window.gallery.selected_ids()}"
        return "" if window.gallery.current_id() in window.gallery.ids_in_sight() else "out of sight"
    if name == ANIMALS:
        view, row = page_of(window).view, page_of(window).view.current_row()
        if row is None or not set(page_of(window).model.photo_ids(row)) & set(ids):
            return f"a person is at row {row}"
        return "" if view.is_in_sight(row) else "out of sight"
    shown = review_of(window).shown
    return "" if shown is not None and set(shown.step.photo_ids) & set(ids) else f"shown is {shown and shown.step}"


def news(window: MainWindow) -> str:
    """What was told last, on the screen that is shown."""
    if window.screens.current.name == REVIEW:
        return review_of(window).screen.header.note()
    return window.status.news()
