"""Painting one tile of the gallery: thumbnail, suggestion or label in words, and the state by shape and text."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from desktop_app.catalog.rows import PhotoRow
from desktop_app.plain_text import escaped
from desktop_app.ui.gallery.marks import MarksPainter
from desktop_app.ui.look.icons import CONFIDENCE_ICONS, LEARNED_ICON, STATE_ICONS, paint_icon
from desktop_app.ui.look.theme import Colours, state_colour
from desktop_app.ui.wording import numbers, words

GAP = 5
PADDING = 8
LINE_GAP = 2
CORNER = 9.0


@dataclass(frozen=True, slots=True)
class TileLook:
    """How a tile looks, beside what its photo says.

    Attributes:
        width: of the whole tile with the gap around it, device-independent pixels.
        height: likewise.
        thumbnail_size: height of the thumbnail's area.
        selected: whether the photo is selected.
        hovered: whether the mouse is over it.
        focused: whether it has the focus.
        folder: whether it says which folder the photo is in.
        zoomed: whether it shows the dog instead of the photo.
    """

    width: int
    height: int
    thumbnail_size: int
    selected: bool = False
    hovered: bool = False
    focused: bool = False
    folder: bool = False
    zoomed: bool = False


def small_font(font: QFont) -> QFont:
    """For what stands above and below the headline."""
    small = QFont(font)
    small.setPointSizeF(max(7.5, font.pointSizeF() * 0.92))
    return small


def bold_font(font: QFont) -> QFont:
    """For the headline."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def text_height(font: QFont, *, folder: bool = False) -> int:
    """Height of the three lines of text, or four with the folder."""
    small, bold = QFontMetrics(small_font(font)).height(), QFontMetrics(bold_font(font)).height()
    return small * (2 + folder) + bold + (2 + folder) * LINE_GAP


class TilePainter:
    """Paints tiles in one font and the colours of one appearance."""

    def __init__(self, breed_name: words.BreedName, font: QFont, colours: Colours) -> None:
        self._breed_name = breed_name
        self._small, self._bold = small_font(font), bold_font(font)
        self._small_height = QFontMetrics(self._small).height()
        self._bold_height = QFontMetrics(self._bold).height()
        self._now = colours
        self._marks = MarksPainter(self._small, colours)

    def paint(
        self, painter: QPainter, row: PhotoRow, thumbnail: QPixmap | None, look: TileLook, part: QRect | None = None
    ) -> None:
        """Paint the tile with its top left corner at the origin.

        Args:
            painter: of the tile.
            row: the photo.
            thumbnail: its picture; None while there is none.
            look: beside what the photo says.
            part: of the picture, where not all of it is shown.
        """
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        tile = QRect(0, 0, look.width, look.height).adjusted(GAP, GAP, -GAP, -GAP)
        self._paint_card(painter, tile, look)
        inner = tile.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        area = QRect(inner.left(), inner.top(), inner.width(), look.thumbnail_size)
        self._paint_thumbnail(painter, area, row, thumbnail, part)
        self._marks.paint(painter, area, row.pick, several_dogs=row.several_dogs, dogs=words.shown_dogs(row))
        self._paint_text(painter, inner.adjusted(0, look.thumbnail_size + PADDING, 0, 0), row, folder=look.folder)

    def _paint_card(self, painter: QPainter, tile: QRect, look: TileLook) -> None:
        now = self._now
        fill = now.selection if look.selected else now.hover if look.hovered else now.surface
        painter.setPen(QPen(QColor(now.accent if look.selected else now.border), 2 if look.selected else 1))
        painter.setBrush(QColor(fill))
        edge = 1.0 if look.selected else 0.5
        painter.drawRoundedRect(QRectF(tile).adjusted(edge, edge, -edge, -edge), CORNER, CORNER)
        if look.focused:
            painter.setPen(QPen(QColor(now.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(tile).adjusted(-2, -2, 2, 2), CORNER + 2, CORNER + 2)

    def _paint_thumbnail(
        self, painter: QPainter, area: QRect, row: PhotoRow, thumbnail: QPixmap | None, part: QRect | None
    ) -> None:
        now = self._now
        if thumbnail is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.raised))
            painter.drawRoundedRect(QRectF(area), 6, 6)
            side = min(48, area.width() / 2)
            middle = QRectF(0, 0, side, side)
            middle.moveCenter(QRectF(area).center())
            paint_icon(painter, "warning" if row.fault is not None else "paw", middle, now.border, now.raised)
            return
        shown = part or thumbnail.rect()
        size = shown.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(0, 0, size.width(), size.height())
        target.moveCenter(area.center())
        painter.drawPixmap(target, thumbnail, shown)

    def _paint_text(self, painter: QPainter, area: QRect, row: PhotoRow, *, folder: bool) -> None:
        now, small_height = self._now, self._small_height
        top = QRect(area.left(), area.top(), area.width(), small_height)
        middle = QRect(area.left(), top.bottom() + 1 + LINE_GAP, area.width(), self._bold_height)
        place = QRect(area.left(), middle.bottom() + 1 + LINE_GAP, area.width(), small_height)
        bottom = place.translated(0, small_height + LINE_GAP) if folder else place

        painter.setFont(self._small)
        painter.setPen(QColor(now.quiet_text))
        probability = words.best_probability(row) if row.label is None else None
        if probability is not None:
            text = numbers.percent(probability)
            painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
            top = top.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(text) - 6, 0)
        if words.is_learned(row):
            sign = QRectF(top.right() - small_height + 1, top.top(), small_height, small_height)
            paint_icon(painter, LEARNED_ICON, sign, now.accent)
            top = top.adjusted(0, 0, -small_height - 4, 0)
        above = words.looks_like(row) or escaped(row.path.name)
        _elided(painter, top, above, Qt.TextElideMode.ElideMiddle)
        if folder:
            _elided(painter, place, escaped(str(row.path.parent)), Qt.TextElideMode.ElideLeft)

        painter.setFont(self._bold)
        painter.setPen(QColor(now.text))
        _elided(painter, middle, words.headline(row, self._breed_name), Qt.TextElideMode.ElideRight)

        side = small_height
        bottom = self._paint_confidence(painter, bottom, side, row)
        state = row.state
        paint_icon(
            painter, STATE_ICONS[state], QRectF(bottom.left(), bottom.top(), side, side), state_colour(state).name()
        )
        painter.setFont(self._small)
        painter.setPen(state_colour(state))
        _elided(painter, bottom.adjusted(side + 5, 0, 0, 0), words.last_line(row), Qt.TextElideMode.ElideRight)

    def _paint_confidence(self, painter: QPainter, line: QRect, side: int, row: PhotoRow) -> QRect:
        """Paint sign and word at the end of the line; returns what is left of it."""
        confidence = words.shown_confidence(row)
        if confidence is None:
            return line
        painter.setFont(self._small)
        word = words.shown_confidence_name(row)
        width = painter.fontMetrics().horizontalAdvance(word)
        painter.setPen(QColor(self._now.text))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, word)
        place = QRectF(line.right() - width - side - 2, line.top(), side, side)
        paint_icon(painter, CONFIDENCE_ICONS[confidence], place, self._now.accent)
        return line.adjusted(0, 0, -width - side - 8, 0)


def _elided(painter: QPainter, area: QRect, text: str, mode: Qt.TextElideMode) -> None:
    shown = painter.fontMetrics().elidedText(text, mode, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
