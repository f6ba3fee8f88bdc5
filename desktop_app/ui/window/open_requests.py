"""What the system asks to be opened: a session that was double-clicked, folders that were dropped on the app's icon."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent


class OpenRequests(QObject):
    """Passes on what macOS asks a running app to open; other systems say it on the command line.

    Signals:
        wanted: the path of a file or folder, or as text the address of something else.
    """

    wanted = Signal(object)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take requests, which go to the application object; leave everything else alone."""
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            said = Path(event.file()) if event.file() else event.url().toString()
            if said:
                self.wanted.emit(said)
                return True
        return super().eventFilter(watched, event)
