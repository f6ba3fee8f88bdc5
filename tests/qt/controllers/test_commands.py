from collections.abc import Sequence

from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.catalog.values.labels import NO_DOG, Label
from desktop_app.ui.controllers.commands import Labels, RemovePhotos, SetLabels
from desktop_app.ui.controllers.session import MOST_AT_ONCE, SessionController
from desktop_app.ui.window.main_window import MainWindow


class WritingFails:
    """A disk that is full."""

    def write_labels(self, labels: Labels, action: str) -> bool:
        return False

    def remove_photos(self, ids: Sequence[int], action: str) -> bool:
        return False

    def restore_photos(self, ids: Sequence[int], action: str) -> bool:
        return False


def test_labels_are_set_undone_and_set_again(full_window: MainWindow) -> None:
    session = full_window.session
    first, second = full_window.model.ids()[:2]
    session.write_labels({second: NO_DOG}, "before")
    before = session.labels_of([first, second])
    label = Label.breed("n_green")
    session.undo_stack.push(SetLabels(session, before, {first: label, second: label}, "Green"))
    assert session.labels_of([first, second]) == {first: label, second: label}
    session.undo_stack.undo()
    assert session.labels_of([first, second]) == {first: None, second: NO_DOG}
    session.undo_stack.redo()
    assert session.labels_of([first, second]) == {first: label, second: label}


def test_removed_photos_come_back_with_their_labels(full_window: MainWindow, qtbot: QtBot) -> None:
    session = full_window.session
    ids = full_window.model.ids()[:3]
    session.write_labels({ids[0]: NO_DOG}, "before")
    session.undo_stack.push(RemovePhotos(session, ids, "Remove"))
    assert not any(photo_id in session.collection for photo_id in ids)
    session.undo_stack.undo()
    assert session.labels_of(ids) == {ids[0]: NO_DOG, ids[1]: None, ids[2]: None}
    session.undo_stack.redo()
    assert len(session.collection) == 10


def test_a_step_that_could_not_be_written_is_no_step(qapp: QApplication) -> None:
    stack = QUndoStack()
    stack.push(SetLabels(WritingFails(), {1: None}, {1: NO_DOG}, "No dog"))
    stack.push(RemovePhotos(WritingFails(), [1], "Remove"))
    assert stack.count() == 0
    assert not stack.canUndo()


def test_large_selections_are_written_in_the_background_in_order(full_window: MainWindow, qtbot: QtBot) -> None:
    session: SessionController = full_window.session
    real = [row.photo_id for row in session.collection if row.fault is None]
    session.write_labels(dict.fromkeys(real, NO_DOG), "No dog")
    assert len(real) < MOST_AT_ONCE
    label = Label.breed("n_blue")
    # The limit is what decides; a session of hundreds of photos would make the test slow, not better.
    session.most_at_once = 5
    session.write_labels(dict.fromkeys(real, label), "Blue")
    assert session.labels_of(real[:1]) == {real[0]: NO_DOG}, "not shown before it is on disk"
    session.write_labels({real[0]: None}, "clear")
    qtbot.waitUntil(lambda: session.labels_of(real[:2]) == {real[0]: None, real[1]: label}, timeout=5000)
