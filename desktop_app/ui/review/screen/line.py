"""One suggestion in the review: its key, the breed, how likely, and what the person's own photos of it look like."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.photos.references import COUNT
from desktop_app.ui.look.icons import paint_icon
from desktop_app.ui.look.theme import colours
from desktop_app.ui.look.under_mouse import UnderMouseButton
from desktop_app.ui.review.content import LINES, SuggestionLine
from desktop_app.ui.review.suggestion_bars import BADGE, BAR_HEIGHT
from desktop_app.ui.wording.plain import tip
from desktop_app.ui.wording.review_words import review_words

HEIGHT = 48
SQUARE = 42
GAP = 4

PixmapOf = Callable[[int], QPixmap | None]


class ReviewLine(UnderMouseButton):
    """A line of fixed height; its photos are squares cut out of the middle, or drawn where there are none."""

    def __init__(self, key: str, pixmap_of: PixmapOf, parent: QWidget) -> None:
        super().__init__(parent)
        self._key, self._pixmap_of = key, pixmap_of
        self._line: SuggestionLine | None = None
        self._chosen = False
        self._references: tuple[int, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(HEIGHT)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)  # an empty place stays one
        self.setSizePolicy(policy)

    def show_line(
        self, line: SuggestionLine | None, chosen: bool, references: Sequence[tuple[int, str]] = (), key: str = ""
    ) -> None:
        """Show a suggestion; None for an empty place.

        Args:
            line: the suggestion.
            chosen: whether it is the label.
            references: id and file name of the person's own photos of the breed.
            key: another key than that of its place.
        """
        self._line, self._chosen, self._key = line, chosen, key or self._key
        self._references = tuple(photo_id for photo_id, _ in references)
        self.setEnabled(line is not None)
        self.setVisible(line is not None)
        if line is not None:
            named = self.tr("Looks like {breed}, {share}. Key {key}")
            plain = self.tr("{breed}. Key {key}")
            text = (named if line.share_text else plain).format(breed=line.text, share=line.share_text, key=self._key)
            own = review_words.own_photos([name for _, name in references])
            self.setText(line.text)
            self.setAccessibleName(text)
            self.setAccessibleDescription(own)
            label = self.tr("Label it “{breed}” (key {key})").format(breed=line.text, key=self._key)
            self.setToolTip(tip("\n".join(part for part in (label, own) if part)))
        self.update()

    def references(self) -> tuple[int, ...]:
        """Ids of the photos that stand beside the breed."""
        return self._references

    def line(self) -> SuggestionLine | None:
        """What it shows."""
        return self._line

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(220, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        del event
        if self._line is None:
            return
        now = colours()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self.paint_ground(painter, chosen=self._chosen)
        badge = QRectF(5, (HEIGHT - BADGE) / 2, BADGE, BADGE)
        painter.setPen(QPen(QColor(now.strong_border), 1))
        painter.setBrush(QColor(now.surface))
        painter.drawRoundedRect(badge, 4, 4)
        painter.setPen(QColor(now.text))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, self._key)
        pictures = self.width() - COUNT * (SQUARE + GAP)
        self._paint_words(painter, QRectF(BADGE + 12, 4, pictures - BADGE - 18, HEIGHT - 8), self._line)
        for place in range(COUNT):
            square = QRectF(pictures + place * (SQUARE + GAP), (HEIGHT - SQUARE) / 2, SQUARE, SQUARE)
            self._paint_reference(painter, square, place)
        painter.end()

    def _paint_words(self, painter: QPainter, area: QRectF, line: SuggestionLine) -> None:
        now = colours()
        font = QFont(self.font())
        if self._key == "1" or self._chosen:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        height = painter.fontMetrics().height()
        top = QRectF(area.left(), area.center().y() - height - 1, area.width(), height)
        if not line.share_text:
            top.moveTop(area.center().y() - height / 2)
        name = painter.fontMetrics().elidedText(line.text, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.setPen(QColor(now.text))
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        if not line.share_text:
            return
        below = top.translated(0, height + 2)
        painter.setFont(self.font())
        share = max(34, painter.fontMetrics().horizontalAdvance(line.share_text))
        painter.drawText(
            below.adjusted(below.width() - share, 0, 0, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            line.share_text,
        )  # fmt: skip
        bar = QRectF(below.left(), below.center().y() - BAR_HEIGHT / 2, below.width() - share - 6, BAR_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.border))
        painter.drawRoundedRect(bar, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
        bar.setWidth(max(BAR_HEIGHT, bar.width() * min(1.0, line.share)))
        painter.setBrush(QColor(now.accent))
        painter.drawRoundedRect(bar, BAR_HEIGHT / 2, BAR_HEIGHT / 2)

    def _paint_reference(self, painter: QPainter, square: QRectF, place: int) -> None:
        now = colours()
        found = self._pixmap_of(self._references[place]) if place < len(self._references) else None
        if found is None or found.isNull():
            # Dashed: there could be a photo here, and there is none yet.
            painter.setPen(QPen(QColor(now.border), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(square.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
            paint_icon(painter, "paw", square.adjusted(11, 11, -11, -11), now.border, now.surface)
            return
        painter.drawPixmap(square, found, QRectF(middle_square(found)))


def middle_square(pixmap: QPixmap) -> QRect:
    """The largest square in the middle of a picture."""
    side = min(pixmap.width(), pixmap.height())
    return QRect((pixmap.width() - side) // 2, (pixmap.height() - side) // 2, side, side)


class ReviewLines(QWidget):
    """Five lines, each in its place, however many are used.

    Signals:
        chosen: the place of a suggestion, from 1.
    """

    chosen = Signal(int)

    def __init__(self, pixmap_of: PixmapOf, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._lines = [ReviewLine(str(place), pixmap_of, self) for place in range(1, LINES + 1)]
        for place, line in enumerate(self._lines, start=1):
            layout.addWidget(line)
            line.clicked.connect(lambda _checked=False, place=place: self.chosen.emit(place))

    def lines(self) -> list[ReviewLine]:
        """All five, the first one first."""
        return list(self._lines)

    def update_all(self) -> None:
        """Paint all of them again: a photo is there."""
        for line in self._lines:
            line.update()

    def shown_references(self) -> list[int]:
        """Ids of the photos that stand beside the breeds."""
        return [photo_id for line in self._lines for photo_id in line.references()]
