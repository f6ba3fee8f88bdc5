"""What a person cannot see they do not decide about: in the review, and they are told so."""

from unittest.mock import patch

from PySide6.QtCore import Qt

from desktop_app.catalog.values.labels import Label
from desktop_app.faults import Fault
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.faults import fault_text
from tests.qt.review.review_helpers import be_sure, begin, displayed, shown_id, strike
from tests.qt.ui_helpers import labels_of

GREEN = Label.breed("n_green")
ENTER = Qt.Key.Key_Return


def test_nothing_is_confirmed_of_a_photo_that_cannot_be_shown_and_that_is_said(full_window: MainWindow) -> None:
    """The suggestion is there, but the file cannot be decoded any more: nobody can see what Enter would confirm."""
    review = begin(full_window)
    photo_id = shown_id(full_window)
    assert review.screen.side.confirm_button.isEnabled()
    with patch.object(full_window.review_loader, "request"):
        full_window.editions.renew([photo_id])
        full_window.review_loader.failed.emit(photo_id, Fault("photo.cut_short"))
    side = review.screen.side
    assert not side.confirm_button.isEnabled()
    assert side.confirm_button.text() == "Not shown: S leaves it for later"
    content = side.shown()
    assert content is not None
    assert content.note == fault_text(Fault("photo.cut_short"))
    for key in (ENTER, "1", "2", "u", "n", "b", "m"):
        strike(full_window, key)
        assert "cannot be shown" in review.screen.header.note()
    assert not full_window.session.undo_stack.count()
    assert not side.is_choosing
    assert shown_id(full_window) == photo_id
    full_window.editions.try_again([photo_id])
    displayed(review)
    assert side.confirm_button.isEnabled()
    strike(full_window, ENTER)
    assert labels_of(full_window, [photo_id])[photo_id] is not None


def test_a_photo_of_a_page_that_cannot_be_shown_is_left_out_before_the_others_are_confirmed(
    full_window: MainWindow,
) -> None:
    be_sure(full_window, breed="n_green")
    review = begin(full_window)
    shown = review.shown
    assert shown is not None
    broken = shown.step.photo_ids[1]
    with patch.object(full_window.small_loader, "request"):
        full_window.editions.renew([broken])
        full_window.small_loader.failed.emit(broken, Fault("photo.cut_short"))
        strike(full_window, ENTER)
        assert not full_window.session.undo_stack.count()
        assert review.screen.header.note() == "A photo of this page cannot be shown: leave it out with X"
        strike(full_window, Qt.Key.Key_Right)
        strike(full_window, "x")
        strike(full_window, ENTER)
    wanted = {each: None if each == broken else GREEN for each in shown.step.photo_ids}
    assert labels_of(full_window, shown.step.photo_ids) == wanted
