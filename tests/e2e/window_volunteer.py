"""A volunteer at the real window, in a process of their own: `python -m tests.e2e.window_volunteer PART FOLDER…`.

Everything goes through what a person has: drops, keys, buttons. What was seen is printed as one line of JSON.
Any socket that Python opens ends the process.
"""

# ruff: noqa: E402 - the hook watches the imports too

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

NETWORK = ("socket.", "ssl.", "http.client.", "urllib.", "ftplib.", "smtplib.")


def _no_network(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(NETWORK):
        sys.stderr.write(f"the app touched the network: {event} {arguments}\n")
        os._exit(70)


sys.addaudithook(_no_network)

import psutil
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.app import make_application
from desktop_app.catalog.rows import PhotoState
from desktop_app.cli import main
from desktop_app.exports.base import OptionValue
from desktop_app.ui.dialogs.export_dialog import ExportDialog
from desktop_app.ui.window.main_window import MainWindow

Step = Callable[[], bool]
TICK_MS, PATIENCE_MS = 20, 90_000
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NO_KEY = Qt.KeyboardModifier.NoModifier


class Volunteer:
    """Does one thing after the other, and waits for what a person would wait for."""

    def __init__(self, part: Callable[["Volunteer"], Iterator[Step]]) -> None:
        self.seen: dict[str, object] = {}
        self._part = part
        self._steps: Iterator[Step] | None = None
        self._until: Step = lambda: True
        self._waited = 0
        self._clock = QTimer(interval=TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._clock.start()

    @property
    def window(self) -> MainWindow:
        return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow))

    def press(self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = NO_KEY, times: int = 1) -> None:
        for _ in range(times):
            self.wait_until(self.is_seen)
            target = QApplication.focusWidget() or self.window
            if isinstance(key, str):
                QTest.keyClicks(target, key, modifiers)
            else:
                QTest.keyClick(target, key, modifiers)
            self.wait_until(lambda: not self.window.session.is_writing)

    def is_seen(self) -> bool:
        """Whether all photos in sight are there: no key labels one whose tile is still empty."""
        return all(map(self.window.pictures.is_there, self.window.gallery.ids_in_sight()))

    def wait_until(self, holds: Step) -> None:
        """Let things happen until it is so, and is shown."""
        end = time.monotonic() + PATIENCE_MS / 1000
        QApplication.processEvents()
        while not holds():
            if time.monotonic() > end:
                raise TimeoutError("waited too long for the disk")
            QApplication.processEvents()
        QApplication.processEvents()

    def drop(self, *folders: Path) -> Qt.DropAction:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(folder)) for folder in folders])
        actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
        button = Qt.MouseButton.LeftButton
        QApplication.sendEvent(self.window, QDragEnterEvent(QPoint(9, 9), actions, data, button, SHIFT))
        event = QDropEvent(QPointF(9, 9), actions, data, button, SHIFT)
        QApplication.sendEvent(self.window, event)
        return event.dropAction()

    def labels(self) -> dict[str, object]:
        """File name → the label: its kind and its breeds."""
        return {
            row.path.name: None if row.label is None else [row.label.kind.value, *row.label.breed_ids]
            for row in self.window.collection
        }

    def _tick(self) -> None:
        try:
            self._go_on()
        except StopIteration:
            self._clock.stop()
            connections = psutil.Process().net_connections(kind="inet")
            self.seen["connections"] = len(connections)
            sys.stdout.write(json.dumps(self.seen) + "\n")
            sys.stdout.flush()
            self.window.close()
        except BaseException as error:  # noqa: BLE001 - the exit code must tell
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
            os._exit(71)

    def _go_on(self) -> None:
        if self._steps is None:
            self._steps = self._part(self)
        if self._until():
            self._waited = 0
            self._until = next(self._steps)
            return
        self._waited += TICK_MS
        if self._waited > PATIENCE_MS:
            raise TimeoutError("waited too long")


def suggested(window: MainWindow, photo_id: int) -> list[str]:
    """Ids of the breeds that a photo looks like, best first."""
    suggestion = window.collection[photo_id].suggestion
    return [] if suggestion is None else [ranked.breed_id for ranked in suggestion.ranked]


