"""How a line of the filters looks: icon, text, and the count at the right."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.ui.filters.model import FilterRole
from desktop_app.ui.look.icons import STATE_ICONS, paint_icon
from desktop_app.ui.look.theme import colours, state_colour
from desktop_app.ui.wording import numbers

ICON = 16
MARGIN = 9
GAP = 8


class FilterDelegate(QStyledItemDelegate):
    """Paints one line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """A comfortable target for the mouse."""
        del index
        return QSize(120, option.fontMetrics.height() + 11)

    @staticmethod
    def whole_width(index: QModelIndex | QPersistentModelIndex, font: QFont) -> int:
        """How wide the line must be for nothing to be cut short, also while it is chosen; pixels."""
        chosen = QFont(font)
        chosen.setWeight(QFont.Weight.DemiBold)
        number = QFontMetrics(font).horizontalAdvance(numbers.number(index.data(FilterRole.COUNT)))
        picture = 0 if index.data(FilterRole.STATE) is None else ICON + GAP
        return 2 * (MARGIN + 2) + picture + QFontMetrics(chosen).horizontalAdvance(str(index.data())) + GAP + number

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the line."""
        now = colours()
        count = index.data(FilterRole.COUNT)
        state = index.data(FilterRole.STATE)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QRectF(option.rect).adjusted(1, 1, -1, -1)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.selection if selected else now.hover))
            painter.drawRoundedRect(line, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(line, 6, 6)
        area = line.adjusted(MARGIN, 0, -MARGIN, 0)
        number = numbers.number(count)
        painter.setFont(option.font)
        painter.setPen(QColor(now.quiet_text if count else now.disabled_text))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
        area.setRight(area.right() - option.fontMetrics.horizontalAdvance(number) - GAP)
        if state is not None:
            place = QRectF(area.left(), area.center().y() - ICON / 2, ICON, ICON)
            paint_icon(painter, STATE_ICONS[state], place, state_colour(state).name(), now.window)
            area.setLeft(area.left() + ICON + GAP)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if selected else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(now.text))
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()
