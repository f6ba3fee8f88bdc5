"""Groups as rows of the Animals screen, in an order that holds still while a person works.

A *row* is a number that stays the same as long as the session is open, whatever becomes of its group: photos join and
leave, a burst becomes an animal, the groups are made anew. No Qt.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.animals import Animal
from desktop_app.photos.codes import NONE
from desktop_app.photos.group_order import first_photos, sorted_places
from desktop_app.photos.group_summary import GroupFacts, GroupSummary
from desktop_app.photos.groups import Group, Grouping
from desktop_app.photos.names import Positions
from desktop_app.photos.row_matching import matched_rows
from desktop_app.photos.row_standing import disagrees, is_decided, standings
from desktop_app.photos.store import PhotoStore

SummaryOf = Callable[[Group], GroupSummary]
FactsOf = Callable[[], GroupFacts | None]
NO_GROUPS = Grouping.nothing()
NO_ROWS = np.zeros(0, np.int32)
# Of more groups than that, all are looked at together, which is quicker than one by one.
FEW = 64


class RowView(StrEnum):
    """Which rows are shown."""

    UNDECIDED = "undecided"
    DISAGREE = "disagree"
    DECIDED = "decided"


class AnimalRows:
    """Which rows there are, which of them are shown, and how.

    Attributes:
        store: the photos.
        grouping: their groups now.
        view: which rows are shown.
        with_decided: whether decided rows stand among the undecided ones.
        left_out: ids of photos that a person left out of what their rows get.
        shown: int32: the rows that are shown, in order; another array after each change, never the same one with
            other content.
    """

    def __init__(self, summary_of: SummaryOf, facts: FactsOf = lambda: None) -> None:
        """Make no rows.

        Args:
            summary_of: what a group says now; asked for single groups, and expected to keep its answers.
            facts: where all groups stand, where somebody has worked that out already; it may be a moment old.
        """
        self._summary_of, self._facts = summary_of, facts
        self.view = RowView.UNDECIDED
        self.with_decided = False
        self.start(PhotoStore(), NO_GROUPS)

    def start(self, store: PhotoStore, grouping: Grouping) -> None:
        """Begin afresh with the groups of a session, sorted. Rows of before mean nothing any more."""
        self.store, self.grouping = store, grouping
        self.left_out: set[int] = set()
        count = len(grouping.groups)
        self._group_of_row = np.arange(count, dtype=np.int32)
        self._row_of_group = np.arange(count, dtype=np.int32)
        self._order = sorted_places(grouping)
        self._decided, self._disagree = self._standings()
        self._compact = self._decided.copy()
        self._opened: set[int] = set()
        self._lingering: set[int] = set()
        # By the position of what was its first photo: the row that is gone, -1 for nearly all.
        self._gone = np.full(len(grouping.group_of), NONE, np.int32)
        self.shown = self._order[self._passing()[self._order]]

    def take(self, grouping: Grouping, current: int | None = None, *, afresh: bool = False) -> None:
        """Take over groups that were made anew.

        Each row goes on with the group that has most of its photos, at its place; what is in no row yet joins at the
        end. A row whose photos all went elsewhere is gone, and comes back to its place when its photos do.

        Args:
            grouping: of the same store.
            current: the row a person is at: where several become one, it is this one.
            afresh: sort all rows anew.
        """
        was_shown = self._mask(self.shown)
        rows = matched_rows(self.grouping, self._row_of_group, grouping, current, self._come_back(grouping))
        goes_on = self._mask(rows[rows != NONE])
        living = self._living()
        gone = living[~goes_on[living]]
        self._gone[first_photos(self.grouping)[self._group_of_row[gone]]] = gone
        new = rows == NONE
        rows[new] = np.arange(len(self._group_of_row), len(self._group_of_row) + np.count_nonzero(new))
        self._grow(int(np.count_nonzero(new)))
        self._group_of_row[:] = NONE
        self._group_of_row[rows] = np.arange(len(rows), dtype=np.int32)
        self.grouping, self._row_of_group = grouping, rows
        decided, disagree = self._standings()
        self._decided[rows], self._disagree[rows] = decided, disagree
        self._compact[rows[new]] = decided[new]
        places = sorted_places(grouping) if afresh or new.any() else NO_ROWS
        if afresh:
            self._order, new = NO_ROWS, np.ones(len(rows), np.bool_)
            self._gone[:] = NONE
        self._order = np.concatenate((self._order, rows[places[new[places]]]))
        self._look_again(was_shown)

    def _come_back(self, grouping: Grouping) -> NDArray[np.int32]:
        """For each new group the row that is gone and has its photos again; -1 for nearly all."""
        more = len(grouping.group_of) - len(self._gone)
        if more > 0:
            self._gone = np.concatenate((self._gone, np.full(more, NONE, np.int32)))
        firsts = first_photos(grouping)
        rows = self._gone[firsts]
        # Its first photo is the first of another row, which goes on.
        taken = first_photos(self.grouping)
        is_taken = np.zeros(len(self._gone), np.bool_)
        is_taken[taken] = True
        rows[is_taken[firsts]] = NONE
        self._gone[firsts[rows != NONE]] = NONE
        return rows

    def _standings(self, places: Positions | None = None) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        return standings(self.store, self.grouping, self._summary_of, self.left_out, self._facts(), places)

    def _grow(self, count: int) -> None:
        self._group_of_row = np.concatenate((self._group_of_row, np.full(count, NONE, np.int32)))
        for name in ("_decided", "_disagree", "_compact"):
            setattr(self, name, np.concatenate((getattr(self, name), np.zeros(count, np.bool_))))

    def changed(self, places: Positions) -> NDArray[np.int32]:
        """Groups say something else than before.

        Args:
            places: int32: of the groups in `grouping`.

        Returns:
            int32: their rows.
        """
        rows = self._row_of_group[places]
        if len(places) > FEW:
            decided, disagree = self._standings(places)
            self._decided[rows], self._disagree[rows] = decided[places], disagree[places]
        else:
            for row in rows.tolist():
                summary = self.summary(row)
                self._decided[row] = is_decided(self.store, summary, self.left_out)
                self._disagree[row] = disagrees(summary)
        # What is to be decided again has its full height again.
        self._compact[rows] &= self._decided[rows]
        self._look_again(self._mask(self.shown))
        return rows

    # What a person does

    def show(self, view: RowView, *, with_decided: bool = False) -> None:
        """Show other rows."""
        self.view, self.with_decided = view, with_decided
        self.settle()

    def settle(self) -> None:
        """Show exactly the rows of the view; what was decided and is no part of it leaves."""
        self._lingering.clear()
        self._compact |= self._decided
        self.shown = self._living()[self._passing()[self._living()]]

    def arrange_again(self) -> None:
        """Sort anew."""
        self._order = self._row_of_group[sorted_places(self.grouping)]
        self._gone[:] = NONE
        self.settle()

    def reveal(self, row: int) -> None:
        """Show a row that the view does not show: a person must see what was taken back."""
        self._lingering.add(row)
        self._look_again(self._mask(self.shown))

    def shrink(self, current: int | None) -> bool:
        """Let rows that are decided, and at which nobody is any more, become small; returns whether any did."""
        done = self.shown[self._decided[self.shown] & ~self._compact[self.shown] & (self.shown != current)]
        self._lingering |= set(done.tolist())
        self._compact[done] = True
        self._opened -= set(done.tolist())
        return len(done) > 0

    def move_on(self, row: int | None) -> bool:
        """A person goes to another row: what is decided becomes small, what had become small before leaves.

        Returns:
            whether rows are of another height, or gone.
        """
        before = len(self.shown)
        # All rows may linger, after a step that was for all photos: they are asked together.
        lingering = np.fromiter(self._lingering, np.int32)
        leaving = lingering[self._compact[lingering] & (lingering != (NONE if row is None else row))]
        self._lingering.difference_update(leaving.tolist())
        self._opened -= set(leaving[~self._passing()[leaving]].tolist())
        shrunk = self.shrink(row)
        stays = self._passing() | self._lingers() | ~self._decided
        if row is not None:
            stays[row] = True
        self.shown = self.shown[stays[self.shown]]
        return shrunk or len(self.shown) != before

    def set_opened(self, row: int, opened: bool) -> None:
        """Show all photos of a row, or as many as fit into a line."""
        self._opened = self._opened | {row} if opened else self._opened - {row}

    # What is asked

    def group(self, row: int) -> Group:
        """The group of a row that is there."""
        group: Group = self.grouping.groups[self._group_of_row[row]]
        return group

    def animal(self, row: int) -> Animal | None:
        """The animal of a row; None where nobody has said."""
        return self.group(row).animal

    def summary(self, row: int) -> GroupSummary:
        """What the group of a row says."""
        return self._summary_of(self.group(row))

    def is_there(self, row: int) -> bool:
        """Whether a row has a group."""
        return 0 <= row < len(self._group_of_row) and bool(self._group_of_row[row] != NONE)

    def is_decided(self, row: int) -> bool:
        """Whether nothing is to be decided in a row any more."""
        return bool(self._decided[row])

    def is_opened(self, row: int) -> bool:
        """Whether all photos of a row are shown."""
        return row in self._opened

    def is_compact(self, row: int) -> bool:
        """Whether a row is one line."""
        return bool(self._compact[row]) and row not in self._opened

    def compact_mask(self) -> NDArray[np.bool_]:
        """bool, one for each of `shown`: whether the row is one line."""
        return (self._compact & ~self._mask(np.fromiter(self._opened, np.int32)))[self.shown]

    def opened(self) -> set[int]:
        """The rows of which all photos are shown."""
        return set(self._opened)

    def place(self, row: int) -> int | None:
        """The place at which a row is shown, or None."""
        found = np.flatnonzero(self.shown == row)
        return int(found[0]) if len(found) else None

    def row_of(self, position: int) -> int | None:
        """The row of a photo, shown or not; None where it stands alone."""
        group = self.grouping.group_of[position] if 0 <= position < len(self.grouping.group_of) else NONE
        return None if group == NONE else int(self._row_of_group[group])

    def rows_of(self, positions: Positions) -> list[int]:
        """The rows of photos, shown or not, each once, in order."""
        groups = self.grouping.group_of[positions[positions < len(self.grouping.group_of)]]
        mine = self._mask(self._row_of_group[groups[groups != NONE]])
        found: list[int] = self._order[mine[self._order]].tolist()
        return found

    def next_undecided(self, place: int, without: Iterable[int] = ()) -> int | None:
        """The next row below a place that is to be decided, from the top again when there is none; or None.

        Args:
            place: in `shown`.
            without: rows that are just being decided: the session may not have it yet.
        """
        undecided = ~(self._decided | self._mask(np.fromiter(without, np.int32)))
        wanted = np.flatnonzero(undecided[self.shown])
        if not len(wanted):
            return None
        return int(self.shown[wanted[np.searchsorted(wanted, place, "right") % len(wanted)]])

    def counts(self) -> dict[RowView, int]:
        """How many rows one would see on choosing each view."""
        living = self._living()
        decided = int(np.count_nonzero(self._decided[living]))
        return {
            RowView.UNDECIDED: len(living) - decided,
            RowView.DISAGREE: int(np.count_nonzero(self._disagree[living])),
            RowView.DECIDED: decided,
        }

    def singles(self) -> Positions:
        """int32, rising: positions of photos that are in the session and in no row."""
        alone = self.store.present.copy()
        known = self.grouping.group_of
        alone[: len(known)] &= known == NONE
        return np.flatnonzero(alone).astype(np.int32)

    def _living(self) -> NDArray[np.int32]:
        living: NDArray[np.int32] = self._order[self._group_of_row[self._order] != NONE]
        return living

    def _passing(self) -> NDArray[np.bool_]:
        """For each row whether the view shows it."""
        if self.view is RowView.DISAGREE:
            return self._disagree
        if self.view is RowView.DECIDED:
            return self._decided
        return np.ones(len(self._decided), np.bool_) if self.with_decided else ~self._decided

    def _mask(self, rows: NDArray[np.int32]) -> NDArray[np.bool_]:
        mask = np.zeros(len(self._group_of_row), np.bool_)
        mask[rows] = True
        return mask

    def _lingers(self) -> NDArray[np.bool_]:
        return self._mask(np.fromiter(self._lingering, np.int32))

    def _look_again(self, was_shown: NDArray[np.bool_]) -> None:
        """Show what was shown, and what passes by now."""
        wanted = self._passing() | self._lingers()
        wanted[: len(was_shown)] |= was_shown
        living = self._living()
        self.shown = living[wanted[living]]