def review(volunteer: Volunteer) -> Iterator[Step]:
    """Drop two folders, correct by keyboard, select ten and set a breed, undo, redo."""
    window, seen = volunteer.window, volunteer.seen
    folders = [Path(argument) for argument in sys.argv[2:4]]
    photos = sum(1 for folder in folders for _ in folder.rglob("*.*"))
    yield window.isVisible
    seen["welcome"] = window.welcome.isVisible()
    seen["drop"] = volunteer.drop(*folders).name
    yield lambda: len(window.collection) == photos and not window.collection.states[PhotoState.WAITING]
    yield lambda: not window.status.job.isVisible()
    seen["model"] = window.status.model_text()
    seen["states"] = {state.value: count for state, count in window.collection.states.items() if count}
    seen["suggested"] = {
        row.path.name: row.suggestion.ranked[0].breed_id for row in window.collection if row.suggestion is not None
    }
    ids = list(window.model.ids())
    seen["order"] = [window.collection[photo_id].path.name for photo_id in ids]
    window.gallery.setFocus()
    volunteer.press(Qt.Key.Key_Home)
    yield lambda: window.gallery.current_id() == ids[0]
    volunteer.press(Qt.Key.Key_Return)
    yield lambda: window.gallery.current_id() == ids[1]
    # The second suggestion is the one that is shown once the first label is learned of.
    yield lambda: not window.learning.is_learning
    seen["second"] = suggested(window, ids[1])[1]
    # Every label goes on to the next photo.
    volunteer.press("2")
    yield lambda: window.gallery.current_id() == ids[2]
    volunteer.press("u")
    yield lambda: window.gallery.current_id() == ids[3]
    volunteer.press("n")
    yield lambda: window.gallery.current_id() == ids[4]
    volunteer.press("b")
    volunteer.press("american pit bull")
    volunteer.press(Qt.Key.Key_Return)
    yield lambda: window.gallery.current_id() == ids[5]
    volunteer.press("m")
    volunteer.press("beagle")
    volunteer.press(Qt.Key.Key_Return)
    volunteer.press("pug")
    volunteer.press(Qt.Key.Key_Return)
    volunteer.press(Qt.Key.Key_Return)
    seen["corrected"] = volunteer.labels()
    volunteer.press(Qt.Key.Key_Home)
    volunteer.press(Qt.Key.Key_Right, SHIFT, times=9)
    seen["selected"] = len(window.gallery.selected_ids())
    volunteer.press("/")
    volunteer.press("chihua")
    volunteer.press(Qt.Key.Key_Return)
    # Not all ten fit on the screen of this test: the window asks, and all ten are meant.
    seen["asked"] = window.panel.question.text()
    volunteer.press(Qt.Key.Key_Tab)
    volunteer.press(Qt.Key.Key_Return)
    seen["ten"] = volunteer.labels()
    volunteer.press("z", CONTROL)
    seen["undone"] = volunteer.labels()
    volunteer.press("z", CONTROL | SHIFT)
    seen["redone"] = volunteer.labels()
    yield lambda: True


def export_to(volunteer: Volunteer, target: Path, format_id: str, options: dict[str, OptionValue]) -> Iterator[Step]:
    """Fill the dialog in, and wait until the window says that it is written."""
    window = volunteer.window
    QTimer.singleShot(0, window, window.actions_by_name["export"].trigger)
    yield lambda: isinstance(QApplication.activeModalWidget(), ExportDialog)
    dialog: QWidget | None = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    dialog.choose(format_id)
    dialog.options.choose(options)
    dialog.file.setText(str(target))
    yield lambda: dialog.planned() is not None
    volunteer.seen[f"preview of {target.name}"] = dialog.preview.text()
    QTest.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    yield target.exists
    yield lambda: any(target.name in message.text for message in window.messages.messages())


def export(volunteer: Volunteer) -> Iterator[Step]:
    """Open the session again from the first page, and export it: twice as a table, and into folders."""
    window, seen = volunteer.window, volunteer.seen
    yield window.welcome.resume_button.isVisible
    QTest.mouseClick(window.welcome.resume_button, Qt.MouseButton.LeftButton)
    yield lambda: len(window.collection) > 0 and window.gallery.isVisible()
    seen["labels"] = volunteer.labels()
    target = Path(sys.argv[2])
    yield from export_to(volunteer, target / "all.csv", "csv", {"content": "everything"})
    yield from export_to(volunteer, target / "labels.csv", "csv", {"content": "labels"})
    yield from export_to(volunteer, target / "by breed", "folders", {"sort_by": "breed"})
    seen["messages"] = [message.text for message in window.messages.messages()]
    yield lambda: True


def whole(volunteer: Volunteer) -> Iterator[Step]:
    """Drop a folder, confirm a photo, label two, take the last back, export, and stay for so many seconds."""
    window, seen = volunteer.window, volunteer.seen
    folder, target, began = Path(sys.argv[2]), Path(sys.argv[3]) / "table.csv", time.monotonic()
    yield window.isVisible
    volunteer.drop(folder)
    photos = sum(1 for _ in folder.iterdir())
    yield lambda: len(window.collection) == photos and not window.collection.states[PhotoState.WAITING]
    seen["suggested"] = sum(row.suggestion is not None for row in window.collection)
    first = next(row.photo_id for row in window.collection if row.state is PhotoState.TO_REVIEW)
    window.gallery.setFocus()
    window.gallery.go_to(first)
    yield lambda: window.gallery.selected_ids() == [first] and window.panel.shown_id() == first
    volunteer.press(Qt.Key.Key_Return)
    yield lambda: window.collection[first].label is not None and window.gallery.current_id() != first
    for key in ("u", "n"):
        undecided = window.gallery.current_id()
        volunteer.press(key)
        yield lambda was=undecided: window.gallery.current_id() != was  # type: ignore[misc]
    seen["labels"] = volunteer.labels()
    volunteer.press("z", CONTROL)
    seen["undone"] = volunteer.labels()
    yield from export_to(volunteer, target, "csv", {"content": "everything"})
    yield lambda: time.monotonic() - began > float(sys.argv[4])
    seen["seconds"] = time.monotonic() - began


if __name__ == "__main__":
    application = make_application()
    working = Volunteer({"review": review, "export": export, "whole": whole}[sys.argv[1]])
    main(["window"])
