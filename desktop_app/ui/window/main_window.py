"""The window: puts the parts in their places and connects them. What they do is in the controllers."""

from pathlib import Path

import shiboken6
from PySide6.QtCore import QLocale, QSize, QTimer
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMenuBar

from desktop_app.catalog.asked_for import PATIENCE
from desktop_app.catalog.rows import PhotoState
from desktop_app.ui.controllers.commands import reword
from desktop_app.ui.controllers.files import FileActions
from desktop_app.ui.controllers.grouping import GroupingController
from desktop_app.ui.controllers.labelling import LabellingController
from desktop_app.ui.controllers.learning import LearningController
from desktop_app.ui.controllers.measuring import MeasuringController
from desktop_app.ui.controllers.presence import PresenceController
from desktop_app.ui.controllers.rescuing import RescueActions
from desktop_app.ui.controllers.screens import PHOTOS
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.gallery.collection import PhotoCollection
from desktop_app.ui.look.icons import application_icon, refresh_icons
from desktop_app.ui.settings import Settings, WindowState
from desktop_app.ui.window.actions import WindowActions
from desktop_app.ui.window.animal_offer import AnimalOffer
from desktop_app.ui.window.export_messages import ExportMessages
from desktop_app.ui.window.file_messages import FileMessages
from desktop_app.ui.window.keeping_bar import keep, show_keeping
from desktop_app.ui.window.key_guard import KeyGuard
from desktop_app.ui.window.memory import WindowMemory
from desktop_app.ui.window.messages import WindowMessages
from desktop_app.ui.window.model_words import ModelWords
from desktop_app.ui.window.parts import WindowParts
from desktop_app.ui.window.pictures import close_pictures, make_pictures
from desktop_app.ui.window.questions import PanelQuestions
from desktop_app.ui.window.services import Services
from desktop_app.ui.window.speaking import make_controllers, put_away
from desktop_app.ui.window.view_state import put_back, view_state
from desktop_app.ui.wording import words
from desktop_app.ui.wording.keyboards import Keyboard

# What a screen of 1366 by 768 has at 200 % has to hold the window with its frame, and the bars of the desktop.
LEAST = QSize(660, 300)


