"""Where a person types stays in sight, and so do the matches below it, however the layout puts them."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop_app.ui.review.breed_box import BreedBox

_MOVED = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show)


class TypingInSight(QObject):
    """Scrolls to the end of a breed box, or of its matches, whenever one of them gets another place or size.

    What was just shown has its place only after the layout has had its turn, or several; how long that takes, nobody
    knows. Whoever went on with Tab meanwhile sees what has the focus now: then nothing is scrolled.
    """

    def __init__(self, scroll: QScrollArea, box: BreedBox, margin: int) -> None:
        """Watch a box that is, with its matches, somewhere inside the widget of `scroll`.

        Args:
            scroll: the area, which has its widget.
            box: where a person types.
            margin: pixels that stay free below.
        """
        super().__init__(scroll)
        self._scroll, self._box, self._margin = scroll, box, margin
        watched: QWidget | None = box.matches_list
        box.installEventFilter(self)
        while watched is not None and watched is not scroll.viewport():
            watched.installEventFilter(self)
            watched = watched.parentWidget()
        scroll.verticalScrollBar().rangeChanged.connect(self.bring)

    def bring(self) -> None:
        """Scroll there now."""
        inside, matches = self._scroll.widget(), self._box.matches_list
        shown = self._box if matches.isHidden() else matches
        if inside is None or shown.isHidden() or self._scroll.window().focusWidget() is not self._box:
            return
        end = shown.mapTo(inside, shown.rect().bottomLeft())
        self._scroll.ensureVisible(0, end.y(), 0, self._margin)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something has another place."""
        # That of the whole widget is what is scrolled.
        if event.type() in _MOVED and (watched is not self._scroll.widget() or event.type() is QEvent.Type.Resize):
            self.bring()
        return False
