"""Which screens the window has: made and wired together here, each from what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.ui.controllers.screens import Screens
from desktop_app.ui.window.photos_screen import PhotosScreen

if TYPE_CHECKING:
    from desktop_app.ui.window.parts import WindowParts
    from desktop_app.ui.window.view_actions import ViewActions


def make_screens(window: WindowParts, view: ViewActions) -> Screens:
    """The screens, the one that is shown first first.

    Args:
        window: has the parts of which they are made.
        view: what the screen Photos does with what is shown.
    """
    return Screens((PhotosScreen(window, view),), window.pages.addWidget, window)
