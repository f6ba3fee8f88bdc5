import sys

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.ui.controllers.screens import REVIEW
from desktop_app.ui.review.screen.screen import ReviewScreen
from desktop_app.ui.window.main_window import MainWindow
from tests.photo_rows import make_row
from tests.qt.review.review_helpers import be_sure, begin, review_of, shown_id, strike, strike_when_displayed

ENTER = Qt.Key.Key_Return


def test_confirms_place_is_constant_over_two_hundred_photos(window: MainWindow) -> None:
    rows = []
    for photo_id in range(1, 205, 4):
        rows += [
            make_row(photo_id, "n_red", confidence=Confidence.SURE),
            make_row(photo_id + 1, "n_green", 0.4, confidence=Confidence.UNSURE),
            make_row(photo_id + 2, "n_blue", dog=0.1),
            make_row(photo_id + 3, "n_red", 0.6, name=f"{photo_id} a name that is longer than there is room for.jpg"),
        ]
    window.collection.put(rows)
    QApplication.processEvents()
    window.screens.show(REVIEW)
    review, places = review_of(window), set()
    button, steps = review.screen.side.confirm_button, 0
    while review.shown is not None:
        QApplication.processEvents()
        places.add((button.mapTo(window, QPoint(0, 0)), button.size()))
        steps += 1
        strike(window, "s")
    assert steps > 150
    assert len({(place.x(), place.y(), size.width(), size.height()) for place, size in places}) == 1


@pytest.mark.parametrize("size", [(960, 530), (1366, 768)])
def test_nothing_overlaps_and_nothing_needed_is_out_of_reach(full_window: MainWindow, size: tuple[int, int]) -> None:
    full_window.resize(*size)
    be_sure(full_window, breed="n_red")
    review = begin(full_window)
    for key in (ENTER, "b", Qt.Key.Key_Escape, "m"):
        buttons = [
            button
            for button in review.screen.findChildren(QAbstractButton)
            if button.isVisible() and button.width() and button.accessibleName() + button.text()
        ]
        rects = [QRect(button.mapTo(full_window, QPoint(0, 0)), button.size()) for button in buttons]
        assert all(full_window.rect().contains(rect) for rect in rects)
        clipped = [button for button in buttons if button.visibleRegion().boundingRect().size() != button.size()]
        assert clipped == []
        overlapping = [(one, other) for one in rects for other in rects if one is not other and one.intersects(other)]
        assert overlapping == []
        strike_when_displayed(full_window, key)
        QApplication.processEvents()


def test_screen_readers_hear_name_and_suggestion_of_each_photo_and_everything_has_a_name(
    full_window: MainWindow,
) -> None:
    review = begin(full_window)
    row = full_window.collection[shown_id(full_window)]
    heard = review.screen.canvas.accessibleDescription()
    assert row.path.name in heard
    assert "looks like" in heard
    strike(full_window, ENTER)
    assert review.screen.canvas.accessibleDescription() != heard
    nameless = [
        type(widget).__name__
        for widget in review.screen.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
        if not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []


def test_what_is_made_ahead_is_what_is_shown_and_takes_nothing_before(full_window: MainWindow) -> None:
    window = full_window
    # The timer asks for it only where it was imported meanwhile.
    assert ReviewScreen.__module__ in sys.modules
    shown, focus = window.pages.currentWidget(), window.focusWidget()
    window.window_actions._make_ahead()
    window.window_actions._make_ahead()
    (made,) = window.findChildren(ReviewScreen)
    assert not made.isVisible()
    assert window.pages.currentWidget() is shown
    assert window.focusWidget() is focus
    be_sure(window, breed="n_red")
    review = begin(window)
    assert review.screen is made
    assert window.findChildren(ReviewScreen) == [made]
    assert made.isVisible()
    assert review.shown is not None
    first = review.shown.step
    strike(window, "s")
    assert review.shown is None or review.shown.step != first
