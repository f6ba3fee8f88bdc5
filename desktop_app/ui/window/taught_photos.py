"""The photos whose labels stand behind a suggestion, a click away; and the way back, to what was shown before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from desktop_app.photos.facets.taught import TaughtBy
from desktop_app.photos.filters import Filters
from desktop_app.ui.controllers.reviewing import ReviewingController
from desktop_app.ui.controllers.screens import PHOTOS, REVIEW
from desktop_app.ui.filters.parts.taught import TaughtPart
from desktop_app.ui.window.animals_screen import AnimalsScreen
from desktop_app.ui.wording import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from desktop_app.ui.window.parts import WindowParts

TAUGHT, TEXT = "taught", "text"


@dataclass(frozen=True, slots=True)
class Before:
    """What was shown when a person asked: screen, filters with the text to find, selection, focus, and place."""

    screen: str
    filters: Filters
    selected: tuple[int, ...]
    current: int | None
    offset: int


class TaughtPhotos(QObject):
    """Narrows the Photos screen to the photos of some labels, and brings everything back.

    Signals:
        said: what is to be told in passing.
        elsewhere: id of a breed whose labels are of other sessions: there are no photos to show.
    """

    said = Signal(str)
    elsewhere = Signal(str)

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._before: Before | None = None
        self._is_review_connected = False
        part = window.sidebar.parts[TAUGHT]
        if isinstance(part, TaughtPart):
            part.back_wanted.connect(self.go_back)
        for wanted in (window.panel.learned_wanted, window.preview.learned_wanted):
            wanted.connect(self.show_current)
        window.sidebar.filters_changed.connect(self._follow_filters)
        window.gallery.installEventFilter(self)
        for told in (window.session.opened, window.session.closed):
            told.connect(self._forget)

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do, by the name of the action."""
        return {"taught_by": self.show_current}

    def screen_made(self, _places: object) -> None:
        """A screen has its widgets now: the review has a way here, too."""
        review = self._window.screens[REVIEW]
        screen = getattr(review, "screen", None)
        if screen is not None and not self._is_review_connected:
            self._is_review_connected = True
            screen.side.learned_wanted.connect(self.show_current)

    def show_current(self) -> None:
        """Show what the suggestion for the photo in focus was learned from, on whichever screen it is."""
        window = self._window
        screen = window.screens.current
        if isinstance(screen, AnimalsScreen):
            self.show_for(screen.current_photo())
        elif isinstance(screen, ReviewingController):
            self.show_for(None if screen.shown is None else screen.shown.photo_id)
        else:
            self.show_for(window.gallery.current_id())

    def show_for(self, photo_id: int | None) -> None:
        """Show what the suggestion for a photo was learned from."""
        row = None if photo_id is None else self._window.collection.get(photo_id)
        suggestion = None if row is None else row.suggestion
        if row is None or suggestion is None or suggestion.best is None or not words.is_learned(row):
            self.said.emit(self.tr("The model itself suggests this: no labels stand behind it."))
            return
        self.show_photos(suggestion.best.breed_id, self._window.learning.taught_by(row.photo_id))

    def show_breed(self, breed_id: str) -> None:
        """Show what a breed was learned from."""
        self.show_photos(breed_id, self._window.learning.taught(breed_id))

    def show_photos(self, breed_id: str, photo_ids: Sequence[int]) -> None:
        """Show these photos of a breed alone."""
        window = self._window
        there = [photo_id for photo_id in photo_ids if photo_id in window.collection]
        if not there:
            self.elsewhere.emit(breed_id)
            return
        if self._before is None:
            gallery = window.gallery
            self._before = Before(
                window.screens.current.name,
                window.sidebar.filters(),
                tuple(gallery.selected_ids()),
                gallery.current_id(),
                gallery.verticalScrollBar().value(),
            )
        window.preview.close_preview()
        if window.screens.current.name != PHOTOS:
            if (review := self._review_shown()) is not None:
                review.course.wait()
            window.screens.show(PHOTOS)
        self._choose(Filters({TAUGHT: TaughtBy(breed_id, tuple(there))}))
        window.gallery.go_to(window.model.ids()[0] if window.model.ids() else there[0])
        window.screens.take_keys()

    def go_back(self) -> None:
        """Show what was shown before: the same photos, sorted as they were, at the same place."""
        before, window = self._before, self._window
        self._before = None
        if before is None:
            window.sidebar.choose(TAUGHT, None)
            return
        self._put_back(before)
        if window.screens.current.name != before.screen:
            # In a turn of its own: what is gone through is what the Photos screen shows by then.
            QTimer.singleShot(0, self, lambda: window.screens.show(before.screen))

    @property
    def before(self) -> Before | None:
        """What was shown before; None where there is nothing to go back to."""
        return self._before

    def remember(self, before: Before | None) -> None:
        """The window was made again in another language: what leads back is what it was."""
        self._before = before

    def _put_back(self, before: Before) -> None:
        gallery = self._window.gallery
        self._choose(before.filters)
        gallery.select(before.selected, before.current)
        gallery.verticalScrollBar().setValue(before.offset)

    def title(self) -> str:
        """What stands above the photos that are shown; "" where they are not narrowed to what taught a breed."""
        taught: TaughtBy | None = self._window.model.filters.value(TAUGHT)
        if taught is None:
            return ""
        text = self.tr("Photos that taught “{breed}”")
        return text.format(breed=self._window.services.breeds.name(taught.breed_id))

    def _choose(self, filters: Filters) -> None:
        window = self._window
        window.header.find_box.setText(filters.value(TEXT))
        window.sidebar.show_filters(filters)

    def _review_shown(self) -> ReviewingController | None:
        screen = self._window.screens.current
        return screen if isinstance(screen, ReviewingController) else None

    def _follow_filters(self, filters: Filters) -> None:
        """Whoever asked for all photos, or for those like one, has gone on: there is nothing to go back to."""
        if filters.value(TAUGHT) is None and self._before is not None:
            self._forget()

    def screen_shown(self, name: str) -> None:
        """Whoever goes on with the review by its own key is back, too."""
        before = self._before
        if name == REVIEW and before is not None and before.screen == REVIEW:
            self._before = None
            self._put_back(before)

    def _forget(self, _path: object = None) -> None:
        before, self._before = self._before, None
        if before is None or before.screen != REVIEW:
            return  # none waits
        review = self._window.screens[REVIEW]
        if isinstance(review, ReviewingController):
            review.course.stop_waiting()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape in the gallery leads back, once the large photo is closed that covers it."""
        if (
            (self._before is not None or self._window.model.filters.value(TAUGHT) is not None)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and not self._window.preview.isVisible()
        ):
            self.go_back()
            return True
        return super().eventFilter(watched, event)
