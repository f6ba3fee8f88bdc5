"""Text in a few lines for what does not wrap by itself: buttons, and labels in a fixed place."""

from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption


class Wrapped(NamedTuple):
    """A text in lines.

    Attributes:
        lines: what is shown, one below the other.
        is_whole: whether that is all of the text; else lines that had no room end in "…".
    """

    lines: list[str]
    is_whole: bool


def wrapped(text: str, font: QFont, width: int, most: int) -> Wrapped:
    """Break a text into lines, between words and behind hyphens.

    Args:
        text: one paragraph.
        font: in which it will be painted.
        width: pixels that a line may take.
        most: so many lines at most.
    """
    layout, option = QTextLayout(text, font), QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    cuts = [0]
    while len(cuts) <= most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        cuts.append(line.textStart() + line.textLength())
    layout.endLayout()
    # What had no line of its own follows in the last one, and is cut off there.
    cuts[-1] = len(text) if len(cuts) > 1 else 0
    metrics, mode = QFontMetrics(font), Qt.TextElideMode.ElideRight
    told = [text[begin:end].strip() for begin, end in pairwise(cuts)]
    lines = [metrics.elidedText(line, mode, width) for line in told]
    return Wrapped(lines, lines == told)
