"""Charts of bars, drawn by PyQtGraph; imported when statistics are first shown.

PyQtGraph is made for data that one moves about in with the mouse. These charts hold still: nothing can be dragged or
zoomed, and their menu is that of the page.
"""

from collections.abc import Sequence
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPen, QTransform
from PySide6.QtWidgets import QToolTip, QWidget

from desktop_app.ui.look.theme import colours
from desktop_app.ui.statistics.fills import brush_of, colour_of
from desktop_app.ui.statistics.plotting import pg
from desktop_app.ui.statistics.sheet import Bars, Fill
from desktop_app.ui.wording import numbers
from desktop_app.ui.wording.plain import tip

THICKNESS = 0.64
"""Of a bar, where 1 is the distance from one to the next."""
LINE_HEIGHT, AXIS_HEIGHT, LEAST_HEIGHT = 24, 58, 150
LONGEST_NAME = 240
BESIDE_ENDS = 10
BETWEEN_NAMES = 14


class BarChart(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """A chart; `show_bars` draws another one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, background=None, enableMenu=False)
        self._bars = Bars([], [], "")
        self._drawn: list[tuple[Any, Fill]] = []
        self._ends: list[Any] = []
        for widget in (self, self.viewport()):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # the page around it has one
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.setMouseEnabled(x=False, y=False)
        plot.vb.setBorder(None)
        plot.vb.sigTransformChanged.connect(self._keep_hatching)
        plot.vb.sigResized.connect(self._fit_words)
        self.viewport().setMouseTracking(True)

    def wheelEvent(self, event: Any) -> None:
        """Nothing is zoomed: the wheel scrolls the page."""
        event.ignore()

    def show_bars(self, bars: Bars) -> None:
        """Draw this, in the colours of the appearance in use."""
        self._bars = bars
        self._drawn, self._ends = [], []
        plot = self.getPlotItem()
        plot.clear()
        now = colours()
        self.setBackground(QColor(now.surface))
        self._draw_axes()
        for place in range(len(bars.series)):
            self._draw(place)
        self._draw_intervals()
        lengths = [bars.length(place) for place in range(len(bars.categories))]
        self._draw_ends(lengths)
        self._keep_hatching()
        self._fit_words()
        lines = len(bars.categories)
        self.setMinimumHeight(LEAST_HEIGHT if bars.upright else max(LEAST_HEIGHT, lines * LINE_HEIGHT + AXIS_HEIGHT))

    # Axes

    def _draw_axes(self) -> None:
        bars, plot, now = self._bars, self.getPlotItem(), colours()
        names, values = ("bottom", "left") if bars.upright else ("left", "bottom")
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setPen(QPen(QColor(now.strong_border)))
            axis.setTextPen(QPen(QColor(now.text)))
            axis.setTickFont(self.font())
            axis.setStyle(tickLength=-4 if side == values else 0, hideOverlappingLabels=False)
            axis.enableAutoSIPrefix(False)
            axis.setGrid(False)
        plot.setLabel(values, bars.quantity, color=now.text)
        plot.showLabel(names, False)
        plot.getAxis(names).setTicks([self._named()])
        plot.invertY(not bars.upright)
        metrics = QFontMetricsF(self.font())
        if not bars.upright:
            widest = max((metrics.horizontalAdvance(text) for _, text in self._named()), default=0.0)
            plot.getAxis("left").setWidth(widest + 14)
            plot.getAxis("bottom").setHeight(None)
        else:
            plot.getAxis("left").setWidth(None)
            plot.getAxis("bottom").setHeight(metrics.height() + 10)
        longest = self._longest()
        ticks = value_ticks(longest)
        plot.getAxis(values).setTicks([[(value, numbers.number(value)) for value in ticks]])

    def _named(self) -> list[tuple[float, str]]:
        """Where which names stand; of days only some, so that they do not run into each other."""
        names = self._bars.categories
        metrics = QFontMetricsF(self.font())
        if self._bars.upright:
            widest = max((metrics.horizontalAdvance(name) for name in names), default=0.0) + BETWEEN_NAMES
            step = max(1, ceil(widest / self._room_for_one()))
            return [(place, names[place]) for place in range(0, len(names), step)]
        elide = Qt.TextElideMode.ElideRight
        return [(place, metrics.elidedText(name, elide, LONGEST_NAME)) for place, name in enumerate(names)]

    def _room_for_one(self) -> float:
        """How wide a standing bar and the gap beside it are, in device-independent pixels."""
        return float(max(1.0, self.getPlotItem().vb.width() / max(1, len(self._bars.categories))))

    def _fit_words(self, *_what: object) -> None:
        """In another width, other days have room for their names, and other bars for what stands above them."""
        self._set_range()
        if not self._bars.upright:
            return
        self.getPlotItem().getAxis("bottom").setTicks([self._named()])
        metrics, room = QFontMetricsF(self.font()), self._room_for_one()
        fits = all(metrics.horizontalAdvance(text) < room for text in self._bars.ends)
        for item in self._ends:
            item.setVisible(fits)

    def _longest(self) -> float:
        bars = self._bars
        return bars.greatest or max((bars.length(place) for place in range(len(bars.categories))), default=0.0) or 1.0

    def _set_range(self) -> None:
        """Between which values the axes reach: what stands at the end of the bars has its room, too."""
        bars = self._bars
        across = (-0.6, len(bars.categories) - 0.4)
        along = (0.0, self._longest() * (1 + self._room_for_ends()))
        x, y = (across, along) if bars.upright else (along, across)
        self.getPlotItem().setRange(xRange=x, yRange=y, padding=0)

    def _room_for_ends(self) -> float:
        """How much longer than the longest bar the axis must be, as a share of that bar."""
        if not any(self._bars.ends):
            return 0.03
        metrics, box = QFontMetricsF(self.font()), self.getPlotItem().vb
        if self._bars.upright:
            wanted, there = metrics.height() + BESIDE_ENDS, box.height()
        else:
            widest = max(metrics.horizontalAdvance(text) for text in self._bars.ends)
            wanted, there = widest + BESIDE_ENDS, box.width()
        share = min(0.6, wanted / max(1.0, there))
        return float(share / (1 - share))

    # Bars

    def _draw(self, which: int) -> None:
        bars, series = self._bars, self._bars.series[which]
        aside, thickness = self._aside(which)
        places = [place + aside for place in range(len(bars.categories))]
        starts = [self._start(which, place) for place in range(len(bars.categories))]
        each = [QColor(name) for name in series.colours] or [colour_of(series.fill)] * len(starts)
        pens = [QPen(one, 0) for one in each]
        for pen in pens:
            pen.setCosmetic(True)
        brushes = [brush_of(one, series.fill) for one in each]
        style = {"pens": pens, "brushes": brushes}
        if bars.upright:
            item = pg.BarGraphItem(x=places, y0=starts, height=list(series.values), width=thickness, **style)
        else:
            item = pg.BarGraphItem(y=places, x0=starts, width=list(series.values), height=thickness, **style)
        self.getPlotItem().addItem(item)
        self._drawn.append((item, series.fill))

    def _aside(self, which: int) -> tuple[float, float]:
        """How far beside the middle of a category the bars of a series stand, and how thick they are."""
        count = len(self._bars.series)
        if not self._bars.side_by_side or count < 2:
            return 0.0, THICKNESS
        each = THICKNESS / count
        return each * (which - (count - 1) / 2), each

    def _start(self, which: int, place: int) -> float:
        return 0.0 if self._bars.side_by_side else sum(one.values[place] for one in self._bars.series[:which])

    def _keep_hatching(self, *_what: object) -> None:
        """Hatching is stretched with the bars, unless it is told otherwise."""
        across, along = self.getPlotItem().vb.viewPixelSize()
        for item, fill in self._drawn:
            if fill is Fill.HATCHED:
                for brush in item.opts["brushes"]:
                    brush.setTransform(QTransform.fromScale(across, along))
                item.picture = None
                item.update()

    def _draw_intervals(self) -> None:
        known = [(place, between) for place, between in enumerate(self._bars.intervals) if between is not None]
        if not known:
            return
        first = self._bars.series[0].values
        now = colours()
        # In light and dark, on light and dark bars: a line with an edge around it.
        for colour, width in ((now.surface, 6), (now.text, 2)):
            item = pg.ErrorBarItem(
                x=_array([first[place] for place, _ in known]),
                y=_array([place for place, _ in known]),
                left=_array([first[place] - low for place, (low, _) in known]),
                right=_array([high - first[place] for place, (_, high) in known]),
                beam=0.3,
                pen=pg.mkPen(colour, width=width),
            )
            self.getPlotItem().addItem(item)

    def _draw_ends(self, totals: Sequence[float]) -> None:
        now = colours()
        for place, (total, text) in enumerate(zip(totals, self._bars.ends, strict=False)):
            if not text:
                continue
            anchor = (0.5, 1.0) if self._bars.upright else (0.0, 0.5)
            item = pg.TextItem(text, color=QColor(now.text), anchor=anchor)
            item.setFont(self.font())
            item.setPos(*((place, total) if self._bars.upright else (total, place)))
            self.getPlotItem().addItem(item)
            self._ends.append(item)

    # What stands under the mouse

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what a bar shows where the mouse rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.text_at(QPointF(event.pos()))
            if text:
                QToolTip.showText(event.globalPos(), tip(text), self)
            else:
                QToolTip.hideText()
            return True
        return bool(super().viewportEvent(event))

    def text_at(self, point: QPointF) -> str:
        """What the bar at a point of the widget shows; "" where there is none."""
        there = self.getPlotItem().vb.mapSceneToView(self.mapToScene(point.toPoint()))
        across, along = (there.x(), there.y()) if self._bars.upright else (there.y(), there.x())
        place = round(across)
        if not 0 <= place < len(self._bars.categories) or along < 0:
            return ""
        for which, series in enumerate(self._bars.series):
            aside, thickness = self._aside(which)
            start = self._start(which, place)
            if abs(across - place - aside) <= thickness / 2 and start <= along <= start + series.values[place]:
                value = series.values[place]
                shown = numbers.number(int(value)) if value == int(value) else numbers.number(value, 1)
                return f"{self._bars.categories[place]} · {series.name} · {shown}"
        return ""


def value_ticks(longest: float) -> list[int]:
    """Round numbers from 0 to `longest`, about five, never fractions: photos are counted."""
    step = 1
    while longest / step > 6:
        digit = int(str(step)[0])
        step = step * 2 if digit in (1, 5) else step * 5 // 2
    return list(range(0, int(longest) + 1, step))


def _array(values: Sequence[float]) -> NDArray[np.float64]:
    return np.array(values, np.float64)
