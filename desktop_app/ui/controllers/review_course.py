"""Where a person stands in a review: the queue, the second look that interrupts it, the pace, and what came of it."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np

from desktop_app.catalog.kept_labels import Mark
from desktop_app.catalog.rows import PhotoState
from desktop_app.photos.codes import NONE, STATE_CODE
from desktop_app.photos.names import Positions
from desktop_app.photos.pace import Pace
from desktop_app.photos.review_order import Groups, ReviewOrder, out_of_reach, waiting
from desktop_app.photos.review_queue import ReviewQueue
from desktop_app.photos.second_look import Doubt, doubts
from desktop_app.photos.store import PhotoStore
from desktop_app.ui.wording.review_words import Tally


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a person is.

    Attributes:
        place: number of the first photo that is shown, from 1.
        total: how many there are.
        seconds_left: for the rest, at their pace; None while that is not known.
    """

    place: int
    total: int
    seconds_left: float | None


class ReviewCourse:
    """One review after the other, each frozen when it starts.

    Attributes:
        queue: what is gone through now; None where nobody reviews.
        order: what comes first, in this review and the next ones.
    """

    def __init__(
        self,
        store: Callable[[], PhotoStore],
        positions: Callable[[], Positions],
        group_of: Callable[[], Groups | None],
        kept: Callable[[], set[Mark]] = set,
        keep: Callable[[set[Mark]], None] = lambda _marks: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare.

        Args:
            store: the photos of the session that is open.
            positions: those that the Photos screen shows, in its order.
            group_of: the groups of all of them, where they are known.
            kept: the labels of the session that were kept in second looks before.
            keep: remembers those that are kept from now on, for the next start.
            clock: a steady one, in seconds.
        """
        self._store, self._positions, self._group_of, self._clock = store, positions, group_of, clock
        self._kept, self._remember = kept, keep
        self.queue: ReviewQueue | None = None
        self.order = ReviewOrder.EASIEST
        self._before: ReviewQueue | None = None
        self._pace = Pace()
        # Labels that were kept; None until it is known of this session.
        self._not_again: set[Mark] | None = None

    # Which photos

    def start(self) -> None:
        """Begin with what is undecided now among what the Photos screen shows."""
        self._go_on_with(ReviewQueue(self._store(), self.order, self._positions(), self._group_of()))

    def end(self) -> None:
        """Nobody reviews any more."""
        self.queue = self._before = None

    def forget(self) -> None:
        """Another session is open."""
        self.end()
        self._not_again = None

    @property
    def looks_twice(self) -> bool:
        """Whether it is labels that are looked at again."""
        return self._before is not None

    @property
    def _review(self) -> ReviewQueue | None:
        return self._before or self.queue

    def doubts(self) -> list[Doubt]:
        """The labels that deserve a second look, without those that a person has kept."""
        store = self._store()
        found = doubts(store, self._group_of())
        if not found:
            return []
        kept = self._kept_labels()
        if not kept:
            return found
        decided = store.decided_ns[store.positions([doubt.photo_id for doubt in found])].tolist()
        return [doubt for doubt, moment in zip(found, decided, strict=True) if (doubt.photo_id, moment) not in kept]

    def _kept_labels(self) -> set[Mark]:
        if self._not_again is None:
            self._not_again = self._kept()
        return self._not_again

    def second_look(self) -> None:
        """Go through them; the review waits meanwhile."""
        self._before = self._review or ReviewQueue(self._store(), self.order)
        self.queue = ReviewQueue.of_doubts(self._store(), self.doubts())

    def go_on(self) -> None:
        """Go on with the review that a second look interrupted."""
        if (review := self._review) is not None:
            self._go_on_with(review)

    def go_through_later(self) -> None:
        """Go through the photos that were left for later."""
        if (review := self._review) is not None:
            review.start_later()
            self._go_on_with(review)

    def add_more(self) -> None:
        """Let photos join that got their suggestion since the review began."""
        if (review := self._review) is not None:
            review.add(self._positions())
            self._go_on_with(review)

    def set_order(self, order: ReviewOrder) -> None:
        """Another order of what is still to decide."""
        self.order = order
        if self.queue is not None and not self.looks_twice:
            self.queue.reorder(order)

    def _go_on_with(self, review: ReviewQueue) -> None:
        self.queue, self._before = review, None
        self._pace.begin(self._clock())

    # What a person did

    def decided(self, photos: int, left_out: Collection[int] = ()) -> None:
        """The present step is decided, about so many photos."""
        assert self.queue is not None  # noqa: S101 - whoever decides has seen it
        if photos:
            self._pace.decided(photos, self._clock())
        self.queue.decide(left_out)

    def keep(self, doubt: Doubt) -> None:
        """The label is right, and not asked about again."""
        assert self.queue is not None  # noqa: S101 - as above
        self._kept_labels().add(self._mark(doubt))
        self._remember(self._kept_labels())
        self.queue.decide()

    def put_off(self) -> None:
        """The present photos come again at the end."""
        assert self.queue is not None  # noqa: S101 - as above
        self._pace.begin(self._clock())
        self.queue.put_off()

    def _mark(self, doubt: Doubt) -> Mark:
        store = self._store()
        return doubt.photo_id, int(store.decided_ns[store.position(doubt.photo_id)])

    # How far they are

    def progress(self) -> Progress:
        """Where they stand now."""
        assert self.queue is not None  # noqa: S101 - asked where something is shown
        passed, left = self.queue.passed(), self.queue.left()
        seconds = None if self.looks_twice else self._pace.seconds_left(left)
        # Whoever looks back stands where they look.
        return Progress(passed + 1 - self.queue.back, passed + left, seconds)

    def tally(self) -> Tally:
        """What came of the review, and what is left."""
        store, positions, review = self._store(), self._positions(), self._review
        assert review is not None  # noqa: S101 - as above
        at = store.positions(review.behind(review.passed()))
        at = at[at >= 0]
        decided = at[store.present[at] & (store.labels[at] != NONE) & ~store.of_another_file[at]]
        agreed = int(np.count_nonzero(store.state[decided] == STATE_CODE[PhotoState.CONFIRMED]))
        kept, changed = self.queue.looked_at_twice() if self.looks_twice and self.queue is not None else (0, 0)
        return Tally(
            left=review.left(),
            kept=kept,
            changed=changed,
            as_suggested=agreed,
            otherwise=len(decided) - agreed,
            later=len(review.undecided()),
            waiting=len(waiting(store, positions)),
            out_of_reach=len(out_of_reach(store, positions)),
            more=len(review.more(positions)),
            doubts=len(self.doubts()),
            looked_twice=self.looks_twice,
            of_filters=len(positions) < len(store),
        )
