"""What each entry of the menus does that concerns what is shown: the gallery, the panel, the large view."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.ui.gallery.view import ZOOM_STEP
from desktop_app.ui.wording.actions import SUGGESTION_ACTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop_app.ui.window.action_set import Handler
    from desktop_app.ui.window.main_window import MainWindow


class ViewActions(QObject):
    """Does what a person wants to see, in the widgets of the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def offers(self) -> Mapping[str, Handler]:
        """What this can do."""
        window = self._window
        lines = {name: partial(window.panel.choose_line, place) for place, name in enumerate(SUGGESTION_ACTIONS, 1)}
        return lines | {
            "export": lambda: window.files.export(window.model.ids(), window.gallery.selected_ids()),
            "select_all": window.gallery.selectAll,
            "find": self._find,
            "search_breed": partial(self._in_panel, window.panel.search_breed),
            "mix": partial(self._in_panel, window.panel.start_mix),
            "preview": self.toggle_preview,
            "open_folder": self.open_folder,
            "larger": partial(self._zoom, ZOOM_STEP),
            "smaller": partial(self._zoom, -ZOOM_STEP),
            "show_filters": window.sidebar.setVisible,
            "show_panel": window.panel.setVisible,
            "clear_filters": self._clear_filters,
        }

    def toggle_preview(self) -> None:
        """Show the photo over the whole window, or no longer."""
        preview = self._window.preview
        if preview.isVisible():
            preview.close_preview()
        else:
            preview.open_preview()
            self._window.gallery.setFocus()
            self._window.feed.ask()

    def open_folder(self) -> None:
        """Open the folder of the photo in focus."""
        rows = self._window.review.selected_rows()
        if rows:
            self._window.files.show_in_folder(rows[0].path)

    def _in_panel(self, act: Callable[[], None]) -> None:
        if self._window.panel.isHidden():
            self._window.actions_by_name["show_panel"].trigger()
        self._window.preview.close_preview()
        act()

    def _find(self) -> None:
        self._window.header.find_box.setFocus()
        self._window.header.find_box.selectAll()

    def _zoom(self, step: int) -> None:
        gallery = self._window.gallery
        gallery.set_thumbnail_size(gallery.thumbnail_size() + step)

    def _clear_filters(self) -> None:
        self._window.header.find_box.clear()
        self._window.sidebar.clear()
