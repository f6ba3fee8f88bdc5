"""Painting a row: the line with its words and its button, and the photos below."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from desktop_app.ui.animals.row_look import RowLook, SquareLook
from desktop_app.ui.animals.strip import CAPTION, COMPACT_HEIGHT, GAP, LINE, MARGIN, TOP, Place, StripLayout
from desktop_app.ui.gallery.marks import MarksPainter
from desktop_app.ui.gallery.tile import bold_font, small_font
from desktop_app.ui.look.icons import STATE_ICONS, paint_icon
from desktop_app.ui.look.theme import Colours, state_colour
from desktop_app.ui.wording.animals import animal_words
from desktop_app.ui.wording.keys import key_text
from desktop_app.ui.wording.numbers import number

BUTTON_PADDING = 12
ENTER_SIGN = " ⏎"
SIGN = 12
# Where the sign stands that opens and closes a row; wide enough for a finger.
CHEVRON = Place(0, 0, MARGIN + SIGN + 6, TOP + LINE)
DIM = 0.3
# How far words below a square may reach beyond it; below the last one nothing stands in the way.
CAPTION_BESIDE, LAST_CAPTION = 0, 64
# A title that is longer than the room beside what the row says has this share of the line at least.
LEAST_OF_TITLE = 0.3
# Between what a line says; a note shorter than that says nothing.
WORDS_GAP, SHORTEST_NOTE, LONGEST_NOTE = 10, 60, 320
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RowPainter:
    """Paints rows in one font and the colours of one appearance."""

    def __init__(self, font: QFont, colours: Colours) -> None:
        self._font, self._bold, self._small = QFont(font), bold_font(font), small_font(font)
        self._now = colours
        self._marks = MarksPainter(self._small, colours)
        # As wide as for many photos: it keeps its place and its width whatever it says.
        widest = max(animal_words.confirm(88), animal_words.open(), key=len) + ENTER_SIGN
        metrics = QFontMetrics(self._bold)
        self._button_width = metrics.horizontalAdvance(widest) + 2 * BUTTON_PADDING
        of_all = f"{animal_words.all_of(88)} ({key_text('label_row')})"
        self._all_width = metrics.horizontalAdvance(of_all) + 2 * BUTTON_PADDING

    def button(self, width: int) -> Place:
        """Where the button of a row of a width stands."""
        return Place(width - MARGIN - self._button_width, TOP, self._button_width, LINE - 3)

    def all_button(self, width: int) -> Place:
        """Where the button for all photos of a row stands, left of the other."""
        button = self.button(width)
        return Place(button.x - self._all_width - GAP, button.y, self._all_width, button.height)

    def paint(
        self, painter: QPainter, rect: QRect, look: RowLook, layout: StripLayout, squares: Sequence[SquareLook]
    ) -> None:
        """Paint a row into its place."""
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(rect.topLeft())
        self._paint_ground(painter, rect.width(), rect.height(), look)
        self._paint_line(painter, rect.width(), look)
        if not look.compact:
            last = max((place.x for place in layout.squares), default=0)
            for place, square in zip(layout.squares, squares, strict=True):
                beside = LAST_CAPTION if place.x == last and layout.more is None else CAPTION_BESIDE
                if square.empty:
                    continue
                self._paint_square(painter, place, square, min(place.width + beside, rect.width() - place.x))
            if layout.more is not None:
                self._paint_more(painter, layout.more, layout.hidden)
        painter.restore()

    def _paint_ground(self, painter: QPainter, width: int, height: int, look: RowLook) -> None:
        now = self._now
        ground = QRectF(2, 0.5, width - 4, height - 2)
        fill = now.selection if look.selected or look.target else now.surface if look.current else now.window
        painter.setPen(QPen(QColor(now.accent if look.current or look.target else now.border), 1))
        painter.setBrush(QColor(fill))
        if look.current or look.selected or look.target:
            painter.drawRoundedRect(ground, 7, 7)
        else:
            painter.drawLine(ground.bottomLeft(), ground.bottomRight())
        if look.current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.accent))
            painter.drawRoundedRect(QRectF(2, 0.5, 4, height - 2), 2, 2)
        if look.focused or look.target:
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)

    def _paint_line(self, painter: QPainter, width: int, look: RowLook) -> None:
        now = self._now
        height = COMPACT_HEIGHT - 2 if look.compact else TOP + LINE - 2
        middle = height / 2
        if look.decided and look.compact:
            sign = QRectF(MARGIN - 1, middle - 7, 14, 14)
            paint_icon(painter, "confirm", sign, now.confirmed)
        else:
            self._paint_chevron(painter, MARGIN + SIGN / 2, middle, opened=look.opened)
        line = QRect(MARGIN + SIGN + 8, 0, width - 2 * MARGIN - SIGN - 8, height)
        if look.button:
            button = self.button(width)
            line.setRight(button.x - 10)
            primary = look.current and look.pressable
            text = look.button + (ENTER_SIGN if look.current else "")
            self._paint_button(painter, button, text, primary=primary, pressable=look.pressable)
        if look.all_of:
            button = self.all_button(width)
            line.setRight(button.x - 10)
            text = f"{look.all_of} ({look.all_key})" if look.current else look.all_of
            self._paint_button(painter, button, text)
        elif look.picks:
            line.setRight(self.button(width).x - 10)  # below the others
        self._paint_words(painter, line, look)

    def _paint_words(self, painter: QPainter, line: QRect, look: RowLook) -> None:
        """The title, what the row says, picks and note: what says least about what is to be decided is cut first."""
        now = self._now
        painter.setFont(self._font if look.compact else self._bold)
        painter.setPen(QColor(now.quiet_text if look.compact else now.text))
        # However long a name is, what Enter would give the photos is read beside it.
        says = f" · {look.says}" if look.says else ""
        told = QFontMetrics(self._font).horizontalAdvance(says) + WORDS_GAP
        room = max(line.width() - told, int(line.width() * LEAST_OF_TITLE))
        title = painter.fontMetrics().elidedText(look.title, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(line, _LEFT, title)
        line.setLeft(line.left() + painter.fontMetrics().horizontalAdvance(title))
        painter.setFont(self._font)
        metrics = painter.fontMetrics()
        wanted = metrics.horizontalAdvance(says) + (SIGN + 2 * WORDS_GAP if look.note else 0)
        if look.picks:
            line.setRight(self._paint_picks(painter, line, line.width() - wanted, look.picks))
        painter.setPen(QColor(now.quiet_text))
        says = metrics.elidedText(says, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, _LEFT, says)
        line.setLeft(line.left() + metrics.horizontalAdvance(says) + WORDS_GAP)
        if look.note and line.width() >= SIGN:
            self._paint_sign(painter, "note", line, now.quiet_text)
            room = line.width() - SIGN - 5
            if room >= SHORTEST_NOTE:
                note = metrics.elidedText(look.note, Qt.TextElideMode.ElideRight, min(room, LONGEST_NOTE))
                painter.drawText(line.adjusted(SIGN + 5, 0, 0, 0), _LEFT, note)

    def _paint_picks(self, painter: QPainter, line: QRect, room: int, count: int) -> int:
        """A star and which picks would go out, at the end of the line; the number alone where the room is less."""
        metrics = painter.fontMetrics()
        text = animal_words.picks(count)
        if metrics.horizontalAdvance(text) + SIGN + WORDS_GAP > room:
            text = number(count)
        place = QRect(line)
        place.setLeft(line.right() - metrics.horizontalAdvance(text) - SIGN - 4)
        self._paint_sign(painter, "star", place, self._now.text)
        painter.setPen(QColor(self._now.text))
        painter.drawText(place.adjusted(SIGN + 5, 0, 1, 0), _LEFT, text)
        return place.left() - WORDS_GAP

    def _paint_sign(self, painter: QPainter, name: str, line: QRect, colour: str) -> None:
        sign = QRectF(line.left(), line.center().y() - SIGN / 2 + 1, SIGN, SIGN)
        paint_icon(painter, name, sign, colour, self._now.surface)

    def _paint_chevron(self, painter: QPainter, x: float, y: float, *, opened: bool) -> None:
        painter.setPen(QPen(QColor(self._now.quiet_text), 1.8))
        step = 4.0 if opened else -4.0
        # Down: there is more below; up: it closes.
        ends = [QPointF(x - 5, y + step / 2), QPointF(x, y - step / 2), QPointF(x + 5, y + step / 2)]
        painter.drawPolyline(ends)

    def _paint_button(
        self, painter: QPainter, place: Place, text: str, *, primary: bool = False, pressable: bool = True
    ) -> None:
        now = self._now
        area = QRectF(place.x, place.y, place.width, place.height)
        painter.setPen(QPen(QColor(now.accent if primary else now.border), 1))
        painter.setBrush(QColor(now.accent if primary else now.raised if pressable else now.hover))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setFont(self._bold if pressable else self._font)
        painter.setPen(QColor(now.on_accent if primary else now.text if pressable else now.quiet_text))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_square(self, painter: QPainter, place: Place, look: SquareLook, caption_width: int) -> None:
        now = self._now
        area = QRect(place.x, place.y, place.width, place.height)
        if look.left_out:
            painter.setOpacity(DIM)
        if look.picture is not None:
            painter.drawPixmap(area.topLeft(), look.picture)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.raised))
            painter.drawRect(area)
            middle = QRectF(0, 0, 40, 40)
            middle.moveCenter(QRectF(area).center())
            paint_icon(painter, "warning" if look.broken else "paw", middle, now.strong_border, now.raised)
        painter.setOpacity(1.0)
        self._marks.paint(painter, area, look.pick, several_dogs=look.several_dogs, dogs=look.dogs)
        self._paint_frame(painter, QRectF(area), look)
        if look.left_out:
            middle = QRectF(0, 0, 44, 44)
            middle.moveCenter(QRectF(area).center())
            paint_icon(painter, "cancel", middle, now.text)
        self._paint_caption(painter, QRect(area.left(), area.bottom() + 1, caption_width, CAPTION), look)

    def _paint_frame(self, painter: QPainter, area: QRectF, look: SquareLook) -> None:
        now = self._now
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if look.dashed:
            painter.setPen(QPen(QColor(now.to_review), 2.5, Qt.PenStyle.DashLine))
        else:
            painter.setPen(QPen(QColor(now.border), 1))
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
        if look.focused or look.target:
            painter.setPen(QPen(QColor(now.accent), 3))
            painter.drawRect(area.adjusted(-2, -2, 2, 2))

    def _paint_caption(self, painter: QPainter, line: QRect, look: SquareLook) -> None:
        if not look.caption:
            return
        painter.setFont(self._small)
        if look.state is not None:
            side = CAPTION - 5
            sign = QRectF(line.left(), line.top() + 3, side, side)
            paint_icon(painter, STATE_ICONS[look.state], sign, state_colour(look.state).name())
            line = line.adjusted(side + 4, 0, 0, 0)
            painter.setPen(state_colour(look.state))
        else:
            painter.setPen(QColor(self._now.to_review if look.dashed else self._now.quiet_text))
        # In the middle: the mark at the end says that it is a question.
        text = painter.fontMetrics().elidedText(look.caption, Qt.TextElideMode.ElideMiddle, line.width())
        painter.drawText(line, _LEFT, text)

    def _paint_more(self, painter: QPainter, place: Place, hidden: int) -> None:
        area = QRectF(place.x, place.y, place.width, place.height)
        painter.setPen(QPen(QColor(self._now.border), 1))
        painter.setBrush(QColor(self._now.raised))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setFont(self._bold)
        painter.setPen(QColor(self._now.text))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, animal_words.hidden(hidden))
