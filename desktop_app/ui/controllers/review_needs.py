"""What the Review screen works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop_app.catalog.kept_labels import KeptLabels, Mark
    from desktop_app.jobs.pictures import PictureLoader
    from desktop_app.photos.review_order import Groups
    from desktop_app.ui.controllers.review_lessons import Learning
    from desktop_app.ui.controllers.session import SessionController
    from desktop_app.ui.controllers.why import WhyController
    from desktop_app.ui.gallery.model import GalleryModel
    from desktop_app.ui.gallery.pictures import Pictures
    from desktop_app.ui.gallery.view import GalleryView
    from desktop_app.ui.gallery.zooming import DogZoom
    from desktop_app.ui.wording.breeds import Breeds


@dataclass(frozen=True, slots=True)
class ReviewNeeds:
    """What the Review screen works with.

    Attributes:
        session: writes what a person decides.
        model: what the Photos screen shows, with its filters: that is gone through.
        gallery: where the last photo is selected in the end.
        pictures: the thumbnails.
        loader: of large pictures; nobody else asks it.
        why: heat maps.
        breeds: names and search.
        group_of: the groups of all positions in the store, where they are known.
        go_home: shows the Photos screen.
        coverage: how often the model's short sets hold the right breed.
        kept: labels that were kept in second looks.
        learning: what was learned from labels.
        zoom: whether one zooms to dogs.
        look_first_at: photos that are seen next: suggestions of these come before all others.
    """

    session: SessionController
    model: GalleryModel
    gallery: GalleryView
    pictures: Pictures
    loader: PictureLoader
    why: WhyController
    breeds: Breeds
    group_of: Callable[[], Groups | None]
    go_home: Callable[[], None]
    coverage: Callable[[], float]
    kept: KeptLabels
    learning: Learning
    zoom: DogZoom
    look_first_at: Callable[[Sequence[int]], None]

    def kept_before(self) -> set[Mark]:
        """Labels of the session that were kept in second looks."""
        return set() if (path := self.session.path) is None else self.kept.of(path)

    def keep(self, marks: set[Mark]) -> None:
        """Remember that they were."""
        if (path := self.session.path) is not None:
            self.kept.keep(path, marks)
