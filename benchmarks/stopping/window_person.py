"""A person at the real window who labels, corrects, takes back, opens dialogs and menus, until the process is ended.

Usage: python -m benchmarks.stopping.window_person SEED FOLDER TABLE

Each line of its output is JSON, written the moment a person sees it: `{"suggestions": {photo id: [breed,
probability]}}`, `{"action": id, "labels": {photo id: label or null}}`, and `{"said": code}` for a fault that the window
says.
"""

# ruff: noqa: E402 - as in the app itself, whoever stops it is listened to first

from desktop_app import stopping

stopping.listen()

import json
import os
import random
import sys
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication, QMenu

from benchmarks.stopping.in_the_file import words_of_the_pack
from desktop_app.__main__ import main
from desktop_app.app import make_application
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label, label_to_json
from desktop_app.faults import Fault
from desktop_app.ui.controllers.commands import Changed
from desktop_app.ui.dialogs.exporting.wish import ExportWish, Which
from desktop_app.ui.window.main_window import MainWindow

LABELS: list[Label | None] = [Label.breed("n_red"), Label.mix("n_red", "n_blue"), Label.mix(), UNKNOWN, NO_DOG, None]
DIALOGS = ("settings", "export", "history", "shortcuts", "about", "save_session_as", "rename_session")
TICK_MS = 15


def say(line: dict[str, object]) -> None:
    os.write(1, (json.dumps(line) + "\n").encode())


class Person:
    """Acts at every tick, also while a dialog or a menu is open: those have event loops of their own."""

    def __init__(self, seed: int, folder: Path, table: Path) -> None:
        self._random = random.Random(seed)
        self._folder, self._table = folder, table
        self._window: MainWindow | None = None
        self._path: Path | None = None
        self._clock = QTimer(interval=TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._clock.start()

    def _tick(self) -> None:
        if self._window is None:
            self._find_window()
            return
        window, chance = self._window, self._random.random()
        ids = list(window.model.ids())
        if not ids or window.session.path is None:
            return
        if chance < 0.15:
            window.session.undo()
        elif chance < 0.2:
            window.session.redo()
        elif chance < 0.23:
            self._open_something(window)
        elif chance < 0.26:
            self._close_something()
        elif chance < 0.28:
            window.files.exporting.write(ExportWish(self._table, "csv", Which.ALL, {"content": "labels"}), ids, [])
        else:
            chosen = self._random.sample(ids, min(len(ids), self._random.choice([1, 1, 1, 10, 60])))
            change = LabelPhotos(chosen, self._random.choice(LABELS))
            window.session.change(change, "a label", "a label")

    def _find_window(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, MainWindow) and widget.isVisible():
                self._window = widget
                widget.session.changed.connect(self._show)
                widget.session.failed.connect(_say_fault)
                widget.labelling.failed.connect(_say_fault)
                widget.collection.changed.connect(self._look_at)
                widget.collection.added.connect(self._look_at)
                widget.session.add([self._folder])

    def _open_something(self, window: MainWindow) -> None:
        if QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
            return
        if self._random.random() < 0.3:
            menu = QMenu(window)
            menu.addAction("…")
            menu.popup(window.mapToGlobal(QPoint(50, 50)))
        else:
            window.actions_by_name[self._random.choice(DIALOGS)].trigger()

    def _close_something(self) -> None:
        widget = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if widget is not None:
            widget.close()

    def _show(self, changed: Changed) -> None:
        assert self._window is not None
        rows = self._window.collection
        ids = map(int, changed.applied.photo_ids)
        labels = {photo: label_to_json(rows[photo].label) for photo in ids if photo in rows}
        say({"session": str(self._window.session.path), "action": changed.applied.change_id, "labels": labels})

    def _look_at(self, positions: Iterable[int]) -> None:
        assert self._window is not None
        shown = words_of_the_pack(self._window.collection.store, positions)
        if shown:
            say({"session": str(self._window.session.path), "suggestions": shown})


def _say_fault(fault: Fault) -> None:
    say({"said": fault.code})


if __name__ == "__main__":
    application = make_application()
    person = Person(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
    sys.argv[1:] = ["window"]
    main()
