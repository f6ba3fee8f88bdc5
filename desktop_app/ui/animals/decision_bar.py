"""What can be decided for the row or the photo in focus: a line in a fixed place below the rows."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop_app.catalog.values.suggestions import RankedBreed
from desktop_app.ui.look.elided_label import ElidedLabel
from desktop_app.ui.look.icons import set_icon
from desktop_app.ui.wording import numbers, words
from desktop_app.ui.wording.actions import ACTIONS
from desktop_app.ui.wording.keys import action_text, key_text, translated, with_key
from desktop_app.ui.wording.plain import on_button, tip

LINES = 5
CHOICES = (("search_breed", "search"), ("mix", "mix"), ("unknown", "unknown"), ("no_dog", "no-dog"))
HEADING_WIDTH, NARROW_HEADING = 150, 84
# Narrower than this, the choices are signs without words.
NARROW = 1000


class DecisionBar(QFrame):
    """The first five breeds with their keys, and breed, mix, unknown, no dog. The places never change.

    Signals:
        wanted: the name of a declared action: `suggestion_1`, `mix`.
    """

    wanted = Signal(str)

    def __init__(self, breed_name: words.BreedName, parent: QWidget) -> None:
        super().__init__(parent)
        self._breed_name = breed_name
        # With and without the share, for which there may be no room.
        self._texts = [("", "")] * LINES
        self.setProperty("foot", True)
        layout = self._line_up = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(6)
        self._heading = ElidedLabel(self, Qt.TextElideMode.ElideMiddle)
        self._heading.setProperty("quiet", True)
        self._heading.setFixedWidth(HEADING_WIDTH)
        layout.addWidget(self._heading)
        self.lines = [self._line(place) for place in range(LINES)]
        for line in self.lines:
            layout.addWidget(line, 3)
        self.choices = {name: self._choice(name, icon) for name, icon in CHOICES}
        for choice in self.choices.values():
            layout.addWidget(choice)

    def _line(self, place: int) -> QPushButton:
        button = self._button(f"suggestion_{place + 1}")
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return button

    def _choice(self, name: str, icon: str) -> QPushButton:
        button = self._button(name)
        button.setText(on_button(_short(name)))
        button.setAccessibleName(action_text(name))
        button.setToolTip(with_key(action_text(name), name))
        button.setIconSize(QSize(16, 16))
        set_icon(button, icon)
        return button

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("compact", True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.wanted.emit(name))
        return button

    def heading(self) -> str:
        """What it says the choices are for."""
        return self._heading.text()

    def show_choices(self, heading: str, ranked: Sequence[RankedBreed], *, allowed: bool) -> None:
        """Show what can be chosen.

        Args:
            heading: what it is for: the name of the row or of the photo.
            ranked: the breeds, best first.
            allowed: whether anything can be chosen.
        """
        self._heading.set_text(heading)
        for place, button in enumerate(self.lines):
            there = place < len(ranked)
            breed = self._breed_name(ranked[place].breed_id) if there else ""
            share = numbers.percent(ranked[place].probability) if there else ""
            plain = f"{place + 1}  {breed}" if there else ""
            self._texts[place] = (f"{plain} {share}" if there else "", plain)
            said = self.tr("{breed}, {share}").format(breed=breed, share=share) if there else self.tr("No breed")
            button.setAccessibleName(said)
            button.setToolTip(tip(with_key(said, f"suggestion_{place + 1}")) if there else "")
            button.setEnabled(there and allowed)
        for button in self.choices.values():
            button.setEnabled(allowed)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words short where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < NARROW
        self._heading.setFixedWidth(NARROW_HEADING if narrow else HEADING_WIDTH)
        for name, button in self.choices.items():
            # The key stays, which is on no drawing.
            button.setText(key_text(name) if narrow else on_button(_short(name)))
        self._line_up.activate()
        for (whole, plain), button in zip(self._texts, self.lines, strict=True):
            room, metrics = max(20, button.width() - 16), button.fontMetrics()
            text = whole if metrics.horizontalAdvance(whole) <= room else plain
            button.setText(on_button(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)))


def _short(name: str) -> str:
    return translated(ACTIONS[name].short) or action_text(name)
