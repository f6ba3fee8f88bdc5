"""What the window says of the model that works, and what it learns of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.ui.review.content import COVERAGE

if TYPE_CHECKING:
    from desktop_app.faults import Fault
    from desktop_app.ui.window.parts import WindowParts


class ModelWords(QObject):
    """Stays when the window is made again in another language.

    Signals:
        changed: what is shown of photos may be called otherwise now.
    """

    changed = Signal()

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._said: tuple[str, str, Fault | None] | None = None

    def take(self, name: str, provider: str, note: Fault | None) -> None:
        """A model is there; its breeds may have names that the book does not know."""
        self._said = (name, provider, note)
        window = self._window
        classifier = window.labelling.classifier()
        names = {breed.id: breed.names for breed in classifier.pack.manifest.breeds} if classifier else {}
        if window.services.breeds.book.add_names(names):
            window.gallery.viewport().update()
        self._know_coverage()

    def say_again(self) -> None:
        """Say which model works, as it was announced."""
        if self._said is not None:
            self._window.window_messages.show_model(*self._said)
        self._know_coverage()

    def _know_coverage(self) -> None:
        classifier = self._window.labelling.classifier()
        conformal = classifier.pack.manifest.thresholds.conformal if classifier else None
        self._window.panel.coverage = conformal.coverage if conformal else COVERAGE
        self.changed.emit()
