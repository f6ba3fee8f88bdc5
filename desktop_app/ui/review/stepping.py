"""Tab goes through the dogs of a photo, as if each was a widget of its own, and then on to the next widget.

So nobody is caught: behind the last dog Tab leads on, before the first one Shift+Tab leads back.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_TABS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
_OTHERWISE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class TabThroughDogs(QObject):
    """Watches widgets that show a photo."""

    def __init__(self, step: Callable[[int], bool], *watched: QWidget) -> None:
        """Watch widgets.

        Args:
            step: chooses the next dog (1) or the one before (-1); says whether there was one.
            watched: those in which Tab goes through dogs; the first one owns this.
        """
        super().__init__(watched[0])
        self._step = step
        for widget in watched:
            widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The key alone is watched: where Qt leads the focus on by itself, it is none of the dogs' business."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        step = _TABS.get(Qt.Key(event.key()))
        return step is not None and not event.modifiers() & _OTHERWISE and self._step(step)
