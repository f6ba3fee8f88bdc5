"""When the process is asked to end, the window ends as it does when a person closes it, whatever is open over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QObject, Qt, QTimer, Signal

from desktop_app import stopping

if TYPE_CHECKING:
    from PySide6.QtGui import QSessionManager
    from PySide6.QtWidgets import QApplication

    from desktop_app.ui.window.main_window import MainWindow

# Windows says that a program holds it up after five seconds.
SYSTEM_WAITS_MS = 3_000
TURN_MS = 20


class Ending(QObject):
    """Carries the wish from any thread to the window."""

    _asked = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._window: MainWindow | None = None
        self._asked.connect(self._end, Qt.ConnectionType.QueuedConnection)
        # A computer that shuts down, where that is no signal. Whether it really will is not decided yet.
        application.commitDataRequest.connect(self._save, Qt.ConnectionType.DirectConnection)

    def watch(self, window: MainWindow) -> None:
        """This window is to be ended; at once where somebody asked already."""
        self._window = window
        if stopping.asked():
            # Before that the event loop does not run, and what ends it would be forgotten.
            QTimer.singleShot(0, self, self._end)

    def ask(self) -> None:
        """End the window soon; from any thread."""
        self._asked.emit()

    def _end(self) -> None:
        """Close the window, and leave the event loops of all menus, dialogs and questions with that of the window."""
        if self._window is None:
            return  # `watch` will see to it
        self._window.close()
        self._application.exit(stopping.exit_code() or 0)

    def _save(self, _manager: QSessionManager) -> None:
        """What a person decided is on disk, and shown as done, before the system goes on."""
        window = self._window
        if window is None:
            return
        window.window_messages.try_to(window.memory.save)
        window.memory.keep_photo()
        patience = QDeadlineTimer(SYSTEM_WAITS_MS)
        while window.session.is_writing and not patience.hasExpired():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, TURN_MS)
