"""A page: photos that are all sure of one breed, every one of them in sight and large enough to judge."""

from collections.abc import Callable, Collection, Sequence, Set

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from desktop_app.photos.review_order import MOST_ON_A_PAGE
from desktop_app.ui.look.announcing import announce
from desktop_app.ui.look.icons import paint_icon
from desktop_app.ui.look.theme import colours

SMALLEST = 150
GAP = 8
MARGIN = 8
SIGN = 22


def room_in(width: int, height: int) -> int:
    """How many photos can be shown in a grid of this size, none smaller than may be."""
    columns, rows = ((side - 2 * MARGIN + GAP) // (SMALLEST + GAP) for side in (width, height))
    return max(1, min(MOST_ON_A_PAGE, columns * rows))


class PageGrid(QWidget):
    """Paints the photos of a page; arrows move, and a click or X leaves one out.

    Signals:
        left_out_changed: other photos are left out.
        large_wanted: a person double-clicked on the photo in focus.
    """

    left_out_changed = Signal()
    large_wanted = Signal()

    def __init__(self, pixmap_of: Callable[[int], QPixmap | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._pixmap_of = pixmap_of
        self._photos: tuple[tuple[int, str], ...] = ()
        self._left_out: set[int] = set()
        self._painted: set[int] = set()
        self._gone: set[int] = set()
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(SMALLEST + 2 * MARGIN, SMALLEST + 2 * MARGIN))
        self.setAccessibleName(self.tr("Photos that look alike"))

    # What is shown

    def show_photos(self, photos: Sequence[tuple[int, str]], gone: Set[int] = frozenset()) -> None:
        """Show photos; the first one is in focus, none is left out.

        Args:
            photos: each with its id, and what a screen reader says of it.
            gone: ids of photos that left by themselves. Where the others are those that are shown already, these stay
                where they are, and what a person did about them counts: the places of those that left are empty.
        """
        if tuple(photos) == self._photos:
            return
        wanted = {photo_id for photo_id, _ in photos}
        if gone and {photo_id for photo_id, _ in self._photos} - gone == wanted:
            self._gone = set(gone)
        else:
            self._photos = tuple(photos)
            self._left_out, self._painted, self._gone, self._current = set(), set(), set(), 0
        self.update()

    def ids(self) -> list[int]:
        """Ids of the photos, and of those that were at places which are empty now."""
        return [photo_id for photo_id, _ in self._photos]

    def left_out(self) -> list[int]:
        """Ids of the photos that are left out."""
        return [photo_id for photo_id in self.ids() if photo_id in self._left_out - self._gone]

    def is_displayed(self) -> bool:
        """Whether each of the photos has been painted; of those that are left out nothing is decided."""
        seen = self._painted | self._gone | self._left_out
        return bool(self._photos) and self.isVisible() and set(self.ids()) <= seen

    def current_id(self) -> int | None:
        """Id of the photo in focus; None at an empty place."""
        photo_id = self._photos[self._current][0] if self._photos else None
        return None if photo_id in self._gone else photo_id

    def forget_pictures(self, ids: Collection[int] | None) -> None:
        """Photos are others now (None: all): what was painted of them counts no more."""
        self._painted = set() if ids is None else self._painted.difference(ids)
        self.update()

    def take(self, photo_id: int) -> None:
        """The thumbnail of a photo is there."""
        if any(photo_id == each for each, _ in self._photos):
            self.update()

    # What a person does

    def leave_out(self, photo_id: int | None = None) -> None:
        """Leave a photo out (the one in focus), or take it in again; the focus goes on."""
        wanted = self.current_id() if photo_id is None else photo_id
        if wanted is None:
            return
        self._left_out ^= {wanted}
        self.left_out_changed.emit()
        self._say(wanted)
        if photo_id is None:
            self.move_focus(1)
        self.update()

    def move_focus(self, by: int) -> None:
        """Move to another photo; False where there is none."""
        place, step = self._current + by, 1 if by > 0 else -1
        while 0 <= place < len(self._photos) and self._photos[place][0] in self._gone:
            place += step
        if 0 <= place < len(self._photos):
            self._current = place
            self._say(self._photos[self._current][0])
            self.update()

    def _say(self, photo_id: int) -> None:
        spoken = next(text for each, text in self._photos if each == photo_id)
        announce(self, self.tr("Left out: {photo}").format(photo=spoken) if photo_id in self._left_out else spoken)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move."""
        columns, _rows = self._grid()
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -columns,
            Qt.Key.Key_Down: columns,
            Qt.Key.Key_Home: -self._current,
            Qt.Key.Key_End: len(self._photos) - 1 - self._current,
        }
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Left and self._current == 0:
            super().keyPressEvent(event)  # before the first one is what was decided before
        elif key in steps and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            self.move_focus(steps[key])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click leaves a photo out, or takes it in again."""
        place = self._place_at(event.position().toPoint())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._current = place
            self.leave_out(self._photos[place][0])
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks show a photo large; what the first one did is taken back."""
        place = self._place_at(event.position().toPoint())
        if place is not None:
            self.leave_out(self._photos[place][0])
            self.large_wanted.emit()

    # Where they stand

    def _grid(self) -> tuple[int, int]:
        """Columns, and the side of a photo: as large as all have room."""
        count = max(1, len(self._photos))
        best = 1, 0
        for columns in range(1, count + 1):
            rows = -(-count // columns)
            across = (self.width() - 2 * MARGIN + GAP) // columns - GAP
            side = min(across, (self.height() - 2 * MARGIN + GAP) // rows - GAP)
            if side > best[1]:
                best = columns, side
        return best

    def tiles(self) -> list[QRectF]:
        """Where the photos are, in their order."""
        columns, side = self._grid()
        rows = -(-max(1, len(self._photos)) // columns)
        left = (self.width() - columns * (side + GAP) + GAP) / 2
        top = (self.height() - rows * (side + GAP) + GAP) / 2
        return [
            QRectF(left + place % columns * (side + GAP), top + place // columns * (side + GAP), side, side)
            for place in range(len(self._photos))
        ]

    def _place_at(self, point: QPoint) -> int | None:
        found = next((place for place, tile in enumerate(self.tiles()) if tile.contains(point.toPointF())), None)
        return None if found is None or self._photos[found][0] in self._gone else found

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the photos."""
        del event
        now = colours()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(now.window))
        for place, ((photo_id, _), tile) in enumerate(zip(self._photos, self.tiles(), strict=True)):
            if photo_id not in self._gone and self._paint_tile(painter, photo_id, tile):
                self._painted.add(photo_id)
            if place == self._current:
                painter.setPen(QPen(QColor(now.accent), 3 if self.hasFocus() else 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(tile.adjusted(1, 1, -1, -1), 7, 7)
        painter.end()

    def _paint_tile(self, painter: QPainter, photo_id: int, tile: QRectF) -> bool:
        """Paint a photo, all of it; False while there is none."""
        now = colours()
        out = photo_id in self._left_out
        painter.setPen(QPen(QColor(now.strong_border if out else now.border), 1))
        if out:
            painter.setPen(QPen(QColor(now.unreadable), 2, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(now.surface))
        painter.drawRoundedRect(tile.adjusted(1, 1, -1, -1), 7, 7)
        found = self._pixmap_of(photo_id)
        if found is None or found.isNull():
            middle = QRectF(0, 0, 48, 48)
            middle.moveCenter(tile.center())
            paint_icon(painter, "paw", middle, now.border, now.surface)
            return False
        inner = tile.adjusted(5, 5, -5, -5)
        size = found.size().scaled(inner.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(0, 0, size.width(), size.height())
        target.moveCenter(inner.center())
        painter.setOpacity(0.35 if out else 1.0)
        painter.drawPixmap(target, found, QRectF(found.rect()))
        painter.setOpacity(1.0)
        if out:
            self._paint_left_out(painter, tile)
        return True

    def _paint_left_out(self, painter: QPainter, tile: QRectF) -> None:
        now = colours()
        text = self.tr("Left out")
        width = self.fontMetrics().horizontalAdvance(text) + 20
        band = QRectF(0, 0, width, self.fontMetrics().height() + 8)
        band.moveCenter(tile.center())
        painter.setPen(QPen(QColor(now.unreadable), 1))
        painter.setBrush(QColor(now.surface))
        painter.drawRoundedRect(band, 6, 6)
        painter.drawText(band, Qt.AlignmentFlag.AlignCenter, text)
