"""The filter for photos that are most like one: which one it is, and the way back."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout

from desktop_app.photos.facets.alike import AlikeTo
from desktop_app.plain_text import escaped
from desktop_app.ui.filters.part import FilterPart
from desktop_app.ui.look.elided_label import ElidedLabel
from desktop_app.ui.look.icons import set_icon
from desktop_app.ui.wording import words


class AlikePart(FilterPart):
    """Hidden until a person has asked in the gallery for more like a photo."""

    facet = "alike"
    rank = 5

    def build(self) -> None:
        """The photo's name in a frame, with a cross."""
        self._value: AlikeTo | None = None
        frame = QFrame(self)
        frame.setProperty("chip", True)
        line = QHBoxLayout(frame)
        line.setContentsMargins(8, 4, 2, 4)
        line.setSpacing(4)
        text = QVBoxLayout()
        text.setSpacing(0)
        self._title = QLabel(self.tr("Most like"), frame)
        self._title.setProperty("quiet", True)
        self._name = ElidedLabel(frame, Qt.TextElideMode.ElideMiddle)
        for label in (self._title, self._name):
            text.addWidget(label)
        line.addLayout(text, 1)
        self.back = QToolButton(frame)
        set_icon(self.back, "cancel")
        self.back.setIconSize(QSize(16, 16))
        self.back.setAutoRaise(True)
        self.back.setToolTip(self.tr("Show all photos again, not only those that are most like this one (Esc)"))
        self.back.clicked.connect(self._go_back)
        line.addWidget(self.back, 0, Qt.AlignmentFlag.AlignVCenter)
        self.lines.addWidget(frame)
        self.hide()

    def value(self) -> AlikeTo | None:
        """The photo and those that are most like it; None for no such filter."""
        return self._value

    def set_value(self, value: AlikeTo | None) -> None:
        """Show what was asked for."""
        self._value = value
        name = "" if value is None else escaped(value.name)
        self._name.set_text(name)
        self.back.setAccessibleName(self.tr("Most like {file}: show all photos again").format(file=name))
        self.setVisible(value is not None)

    def show_counts(self, counts: Mapping[Any, int]) -> None:
        """How many would be seen without it is what the cross leads to."""
        super().show_counts(counts)
        self.back.setAccessibleDescription(words.photos(counts[None]))

    def _go_back(self) -> None:
        self.set_value(None)
        self.chosen.emit()


PART = AlikePart
