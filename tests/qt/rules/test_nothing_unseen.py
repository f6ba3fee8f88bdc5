"""No key labels what is not displayed: every action that changes something, on every screen, in every way to be unseen.

What is declared and offered is looked through, so a new key is held to it too.
"""

from collections.abc import Callable, Collection

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop_app.ui.controllers.screens import ANIMALS, PHOTOS, REVIEW
from desktop_app.ui.settings import LARGEST_THUMBNAIL
from desktop_app.ui.window.animals_screen import AnimalsScreen
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.actions import ACTIONS
from tests.qt.review.review_helpers import be_sure, review_of
from tests.qt.rules.conftest import take_back
from tests.qt.rules.rules_helpers import SCREENS, changing, labels, let_nothing_come, page_of, show, until
from tests.qt.ui_helpers import act, press, settle
from tests.qt.window.test_key_guard import hold

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Seen = Collection[int]
Situation = Callable[[MainWindow, pytest.MonkeyPatch], Seen]


def scrolled_away(window: MainWindow, _patch: pytest.MonkeyPatch) -> Seen:
    window.gallery.set_thumbnail_size(LARGEST_THUMBNAIL)
    window.panel.hide()
    window.gallery.go_to(window.model.id_at(window.model.rowCount() - 2))
    settle(window)
    window.gallery.scrollToTop()
    return ()


def mostly_scrolled_away(window: MainWindow, _patch: pytest.MonkeyPatch) -> Seen:
    window.gallery.set_thumbnail_size(LARGEST_THUMBNAIL)
    window.panel.hide()
    window.gallery.selectAll()
    settle(window)
    window.gallery.scrollToTop()
    return ()


def behind_the_large_view(window: MainWindow, _patch: pytest.MonkeyPatch) -> Seen:
    ids = window.model.ids()[:4]
    window.gallery.select(ids, ids[0])
    settle(window)
    window.preview.open_preview()
    return ids[:1]


def empty_tiles(window: MainWindow, patch: pytest.MonkeyPatch) -> Seen:
    for loader in (window.small_loader, window.large_loader):
        let_nothing_come(loader, patch)
    window.pictures.clear()
    window.gallery.go_to(window.model.id_at(2))
    settle(window)
    return ()


def row_scrolled_away(window: MainWindow, _patch: pytest.MonkeyPatch) -> Seen:
    view = page_of(window).view
    view.go_to(page_of(window).model.row_at(0))
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    return ()


def photo_scrolled_away(window: MainWindow, patch: pytest.MonkeyPatch) -> Seen:
    page_of(window).view.go_to(page_of(window).model.row_at(0), 1)
    view = page_of(window).view
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    return ()


def empty_squares(window: MainWindow, patch: pytest.MonkeyPatch) -> Seen:
    let_nothing_come(window.small_loader, patch)
    window.pictures.clear()
    page_of(window).view.go_to(page_of(window).model.row_at(0))
    return ()


def row_behind_the_large_view(window: MainWindow, _patch: pytest.MonkeyPatch) -> Seen:
    page = page_of(window)
    page.view.go_to(page.model.row_at(0))
    act(window, "preview")
    until(window.preview.photo.is_displayed)
    return page.model.photo_ids(page.model.row_at(0))[:1]


def large_view_without_its_photo(window: MainWindow, patch: pytest.MonkeyPatch) -> Seen:
    for loader in (window.small_loader, window.large_loader):
        let_nothing_come(loader, patch)
    window.pictures.clear()
    page = page_of(window)
    page.view.go_to(page.model.row_at(1))
    act(window, "preview")
    return ()


def not_painted_yet(window: MainWindow, patch: pytest.MonkeyPatch) -> Seen:
    let_nothing_come(window.review_loader, patch)
    review_of(window).large.clear()
    review_of(window).screen.canvas.show_photo(None)
    review_of(window).show()
    return ()


def page_not_painted_yet(window: MainWindow, patch: pytest.MonkeyPatch) -> Seen:
    let_nothing_come(window.small_loader, patch)
    window.pictures.clear()
    be_sure(window, breed="n_red")
    window.screens.show(PHOTOS)
    window.screens.show(REVIEW)
    shown = review_of(window).shown
    assert shown is not None
    assert shown.step.is_page
    return ()


def page_behind_one_of_its_photos(window: MainWindow, _patch: pytest.MonkeyPatch) -> Seen:
    be_sure(window, breed="n_red")
    window.screens.show(PHOTOS)
    show(window, REVIEW)
    review_of(window).toggle_large()
    assert review_of(window).is_enlarged
    return ()


def on_screen(window: MainWindow) -> Seen:
    """What the screen knows to be displayed."""
    screen = window.screens.current
    if isinstance(screen, AnimalsScreen):
        row = page_of(window).view.current_row()
        return () if row is None else screen._on_screen(row)
    return window.questions.ids_on_screen() if screen.name == PHOTOS else ()


WAYS: dict[str, tuple[Situation, ...]] = {
    PHOTOS: (scrolled_away, mostly_scrolled_away, behind_the_large_view, empty_tiles),
    ANIMALS: (
        *(row_scrolled_away, photo_scrolled_away, empty_squares),
        *(row_behind_the_large_view, large_view_without_its_photo),
    ),
    REVIEW: (not_painted_yet, page_not_painted_yet, page_behind_one_of_its_photos),
}
EACH = [pytest.param(screen, way, id=f"{screen}-{way.__name__}") for screen, ways in WAYS.items() for way in ways]


@pytest.mark.parametrize(("screen", "situation"), EACH)
def test_no_action_labels_a_photo_that_is_not_displayed(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, screen: str, situation: Situation
) -> None:
    window.resize(960, 530)
    show(window, screen)
    tried = changing(window)
    assert len(tried) > 10
    for name in tried:
        seen = set(situation(window, monkeypatch))
        act(window, name)
        settle(window)
        box = QApplication.focusWidget()
        if isinstance(box, QLineEdit):
            # Where the box stands, the photo may be shown too.
            seen |= set(on_screen(window))
            QTest.keyClicks(box, "beagle")
            press(window, Qt.Key.Key_Return)
        found = labels(window)
        assert found.keys() <= seen, (name, found)
        take_back(window)
        if window.screens.current.name != screen:
            window.screens.show(screen)
            settle(window)


SINGLE_KEYS = sorted({key for action in ACTIONS.values() for key in action.keys if len(key) == 1 and key.isalnum()})


@pytest.mark.parametrize("screen", SCREENS)
def test_a_key_that_is_held_down_does_one_thing_at_most(window: MainWindow, screen: str) -> None:
    window.review.go_on_after_label = True
    keys = [(Qt.Key(ord(key.upper())), key.lower()) for key in SINGLE_KEYS]
    for key, text in (*keys, (Qt.Key.Key_Return, ""), (Qt.Key.Key_Backspace, "")):
        show(window, screen)
        steps = window.session.undo_stack.count()
        hold(window, key, text, times=6)
        assert window.session.undo_stack.count() - steps <= 1, key
        if screen != ANIMALS:
            assert len(labels(window)) <= 1, key
        take_back(window)


def test_no_action_that_changes_something_repeats() -> None:
    assert [name for name, action in ACTIONS.items() if action.changes and action.repeats] == []
