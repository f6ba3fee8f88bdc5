"""A filter that is chosen elsewhere: what it is, in a frame, and the way back."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout

from desktop_app.ui.filters.part import FilterPart
from desktop_app.ui.look.elided_label import ElidedLabel
from desktop_app.ui.look.icons import set_icon
from desktop_app.ui.wording import words


class ChipPart(FilterPart):
    """Hidden until something is chosen."""

    elided = Qt.TextElideMode.ElideMiddle

    def title(self) -> str:
        """What stands above what was chosen."""
        raise NotImplementedError

    def name(self, value: Any) -> str:
        """What was chosen, in words."""
        raise NotImplementedError

    def explained(self) -> str:
        """What the cross does, for the tool tip."""
        raise NotImplementedError

    def spoken(self, name: str) -> str:
        """The same with what was chosen, for screen readers."""
        raise NotImplementedError

    def build(self) -> None:
        """A frame, with a cross."""
        self._value: Any = None
        frame = QFrame(self)
        frame.setProperty("chip", True)
        line = QHBoxLayout(frame)
        line.setContentsMargins(8, 4, 2, 4)
        line.setSpacing(4)
        text = QVBoxLayout()
        text.setSpacing(0)
        self._title = QLabel(self.title(), frame)
        self._title.setProperty("quiet", True)
        self._name = ElidedLabel(frame, self.elided)
        for label in (self._title, self._name):
            text.addWidget(label)
        line.addLayout(text, 1)
        self.back = QToolButton(frame)
        set_icon(self.back, "cancel")
        self.back.setIconSize(QSize(16, 16))
        self.back.setAutoRaise(True)
        self.back.setToolTip(self.explained())
        self.back.clicked.connect(self._go_back)
        line.addWidget(self.back, 0, Qt.AlignmentFlag.AlignVCenter)
        self.lines.addWidget(frame)
        self.hide()

    def value(self) -> Any:
        """What was chosen; None for no such filter."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show what was asked for."""
        self._value = value
        name = "" if value is None else self.name(value)
        self._name.set_text(name)
        self.back.setAccessibleName(self.spoken(name))
        self.setVisible(value is not None)

    def show_counts(self, counts: Mapping[Any, int]) -> None:
        """How many would be seen without it is what the cross leads to."""
        super().show_counts(counts)
        self.back.setAccessibleDescription(words.photos(counts[None]))

    def _go_back(self) -> None:
        self.set_value(None)
        self.chosen.emit()
