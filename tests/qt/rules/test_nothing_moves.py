"""Nothing moves under the hand: what comes in by itself, and what others do, leave what is pointed at where it is."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.changes.picks import SetPicks
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.photos.arrangement import SectionBy, SortBy
from desktop_app.ui.controllers.screens import ANIMALS, PHOTOS, REVIEW
from desktop_app.ui.gallery import model
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.review.review_helpers import be_sure, review_of
from tests.qt.rules.rules_helpers import SCREENS, page_of, show, until
from tests.qt.ui_helpers import joined, make, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def other_suggestions(window: MainWindow) -> None:
    """The model thinks better of it, of all photos."""
    rows = [row for row in window.collection if row.suggestion is not None and row.suggestion.ranked]
    turned = [(row, row.suggestion) for row in rows if row.suggestion is not None]
    window.collection.put(
        [replace(row, suggestion=replace(said, ranked=tuple(reversed(said.ranked)))) for row, said in turned]
    )


def others_are_labelled(window: MainWindow) -> None:
    make(window, LabelPhotos(sorted(window.model.ids())[12:15], NO_DOG))


def others_are_picked(window: MainWindow) -> None:
    make(window, SetPicks({photo_id: place for place, photo_id in enumerate(window.model.ids()[9:12], 1)}))


def groups_are_made_anew(window: MainWindow) -> None:
    ids = sorted(window.model.ids())
    make(window, SetAnimals({-1: Animal(-1, "Aaa")}, dict.fromkeys(ids[15:17], -1)))
    until(lambda: not window.grouping.is_grouping)


def the_model_gets_sure(window: MainWindow) -> None:
    be_sure(window, Confidence.SURE)


EVENTS: tuple[Callable[[MainWindow], None], ...] = (
    other_suggestions,
    others_are_labelled,
    others_are_picked,
    groups_are_made_anew,
    the_model_gets_sure,
)


@pytest.fixture
def original(window: MainWindow) -> Iterator[MainWindow]:
    """The suggestions are those of before again afterwards."""
    rows = list(window.collection)
    yield window
    window.collection.put([replace(row, label=window.collection[row.photo_id].label) for row in rows])
    window.model.set_sorting(SortBy.NAME, descending=False)
    window.model.set_sections(SectionBy.NOTHING)


def places(window: MainWindow) -> object:
    """What is where on the screen that is shown: what is pointed at, what keys are for."""
    name = window.screens.current.name
    if name == PHOTOS:
        view = window.gallery
        shown = {
            photo: view.visualRect(window.model.index(window.model.place(photo) or 0)) for photo in view.visible_ids()
        }
        return shown, view.current_id(), view.selected_ids()
    if name == ANIMALS:
        rows = page_of(window).view
        tops = {row: (rows.row_rect(row).top(), page_of(window).model.photo_ids(row)) for row in rows.rows_in_sight()}
        return tops, rows.current_row(), rows.current_photo()
    shown_step = review_of(window).shown
    assert shown_step is not None
    return shown_step.step, shown_step.confirms, review_of(window).screen.side.confirm_button.text()


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
@pytest.mark.parametrize("by", ["key", "mouse"])
def test_what_happens_meanwhile_moves_nothing_for_who_is_at_work(
    original: MainWindow, qtbot: QtBot, screen: str, event: Callable[[MainWindow], None], by: str
) -> None:
    window = original
    window.model.set_sections(SectionBy.BREED)
    window.model.set_sorting(SortBy.BREED, descending=False)
    window.gallery.go_to(window.model.id_at(1))
    show(window, screen)
    if screen == PHOTOS and by == "key":
        press(window, Qt.Key.Key_Right)
    elif screen == PHOTOS:
        rect = window.gallery.visualRect(window.model.index(2))
        QTest.mouseClick(window.gallery.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    elif screen == ANIMALS and by == "key":
        press(window, Qt.Key.Key_Right)
    elif screen == ANIMALS:
        view = page_of(window).view
        QTest.mouseMove(view.viewport(), view.row_rect(view.rows_in_sight()[1]).center())
    settle(window)
    before = places(window)
    event(window)
    joined(window.model)
    settle(window)
    assert places(window) == before


def test_photos_join_only_when_the_pointer_rests(original: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window = original
    window.model.set_sorting(SortBy.BREED, descending=False)
    window.model._settled = False
    before, waiting = window.model.ids(), window.model._later
    # So long that none of it is over by itself, however slow the machine is.
    monkeypatch.setattr(model, "JOIN_MS", 60_000)
    monkeypatch.setattr(model, "POINTING_MS", 300_000)
    other_suggestions(window)
    assert waiting.isActive()
    assert waiting.remainingTime() < 200_000
    for step in range(5):
        QTest.mouseMove(window.gallery.viewport(), QPoint(40 + step, 40))
        until(lambda: waiting.remainingTime() > 200_000)
        assert window.model.ids() == before
        waiting.start(60_000)
    monkeypatch.setattr(model, "POINTING_MS", 100)
    QTest.mouseMove(window.gallery.viewport(), QPoint(90, 40))
    until(lambda: window.model.ids() != before)


# A breed that is typed, and questions, are for the row for which they were begun.


@pytest.mark.parametrize("action", ["search_breed", "mix"])
def test_who_goes_to_another_row_types_no_breed_for_it(window: MainWindow, action: str) -> None:
    show(window, ANIMALS)
    page = page_of(window)
    window.actions_by_name[action].trigger()
    assert page.foot() is page.breeds
    rect = page.view.photo_rect(page.model.row_at(1), 0)
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert page.foot() is page.decisions
    assert page.view.hasFocus()


def test_a_question_about_two_animals_is_withdrawn_when_they_are_others(window: MainWindow) -> None:
    show(window, ANIMALS)
    page = page_of(window)
    make(window, LabelPhotos(page.model.photo_ids(page.model.row_at(0)), UNKNOWN))
    window.actions_by_name["join_rows"].trigger()
    assert page.foot() is page.ask_bar
    window.session.undo()
    settle(window)
    assert page.foot() is page.decisions
    page.ask_bar.yes.click()
    settle(window)
    assert not window.session.undo_stack.canUndo()


# Keys that come faster than anything is written.


def test_the_label_that_was_chosen_last_counts_though_another_is_on_its_way(window: MainWindow) -> None:
    show(window, REVIEW)
    review = review_of(window)
    first = review.shown
    assert first is not None
    make(window, LabelPhotos([first.photo_id], UNKNOWN))
    review.go_back()
    if review.shown is None or review.shown.photo_id != first.photo_id:
        review.course.queue.take_back([first.photo_id])  # type: ignore[union-attr]
        review.show()
    shown = review.shown
    assert shown is not None
    assert shown.photo_id == first.photo_id
    window.session.change(LabelPhotos([first.photo_id], NO_DOG), "a step", "A step")
    assert window.session.is_writing
    review.decisions._label(shown, UNKNOWN)
    settle(window)
    assert window.collection[first.photo_id].label == UNKNOWN


def test_picks_that_are_proposed_while_a_person_has_gone_on_leave_the_selection_alone(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.gallery.go_to(window.model.id_at(0))
    settle(window)
    window.actions_by_name["propose_picks"].trigger()
    elsewhere = window.model.id_at(10)
    window.gallery.go_to(elsewhere)
    with qtbot.waitSignal(window.picks.proposed, timeout=20_000):
        pass
    settle(window)
    assert window.gallery.selected_ids() == [elsewhere]


def test_a_tile_that_gets_its_photo_can_be_labelled_by_the_next_key(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for loader in (window.small_loader, window.large_loader):
            patch.setattr(loader, "request", lambda _photos, _edge: None)
        window.pictures.clear()
        window.gallery.go_to(window.model.id_at(3))
        settle(window)
        press(window, "u")
        assert not window.session.undo_stack.canUndo()
        assert "nothing was labelled" in window.status.news()
    window.gallery._settle()
    until(lambda: window.pictures.is_there(window.model.id_at(3)))
    press(window, "u")
    assert window.collection[window.model.id_at(3)].label == UNKNOWN
    assert Label.breed("n_red") != UNKNOWN
