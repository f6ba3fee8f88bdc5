"""The box that asks "Same dog?"."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal, SameDog
from desktop_app.ui.controllers.same_dog import SameDogController
from desktop_app.ui.dialogs.same_dog_dialog import SameDogDialog
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.ui_helpers import act, make, settle


def opened(window: MainWindow, qtbot: QtBot) -> SameDogDialog:
    """The box, with a question in it whose photos are there."""
    act(window, "same_dog")
    dialog = window.findChild(SameDogDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.is_asking)
    return dialog


pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def left(dialog: SameDogDialog) -> int:
    """How many questions it says are left."""
    return int(dialog.left().split()[0])


def key(dialog: SameDogDialog, text: str) -> None:
    QTest.keyClicks(dialog, text)
    window = dialog.parentWidget()
    assert isinstance(window, MainWindow)
    settle(window)


def answers(window: MainWindow) -> dict[tuple[int, int], SameDog]:
    settle(window)
    assert window.session.path is not None
    with Session.open(window.session.path, or_look=True) as session:
        return session.answers()


def animals(window: MainWindow) -> dict[int, int]:
    """Photo id → id of its animal, as the window shows it."""
    return {row.photo_id: row.animal.animal_id for row in window.collection if row.animal is not None}


def test_yes_makes_one_animal_of_both_and_keeps_the_answer(full_window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(full_window, qtbot)
    assert left(dialog) == 6, "twelve photos, each asked about once"
    key(dialog, "y")
    qtbot.waitUntil(lambda: left(dialog) == 5)
    assert list(answers(full_window).values()) == [SameDog.YES]
    assert len(animals(full_window)) == 2
    assert len(set(animals(full_window).values())) == 1
    assert set(animals(full_window)) == set(next(iter(answers(full_window))))
    assert all(row.label is None for row in full_window.collection), "nothing is labelled"


def test_no_and_not_sure_only_keep_the_answer_and_are_not_asked_again(full_window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(full_window, qtbot)
    for text in "ns?":
        qtbot.waitUntil(dialog.is_asking)
        key(dialog, text)
    assert sorted(answers(full_window).values()) == sorted([SameDog.NO, SameDog.NOT_SURE, SameDog.NOT_SURE])
    assert not animals(full_window)
    dialog.close()
    assert opened(full_window, qtbot) is dialog
    assert not {question.pair for question in controller(full_window).queue()} & answers(full_window).keys()


def controller(window: MainWindow) -> SameDogController:
    return window.same_dog


def test_what_is_joined_is_asked_about_as_one_and_in_the_end_there_is_nothing_to_ask(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    dialog = opened(full_window, qtbot)
    for _ in range(20):
        qtbot.waitUntil(lambda: dialog.is_asking() or "all there is" in dialog.note())
        if not dialog.is_asking():
            break
        key(dialog, "y")
    assert "That was all there is to ask." in dialog.note()
    settle(full_window)
    colours = {row.photo_id: row.path.stem.split(" ")[1] for row in full_window.collection}
    found = animals(full_window)
    assert len(found) == 12
    assert len({(animal, colours[photo]) for photo, animal in found.items()}) == len(set(found.values())) == 3


def test_undo_brings_the_question_back_and_takes_the_animal_away(full_window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(full_window, qtbot)
    first = controller(full_window).queue()[0]
    assert not dialog.undo.isEnabled()
    key(dialog, "y")
    qtbot.waitUntil(dialog.is_asking)
    assert dialog.undo.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(full_window)
    assert controller(full_window).queue()[0] == first
    assert not animals(full_window)
    assert not answers(full_window)
    qtbot.waitUntil(lambda: left(dialog) == 6)
    act(full_window, "redo")
    settle(full_window)
    assert list(answers(full_window).values()) == [SameDog.YES]
    assert first not in controller(full_window).queue()


def test_the_animal_with_a_name_takes_the_other_photos(full_window: MainWindow, qtbot: QtBot) -> None:
    photos = full_window.model.ids()[:3]
    make(full_window, SetAnimals({-1: Animal(-1, "Bella", "A1200")}, dict.fromkeys(photos, -1)))
    dialog = opened(full_window, qtbot)
    queue = controller(full_window).queue()
    place = next(place for place, each in enumerate(queue) if set(photos) & set(each.first + each.second))
    for _ in range(place):
        key(dialog, "n")
        qtbot.waitUntil(dialog.is_asking)
    assert dialog.first.title() == "Bella · A1200 · 3 photos"
    key(dialog, "y")
    shown = {row.animal for row in full_window.collection if row.animal is not None}
    assert len(shown) == 1
    assert {row.path.stem[3:] for row in full_window.collection if row.animal is not None} == {"red"}
    assert len(animals(full_window)) == 4


def test_no_key_answers_before_the_photos_are_there_to_be_seen(full_window: MainWindow, qtbot: QtBot) -> None:
    act(full_window, "same_dog")
    dialog = full_window.findChild(SameDogDialog)
    assert dialog is not None
    assert "Looking" in dialog.note()
    key(dialog, "yns")
    qtbot.waitUntil(dialog.is_asking)
    assert {dialog.button(answer).accessibleName() for answer in SameDog} == {"Yes", "No", "Not sure"}
    assert all(dialog.button(answer).accessibleDescription() for answer in SameDog)
    assert dialog.first.accessibleName() == "1 photo"
    assert dialog.first.photos[0].accessibleName().startswith("Photo ")
    asker = controller(full_window)
    dialog.show_question(*asker.sides(asker.queue()[0]), 1)
    assert not dialog.button(SameDog.YES).isEnabled()
    key(dialog, "y")
    assert not answers(full_window)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_nothing_to_ask_says_what_is_asked(full_window: MainWindow, qtbot: QtBot) -> None:
    ids = full_window.model.ids()
    make(full_window, SetAnimals({-1: Animal(-1)}, dict.fromkeys(ids, -1)))
    act(full_window, "same_dog")
    dialog = full_window.findChild(SameDogDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: "There is nothing to ask." in dialog.note())
    assert not any(dialog.button(answer).isEnabled() for answer in SameDog)
