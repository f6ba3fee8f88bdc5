"""Several dogs in one photo, on the screen Photos: chosen with Tab, a key and clicks, labelled, taken back."""

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.faults import Fault
from desktop_app.ui.review.dog_boxes import DogMarks
from desktop_app.ui.settings import WindowState
from desktop_app.ui.window import dogs as window_dogs
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.dogs.dog_helpers import LEFT, RIGHT, SMALL, dog_labels
from tests.qt.patience import PATIENCE_SECONDS
from tests.qt.review.test_kinds import of_kind
from tests.qt.ui_helpers import act, current, press, settle

TAB, BACK = Qt.Key.Key_Tab, Qt.Key.Key_Backtab


def chosen(window: MainWindow) -> int:
    return window.review.dogs.dogs.number


def first_line(window: MainWindow) -> str:
    content = window.panel.content()
    assert content is not None
    return content.lines[0].text


def test_tab_goes_through_the_dogs_and_then_on_and_back_again(dogs_window: MainWindow) -> None:
    window = dogs_window
    assert first_line(window) == "Red"
    press(window, TAB)
    assert (chosen(window), first_line(window)) == (2, "Green")
    assert window.gallery.hasFocus()
    press(window, TAB)
    assert not window.gallery.hasFocus(), "nobody is caught"
    assert chosen(window) == 2, "what else stands in the panel is for the dog that was chosen"
    press(window, BACK)
    assert window.gallery.hasFocus()
    press(window, BACK)
    assert (chosen(window), first_line(window)) == (1, "Red")
    press(window, BACK)
    assert not window.gallery.hasFocus()


def test_in_a_photo_of_one_dog_tab_means_what_it_meant(dogs_window: MainWindow) -> None:
    dogs_window.gallery.go_to(dogs_window.model.ids()[2])
    settle(dogs_window)
    press(dogs_window, TAB)
    assert not dogs_window.gallery.hasFocus()


def test_a_key_goes_round_and_of_one_dog_shows_where_it_is(dogs_window: MainWindow, qtbot: QtBot) -> None:
    numbers = []
    for _ in range(3):
        press(dogs_window, "a")
        numbers.append(chosen(dogs_window))
    assert numbers == [2, 1, 2]
    dogs_window.gallery.go_to(dogs_window.model.ids()[2])
    settle(dogs_window)
    assert chosen(dogs_window) == 1, "of another photo, the first dog is chosen"
    press(dogs_window, "a")
    assert dogs_window.panel.photo.dogs().asked
    dogs_window.gallery.go_to(dogs_window.model.ids()[3])
    settle(dogs_window)
    press(dogs_window, "a")
    assert dogs_window.status._news.text() == "Where the dog is was not found in this photo."


def test_keys_label_the_chosen_dog_and_the_photo_keeps_its_own_label(dogs_window: MainWindow) -> None:
    window = dogs_window
    photo = current(window).photo_id
    press(window, TAB)
    press(window, "1")
    assert dog_labels(window, photo) == {RIGHT: Label.breed("n_green")}
    assert window.collection[photo].label is None
    assert window.session.undo_stack.undoText() == "label of dog 2"
    press(window, "a")
    press(window, "1")
    assert window.collection[photo].label == Label.breed("n_red")
    assert dog_labels(window, photo) == {RIGHT: Label.breed("n_green")}


@pytest.mark.parametrize(
    ("key", "label"),
    [("2", Label.breed("n_red")), ("u", UNKNOWN), ("n", NO_DOG), (Qt.Key.Key_Return, Label.breed("n_green"))],
)
def test_every_key_that_labels_is_for_the_chosen_dog(dogs_window: MainWindow, key: str | Qt.Key, label: Label) -> None:
    photo = current(dogs_window).photo_id
    press(dogs_window, TAB)
    press(dogs_window, key)
    assert dog_labels(dogs_window, photo) == {RIGHT: label}
    assert dogs_window.collection[photo].label is None


def test_the_search_and_the_mix_are_for_the_chosen_dog_too(dogs_window: MainWindow) -> None:
    photo = current(dogs_window).photo_id
    press(dogs_window, TAB)
    press(dogs_window, "b")
    press(dogs_window, "boxer")
    press(dogs_window, Qt.Key.Key_Return)
    assert dog_labels(dogs_window, photo) == {RIGHT: Label.breed("n02108089")}
    press(dogs_window, Qt.Key.Key_Backspace)
    assert dog_labels(dogs_window, photo) == {}


def test_a_label_that_was_written_a_moment_ago_can_be_taken_away(dogs_window: MainWindow) -> None:
    """What the file has is not read again yet, so the dog seems to have no label that could go."""
    window = dogs_window
    photo = current(window).photo_id
    press(window, TAB)
    press(window, "b")
    press(window, "boxer")
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Return)
    while window.session.is_writing:
        QApplication.processEvents()
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Backspace)
    assert dog_labels(window, photo) == {}


