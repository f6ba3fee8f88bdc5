"""Offers to make animals of folders that look like them, and to put later photos to them.

The first is asked once, the other whenever photos are added; both are done by nobody but a person.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from desktop_app.catalog.naming.proposing import Proposal
    from desktop_app.catalog.naming.session_names import Joining
    from desktop_app.ui.window.parts import WindowParts

MOST_NAMES = 3


class AnimalOffer(QObject):
    """Listens to `AnimalNamingController`."""

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._text = self._joining = ""
        window.animal_naming.likely.connect(self._offer)
        window.animal_naming.unlikely.connect(self._take_away)
        window.animal_naming.joining.connect(self._offer_joining)
        window.animal_naming.settled.connect(self._take_joining_away)
        window.session.opened.connect(lambda _path: self._take_away())

    def _offer(self, proposal: Proposal) -> None:
        found = proposal.finding.animals
        names = [" ".join(part for part in (each.name, each.number) if part) for each in found[:MOST_NAMES]]
        self._take_away()
        # Not with the module: the start of the window does not wait for it.
        from desktop_app.ui.wording.naming_words import naming_words

        self._text = naming_words.offer(names, len(found))
        see = partial(self._window.animal_naming.from_names, proposal.preset.id)
        self._window.messages.show_message(
            "information", self._text, (self.tr("Look at them…"), see), (self.tr("Not in this session"), lambda: None)
        )

    def _take_away(self) -> None:
        if self._text:
            self._window.messages.take_away(self._text)
            self._text = ""

    def _offer_joining(self, joining: Joining) -> None:
        found = joining.animals
        names = [" ".join(part for part in (each.name, each.number) if part) for each in found[:MOST_NAMES]]
        self._take_joining_away()
        from desktop_app.ui.wording.naming_words import naming_words

        self._joining = naming_words.offer_joining(names, len(found), joining.photos)
        see = partial(self._window.animal_naming.from_names, joining.preset_id)
        self._window.messages.show_message("information", self._joining, (self.tr("Look at them…"), see))

    def _take_joining_away(self) -> None:
        if self._joining:
            self._window.messages.take_away(self._joining)
            self._joining = ""
