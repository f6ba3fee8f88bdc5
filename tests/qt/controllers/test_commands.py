from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.ui.controllers.commands import LabelStep, RemovalStep, RemovePhotos, SetLabels
from desktop_app.ui.controllers.session import MOST_AT_ONCE, SessionController
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.ui_helpers import labels_of


class WritingFails:
    """A disk that is full."""

    def write_labels(self, step: LabelStep, action: str) -> bool:
        return False

    def take_back_labels(self, step: LabelStep, action: str) -> bool:
        return False

    def remove_photos(self, step: RemovalStep, action: str) -> bool:
        return False

    def restore_photos(self, step: RemovalStep, action: str) -> bool:
        return False


def test_labels_are_set_undone_and_set_again(full_window: MainWindow) -> None:
    session = full_window.session
    first, second = full_window.model.ids()[:2]
    session.write_labels(LabelStep({second: NO_DOG}), "before")
    label = Label.breed("n_green")
    session.undo_stack.push(SetLabels(session, {first: label, second: label}, "Green"))
    assert labels_of(full_window, [first, second]) == {first: label, second: label}
    session.undo_stack.undo()
    assert labels_of(full_window, [first, second]) == {first: None, second: NO_DOG}
    session.undo_stack.redo()
    assert labels_of(full_window, [first, second]) == {first: label, second: label}


def test_removed_photos_come_back_with_their_labels(full_window: MainWindow, qtbot: QtBot) -> None:
    session = full_window.session
    ids = full_window.model.ids()[:3]
    session.write_labels(LabelStep({ids[0]: NO_DOG}), "before")
    session.undo_stack.push(RemovePhotos(session, ids, "Remove"))
    assert not any(photo_id in session.collection for photo_id in ids)
    session.undo_stack.undo()
    assert labels_of(full_window, ids) == {ids[0]: NO_DOG, ids[1]: None, ids[2]: None}
    session.undo_stack.redo()
    assert len(session.collection) == 10


def test_a_step_that_could_not_be_written_is_no_step(qapp: QApplication) -> None:
    stack = QUndoStack()
    stack.push(SetLabels(WritingFails(), {1: NO_DOG}, "No dog"))
    stack.push(RemovePhotos(WritingFails(), [1], "Remove"))
    assert stack.count() == 0
    assert not stack.canUndo()


def test_what_the_file_holds_by_now_is_what_an_undo_brings_back(full_window: MainWindow) -> None:
    session = full_window.session
    photo_id = full_window.model.ids()[0]
    assert session.path is not None
    with Session.open(session.path) as other:
        other.set_labels({photo_id: UNKNOWN}, action="behind the window's back")
    assert labels_of(full_window, [photo_id]) == {photo_id: None}
    session.undo_stack.push(SetLabels(session, {photo_id: NO_DOG}, "No dog"))
    session.undo_stack.undo()
    assert labels_of(full_window, [photo_id]) == {photo_id: UNKNOWN}


def test_a_step_that_changes_nothing_is_no_step_and_no_history(full_window: MainWindow) -> None:
    session = full_window.session
    photo_id = full_window.model.ids()[0]
    session.write_labels(LabelStep({photo_id: UNKNOWN}), "Unknown")
    session.undo_stack.push(SetLabels(session, {photo_id: UNKNOWN}, "Unknown"))
    session.undo_stack.push(SetLabels(session, {photo_id: NO_DOG}, "Confirm", unlabelled_only=True))
    assert session.undo_stack.count() == 0
    assert labels_of(full_window, [photo_id]) == {photo_id: UNKNOWN}
    assert session.path is not None
    with Session.open(session.path) as other:
        assert [entry.action for entry in other.history()] == ["Unknown"]


def test_large_selections_are_written_in_the_background_in_order(full_window: MainWindow, qtbot: QtBot) -> None:
    session: SessionController = full_window.session
    real = [row.photo_id for row in session.collection if row.fault is None]
    session.write_labels(LabelStep(dict.fromkeys(real, NO_DOG)), "No dog")
    assert len(real) < MOST_AT_ONCE
    label = Label.breed("n_blue")
    # The limit is what decides; a session of hundreds of photos would make the test slow, not better.
    session.most_at_once = 5
    session.write_labels(LabelStep(dict.fromkeys(real, label)), "Blue")
    assert labels_of(full_window, real[:1]) == {real[0]: NO_DOG}, "not shown before it is on disk"
    session.write_labels(LabelStep({real[0]: None}), "clear")
    qtbot.waitUntil(lambda: labels_of(full_window, real[:2]) == {real[0]: None, real[1]: label}, timeout=5000)
