"""What the window remembers by itself: its place, its sizes and how the photos were sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QDataStream, QEvent, QObject, QSize, Qt, QTimer

from desktop_app.ui.settings import MOST_ASKED, WindowState
from desktop_app.ui.window.placing import place

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.ui.window.parts import WindowParts

SIDEBAR_WIDTH, PANEL_WIDTH = 216, 380
# In a narrower window filters and panel get less, so that two photos stand side by side.
NARROW = 1150
# A photo that one only passes by is not where one stopped; and the disk is not written at every key.
SETTLE_MS = 1000
NARROW_SIDEBAR, NARROW_PANEL = 190, 290
# What Qt writes before the sizes of a splitter.
_SPLITTER_MARK = 0xFF
# Wider than any screens side by side; and what would leave no room for photos on any.
_WIDEST, _WIDEST_AT_THE_SIDE = 100_000, 4_000


class WindowMemory(QObject):
    """Brings the window back as it was, on a screen that is there."""

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._placed: QSize | None = None
        self._was_large = False
        self._looked_at: tuple[Path, int] | None = None
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self.keep_photo)
        window.installEventFilter(self)

    def restore_place(self) -> None:
        """Put the window where it was when it was closed last, or where the screen has room for it."""
        window = self._window
        remembered = window.restoreGeometry(QByteArray.fromBase64(window.state.geometry.encode()))
        # A file may say so; a person who closed the window saw it.
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        place(window, first_time=not remembered)
        self._placed = window.size()
        self._was_large = window.isMaximized() or window.isFullScreen()
        if splitter_sizes(window.state.splitter) is None:
            wide = window.width() >= NARROW
            side, panel = (SIDEBAR_WIDTH, PANEL_WIDTH) if wide else (NARROW_SIDEBAR, NARROW_PANEL)
            window.splitter.setSizes([side, max(1, window.width() - side - panel), panel])

    def restore_sizes(self) -> None:
        """Share the window between filters, photos and panel as it was shared when it was closed last."""
        sizes = splitter_sizes(self._window.state.splitter)
        if sizes is not None:
            # Not `restoreState`: that brings back whatever else stands there, a splitter that lies on its side too.
            self._window.splitter.setSizes(sizes)

    def state_now(self) -> WindowState:
        """What is to be remembered."""
        window = self._window
        sort_by, descending = window.alike.sorting
        return WindowState(
            geometry=bytes(window.saveGeometry().toBase64().data()).decode(),
            splitter=bytes(window.splitter.saveState().toBase64().data()).decode(),
            thumbnail_size=window.gallery.thumbnail_size(),
            sort_by=sort_by.value,
            descending=descending,
            filters_shown=not window.sidebar.isHidden(),
            panel_shown=not window.panel.isHidden(),
            zoomed_to_dog=window.zoom.is_on,
            statistics=window.window_actions.statistics.place_now(),
            asked_about_folders=window.animal_naming.asked[-MOST_ASKED:],
        )

    def save(self) -> None:
        """Keep it all for the next start.

        Raises:
            OSError: the configuration folder cannot be written.
        """
        self.state_now().save()

    def note_photo(self) -> None:
        """Another photo may be in focus: it is kept as soon as a person stays with it, and when the window closes."""
        path, photo_id = self._window.session.path, self._window.gallery.current_id()
        if path is not None and photo_id is not None:
            if self._looked_at is not None and self._looked_at[0] != path:
                self.keep_photo()
            self._looked_at = (path, photo_id)
            self._settled.start()

    def keep_photo(self) -> None:
        """Remember the photo that a person looked at last, for the next time that the session is opened."""
        self._settled.stop()
        if self._looked_at is not None:
            self._window.services.recent.stopped_at(*self._looked_at)
            self._looked_at = None

    def go_back_to_photo(self) -> None:
        """Go where a person stopped in the session that was just opened."""
        path = self._window.session.path
        photo_id = self._window.services.recent.photo_of(path) if path is not None else None
        if photo_id is not None and self._window.model.place(photo_id) is not None:
            self._window.gallery.go_to(photo_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """When the window is shown, or is maximised no more, its frame gets a size: it is kept on the screen."""
        if event.type() == QEvent.Type.Show and self._placed is not None:
            # A size that somebody has given it in the meantime is theirs.
            if self._placed == self._window.size():
                QTimer.singleShot(0, self, lambda: place(self._window, first_time=False))
            self._placed = None
        if event.type() == QEvent.Type.WindowStateChange and self._was_large:
            large = self._window.isMaximized() or self._window.isFullScreen()
            if not large and not self._window.isMinimized():
                # What it goes back to was remembered too, maybe of a screen that is gone.
                self._was_large = False
                QTimer.singleShot(0, self, lambda: place(self._window, first_time=False))
        return super().eventFilter(watched, event)


def splitter_sizes(remembered: str) -> list[int] | None:
    """The widths of filters, photos and panel that `QSplitter.saveState` wrote, in base 64.

    Returns:
        three widths that leave room for photos; None where something else stands there, or nothing.
    """
    stream = QDataStream(QByteArray.fromBase64(remembered.encode()))
    if stream.readInt32() != _SPLITTER_MARK or stream.readInt32() not in (0, 1) or stream.readUInt32() != 3:
        return None
    sizes = [stream.readInt32() for _ in range(3)]
    if stream.status() != QDataStream.Status.Ok:
        return None
    side, photos, panel = sizes
    is_sound = all(0 <= size <= _WIDEST for size in sizes) and photos > 0 and max(side, panel) <= _WIDEST_AT_THE_SIDE
    return sizes if is_sound else None
