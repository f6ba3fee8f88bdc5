"""What one page of the statistics says, as plain data: the chart, the table, and the files are made of the same."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from desktop_app.ui.wording import numbers

Cell = str | int | float | datetime.date | None


class Kind(StrEnum):
    """How the cells of a column are written."""

    TEXT = "text"
    COUNT = "count"
    PERCENT = "percent"
    DECIMAL = "decimal"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table.

    Attributes:
        title: its heading.
        kind: percentages are cells from 0 to 100.
    """

    title: str
    kind: Kind = Kind.COUNT

    def text(self, cell: Cell) -> str:
        """A cell as people read it; "" for one that is not known."""
        if cell is None:
            return ""
        if isinstance(cell, datetime.date):
            return numbers.day(cell)
        if isinstance(cell, str):
            return cell
        if self.kind is Kind.PERCENT:
            return numbers.percent(cell / 100)
        return numbers.number(cell, 1) if self.kind is Kind.DECIMAL else numbers.number(int(cell))


class Fill(StrEnum):
    """How bars of one kind are filled: told apart without colours, too."""

    FULL = "full"
    HATCHED = "hatched"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Series:
    """Bars of one kind, one in each category.

    Attributes:
        name: for the legend.
        values: as long as there are categories.
        fill: how they look.
        colours: of each bar, as `#rrggbb`, where every category has its own; empty for that of the fill.
    """

    name: str
    values: Sequence[float]
    fill: Fill = Fill.FULL
    colours: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of bars.

    Attributes:
        categories: names, in order: from above, or from the left.
        series: on each other, unless they stand side by side.
        quantity: what is counted: the title of the axis.
        ends: what is written at the end of each bar; empty for nothing.
        upright: whether bars stand, which is for days; they lie so that long names can be read.
        intervals: for each category between which values the end of the first series may lie; None where unknown.
        greatest: where the axis ends; None: at the longest bar.
        side_by_side: whether the series are no parts of one whole.
    """

    categories: Sequence[str]
    series: Sequence[Series]
    quantity: str
    ends: Sequence[str] = ()
    upright: bool = False
    intervals: Sequence[tuple[float, float] | None] = ()
    greatest: float | None = None
    side_by_side: bool = False

    def length(self, category: int) -> float:
        """How far the bars of a category reach."""
        values = [series.values[category] for series in self.series]
        return max(values, default=0) if self.side_by_side else sum(values)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page.

    Attributes:
        id: stable; a file that is saved is called after it.
        title: in the list of pages, and above the chart.
        meaning: what is shown, and what one may conclude from it.
        nothing: why there is nothing to show, and what to do; "" where there is something.
        columns: of the table.
        rows: a cell for each column.
        bars: the chart.
        notes: what was left out, and the like.
    """

    id: str
    title: str
    meaning: str
    nothing: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    bars: Bars
    notes: Sequence[str] = field(default=())
