"""The top of the review: how far one is, how long the rest takes, what comes first, and the way out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QWidget

from desktop_app.photos.review_order import NoOrder, ReviewOrder
from desktop_app.ui.look.elided_label import ElidedLabel
from desktop_app.ui.wording.review_words import review_words

HEIGHT = 40


class ReviewHeader(QFrame):
    """One line of fixed height.

    Signals:
        order_chosen: the `ReviewOrder` that a person wants.
        end_wanted: they want to go back to the photos.
    """

    order_chosen = Signal(object)
    end_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.setProperty("panel", True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 8, 0)
        layout.setSpacing(10)
        self._progress = ElidedLabel(self, Qt.TextElideMode.ElideRight)
        self._progress.setProperty("heading", True)
        self._note = ElidedLabel(self, Qt.TextElideMode.ElideRight)
        self._note.setProperty("quiet", True)
        self.order_box = QComboBox(self)
        self.order_box.setAccessibleName(self.tr("What comes first"))
        self._orders = QStandardItemModel(self.order_box)
        self.order_box.setModel(self._orders)
        for order in ReviewOrder:
            self.order_box.addItem(review_words.order_name(order), order)
        self.order_box.activated.connect(self._choose)
        self.end_button = QPushButton(self.tr("Esc ends"), self)
        self.end_button.setProperty("compact", True)
        self.end_button.setToolTip(self.tr("Go back to the photos; everything is saved"))
        self.end_button.setAccessibleName(self.tr("End the review"))
        self.end_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.end_button.clicked.connect(self.end_wanted)
        layout.addWidget(self._progress)
        layout.addWidget(self._note, 1)
        layout.addWidget(self.order_box)
        layout.addWidget(self.end_button)

    def show_progress(self, place: str, time_left: str) -> None:
        """Say where a person stands: "212 of 1,804", and how long the rest takes."""
        self._progress.set_text(" · ".join(part for part in (place, time_left) if part))
        self._progress.updateGeometry()

    def show_note(self, note: str) -> None:
        """Say what applies now: which photos these are, or that one looks back."""
        self._note.set_text(note)

    def show_order(self, order: ReviewOrder, no_teaching: NoOrder | None = None, *, can_choose: bool) -> None:
        """Say what comes first; it cannot be chosen where there is no order to choose.

        Args:
            order: what comes first.
            no_teaching: why nobody can say which photos teach most; None where somebody can.
            can_choose: whether there is something to put in order.
        """
        box = self.order_box
        box.setCurrentIndex(box.findData(order))
        box.setVisible(can_choose)
        reason = "" if no_teaching is None else review_words.no_order(no_teaching)
        hint = review_words.order_hint(order)
        # Who comes by the keyboard is told why, too: of the box, as one that is off is not come to.
        box.setToolTip(f"{hint}\n{reason}" if reason else hint)
        box.setAccessibleDescription(box.toolTip())
        for place, each in enumerate(ReviewOrder):
            is_off = each is ReviewOrder.TEACHES_MOST and bool(reason)
            item = self._orders.item(place)
            item.setEnabled(not is_off)
            item.setToolTip(reason if is_off else review_words.order_hint(each))

    def progress(self) -> str:
        """Where it says that a person stands."""
        return self._progress.text()

    def note(self) -> str:
        """What else it says."""
        return self._note.text()

    def _choose(self, place: int) -> None:
        self.order_chosen.emit(ReviewOrder(self.order_box.itemData(place)))
