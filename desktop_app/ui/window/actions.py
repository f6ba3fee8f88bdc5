"""What each entry of the menus does that concerns the window itself: dialogs, settings, closing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QToolButton

from desktop_app.catalog.rows import PhotoState
from desktop_app.jobs.labelling import LabellingState
from desktop_app.photos.arrangement import SortBy
from desktop_app.ui.controllers.reviewing import ReviewingController
from desktop_app.ui.controllers.screens import PHOTOS, REVIEW
from desktop_app.ui.controllers.statistics import StatisticsController
from desktop_app.ui.look.theme import ThemeChoice
from desktop_app.ui.settings import CHOICES
from desktop_app.ui.window.action_set import ActionSet, fill_choice
from desktop_app.ui.window.learned import LearnedActions
from desktop_app.ui.window.screens import make_screens
from desktop_app.ui.window.view_actions import ViewActions
from desktop_app.ui.wording import numbers
from desktop_app.ui.wording.actions import ACTIONS, SCREEN_ACTIONS, SUGGESTION_ACTIONS, Needs
from desktop_app.ui.wording.keys import action_text, key_text, translated, with_key
from desktop_app.ui.wording.plain import on_button

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from PySide6.QtWidgets import QDialog, QMenu

    from desktop_app.ui.settings import Settings, WindowState
    from desktop_app.ui.window.action_set import Handler
    from desktop_app.ui.window.messages import WindowMessages
    from desktop_app.ui.window.parts import WindowParts

GUIDE = "guide"
NARROW_TOOLBAR = 1100
# Pixels of a sign, and of one where there is very little room.
SIGN, SMALL_SIGN = 20, 16
# So long after a session was opened, or another screen was shown, there is time for what is not asked for yet.
MAKE_AHEAD_MS = 2_000


class WindowActions(QObject):
    """Collects what everybody offers, and does what concerns the window itself."""

    def __init__(self, window: WindowParts, messages: WindowMessages) -> None:
        super().__init__(window)
        self._window, self._messages = window, messages
        self.view = ViewActions(window)
        self.screens = make_screens(window, self.view)
        self.statistics = StatisticsController(window.session, window.services.breeds.name, window)
        self.statistics.failed.connect(messages.show_fault)
        self.learned = LearnedActions(window, self._save)
        offering = (
            *(window.files, window.session, window.labelling, window.why, window.history, window.animal_naming),
            *(window.taught, window.importing, window.same_dog, self.view, self.screens, self.statistics),
            *(self.learned, window.dogs, self),
        )
        self.actions = ActionSet(window, offering)
        self.screens.shown.connect(self._show_screen)
        self.screens.made.connect(window.taught.screen_made)
        self.screens.shown.connect(window.taught.screen_shown)
        window.history.showing.connect(self._show_photos)
        self.screens.selection_changed.connect(self.offer_to_selection)
        self.actions.leave_out(self.screens.not_offered())
        self.mark_screen(self.screens.current.name)
        stack = window.session.undo_stack
        for changed in (stack.canUndoChanged, stack.canRedoChanged, stack.undoTextChanged, stack.redoTextChanged):
            changed.connect(self._name_steps)
        for told in (window.session.opened, window.session.closed):
            told.connect(self._name_steps)
        # While "Undo" is off, Qt leaves its key to nobody, and whoever presses it would not know why nothing happens.
        self._without_steps = QShortcut(QKeySequence(ACTIONS["undo"].keys[0]), window, autoRepeat=False)
        self._without_steps.activated.connect(self._say_where_steps_are)
        self._name_steps()
        self._ahead = QTimer(self, singleShot=True, interval=MAKE_AHEAD_MS)
        self._ahead.timeout.connect(self._make_ahead)
        window.session.opened.connect(lambda _path: self._ahead.start())
        self.screens.shown.connect(lambda _name: self._ahead.start() if self._ahead.isActive() else None)
        window.labelling.state_changed.connect(self._show_labelling_state)
        self.actions.put_on(window.panel.why_button, "why")

    def offers(self) -> Mapping[str, Handler]:
        """What this can do."""
        return {
            "quit": self._window.close,
            "rename_session": self._rename_session,
            "settings": self._settings,
            "go_on": lambda on: self._save(self._window.settings.changed(go_on_after_label=on)),
            "theme": self._fill_themes,
            "second_look": self._second_look,
            "breeds_in_software": self._open_vocabularies,
            "shortcuts": self._open_shortcuts,
            "guide": self._open_guide,
            "about": self._about,
        }

    def _make_ahead(self) -> None:
        """Have the review ready, where what it is made of was imported meanwhile: nobody waits for that here."""
        if "desktop_app.ui.review.screen.screen" in sys.modules:
            self.screens.make_ahead(REVIEW)

    def _show_photos(self) -> None:
        if self.screens.current.name != PHOTOS:
            self.screens.show(PHOTOS)

    def _second_look(self) -> None:
        self.screens.show(REVIEW)
        review = self.screens[REVIEW]
        if isinstance(review, ReviewingController):
            review.second_look()

    def offer_to_selection(self) -> None:
        """Offer what makes sense with what is chosen on the screen that is shown."""
        self.actions.leave_out(self.screens.not_offered())
        self.actions.enable(Needs.SELECTION, self.screens.current.has_selection())

    def _show_screen(self, name: str) -> None:
        """Show the screen's page, and offer what it offers."""
        window = self._window
        self.actions.leave_out(self.screens.not_offered())
        self.mark_screen(name)
        for bar in (self.actions.toolbar, window.status):
            bar.setVisible(not self.screens.current.whole_window)
        window.show_page()

    def choose_line(self, place: int) -> None:
        """Take a suggestion by its place from 1, on whichever screen is shown."""
        self.actions[SUGGESTION_ACTIONS[place - 1]].trigger()

    def mark_screen(self, name: str) -> None:
        """Show which screen is shown."""
        for each in SCREEN_ACTIONS:
            self.actions[each].setChecked(each == f"screen_{name}")

    def fit_toolbar(self, width: int) -> None:
        """Undo and redo are signs without words where the window is too narrow for all words of the toolbar.

        Where there is too little room for the others too, all are, in the end smaller ones: none may be out of sight.
        """
        steps = {"undo", "redo"} if width < NARROW_TOOLBAR else set()
        self._show_words(steps)
        self.actions.toolbar.setIconSize(QSize(SIGN, SIGN))
        if self.actions.toolbar.sizeHint().width() > width:
            self._show_words({action.name for action in ACTIONS.values() if action.toolbar})
        if self.actions.toolbar.sizeHint().width() > width:
            self.actions.toolbar.setIconSize(QSize(SMALL_SIGN, SMALL_SIGN))

    def _show_words(self, without: Collection[str]) -> None:
        style = Qt.ToolButtonStyle
        for action in ACTIONS.values():
            button = self.actions.toolbar.widgetForAction(self.actions[action.name]) if action.toolbar else None
            if isinstance(button, QToolButton):
                is_sign = action.name in without
                button.setToolButtonStyle(style.ToolButtonIconOnly if is_sign else style.ToolButtonTextBesideIcon)

    def enable(self) -> None:
        """Offer what makes sense with the session and the photos there are."""
        self.actions.enable(Needs.PHOTOS, len(self._window.collection) > 0)
        self.actions.enable(Needs.SESSION, self._window.session.path is not None)

    def count_unreadable(self, count: int) -> None:
        """Say how many photos would be tried again; there may be none."""
        action, text = self.actions["retry_all"], action_text("retry_all")
        action.setEnabled(bool(count) and self.actions.may_use("retry_all"))
        action.setText(f"{text} ({numbers.number(count)})" if count else text)

    def allow_changes(self, why_not: str) -> None:
        """Offer what changes the session, or do not: a sentence says why."""
        self.actions.allow_changes(why_not)
        self._name_steps()
        self.count_unreadable(self._window.collection.states[PhotoState.UNREADABLE])

    def refresh_theme(self) -> None:
        """Draw all that is drawn in the colours of the appearance in use."""
        self.actions.refresh_icons()
        self.statistics.refresh_theme()

    def shut_down(self) -> None:
        """Put away what stands beside the window, and end what it has begun."""
        self._window.history.shut_down()
        self.statistics.shut_down()
        self.learned.shut_down()

    def restore(self, state: WindowState) -> None:
        """Set everything as it was when the window was closed last."""
        window = self._window
        self.statistics.place = state.statistics
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
        self.actions["zoom_dog"].setChecked(state.zoomed_to_dog)
        window.zoom.set_on(state.zoomed_to_dog)
        window.preview.photo.set_zoomed(state.zoomed_to_dog)
        self._show_settings(window.settings)

    def _rename_session(self) -> None:
        path = self._window.session.path
        if path is not None:
            self._window.rename_bar.begin(path.stem)

    def _name_steps(self, _told: object = None) -> None:
        stack = self._window.session.undo_stack
        for name, can, step in (
            ("undo", stack.canUndo(), stack.undoText()),
            ("redo", stack.canRedo(), stack.redoText()),
        ):
            action, verb = self.actions[name], action_text(name)
            action.setEnabled(can and self.actions.may_use(name))
            text = self.tr("{verb}: {step}").format(verb=verb, step=on_button(step))
            action.setText(text if step else verb)
            action.setIconText(verb)
        is_over = not stack.canUndo() and self._window.session.path is not None
        self._without_steps.setEnabled(is_over)
        tip = self._where_steps_are() if is_over else with_key(translated(ACTIONS["undo"].tip), "undo")
        self.actions["undo"].setToolTip(tip)

    def _where_steps_are(self) -> str:
        text = self.tr(
            "There is nothing left to undo since the session was opened. What was done before, the history ({key}) "
            "takes back."
        )
        return text.format(key=key_text("history"))

    def _say_where_steps_are(self) -> None:
        screen = self.screens[REVIEW]
        if self.screens.current is screen and isinstance(screen, ReviewingController):
            screen.say(self._where_steps_are())
        else:
            self._window.status.say(self._where_steps_are())

    def _show_labelling_state(self, state: LabellingState) -> None:
        self.actions["pause"].setChecked(state is LabellingState.PAUSED)

    def _fill_themes(self, menu: QMenu) -> None:
        themes = {theme: QCoreApplication.translate("Settings", CHOICES[theme]) for theme in get_args(ThemeChoice)}
        chosen = self._window.settings.appearance.theme
        fill_choice(menu, themes, chosen, lambda theme: self._save(self._window.settings.changed(theme=theme)))

    def _settings(self) -> None:
        # Dialogs are imported when they are opened: the start of the window does not wait for them.
        from desktop_app.ui.dialogs.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._window.settings, self._window)
        if dialog.exec():
            self._save(dialog.settings())
        dialog.deleteLater()

    def _save(self, settings: Settings) -> None:
        window = self._window
        window.settings = settings
        self._show_settings(settings)
        self._messages.try_to(settings.save)
        # Last: with another language, everything here makes room for its like.
        window.services.apply_settings(settings)

    def _show_settings(self, settings: Settings) -> None:
        self._window.review.go_on_after_label = settings.review.go_on_after_label
        self.actions["go_on"].setChecked(settings.review.go_on_after_label)
        self._window.learning.set_on(settings.learning.from_corrections)
        self.actions["learn"].setChecked(settings.learning.from_corrections)
        for action in self.actions.menus["theme"].actions():
            action.setChecked(action.data() == settings.appearance.theme)

    def _open_vocabularies(self) -> None:
        from desktop_app.ui.dialogs.vocabulary_dialog import VocabularyDialog

        typed = self._window.collection.own_breeds()
        self._show_dialog(VocabularyDialog("asm3", self._window.services.breeds, self._window, typed))

    def _open_shortcuts(self) -> None:
        from desktop_app.ui.dialogs.shortcuts_sheet import ShortcutsSheet

        self._show_dialog(ShortcutsSheet(self._window.keyboard, self._window))

    def _open_guide(self) -> None:
        from desktop_app.ui.dialogs.guide_dialog import GuideDialog

        guide = self._window.services.documents[GUIDE]
        if guide.is_file():
            self._show_dialog(GuideDialog(guide, self._window))
        else:
            self._open_shortcuts()

    def _about(self) -> None:
        from desktop_app.ui.dialogs.about_dialog import AboutDialog

        documents = {title: file for title, file in self._window.services.documents.items() if title != GUIDE}
        self._show_dialog(AboutDialog(self._window.status.model_name(), documents, self._window))

    def _show_dialog(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
