"""Looks after the file of the session that is open: deleted, moved, replaced or overwritten, it is told within seconds.

It is asked, not waited for: what tells of changed files does not work on network drives, and a drive that hangs must
not keep the window waiting.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.jobs.dispatcher import emit_unless

if TYPE_CHECKING:
    from desktop_app.catalog.keeping import Keeping
    from desktop_app.faults import Fault

EVERY_SECONDS = 0.5
# Programs that save a file as a whole take it away for a moment.
TIMES_SEEN = 2


class WatchJob(QObject):
    """Watches one session at a time. Lives in the interface thread; its signals arrive there.

    Signals:
        told: number of the watch (what `start` returned), and the `Fault` that says what happened; None when everything
            is as it was again.
    """

    told = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._ended = threading.Event()

    def start(self, keeping: Keeping) -> int:
        """Watch a session instead of the one before; returns the number of this watch."""
        self.stop()
        self._number += 1
        self._ended = threading.Event()
        arguments = (self._number, keeping, self._ended)
        threading.Thread(target=self._watch, args=arguments, name="watching", daemon=True).start()
        return self._number

    def stop(self) -> None:
        """Watch nothing any more; does not wait for a drive that hangs."""
        self._ended.set()

    def _watch(self, number: int, keeping: Keeping, ended: threading.Event) -> None:
        told: Fault | None = None
        seen: list[Fault | None] = [None] * TIMES_SEEN
        while not ended.wait(EVERY_SECONDS):
            seen = [*seen[1:], keeping.fault()]
            if seen[-1] != told and all(each == seen[-1] for each in seen):
                told = seen[-1]
                if not emit_unless(ended, self.told, number, told):
                    return
