"""The dogs of the photo in focus, in the window: chosen with keys and clicks, told, and zoomed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.ui.controllers.reviewing import ReviewingController
from desktop_app.ui.controllers.screens import REVIEW
from desktop_app.ui.look.announcing import announce
from desktop_app.ui.review.dogs import Dog, Dogs, first_dog, spoken
from desktop_app.ui.review.stepping import TabThroughDogs
from desktop_app.ui.wording import words
from desktop_app.ui.wording.dog_words import dog_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop_app.catalog.rows import PhotoRow
    from desktop_app.photos.selection import Selection
    from desktop_app.ui.window.parts import WindowParts


class DogActions(QObject):
    """Leads from dog to dog on the screen Photos; zooming is for all screens.

    Signals:
        changed: another dog is chosen, or others are known, of the photo that is shown.
    """

    changed = Signal()

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._dogs = window.review.dogs
        self._is_showing = False
        self._dogs.changed.connect(self._pass_on)
        self._dogs.chose.connect(self._tell)
        for view in (window.panel.photo, window.preview.photo):
            view.dog_clicked.connect(self._dogs.choose)
        self._tabs = TabThroughDogs(self._step, window.gallery)
        window.zoom.changed.connect(self._zoom)

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do, whichever screen is shown."""
        return {"zoom_dog": self._window.zoom.set_on}

    def photos_offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do on the screen Photos."""
        return {"next_dog": self._next}

    def shut_down(self) -> None:
        """End what is read."""
        self._dogs.close()
        review = self._window.screens[REVIEW]
        if isinstance(review, ReviewingController):
            review.dogs.close()

    def show_selection(self, selected: Selection) -> str:
        """Show the dogs of the photo in focus, and which of them is chosen; returns what screen readers say of it."""
        window, row = self._window, selected.first
        single = row if len(selected) == 1 else None
        self._is_showing = True
        self._dogs.show_row(single)
        self._is_showing = False
        dogs = self._dogs.dogs
        window.panel.show_selection(selected, dogs)
        # Of several photos no dog is chosen: the boxes of the one in focus would say that keys are for one.
        marks = first_dog(row) if single is None else dogs.marks()
        for view in (window.panel.photo, window.preview.photo):
            view.show_dogs(marks)
            view.setToolTip(dog_words.tip(len(marks.boxes)) if len(marks.boxes) > 1 else "")
        return self._spoken(row, dogs)

    def explain(self, row: PhotoRow | None) -> None:
        """Let it be asked why the photo in focus looks so, or the dog in it that is chosen."""
        dog = self._dogs.dogs.further
        if dog is None or row is None or dog.row.photo_id != row.photo_id:
            self._window.why.show_row(row)
        else:
            self._window.why.show_row(dog.row, dog.box)

    def _pass_on(self) -> None:
        if not self._is_showing:
            self.changed.emit()

    def _spoken(self, row: PhotoRow | None, dogs: Dogs) -> str:
        breed_name = self._window.services.breeds.name
        said = "" if row is None else words.spoken(row, breed_name)
        return said if dogs.further is None else f"{said}. {spoken(dogs.further, breed_name)}"

    def _step(self, by: int) -> bool:
        row = self._dogs.row
        return row is not None and row.photo_id == self._window.gallery.current_id() and self._dogs.step(by)

    def _next(self) -> None:
        if not self._dogs.choose_next():
            self._window.status.say(dog_words.none())

    def _tell(self, dog: Dog) -> None:
        window = self._window
        text = dog_words.only_one() if dog.of == 1 else spoken(dog, window.services.breeds.name)
        if dog.of == 1:
            window.status.say(text)
        announce(window.preview.photo if window.preview.isVisible() else window.panel.photo, text)

    def _zoom(self) -> None:
        self._window.preview.photo.set_zoomed(self._window.zoom.is_on)
