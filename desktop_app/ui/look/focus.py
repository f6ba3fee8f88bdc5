"""The focus stays where it can be seen: what has it is scrolled to, and what something lies over does not get it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

_FOLLOWED = "pawsortFollowsTheFocus"


def follow_the_focus(application: QApplication) -> None:
    """Scroll to whatever gets the focus, from now on.

    Qt does so inside of one scroll area; whoever comes into it from outside would not see where they are.
    """
    if not application.property(_FOLLOWED):
        application.setProperty(_FOLLOWED, True)
        application.focusChanged.connect(_show)


def _show(_before: QWidget | None, now: QWidget | None) -> None:
    # What a mouse button is held down over may not move under it.
    if now is None or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
        return
    around = now.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea) and around.isVisible():
            around.ensureWidgetVisible(now, 0, 0)
        around = around.parentWidget()


class Coverable(QWidget):
    """Holds what another of its children may lie over as a whole: Tab then passes by what is covered.

    What has the keys for the cover, its focus proxy, is no more covered than it is.
    """

    cover: QWidget | None = None

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Move the focus, as Tab and Shift+Tab do."""
        cover = self.cover
        if cover is None or not cover.isVisible():
            return super().focusNextPrevChild(forward)
        start = self.window().focusWidget() or self
        widget = _beside(start, forward)
        while widget is not start:
            if _takes_tab(widget) and (widget is cover.focusProxy() or not self._is_covered(widget, cover)):
                widget.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
                return True
            widget = _beside(widget, forward)
        return False

    def _is_covered(self, widget: QWidget, cover: QWidget) -> bool:
        return self.isAncestorOf(widget) and not cover.isAncestorOf(widget)


def _beside(widget: QWidget, forward: bool) -> QWidget:
    """The next one in the ring of all widgets, or the one before."""
    return (widget.nextInFocusChain() if forward else widget.previousInFocusChain()) or widget


def _takes_tab(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
