"""Finds text that is hard to read: whatever is drawn in a window, by widgets or by hand, against what lies behind it.

Nothing has to be declared for it. The window is drawn twice: once as SVG, which has each text with its colour and its
place, and once as pixels, which have what is behind it. Used by `tools/screenshots.py --check` on every screen.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QPoint, QPointF, QRect, QXmlStreamReader
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QRegion, QTransform
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

# WCAG 2.2, success criterion 1.4.3, which leaves out what is disabled: here that says why it is.
LEAST_CONTRAST = 4.5
# So many pixels of a text's own colour are there, where the text is not hidden behind something.
SEEN_PIXELS = 2


@dataclass(frozen=True)
class DrawnText:
    """A text as it was drawn.

    Attributes:
        text: a line of it.
        colour: of the pen, with its opacity.
        place: what it takes, in pixels of the window.
    """

    text: str
    colour: QColor
    place: QRect


def plain_pixels(application: QApplication) -> None:
    """Draw text without smooth edges from now on, so that each of its pixels has its own colour."""
    font = application.font()
    font.setStyleStrategy(QFont.StyleStrategy.NoAntialias)
    application.setFont(font)


def luminance(colour: QColor | str) -> float:
    """Relative luminance as WCAG 2 defines it, 0 to 1."""
    rgb = QColor(colour)
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (rgb.redF(), rgb.greenF(), rgb.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor | str, other: QColor | str) -> float:
    """How much two colours stand out from each other as WCAG 2 defines it, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def contrast_faults(root: QWidget, least: float = LEAST_CONTRAST) -> list[str]:
    """Which texts are hard to read, in words for developers; empty where none is.

    Args:
        root: a window or dialog that is shown, with `plain_pixels`.
        least: the contrast that every text has to have.
    """
    faults = []
    for text, colour, behind in read_texts(root):
        found = contrast(colour, behind)
        if found < least:
            colours = f"{colour.name()} on {behind.name()}"
            faults.append(f"{text.text[:40]!r} is hard to read: contrast {found:.2f}, {colours}")
    return faults


def read_texts(root: QWidget) -> Iterator[tuple[DrawnText, QColor, QColor]]:
    """Each text that is in sight, its colour as it is seen, and the colour behind it."""
    picture = root.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(picture.constBits(), np.uint32).reshape(picture.height(), -1)
    bars = QRegion()
    for bar in root.findChildren(QScrollBar):
        if bar.isVisible():
            bars += QRect(bar.mapTo(root, QPoint()), bar.size())
    for text in drawn_texts(root):
        # Nothing is written on scroll bars, but tables go on beneath them.
        beside = QRegion(text.place.intersected(picture.rect())) - bars
        pixels = _pixels(rows, beside.boundingRect())
        colour, behind, seen = _colours(text.colour, pixels)
        if seen >= SEEN_PIXELS:
            yield text, colour, behind


def _pixels(rows: NDArray[np.uint32], place: QRect) -> Counter[int]:
    inside = rows[place.top() : place.bottom() + 1, place.left() : place.right() + 1]
    found, counts = np.unique(inside, return_counts=True)
    return Counter(dict(zip((found | 0xFF000000).tolist(), counts.tolist(), strict=True)))


def _colours(pen: QColor, pixels: Counter[int]) -> tuple[QColor, QColor, int]:
    """The colour that the text has, what most of the rest has, and how many pixels are the text's."""
    share = pen.alphaF()
    # A pen that lets something through draws text without smooth edges as if that were black; an opaque one does not.
    wrong = QColor(*(round(part * share) for part in _rgb(pen)))
    behind = next((QColor(rgb) for rgb, _ in pixels.most_common(2) if rgb != wrong.rgb()), wrong)
    mixed = [round(text * share + rest * (1 - share)) for text, rest in zip(_rgb(pen), _rgb(behind), strict=True)]
    # Painters round in their own ways.
    near = (rgb for rgb in pixels if all(abs(a - b) <= 2 for a, b in zip(_rgb(QColor(rgb)), mixed, strict=True)))
    return QColor(*mixed), behind, max(pixels[wrong.rgb()], sum(pixels[rgb] for rgb in near))


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


# From SVG


def drawn_texts(root: QWidget) -> list[DrawnText]:
    """All texts that a window draws, those hidden behind something too."""
    svg = QBuffer()
    svg.open(QBuffer.OpenModeFlag.ReadWrite)
    generator = QSvgGenerator()
    generator.setOutputDevice(svg)
    generator.setSize(root.size())
    root.render(generator)
    reader = QXmlStreamReader(bytes(svg.data().data()).decode())
    found: list[DrawnText] = []
    groups = [(QTransform(), 1.0)]
    while not reader.atEnd():
        token = reader.readNext()
        if token == QXmlStreamReader.TokenType.StartElement and reader.name() == "g":
            groups.append(_group(reader, *groups[-1]))
        elif token == QXmlStreamReader.TokenType.EndElement and reader.name() == "g":
            groups.pop()
        elif token == QXmlStreamReader.TokenType.StartElement and reader.name() == "text":
            text = _text(reader, *groups[-1])
            if text.text.strip():
                found.append(text)
    return found


def _value(reader: QXmlStreamReader, name: str, otherwise: str) -> str:
    return str(reader.attributes().value(name)) or otherwise


def _group(reader: QXmlStreamReader, outer: QTransform, opacity: float) -> tuple[QTransform, float]:
    matrix = _value(reader, "transform", "matrix(1,0,0,1,0,0)").removeprefix("matrix(").removesuffix(")")
    return QTransform(*map(float, matrix.split(","))) * outer, opacity * float(_value(reader, "opacity", "1"))


def _text(reader: QXmlStreamReader, transform: QTransform, opacity: float) -> DrawnText:
    colour = QColor(_value(reader, "fill", "#000000"))
    colour.setAlphaF(float(_value(reader, "fill-opacity", "1")) * opacity)
    font = QFont(_value(reader, "font-family", ""))
    font.setPixelSize(max(1, round(float(_value(reader, "font-size", "12")))))
    font.setWeight(QFont.Weight(int(_value(reader, "font-weight", "400"))))
    begin = QPointF(float(_value(reader, "x", "0")), float(_value(reader, "y", "0")))
    text = reader.readElementText()
    place = QFontMetricsF(font).boundingRect(text).translated(begin)
    return DrawnText(text, colour, transform.mapRect(place).toAlignedRect())
