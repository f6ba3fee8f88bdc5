"""Rows for tests that need no session, and looking at what a window shows."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.catalog.rows import PhotoRow, RowSuggestion
from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import RankedBreed, SuggestionStatus
from desktop_app.faults import Fault
from desktop_app.ui.window.main_window import MainWindow


def make_row(
    photo_id: int,
    breed: str | None = "n_red",
    probability: float = 0.9,
    *,
    name: str | None = None,
    label: Label | None = None,
    error: str | None = None,
    dog: float = 0.99,
    modified_ns: int = 0,
) -> PhotoRow:
    """A row as the session would give it; without a breed it waits, or is unreadable when there is an error."""
    suggestion = None
    if breed is not None and error is None:
        others = [other for other in ("n_red", "n_green", "n_blue") if other != breed]
        ranked = (
            RankedBreed(breed, probability),
            *(RankedBreed(other, (1 - probability) / 2) for other in others),
        )
        status = SuggestionStatus.OK if dog >= 0.5 else SuggestionStatus.NO_DOG
        suggestion = RowSuggestion(status, dog, ranked)
    path = Path("/photos") / (name or f"dog {photo_id}.jpg")
    fault = None if error is None else Fault("photo.said", {"words": error})
    return PhotoRow(photo_id, path, modified_ns, fault, suggestion, label)


def press(window: QWidget, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is, and let everything that follows from it happen."""
    target = window.focusWidget() or window
    if isinstance(key, str):
        QTest.keyClicks(target, key, modifiers)
    else:
        QTest.keyClick(target, key, modifiers)
    QApplication.processEvents()
    QApplication.processEvents()


def current(window: MainWindow) -> PhotoRow:
    """The photo in focus."""
    photo_id = window.gallery.current_id()
    assert photo_id is not None
    return window.collection[photo_id]
