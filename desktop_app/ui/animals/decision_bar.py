"""What can be decided for the row or the photo in focus: a line in a fixed place below the rows."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import RankedBreed
from desktop_app.ui.look.icons import set_icon
from desktop_app.ui.look.wrapped_text import wrapped
from desktop_app.ui.wording import numbers, words
from desktop_app.ui.wording.actions import ACTIONS
from desktop_app.ui.wording.keys import action_text, key_text, translated, with_key
from desktop_app.ui.wording.plain import on_button, tip

LINES = 5
CHOICES = (
    *(("search_breed", "search"), ("mix", "mix"), ("label_kind", "kind")),
    *(("unknown", "unknown"), ("no_dog", "no-dog")),
)
# So many of them stand side by side.
IN_A_LINE = 3
HEADING_WIDTH, NARROW_HEADING = 124, 62
# Narrower than this, the choices are signs without words.
NARROW = 1000
# Names of breeds have up to six words, and the share takes a line.
TEXT_LINES = 3
# Around the words of a button: as its style has it, with the border.
BESIDE, ABOVE = 14, 8


class DecisionBar(QFrame):
    """The first five breeds with their keys, and breed, mix, unknown, no dog. The places never change.

    Signals:
        wanted: the name of a declared action: `suggestion_1`, `mix`.
    """

    wanted = Signal(str)

    def __init__(self, breed_name: words.BreedName, parent: QWidget) -> None:
        super().__init__(parent)
        self._breed_name = breed_name
        # Key and name, and the share.
        self._texts = [("", "")] * LINES
        self._said_for = ""
        self.setProperty("foot", True)
        layout = self._line_up = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 10, 4)
        layout.setSpacing(6)
        self._heading = QLabel(self)
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setProperty("quiet", True)
        layout.addWidget(self._heading)
        self.lines = [self._line(place) for place in range(LINES)]
        for line in self.lines:
            layout.addWidget(line, 3)
        self.choices = {name: self._choice(name, icon) for name, icon in CHOICES}
        pairs = QGridLayout()
        pairs.setSpacing(2)
        for place, choice in enumerate(self.choices.values()):
            pairs.addWidget(choice, place // IN_A_LINE, place % IN_A_LINE)
        layout.addLayout(pairs)

    def _line(self, place: int) -> QPushButton:
        button = self._button(f"suggestion_{place + 1}")
        button.setProperty("compact", True)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return button

    def _choice(self, name: str, icon: str) -> QPushButton:
        button = self._button(name)
        button.setProperty("small", True)
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        button.setText(on_button(_short(name)))
        button.setAccessibleName(action_text(name))
        button.setToolTip(with_key(action_text(name), name))
        button.setIconSize(QSize(16, 16))
        set_icon(button, icon)
        return button

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.wanted.emit(name))
        return button

    def heading(self) -> str:
        """What it says the choices are for."""
        return self._said_for

    def show_choices(
        self, heading: str, ranked: Sequence[RankedBreed], *, allowed: bool, kind: Label | None = None
    ) -> None:
        """Show what can be chosen.

        Args:
            heading: what it is for: the name of the row or of the photo.
            ranked: the breeds, best first.
            allowed: whether anything can be chosen.
            kind: the kind of dog; None for none.
        """
        self._said_for = heading
        self._heading.setToolTip(tip(heading))
        self._heading.setAccessibleName(heading)
        for place, button in enumerate(self.lines):
            there = place < len(ranked)
            breed = self._breed_name(ranked[place].breed_id) if there else ""
            share = numbers.percent(ranked[place].probability) if there else ""
            self._texts[place] = (f"{place + 1}  {breed}" if there else "", share)
            said = self.tr("{breed}, {share}").format(breed=breed, share=share) if there else self.tr("No breed")
            button.setAccessibleName(said)
            button.setToolTip(tip(with_key(said, f"suggestion_{place + 1}")) if there else "")
            button.setEnabled(there and allowed)
        for button in self.choices.values():
            button.setEnabled(allowed)
        self._show_kind("" if kind is None else words.label_text(kind, self._breed_name))
        self._fit()

    def _show_kind(self, kind: str) -> None:
        button, text = self.choices["label_kind"], action_text("label_kind")
        said = self.tr("{action}: {kind}").format(action=text, kind=kind) if kind else text
        button.setAccessibleName(said)
        button.setToolTip(tip(with_key(said, "label_kind")))
        button.setEnabled(button.isEnabled() and bool(kind))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.ensurePolished()
        narrow = self.width() < NARROW
        self._heading.setFixedWidth(NARROW_HEADING if narrow else HEADING_WIDTH)
        for name, button in self.choices.items():
            # The key stays, which is on no drawing.
            button.setText(key_text(name) if narrow else on_button(_short(name)))
        for button in self.lines:
            button.ensurePolished()
            # However long the names are: nothing moves when others come.
            button.setFixedHeight(TEXT_LINES * button.fontMetrics().lineSpacing() + ABOVE)
        self._line_up.activate()
        heading = wrapped(self._said_for, self._heading.font(), self._heading.width(), TEXT_LINES)
        self._heading.setText("\n".join(heading.lines))
        for (name, share), button in zip(self._texts, self.lines, strict=True):
            button.setText(on_button("\n".join(_lines(name, share, button.font(), max(20, button.width() - BESIDE)))))


def _lines(name: str, share: str, font: QFont, room: int) -> list[str]:
    """What stands on a button: the name, and where there is room for it, the share in a line of its own."""
    if not name:
        return []
    short = wrapped(name, font, room, TEXT_LINES - 1)
    return [*short.lines, share] if short.is_whole else wrapped(name, font, room, TEXT_LINES).lines


def _short(name: str) -> str:
    return translated(ACTIONS[name].short) or action_text(name)
