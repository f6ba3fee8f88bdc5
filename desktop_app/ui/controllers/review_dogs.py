"""The dogs of the photo under review: which is chosen, what a key then decides, and how closely one looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.catalog.changes.dog_labels import LabelDog
from desktop_app.plain_text import escaped
from desktop_app.ui.controllers.dogs import ChosenDogs
from desktop_app.ui.look.announcing import announce
from desktop_app.ui.review.dogs import Dog, first_dog, spoken
from desktop_app.ui.review.stepping import TabThroughDogs
from desktop_app.ui.wording.changes import change_words
from desktop_app.ui.wording.dog_words import dog_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop_app.catalog.values.labels import Label
    from desktop_app.photos.review_queue import Step
    from desktop_app.ui.controllers.review_needs import ReviewNeeds
    from desktop_app.ui.controllers.reviewing import ReviewingController
    from desktop_app.ui.review.screen.canvas import PhotoCanvas


class ReviewDogs(QObject):
    """Leads from dog to dog. The first one is asked about, and its label leads on as ever; all others are optional."""

    def __init__(self, review: ReviewingController, needs: ReviewNeeds) -> None:
        super().__init__(review)
        self._review, self._needs = review, needs
        self._chosen = ChosenDogs(needs.session, self)
        self._is_taking = False
        self._chosen.changed.connect(self._show)
        self._chosen.chose.connect(self._tell)

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do, by the name of the action."""
        return {
            "next_dog": self._next,
            "whole_photo": lambda: self._canvas.toggle_whole(),  # noqa: PLW0108 - there is no screen yet
            "turn_view": lambda: self._canvas.turn(),  # noqa: PLW0108 - likewise
        }

    @property
    def _canvas(self) -> PhotoCanvas:
        return self._review.screen.canvas

    @property
    def may_be_old(self) -> bool:
        """As that of `ChosenDogs`."""
        return self._chosen.may_be_old

    def connect_screen(self) -> None:
        """The widgets are there now."""
        self._canvas.dog_clicked.connect(self._chosen.choose)
        self._tabs = TabThroughDogs(self._chosen.step, self._canvas)
        self._needs.zoom.changed.connect(self._zoom)
        self._canvas.set_zoomed(self._needs.zoom.is_on)

    def take(self, step: Step | None) -> None:
        """This is shown now; None for the end. Of pages, second looks and what cannot be shown, no dog is chosen."""
        row = None
        if step is not None and not step.is_page:
            row = self._needs.session.collection.get(step.photo_ids[0])
            looks_twice = step.doubt is not None and not (self._review.shown and self._review.shown.is_back)
            if looks_twice or self._review.presenter.cannot_be_shown(step):
                row = None
        # What is known of the dogs is shown in a moment, with all else.
        self._is_taking = True
        self._chosen.show_row(row)
        self._is_taking = False
        if row is None:
            self._show_first(step)
        self._show()
        self._explain()

    def close(self) -> None:
        """End what is read."""
        self._chosen.close()

    def label(self, dog: Dog, label: Label | None) -> bool:
        """Give a dog its label; says whether another dog of the photo was chosen, which has none yet."""
        session, breed_name = self._needs.session, self._needs.breeds.name
        if dog.row.label != label or self._chosen.may_be_old:
            said = change_words.said_of_dog(label, dog.number, breed_name, escaped(dog.row.path.name))
            session.change(LabelDog(dog.row.photo_id, dog.box, label), change_words.of_dog(dog.number), said)
        return label is not None and self._chosen.go_on_from(dog)

    def _show_first(self, step: Step | None) -> None:
        row = None if step is None or step.is_page else self._needs.session.collection.get(step.photo_ids[0])
        self._canvas.show_dogs(first_dog(row))
        self._canvas.setToolTip("")

    def _explain(self) -> None:
        """Let it be asked why what is shown looks so, where a person wants to know."""
        shown = self._review.shown
        if shown is None or shown.step.is_page:
            self._needs.why.show_row(None)
        elif shown.dog is None:
            self._needs.why.show_row(self._needs.session.collection.get(shown.photo_id))
        else:
            self._needs.why.show_row(shown.dog.row, shown.dog.box)

    def _show(self) -> None:
        """Show which dog is chosen, where a photo is shown that can be decided about."""
        review = self._review
        if self._is_taking or review.shown is None or review.shown.step.is_page:
            return
        if self._chosen.row is None or self._chosen.row.photo_id != review.shown.photo_id:
            return
        review.shown = review.presenter.show_dogs(review.shown, self._chosen.dogs)
        self._explain()

    def _next(self) -> None:
        if not self._chosen.choose_next():
            self._review.say(dog_words.none())

    def _tell(self, dog: Dog) -> None:
        text = dog_words.only_one() if dog.of == 1 else spoken(dog, self._needs.breeds.name)
        self._review.say(text)
        announce(self._canvas, text)

    def _zoom(self) -> None:
        self._canvas.set_zoomed(self._needs.zoom.is_on)
