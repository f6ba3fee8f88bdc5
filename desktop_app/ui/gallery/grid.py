"""Where the tiles of a gallery lie: arithmetic instead of a list of places, so that 100,000 cost what ten cost."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

HEADING_HEIGHT = 34


@dataclass(frozen=True, slots=True)
class Cell:
    """A tile's rectangle in the whole content, device-independent pixels."""

    x: int
    y: int
    width: int
    height: int


class Grid:
    """Rows of equal tiles, in one or several sections; a section begins a new row, below its heading."""

    def __init__(self, width: int, tile_width: int, tile_height: int, counts: Sequence[int], headings: bool) -> None:
        """Lay the tiles out.

        Args:
            width: of the room for them; the columns are widened to fill it.
            tile_width: the least width of a tile, where there is room for it.
            tile_height: of each tile.
            counts: tiles in each section.
            headings: whether sections have headings.
        """
        self.columns = max(1, width // max(1, tile_width))
        # A single column may be narrower than a tile would be: nothing of it is beyond the edge.
        self.cell_width = max(1, width // self.columns)
        self.cell_height = max(1, tile_height)
        self.heading = HEADING_HEIGHT if headings else 0
        self._counts = [count for count in counts if count]
        self._firsts = [0, *accumulate(self._counts)]
        rows = [-(-count // self.columns) for count in self._counts]
        self._tops = [0, *accumulate(self.heading + row * self.cell_height for row in rows)]

    @property
    def count(self) -> int:
        """How many tiles."""
        return self._firsts[-1]

    @property
    def height(self) -> int:
        """Of the whole content."""
        return self._tops[-1]

    def cell(self, place: int) -> Cell:
        """Where a tile lies."""
        section = self._section_of(place)
        row, column = divmod(place - self._firsts[section], self.columns)
        top = self._tops[section] + self.heading + row * self.cell_height
        return Cell(column * self.cell_width, top, self.cell_width, self.cell_height)

    def place_at(self, x: int, y: int) -> int | None:
        """The tile at a point of the content, or None between and beside them."""
        if not 0 <= y < self.height or x < 0:
            return None
        section = bisect_right(self._tops, y) - 1
        row = (y - self._tops[section] - self.heading) // self.cell_height
        column = x // self.cell_width
        place = row * self.columns + column
        if row < 0 or column >= self.columns or place >= self._counts[section]:
            return None
        return self._firsts[section] + place

    def between(self, top: int, bottom: int) -> range:
        """The tiles of all rows that are at least partly between two heights, in order."""
        if not self.count or bottom < 0 or top >= self.height:
            return range(0)
        return range(self._first_at(max(0, top)), self._last_at(min(bottom, self.height - 1)) + 1)

    def in_area(self, left: int, top: int, right: int, bottom: int) -> list[tuple[int, int]]:
        """The tiles that an area touches, as (first, last) of each run."""
        first_column = max(0, left) // self.cell_width
        last_column = min(self.columns - 1, right // self.cell_width)
        found: list[tuple[int, int]] = []
        if right < 0 or first_column > last_column:
            return found
        tiles = self.between(top, bottom)
        place = tiles.start
        while place < tiles.stop:
            cell, section = self.cell(place), self._section_of(place)
            column = cell.x // self.cell_width
            row_end = min(place - column + self.columns, self._firsts[section + 1])
            if cell.y + self.cell_height > top and cell.y <= bottom:
                run = (place - column + first_column, min(place - column + last_column, row_end - 1))
                if run[0] <= run[1]:
                    found.append(run)
            place = row_end
        return found

    def headings_between(self, top: int, bottom: int) -> list[tuple[int, int]]:
        """The headings (section, height at which it begins) that are at least partly between two heights."""
        if not self.heading:
            return []
        section = max(0, bisect_right(self._tops, max(0, top)) - 1)
        found = []
        while section < len(self._counts) and self._tops[section] <= bottom:
            if self._tops[section] + self.heading > top:
                found.append((section, self._tops[section]))
            section += 1
        return found

    def moved(self, place: int, rows: int) -> int:
        """The tile so many rows below (above, when negative) in the same column, or the nearest that there is."""
        while rows:
            step = 1 if rows > 0 else -1
            section = self._section_of(place)
            row, column = divmod(place - self._firsts[section], self.columns)
            last_row = (self._counts[section] - 1) // self.columns
            if 0 <= row + step <= last_row:
                # Within a section, many rows are one step.
                far = min(rows, last_row - row) if step > 0 else max(rows, -row)
                row, rows = row + far, rows - far
            elif 0 <= section + step < len(self._counts):
                section, rows = section + step, rows - step
                row = 0 if step > 0 else (self._counts[section] - 1) // self.columns
            else:
                return place
            place = self._firsts[section] + min(row * self.columns + column, self._counts[section] - 1)
        return place

    def _section_of(self, place: int) -> int:
        return min(bisect_right(self._firsts, place), len(self._counts)) - 1

    def _first_at(self, y: int) -> int:
        section = min(bisect_right(self._tops, y), len(self._counts)) - 1
        row = max(0, (y - self._tops[section] - self.heading) // self.cell_height)
        return self._firsts[section] + min(row * self.columns, self._counts[section] - 1)

    def _last_at(self, y: int) -> int:
        section = min(bisect_right(self._tops, y), len(self._counts)) - 1
        row = (y - self._tops[section] - self.heading) // self.cell_height
        if row < 0:  # on a heading: the section above ends here
            return self._firsts[section] - 1
        return self._firsts[section] + min((row + 1) * self.columns, self._counts[section]) - 1