def test_what_was_decided_of_a_dog_is_taken_back_and_the_dog_is_chosen(dogs_window: MainWindow, qtbot: QtBot) -> None:
    window = dogs_window
    photo = current(window).photo_id
    press(window, TAB)
    press(window, "1")
    press(window, BACK)
    qtbot.waitUntil(lambda: window.review.dogs.dogs.each[1].row.label is not None)
    assert chosen(window) == 1
    act(window, "undo")
    assert dog_labels(window, photo) == {}
    qtbot.waitUntil(lambda: chosen(window) == 2)
    act(window, "redo")
    assert dog_labels(window, photo) == {RIGHT: Label.breed("n_green")}


def test_who_says_that_it_is_one_dog_is_not_shown_two(dogs_window: MainWindow) -> None:
    window = dogs_window
    press(window, TAB)
    press(window, "d")
    assert current(window).one_dog
    content = window.panel.content()
    assert content is not None
    assert (chosen(window), content.dog, first_line(window)) == (1, "", "Red")
    assert window.panel.photo.dogs() == DogMarks((LEFT,))
    press(window, TAB)
    assert not window.gallery.hasFocus()
    window.gallery.setFocus()
    act(window, "undo")
    settle(window)
    assert len(window.panel.photo.dogs().boxes) == 2


def test_what_was_decided_of_the_photo_is_taken_back_and_its_first_dog_is_chosen(
    dogs_window: MainWindow, qtbot: QtBot
) -> None:
    window = dogs_window
    window.review.go_on_after_label = False
    press(window, TAB)
    press(window, "1")
    qtbot.waitUntil(lambda: window.review.dogs.dogs.each[1].row.label is not None)
    press(window, BACK)
    press(window, "1")
    assert current(window).label == Label.breed("n_red")
    act(window, "undo")
    settle(window)
    assert current(window).label is None
    assert chosen(window) == 1, "not the dog that was labelled last"
    press(window, TAB)
    act(window, "redo")
    settle(window)
    assert current(window).label == Label.breed("n_red")
    assert chosen(window) == 1


def test_a_photo_stays_until_its_dogs_have_labels_once_a_further_one_was_chosen(
    dogs_window: MainWindow, qtbot: QtBot
) -> None:
    window = dogs_window
    window.review.go_on_after_label = True
    photo = window.model.ids()[1]
    window.gallery.go_to(photo)
    settle(window)
    qtbot.waitUntil(lambda: len(window.review.dogs.dogs.each) == 3)
    press(window, TAB)
    press(window, "1")
    assert (current(window).photo_id, chosen(window)) == (photo, 3)
    press(window, "1")
    assert (current(window).photo_id, chosen(window)) == (photo, 1)
    press(window, "1")
    assert current(window).photo_id != photo, "the first dog leads on"
    assert dog_labels(window, photo).keys() == {RIGHT, SMALL}
    assert window.collection[photo].label == Label.breed("n_red")


def test_the_first_dog_leads_on_whatever_the_others_are(dogs_window: MainWindow) -> None:
    dogs_window.review.go_on_after_label = True
    photo = current(dogs_window).photo_id
    press(dogs_window, "1")
    assert current(dogs_window).photo_id != photo


def test_clicks_on_boxes_choose_in_the_panel_and_in_the_large_view(dogs_window: MainWindow) -> None:
    window = dogs_window
    for view, number, box in ((window.panel.photo, 2, RIGHT), (window.panel.photo, 1, LEFT)):
        whole = view.whole_rect()
        at = QPoint(
            round(whole.left() + (box.left + box.right) / 2 * whole.width()),
            round(whole.top() + (box.top + box.bottom) / 2 * whole.height()),
        )
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
        settle(window)
        assert chosen(window) == number
    press(window, " ")
    assert window.preview.isVisible()
    press(window, TAB)
    assert chosen(window) == 2
    assert window.preview.photo.dogs().chosen == 2
    press(window, "1")
    assert dog_labels(window, current(window).photo_id) == {RIGHT: Label.breed("n_green")}
    assert window.preview.isVisible()


def test_how_many_dogs_there_are_takes_no_room_from_the_kind_in_the_large_view(dogs_window: MainWindow) -> None:
    window = dogs_window
    photo = window.model.ids()[0]
    window.collection.put([of_kind(window.collection[photo])])
    settle(window)
    act(window, "preview")
    assert window.preview.dogs() == "2 dogs · Tab"
    assert "dogs" in window.preview._dogs.toolTip()
    part = window.preview.suggestions
    assert (part.heading(), part._aside.text()) == ("Looks like a spaniel", "92%")
    press(window, TAB)
    assert window.preview.dogs() == "Dog 2 of 2 · Tab"


