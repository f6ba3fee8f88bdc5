"""Where the photos of a row stand: a strip of squares, and below each other where the row is opened. No Qt."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from desktop_app.photos.group_summary import GroupState, GroupSummary
from desktop_app.photos.groups import Group
from desktop_app.photos.names import Positions

SQUARE = 112
GAP = 8
# Before the photos that look like something else.
DISSENT_GAP = 28
MARGIN = 14
# The line with the words, the words below a square, and what is left free.
LINE, CAPTION, TOP, BOTTOM = 28, 18, 3, 7
ROW_HEIGHT = TOP + LINE + SQUARE + CAPTION + BOTTOM
COMPACT_HEIGHT = 28
LINE_STEP = SQUARE + CAPTION + GAP
# "+6"
MORE_WIDTH = 52


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """The photos of a row in the order in which they stand there.

    Attributes:
        positions: int32: those that agree (and those that say nothing) in the group's order, then the dissenters.
        agreeing: how many stand before the dissenters.
        waits: whether suggestions were missing when it was made, so that it is made once more.
    """

    positions: Positions
    agreeing: int
    waits: bool = False

    @classmethod
    def of(cls, group: Group, summary: GroupSummary) -> "Strip":
        """The strip of a group as it is now."""
        if summary.state in (GroupState.WAITING, GroupState.NO_MAJORITY):
            return cls(group.positions, len(group.positions), summary.state is GroupState.WAITING)
        dissents = np.isin(group.positions, summary.dissenters)
        ordered = np.concatenate((group.positions[~dissents], group.positions[dissents]))
        return cls(ordered, int(np.count_nonzero(~dissents)))

    def held(self, group: Group, vanished: Collection[int]) -> "Strip":
        """The strip of what the group is now, with all that stays in its place.

        Args:
            group: with other photos than before, or with what was still missing of them.
            vanished: positions of photos that left by themselves: their places stay, and are empty.
        """
        now, before = set(group.positions.tolist()), self.positions.tolist()
        stays = [position for position in before if position in now or position in vanished]
        positions = np.array([*stays, *(each for each in group.positions.tolist() if each not in before)], np.int32)
        if self.agreeing == len(before):
            return Strip(positions, len(positions))
        kept = set(stays)
        return Strip(positions, sum(position in kept for position in before[: self.agreeing]))

    def __len__(self) -> int:
        return len(self.positions)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something lies in its row; device-independent pixels."""

    x: int
    y: int
    width: int
    height: int

    def holds(self, x: int, y: int) -> bool:
        """Whether a point is in it."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


class StripLayout:
    """The places of one row's squares.

    Attributes:
        squares: of the photos that are shown, the first ones of the strip.
        hidden: how many are not.
        more: where "+6" stands; None where all are shown.
        height: of the whole row.
    """

    def __init__(self, strip: Strip, width: int, *, opened: bool) -> None:
        """Lay the squares out.

        Args:
            strip: the photos.
            width: of the row.
            opened: whether all are shown, in as many lines as it takes.
        """
        self.more: Place | None = None
        if opened:
            self.squares = _in_lines(strip, width)
        else:
            self.squares = _in_a_line(strip, width - 2 * MARGIN)
            if len(self.squares) < len(strip):
                left = self.squares[-1].x + SQUARE + GAP if self.squares else MARGIN
                self.more = Place(left, TOP + LINE, MORE_WIDTH, SQUARE)
        self.hidden = len(strip) - len(self.squares)
        bottom = max((square.y + square.height for square in self.squares), default=TOP + LINE + SQUARE)
        self.height = bottom + CAPTION + BOTTOM

    def at(self, x: int, y: int) -> int | None:
        """The place in the strip of the photo at a point of the row."""
        return next((place for place, square in enumerate(self.squares) if square.holds(x, y)), None)

    def below(self, place: int, lines: int) -> int:
        """The photo so many lines below one (above, where below zero), as near as there is; itself where none is."""
        here = self.squares[place]
        tops = sorted({square.y for square in self.squares})
        wanted = tops.index(here.y) + lines
        if not 0 <= wanted < len(tops):
            return place
        line = [other for other, square in enumerate(self.squares) if square.y == tops[wanted]]
        return min(line, key=lambda other: abs(self.squares[other].x - here.x))


def _in_a_line(strip: Strip, room: int) -> list[Place]:
    lefts = _lefts(strip)
    whole = lefts[-1] + SQUARE if lefts else 0
    if whole > room:
        lefts = [left for left in lefts if left + SQUARE + GAP + MORE_WIDTH <= room]
    return [Place(MARGIN + left, TOP + LINE, SQUARE, SQUARE) for left in lefts]


def _lefts(strip: Strip) -> list[int]:
    between = DISSENT_GAP - GAP if 0 < strip.agreeing < len(strip) else 0
    return [place * (SQUARE + GAP) + (between if place >= strip.agreeing else 0) for place in range(len(strip))]


def _in_lines(strip: Strip, width: int) -> list[Place]:
    columns = max(1, (width - 2 * MARGIN + GAP) // (SQUARE + GAP))
    squares = []
    top, lines = TOP + LINE, -(-strip.agreeing // columns)
    for place in range(len(strip)):
        dissents = place >= strip.agreeing
        line, column = divmod(place - strip.agreeing if dissents else place, columns)
        # Dissenters begin a line of their own, lower by a gap.
        down = (line + lines) * LINE_STEP + (GAP if lines else 0) if dissents else line * LINE_STEP
        squares.append(Place(MARGIN + column * (SQUARE + GAP), top + down, SQUARE, SQUARE))
    return squares
