"""Signs on a photo: a star with the place of a pick, that it shows several dogs, and how many were found in it.

In the gallery and in rows.
"""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from desktop_app.photos import picks
from desktop_app.ui.look.icons import paint_icon
from desktop_app.ui.look.theme import Colours
from desktop_app.ui.wording import numbers
from desktop_app.ui.wording.plurals import plurals

# In a narrower photo a number has to do.
ROOM_FOR_WORDS = 120


class MarksPainter:
    """Paints the signs in one font and the colours of one appearance.

    Each stands on a ground of its own, for what is below it may have any colour.
    """

    def __init__(self, font: QFont, colours: Colours) -> None:
        self._font, self._side = font, QFontMetrics(font).height()
        self._now = colours

    def paint(self, painter: QPainter, area: QRect, pick: int, *, several_dogs: bool, dogs: int = 0) -> None:
        """Paint the signs into the corners of a photo.

        Args:
            painter: of the photo.
            area: of the photo.
            pick: its place among the picks; 0 for none.
            several_dogs: whether a person says that it shows several dogs.
            dogs: how many were found; 0 where that is not worth saying.
        """
        if pick:
            self._paint_pick(painter, area, pick)
        if several_dogs or dogs:
            self._paint_dogs(painter, area, dogs, several_dogs)

    def _paint_dogs(self, painter: QPainter, area: QRect, dogs: int, is_said: bool) -> None:
        """What a person says has the sign; what was found is only written, quietly."""
        side, now = self._side, self._now
        painter.setFont(self._font)
        in_words = area.width() >= ROOM_FOR_WORDS
        text = "" if not dogs else plurals.dogs(dogs) if in_words else numbers.number(dogs)
        has_sign = is_said or not in_words
        wide = painter.fontMetrics().horizontalAdvance(text)
        width = (side if has_sign else 0) + wide + (14 if text else 8)
        badge = QRectF(area.right() - width - 3, area.top() + 4, width, side + 6)
        self._paint_ground(painter, badge, now.surface)
        ink = now.text if is_said else now.quiet_text
        if has_sign:
            paint_icon(painter, "several-dogs", QRectF(badge.left() + 4, badge.top() + 3, side, side), ink)
        painter.setPen(QColor(ink))
        place = badge.adjusted(side + 6 if has_sign else 4, 0, -4, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_pick(self, painter: QPainter, area: QRect, pick: int) -> None:
        """The cover stands out; a star that not all sites would show is hollow, one that none would show dashed too."""
        now, side = self._now, self._side
        painter.setFont(self._font)
        text, takers = numbers.number(pick), len(picks.takers(pick))
        width = side + painter.fontMetrics().horizontalAdvance(text) + 14
        ground, ink = (now.accent, now.on_accent) if pick == 1 else (now.surface, now.text)
        badge = QRectF(area.left() + 4, area.top() + 4, width, side + 6)
        style = Qt.PenStyle.SolidLine if takers else Qt.PenStyle.DashLine
        self._paint_ground(painter, badge, ground, now.border if takers else now.quiet_text, style)
        star = "star" if takers == len(picks.PICKS_OF) else "star-hollow"
        paint_icon(painter, star, QRectF(badge.left() + 4, badge.top() + 3, side, side), ink, ink)
        painter.setPen(QColor(ink))
        place = badge.adjusted(side + 6, 0, -4, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_ground(
        self,
        painter: QPainter,
        badge: QRectF,
        ground: str,
        border: str = "",
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
    ) -> None:
        painter.setPen(QPen(QColor(border or self._now.border), 1, style))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(badge, badge.height() / 2, badge.height() / 2)
