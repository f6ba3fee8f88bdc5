"""What a person can do, as controllers that speak: made anew, like widgets, when the window speaks another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.ui.controllers.alike import AlikeController
from desktop_app.ui.controllers.animal_naming import AnimalNamingController
from desktop_app.ui.controllers.history import HistoryController
from desktop_app.ui.controllers.importing import ImportController
from desktop_app.ui.controllers.picks import PicksController
from desktop_app.ui.controllers.picture_feeds import LargePictureFeed
from desktop_app.ui.controllers.review import ReviewController
from desktop_app.ui.controllers.same_dog import SameDogController
from desktop_app.ui.controllers.why import WhyController
from desktop_app.ui.window.dogs import DogActions
from desktop_app.ui.window.taught_photos import TaughtPhotos

if TYPE_CHECKING:
    from desktop_app.ui.window.parts import WindowParts


def make_controllers(window: WindowParts) -> None:
    """Make them, of the widgets of the window, and put them under their names."""
    session, breeds = window.session, window.services.breeds
    window.review = ReviewController(session, window.model, window.gallery, breeds.name)
    window.picks = PicksController(session, window.model, window.gallery, breeds.name)
    window.feed = LargePictureFeed(window.large_loader, window.pictures, window.panel.photo, window.preview, window)
    window.why = WhyController(window.labelling.classifier, breeds.name, window)
    window.history = HistoryController(session, window.model, window.gallery, breeds.name, window)
    asked = window.state.asked_about_folders
    window.animal_naming = AnimalNamingController(session, breeds.book, breeds.name, window, asked)
    window.importing = ImportController(session, window.model, window.gallery, breeds.book, breeds.name, window)
    window.files.table_offered.connect(window.importing.ask_about)
    window.alike = AlikeController(
        *(session, window.labelling, window.model, window.gallery),
        *(window.header, window.sidebar, window.preview, window),
    )
    window.taught = TaughtPhotos(window)
    window.dogs = DogActions(window)
    thumbnails, editions = window.services.thumbnails, window.editions
    window.same_dog = SameDogController(session, window.alike.job, thumbnails, editions, breeds.name, window)
    window.same_dog.groups = lambda: [group.positions for group in window.grouping.grouping.groups]


def put_away(window: WindowParts) -> None:
    """End what they do, and close what they opened beside the window."""
    window.why.close()
    window.window_actions.shut_down()
    for controller in (window.dogs, window.picks, window.animal_naming, window.same_dog, window.alike):
        controller.shut_down()
