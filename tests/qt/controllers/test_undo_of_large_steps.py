"""Steps of many photos: what is shown lags behind the file, and nothing may come of that.

Nothing lets the window catch up between two keys of these tests, as when a person is faster than the disk.
"""

from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.conftest import COLOURS
from tests.qt.ui_helpers import act, add_and_look, settle

PHOTOS = 230


@pytest.fixture
def many(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The window with many photos, all selected."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(PHOTOS):
        Image.new("RGB", (16, 12), COLOURS["green"]).save(folder / f"{number:03}.png")
    add_and_look(window, [folder], PHOTOS)
    window.gallery.setFocus()

    def all_are_selected() -> bool:
        # Once more where the window, still arranging, has chosen a first photo in between.
        window.gallery.selectAll()
        return window.gallery.selected_count() == PHOTOS

    qtbot.wait(50)
    qtbot.waitUntil(all_are_selected)
    # As on a screen that is large enough: nothing has to be asked.
    everything = set(window.model.ids())
    window.review.on_screen = lambda: everything
    return window


def settled(window: MainWindow) -> dict[int, Label | None]:
    """The labels in the file once everything is written; the window shows the same."""
    settle(window)
    path = window.session.path
    assert path is not None
    with Session.open(path) as other:
        labels = {row.photo_id: row.label for row in other.rows()}
    assert {row.photo_id: row.label for row in window.collection} == labels
    assert len(labels) == PHOTOS
    return labels


def test_one_undo_takes_back_one_of_two_labels(many: MainWindow) -> None:
    act(many, "unknown", "no_dog", "undo")
    assert set(settled(many).values()) == {UNKNOWN}
    act(many, "undo")
    assert set(settled(many).values()) == {None}
    act(many, "redo", "redo")
    assert set(settled(many).values()) == {NO_DOG}
    act(many, "undo", "undo", "redo", "undo", "redo")
    assert set(settled(many).values()) == {UNKNOWN}


def test_what_was_just_set_can_be_cleared(many: MainWindow) -> None:
    act(many, "unknown", "clear")
    assert set(settled(many).values()) == {None}
    act(many, "undo")
    assert set(settled(many).values()) == {UNKNOWN}


def test_confirming_leaves_alone_what_was_just_set(many: MainWindow) -> None:
    act(many, "unknown", "confirm")
    assert set(settled(many).values()) == {UNKNOWN}
    assert many.session.undo_stack.count() == 1, "a step that changed nothing is no step"
    act(many, "undo")
    assert set(settled(many).values()) == {None}
    assert not many.session.undo_stack.canUndo()


def test_confirming_after_an_undo_that_is_on_its_way_confirms(many: MainWindow) -> None:
    act(many, "unknown")
    settled(many)
    act(many, "undo", "confirm")
    assert set(settled(many).values()) == {Label.breed("n_green")}


def test_a_label_over_one_that_has_not_landed_is_taken_back_to_it(many: MainWindow) -> None:
    chosen = many.gallery.selected_ids()
    act(many, "unknown")
    first = many.model.ids()[0]
    many.gallery.select([first], first)
    act(many, "no_dog")
    labels = settled(many)
    assert labels[first] == NO_DOG
    act(many, "undo")
    assert settled(many) == dict.fromkeys(chosen, UNKNOWN)


def test_the_same_label_twice_is_one_step(many: MainWindow) -> None:
    act(many, "unknown", "unknown", "unknown")
    settled(many)
    assert many.session.undo_stack.count() == 1
    path = many.session.path
    assert path is not None
    with Session.open(path) as other:
        assert len(other.history()) == 1
    act(many, "undo")
    assert set(settled(many).values()) == {None}


def test_a_removal_is_taken_back_once(many: MainWindow) -> None:
    act(many, "unknown", "remove", "remove")
    settle(many)
    assert len(many.collection) == 0
    assert many.session.undo_stack.count() == 2
    act(many, "undo")
    assert set(settled(many).values()) == {UNKNOWN}


def test_closing_the_window_writes_what_waits_for_its_turn(many: MainWindow) -> None:
    path = many.session.path
    assert path is not None
    act(many, "unknown", "no_dog", "unknown", "no_dog")
    many.close()
    with Session.open(path) as other:
        assert {row.label for row in other.rows()} == {NO_DOG}
        assert len(other.history()) == 4
