"""Where dogs are in a photo: thin boxes with numbers, painted over it; and which of them is at a point."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTransform

from desktop_app.catalog.values.suggestions import Box
from desktop_app.ui.look.theme import colours
from desktop_app.ui.wording import numbers

# The line of the dog that is chosen, of the others, and what both stand on: a photo may have any colour.
CHOSEN, OTHER, GROUND = 2.0, 1.25, 2.5
CORNER = 4.0
CHIP_PADDING = 5.0


@dataclass(frozen=True, slots=True)
class DogMarks:
    """The dogs of the photo that is shown.

    Attributes:
        boxes: where they are, the first dog first; may be empty.
        chosen: the number of the one that keys are for, from 1.
        asked: whether a person wants to see where the dog is, though there is only one.
    """

    boxes: tuple[Box, ...] = ()
    chosen: int = 1
    asked: bool = False

    @property
    def box(self) -> Box | None:
        """Where the chosen dog is."""
        return self.boxes[self.chosen - 1] if self.boxes else None

    def are_shown(self, *, hovered: bool) -> bool:
        """Whether boxes are painted: of several dogs, or where a person asks for the only one."""
        return len(self.boxes) > 1 or (bool(self.boxes) and (hovered or self.asked))


NO_MARKS = DogMarks()


def to_view(whole: QRectF) -> QTransform:
    """From shares of the photo to points of the widget, where `whole` is what all of the photo covers."""
    return QTransform().translate(whole.left(), whole.top()).scale(whole.width(), whole.height())


def paint_boxes(
    painter: QPainter, marks: DogMarks, shares_to_view: QTransform, seen: QRectF, *, line_of: bool = True
) -> None:
    """Paint boxes and, of several dogs, their numbers.

    Args:
        painter: of the widget, with its font.
        marks: the dogs.
        shares_to_view: from shares of the photo to points of the widget.
        seen: the part of the widget in which the photo is seen.
        line_of: whether the chosen dog has a line too; where one has zoomed to it, it fills what is seen anyway.
    """
    now = colours()
    painter.save()
    painter.setClipRect(seen, Qt.ClipOperation.IntersectClip)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for number, box in _in_order(marks):
        is_chosen = number == marks.chosen
        if is_chosen and not line_of:
            continue
        rect = _mapped(box, shares_to_view)
        width = CHOSEN if is_chosen else OTHER
        ground = QColor(now.surface)
        ground.setAlphaF(0.85)
        painter.setPen(QPen(ground, width + GROUND))
        painter.drawRoundedRect(rect, CORNER, CORNER)
        painter.setPen(QPen(QColor(now.accent if is_chosen else now.text), width))
        painter.drawRoundedRect(rect, CORNER, CORNER)
    if len(marks.boxes) > 1:
        for number, chip in _chips(marks.boxes, shares_to_view, seen, painter.font()):
            is_chosen = number == marks.chosen
            painter.setPen(QPen(QColor(now.accent if is_chosen else now.strong_border), 1))
            painter.setBrush(QColor(now.accent if is_chosen else now.surface))
            painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
            painter.setPen(QColor(now.on_accent if is_chosen else now.text))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, numbers.number(number))
    painter.restore()


def dog_at(point: QPointF, boxes: Sequence[Box], shares_to_view: QTransform, seen: QRectF, font: QFont) -> int | None:
    """The number of the dog at a point of the widget; None for none. Of boxes that overlap, the smallest is meant."""
    if not seen.contains(point):
        return None
    for number, chip in _chips(boxes, shares_to_view, seen, font):
        if chip.contains(point):
            return number
    rects = [(number, _mapped(box, shares_to_view)) for number, box in enumerate(boxes, 1)]
    hit = [(rect.width() * rect.height(), number) for number, rect in rects if rect.contains(point)]
    return min(hit)[1] if hit else None


def _in_order(marks: DogMarks) -> Iterator[tuple[int, Box]]:
    """The chosen one last: its line is over all others."""
    numbered = list(enumerate(marks.boxes, 1))
    yield from (each for each in numbered if each[0] != marks.chosen)
    yield from (each for each in numbered if each[0] == marks.chosen)


def _mapped(box: Box, shares_to_view: QTransform) -> QRectF:
    return shares_to_view.mapRect(QRectF(QPointF(box.left, box.top), QPointF(box.right, box.bottom)))


def _chips(boxes: Sequence[Box], shares_to_view: QTransform, seen: QRectF, font: QFont) -> list[tuple[int, QRectF]]:
    """The number of each dog in the corner of what is seen of its box, none over another."""
    metrics = QFontMetricsF(font)
    height = metrics.height() + 2
    placed: list[tuple[int, QRectF]] = []
    for number, box in enumerate(boxes, 1):
        rect = _mapped(box, shares_to_view)
        if not rect.intersects(seen):
            continue
        text = metrics.horizontalAdvance(numbers.number(number))
        size = QSizeF(max(height, text + 2 * CHIP_PADDING), height)
        corner = QPointF(max(rect.left(), seen.left()) + 3, max(rect.top(), seen.top()) + 3)
        chip = QRectF(corner, size)
        chip.moveRight(min(chip.right(), seen.right() - 1))
        chip.moveBottom(min(chip.bottom(), seen.bottom() - 1))
        while any(chip.intersects(other) for _, other in placed):
            chip.translate(size.width() + 2, 0)
        placed.append((number, chip))
    return placed
