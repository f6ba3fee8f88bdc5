"""What the system asks to be opened: a session that was double-clicked, folders that were dropped on the app's icon."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent

from desktop_app.catalog.opening import SESSION_SUFFIX


def sessions_and_photos(asked_for: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """What is a session to open, and what is photos and folders to add: desktops name both in the same way."""
    sessions = [path for path in asked_for if path.suffix.lower() == SESSION_SUFFIX and not path.is_dir()]
    return sessions, [path for path in asked_for if path not in sessions]


class OpenRequests(QObject):
    """Passes on what macOS asks a running app to open; other systems say it on the command line.

    Signals:
        wanted: a file or folder.
    """

    wanted = Signal(Path)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take requests, which go to the application object; leave everything else alone."""
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent) and event.file():
            self.wanted.emit(Path(event.file()))
            return True
        return super().eventFilter(watched, event)
