"""Nothing moves under the hand, and what is taken back is shown: in the real window with a real session."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.photos.arrangement import SectionBy, SortBy
from desktop_app.ui.controllers import review
from desktop_app.ui.gallery import view
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.conftest import COLOURS
from tests.qt.ui_helpers import (
    act,
    add_and_look,
    current,
    has_looked_at,
    joined,
    labels_of,
    make,
    press,
    see,
    settle,
    texts,
)

MANY = 320
CONTROL = Qt.KeyboardModifier.ControlModifier


def names(window: MainWindow) -> list[str]:
    return [window.collection[photo_id].path.name for photo_id in window.model.ids()]


def places(window: MainWindow) -> dict[int, QPoint]:
    """Where each tile is in the content."""
    view = window.gallery
    down = QPoint(0, view.verticalOffset())
    ids = window.model.ids()
    return {photo: view.visualRect(window.model.index(place)).topLeft() + down for place, photo in enumerate(ids)}


def undo(window: MainWindow) -> None:
    act(window, "undo")
    settle(window)


# What is taken back is shown


@pytest.fixture
def small(full_window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window so low that it has to be scrolled."""
    full_window.gallery.set_thumbnail_size(240)
    qtbot.wait(30)
    see(full_window)
    assert len(full_window.gallery.ids_in_sight()) < 12
    return full_window


def test_undo_ends_with_the_photo_selected_and_in_sight_and_says_what_it_took_back(small: MainWindow) -> None:
    ids = small.model.ids()
    press(small, "n")
    small.gallery.go_to(ids[11])
    assert ids[0] not in small.gallery.ids_in_sight()
    undo(small)
    assert small.gallery.selected_ids() == ids[:1]
    assert current(small).photo_id == ids[0]
    assert ids[0] in small.gallery.ids_in_sight()
    assert small.status.news() == "No dog for 00 red.png taken back"
    small.gallery.go_to(ids[11])
    act(small, "redo")
    settle(small)
    assert small.gallery.selected_ids() == ids[:1]
    assert small.status.news() == "No dog for 00 red.png done again"


def test_news_of_undo_push_neither_the_photos_nor_a_message_away(small: MainWindow) -> None:
    small.messages.show_message("warning", "2 photos cannot be read.", ("Show them", lambda: None))
    settle(small)
    top, said = small.gallery.mapTo(small, QPoint(0, 0)), texts(small)
    for key in ("n", "u", "n", "u"):
        press(small, key)
    for _ in range(4):
        undo(small)
    assert small.gallery.mapTo(small, QPoint(0, 0)) == top
    assert texts(small) == said


@pytest.mark.parametrize("at_once", [review.AT_ONCE, 2], ids=["in one step", "in two steps"])
def test_undo_of_many_selects_them_all_and_says_how_many(
    small: MainWindow, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "AT_ONCE", at_once)
    ids = small.model.ids()
    make(small, LabelPhotos(ids[2:6], UNKNOWN))
    small.gallery.go_to(ids[11])
    undo(small)
    assert small.gallery.selected_ids() == ids[2:6]
    assert current(small).photo_id == ids[2]
    assert ids[2] in small.gallery.ids_in_sight()


def test_many_runs_are_selected_in_steps_unless_a_person_selects_something_else(
    small: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "RUNS_AT_ONCE", 2)
    ids, gallery = small.model.ids(), small.gallery
    here = gallery.selectionModel()
    gallery.select(ids[::2], ids[0])
    assert gallery.selected_ids() == ids[::2], "known at once"
    assert len(here.selectedIndexes()) < len(ids[::2])
    qtbot.waitUntil(lambda: len(here.selectedIndexes()) == len(ids[::2]))
    assert gallery.selected_ids() == ids[::2]
    gallery.select(ids[1::2], ids[1])
    gallery.go_to(ids[4])
    qtbot.wait(50)
    assert gallery.selected_ids() == ids[4:5]
    assert [index.row() for index in here.selectedIndexes()] == [4]


