"""What stands where no row is: why, and what to do."""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.photos.animal_rows import RowView
from desktop_app.ui.look.icons import paint_icon
from desktop_app.ui.look.theme import colours
from desktop_app.ui.wording.actions import ACTIONS
from desktop_app.ui.wording.keys import with_key

TEXT_WIDTH = 520
PICTURE = 56
# Between the buttons, and around all.
SPACING, BESIDE, ABOVE = 8, 24, 16
NAMES, TABLE, REVIEW = "animals_from_names", "animals_from_table", "screen_review"


class Empty(StrEnum):
    """Why there is no row."""

    NO_PHOTOS = "no_photos"
    GROUPING = "grouping"
    NO_GROUPS = "no_groups"
    NOTHING_LEFT = "nothing_left"
    NONE_DISAGREE = "none_disagree"
    NONE_DECIDED = "none_decided"


def why_empty(view: RowView, photos: int, rows: int, *, is_grouping: bool) -> Empty:
    """Why a view shows no row, where there are so many photos and rows in all."""
    if not photos:
        return Empty.NO_PHOTOS
    if not rows and is_grouping:
        return Empty.GROUPING
    if not rows:
        return Empty.NO_GROUPS
    return {
        RowView.UNDECIDED: Empty.NOTHING_LEFT,
        RowView.DISAGREE: Empty.NONE_DISAGREE,
        RowView.DECIDED: Empty.NONE_DECIDED,
    }[view]


class _Picture(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(PICTURE, PICTURE)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(0, 0, PICTURE, PICTURE)
        place.moveCenter(QRectF(self.rect()).center())
        paint_icon(painter, "paw", place, colours().strong_border, colours().window)
        painter.end()


class EmptyPage(QWidget):
    """A heading, a few sentences, and buttons.

    Signals:
        action_wanted: the name of a declared action.
        decided_wanted: the decided rows are to be shown.
    """

    action_wanted = Signal(str)
    decided_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._why = Empty.NO_PHOTOS
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(BESIDE, ABOVE, BESIDE, ABOVE)
        outer.setSpacing(10)
        outer.addStretch(2)
        self._picture = _Picture(self)
        outer.addWidget(self._picture)
        self.title = QLabel(self)
        self.title.setProperty("heading", True)
        self.text = QLabel(self)
        for label in (self.title, self.text):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setMaximumWidth(TEXT_WIDTH)
            line = QHBoxLayout()
            line.addStretch(1)
            line.addWidget(label, 1000)
            line.addStretch(1)
            outer.addLayout(line)
        # Without its key, for which there is no room in French: it has the focus, and Enter is for it.
        self.names = QPushButton(self.tr("Animals from names…"), self)
        self.names.clicked.connect(lambda: self.action_wanted.emit(NAMES))
        self.names.setProperty("primary", True)
        self.table = self._button(self.tr("Animals from a table…"), TABLE)
        self.review = self._button(self.tr("Review photo by photo"), REVIEW)
        self.decided = QPushButton(self)
        self.decided.clicked.connect(self.decided_wanted)
        buttons = self._buttons = QHBoxLayout()
        buttons.setSpacing(SPACING)
        buttons.addStretch(1)
        for button in (self.names, self.table, self.decided, self.review):
            buttons.addWidget(button)
        buttons.addStretch(1)
        outer.addLayout(buttons)
        outer.addStretch(3)

    def _button(self, text: str, action: str) -> QPushButton:
        button = QPushButton(with_key(text, action) if action in ACTIONS else text, self)
        button.clicked.connect(lambda: self.action_wanted.emit(action))
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the buttons stand one below the other, and have the room of the picture."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        shown = [each for each in (self.names, self.table, self.decided, self.review) if not each.isHidden()]
        needed = sum(each.sizeHint().width() + SPACING for each in shown) + 2 * BESIDE
        fits = needed <= self.width()
        way = QBoxLayout.Direction
        self._buttons.setDirection(way.LeftToRight if fits else way.TopToBottom)
        self._buttons.setSpacing(SPACING if fits else SPACING // 2)
        above = ABOVE if fits else ABOVE // 2
        self._outer.setContentsMargins(BESIDE, above, BESIDE, above)
        self._picture.setVisible(fits)

    def why(self) -> Empty:
        """Why it says that there is no row."""
        return self._why

    def take_keys(self) -> bool:
        """Let Enter be for what one most likely wants where there are no animals; False elsewhere."""
        if self.names.isHidden():
            return False
        if not self._has_keys():
            self.names.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _has_keys(self) -> bool:
        """Whoever went on to another button stays there."""
        return any(button.hasFocus() for button in (self.names, self.table, self.review))

    def show_why(self, why: Empty, show_decided: str, singles: int) -> None:
        """Say why there is no row.

        Args:
            why: the reason.
            show_decided: the words on the button that shows the decided ones.
            singles: how many photos stand alone.
        """
        self._why = why
        title, text = self._words(why)
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.names.setVisible(why is Empty.NO_GROUPS and NAMES in ACTIONS)
        self.table.setVisible(why is Empty.NO_GROUPS and TABLE in ACTIONS)
        self.review.setVisible(why in (Empty.NO_GROUPS, Empty.NOTHING_LEFT) and singles > 0 and REVIEW in ACTIONS)
        self.decided.setText(show_decided)
        self.decided.setVisible(why is Empty.NOTHING_LEFT)
        self._arrange()

    def _words(self, why: Empty) -> tuple[str, str]:
        match why:
            case Empty.NO_PHOTOS:
                said = (self.tr("No photos yet"), self.tr("Drop folders of photos on the window to begin."))
            case Empty.GROUPING:
                said = (self.tr("Looking for photos that belong together…"), "")
            case Empty.NO_GROUPS:
                text = self.tr(
                    "Tell Pawsort which photos show the same animal: by the names of folders and files, by a table, or "
                    "by hand. Photos that were taken within seconds, and photos that are nearly the same, stand "
                    "together by themselves as soon as they have been looked at."
                )
                said = (self.tr("No animals yet"), text)
            case Empty.NOTHING_LEFT:
                said = (
                    self.tr("Nothing left to decide"),
                    self.tr("Every animal and every group of photos has its label."),
                )
            case Empty.NONE_DISAGREE:
                said = (
                    self.tr("Nobody disagrees"),
                    self.tr("In every row, the photos look like the same breed, and the labels are the same."),
                )
            case Empty.NONE_DECIDED:
                said = (self.tr("Nothing decided yet"), self.tr("Rows come here as soon as they have their label."))
        return said
