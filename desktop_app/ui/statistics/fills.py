"""How bars are filled, and their samples in the legend: told apart in black and white, too."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor

from desktop_app.ui.look.theme import colours
from desktop_app.ui.statistics.sheet import Fill


def colour_of(fill: Fill) -> QColor:
    """The colour of bars that are filled like this, in the appearance in use."""
    now = colours()
    return QColor({Fill.FULL: now.accent, Fill.HATCHED: now.to_review, Fill.EMPTY: now.quiet_text}[fill])


def brush_of(colour: QColor, fill: Fill) -> QBrush:
    """What bars of a colour are filled with; they have an edge in that colour as well."""
    if fill is Fill.EMPTY:
        return QBrush(QColor(colours().surface))
    return QBrush(colour, Qt.BrushStyle.BDiagPattern if fill is Fill.HATCHED else Qt.BrushStyle.SolidPattern)
