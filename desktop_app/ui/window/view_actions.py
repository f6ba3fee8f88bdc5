"""What each entry of the menus does that concerns what is shown: the gallery, the panel, the large view."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QGuiApplication

from desktop_app.photos.arrangement import SectionBy
from desktop_app.ui.controllers.screens import PHOTOS
from desktop_app.ui.controllers.there_to_export import ToExport
from desktop_app.ui.gallery.view import ZOOM_STEP
from desktop_app.ui.window.action_set import fill_choice
from desktop_app.ui.window.animals_screen import AnimalsScreen
from desktop_app.ui.wording.actions import SUGGESTION_ACTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QMenu

    from desktop_app.ui.window.action_set import Handler
    from desktop_app.ui.window.parts import WindowParts


class ViewActions(QObject):
    """Does what a person wants to see, in the widgets of the window."""

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window

    def offers(self) -> Mapping[str, Handler]:
        """What this can do, whichever screen is shown."""
        window = self._window
        return {
            "export": lambda: window.files.exporting.ask(self._to_export()),
            "export_again": lambda: window.files.exporting.again(self._to_export()),
            "sections": self._fill_sections,
        }

    def photos_offers(self) -> Mapping[str, Handler]:
        """What this can do on the screen Photos."""
        window = self._window
        lines = {name: partial(window.panel.choose_line, place) for place, name in enumerate(SUGGESTION_ACTIONS, 1)}
        return lines | {
            "select_all": window.gallery.selectAll,
            "find": self._find,
            "label_kind": window.panel.choose_kind,
            "search_breed": partial(self._in_panel, window.panel.search_breed),
            "mix": partial(self._in_panel, window.panel.start_mix),
            "preview": self.toggle_preview,
            "open_folder": self.open_folder,
            "larger": partial(self._zoom, ZOOM_STEP),
            "smaller": partial(self._zoom, -ZOOM_STEP),
            "show_filters": window.sidebar.setVisible,
            "show_panel": window.panel.setVisible,
            "clear_filters": self.clear_filters,
            "copy_path": self._copy_path,
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
        row = self._window.review.selected().first
        if row is not None:
            self._window.files.show_in_folder(row.path)

    def show_tile_menu(self, place: QPoint) -> None:
        """What can be done with the photo under the mouse, or in focus."""
        menu = self._window.actions_by_name.context_menu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def show_panel(self) -> None:
        """Show the panel where it is hidden or covered."""
        if self._window.panel.isHidden():
            self._window.actions_by_name["show_panel"].trigger()
        self._window.preview.close_preview()

    def _to_export(self) -> ToExport:
        """What is shown and selected on this screen: nobody means what another one hides."""
        window = self._window
        screen = window.screens.current
        if isinstance(screen, AnimalsScreen):
            return screen.to_export()
        return ToExport(window.model.ids(), window.gallery.selected_ids() if screen.name == PHOTOS else [])

    def _in_panel(self, act: Callable[[], None]) -> None:
        self.show_panel()
        act()

    def _copy_path(self) -> None:
        rows = self._window.collection.rows_of(self._window.gallery.selected_ids())
        QGuiApplication.clipboard().setText("\n".join(str(row.path) for row in rows))

    def _fill_sections(self, menu: QMenu) -> None:
        names: dict[str, str] = {
            SectionBy.NOTHING: self.tr("Nothing"),
            SectionBy.BREED: self.tr("By breed"),
            SectionBy.KIND: self.tr("By kind of dog"),
            SectionBy.FOLDER: self.tr("By folder"),
            SectionBy.STATE: self.tr("By state"),
        }
        model = self._window.model
        fill_choice(menu, names, model.arrangement.sections, lambda by: model.set_sections(SectionBy(by)))

    def _find(self) -> None:
        self._window.header.find_box.setFocus()
        self._window.header.find_box.selectAll()

    def _zoom(self, step: int) -> None:
        gallery = self._window.gallery
        gallery.set_thumbnail_size(gallery.thumbnail_size() + step)

    def clear_filters(self) -> None:
        """Show all photos."""
        self._window.header.find_box.clear()
        self._window.sidebar.clear()
