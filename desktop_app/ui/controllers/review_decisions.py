"""What keys decide in the review. No key decides about a photo that has not been painted.

A key that comes before is refused, and that is said: were it kept, it would be for a photo that nobody had seen when it
was pressed.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.catalog.changes.labels import LabelPhotos, SetLabels
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.plain_text import escaped
from desktop_app.ui.wording.actions import SUGGESTION_ACTIONS
from desktop_app.ui.wording.changes import change_words
from desktop_app.ui.wording.keys import key_text
from desktop_app.ui.wording.plurals import plurals
from desktop_app.ui.wording.review_words import review_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.catalog.changes.base import Change
    from desktop_app.ui.controllers.review_shown import Shown
    from desktop_app.ui.controllers.reviewing import ReviewingController
    from desktop_app.ui.controllers.session import SessionController
    from desktop_app.ui.wording.words import BreedName


class ReviewDecisions(QObject):
    """Turns keys and clicks into changes, and goes on."""

    def __init__(self, review: ReviewingController, session: SessionController, breed_name: BreedName) -> None:
        super().__init__(review)
        self._review, self._session, self._breed_name = review, session, breed_name

    def offers(self) -> dict[str, Callable[..., object]]:
        """What this can do, by the name of the action."""
        lines = {name: partial(self.choose_line, place) for place, name in enumerate(SUGGESTION_ACTIONS, 1)}
        return lines | {
            "confirm": self.confirm,
            "search_breed": self.search_breed,
            "mix": self.start_mix,
            "label_kind": self.label_kind,
            "unknown": partial(self.choose, UNKNOWN),
            "no_dog": partial(self.choose, NO_DOG),
            "clear": self.clear,
            "review_later": self.put_off,
            "review_leave_out": self.leave_out,
            "keep_label": self.keep,
        }

    def not_now(self) -> tuple[str, ...]:
        """In a second look, the key of kinds keeps the label; elsewhere, there is none to keep."""
        shown = self._review.shown
        looks_twice = shown is not None and shown.step.doubt is not None and not shown.is_back
        return ("label_kind",) if looks_twice else ("keep_label",)

    def confirm(self) -> None:
        """What the big button says."""
        shown = self._review.shown
        if shown is None or self._review.screen.side.is_choosing or not self._may_decide(shown):
            return
        if shown.step.is_page:
            self._confirm_page(shown)
        elif shown.step.doubt is not None and not shown.is_back:
            self.keep()
        elif shown.confirms is None:
            self._review.say(review_words.choose_keys(with_kind=shown.content.content.kind is not None))
        else:
            self._label(shown, shown.confirms)

    def choose_line(self, place: int) -> None:
        """Take the suggestion of a line, from 1."""
        shown = self._review.shown
        if shown is None or place > len(shown.content.lines) or self._review.screen.side.is_choosing:
            return
        if shown.step.is_page:
            self.confirm()
        elif shown.step.doubt is not None and place > 1:
            self.keep()
        else:
            self.choose(shown.content.lines[place - 1][1].label)

    def choose(self, label: Label) -> None:
        """Give the photo a label."""
        shown = self._review.shown
        if shown is not None and not shown.step.is_page and self._may_decide(shown):
            self._label(shown, label)

    def label_kind(self) -> None:
        """Give the photo the kind of dog that it looks like; on a page, each its own."""
        shown = self._review.shown
        if shown is None or self._review.screen.side.is_choosing:
            return
        if shown.step.is_page:
            self._label_page_with_kinds(shown)
            return
        kind = shown.content.content.kind
        if kind is None:
            self._review.say(plurals.no_kind(1))
        else:
            self.choose(kind)

    def clear(self) -> None:
        """Take the label away of a photo that one looks back at: it is to decide again."""
        shown = self._review.shown
        if shown is not None and shown.dog is not None and self._may_decide(shown):
            self._review.dogs.label(shown.dog, None)
            return
        if shown is None or not shown.is_back:
            return
        # What is shown may be older than the file: then the file says, when it is written, whether there is a label.
        is_labelled = shown.content.content.label is not None or self._session.is_writing
        if is_labelled and self._may_decide(shown):
            self._do(LabelPhotos((shown.photo_id,), None))

    def keep(self) -> None:
        """In a second look: the label is right."""
        shown = self._review.shown
        if shown is None or shown.step.doubt is None or shown.is_back or not self._may_decide(shown):
            return
        self._review.course.keep(shown.step.doubt)
        self._review.show()

    def put_off(self) -> None:
        """Leave the photo, or the page, for later."""
        queue = self._review.course.queue
        if queue is None or self._review.shown is None:
            return
        if queue.is_back:
            queue.go_home()
        else:
            self._review.course.put_off()
        self._review.show()

    def leave_out(self) -> None:
        """Leave the photo in focus out of the page, or take it in again."""
        if self._review.shown is not None and self._review.shown.step.is_page:
            if self._review.is_enlarged:
                self._review.toggle_large()
            self._review.screen.grid.leave_out()

    def search_breed(self) -> None:
        """Search for a breed by its name."""
        if self._review.shown is not None and self._may_decide(self._review.shown):
            self._review.screen.side.search_breed()

    def start_mix(self) -> None:
        """Put a mix together."""
        if self._review.shown is not None and self._may_decide(self._review.shown):
            self._review.screen.side.start_mix()

    def _may_decide(self, shown: Shown) -> bool:
        """Whether the session can be changed, and a person has been shown what they decide about."""
        if self._session.refused():
            return False
        screen = self._review.screen
        if shown.step.is_page:
            displayed = screen.is_page and screen.grid.is_displayed()
        else:
            displayed = screen.canvas.is_displayed() and screen.canvas.shown_id() == shown.photo_id
        if not displayed:
            self._review.say(self._why_not(shown))
        return displayed

    def _why_not(self, shown: Shown) -> str:
        """Why nothing can be decided about what is not displayed."""
        if not self._review.presenter.cannot_be_shown(shown.step):
            return self.tr("One moment: the photo is not shown yet")
        if shown.step.is_page:
            text = self.tr("A photo of this page cannot be shown: leave it out with {key}")
            return text.format(key=key_text("review_leave_out"))
        return self.tr("This photo cannot be shown, so nothing can be decided: S leaves it for later")

    def _label_page_with_kinds(self, shown: Shown) -> None:
        """Photos without a kind come singly afterwards, as those do that were left out."""
        out = self._review.screen.grid.left_out()
        kinds = {photo_id: kind for photo_id, kind in shown.kinds.items() if photo_id not in out}
        if not kinds:
            self._review.say(plurals.no_kind(len(shown.step.photo_ids) - len(out)))
        elif self._may_decide(shown):
            self._do(SetLabels(kinds))
            rest = [photo_id for photo_id in shown.step.photo_ids if photo_id not in kinds]
            self._review.course.decided(len(kinds), rest)
            self._review.show()
            if without := len(rest) - len(out):
                self._review.say(plurals.without_kind(without))

    def _confirm_page(self, shown: Shown) -> None:
        out = self._review.screen.grid.left_out()
        ids = [photo_id for photo_id in shown.step.photo_ids if photo_id not in out]
        if ids:
            self._do(SetLabels(dict.fromkeys(ids, shown.confirms), only_undecided=True))
        self._review.course.decided(len(ids), out)
        self._review.show()

    def _label(self, shown: Shown, label: Label) -> None:
        if shown.dog is not None:
            # The first one is to decide, where all others have labels: only who looks back has come to the end.
            if (
                not self._review.dogs.label(shown.dog, label)
                and shown.is_back
                and self._review.course.queue is not None
            ):
                self._review.course.queue.go_home()
                self._review.show()
            return
        row, queue = self._session.collection[shown.photo_id], self._review.course.queue
        # Another label may be on its way: what a person says last is what counts.
        if row.label != label or row.label_of_another_file or self._session.is_writing:
            self._do(LabelPhotos((shown.photo_id,), label))
        if shown.is_back and queue is not None:
            queue.go_home()
        else:
            self._review.course.decided(1)
        self._review.show()

    def _do(self, change: Change) -> None:
        names = [escaped(row.path.name) for row in self._session.collection.rows_of(list(change.ids)[:1])]
        breed_name = self._breed_name
        said = change_words.said(change, breed_name, names)
        self._session.change(change, change_words.step(change, breed_name), said)
