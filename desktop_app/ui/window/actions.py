"""What each entry of menus and toolbar does in the main window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QToolButton

from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN
from desktop_app.jobs.labelling import LabellingState
from desktop_app.photos.arrangement import SortBy
from desktop_app.ui.dialogs.about_dialog import AboutDialog
from desktop_app.ui.dialogs.guide_dialog import GuideDialog
from desktop_app.ui.dialogs.settings_dialog import SettingsDialog
from desktop_app.ui.dialogs.shortcuts_sheet import ShortcutsSheet
from desktop_app.ui.gallery.view import ZOOM_STEP
from desktop_app.ui.settings import Settings, WindowState
from desktop_app.ui.window.action_set import ActionSet
from desktop_app.ui.wording.shortcuts import SUGGESTION_ACTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.ui.window.main_window import MainWindow

GUIDE = "guide"
NARROW_TOOLBAR = 1100


class WindowActions(QObject):
    """Makes the actions and does what concerns the window itself; the rest goes to the controllers."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.actions = ActionSet(window, self._handlers())
        self.actions.build_menus()
        self._toolbar = self.actions.build_toolbar()
        recent = self.actions.menus["recent"]
        recent.setTitle(self.tr("Open recent session"))
        recent.aboutToShow.connect(lambda: window.files.fill_recent(recent))
        themes = {"system": self.tr("As the system"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        self.actions.fill_choice("theme", self.tr("Appearance"), themes, window.settings.theme, self._choose_theme)
        stack = window.session.undo_stack
        for name, can, text in (
            ("undo", stack.canUndoChanged, stack.undoTextChanged),
            ("redo", stack.canRedoChanged, stack.redoTextChanged),
        ):
            self.actions[name].setEnabled(False)
            can.connect(self.actions[name].setEnabled)
            text.connect(lambda step, name=name: self._name_step(name, step))
        window.labelling.state_changed.connect(self._show_labelling_state)
        window.panel.why_button.setDefaultAction(self.actions["why"])

    def _handlers(self) -> dict[str, Callable[[], object]]:
        window = self._window
        files, session, review = window.files, window.session, window.review
        handlers: dict[str, Callable[[], object]] = {
            "add_folder": files.add_folder,
            "add_photos": files.add_photos,
            "new_session": session.start_new,
            "open_session": files.open_session,
            "save_session_as": files.save_session_copy,
            "rename_session": self._rename_session,
            "copy_path": self._copy_path,
            "export": lambda: files.export(window.model.ids(), window.gallery.selected_ids()),
            "quit": window.close,
            "undo": session.undo_stack.undo,
            "redo": session.undo_stack.redo,
            "select_all": window.gallery.selectAll,
            "find": self._find,
            "remove": review.remove,
            "settings": self._settings,
            "confirm": review.confirm,
            "search_breed": lambda: self._in_panel(window.panel.search_breed),
            "mix": lambda: self._in_panel(window.panel.start_mix),
            "unknown": lambda: review.choose(UNKNOWN),
            "no_dog": lambda: review.choose(NO_DOG),
            "clear": lambda: review.choose(None),
            "next_to_review": review.go_to_next,
            "previous_to_review": review.go_to_previous,
            "go_on": self._set_go_on,
            "preview": self.toggle_preview,
            "why": lambda: window.why.set_on(self.actions["why"].isChecked()),
            "open_folder": self.open_folder,
            "larger": lambda: window.gallery.set_thumbnail_size(window.gallery.thumbnail_size() + ZOOM_STEP),
            "smaller": lambda: window.gallery.set_thumbnail_size(window.gallery.thumbnail_size() - ZOOM_STEP),
            "show_filters": lambda: window.sidebar.setVisible(self.actions["show_filters"].isChecked()),
            "show_panel": lambda: window.panel.setVisible(self.actions["show_panel"].isChecked()),
            "clear_filters": self.clear_filters,
            "pause": lambda: window.labelling.pause(self.actions["pause"].isChecked()),
            "shortcuts": lambda: self._show_dialog(ShortcutsSheet(window)),
            "guide": self._open_guide,
            "about": self._about,
        }
        for place, name in enumerate(SUGGESTION_ACTIONS, start=1):
            handlers[name] = partial(window.panel.choose_line, place)
        return handlers

    def fit_toolbar(self, width: int) -> None:
        """Undo and redo are signs without words where the window is too narrow for all words of the toolbar."""
        style = Qt.ToolButtonStyle
        for name in ("undo", "redo"):
            button = self._toolbar.widgetForAction(self.actions[name])
            if isinstance(button, QToolButton):
                narrow = width < NARROW_TOOLBAR
                button.setToolButtonStyle(style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon)

    def enable(self) -> None:
        """Offer what makes sense with the photos there are."""
        some = len(self._window.collection) > 0
        names = ("export", "select_all", "find", "next_to_review", "previous_to_review", "clear_filters")  # fmt: skip
        for name in names:
            self.actions[name].setEnabled(some)
        self.actions["save_session_as"].setEnabled(self._window.session.path is not None)
        self.actions["new_session"].setEnabled(self._window.session.path is not None)
        self.actions["rename_session"].setEnabled(self._window.session.path is not None)

    def restore(self, state: WindowState) -> None:
        """Set everything as it was when the window was closed last."""
        window = self._window
        window.gallery.set_thumbnail_size(state.thumbnail_size)
        window.status.slider.setValue(state.thumbnail_size)
        sort_by = SortBy(state.sort_by) if state.sort_by in list(SortBy) else SortBy.NAME
        window.header.set_sorting(sort_by, state.descending)
        window.model.set_sorting(sort_by, state.descending)
        for name, widget, shown in (
            ("show_filters", window.sidebar, state.filters_shown),
            ("show_panel", window.panel, state.panel_shown),
        ):
            self.actions[name].setChecked(shown)
            widget.setVisible(shown)
        self.actions["go_on"].setChecked(window.settings.go_on_after_label)
        window.review.go_on_after_label = window.settings.go_on_after_label

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
        menu = self.actions.context_menu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _copy_path(self) -> None:
        rows = self._window.collection.rows_of(self._window.gallery.selected_ids())
        QGuiApplication.clipboard().setText("\n".join(str(row.path) for row in rows))

    def _rename_session(self) -> None:
        path = self._window.session.path
        if path is not None:
            self._window.rename_bar.begin(path.stem)

    def show_panel(self) -> None:
        """Show the panel where it is hidden or covered."""
        if self._window.panel.isHidden():
            self.actions["show_panel"].trigger()
        self._window.preview.close_preview()

    def _in_panel(self, act: Callable[[], None]) -> None:
        self.show_panel()
        act()

    def _find(self) -> None:
        self._window.header.find_box.setFocus()
        self._window.header.find_box.selectAll()

    def clear_filters(self) -> None:
        """Show all photos."""
        self._window.header.find_box.clear()
        self._window.sidebar.clear()

    def _name_step(self, name: str, step: str) -> None:
        verb = self.tr("Undo") if name == "undo" else self.tr("Redo")
        self.actions[name].setText(f"{verb}: {step}" if step else verb)
        self.actions[name].setIconText(verb)

    def _show_labelling_state(self, state: LabellingState) -> None:
        self.actions["pause"].setChecked(state is LabellingState.PAUSED)

    def _set_go_on(self) -> None:
        go_on = self.actions["go_on"].isChecked()
        self._window.review.go_on_after_label = go_on
        self._save(self._window.settings.model_copy(update={"go_on_after_label": go_on}))

    def _choose_theme(self, theme: str) -> None:
        self._save(Settings.model_validate({**self._window.settings.model_dump(), "theme": theme}))

    def _settings(self) -> None:
        dialog = SettingsDialog(self._window.settings, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._save(dialog.settings())
        dialog.deleteLater()

    def _save(self, settings: Settings) -> None:
        window = self._window
        window.settings = settings
        window.review.go_on_after_label = settings.go_on_after_label
        self.actions["go_on"].setChecked(settings.go_on_after_label)
        for action in self.actions.menus["theme"].actions():
            action.setChecked(action.data() == settings.theme)
        window.services.apply_settings(settings)
        window.window_messages.try_to(settings.save)

    def _open_guide(self) -> None:
        guide = self._window.services.documents[GUIDE]
        missing = not guide.is_file()
        self._show_dialog(ShortcutsSheet(self._window) if missing else GuideDialog(guide, self._window))

    def _about(self) -> None:
        documents = {title: file for title, file in self._window.services.documents.items() if title != GUIDE}
        self._show_dialog(AboutDialog(self._window.status.model_name(), documents, self._window))

    def _show_dialog(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