def test_screen_readers_hear_which_dog_is_chosen(dogs_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(window_dogs, "announce", lambda _widget, text: heard.append(text))
    press(dogs_window, TAB)
    press(dogs_window, "1")
    press(dogs_window, BACK)
    press(dogs_window, TAB)
    assert heard[0] == "Dog 2 of 2 chosen: looks like Green"
    assert heard[-1] == "Dog 2 of 2 chosen: label Green"
    assert "2 dog" in str(dogs_window.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Dog 2 of 2" in dogs_window.preview.photo.accessibleDescription()


def test_tab_before_the_dogs_are_read_means_the_second_one(dogs_window: MainWindow, qtbot: QtBot) -> None:
    window = dogs_window
    window.gallery.go_to(window.model.ids()[1])
    QApplication.processEvents()
    QApplication.processEvents()
    assert not window.review.dogs.are_known
    QTest.keyClick(window.gallery, TAB)
    qtbot.waitUntil(lambda: chosen(window) == 2)
    assert window.gallery.hasFocus()


def test_nobody_is_caught_where_it_takes_long_until_the_dogs_are_read(dogs_window: MainWindow, qtbot: QtBot) -> None:
    window = dogs_window
    may_read = Event()
    open_session = Session.open

    def opened_late(*where: Path, or_look: bool = False) -> Session:
        may_read.wait(PATIENCE_SECONDS)
        return open_session(*where, or_look=or_look)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Session, "open", opened_late)
        window.gallery.go_to(window.model.ids()[1])
        qtbot.waitUntil(lambda: window.review.dogs.row == window.collection[window.model.ids()[1]])
        QTest.keyClick(window.gallery, TAB)
        assert window.gallery.hasFocus(), "the next dog is meant"
        QTest.keyClick(window.gallery, TAB)
        assert not window.gallery.hasFocus()
        may_read.set()
        qtbot.waitUntil(lambda: chosen(window) == 2)


def test_of_a_photo_that_cannot_be_read_any_more_no_dogs_are_waited_for(dogs_window: MainWindow) -> None:
    window = dogs_window
    photo = window.model.ids()[1]
    window.collection.put([replace(window.collection[photo], fault=Fault("photo.damaged"))])
    window.gallery.go_to(photo)
    settle(window)
    press(window, TAB)
    assert not window.gallery.hasFocus()


def test_one_zooms_on_all_screens_and_the_window_remembers_it(dogs_window: MainWindow) -> None:
    window = dogs_window
    press(window, "z")
    assert window.zoom.is_on
    assert window.actions_by_name["zoom_dog"].isChecked()
    assert window.preview.photo._is_zoomed
    assert not window.panel.photo._is_zoomed, "the panel shows the photo in which the dog is"
    assert window.memory.state_now().zoomed_to_dog
    assert WindowState.model_validate_json(window.memory.state_now().model_dump_json()).zoomed_to_dog
    press(window, "z")
    assert not window.zoom.is_on


def test_with_several_photos_selected_no_dog_is_chosen(dogs_window: MainWindow, qtbot: QtBot) -> None:
    press(dogs_window, TAB)
    assert "2 dogs" in dogs_window.panel.photo.toolTip()
    dogs_window.gallery.selectAll()
    settle(dogs_window)
    assert chosen(dogs_window) == 1
    content = dogs_window.panel.content()
    assert content is not None
    assert content.dog == ""
    for view in (dogs_window.panel.photo, dogs_window.preview.photo):
        assert view.dogs() == DogMarks((LEFT,)), "no box says that keys are for another dog"
        assert view.toolTip() == ""
    dogs_window.gallery.go_to(dogs_window.model.ids()[0])
    qtbot.waitUntil(lambda: len(dogs_window.panel.photo.dogs().boxes) == 2)


def test_undo_from_another_photo_leads_to_the_dog_that_it_is_about(dogs_window: MainWindow, qtbot: QtBot) -> None:
    window = dogs_window
    photo = current(window).photo_id
    press(window, TAB)
    press(window, "1")
    qtbot.waitUntil(lambda: window.review.dogs.dogs.each[1].row.label is not None)
    window.gallery.go_to(window.model.ids()[2])
    settle(window)
    act(window, "undo")
    settle(window)
    assert current(window).photo_id == photo
    assert dog_labels(window, photo) == {}
    qtbot.waitUntil(lambda: chosen(window) == 2)
    window.gallery.go_to(window.model.ids()[2])
    settle(window)
    act(window, "redo")
    qtbot.waitUntil(lambda: chosen(window) == 2)
    assert window.review.dogs.dogs.each[1].row.label == Label.breed("n_green")
