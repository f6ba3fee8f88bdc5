"""The foot of the review: what was decided last, the present photo, and what comes next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.catalog.rows import PhotoState
from desktop_app.ui.look.icons import STATE_ICONS, paint_icon
from desktop_app.ui.look.theme import colours, state_colour
from desktop_app.ui.look.under_mouse import UnderMouseButton
from desktop_app.ui.review.screen.line import middle_square
from desktop_app.ui.wording.plain import tip

HEIGHT = 84
# Of small pictures without words, where a window is so low that the photo itself needs the room.
LOW_HEIGHT = 36
BEHIND, AHEAD = 4, 6
MOST_WIDE, LEAST_WIDE = 84, 24
SIGN, SMALL_SIGN = 18, 12


@dataclass(frozen=True, slots=True)
class StripPhoto:
    """A photo of the strip.

    Attributes:
        photo_id: of the photo.
        text: below it: the label, or nothing.
        spoken: for screen readers and the tool tip.
        state: its sign; None for none.
        count: how many photos stand here: a page is shown as one.
    """

    photo_id: int
    text: str
    spoken: str
    state: PhotoState | None = None
    count: int = 1


class StripSlot(UnderMouseButton):
    """One place of the strip."""

    def __init__(self, pixmap_of: Callable[[int], QPixmap | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._pixmap_of = pixmap_of
        self._photo: StripPhoto | None = None
        self._is_present = False
        # The keys for it are the arrows: Tab need not stop eleven times.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # As narrow as it has to be: a button by itself would never be narrower than its hint, nor would the window.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        policy.setRetainSizeWhenHidden(True)  # an empty place stays one
        self.setSizePolicy(policy)

    def show_photo(self, photo: StripPhoto | None, *, is_present: bool, can_reopen: bool) -> None:
        """Show a photo; None for an empty place."""
        self._photo, self._is_present = photo, is_present
        self.setEnabled(can_reopen)
        self.setVisible(photo is not None)
        self.setCursor(Qt.CursorShape.PointingHandCursor if can_reopen else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(photo.spoken if photo else "")
        self.setToolTip(tip(photo.spoken) if photo else "")
        self.update()

    def photo(self) -> StripPhoto | None:
        """What it shows."""
        return self._photo

    def sizeHint(self) -> QSize:
        """As the strip has room."""
        return QSize(MOST_WIDE, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """May be narrow, and low."""
        return QSize(LEAST_WIDE, LOW_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint thumbnail, sign and words."""
        del event
        if self._photo is None:
            return
        now = colours()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        is_low = self.height() < HEIGHT
        words = 0 if is_low else self.fontMetrics().height()
        side = min(self.width() - 8, self.height() - words - 8)
        square = QRectF((self.width() - side) / 2, 4, side, side)
        found = self._pixmap_of(self._photo.photo_id)
        if found is None or found.isNull():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.raised))
            painter.drawRoundedRect(square, 5, 5)
            paint_icon(painter, "paw", square.adjusted(12, 12, -12, -12), now.border, now.raised)
        else:
            painter.drawPixmap(square, found, QRectF(middle_square(found)))
        if self._is_present or (self.isEnabled() and self.underMouse()):
            painter.setPen(QPen(QColor(now.accent), 3 if self._is_present else 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(square.adjusted(-1, -1, 1, 1), 5, 5)
        self._paint_signs(painter, square, self._photo)
        if not is_low:
            painter.setPen(QColor(now.text))
            below = QRectF(2, square.bottom() + 2, self.width() - 4, words)
            text = self.fontMetrics().elidedText(self._photo.text, Qt.TextElideMode.ElideRight, int(below.width()))
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()

    def _paint_signs(self, painter: QPainter, square: QRectF, photo: StripPhoto) -> None:
        now = colours()
        # A number needs its room in any case.
        sign = SIGN if photo.count > 1 or self.height() >= HEIGHT else SMALL_SIGN
        corner = QRectF(square.right() - sign - 1, square.bottom() - sign - 1, sign, sign)
        if photo.state is not None or photo.count > 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.surface))
            painter.drawRoundedRect(corner, 5, 5)
        if photo.count > 1:
            painter.setPen(QColor(now.text))
            painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, str(photo.count))
        elif photo.state is not None:
            colour = state_colour(photo.state).name()
            paint_icon(painter, STATE_ICONS[photo.state], corner.adjusted(1, 1, -1, -1), colour)


class ReviewStrip(QWidget):
    """Places that stay: the present photo always stands in the fifth.

    Signals:
        reopen_wanted: how many photos back a person wants to go.
    """

    reopen_wanted = Signal(int)

    def __init__(self, pixmap_of: Callable[[int], QPixmap | None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(self.tr("The photos before and after"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(2)
        layout.addStretch(1)
        self._slots = [StripSlot(pixmap_of, self) for _ in range(BEHIND + 1 + AHEAD)]
        for place, slot in enumerate(self._slots):
            slot.setMaximumWidth(MOST_WIDE)
            layout.addWidget(slot, 20)
            slot.clicked.connect(lambda _checked=False, back=BEHIND - place: self.reopen_wanted.emit(back))
        layout.addStretch(1)

    def be_low(self, low: bool) -> None:
        """Show small pictures without words, or as ever."""
        self.setFixedHeight(LOW_HEIGHT if low else HEIGHT)

    def show_photos(
        self, behind: Sequence[StripPhoto], present: StripPhoto | None, ahead: Sequence[StripPhoto]
    ) -> None:
        """Show the last photos before the present one (the oldest first), it, and the next ones."""
        before = [None] * (BEHIND - len(behind)) + list(behind)
        after = list(ahead) + [None] * (AHEAD - len(ahead))
        for place, (slot, photo) in enumerate(zip(self._slots, [*before, present, *after], strict=True)):
            slot.show_photo(photo, is_present=place == BEHIND, can_reopen=place < BEHIND and photo is not None)

    def photos(self) -> list[StripPhoto | None]:
        """What stands in each place."""
        return [slot.photo() for slot in self._slots]

    def repaint_photo(self, photo_id: int) -> None:
        """The thumbnail of a photo is there."""
        for slot in self._slots:
            photo = slot.photo()
            if photo is not None and photo.photo_id == photo_id:
                slot.update()
