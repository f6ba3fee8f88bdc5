"""Going through photos as a person does: keys in the window that is shown, once what they are for has been painted."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.ui.controllers.reviewing import ReviewingController
from desktop_app.ui.controllers.screens import REVIEW
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.ui_helpers import settle

SECONDS = 20.0


def review_of(window: MainWindow) -> ReviewingController:
    """What drives the screen."""
    review = window.screens[REVIEW]
    assert isinstance(review, ReviewingController)
    return review


def begin(window: MainWindow) -> ReviewingController:
    """Open the screen with its key."""
    strike(window, Qt.Key.Key_F5)
    review = review_of(window)
    displayed(review)
    return review


def shown_id(window: MainWindow) -> int:
    """Id of the photo that keys would decide about, the first one of a page."""
    shown = review_of(window).shown
    assert shown is not None
    return shown.photo_id


def displayed(review: ReviewingController) -> None:
    """Wait until the photo, or the page, has been painted; at the end, there is nothing to wait for."""
    for _ in range(int(SECONDS * 500)):
        screen = review.screen
        if screen.is_at_end or (screen.grid.is_displayed() if screen.is_page else screen.canvas.is_displayed()):
            return
        QTest.qWait(2)
    raise TimeoutError("the photo was never painted")


def strike(
    window: MainWindow, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key where the focus is; nothing is waited for but what is to be written."""
    target = QApplication.focusWidget() or window
    if isinstance(key, str):
        QTest.keyClicks(target, key, modifiers)
    else:
        QTest.keyClick(target, key, modifiers)
    settle(window)


def strike_when_displayed(window: MainWindow, *keys: Qt.Key | str) -> None:
    """Press keys, each when the photo that it is for has been painted."""
    for key in keys:
        displayed(review_of(window))
        strike(window, key)


def be_sure(window: MainWindow, confidence: Confidence = Confidence.SURE, breed: str | None = None) -> None:
    """Let the model be sure of all photos, or of those of one breed."""
    rows = [row for row in window.collection if row.suggestion is not None and row.suggestion.ranked]
    window.collection.put(
        [
            replace(row, suggestion=replace(row.suggestion, confidence=confidence))
            for row in rows
            if row.suggestion is not None and breed in (None, row.suggestion.ranked[0].breed_id)
        ]
    )
