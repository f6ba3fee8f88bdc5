"""Pawsort as a person starts it, which also tells what is on its screen: `… -m benchmarks.volunteer.watched FOLDER`.

For each line that comes in, one line of JSON goes out. Nothing else is done to the app: all keys come from the display.
Meanwhile it is watched that no photo gets a label that was not painted when a key was pressed.
"""

from __future__ import annotations

import json
import os
import runpy
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSocketNotifier, Qt
from PySide6.QtGui import QKeyEvent, QWindow

from benchmarks.volunteer.seen import Eyes
from desktop_app import app

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop_app.catalog.values.labels import Label
    from desktop_app.ui.settings import Settings
    from desktop_app.ui.window.main_window import MainWindow

HELD = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta}


class Watcher(QObject):
    """Counts keys that arrive, knows what was painted when they did, and answers."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._eyes = window, Eyes(window)
        self._keys = 0
        self._painted: frozenset[int] = frozenset()
        # What was painted at each key, from the one on that the last label was for.
        self._at_keys: list[frozenset[int]] = []
        self._labels: dict[int, Label | None] = {}
        self._relabelled: list[int] = []
        self._unseen: list[str] = []
        window.collection.reset.connect(self._labels.clear)
        window.session.changed.connect(lambda _changed: self._take_labels())
        self._asked = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._asked.activated.connect(self._answer)
        application = QCoreApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See a key before anybody else does, and what is painted, when it is."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(watched, QWindow):
            # The window is asked first what every key is, whoever has the focus, and whatever it will do.
            if isinstance(event, QKeyEvent) and not event.isAutoRepeat() and event.key() not in HELD:
                self._keys += 1
                self._at_keys.append(self._painted)
        elif event.type() == QEvent.Type.Paint and watched in self._eyes.places():
            self._painted = self._eyes.painted()
        return False

    def _take_labels(self) -> None:
        now = {row.photo_id: row.label for row in self._window.collection}
        changed = [photo_id for photo_id, label in now.items() if self._labels.get(photo_id) != label]
        given = {photo_id for photo_id in changed if now[photo_id] is not None}
        self._labels = now
        self._relabelled = changed
        # Labels come in the order of the keys that they are for.
        place = next((at for at, painted in enumerate(self._at_keys) if given <= painted), None)
        if place is None:
            self._unseen += [str(row.path) for row in self._window.collection.rows_of(sorted(given))]
        else:
            del self._at_keys[:place]

    def _answer(self) -> None:
        if not os.read(0, 4096):  # whoever asked is gone
            self._asked.setEnabled(False)
            self._window.close()
            return
        seen: dict[str, Any] = self._eyes.now()
        seen |= {"keys": self._keys, "painted": sorted(self._painted), "unseen": self._unseen}
        seen |= {"relabelled": sorted(self._relabelled)}
        os.write(1, json.dumps(seen).encode() + b"\n")


def main() -> None:
    """Be `python -m desktop_app`."""
    make_window = app.make_window

    def watched(application: QApplication, settings: Settings) -> MainWindow:
        window = make_window(application, settings)
        Watcher(window)
        return window

    app.make_window = watched
    runpy.run_module("desktop_app", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
