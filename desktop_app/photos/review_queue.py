"""The photos of one review, in an order that is frozen when it starts: nothing comes, goes or moves under the hand.

What a person decided is behind, what is to decide ahead. Photos that were labelled or taken out elsewhere meanwhile
are passed over. Whoever goes back looks at single photos, one after the other, as they were decided, and comes back to
where they were.
"""

from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.codes import NONE
from desktop_app.photos.names import Positions
from desktop_app.photos.review_order import MOST_ON_A_PAGE, Groups, Planned, ReviewOrder, Teaching, plan, to_review
from desktop_app.photos.second_look import Doubt, stands
from desktop_app.photos.store import PhotoStore

NOTHING = np.zeros(0, np.int32)


class Step(NamedTuple):
    """What a person decides at once. A tuple, since thousands are made at once.

    Attributes:
        photo_ids: one photo, or those of a page.
        breed_id: of a page: what all of its photos look like, surely; "" otherwise.
        doubt: of a second look: what speaks against the label; None otherwise.
    """

    photo_ids: tuple[int, ...]
    breed_id: str = ""
    doubt: Doubt | None = None

    @property
    def is_page(self) -> bool:
        """Whether several photos are decided together."""
        return len(self.photo_ids) > 1


class ReviewQueue:
    """Where a person stands in a review.

    Attributes:
        store: the photos.
        order: what came first.
        later: ids of photos that a person put off, in that order.
    """

    def __init__(
        self,
        store: PhotoStore,
        order: ReviewOrder = ReviewOrder.EASIEST,
        positions: Positions = NOTHING,
        group_of: Groups | None = None,
        teaching: Teaching | None = None,
    ) -> None:
        """Freeze the photos to review among those at `positions`, which stand in the order in which they are shown."""
        self.store, self.order = store, order
        self.later: list[int] = []
        self._group_of, self._teaching = group_of, teaching
        self._most = MOST_ON_A_PAGE
        self._known = np.zeros(0, np.bool_)
        # What comes before all else: photos left out of a page, or taken back; the next one last.
        self._first: list[Step] = []
        self._behind: dict[int, Step] = {}
        self._back = 0
        self._present: Step | None = None
        self._at = 0
        self._planned = self._freeze(positions)

    @classmethod
    def of_doubts(cls, store: PhotoStore, doubts: Sequence[Doubt]) -> "ReviewQueue":
        """Labels that deserve a second look, in this order."""
        queue = cls(store)
        queue._first = [Step((doubt.photo_id,), doubt=doubt) for doubt in reversed(doubts)]
        queue._know(store.positions([doubt.photo_id for doubt in doubts]))
        return queue

    def _freeze(self, positions: Positions, *, pages: bool = True) -> Planned:
        mine = to_review(self.store, positions)
        self._know(mine)
        return plan(self.store, mine, self.order, self._group_of, self._teaching, pages=pages)

    def _know(self, positions: Positions) -> None:
        grown = np.zeros(self.store.size, np.bool_)
        grown[: len(self._known)] = self._known
        grown[positions] = True
        self._known = grown

    # Where a person stands

    @property
    def present(self) -> Step | None:
        """What is to decide now; the same until it is decided. None at the end."""
        if self._present is None or not self._is_whole(self._present):
            self._present = self._next()
        return self._present

    @property
    def shown(self) -> Step | None:
        """What a person looks at: the present step, or a photo that they went back to."""
        return Step((self._passed[-self._back],)) if self._back else self.present

    @property
    def is_back(self) -> bool:
        """Whether a person looks at what was decided before."""
        return self._back > 0

    @property
    def back(self) -> int:
        """How many photos back they look; 0 for the present ones."""
        return self._back

    @property
    def _passed(self) -> list[int]:
        return list(self._behind)

    def passed(self) -> int:
        """How many photos are behind."""
        return len(self._behind)

    def left(self) -> int:
        """How many photos are still to decide, the present ones too."""
        present = self.present
        first = sum(len(step.photo_ids) for step in self._first) + (len(present.photo_ids) if present else 0)
        return first + int(np.count_nonzero(self._open(self._planned.positions[self._at :])))

    def open_ids(self) -> NDArray[np.int64]:
        """int64: ids of the photos that are still to decide, the present ones too."""
        steps = (self.present, *self._first)
        ids = [photo_id for step in steps if step is not None for photo_id in step.photo_ids]
        at = np.concatenate((self.store.positions(ids), self._planned.positions[self._at :]))
        found: NDArray[np.int64] = self.store.photo_ids[to_review(self.store, at[at >= 0])]
        return found

    def looked_at_twice(self) -> tuple[int, int]:
        """How many labels of a second look were kept, and how many are others now."""
        labels = [
            (step.doubt.label, self.store.row(photo_id).label)
            for photo_id, step in self._behind.items()
            if step.doubt is not None and photo_id in self.store and photo_id not in self.later
        ]
        kept = sum(before == now for before, now in labels)
        return kept, len(labels) - kept

    def behind(self, count: int) -> list[int]:
        """Ids of the last photos before the one that is shown, the oldest first."""
        end = len(self._behind) - self._back
        return self._passed[max(0, end - count) : end]

    def ahead(self, count: int) -> list[int]:
        """Ids of the photos after the shown ones, the next one first."""
        if self._back:
            present = self.present
            following = [*self._passed[len(self._behind) - self._back + 1 :], *(present.photo_ids if present else ())]
        else:
            following = []
        for step in reversed(self._first):
            following += step.photo_ids
        at = self._at
        while len(following) < count and at < len(self._planned.positions):
            # In pieces: the queue may be long, and mostly decided.
            piece = self._planned.positions[at : at + 64]
            following += self.store.photo_ids[piece[self._open(piece)]].tolist()
            at += 64
        return following[:count]

    # Going on

    def hold_at_most(self, photos: int) -> bool:
        """No page may have more photos, because no more are in sight.

        Returns:
            whether the page that is shown became another one: the photos that have no room come next.
        """
        self._most = max(1, min(MOST_ON_A_PAGE, photos))
        step = self._present
        if step is None or len(step.photo_ids) <= self._most:
            return False
        self._present = Step(step.photo_ids[: self._most], step.breed_id)
        self._first.append(Step(step.photo_ids[self._most :], step.breed_id))
        return True

    def decide(self, left_out: Iterable[int] = ()) -> None:
        """The present step is decided, but for photos that were left out of it: they come next, singly."""
        step = self._take()
        out = set(left_out)
        for photo_id in step.photo_ids:
            if photo_id not in out:
                self._behind[photo_id] = step
        self._first += [Step((photo_id,)) for photo_id in reversed(step.photo_ids) if photo_id in out]

    def put_off(self) -> None:
        """The present photos come again at the end, when a person wants them."""
        step = self._take()
        for photo_id in step.photo_ids:
            self._behind[photo_id] = step
            self.later.append(photo_id)

    def _take(self) -> Step:
        step = self.present
        assert step is not None  # noqa: S101 - whoever decides has seen it
        self._present = None
        self._back = 0
        return step

    def go_back(self) -> bool:
        """Look at the photo before; False where there is none."""
        if self._back == len(self._behind):
            return False
        self._back += 1
        return True

    def go_forward(self) -> bool:
        """Look at the photo after; False where the present one is shown already."""
        if not self._back:
            return False
        self._back -= 1
        return True

    def go_home(self) -> None:
        """Come back to where one was."""
        self._back = 0

    # What changes it

    def forget_gone(self) -> None:
        """Photos that are none of the session any more are not behind either; who looked at one sees the one after."""
        passed = self._passed
        here = self.store.holds(passed)
        self._back = int(np.count_nonzero(here[len(passed) - self._back :]))
        for photo_id in [photo_id for photo_id, is_here in zip(passed, here.tolist(), strict=True) if not is_here]:
            del self._behind[photo_id]
        self.later = [photo_id for photo_id in self.later if photo_id in self._behind]

    def take_back(self, photo_ids: Iterable[int]) -> None:
        """What was decided about photos was taken back, or done again: they are shown, the first one now.

        Photos that are to decide again come next, together where they were decided together. Those that are not are
        looked at as those are that were decided last.
        """
        found = self.store.positions(list(photo_ids))
        found = found[found >= 0]
        found = found[self.store.present[found]]
        undecided = set(self.store.photo_ids[to_review(self.store, found)].tolist())
        again: list[tuple[int, Step]] = []
        decided: dict[int, Step] = {}
        for photo_id in self.store.photo_ids[found].tolist():
            step = self._behind.pop(photo_id, None) or Step((photo_id,))
            if photo_id in undecided or (step.doubt is not None and self._is_open(photo_id, step)):
                again.append((photo_id, step))
            else:
                decided[photo_id] = step
        if again or decided:
            self._forget({photo_id for photo_id, _ in again} | decided.keys())
        self._return(again)
        self._behind |= decided
        self._back = len(decided) if decided and not again else 0
        self._know(found)

    def _return(self, again: Sequence[tuple[int, Step]]) -> None:
        together: dict[Step, list[int]] = {}
        for photo_id, step in again:
            together.setdefault(step if step.is_page else Step((photo_id,), doubt=step.doubt), []).append(photo_id)
        for step, ids in reversed(together.items()):
            self._first.append(Step(tuple(ids), step.breed_id, step.doubt))

    def _forget(self, photo_ids: Set[int]) -> None:
        """Let photos not come twice; what is present comes again after what comes first now."""
        if self._present is not None:
            self._first.append(self._present)
            self._present = None
        self.later = [photo_id for photo_id in self.later if photo_id not in photo_ids]
        without = (
            Step(tuple(each for each in step.photo_ids if each not in photo_ids), step.breed_id, step.doubt)
            for step in self._first
        )
        self._first = [step for step in without if step.photo_ids]

    def more(self, positions: Positions) -> Positions:
        """Those of these photos that could be reviewed, and are not part of this review."""
        mine = to_review(self.store, positions)
        known = np.zeros(self.store.size, np.bool_)
        known[: len(self._known)] = self._known
        return mine[~known[mine]]

    def add(self, positions: Positions) -> None:
        """Let more photos join, at the end."""
        rest, more = self._planned, self._freeze(self.more(positions))
        self._planned = Planned(
            np.concatenate((rest.positions[self._at :], more.positions)),
            np.concatenate((rest.breeds[self._at :], more.breeds)),
            # Their numbers begin anew: those of before must not be met again.
            np.concatenate((rest.units[self._at :], more.units + rest.units.max(initial=-1) + 1)),
        )
        self._at = 0

    def undecided(self) -> list[int]:
        """Ids of photos that are behind and have no label: put off, or not written for what reason ever."""
        found = self.store.positions(list(self._behind))
        return self.store.photo_ids[to_review(self.store, found[found >= 0])].tolist()  # type: ignore[no-any-return]

    def reorder(self, order: ReviewOrder, teaching: Teaching | None = None) -> None:
        """Put all that is still to decide in another order; what is behind stays behind."""
        steps = [step for step in (self._present, *self._first) if step is not None]
        self._present, self._first, self._back = None, [], 0
        self._arrange(order, teaching, steps)

    def learn_what_teaches(self, teaching: Teaching) -> None:
        """Put what is still ahead in the order that is known now; what is shown stays, as does what comes first."""
        self._arrange(ReviewOrder.TEACHES_MOST, teaching, ())

    def _arrange(self, order: ReviewOrder, teaching: Teaching | None, steps: Sequence[Step]) -> None:
        """Arrange what comes of the plan anew, and the photos of these steps with it."""
        ids = [photo_id for step in steps for photo_id in step.photo_ids]
        rest = np.concatenate((self.store.positions(ids), self._planned.positions[self._at :]))
        wanted = np.zeros(self.store.size, np.bool_)
        wanted[rest[rest >= 0]] = True
        by_name = self.store.names.by_name
        self.order, self._teaching, self._at = order, teaching, 0
        self._planned = self._freeze(by_name[wanted[by_name]])

    def drop_doubts(self, still: Set[int]) -> None:
        """The memory doubts the labels of these photos, and of no others, now: others are passed over."""
        self._first = [step for step in self._first if step.doubt is None or stands(step.doubt, still)]

    def start_later(self) -> None:
        """Go through the photos that were put off, singly: they were not easy."""
        wanted, self.later = self.undecided(), []
        for photo_id in wanted:
            self._behind.pop(photo_id)
        self._back = 0
        self._first = [Step((photo_id,)) for photo_id in reversed(wanted)]

    # What comes next

    def _next(self) -> Step | None:
        if self._present is not None:
            # Some of it is decided elsewhere: what is left of it is what is to decide.
            self._first.append(self._present)
        while self._first:
            step = self._first.pop()
            ids = tuple(photo_id for photo_id in step.photo_ids if self._is_open(photo_id, step))
            if len(ids) > self._most:
                self._first.append(Step(ids[self._most :], step.breed_id))
            if ids:
                return Step(ids[: self._most], step.breed_id if len(ids) > 1 else "", step.doubt)
        return self._next_planned()

    def _next_planned(self) -> Step | None:
        planned, store = self._planned, self.store
        open_now = self._open(planned.positions[self._at :])
        if not open_now.any():
            self._at = len(planned.positions)
            return None
        self._at += int(np.argmax(open_now))
        breed = int(planned.breeds[self._at])
        if breed == NONE:
            self._at += 1
            return Step((int(store.photo_ids[planned.positions[self._at - 1]]),))
        end = self._page_end(breed)
        page = planned.positions[self._at : end]
        self._at = end
        ids = tuple(store.photo_ids[page[self._open(page)]].tolist())
        return Step(ids, store.tables.breeds[breed] if len(ids) > 1 else "")

    def _page_end(self, breed: int) -> int:
        """Where the page that begins now ends: before the group that has no room in it, if it began on this page."""
        breeds, units = self._planned.breeds, self._planned.units
        end = self._at
        while end < len(breeds) and end - self._at < self._most and breeds[end] == breed:
            end += 1
        cut = end
        while cut > self._at and end < len(units) and breeds[end] == breed and units[cut - 1] == units[end]:
            cut -= 1
        return cut if cut > self._at else end

    def _open(self, positions: Positions) -> NDArray[np.bool_]:
        open_now = np.zeros(self.store.size, np.bool_)
        open_now[to_review(self.store, positions)] = True
        return open_now[positions]

    def _is_whole(self, step: Step) -> bool:
        return all(self._is_open(photo_id, step) for photo_id in step.photo_ids)

    def _is_open(self, photo_id: int, step: Step) -> bool:
        """Whether there is something to decide about a photo."""
        if photo_id not in self.store:
            return False
        if step.doubt is not None:
            return self.store.row(photo_id).label == step.doubt.label
        return bool(len(to_review(self.store, self.store.positions([photo_id]))))
