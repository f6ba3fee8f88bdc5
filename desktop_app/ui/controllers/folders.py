"""The folders that the system has for something."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def folder_for(kind: QStandardPaths.StandardLocation) -> Path:
    """The folder that the system has for something; the home folder where there is none, which Qt does not look at."""
    folder = Path(QStandardPaths.writableLocation(kind))
    return folder if folder.is_dir() else Path.home()
