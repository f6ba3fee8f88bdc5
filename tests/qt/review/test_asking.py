"""Nothing is labelled unseen: where a key reaches beyond what a person sees, the panel asks first."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.photos.selection import Selection
from desktop_app.ui.review.asking import Question, Why, question_about
from desktop_app.ui.review.content import confirmed_label
from desktop_app.ui.window.main_window import MainWindow
from tests.photo_rows import make_row
from tests.qt.ui_helpers import add_and_look, current, labelled, press, selection_of

RED, MANY = Label.breed("n_red"), 131
CONTROL = Qt.KeyboardModifier.ControlModifier


# The decision


def rows_of(red: int, blue: int) -> list[PhotoRow]:
    return [make_row(place, "n_red" if place <= red else "n_blue") for place in range(1, red + blue + 1)]


def test_photos_in_sight_are_labelled_at_once() -> None:
    rows = rows_of(3, 3)
    everything = {row.photo_id for row in rows}
    assert question_about(selection_of(rows), everything) is None
    assert question_about(selection_of(rows[:3]), everything, suggestion=RED) is None
    assert question_about(Selection.nothing(), set()) is None


def test_a_line_that_not_all_photos_share_is_asked_about_though_all_are_in_sight() -> None:
    rows = rows_of(9, 122)
    question = question_about(selection_of(rows), range(1, 132), suggestion=RED)
    assert question == Question(Why.LOOK_DIFFERENT, tuple(range(1, 10)), tuple(range(1, 132)))


def test_photos_out_of_sight_are_asked_about() -> None:
    rows = rows_of(5, 0)
    expected = Question(Why.NOT_ON_SCREEN, (1, 2), (1, 2, 3, 4, 5))
    assert question_about(selection_of(rows), {1, 2, 99}) == expected
    assert question_about(selection_of(rows), {1, 2, 99}, suggestion=RED) == expected


def test_one_photo_is_never_asked_about_for_its_own_other_suggestions() -> None:
    assert question_about(selection_of(rows_of(1, 0)), {1}, suggestion=Label.breed("n_blue")) is None


# In the window


@pytest.fixture
def many(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """131 photos to review, of which nine look like a red one; not all of them on the screen; all selected."""
    folder = tmp_path / "many"
    folder.mkdir()
    for place in range(MANY):
        shade = place % 120
        colour = (200 - place, 10, 10) if place < 9 else (shade // 4, 10, 60 + shade)
        Image.new("RGB", (24, 18), colour).save(folder / f"{place:03}.png")
    add_and_look(window, [folder], MANY)
    window.gallery.setFocus()
    window.gallery.go_to(window.model.ids()[0])
    press(window, "a", CONTROL)
    qtbot.wait(30)
    assert len(window.gallery.selected_ids()) == MANY
    assert len(window.gallery.ids_in_sight()) < MANY
    return window


def line_of(window: MainWindow, breed: str) -> str:
    """The digit that stands for a breed in the panel."""
    counted = Selection.of(window.collection.store, window.model.ids()).suggestions()
    return str([label for label, _ in counted].index(Label.breed(breed)) + 1)


def test_a_digit_asks_whether_only_those_that_look_like_it_are_meant(many: MainWindow) -> None:
    press(many, line_of(many, "n_red"))
    assert labelled(many) == []
    question = many.panel.question
    assert question.isVisible()
    assert question.text() == "9 of 131 look like it."
    assert (question.few.text(), question.everything.text()) == ("Those 9", "All 131")
    press(many, Qt.Key.Key_Return)
    assert labelled(many) == [RED] * 9
    assert {row.path.name for row in many.collection if row.label} == {f"00{place}.png" for place in range(9)}
    assert not question.isVisible()


def test_all_of_them_can_be_meant(many: MainWindow) -> None:
    press(many, line_of(many, "n_red"))
    QTest.mouseClick(many.panel.question.everything, Qt.MouseButton.LeftButton)
    assert labelled(many) == [RED] * MANY
    many.session.undo_stack.undo()
    assert labelled(many) == []


@pytest.mark.parametrize(("key", "label"), [("u", UNKNOWN), ("n", NO_DOG)])
def test_a_key_asks_where_the_selection_reaches_beyond_the_screen(
    many: MainWindow, key: str, label: Label, qtbot: QtBot
) -> None:
    seen = len(many.gallery.ids_in_sight())
    press(many, key)
    assert labelled(many) == []
    assert many.panel.question.text() == f"Only {seen} of the 131 selected photos are on screen."
    press(many, Qt.Key.Key_Escape)
    assert not many.panel.question.isVisible()
    assert labelled(many) == []
    assert QApplication.focusWidget() is many.gallery
    press(many, key)
    press(many, Qt.Key.Key_Return)
    assert labelled(many) == [label] * seen


def test_enter_asks_too_and_does_not_take_its_own_answer_away(many: MainWindow) -> None:
    seen = len(many.gallery.ids_in_sight())
    press(many, Qt.Key.Key_Return)
    assert labelled(many) == []
    assert QApplication.focusWidget() is many.panel.question.few
    press(many, Qt.Key.Key_Return)
    assert len(labelled(many)) == seen
    assert all(row.label == confirmed_label(row) for row in many.collection if row.label)


def test_taking_labels_away_asks_as_well(many: MainWindow) -> None:
    press(many, "u")
    QTest.mouseClick(many.panel.question.everything, Qt.MouseButton.LeftButton)
    assert len(labelled(many)) == MANY
    many.gallery.setFocus()
    press(many, "a", CONTROL)
    press(many, Qt.Key.Key_Backspace)
    assert len(labelled(many)) == MANY
    assert many.panel.question.isVisible()


def test_a_breed_and_a_mix_ask_like_the_others(many: MainWindow) -> None:
    press(many, "b")
    QTest.keyClicks(many.panel.breed_box, "pit bull")
    QTest.keyClick(many.panel.breed_box, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is many.panel.question.few
    assert labelled(many) == []
    press(many, Qt.Key.Key_Escape)
    press(many, "m")
    QTest.keyClick(many.panel.breed_box, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is many.panel.question.few
    assert labelled(many) == []


def test_the_answers_are_reached_by_keyboard_and_have_names(many: MainWindow) -> None:
    press(many, "u")
    question = many.panel.question
    names = []
    for _ in range(3):
        focused = QApplication.focusWidget()
        assert isinstance(focused, QPushButton)
        assert focused.accessibleDescription() == question.text()
        names.append(focused.accessibleName())
        press(many, Qt.Key.Key_Tab)
    assert names[1:] == ["All 131", "Cancel"]
    question.cancel.setFocus()
    press(many, Qt.Key.Key_Space)
    assert not question.isVisible()
    assert labelled(many) == []


def test_arrows_go_from_answer_to_answer_and_no_further(many: MainWindow) -> None:
    press(many, "u")
    question = many.panel.question
    selected = many.gallery.selected_ids()
    keys = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left)
    reached = []
    for key in keys:
        press(many, key)
        reached.append(QApplication.focusWidget())
    assert reached == [question.everything, question.cancel, question.cancel, question.cancel, question.everything]
    for _ in range(3):
        press(many, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is question.few
    assert question.isVisible()
    assert many.gallery.selected_ids() == selected
    assert labelled(many) == []


def test_another_selection_ends_the_question(many: MainWindow, qtbot: QtBot) -> None:
    press(many, "u")
    many.gallery.go_to(many.model.ids()[3])
    qtbot.wait(30)
    assert not many.panel.question.isVisible()
    many.review.answer(many.model.ids())
    assert labelled(many) == []


def test_with_the_panel_hidden_it_is_shown_to_ask(many: MainWindow) -> None:
    many.actions_by_name["show_panel"].trigger()
    assert many.panel.isHidden()
    press(many, "u")
    assert many.panel.question.isVisible()
    assert labelled(many) == []


def test_one_photo_that_has_left_the_screen_is_shown_before_it_is_labelled(many: MainWindow, qtbot: QtBot) -> None:
    many.actions_by_name["show_panel"].trigger()
    many.gallery.go_to(many.model.ids()[0])
    many.gallery.verticalScrollBar().setValue(many.gallery.verticalScrollBar().maximum())
    qtbot.wait(30)
    press(many, "u")
    assert labelled(many) == []
    assert many.model.ids()[0] in many.gallery.ids_in_sight()
    press(many, "u")
    assert labelled(many) == [UNKNOWN]
    assert current(many).label == UNKNOWN


def test_the_photo_in_the_panel_is_on_the_screen(many: MainWindow, qtbot: QtBot) -> None:
    many.gallery.go_to(many.model.ids()[0])
    many.gallery.verticalScrollBar().setValue(many.gallery.verticalScrollBar().maximum())
    qtbot.wait(30)
    press(many, "u")
    assert labelled(many) == [UNKNOWN]
