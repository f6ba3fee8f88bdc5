"""How a photo looks in the gallery: thumbnail, suggestion or label in words, and its state by shape and text."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.catalog.rows import PhotoRow
from desktop_app.ui import words
from desktop_app.ui.gallery.model import Role
from desktop_app.ui.gallery.pictures import Pictures
from desktop_app.ui.icons import STATE_ICONS, paint_icon
from desktop_app.ui.theme import Colours, colours, state_colour

GAP = 5
PADDING = 8
LINE_GAP = 2
CORNER = 9.0


class PhotoDelegate(QStyledItemDelegate):
    """Paints one tile of the gallery."""

    def __init__(self, pictures: Pictures, breed_name: words.BreedName, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._breed_name = breed_name
        self.thumbnail_size = 176
        # As wide as a column of the gallery; at least as wide as a tile must be.
        self.column_width = 0

    def tile_size(self, font: QFont) -> QSize:
        """Size of a whole tile with the gap around it, in device-independent pixels."""
        text = QFontMetrics(self._small(font)).height() * 2 + QFontMetrics(self._bold(font)).height() + 2 * LINE_GAP
        width = self.thumbnail_size + 2 * PADDING + 2 * GAP
        return QSize(width, self.thumbnail_size + text + 3 * PADDING + 2 * GAP)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All tiles are of one size, and fill their column."""
        del index
        tile = self.tile_size(option.font)
        return QSize(max(tile.width(), self.column_width), tile.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the tile of one photo."""
        row: PhotoRow | None = index.data(Role.ROW)
        if row is None:
            return
        now = colours()
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        tile = option.rect.adjusted(GAP, GAP, -GAP, -GAP)
        self._paint_card(painter, tile, option, now)
        inner = tile.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        self._paint_thumbnail(painter, QRect(inner.left(), inner.top(), inner.width(), self.thumbnail_size), row, now)
        self._paint_text(painter, inner.adjusted(0, self.thumbnail_size + PADDING, 0, 0), row, option.font, now)
        painter.restore()

    def _paint_card(self, painter: QPainter, tile: QRect, option: QStyleOptionViewItem, now: Colours) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        fill = now.selection if selected else now.hover if hovered else now.surface
        painter.setPen(QPen(QColor(now.accent if selected else now.border), 2 if selected else 1))
        painter.setBrush(QColor(fill))
        edge = 1.0 if selected else 0.5
        painter.drawRoundedRect(QRectF(tile).adjusted(edge, edge, -edge, -edge), CORNER, CORNER)
        if focused:
            painter.setPen(QPen(QColor(now.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(tile).adjusted(-2, -2, 2, 2), CORNER + 2, CORNER + 2)

    def _paint_thumbnail(self, painter: QPainter, area: QRect, row: PhotoRow, now: Colours) -> None:
        pixmap = self._pictures.pixmap(row.photo_id)
        if pixmap is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.raised))
            painter.drawRoundedRect(QRectF(area), 6, 6)
            side = min(48, area.width() / 2)
            middle = QRectF(0, 0, side, side)
            middle.moveCenter(QRectF(area).center())
            paint_icon(painter, "warning" if row.error is not None else "paw", middle, now.border, now.raised)
            return
        size = pixmap.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(0, 0, size.width(), size.height())
        target.moveCenter(area.center())
        painter.drawPixmap(target, pixmap)

    def _paint_text(self, painter: QPainter, area: QRect, row: PhotoRow, font: QFont, now: Colours) -> None:
        small, bold = self._small(font), self._bold(font)
        small_height, bold_height = QFontMetrics(small).height(), QFontMetrics(bold).height()
        top = QRect(area.left(), area.top(), area.width(), small_height)
        middle = QRect(area.left(), top.bottom() + 1 + LINE_GAP, area.width(), bold_height)
        bottom = QRect(area.left(), middle.bottom() + 1 + LINE_GAP, area.width(), small_height)

        painter.setFont(small)
        painter.setPen(QColor(now.quiet_text))
        probability = words.best_probability(row) if row.label is None else None
        if probability is not None:
            text = words.percent(probability)
            painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
            top = top.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(text) - 6, 0)
        above = words.looks_like(row) or row.path.name
        _elided(painter, top, above, Qt.TextElideMode.ElideMiddle)

        painter.setFont(bold)
        painter.setPen(QColor(now.text))
        _elided(painter, middle, words.headline(row, self._breed_name), Qt.TextElideMode.ElideRight)

        state = row.state
        side = small_height
        paint_icon(
            painter, STATE_ICONS[state], QRectF(bottom.left(), bottom.top(), side, side), state_colour(state).name()
        )
        painter.setFont(small)
        painter.setPen(state_colour(state))
        reason = row.error if row.error is not None and row.label is None else words.state_name(state)
        _elided(painter, bottom.adjusted(side + 5, 0, 0, 0), reason, Qt.TextElideMode.ElideRight)

    @staticmethod
    def _small(font: QFont) -> QFont:
        small = QFont(font)
        small.setPointSizeF(max(7.5, font.pointSizeF() * 0.92))
        return small

    @staticmethod
    def _bold(font: QFont) -> QFont:
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        return bold


def _elided(painter: QPainter, area: QRect, text: str, mode: Qt.TextElideMode) -> None:
    shown = painter.fontMetrics().elidedText(text, mode, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
