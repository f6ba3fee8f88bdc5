"""Where a person stands in a review: the queue, the second look that interrupts it, the pace, and what came of it."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.kept_labels import Mark
from desktop_app.catalog.rows import PhotoState
from desktop_app.photos.codes import NONE, STATE_CODE
from desktop_app.photos.names import Positions
from desktop_app.photos.pace import Pace
from desktop_app.photos.review_order import Groups, NoOrder, ReviewOrder, out_of_reach, waiting
from desktop_app.photos.review_queue import ReviewQueue
from desktop_app.photos.second_look import Contradicted, Doubt, doubts
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


class Lessons(Protocol):
    """What the memory has to say."""

    def contradictions(self) -> Contradicted:
        """The labels that all others contradict."""

    def why_no_order(self) -> NoOrder | None:
        """Why nobody can say which photos teach most; None where somebody can."""


class ReviewCourse:
    """One review after the other, each frozen when it starts.

    Attributes:
        queue: what is gone through now; None where nobody reviews.
        order: what a person wants to come first, in this review and the next ones.
    """

    def __init__(
        self,
        store: Callable[[], PhotoStore],
        positions: Callable[[], Positions],
        group_of: Callable[[], Groups | None],
        lessons: Lessons,
        kept: Callable[[], set[Mark]] = set,
        keep: Callable[[set[Mark]], None] = lambda _marks: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare.

        Args:
            store: the photos of the session that is open.
            positions: those that the Photos screen shows, in its order.
            group_of: the groups of all of them, where they are known.
            lessons: what the memory has to say.
            kept: the labels of the session that were kept in second looks before.
            keep: remembers those that are kept from now on, for the next start.
            clock: a steady one, in seconds.
        """
        self._store, self._positions, self._group_of, self._clock = store, positions, group_of, clock
        self._lessons, self._kept, self._remember = lessons, kept, keep
        self.queue: ReviewQueue | None = None
        self.order = ReviewOrder.EASIEST
        self._before: ReviewQueue | None = None
        self._waits = False
        self._pace = Pace()
        # Labels that were kept; None until it is known of this session.
        self._not_again: set[Mark] | None = None
        # What was suggested of each photo when it was decided: places in the store's `tables.labels`.
        self._suggested: dict[int, int] = {}

    # Which photos

    def start(self) -> None:
        """Begin with what is undecided now among what the Photos screen shows."""
        self._go_on_with(ReviewQueue(self._store(), self.order_now, self._positions(), self._group_of()))

    def wait(self) -> None:
        """Whoever leaves now looks something up, and comes back to where they stand."""
        self._waits = self.queue is not None

    def leave(self) -> None:
        """The review is left: it ends, where it does not wait."""
        if not self._waits:
            self.end()

    def come_back(self) -> bool:
        """Go on with the review that waits; False where none does."""
        waited, self._waits = self._waits and self.queue is not None, False
        if waited and self.queue is not None:
            self.queue.forget_gone()
            self._pace.begin(self._clock())
        return waited

    def stop_waiting(self) -> None:
        """Nobody comes back."""
        if self._waits:
            self.end()

    def end(self) -> None:
        """Nobody reviews any more."""
        self.queue = self._before = None
        self._waits = False
        self._suggested.clear()

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
        found = doubts(store, self._group_of(), self._lessons.contradictions())
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
        self._before = self._review or ReviewQueue(self._store(), self.order_now)
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

    def drop_doubts(self, contradicted: Contradicted) -> None:
        """The memory doubts these labels, and no others, now."""
        if self.queue is not None and self.looks_twice:
            self.queue.drop_doubts(set(contradicted.photo_ids.tolist()))

    @property
    def order_now(self) -> ReviewOrder:
        """What comes first now: where nobody can say which photos teach most, the hardest ones."""
        is_off = self.order is ReviewOrder.TEACHES_MOST and self._lessons.why_no_order() is not None
        return ReviewOrder.HARDEST if is_off else self.order

    def set_order(self, order: ReviewOrder) -> None:
        """Another order of what is still to decide; of what teaches most, as soon as that is known.

        Until then the hardest ones come first: whoever asks for what teaches does not want pages of sure photos.
        """
        self.order = order
        if self.queue is not None and not self.looks_twice:
            teaches = self.order_now is ReviewOrder.TEACHES_MOST
            self.queue.reorder(ReviewOrder.HARDEST if teaches else self.order_now)

    def wants_to_know(self) -> NDArray[np.int64]:
        """int64: ids of the photos of which is to be known in which order they teach; none where nobody asks."""
        review = self._review
        if review is None or self.order_now is not ReviewOrder.TEACHES_MOST:
            return np.zeros(0, np.int64)
        return review.open_ids()

    def learn_what_teaches(self, photo_ids: NDArray[np.int64]) -> None:
        """It is known in which order photos teach: what is still ahead comes in it."""
        if (review := self._review) is None or self.order_now is not ReviewOrder.TEACHES_MOST:
            return
        store = self._store()
        at = store.positions(photo_ids)
        teaching = np.full(store.size, NONE, np.int32)
        teaching[at[at >= 0]] = np.flatnonzero(at >= 0)
        review.learn_what_teaches(teaching)

    def _go_on_with(self, review: ReviewQueue) -> None:
        self.queue, self._before = review, None
        self._pace.begin(self._clock())

    # What a person did

    def decided(self, photos: int, left_out: Collection[int] = ()) -> None:
        """The present step is decided, about so many photos."""
        assert self.queue is not None  # noqa: S101 - whoever decides has seen it
        if photos:
            self._pace.decided(photos, self._clock())
        if (step := self.queue.present) is not None:
            # Once it is decided, a photo tells what the pack says of it, not what a person saw.
            store = self._store()
            at = store.positions(step.photo_ids)
            suggested = np.where(store.labels[at] == NONE, store.said[at], NONE)
            self._suggested.update(zip(step.photo_ids, suggested.tolist(), strict=True))
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
        suggested = [self._suggested.get(photo_id, NONE) for photo_id in store.photo_ids[decided].tolist()]
        agrees = (store.state[decided] == STATE_CODE[PhotoState.CONFIRMED]) | (store.labels[decided] == suggested)
        agreed = int(np.count_nonzero(agrees))
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