def test_what_is_taken_back_is_shown_though_a_filter_hides_it(full_window: MainWindow, qtbot: QtBot) -> None:
    ids = full_window.model.ids()
    press(full_window, "n")
    full_window.header.find_box.setText("blue")
    qtbot.waitUntil(lambda: full_window.model.rowCount() == 4)
    undo(full_window)
    assert full_window.gallery.selected_ids() == ids[:1]
    assert ids[0] in full_window.gallery.ids_in_sight()
    joined(full_window.model)
    assert full_window.gallery.selected_ids() == ids[:1], "and it stays"
    assert full_window.header.arrange_again.isVisible()
    full_window.header.arrange_again.click()
    assert full_window.model.rowCount() == 4


def test_photos_that_come_back_are_selected_at_their_old_places(full_window: MainWindow, qtbot: QtBot) -> None:
    before = full_window.model.ids()
    full_window.gallery.select(before[3:6], before[3])
    act(full_window, "remove")
    settle(full_window)
    assert full_window.model.ids() == before[:3] + before[6:]
    undo(full_window)
    qtbot.waitUntil(lambda: full_window.model.ids() == before)
    assert full_window.gallery.selected_ids() == before[3:6]


def test_one_thing_is_taken_back_alone_after_the_session_was_opened_again(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    ids = full_window.model.ids()
    make(full_window, LabelPhotos(ids[:2], NO_DOG))
    make(full_window, LabelPhotos(ids[6:8], UNKNOWN))
    path = full_window.session.path
    assert path is not None
    full_window.session.start_new()
    full_window.session.open(path)
    qtbot.waitUntil(lambda: full_window.model.rowCount() == 13)
    with Session.open(path) as other:
        first = other.history()[0].change_id
    full_window.sidebar.show_state(PhotoState.CORRECTED)
    assert full_window.model.rowCount() == 2
    full_window.session.take_back_only(first, "take back only this")
    assert labels_of(full_window, [*ids[:2], *ids[6:8]]) == {
        **dict.fromkeys(ids[:2], None),
        **dict.fromkeys(ids[6:8], UNKNOWN),
    }
    joined(full_window.model)
    assert full_window.gallery.selected_ids() == ids[:2]
    undo(full_window)
    assert labels_of(full_window, ids[:2]) == dict.fromkeys(ids[:2], NO_DOG)


# Nothing moves


@pytest.mark.parametrize("sections", [SectionBy.NOTHING, SectionBy.BREED], ids=["plain", "sections"])
@pytest.mark.parametrize("sort_by", list(SortBy))
def test_no_tile_moves_when_labels_change_until_it_is_arranged_again(
    full_window: MainWindow, qtbot: QtBot, sort_by: SortBy, sections: SectionBy
) -> None:
    window = full_window
    act(window, "go_on")
    window.model.set_sections(sections)
    window.model.set_sorting(sort_by, descending=False)
    window.gallery.go_to(window.model.id_at(0))
    see(window)
    before, order = places(window), window.model.ids()
    first = window.model.id_at(0)
    press(window, "n")
    make(window, LabelPhotos(order[4:7], Label.breed("n_blue")))
    make(window, LabelPhotos(order[7:8], UNKNOWN))
    joined(window.model)
    assert places(window) == before
    assert current(window).photo_id == order[1], "it went on to the next, where that is"
    offered = sort_by is SortBy.BREED or sections is SectionBy.BREED
    assert window.header.arrange_again.isVisible() == offered
    act(window, "arrange_again")
    assert (window.model.ids() != order) == offered
    assert not window.header.arrange_again.isVisible()
    assert first in window.model.ids()


@pytest.mark.parametrize("sort_by", list(SortBy))
def test_new_photos_join_at_the_end_while_a_person_works(
    full_window: MainWindow, tmp_path: Path, qtbot: QtBot, sort_by: SortBy
) -> None:
    window = full_window
    window.model.set_sorting(sort_by, descending=False)
    window.gallery.go_to(window.model.id_at(0))
    see(window)
    press(window, "u")
    before = window.model.ids()
    folder = tmp_path / "another"
    folder.mkdir()
    for name in ("0 first.png", "1 second.png"):
        Image.new("RGB", (64, 48), COLOURS["blue"]).save(folder / name)
    window.session.add([folder])
    qtbot.waitUntil(lambda: has_looked_at(window, 15), timeout=20_000)
    joined(window.model)
    assert window.model.ids()[:13] == before
    assert names(window)[13:] == ["0 first.png", "1 second.png"]
    act(window, "arrange_again")
    fresh = window.model.ids()
    window.model.set_sorting(sort_by, descending=True)
    window.model.set_sorting(sort_by, descending=False)
    assert window.model.ids() == fresh


def test_new_suggestions_do_not_move_the_tiles(window: MainWindow, coloured_photos: Path, qtbot: QtBot) -> None:
    window.model.set_sorting(SortBy.BREED, descending=False)
    window.session.add([])
    qtbot.waitUntil(lambda: window.session.path is not None)
    window.labelling.pause(True)
    window.session.add([coloured_photos])
    qtbot.waitUntil(lambda: window.model.rowCount() == 13)
    joined(window.model)
    window.gallery.setFocus()
    window.gallery.go_to(window.model.id_at(5))
    see(window)
    act(window, "unknown")
    settle(window)
    assert current(window).label == UNKNOWN
    before = window.model.ids()
    window.labelling.pause(False)
    qtbot.waitUntil(lambda: has_looked_at(window, 13), timeout=20_000)
    joined(window.model)
    assert window.model.ids() == before
    assert window.header.arrange_again.isVisible()
    press(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert names(window)[:4] == ["08 blue.png", "09 blue.png", "10 blue.png", "11 blue.png"]


# Going on


@pytest.fixture
def many(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """More photos than anyone labels one by one, on a screen that is large enough for all of them."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(MANY):
        Image.new("RGB", (16, 12), COLOURS["green"]).save(folder / f"{number:03}.png")
    add_and_look(window, [folder], MANY)
    window.gallery.setFocus()
    everything = set(window.model.ids())
    window.review.on_screen = lambda: everything
    act(window, "go_on")
    assert window.review.go_on_after_label
    return window


@pytest.mark.parametrize("key", ["u", "1", Qt.Key.Key_Return], ids=["U", "1", "Enter"])
def test_going_on_lands_on_the_next_undecided_photo_after_300_were_labelled(
    many: MainWindow, key: str | Qt.Key, qtbot: QtBot
) -> None:
    ids = many.model.ids()
    make(many, LabelPhotos(ids[310:312], UNKNOWN))
    many.gallery.select(ids[5:310], ids[5])
    qtbot.wait(30)
    press(many, key)
    assert current(many).photo_id == ids[312]
    assert many.gallery.selected_ids() == [ids[312]]
    assert sum(row.label is not None for row in many.collection) == 307
    many.gallery.select(ids[312:], ids[312])
    qtbot.wait(30)
    press(many, key)
    assert current(many).photo_id == ids[0], "from the top again"
    press(many, "z", CONTROL)
    assert many.gallery.selected_ids() == ids[312:]


def test_a_removal_moves_no_row_above_the_gap(small: MainWindow) -> None:
    view = small.gallery
    columns = view.columns()
    ids = small.model.ids()
    view.go_to(ids[2 * columns - 1])
    before = {
        photo: view.visualRect(small.model.index(small.model.place(photo) or 0)) for photo in ids[: 2 * columns - 1]
    }
    act(small, "remove")
    settle(small)
    assert len(small.model.ids()) == len(ids) - 1
    after = {photo: view.visualRect(small.model.index(small.model.place(photo) or 0)) for photo in before}
    assert after == before


def test_the_photo_in_focus_stays_in_sight_when_the_window_becomes_narrow(full_window: MainWindow) -> None:
    view = full_window.gallery
    view.go_to(full_window.model.ids()[view.columns() * 2 - 1])
    columns = view.columns()
    full_window.resize(960, 530)
    settle(full_window)
    assert view.columns() < columns
    assert view.current_id() in view.visible_ids()
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())
