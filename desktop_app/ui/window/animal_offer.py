"""Offers to make animals of folders that look like them: asked once, done by nobody but a person."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.ui.wording.naming_words import naming_words

if TYPE_CHECKING:
    from desktop_app.catalog.naming.proposing import Proposal
    from desktop_app.ui.window.parts import WindowParts

MOST_NAMES = 3


class AnimalOffer(QObject):
    """Listens to `AnimalNamingController`."""

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._text = ""
        window.animal_naming.likely.connect(self._offer)
        window.animal_naming.unlikely.connect(self._take_away)
        window.session.opened.connect(lambda _path: self._take_away())

    def _offer(self, proposal: Proposal) -> None:
        found = proposal.finding.animals
        names = [" ".join(part for part in (each.name, each.number) if part) for each in found[:MOST_NAMES]]
        self._take_away()
        self._text = naming_words.offer(names, len(found))
        see = partial(self._window.animal_naming.from_names, proposal.preset.id)
        self._window.messages.show_message(
            "information", self._text, (self.tr("Look at them…"), see), (self.tr("Not in this session"), lambda: None)
        )

    def _take_away(self) -> None:
        if self._text:
            self._window.messages.take_away(self._text)
            self._text = ""
