"""The screen Animals: one row an animal. Its parts are made when it is first shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication

from desktop_app.ui.controllers.screens import ANIMALS, PHOTOS
from desktop_app.ui.controllers.there_to_export import ToExport
from desktop_app.ui.wording import words
from desktop_app.ui.wording.actions import SUGGESTION_ACTIONS
from desktop_app.ui.wording.actions.animals_menu import ROW_MENU

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from desktop_app.catalog.rows import PhotoRow
    from desktop_app.catalog.values.labels import Label
    from desktop_app.ui.animals.groups import Groups
    from desktop_app.ui.animals.page import AnimalsPage
    from desktop_app.ui.controllers.animal_groups import AnimalGroupsController
    from desktop_app.ui.controllers.animal_picks import AnimalPicksController
    from desktop_app.ui.controllers.animals import AnimalsController
    from desktop_app.ui.window.parts import WindowParts

# What can be done here: known before there is anything to do it with.
OFFERED = (
    *SUGGESTION_ACTIONS,
    *(
        "confirm",
        "label_row",
        "leave_out",
        "open_row",
        "label_kind",
        "search_breed",
        "mix",
        "unknown",
        "no_dog",
        "clear",
    ),
    *("name_animal", "join_rows", "split_row", "next_to_review", "arrange_again", "select_all"),
    *("preview", "open_folder", "copy_path", "show_filters"),
    *("pick", "make_cover", "pick_earlier", "pick_later", "propose_picks", "several_dogs"),
)


class AnimalsScreen(QObject):
    """Knows the parts of the screen, and what of the window they need."""

    name = ANIMALS
    whole_window = False
    selection_changed = Signal()

    def __init__(self, window: WindowParts, groups: Groups) -> None:
        super().__init__(window)
        self._window, self._groups = window, groups
        self.page: AnimalsPage | None = None
        self.controller: AnimalsController | None = None
        self.by_hand: AnimalGroupsController | None = None
        self.picks: AnimalPicksController | None = None

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What can be done with rows and photos."""
        return {name: partial(self._do, name) for name in OFFERED}

    def not_now(self) -> Collection[str]:
        """All of it always means something."""
        return ()

    def make_widget(self, parent: QWidget) -> QWidget:
        """The rows with what stands beside and below them."""
        # Imported when it is first shown: the start of the window does not wait for it.
        from desktop_app.ui.animals.page import AnimalsPage
        from desktop_app.ui.controllers.animal_groups import AnimalGroupsController
        from desktop_app.ui.controllers.animal_picks import AnimalPicksController
        from desktop_app.ui.controllers.animals import AnimalsController

        window, breeds = self._window, self._window.services.breeds
        page = self.page = AnimalsPage(self._groups, window.pictures, breeds, parent)
        self.controller = AnimalsController(window.session, self._groups, page, breeds.name)
        self.by_hand = AnimalGroupsController(window.session, page, breeds.name)
        self.picks = AnimalPicksController(window.picks, page)
        self.controller.on_screen = self.picks.on_screen = self._on_screen
        self.controller.nothing_left.connect(self._nothing_left)
        # What was taken back must be seen: the gallery has it selected already.
        self.controller.came_back.elsewhere.connect(lambda: window.screens.show(PHOTOS))
        for said in (self.controller.said, self.by_hand.said, self.picks.said):
            said.connect(window.status.say)
        page.action_wanted.connect(self._trigger)
        page.view.visible_changed.connect(window.labelling.look_first_at)
        page.view.selection_changed.connect(self._selection_changed)
        page.view.menu_wanted.connect(self._show_menu)
        page.view.preview_wanted.connect(self._toggle_preview)
        window.preview.mix_taken.connect(self._take_mix)
        page.sidebar.setVisible(not window.sidebar.isHidden())
        page.setSizes([window.sidebar.sizeHint().width(), parent.width()])
        return page

    def key_places(self) -> Collection[QWidget]:
        """The rows."""
        return () if self.page is None else (self.page.view,)

    def has_selection(self) -> bool:
        """Whether a person is at a row."""
        return self.controller is not None and self.controller.current() is not None

    def enter(self) -> None:
        """The rows have the keys; what was decided elsewhere is not shown any more."""
        if self.page is not None and self.controller is not None:
            self.controller.is_shown = True
            # What the other screens explained is not what is shown large here.
            self._window.why.show_row(None)
            self.page.model.settle()
            self.page.choose_something()
            self.take_keys()

    def take_keys(self) -> None:
        """The rows have the keys, as soon as there are any."""
        if self.page is not None and self.controller is not None and self.controller.is_shown:
            self.page.take_keys()

    def leave(self) -> None:
        """Questions and boxes are for what was seen here."""
        if self.page is not None and self.controller is not None:
            self.controller.is_shown = False
            self._window.preview.close_preview()
            self.page.show_foot()
            self.page.want_no_keys()

    def current_photo(self) -> int | None:
        """The id of the photo in focus, of the first of the row where the row as a whole has it."""
        photo = self._photo()
        return None if photo is None else photo.photo_id

    def to_export(self) -> ToExport:
        """The photos of the animals that are shown, and of those that are selected."""
        if self.page is None:
            return ToExport(of_animals=True)
        model, view = self.page.model, self.page.view
        shown = [photo_id for row in model.rows.shown.tolist() for photo_id in model.photo_ids(row) if photo_id >= 0]
        selected = [photo_id for row in view.selected_rows() for photo_id in model.photo_ids(row) if photo_id >= 0]
        return ToExport(shown, selected, of_animals=True, several=len(view.selected_rows()) > 1)

    def _do(self, name: str, *arguments: object) -> None:
        if self.controller is None or self.by_hand is None or self.picks is None or self.page is None:
            return
        own: Mapping[str, Callable[..., object]] = {
            "preview": self._toggle_preview,
            "open_folder": self._open_folder,
            "copy_path": self._copy_path,
            "show_filters": self.page.sidebar.setVisible,
            "select_all": self.page.view.selectAll,
        }
        {**own, **self.controller.offers(), **self.by_hand.offers(), **self.picks.offers()}[name](*arguments)

    def _trigger(self, name: str) -> None:
        """Do what a button stands for, where it can be done."""
        if name in self._window.actions_by_name.names():
            self._window.actions_by_name[name].trigger()

    # What of the window shows what is chosen here

    def _selection_changed(self) -> None:
        self.selection_changed.emit()
        if self._window.preview.isVisible() and self.controller is not None and self.controller.is_shown:
            self._show_large()

    def _photo(self) -> PhotoRow | None:
        """The photo in focus, the first of the row where the row as a whole has it."""
        row = self.controller.current() if self.controller is not None else None
        if row is None or self.page is None:
            return None
        ids = self.page.model.photo_ids(row)
        place = self.page.view.current_photo()
        first = next((photo_id for photo_id in ids if photo_id >= 0), -1)
        return self._window.collection.get(first if place is None else ids[place])

    def _rows_chosen(self) -> Sequence[PhotoRow]:
        """The photo in focus; all photos of the row where that has it."""
        photo = self._photo()
        if photo is None or self.page is None or self.page.view.current_photo() is not None:
            return () if photo is None else (photo,)
        row = self.page.view.current_row()
        return () if row is None else self._window.collection.rows_of(self.page.model.photo_ids(row))

    def _toggle_preview(self) -> None:
        preview = self._window.preview
        if preview.isVisible():
            preview.close_preview()
        elif self._photo() is not None and self.page is not None:
            row, place = self.page.view.current_row(), self.page.view.current_photo()
            # What is large is what the keys are for.
            self.page.view.go_to(row, place or 0)
            preview.open_preview()
            self._show_large()
            self.take_keys()

    def _take_mix(self, mix: Label) -> None:
        if self.controller is not None and self.controller.is_shown:
            self.controller.choose(mix)

    def _show_large(self) -> None:
        from desktop_app.photos.selection import Selection
        from desktop_app.ui.review.content import content_for
        from desktop_app.ui.review.dogs import first_dog

        window, row = self._window, self._photo()
        breed_name = window.services.breeds.name
        selected = Selection.of(window.collection.store, [row.photo_id] if row is not None else [])
        window.feed.show_row(row)
        # Keys are for the first dog here, also where another one was chosen of the same photo on another screen.
        window.preview.photo.show_dogs(first_dog(row))
        window.preview.photo.setToolTip("")
        window.why.show_row(row)
        content = content_for(selected, breed_name, window.panel.coverage)
        window.preview.show_content(content, words.spoken(row, breed_name) if row is not None else "")
        window.feed.ask()

    def _on_screen(self, row: int) -> Collection[int]:
        """What a person sees of a row: where a photo covers the window, only that."""
        photo, preview = self._photo(), self._window.preview
        if preview.isVisible():
            return [photo.photo_id] if photo is not None and preview.photo.is_displayed() else []
        return [] if self.page is None else self.page.view.ids_in_sight(row)

    def _show_menu(self, place: QPoint) -> None:
        menu = self._window.actions_by_name.context_menu(self._window, ROW_MENU)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _open_folder(self) -> None:
        photo = self._photo()
        if photo is not None:
            self._window.files.show_in_folder(photo.path)

    def _copy_path(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(str(row.path) for row in self._rows_chosen()))

    def _nothing_left(self) -> None:
        from desktop_app.ui.wording.animals import animal_words

        self._window.status.say(animal_words.nothing_left())
