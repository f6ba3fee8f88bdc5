"""Several dogs in one photo under review: the first is asked about and leads on, the others are optional."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.catalog.values.labels import Label
from desktop_app.ui.controllers.reviewing import ReviewingController
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.dogs.dog_helpers import RIGHT, dog_labels
from tests.qt.review.review_helpers import begin, displayed, shown_id, strike
from tests.qt.review.test_kinds import of_kind
from tests.qt.ui_helpers import act

TAB = Qt.Key.Key_Tab


def at_two_dogs(window: MainWindow, qtbot: QtBot) -> ReviewingController:
    """Go on to the photo of two dogs, and wait until both are known."""
    review, wanted = begin(window), window.model.ids()[0]
    for _ in range(6):
        if shown_id(window) == wanted:
            break
        strike(window, "s")
        displayed(review)
    assert shown_id(window) == wanted
    qtbot.waitUntil(lambda: len(review.screen.canvas.dogs().boxes) == 2)
    return review


def test_the_side_shows_the_chosen_dog_and_its_label_leaves_the_photo_to_decide(
    dogs_window: MainWindow, qtbot: QtBot
) -> None:
    review = at_two_dogs(dogs_window, qtbot)
    photo = shown_id(dogs_window)
    side = review.screen.side
    assert side._dogs.text().endswith("· Tab")
    strike(dogs_window, TAB)
    assert review.screen.canvas.hasFocus()
    assert side.lines.lines()[0].text() == "Green"
    assert side.confirm_button.accessibleName() == "Dog 2: Green"
    assert review.screen.header.note() == "Dog 2 of 2 chosen: looks like Green"
    strike(dogs_window, Qt.Key.Key_Return) if review.shown and review.shown.confirms else strike(dogs_window, "1")
    assert dog_labels(dogs_window, photo) == {RIGHT: Label.breed("n_green")}
    assert shown_id(dogs_window) == photo, "the first dog is still to decide, and is chosen again"
    assert review.shown is not None
    assert review.shown.dog is None
    assert dogs_window.session.undo_stack.undoText() == "label of dog 2"
    strike(dogs_window, "1")
    assert dogs_window.collection[photo].label == Label.breed("n_red")
    assert review.shown is None or shown_id(dogs_window) != photo


def test_who_labels_the_first_dog_moves_on_as_ever(dogs_window: MainWindow, qtbot: QtBot) -> None:
    review = at_two_dogs(dogs_window, qtbot)
    photo = shown_id(dogs_window)
    strike(dogs_window, "1")
    assert review.shown is None or shown_id(dogs_window) != photo
    assert dog_labels(dogs_window, photo) == {}


def test_behind_the_last_dog_tab_leads_to_the_side(dogs_window: MainWindow, qtbot: QtBot) -> None:
    review = at_two_dogs(dogs_window, qtbot)
    strike(dogs_window, TAB)
    strike(dogs_window, TAB)
    assert not review.screen.canvas.hasFocus()
    assert review.shown is not None
    assert review.shown.dog is not None


def test_a_label_of_a_dog_is_cleared_and_taken_back(dogs_window: MainWindow, qtbot: QtBot) -> None:
    review = at_two_dogs(dogs_window, qtbot)
    photo = shown_id(dogs_window)
    strike(dogs_window, TAB)
    strike(dogs_window, "1")
    strike(dogs_window, TAB)
    qtbot.waitUntil(lambda: review.shown is not None and review.shown.dog is not None)
    qtbot.waitUntil(lambda: review.shown is not None and review.shown.content.content.label is not None)
    strike(dogs_window, Qt.Key.Key_Backspace)
    assert dog_labels(dogs_window, photo) == {}
    act(dogs_window, "undo")
    assert dog_labels(dogs_window, photo) == {RIGHT: Label.breed("n_green")}


def test_z_zooms_to_the_dog_and_with_shift_each_pixel_is_shown(dogs_window: MainWindow, qtbot: QtBot) -> None:
    review = at_two_dogs(dogs_window, qtbot)
    canvas = review.screen.canvas
    assert canvas.zoom() == 1.0
    strike(dogs_window, "z")
    assert canvas.is_at_dog()
    strike(dogs_window, TAB)
    assert canvas.dogs().chosen == 2
    assert canvas.is_at_dog()
    act(dogs_window, "whole_photo")
    assert not canvas.is_at_dog()
    strike(dogs_window, "z")
    assert canvas.zoom() == 1.0


def test_what_is_said_of_the_first_dog_is_the_same_however_often_one_comes_back_to_it(
    dogs_window: MainWindow, qtbot: QtBot
) -> None:
    dogs_window.collection.put([of_kind(dogs_window.collection[photo_id]) for photo_id in dogs_window.model.ids()])
    review = at_two_dogs(dogs_window, qtbot)
    side, said = review.screen.side, "Looks like a spaniel, 92%. Sure of the kind, not of the breed"
    for _ in range(3):
        assert side._dogs.text() == "2 dogs · Tab"
        assert side.trust.line.text().startswith(f"{said}."), "how many dogs there are stands above it"
        assert review.shown is not None
        assert review.shown.content.content.label_text == "Dog 1: None yet"
        strike(dogs_window, "a")
        assert review.shown.dog is not None
        strike(dogs_window, "a")
        assert review.shown.dog is None


def test_who_clicks_on_another_dog_while_searching_a_breed_decides_about_that_one(
    dogs_window: MainWindow, qtbot: QtBot
) -> None:
    review = begin(dogs_window)
    for _ in range(6):
        if shown_id(dogs_window) == dogs_window.model.ids()[1]:
            break
        strike(dogs_window, "s")
        displayed(review)
    canvas = review.screen.canvas
    qtbot.waitUntil(lambda: len(canvas.dogs().boxes) == 3)
    strike(dogs_window, "a")
    strike(dogs_window, "b")
    assert review.screen.side.is_choosing
    canvas.dog_clicked.emit(3)
    assert review.shown is not None
    assert review.shown.dog is not None
    assert canvas.dogs().chosen == review.shown.dog.number == 3, "the box says whom the keys are for"
    assert not review.screen.side.is_choosing


def test_undo_from_the_next_photo_leads_back_to_the_dog_that_it_is_about(dogs_window: MainWindow, qtbot: QtBot) -> None:
    review = at_two_dogs(dogs_window, qtbot)
    photo = shown_id(dogs_window)
    strike(dogs_window, TAB)
    strike(dogs_window, "1")
    assert dog_labels(dogs_window, photo) == {RIGHT: Label.breed("n_green")}
    strike(dogs_window, "s")
    displayed(review)
    assert shown_id(dogs_window) != photo
    act(dogs_window, "undo")
    qtbot.waitUntil(lambda: shown_id(dogs_window) == photo)
    qtbot.waitUntil(lambda: review.shown is not None and review.shown.dog is not None)
