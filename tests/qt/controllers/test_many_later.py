import numpy as np
from pytestqt.qtbot import QtBot

from desktop_app.ui.controllers.many_later import MANY, ManyLater
from desktop_app.ui.gallery.collection import PhotoCollection


def test_a_few_are_told_at_once_and_many_a_turn_later_with_what_came_meanwhile(
    qtbot: QtBot, collection: PhotoCollection
) -> None:
    later = ManyLater(collection)
    told: list[list[int]] = []
    later.told.connect(lambda positions: told.append(positions.tolist()))
    later.tell(np.array([3], np.int32))
    assert told == [[3]]
    many = np.arange(MANY + 1, dtype=np.int32)
    later.tell(many)
    later.tell(np.array([5], np.int32))
    assert len(told) == 1
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == [*many.tolist(), 5]


def test_what_was_to_be_told_of_another_session_is_forgotten(qtbot: QtBot, collection: PhotoCollection) -> None:
    later = ManyLater(collection)
    told: list[list[int]] = []
    later.told.connect(lambda positions: told.append(positions.tolist()))
    later.tell(np.arange(MANY + 1, dtype=np.int32))
    later.forget()
    later.tell(np.array([1], np.int32))
    qtbot.wait(1)
    assert told == [[1]]
