"""What can be taken back, step by step, in the real window with a real session."""

import time
from collections.abc import Callable
from itertools import count

import pytest
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.catalog.changes.labels import LabelPhotos, SetLabels
from desktop_app.catalog.changes.remove import RemovePhotos
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.ui.controllers.commands import ChangeCommand, Way
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.ui_helpers import WRITTEN_SECONDS, labels_of, make, settle, texts

GREEN = Label.breed("n_green")


class Writer:
    """Notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, object]] = []
        self._tickets = count(1)

    def ask_to_apply(self, change: object, command: ChangeCommand) -> int:
        self.asked.append(("apply", change))
        return next(self._tickets)

    def ask_to_take_back(self, ticket: int, command: ChangeCommand, way: Way) -> int:
        self.asked.append((way.value, ticket))
        return next(self._tickets)

    def ask_to_take_back_change(self, change_id: int, command: ChangeCommand) -> int:
        self.asked.append(("only", change_id))
        return next(self._tickets)


def undo(window: MainWindow) -> None:
    window.session.undo_stack.undo()
    settle(window)


def redo(window: MainWindow) -> None:
    window.session.undo_stack.redo()
    settle(window)


def test_a_command_takes_back_the_ticket_that_it_got_last(qapp: QApplication) -> None:
    writer, stack, change = Writer(), QUndoStack(), LabelPhotos([1], NO_DOG)
    stack.push(ChangeCommand.applying(writer, "label 1 photo No dog", "No dog for a.jpg", change))
    for step in (stack.undo, stack.redo, stack.undo, stack.redo):
        step()
    assert writer.asked == [("apply", change), ("undone", 1), ("redone", 2), ("undone", 3), ("redone", 4)]
    assert stack.undoText() == "label 1 photo No dog"


def test_a_command_from_the_history_is_undone_like_any_other(qapp: QApplication) -> None:
    writer, stack = Writer(), QUndoStack()
    stack.push(ChangeCommand.taking_back(writer, "take back only this", 77))
    stack.undo()
    assert writer.asked == [("only", 77), ("undone", 1)]


def test_labels_are_set_undone_and_set_again(full_window: MainWindow) -> None:
    first, second = full_window.model.ids()[:2]
    make(full_window, LabelPhotos([second], NO_DOG))
    make(full_window, LabelPhotos([first, second], GREEN))
    assert labels_of(full_window, [first, second]) == {first: GREEN, second: GREEN}
    undo(full_window)
    assert labels_of(full_window, [first, second]) == {first: None, second: NO_DOG}
    redo(full_window)
    assert labels_of(full_window, [first, second]) == {first: GREEN, second: GREEN}


def test_steps_that_fail_after_another_took_their_place_are_no_surprise(
    full_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk: by the time that the writer says no, Qt has thrown the step away."""

    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Session, "apply", full)
    monkeypatch.setattr(Session, "take_back", full)
    first, second = full_window.model.ids()[:2]
    before = labels_of(full_window, [first, second])
    for photo in (first, second):
        full_window.session.change(LabelPhotos([photo], NO_DOG), "a step", "a step")
        full_window.session.undo()
    full_window.session.change(LabelPhotos([first], UNKNOWN), "a step", "a step")
    settle(full_window)
    assert not any("RuntimeError" in text for text in texts(full_window))
    assert labels_of(full_window, [first, second]) == before
    assert not full_window.session.undo_stack.canUndo()


def test_removed_photos_come_back_with_their_labels(full_window: MainWindow) -> None:
    collection, ids = full_window.collection, full_window.model.ids()[:3]
    make(full_window, LabelPhotos(ids[:1], NO_DOG))
    make(full_window, RemovePhotos(ids))
    assert not any(photo_id in collection for photo_id in ids)
    undo(full_window)
    assert labels_of(full_window, ids) == {ids[0]: NO_DOG, ids[1]: None, ids[2]: None}
    redo(full_window)
    assert len(collection) == 10


