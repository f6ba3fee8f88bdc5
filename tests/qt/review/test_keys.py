"""A person's way through the photos by keyboard alone, in the real window with a real session."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.ui_helpers import current, joined, labels_of, press, see, settle

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def show_all_tiles(window: MainWindow) -> None:
    """So small that nothing is out of sight, and no key asks whether that is meant too."""
    window.gallery.set_thumbnail_size(96)
    QTest.qWait(20)
    see(window)
    assert len(window.gallery.ids_in_sight()) == window.model.rowCount()


def second(window: MainWindow) -> str:
    suggestion = current(window).suggestion
    assert suggestion is not None
    return suggestion.ranked[1].breed_id


def test_suggestions_arrive_by_themselves_and_the_first_photo_is_ready(full_window: MainWindow) -> None:
    states = full_window.collection.states
    assert (states[PhotoState.TO_REVIEW], states[PhotoState.UNREADABLE]) == (12, 1)
    assert current(full_window).path.name == "00 red.png"
    assert full_window.panel.isVisible()


def test_enter_confirms_and_goes_to_the_next_photo_to_review(full_window: MainWindow) -> None:
    first = current(full_window)
    press(full_window, Qt.Key.Key_Return)
    assert full_window.collection[first.photo_id].label == Label.breed("n_red")
    assert full_window.collection[first.photo_id].state is PhotoState.CONFIRMED
    assert current(full_window).path.name == "01 red.png"
    press(full_window, Qt.Key.Key_Enter)
    assert current(full_window).path.name == "02 red.png"


def test_what_is_shown_as_done_is_in_the_file(full_window: MainWindow) -> None:
    photo_id = current(full_window).photo_id
    press(full_window, "u")
    path = full_window.session.path
    assert path is not None
    with Session.open(path) as other:
        assert other.row(photo_id).label == UNKNOWN


def test_digits_choose_a_suggestion_and_stay(full_window: MainWindow) -> None:
    wanted = second(full_window)
    press(full_window, "2")
    assert current(full_window).path.name == "00 red.png"
    assert current(full_window).label == Label.breed(wanted)
    assert current(full_window).state is PhotoState.CORRECTED


def test_enter_keeps_a_label_that_is_there(full_window: MainWindow) -> None:
    wanted = Label.breed(second(full_window))
    photo_id = current(full_window).photo_id
    press(full_window, "2")
    press(full_window, Qt.Key.Key_Return)
    assert full_window.collection[photo_id].label == wanted
    assert current(full_window).path.name == "01 red.png"


def test_letters_say_unknown_and_no_dog_and_backspace_clears(full_window: MainWindow) -> None:
    press(full_window, "u")
    assert current(full_window).label == UNKNOWN
    press(full_window, "n")
    assert current(full_window).label == NO_DOG
    press(full_window, Qt.Key.Key_Backspace)
    assert current(full_window).label is None


def test_arrows_move_and_every_label_can_go_on(full_window: MainWindow) -> None:
    press(full_window, Qt.Key.Key_Right)
    assert current(full_window).path.name == "01 red.png"
    full_window.actions_by_name["go_on"].trigger()
    press(full_window, "n")
    assert current(full_window).path.name == "02 red.png"


@pytest.mark.parametrize("key", ["b", "/"])
def test_searching_a_breed_labels_and_gives_the_keys_back(full_window: MainWindow, key: str) -> None:
    press(full_window, key)
    assert full_window.panel.breed_box.hasFocus()
    QTest.keyClicks(full_window.panel.breed_box, "chihu")
    press(full_window, Qt.Key.Key_Return)
    label = current(full_window).label
    assert label is not None
    assert full_window.services.breeds.name(label.breed_ids[0]) == "Chihuahua"
    assert full_window.gallery.hasFocus()


def test_letters_typed_into_a_box_are_no_shortcuts(full_window: MainWindow) -> None:
    press(full_window, "b")
    QTest.keyClicks(full_window.panel.breed_box, "num 12/?")
    assert full_window.panel.breed_box.text() == "num 12/?"
    assert current(full_window).label is None
    press(full_window, Qt.Key.Key_Escape)
    assert full_window.gallery.hasFocus()
    assert full_window.panel.breed_box.text() == ""


def test_a_mix_is_put_together_by_keyboard(full_window: MainWindow) -> None:
    press(full_window, "m")
    box = full_window.panel.breed_box
    QTest.keyClicks(box, "beagle")
    press(full_window, Qt.Key.Key_Return)
    QTest.keyClicks(box, "standard poodle")
    press(full_window, Qt.Key.Key_Return)
    assert current(full_window).label is None
    press(full_window, Qt.Key.Key_Return)
    label = current(full_window).label
    assert label is not None
    assert [full_window.services.breeds.name(breed_id) for breed_id in label.breed_ids] == ["Beagle", "Standard Poodle"]
    assert full_window.gallery.hasFocus()


def test_a_mix_of_unknown_breeds_takes_two_keys(full_window: MainWindow) -> None:
    press(full_window, "m")
    press(full_window, Qt.Key.Key_Return)
    assert current(full_window).label == Label.mix()


def test_a_mix_of_one_breed_waits_for_another(full_window: MainWindow) -> None:
    press(full_window, "m")
    full_window.panel.choose_line(1)
    press(full_window, Qt.Key.Key_Return)
    assert current(full_window).label is None
    assert full_window.panel.mix.breed_ids() == ("n_red",)
    press(full_window, Qt.Key.Key_Escape)
    assert not full_window.panel.mix.isVisible()


def test_a_whole_selection_is_one_step(full_window: MainWindow) -> None:
    session = full_window.session
    press(full_window, Qt.Key.Key_Right, SHIFT)
    press(full_window, Qt.Key.Key_Right, SHIFT)
    selected = full_window.gallery.selected_ids()
    assert len(selected) == 3
    press(full_window, "u")
    assert set(labels_of(full_window, selected).values()) == {UNKNOWN}
    press(full_window, "z", CONTROL)
    assert set(labels_of(full_window, selected).values()) == {None}
    assert not session.undo_stack.canUndo()
    press(full_window, "z", CONTROL | SHIFT)
    assert set(labels_of(full_window, selected).values()) == {UNKNOWN}


def test_confirming_a_selection_takes_each_photos_own_suggestion(full_window: MainWindow) -> None:
    show_all_tiles(full_window)
    press(full_window, "a", CONTROL)
    assert len(full_window.gallery.selected_ids()) == 13
    press(full_window, Qt.Key.Key_Return)
    labels = {row.path.name[3:]: row.label for row in full_window.collection}
    assert labels["red.png"] == Label.breed("n_red")
    assert labels["green.png"] == Label.breed("n_green")
    assert labels["blue.png"] == Label.breed("n_blue")
    assert labels["broken.jpg"] is None
    assert full_window.collection.states[PhotoState.CONFIRMED] == 12
    press(full_window, "z", CONTROL)
    assert full_window.collection.states[PhotoState.CONFIRMED] == 0


def test_a_digit_gives_the_selection_what_the_panel_says(full_window: MainWindow) -> None:
    full_window.gallery.select(full_window.model.ids()[2:6], full_window.model.ids()[2])
    press(full_window, "1")
    assert full_window.panel.question.text() == "2 of 4 look like it."
    QTest.mouseClick(full_window.panel.question.everything, Qt.MouseButton.LeftButton)
    settle(full_window)
    labels = labels_of(full_window, full_window.gallery.selected_ids())
    assert len(labels) == 4
    assert set(labels.values()) == {Label.breed("n_red")}


def test_going_on_wraps_and_says_when_nothing_is_left(full_window: MainWindow, qtbot: QtBot) -> None:
    show_all_tiles(full_window)
    press(full_window, "a", CONTROL)
    press(full_window, Qt.Key.Key_Return)
    assert "Nothing left to review" in full_window.status.news()
    press(full_window, "z", CONTROL)
    full_window.gallery.go_to(full_window.model.ids()[11])
    press(full_window, Qt.Key.Key_Return)
    assert current(full_window).path.name == "00 red.png"


def test_reviewing_under_a_filter_moves_on_photo_by_photo(full_window: MainWindow, qtbot: QtBot) -> None:
    full_window.sidebar.show_state(PhotoState.TO_REVIEW)
    assert full_window.model.rowCount() == 12
    full_window.gallery.go_to(full_window.model.ids()[0])
    for place in range(3):
        assert current(full_window).path.name == f"{place:02} red.png"
        press(full_window, Qt.Key.Key_Return)
    joined(full_window.model)
    assert full_window.model.rowCount() == 12, "what was decided stays in its place"
    assert current(full_window).path.name == "03 red.png"
    assert full_window.header.arrange_again.isVisible()
    QTest.mouseClick(full_window.header.arrange_again, Qt.MouseButton.LeftButton)
    assert full_window.model.rowCount() == 9
    assert current(full_window).path.name == "03 red.png"
    assert not full_window.header.arrange_again.isVisible()


def test_removing_from_the_session_leaves_the_files(full_window: MainWindow) -> None:
    row = current(full_window)
    press(full_window, Qt.Key.Key_Delete, CONTROL)
    assert row.photo_id not in full_window.collection
    assert row.path.is_file()
    assert current(full_window).path.name == "01 red.png"
    press(full_window, "z", CONTROL)
    assert row.photo_id in full_window.collection


def test_space_opens_the_large_view_and_closes_it(full_window: MainWindow) -> None:
    press(full_window, Qt.Key.Key_Space)
    assert full_window.preview.isVisible()
    press(full_window, Qt.Key.Key_Right)
    assert current(full_window).path.name == "01 red.png"
    press(full_window, Qt.Key.Key_Space)
    assert not full_window.preview.isVisible()


def test_ctrl_and_plus_change_the_size_of_thumbnails(full_window: MainWindow) -> None:
    before = full_window.gallery.thumbnail_size()
    press(full_window, Qt.Key.Key_Plus, CONTROL)
    assert full_window.gallery.thumbnail_size() > before
    assert full_window.status.slider.value() == full_window.gallery.thumbnail_size()
    press(full_window, Qt.Key.Key_Minus, CONTROL)
    assert full_window.gallery.thumbnail_size() == before


def test_the_box_of_a_mix_stays_in_sight_while_breeds_are_added(full_window: MainWindow, qtbot: QtBot) -> None:
    full_window.resize(960, 530)
    press(full_window, "m")
    for typed in ("beagle", "pug"):
        press(full_window, typed)
        press(full_window, Qt.Key.Key_Return)
        box = full_window.panel.breed_box
        qtbot.waitUntil(lambda box=box: box.visibleRegion().boundingRect() == box.rect(), timeout=2000)  # type: ignore[misc]
        qtbot.wait(300)
        assert box.visibleRegion().boundingRect() == box.rect()
