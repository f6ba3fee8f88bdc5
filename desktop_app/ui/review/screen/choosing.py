"""Choosing a label that is not among the suggestions: the breed search and the mix, each in its fixed place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.catalog.values.labels import Label
from desktop_app.ui.look.elided_label import ElidedLabel
from desktop_app.ui.review.breed_box import BreedBox
from desktop_app.ui.review.content import LINES, SuggestionLine
from desktop_app.ui.review.mix_editor import MixEditor
from desktop_app.ui.wording.breeds import Breeds
from desktop_app.ui.wording.plain import on_button


class BreedChooser(QWidget):
    """The breed box, with the mix above it while one is put together, and the suggestions to click below it.

    Signals:
        label_chosen: the `Label`.
        left: a person wants none.
    """

    label_chosen = Signal(object)
    left = Signal()

    def __init__(self, breeds: Breeds, parent: QWidget) -> None:
        super().__init__(parent)
        self._breeds = breeds
        self._suggested: tuple[str, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self._title = QLabel(self.tr("Another breed"), self)
        self._title.setProperty("heading", True)
        self.mix = MixEditor(breeds.name, self)
        self.mix.saved.connect(self.label_chosen)
        self.mix.cancelled.connect(self.left)
        self.breed_box = BreedBox(breeds, self)
        self.breed_box.breed_chosen.connect(self._take_breed)
        self.breed_box.entered_empty.connect(self._entered_empty)
        self.breed_box.left.connect(self.left)
        self._hint = ElidedLabel(self, Qt.TextElideMode.ElideRight)
        self._hint.setProperty("quiet", True)
        self._hint.set_text(self.tr("Type a part of the name; Esc leaves."))
        self._quick = quick_part = QWidget(self)
        self.breed_box.searching.connect(lambda searching: quick_part.setVisible(not searching and self.is_mixing))
        quick = QVBoxLayout(self._quick)
        quick.setContentsMargins(0, 0, 0, 0)
        quick.setSpacing(2)
        # One for each suggestion, and one for the kind.
        self._buttons = [QPushButton(self._quick) for _ in range(LINES + 1)]
        for place, button in enumerate(self._buttons):
            button.setProperty("small", True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, place=place: self._take_breed(self._suggested[place]))
            quick.addWidget(button)
        for widget in (self._title, self.mix, self.breed_box, self.breed_box.matches_list, self._hint, self._quick):
            layout.addWidget(widget)
        layout.addStretch(1)

    @property
    def is_mixing(self) -> bool:
        """Whether a mix is put together."""
        return not self.mix.isHidden()

    def start_search(self) -> None:
        """Search for one breed."""
        self._start(mixing=False)

    def start_mix(self, label: Label | None, lines: Sequence[SuggestionLine], kind: Label | None = None) -> None:
        """Put a mix together, beginning with the breeds of a label.

        Args:
            label: what to begin with; None for nothing.
            lines: the suggestions, to be added with a click.
            kind: the kind of dog that it looks like, likewise; None for none.
        """
        of_kind = () if kind is None else kind.breed_ids
        self._suggested = (*of_kind, *(line.label.breed_ids[0] for line in lines))
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(self._suggested))
            if place < len(self._suggested):
                button.setText(on_button(self._breeds.name(self._suggested[place])))
        self.mix.start(label)
        self._start(mixing=True)

    def _start(self, *, mixing: bool) -> None:
        self.mix.setVisible(mixing)
        self._title.setVisible(not mixing)
        self._quick.setVisible(mixing)
        self.breed_box.clear()
        self.breed_box.setPlaceholderText(self.tr("Breed of the mix…") if mixing else self.tr("Another breed…"))
        self.breed_box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take_breed(self, breed_id: str) -> None:
        if self.is_mixing:
            self.mix.add(breed_id)
            self.breed_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.label_chosen.emit(Label.breed(breed_id))

    def _entered_empty(self) -> None:
        if self.is_mixing:
            self.mix.save()
