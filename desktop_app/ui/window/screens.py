"""Which screens the window has: made and wired together here, each from what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app import paths
from desktop_app.catalog.kept_labels import KeptLabels
from desktop_app.ui.controllers.review_needs import ReviewNeeds
from desktop_app.ui.controllers.reviewing import ReviewingController
from desktop_app.ui.controllers.screens import PHOTOS, Screens
from desktop_app.ui.window.animals_screen import AnimalsScreen
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
    screens = (PhotosScreen(window, view), AnimalsScreen(window, window.grouping), _review(window))
    return Screens(screens, window.pages.addWidget, window)


def _review(window: WindowParts) -> ReviewingController:
    needs = ReviewNeeds(
        session=window.session,
        model=window.model,
        gallery=window.gallery,
        pictures=window.pictures,
        loader=window.review_loader,
        why=window.why,
        breeds=window.services.breeds,
        group_of=window.grouping.places_of_photos,
        go_home=lambda: window.screens.show(PHOTOS),
        coverage=lambda: window.panel.coverage,
        learning=window.learning,
        zoom=window.zoom,
        look_first_at=window.labelling.look_first_at,
        kept=KeptLabels(paths.config_folder() / "kept_labels.json"),
    )
    return ReviewingController(needs, window)
