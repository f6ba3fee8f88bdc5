"""The Review screen: its parts in their places. What they do together, `ui/controllers/reviewing.py` knows."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.ui.look.elided_label import ElidedLabel
from desktop_app.ui.review.screen.canvas import PhotoCanvas
from desktop_app.ui.review.screen.end_page import EndPage
from desktop_app.ui.review.screen.header import ReviewHeader
from desktop_app.ui.review.screen.line import PixmapOf
from desktop_app.ui.review.screen.page_grid import PageGrid, room_in
from desktop_app.ui.review.screen.side import ReviewSide
from desktop_app.ui.review.screen.strip import ReviewStrip
from desktop_app.ui.wording.breeds import Breeds

PAGE_TITLE_HEIGHT = 30
# Lower than this, photos need the room that the strip takes otherwise.
LOW = 400
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class ReviewScreen(QWidget):
    """The whole window: above a line, at the left the photo or the page, at the right what to decide, below the strip.

    Signals:
        back_wanted: look at the photo before.
        forward_wanted: look at the photo after.
        end_wanted: go back to the photos.
        room_changed: there is more or less room for photos.
    """

    back_wanted = Signal()
    forward_wanted = Signal()
    end_wanted = Signal()
    room_changed = Signal()

    def __init__(self, breeds: Breeds, pixmap_of: PixmapOf, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Review"))
        self.header = ReviewHeader(self)
        self.header.end_wanted.connect(self.end_wanted)
        self.canvas = PhotoCanvas(self)
        self.page = QFrame(self)
        self.page_title = ElidedLabel(self.page, Qt.TextElideMode.ElideRight)
        self.page_title.setProperty("heading", True)
        self.page_title.setFixedHeight(PAGE_TITLE_HEIGHT)
        self.page_title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.grid = PageGrid(pixmap_of, self.page)
        column = QVBoxLayout(self.page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.page_title)
        column.addWidget(self.grid, 1)
        self._views = QStackedWidget(self)
        self._views.addWidget(self.canvas)
        self._views.addWidget(self.page)
        self.strip = ReviewStrip(pixmap_of, self)
        self.side = ReviewSide(breeds, pixmap_of, self)
        self.side.left.connect(self.take_focus)
        work = QWidget(self)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self._views, 1)
        left.addWidget(self.strip)
        both = QHBoxLayout(work)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addLayout(left, 1)
        both.addWidget(self.side)
        self.end_page = EndPage(self)
        self.end_page.end_wanted.connect(self.end_wanted)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(work)
        self._pages.addWidget(self.end_page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(_rule(self))
        whole.addWidget(self._pages, 1)
        QWidget.setTabOrder(self.canvas, self.grid)

    def page_room(self) -> int:
        """How many photos a page can show, whether one is shown or not."""
        return room_in(self._views.width(), self._views.height() - PAGE_TITLE_HEIGHT)

    def lay_out(self) -> None:
        """Give everything its size at once: how many photos have room must be known before the first page is shown."""
        for widget in (self.parentWidget(), self):
            layout = widget.layout() if widget is not None else None
            if layout is not None:
                layout.activate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages and pictures follow the room that there is."""
        super().resizeEvent(event)
        self.strip.be_low(self.height() < LOW)
        self.lay_out()
        self.room_changed.emit()

    def show_photo(self) -> None:
        """Show the canvas."""
        self._pages.setCurrentIndex(0)
        self._views.setCurrentWidget(self.canvas)
        self._keep_focus()

    def show_page(self, title: str) -> None:
        """Show the photos of a page."""
        self.page_title.set_text(title)
        self._pages.setCurrentIndex(0)
        self._views.setCurrentWidget(self.page)
        self._keep_focus()

    def show_end(self) -> None:
        """Show what was decided."""
        self._pages.setCurrentWidget(self.end_page)
        self._keep_focus()

    @property
    def is_at_end(self) -> bool:
        """Whether the end is shown."""
        return self._pages.currentWidget() is self.end_page

    @property
    def is_page(self) -> bool:
        """Whether a page is shown."""
        return not self.is_at_end and self._views.currentWidget() is self.page

    def take_focus(self) -> None:
        """Let the keys be for what is shown."""
        if self.is_at_end:
            self.end_page.take_focus()
        else:
            (self.grid if self.is_page else self.canvas).setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_focus(self) -> None:
        """Qt lets the focus wander where the widget that had it is hidden."""
        if self.isVisible():
            self.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What photo, page and boxes do not use: the arrows lead back and forward, Escape ends."""
        key = event.key()
        if event.modifiers() not in _PLAIN:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Left:
            self.back_wanted.emit()
        elif key == Qt.Key.Key_Right:
            self.forward_wanted.emit()
        elif key == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.end_wanted.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Whoever gives the focus to the screen means what it shows."""
        if event.type() == QEvent.Type.FocusIn:
            self.take_focus()
        return super().event(event)


def _rule(parent: QWidget) -> QFrame:
    rule = QFrame(parent)
    rule.setProperty("rule", True)
    return rule
