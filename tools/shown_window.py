"""The window as it is brought up for looking at it: opened, filled, and let come to rest."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app import app
from desktop_app.catalog.rows import PhotoState
from desktop_app.ui.settings import Settings, WindowState
from desktop_app.ui.window.main_window import MainWindow

Screens = Iterator[tuple[str, QWidget]]


def wait_for(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    """Let the window live until something is so.

    Raises:
        TimeoutError: it never was.
    """
    for _ in range(int(seconds / 0.01)):
        if condition():
            return
        QTest.qWait(10)
    raise TimeoutError("the window did not get there")


@contextmanager
def opened_window(
    application: QApplication, settings: Settings, size: tuple[int, int] | None = None
) -> Iterator[MainWindow]:
    """The window as on a first start; it takes the whole screen, unless a size is given."""
    # What the window before remembered, how it sorted its photos, would be seen in this one.
    WindowState.file().unlink(missing_ok=True)
    window = app.make_window(application, settings)
    if size is not None:
        window.resize(*size)
        window.show()
    else:
        window.showMaximized()
    window.activateWindow()
    QTest.qWait(50)
    try:
        yield window
    finally:
        window.close()


def show_photos(window: MainWindow, photos: list[Path], session: Path | None) -> None:
    """Open the session, or add photos, and wait until what is in sight can be seen."""
    if session is not None:
        window.session.open(session)
        wait_for(lambda: window.session.path == session)
    else:
        window.session.add(photos)
    wait_for(lambda: window.model.rowCount() > 0)
    wait_for(lambda: bool(window.status.model_text()))
    wait_for(lambda: all(window.pictures.pixmap(photo_id) for photo_id in window.gallery.visible_ids()))


def show_drawings(window: MainWindow, session: Path) -> None:
    """Open a session of drawings in which nothing waits."""
    show_photos(window, [], session)
    wait_for(lambda: not window.collection.states[PhotoState.WAITING] and not window.status.job.isVisible(), 600)


def settle() -> None:
    """Let timers fire and layouts have their turn: a line that breaks anew moves what is below it, and so on."""
    for _ in range(4):
        QTest.qWait(8)
        QApplication.processEvents()


def written(window: MainWindow) -> None:
    """Let all that was asked for be written, and shown."""
    wait_for(lambda: not window.session.is_writing)
    settle()


def do(window: MainWindow, action: str) -> None:
    """What a key or a menu does."""
    if not window.actions_by_name[action].isEnabled():
        raise RuntimeError(f"{action} cannot be done here")
    window.actions_by_name[action].trigger()
    written(window)
