"""What a job finds out about photos moves nothing: they leave their places empty, and what joins comes last."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.catalog.recording import RecordedOutcomes
from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.photos.arrangement import SectionBy, SortBy
from desktop_app.ui.controllers.screens import ANIMALS, PHOTOS, REVIEW
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.review.review_helpers import be_sure, displayed, review_of
from tests.qt.rules.rules_helpers import labels, page_of, show, until
from tests.qt.ui_helpers import joined, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def whole(window: MainWindow) -> Iterator[MainWindow]:
    """All photos are there again afterwards."""
    rows = list(window.collection)
    yield window
    window.collection.put([_as_before(window, row) for row in rows])
    window.model.set_sorting(SortBy.NAME, descending=False)
    window.model.set_sections(SectionBy.NOTHING)
    until(lambda: not window.grouping.is_grouping)


def _as_before(window: MainWindow, row: PhotoRow) -> PhotoRow:
    now = window.collection.get(row.photo_id)
    return replace(row, label=now.label if now is not None else None)


def rects(window: MainWindow) -> dict[int, object]:
    """Where each photo that can be seen in the gallery is."""
    view = window.gallery
    return {each: view.visualRect(window.model.index(window.model.place(each) or 0)) for each in view.visible_ids()}


def let_vanish(window: MainWindow, qtbot: QtBot, *ids: int) -> None:
    """What the job does where photos are found to be older ones that had moved."""
    window.labelling._take_recorded(RecordedOutcomes([], dict.fromkeys(ids, window.model.id_at(0))))
    joined(window.model)
    settle(window)
    until(lambda: not window.grouping.is_grouping)


@pytest.mark.parametrize("sections", [SectionBy.NOTHING, SectionBy.BREED])
def test_a_photo_that_was_found_to_be_another_moves_no_tile_of_the_gallery(
    whole: MainWindow, qtbot: QtBot, sections: SectionBy
) -> None:
    window = whole
    window.model.set_sections(sections)
    window.gallery.go_to(window.model.id_at(4))
    press(window, Qt.Key.Key_Right)
    ids, before, here = window.model.ids(), rects(window), window.gallery.current_id()
    let_vanish(window, qtbot, ids[1], ids[3])
    expected = {photo_id: rect for photo_id, rect in before.items() if photo_id not in (ids[1], ids[3])}
    assert rects(window) == expected
    assert (window.gallery.current_id(), window.gallery.selected_ids()) == (here, [here])
    assert window.header.arrange_again.isVisible()
    window.header.arrange_again.click()
    assert window.model.rowCount() == len(ids) - 2
    assert not window.header.arrange_again.isVisible()


def test_an_empty_place_cannot_be_selected_or_come_to_and_is_counted_nowhere(whole: MainWindow, qtbot: QtBot) -> None:
    window = whole
    view, ids = window.gallery, window.model.ids()
    view.go_to(ids[0])
    press(window, Qt.Key.Key_Home)
    let_vanish(window, qtbot, ids[1])
    press(window, Qt.Key.Key_Right)
    assert view.selected_ids() == [ids[2]]
    press(window, Qt.Key.Key_Left)
    assert view.selected_ids() == [ids[0]]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(window.model.index(1)).center())
    assert view.selected_ids() == []
    view.selectAll()
    assert view.selected_count() == len(ids) - 1
    assert view.selected_ids() == [photo_id for photo_id in ids if photo_id != ids[1]]
    assert window.model.photo_count() == len(ids) - 1
    assert ids[1] not in view.ids_in_sight()
    assert window.model.flags(window.model.index(1)) == Qt.ItemFlag.NoItemFlags


def test_a_key_for_a_photo_that_just_left_is_for_no_other_one(whole: MainWindow, qtbot: QtBot) -> None:
    window = whole
    ids = window.model.ids()
    window.gallery.go_to(ids[2])
    press(window, Qt.Key.Key_Right)
    let_vanish(window, qtbot, ids[3])
    assert window.gallery.current_id() is None
    press(window, "u")
    assert labels(window) == {}
    press(window, Qt.Key.Key_Right)
    assert window.gallery.selected_ids() == [ids[4]]


def test_who_is_not_at_work_sees_the_gap_close_once_the_pointer_rests(whole: MainWindow, qtbot: QtBot) -> None:
    window = whole
    ids = window.model.ids()
    window.gallery.go_to(ids[0])
    window.model._settled = False
    window.labelling._take_recorded(RecordedOutcomes([], {ids[1]: ids[0]}))
    assert window.model.place(ids[2]) == 2
    until(lambda: window.model.place(ids[2]) == 1)


def test_in_the_animals_screen_nothing_in_sight_moves(whole: MainWindow, qtbot: QtBot) -> None:
    window = whole
    show(window, ANIMALS)
    view, model = page_of(window).view, page_of(window).model
    press(window, Qt.Key.Key_Right)
    row = view.current_row()
    assert row is not None
    ids = model.photo_ids(row)
    tops = {each: view.row_rect(each).top() for each in view.rows_in_sight()}
    places = [view.photo_rect(row, place) for place in range(len(ids))]
    let_vanish(window, qtbot, ids[1])
    assert {each: view.row_rect(each).top() for each in view.rows_in_sight()} == tops
    assert model.photo_ids(row) == [ids[0], -1, ids[2]]
    assert [view.photo_rect(row, place) for place in range(len(ids))] == places
    assert view.photo_at(row, places[1].center()) is None
    press(window, Qt.Key.Key_Right)
    assert view.current_photo_id() == ids[2]
    window.actions_by_name["arrange_again"].trigger()
    assert model.photo_ids(row) == [ids[0], ids[2]]


def test_a_key_for_a_photo_of_a_row_that_just_left_is_not_for_the_row(whole: MainWindow, qtbot: QtBot) -> None:
    window = whole
    show(window, ANIMALS)
    view = page_of(window).view
    press(window, Qt.Key.Key_Right)
    photo_id = view.current_photo_id()
    assert photo_id is not None
    let_vanish(window, qtbot, photo_id)
    for key in ("u", Qt.Key.Key_Return, "1"):
        press(window, key)
    assert labels(window) == {}


def test_a_page_of_the_review_keeps_its_places_and_what_was_left_out_of_it(whole: MainWindow, qtbot: QtBot) -> None:
    window = whole
    be_sure(window, Confidence.SURE)
    show(window, REVIEW)
    review = review_of(window)
    assert review.shown is not None
    assert review.shown.step.is_page
    grid, ids = review.screen.grid, review.screen.grid.ids()
    tiles = grid.tiles()
    press(window, Qt.Key.Key_Right)
    press(window, "x")
    assert grid.left_out() == [ids[1]]
    let_vanish(window, qtbot, ids[0])
    displayed(review)
    assert (grid.tiles(), grid.left_out()) == (tiles, [ids[1]])
    press(window, Qt.Key.Key_Return)
    assert set(labels(window)) == set(ids[2:])


def test_a_page_of_the_review_keeps_its_places_where_a_drive_goes_away(whole: MainWindow) -> None:
    window = whole
    be_sure(window, Confidence.SURE)
    show(window, REVIEW)
    grid = review_of(window).screen.grid
    tiles, ids = grid.tiles(), grid.ids()
    press(window, Qt.Key.Key_Right)
    press(window, "x")
    window.collection.set_missing([ids[3]], missing=True)
    assert (grid.tiles(), grid.left_out()) == (tiles, [ids[1]])
    window.collection.set_missing([ids[3]], missing=False)


def test_a_photo_that_one_looks_back_at_may_leave(whole: MainWindow, qtbot: QtBot) -> None:
    window = whole
    show(window, REVIEW)
    review = review_of(window)
    decided = review.shown.photo_id if review.shown is not None else -1
    press(window, "u")
    displayed(review)
    present = review.shown.photo_id if review.shown is not None else -1
    review.go_back()
    assert review.shown is not None
    assert review.shown.photo_id == decided
    let_vanish(window, qtbot, decided)
    assert review.shown is not None
    assert (review.shown.photo_id, review.shown.is_back) == (present, False)


def test_the_next_photo_is_said_to_be_another_where_the_one_under_review_left(whole: MainWindow, qtbot: QtBot) -> None:
    window = whole
    show(window, REVIEW)
    review = review_of(window)
    assert review.shown is not None
    first = review.shown.photo_id
    let_vanish(window, qtbot, first)
    assert review.shown is not None
    assert review.shown.photo_id != first
    assert "another copy" in review.screen.header.note()


def test_what_is_found_while_a_person_works_stands_behind_the_rest(whole: MainWindow, qtbot: QtBot) -> None:
    window = whole
    ids = window.model.ids()
    left = window.collection[ids[2]]
    window.collection.remove([left.photo_id])
    window.model.arrange_again()
    window.gallery.go_to(ids[0])
    press(window, Qt.Key.Key_Right)
    assert window.screens.current.name == PHOTOS
    before = rects(window)
    window.collection.put([left])
    joined(window.model)
    assert {photo_id: rect for photo_id, rect in rects(window).items() if photo_id != left.photo_id} == before
    assert window.model.ids()[-1] == left.photo_id
