"""Where rows of different heights lie, against each other and in a window that is scrolled. No Qt."""

import numpy as np
from numpy.typing import NDArray


class RowPlaces:
    """Rows one below the other: thousands of them are asked by searching, not by counting.

    Attributes:
        height: of all together.
    """

    def __init__(self, heights: NDArray[np.int32]) -> None:
        """Lay them out; `heights` is int32, one for each row."""
        self._ends = np.cumsum(heights, dtype=np.int64)
        self._heights = heights
        self.height = int(self._ends[-1]) if len(heights) else 0

    def __len__(self) -> int:
        return len(self._heights)

    def top(self, place: int) -> int:
        """Where a row begins."""
        return int(self._ends[place] - self._heights[place])

    def row_height(self, place: int) -> int:
        """How high a row is."""
        return int(self._heights[place])

    def at(self, y: int) -> int | None:
        """The row at a height; None above the first and below the last."""
        if not 0 <= y < self.height:
            return None
        return int(np.searchsorted(self._ends, y, "right"))

    def between(self, top: int, bottom: int) -> range:
        """The places of the rows that reach into what lies between two heights, both included."""
        if bottom < 0 or top >= self.height or bottom < top:
            return range(0)
        first = int(np.searchsorted(self._ends, max(0, top), "right"))
        last = int(np.searchsorted(self._ends, min(bottom, self.height - 1), "right"))
        return range(first, last + 1)
