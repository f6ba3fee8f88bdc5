"""The screen Photos: the gallery with its filters and the panel beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.ui.controllers.screens import PHOTOS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from PySide6.QtWidgets import QWidget

    from desktop_app.catalog.values.labels import Label
    from desktop_app.ui.window.parts import WindowParts
    from desktop_app.ui.window.view_actions import ViewActions


class PhotosScreen(QObject):
    """What is there when the window opens."""

    name = PHOTOS
    whole_window = False
    selection_changed = Signal()

    def __init__(self, window: WindowParts, view: ViewActions) -> None:
        super().__init__(window)
        self._window, self._view = window, view
        window.preview.mix_taken.connect(self._take_mix)

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What can be done with the photos of the gallery, and with how they are shown."""
        window = self._window
        return {
            **window.review.offers(),
            **window.picks.offers(),
            **window.alike.offers(),
            **window.dogs.photos_offers(),
            **self._view.photos_offers(),
        }

    def not_now(self) -> Collection[str]:
        """All of it always means something."""
        return ()

    def make_widget(self, parent: QWidget) -> QWidget:
        """The parts are made with the window."""
        del parent
        return self._window.splitter

    def key_places(self) -> Collection[QWidget]:
        """The gallery and the photo in the panel."""
        return (self._window.gallery, self._window.panel.photo)

    def has_selection(self) -> bool:
        """Whether photos are selected in the gallery."""
        return self._window.review.selected().first is not None

    def enter(self) -> None:
        """It is shown as it was left."""
        self.take_keys()

    def take_keys(self) -> None:
        """The gallery has the keys."""
        self._window.gallery.setFocus()

    def leave(self) -> None:
        """The large view belongs to the gallery."""
        self._window.preview.close_preview()

    def _take_mix(self, mix: Label) -> None:
        # The large view is that of another screen, too.
        if self._window.screens.current is self:
            self._window.review.choose(mix)
