"""Where a window opens: on a screen that is there, and no larger than it."""

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

WANTED = QSize(1280, 800)
# Title bar and borders, until the system has told how wide they are.
GUESSED_FRAME = QMargins(8, 38, 8, 8)


def fitted(frame: QRect, screens: Sequence[QRect]) -> QRect:
    """A window's frame moved onto the screen that it lies on most, or the first one; smaller where it is larger.

    Args:
        frame: the window with its title bar and borders, in the pixels of the screens.
        screens: what a window may cover of each screen, the first one preferred; not empty.
    """
    screen = max(screens, key=lambda place: _area(place.intersected(frame)))
    width, height = min(frame.width(), screen.width()), min(frame.height(), screen.height())
    left = max(screen.left(), min(frame.left(), screen.left() + screen.width() - width))
    top = max(screen.top(), min(frame.top(), screen.top() + screen.height() - height))
    return QRect(left, top, width, height)


def place(window: QWidget, *, first_time: bool) -> None:
    """Bring a window onto a screen, with its frame.

    Args:
        window: not maximised and not full screen; else it is left to the system.
        first_time: whether nothing was remembered: then it gets its usual size in the middle of the screen.
    """
    if window.isMaximized() or window.isFullScreen():
        return
    margins = _frame(window)
    screens = _screens(window)
    if first_time:
        frame = QRect(0, 0, WANTED.width(), WANTED.height()).marginsAdded(margins)
        frame = QRect(0, 0, min(frame.width(), screens[0].width()), min(frame.height(), screens[0].height()))
        frame.moveCenter(screens[0].center())
    else:
        frame = window.geometry().marginsAdded(margins)
    wanted = fitted(frame, screens).marginsRemoved(margins)
    if wanted != window.geometry():
        window.setGeometry(wanted)


def _frame(window: QWidget) -> QMargins:
    inner, outer = window.geometry(), window.frameGeometry()
    if not window.isVisible() or inner == outer:
        return GUESSED_FRAME
    return QMargins(
        inner.left() - outer.left(),
        inner.top() - outer.top(),
        outer.right() - inner.right(),
        outer.bottom() - inner.bottom(),
    )


def _screens(window: QWidget) -> list[QRect]:
    first = window.screen() or QGuiApplication.primaryScreen()
    others = [screen for screen in QGuiApplication.screens() if screen is not first]
    return [screen.availableGeometry() for screen in (first, *others)]


def _area(rect: QRect) -> int:
    return max(0, rect.width()) * max(0, rect.height()) if not rect.isEmpty() else 0