def test_a_step_that_could_not_be_written_is_no_step_and_is_said(
    full_window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    photo_id = full_window.model.ids()[0]
    with monkeypatch.context() as disk:
        disk.setattr(Session, "apply", full)
        make(full_window, LabelPhotos([photo_id], NO_DOG))
        make(full_window, RemovePhotos([photo_id]))
    assert full_window.session.undo_stack.count() == 0
    assert not full_window.session.undo_stack.canUndo()
    assert labels_of(full_window, [photo_id]) == {photo_id: None}
    assert any("disk is full" in text.lower() or "no space" in text.lower() for text in texts(full_window))
    make(full_window, LabelPhotos([photo_id], NO_DOG))
    assert labels_of(full_window, [photo_id]) == {photo_id: NO_DOG}


def test_what_the_file_holds_by_now_is_what_an_undo_brings_back(full_window: MainWindow) -> None:
    session = full_window.session
    photo_id = full_window.model.ids()[0]
    assert session.path is not None
    with Session.open(session.path) as other:
        other.apply(LabelPhotos([photo_id], UNKNOWN))
    assert labels_of(full_window, [photo_id]) == {photo_id: None}
    make(full_window, LabelPhotos([photo_id], NO_DOG))
    undo(full_window)
    assert labels_of(full_window, [photo_id]) == {photo_id: UNKNOWN}


def test_a_step_that_changes_nothing_is_no_step_and_no_history(full_window: MainWindow) -> None:
    session = full_window.session
    photo_id = full_window.model.ids()[0]
    make(full_window, LabelPhotos([photo_id], UNKNOWN))
    make(full_window, LabelPhotos([photo_id], UNKNOWN))
    make(full_window, SetLabels({photo_id: NO_DOG}, only_undecided=True))
    assert session.undo_stack.count() == 1
    assert labels_of(full_window, [photo_id]) == {photo_id: UNKNOWN}
    assert session.path is not None
    with Session.open(session.path) as other:
        assert [entry.change for entry in other.history()] == [LabelPhotos([photo_id], UNKNOWN)]


NOTHING_NEW: list[Callable[[int], LabelPhotos | SetLabels]] = [
    lambda photo_id: LabelPhotos([photo_id], UNKNOWN),
    lambda photo_id: SetLabels({photo_id: NO_DOG}, only_undecided=True),
]


@pytest.mark.parametrize("nothing_new", NOTHING_NEW, ids=["the same label", "confirming"])
@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "later"])
def test_undo_passes_over_steps_that_changed_nothing(
    full_window: MainWindow, nothing_new: Callable[[int], LabelPhotos | SetLabels], at_once: bool
) -> None:
    session, photo_id = full_window.session, full_window.model.ids()[0]
    session.change(LabelPhotos([photo_id], UNKNOWN), "a step", "A step")
    session.change(nothing_new(photo_id), "nothing", "Nothing")
    session.change(nothing_new(photo_id), "nothing", "Nothing")
    if not at_once:
        settle(full_window)
        assert session.undo_stack.undoText() == "a step"
        assert session.undo_stack.count() == 1
    undo(full_window)
    assert labels_of(full_window, [photo_id]) == {photo_id: None}
    assert not session.undo_stack.canUndo()
    redo(full_window)
    assert labels_of(full_window, [photo_id]) == {photo_id: UNKNOWN}
    assert not full_window.actions_by_name["redo"].isEnabled()
    assert full_window.actions_by_name["undo"].text() == "Undo: a step"
    assert [text for text in texts(full_window) if "change" in text.lower()] == []


def test_a_step_that_changed_nothing_between_two_others_costs_no_key(full_window: MainWindow) -> None:
    session, photo_id = full_window.session, full_window.model.ids()[0]
    for label in (UNKNOWN, UNKNOWN, NO_DOG):
        session.change(LabelPhotos([photo_id], label), "a step", "A step")
    settle(full_window)
    undo(full_window)
    assert labels_of(full_window, [photo_id]) == {photo_id: UNKNOWN}
    undo(full_window)
    assert labels_of(full_window, [photo_id]) == {photo_id: None}
    redo(full_window)
    redo(full_window)
    assert labels_of(full_window, [photo_id]) == {photo_id: NO_DOG}


def test_changes_are_shown_after_they_are_on_disk_in_the_order_in_which_they_were_made(
    full_window: MainWindow,
) -> None:
    session = full_window.session
    real = [row.photo_id for row in session.collection if row.fault is None]
    make(full_window, LabelPhotos(real, NO_DOG))
    session.change(LabelPhotos(real, GREEN), "a step", "A step")
    session.change(LabelPhotos(real[:1], None), "a step", "A step")
    assert session.is_writing
    assert {session.collection[photo_id].label for photo_id in real} == {NO_DOG}, "not shown before it is on disk"
    assert labels_of(full_window, real) == {**dict.fromkeys(real, GREEN), real[0]: None}


@pytest.mark.parametrize("full", [False, True])
def test_photos_that_are_tried_again_are_being_written_until_the_window_shows_it(
    full_window: MainWindow, monkeypatch: pytest.MonkeyPatch, full: bool
) -> None:
    def no_space(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    def is_writing() -> bool:
        return session.is_writing

    session = full_window.session
    [broken] = [row for row in session.collection if row.fault is not None]
    with monkeypatch.context() as disk:
        if full:
            disk.setattr(Session, "retry", no_space)
        session.retry([broken.photo_id])
        # On disk, and the window, which has had no turn, has not heard of it.
        end = time.monotonic() + WRITTEN_SECONDS
        while session._writer is not None and session._writer.is_busy:
            assert time.monotonic() < end
            time.sleep(0.001)
        assert is_writing()
        assert session.collection[broken.photo_id].fault == broken.fault
        heard: list[list[int]] = []
        session.photos_added.connect(lambda ids: heard.append(list(ids)))
        settle(full_window)
    assert not is_writing()
    assert heard == ([] if full else [[broken.photo_id]])
    assert any("disk is full" in text.lower() or "no space" in text.lower() for text in texts(full_window)) == full


def test_what_cannot_be_taken_back_because_of_a_later_change_is_said(full_window: MainWindow) -> None:
    session, photo_id = full_window.session, full_window.model.ids()[0]
    make(full_window, LabelPhotos([photo_id], UNKNOWN))
    make(full_window, LabelPhotos([photo_id], NO_DOG))
    assert session.path is not None
    with Session.open(session.path) as other:
        first = other.history()[0].change_id
    failed: list[str] = []
    session.failed.connect(lambda fault: failed.append(fault.code))
    session.take_back_only(first, "take back only this")
    settle(full_window)
    assert failed == ["history.changed_since"]
    assert session.undo_stack.count() == 2
    assert labels_of(full_window, [photo_id]) == {photo_id: NO_DOG}
