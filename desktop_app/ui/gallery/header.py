"""The line above the gallery: what is shown, finding by name, sorting."""

from PySide6.QtCore import QMargins, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from desktop_app.photos.arrangement import SortBy
from desktop_app.ui.look.elided_label import ElidedLabel
from desktop_app.ui.look.icons import set_icon
from desktop_app.ui.wording import numbers, words
from desktop_app.ui.wording.keys import with_key

TYPING_MS = 40
NARROW = 560
# Narrower than this there is no room for the title, which says what the filters say too.
TIGHT, TIGHT_FIND_BOX, NARROWEST = 400, 56, 190
MARGINS, TIGHT_MARGINS = QMargins(12, 8, 10, 6), QMargins(8, 8, 6, 6)
# What margins, the box for sorting around its words, and the button beside it take.
ROOM_BESIDE_WORDS = 100
# So many letters of how photos are sorted are there in any case.
LETTERS = 4


class GalleryHeader(QWidget):
    """Sorting and finding.

    Signals:
        sorting_chosen: `SortBy`, and whether the other way round.
        text_changed: what file names should hold.
        arrange_again_wanted: what was decided is to go where it belongs now.
    """

    sorting_chosen = Signal(SortBy, bool)
    text_changed = Signal(str)
    arrange_again_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = self._line = QHBoxLayout(self)
        layout.setContentsMargins(MARGINS)
        layout.setSpacing(8)
        self._title = ElidedLabel(self, Qt.TextElideMode.ElideRight)
        self._title.setProperty("heading", True)
        layout.addWidget(self._title, 3)
        self._make_find_box()
        layout.addWidget(self.find_box, 2)
        self.arrange_again = QToolButton(self)
        self.arrange_again.setText(self.tr("Arrange again"))
        self.arrange_again.setToolTip(
            with_key(self.tr("Photos stay where they are while you work. Sort and filter them anew."), "arrange_again")
        )
        self.arrange_again.clicked.connect(self.arrange_again_wanted)
        self.arrange_again.hide()
        layout.addWidget(self.arrange_again)
        self._comparing = ElidedLabel(self, Qt.TextElideMode.ElideRight)
        self._comparing.setText(self.tr("Comparing photos…"))
        self._comparing.setProperty("quiet", True)
        self._comparing.setToolTip(self.tr("Photos stay where they are until it is known which of them are alike."))
        self._comparing.hide()
        layout.addWidget(self._comparing)
        self._sort_title = label = QLabel(self.tr("Sort by"), self)
        label.setProperty("quiet", True)
        layout.addWidget(label)
        self._sort = QComboBox(self)
        names = {
            SortBy.NAME: self.tr("Name"),
            SortBy.DATE: self.tr("Date"),
            SortBy.PROBABILITY: self.tr("Probability"),
            SortBy.BREED: self.tr("Breed"),
            SortBy.ALIKE: self.tr("Most alike"),
        }
        for sort_by, name in names.items():
            self._sort.addItem(name, sort_by)
        self._sort.setMinimumContentsLength(LETTERS)
        self._sort.setAccessibleName(self.tr("Sort by"))
        self._sort.setToolTip(self.tr("Sort by"))
        label.setBuddy(self._sort)
        layout.addWidget(self._sort)
        self._direction = QToolButton(self)
        self._direction.setCheckable(True)
        self._direction.setIconSize(QSize(18, 18))
        layout.addWidget(self._direction)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(lambda: self.text_changed.emit(self.find_box.text().strip()))
        self.find_box.textChanged.connect(self._restart_typing)
        self._sort.activated.connect(self._announce)
        self._direction.clicked.connect(self._announce)
        self._show_direction()

    def _make_find_box(self) -> None:
        self.find_box = QLineEdit(self)
        self._find_words = self.tr("Find a file…")
        self.find_box.setPlaceholderText(self._find_words)
        self.find_box.setToolTip(self._find_words)
        self._find_sign = QAction(self.find_box)
        set_icon(self._find_sign, "search")
        self.find_box.addAction(self._find_sign, QLineEdit.ActionPosition.LeadingPosition)
        self._find_sign.setVisible(False)
        self.find_box.setAccessibleName(self.tr("Find photos by file or folder name"))
        self.find_box.setClearButtonEnabled(True)
        # Room for what it says while it is empty.
        placeholder = self.find_box.fontMetrics().horizontalAdvance(self.find_box.placeholderText())
        self._room_to_find = placeholder + 30
        self.find_box.setMaximumWidth(200)

    def offer_arranging(self, offered: bool) -> None:
        """Offer to sort and filter anew, or do not."""
        self.arrange_again.setVisible(offered)
        self._share_room()

    def show_comparing(self, comparing: bool) -> None:
        """Say that it is being worked out which photos are alike, or no longer."""
        self._comparing.setVisible(comparing)
        self._share_room()

    def is_comparing(self) -> bool:
        """Whether it says so."""
        return not self._comparing.isHidden()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the box for sorting says by itself what it is for."""
        super().resizeEvent(event)
        self._share_room()

    def minimumSizeHint(self) -> QSize:
        """As narrow as it may become, not as wide as it is at the moment."""
        return QSize(NARROWEST, super().minimumSizeHint().height())

    def _share_room(self) -> None:
        tight = self.width() < TIGHT
        self._title.setVisible(not tight)
        self._line.setContentsMargins(TIGHT_MARGINS if tight else MARGINS)
        self._sign_find_box(tight)
        self.find_box.setMinimumWidth(TIGHT_FIND_BOX if tight else self._room_to_find)
        # While something is said beside the box, the box has to say by itself what it is for.
        self._sort_title.setVisible(self.width() >= NARROW and self._comparing.isHidden())
        # How it is sorted may wait until it is sorted again.
        no_room = tight and not self.arrange_again.isHidden()
        no_room |= self.width() < NARROW and not self._comparing.isHidden()
        self._sort.setVisible(not no_room)
        # Long words of how it is sorted are read before the way round is.
        words_of_sort = self._sort.fontMetrics().horizontalAdvance(self._sort.currentText())
        is_long = tight and self.width() - TIGHT_FIND_BOX - words_of_sort < ROOM_BESIDE_WORDS
        self._direction.setVisible(not no_room and not is_long)

    def _sign_find_box(self, tight: bool) -> None:
        """Where there is no room for the words in the box for finding, a drawing says what it is for."""
        self.find_box.setPlaceholderText("" if tight else self._find_words)
        self._find_sign.setVisible(tight)

    def show_title(self, state: str, shown: int, of: int) -> None:
        """Say what is shown: "To review: 12 of 300 photos"."""
        if shown == of:
            text = words.photos(of)
        else:
            text = self.tr("{shown} of {photos}").format(shown=numbers.number(shown), photos=words.photos(of))
        self._title.set_text(self.tr("{state}: {photos}").format(state=state, photos=text) if state else text)

    def set_sorting(self, sort_by: SortBy, descending: bool) -> None:
        """Show how it is sorted, without telling anyone."""
        self._sort.setCurrentIndex(self._sort.findData(sort_by))
        self._share_room()
        self._direction.setChecked(descending)
        self._show_direction()

    def _restart_typing(self) -> None:
        self._typing.start()

    def _announce(self) -> None:
        self._show_direction()
        self._share_room()
        self.sorting_chosen.emit(SortBy(self._sort.currentData()), self._direction.isChecked())

    def _show_direction(self) -> None:
        descending = self._direction.isChecked()
        set_icon(self._direction, "descending" if descending else "ascending")
        text = self.tr("In descending order") if descending else self.tr("In ascending order")
        self._direction.setToolTip(text)
        self._direction.setAccessibleName(text)