class MainWindow(WindowParts):
    """Pawsort's window."""

    def __init__(self, services: Services, settings: Settings, state: WindowState) -> None:
        super().__init__()
        self.services, self.settings, self.state = services, settings, state
        self.setWindowTitle("Pawsort")
        self.setWindowIcon(application_icon())
        self.setMinimumSize(LEAST)
        self.keyboard = Keyboard(QLocale.system().name())
        self.collection = PhotoCollection(self)
        make_pictures(self)
        self.session = SessionController(self.collection, services.recent, self)
        self.labelling = LabellingController(self.collection, services.make_labelling_job, self)
        self.measuring = MeasuringController(self.session, self.labelling, self, lambda: self.learning.is_learning)
        self.learning = LearningController(self.session, self.labelling, services.pack_folder, self)
        self.presence = PresenceController(self.session, self.labelling, self.pictures, self.large_loader, self)
        self.grouping = GroupingController(self.collection, self.session, self)
        self.files = FileActions(self.session, services.breeds, self)
        self.rescuing = RescueActions(self.session, self)
        self._selection_settled = QTimer(self, singleShot=True, interval=0)
        self._selection_settled.timeout.connect(self._show_selection)
        self._chosen_by_itself: int | None = None
        self.model_words = ModelWords(self)
        self._offer: tuple[Path | None, bool] = (None, False)
        self.memory = WindowMemory(self)
        # What speaks no language: everything else is made again for another one.
        self._stays = set(self.children())
        self._build()
        self._connect_what_stays()
        self.memory.restore_place()

    def _build(self) -> None:
        """Make everything that speaks."""
        self.build_widgets()
        make_controllers(self)
        self.window_messages = WindowMessages(self)
        self.file_messages = FileMessages(self)
        self.export_messages = ExportMessages(self)
        self.animal_offer = AnimalOffer(self)
        self.window_actions = WindowActions(self, self.window_messages)
        self.actions_by_name, self.screens = self.window_actions.actions, self.window_actions.screens
        self.questions = PanelQuestions(self, self.window_actions.view.show_panel)
        self._connect()
        self._guard = KeyGuard(self.keyboard, self.actions_by_name.trigger, self)
        self.screens.widget()
        self._guard.watch(self, self.screens.current.key_places(), {self.header.find_box: self.gallery})
        self.screens.made.connect(self._guard.watch_too)
        self.screens.shown.connect(lambda _name: self._selection_settled.start())
        self.leave_drops_to_the_window()
        self.memory.restore_sizes()
        self.window_actions.restore(self.state)
        self.window_actions.fit_toolbar(self.width())
        self._show_selection()
        self.show_page()
        show_keeping(self, self.session.keeping.fault)

    def speak(self, services: Services) -> None:
        """Say everything in the language that the application speaks now; photos, steps and work stay as they are.

        Args:
            services: with breeds and documents in that language.
        """
        seen, self.state = view_state(self), self.memory.state_now()
        put_away(self)
        self._clear()
        self.services, self.files.exporting.breeds = services, services.breeds
        reword(self.session.undo_stack, services.breeds.name)
        self._build()
        put_back(self, seen)
        if self._offer[0] is not None:
            self.welcome.offer_resume(*self._offer)
        self.model_words.say_again()

    def _clear(self) -> None:
        """Take away all that speaks; it is gone when the event loop has its next turn."""
        gone = [child for child in self.children() if child not in self._stays]
        self.removeEventFilter(self._guard)
        for action in self.actions():
            self.removeAction(action)
        self.removeToolBar(self.actions_by_name.toolbar)
        self.setMenuBar(QMenuBar(self))
        for child in gone:
            if shiboken6.isValid(child):  # the menu bar went with the new one
                child.deleteLater()

    def _connect_what_stays(self) -> None:
        self.dropped.connect(lambda offered: self.files.take(offered.asked_for(PATIENCE)))
        self.session.opened.connect(self._session_opened)
        self.session.closed.connect(self.labelling.stop)
        self.session.keeping.changed.connect(lambda fault: keep(self, fault))
        self.session.letting_go.connect(self.labelling.stop)
        self.session.closed.connect(self.show_page)
        self.session.photos_added.connect(self.labelling.add)
        self.session.photos_gone.connect(self.labelling.drop)
        for signal in (self.collection.reset, self.collection.added, self.collection.removed):
            signal.connect(self.show_page)
        for signal in (self.collection.changed, self.collection.removed, self.collection.reset):
            signal.connect(lambda *_ids: self._selection_settled.start())
        self.files.exporting.others.connect(self.presence.take_others)
        self.labelling.model_ready.connect(self.model_words.take)
        self.model_words.changed.connect(self._selection_settled.start)

    def _connect(self) -> None:
        """Connect what speaks. What stays must be given bound methods here: those end with their object."""
        self.model.arranged.connect(self._show_counts)
        self.model.stale_changed.connect(self.header.offer_arranging)
        self.header.arrange_again_wanted.connect(self.model.arrange_again)
        self.model.arranged.connect(self._choose_something)
        self.gallery.selection_changed.connect(self._selection_settled.start)
        self.dogs.changed.connect(self._selection_settled.start)
        self.gallery.visible_changed.connect(self.labelling.look_first_at)
        self.gallery.thumbnail_size_changed.connect(self.status.slider.setValue)
        self.status.thumbnail_size_chosen.connect(self.gallery.set_thumbnail_size)
        self.sidebar.filters_changed.connect(self.model.set_filters)
        self.header.text_changed.connect(self.sidebar.set_text)
        self.header.sorting_chosen.connect(self.alike.sort)
        self.keeping_bar.button.clicked.connect(self.files.save_session_copy)
        self.panel.label_chosen.connect(self.review.choose)
        self.panel.confirm_wanted.connect(self.review.confirm)
        self.panel.keep_wanted.connect(self.review.keep_labels)
        self.panel.folder_wanted.connect(self.window_actions.view.open_folder)
        self.panel.preview_wanted.connect(self.window_actions.view.toggle_preview)
        self.panel.left.connect(self.gallery.setFocus)
        self.sidebar.retry_wanted.connect(self.review.retry_all)
        for said in (self.panel.show_why, self.preview.show_why):
            self.why.note_changed.connect(said)
        for view in (self.panel.photo, self.preview.photo):
            self.why.heat_changed.connect(view.show_heat)
        self.preview.closed.connect(self.screens.take_keys)
        self.messages.left.connect(self.screens.take_keys)
        self.preview.line_chosen.connect(self.window_actions.choose_line)
        self.rename_bar.left.connect(self.gallery.setFocus)
        self.gallery.doubleClicked.connect(lambda _index: self.window_actions.view.toggle_preview())
        self.gallery.menu_wanted.connect(self.window_actions.view.show_tile_menu)
        self.welcome.folder_wanted.connect(self.files.add_folder)
        self.welcome.photos_wanted.connect(self.files.add_photos)
        self.welcome.session_wanted.connect(self.files.open_session)
        self.welcome.resume_wanted.connect(self.session.open)

    # What is shown

    def _session_opened(self, _path: Path) -> None:
        keep(self, self.session.keeping.fault)
        self.show_page()
        if not self.session.opened_again:
            # What another session was narrowed to would make this one look empty.
            self.window_actions.view.clear_filters()
            self.memory.go_back_to_photo()
        if len(self.collection):
            self.screens.take_keys()

    def offer_resume(self, session: Path | None, *, interrupted: bool = False) -> None:
        """Offer on the first page to go on with a session."""
        self._offer = (session, interrupted)
        self.welcome.offer_resume(*self._offer)

    def show_page(self) -> None:
        """Show the screen that is chosen; without photos, the first page."""
        if not len(self.collection) and self.screens.current.name != PHOTOS:
            self.screens.show(PHOTOS)
        page = self.screens.widget() if len(self.collection) else self.welcome
        if self.pages.currentWidget() is not page:
            self.pages.setCurrentWidget(page)
            if page is self.welcome:
                self.setWindowTitle("Pawsort")
            else:
                self.screens.current.enter()
        self.window_actions.enable()
        self.status.slider.setVisible(page is self.splitter)
        self._show_counts()

    def _choose_something(self) -> None:
        """Nobody should have to click before the first key does something."""
        place = self.model.filled_from(0, 1)
        if place is None or self.gallery.is_at_empty_place():
            return
        current, first = self.gallery.current_id(), self.model.id_at(place)
        if current is not None and not self.gallery.selected_count():
            # The selected photos left; Qt moved the focus to a neighbour, without selecting it.
            self.gallery.go_to(current)
        elif current is None or (current == self._chosen_by_itself and self.collection[current].label is None):
            self._chosen_by_itself = first
            if current != first:
                self.gallery.go_to(first)

    def _show_selection(self) -> None:
        if self.screens.current.name != PHOTOS:
            self._show_counts()
            return  # what the gallery has selected is shown when it is
        selected = self.review.selected()
        row = selected.first
        self.feed.show_row(row)
        spoken = self.dogs.show_selection(selected)
        self.dogs.explain(row if len(selected) == 1 else None)
        self.preview.show_content(self.panel.content(), spoken)
        self.window_actions.offer_to_selection()
        self.memory.note_photo()
        self._show_counts()

    def _show_counts(self) -> None:
        self.gallery.show_folders(self.collection.several_folders)
        shown, of, taught = self.model.photo_count(), len(self.collection), self.taught.title()
        state = words.filter_title(self.model.filters.value("state"))
        self.header.show_title(taught or state, shown, shown if taught else of)
        self.window_actions.count_unreadable(self.collection.states[PhotoState.UNREADABLE])
        to_review = self.collection.states[PhotoState.TO_REVIEW]
        selected = self.gallery.selected_count() if self.screens.current.name == PHOTOS else 0
        self.status.show_counts(len(self.collection), to_review, selected)

    def refresh_theme(self) -> None:
        """Draw everything again in the colours of the appearance in use."""
        refresh_icons(self)
        self.window_actions.refresh_theme()
        self.welcome.refresh_icons()
        self._show_selection()

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the large preview over everything, and all of the toolbar in sight."""
        super().resizeEvent(event)
        self.preview.cover()
        self.window_actions.fit_toolbar(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go at once; everything is on disk already, but for an export that is being written."""
        if not self.files.exporting.may_close():
            event.ignore()
            return
        self.window_messages.try_to(self.memory.save)
        self.hide()
        self.memory.keep_photo()
        self.presence.stop()
        self.grouping.close(seconds=0)
        close_pictures(self, seconds=0)
        self.labelling.stop()
        self.measuring.shut_down()
        self.learning.shut_down()
        put_away(self)
        self.grouping.close()
        close_pictures(self)
        self.files.shut_down()
        self.rescuing.shut_down()
        self.session.shut_down()
        super().closeEvent(event)
