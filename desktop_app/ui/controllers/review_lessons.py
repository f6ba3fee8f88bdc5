"""What the memory has to say to the review: labels that it doubts, and which photos teach it most.

The order of what teaches most is worked out in the background. The review begins, or goes on, meanwhile; when the order
comes, all that is still ahead is put in it, and what is shown stays under the hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from desktop_app.ui.wording.review_words import review_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtCore import SignalInstance

    from desktop_app.photos.review_order import NoOrder
    from desktop_app.photos.second_look import Contradicted
    from desktop_app.ui.controllers.reviewing import ReviewingController


class Learning(Protocol):
    """What was learned from the labels of the session that is open.

    Attributes:
        contradictions: labels that all others contradict; none where nothing is learned.
        contradicted: signal: they are others now.
        teaching: signal: int64 ids of the photos that were asked about, the one that teaches most first; none where
            nobody can tell.
    """

    @property
    def contradictions(self) -> Contradicted: ...  # noqa: D102 - as above

    @property
    def contradicted(self) -> SignalInstance: ...  # noqa: D102 - as above

    @property
    def teaching(self) -> SignalInstance: ...  # noqa: D102 - as above

    def ask_teaching_order(self, photo_ids: NDArray[np.int64]) -> None:
        """Work out in which order these photos teach; what was asked before is not wanted any more."""

    def cancel_teaching_order(self) -> None:
        """It is not wanted any more."""

    def why_no_order(self) -> NoOrder | None:
        """Why that cannot be asked now; None where it can."""


class ReviewLessons(QObject):
    """Asks the memory, and tells the review."""

    def __init__(self, review: ReviewingController, learning: Learning) -> None:
        super().__init__(review)
        self._review, self._learning = review, learning
        self._asked = False
        learning.contradicted.connect(self._take_contradictions)
        learning.teaching.connect(self._take_order)

    def contradictions(self) -> Contradicted:
        """The labels that all others contradict."""
        return self._learning.contradictions

    def why_no_order(self) -> NoOrder | None:
        """Why nobody can say what teaches most."""
        return self._learning.why_no_order()

    # Which photos teach most

    def ask(self) -> None:
        """Have it worked out in which order the photos that are ahead teach, where a person wants that order."""
        course = self._review.course
        photo_ids = course.wants_to_know()
        if self._asked and not len(photo_ids):
            self._learning.cancel_teaching_order()
        self._asked = bool(len(photo_ids))
        if self._asked:
            self._learning.ask_teaching_order(photo_ids)

    def stop(self) -> None:
        """Nobody reviews any more."""
        if self._asked:
            self._asked = False
            self._learning.cancel_teaching_order()

    def note(self) -> str:
        """That the order is being worked out; "" where nobody waits for it."""
        return review_words.working_out() if self._asked else ""

    def show_order(self, *, can_choose: bool) -> None:
        """Say what comes first, and which orders there are."""
        header, course = self._review.screen.header, self._review.course
        header.show_order(course.order_now, self.why_no_order(), can_choose=can_choose)

    def _take_order(self, photo_ids: NDArray[np.int64]) -> None:
        if not self._asked:
            return
        self._asked = False
        course = self._review.course
        if len(photo_ids):
            course.learn_what_teaches(photo_ids)
        self._review.follow_lessons()
        if not len(photo_ids):
            self._review.say(review_words.cannot_tell())

    # Which labels it doubts

    def _take_contradictions(self, contradicted: Contradicted) -> None:
        self._review.course.drop_doubts(contradicted)
        self._review.follow_lessons()
