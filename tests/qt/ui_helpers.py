"""Selections for tests that need no session, and looking at what a window shows."""

import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.catalog.changes.base import Change
from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.values.labels import Label
from desktop_app.photos.selection import Selection
from desktop_app.photos.store import PhotoStore
from desktop_app.ui.controllers.reviewing import ReviewingController
from desktop_app.ui.controllers.screens import REVIEW
from desktop_app.ui.gallery.model import GalleryModel
from desktop_app.ui.window.main_window import MainWindow

# To a slow disk of a busy machine.
WRITTEN_SECONDS = 20.0


def selection_of(rows: Sequence[PhotoRow]) -> Selection:
    """Rows as the panel gets them: as selected photos of a store, the first one in focus."""
    store = PhotoStore()
    store.put(rows)
    return Selection.of(store, [row.photo_id for row in rows])


def settle(window: QWidget, seconds: float = WRITTEN_SECONDS) -> None:
    """Let all that was asked for be written, and shown; the selection of a window follows with it.

    Raises:
        TimeoutError: it is not written after so long.
    """
    end = time.monotonic() + seconds
    QApplication.processEvents()
    while isinstance(window, MainWindow) and _is_busy(window):
        if time.monotonic() > end:
            raise TimeoutError(f"not written after {seconds:.0f} seconds")
        QTest.qWait(1)
    QApplication.processEvents()
    QApplication.processEvents()


def _is_busy(window: MainWindow) -> bool:
    """Whether something is on its way to the session, or back from it: labels of further dogs are read again."""
    review = window.screens[REVIEW]
    assert isinstance(review, ReviewingController)
    return window.review.dogs.may_be_old or review.dogs.may_be_old


def joined(model: GalleryModel, seconds: float = WRITTEN_SECONDS) -> list[int]:
    """The photos that are shown, once all that came in has joined them."""
    end = time.monotonic() + seconds
    while model._later.isActive():
        assert time.monotonic() < end, "they never joined"
        QTest.qWait(2)
    return model.ids()


def see(window: MainWindow) -> None:
    """Wait until all photos in sight are displayed: no key labels one whose tile is still empty."""
    end = time.monotonic() + WRITTEN_SECONDS
    settle(window)
    while not all(map(window.pictures.is_there, window.gallery.ids_in_sight())):
        assert time.monotonic() < end, "the pictures never came"
        QTest.qWait(2)
    settle(window)


def press(window: QWidget, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is, and let everything that follows from it happen, on disk too."""
    target = window.focusWidget() or window
    if isinstance(key, str):
        QTest.keyClicks(target, key, modifiers)
    else:
        QTest.keyClick(target, key, modifiers)
    settle(window)


def act(window: MainWindow, *names: str) -> None:
    """Trigger actions one after the other, faster than anything is written."""
    for name in names:
        window.actions_by_name[name].trigger()


def make(window: MainWindow, change: Change) -> None:
    """Let the window make a change, as a step that can be taken back, and wait until it is shown."""
    window.session.change(change, "a step", "A step")
    settle(window)


def labels_of(window: MainWindow, ids: Iterable[int]) -> dict[int, Label | None]:
    """The labels as the window shows them once everything is written."""
    settle(window)
    return {row.photo_id: row.label for row in window.collection.rows_of(list(ids))}


def labelled(window: MainWindow) -> list[Label]:
    """The labels there are, as the window shows them once everything is written."""
    settle(window)
    return [row.label for row in window.collection if row.label is not None]


def has_looked_at(window: MainWindow, photos: int) -> bool:
    """Whether so many photos are shown and none of them waits for its suggestion."""
    return window.model.rowCount() == photos and not window.collection.states[PhotoState.WAITING]


def add_and_look(window: MainWindow, dropped: Sequence[Path], photos: int, seconds: float = 180.0) -> None:
    """Add photos and wait until each has been looked at, and the window has heard that this has ended.

    What it says then stands above the photos: it must not come while a test measures where they are.
    """
    done: list[int] = []
    heard = window.labelling.finished.connect(lambda summary: done.append(summary.done))
    window.session.add(dropped)
    end = time.monotonic() + seconds
    while not has_looked_at(window, photos) or sum(done) < photos:
        assert time.monotonic() < end, f"{sum(done)} of {photos} photos have been looked at"
        QTest.qWait(2)
    window.labelling.finished.disconnect(heard)


def texts(window: MainWindow) -> list[str]:
    """The messages that the window shows."""
    return [message.text for message in window.messages.messages()]


def current(window: MainWindow) -> PhotoRow:
    """The photo in focus."""
    photo_id = window.gallery.current_id()
    assert photo_id is not None
    return window.collection[photo_id]
