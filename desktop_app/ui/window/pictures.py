"""What decodes and keeps pictures in the window: made once, for it speaks no language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.jobs.pictures import Editions, PictureLoader
from desktop_app.ui.gallery.pictures import Pictures
from desktop_app.ui.gallery.zooming import DogZoom

if TYPE_CHECKING:
    from desktop_app.ui.window.parts import WindowParts


def make_pictures(window: WindowParts) -> None:
    """Make the loaders and the thumbnails, and put them under their names."""
    editions = window.editions = Editions(window)
    # Before all others hear that another session is shown: nobody keeps, or asks for, a picture of the one before.
    window.collection.reset.connect(editions.renew_all)
    thumbnails = window.services.thumbnails
    window.small_loader = PictureLoader(thumbnails, window, editions=editions)
    window.large_loader = PictureLoader(thumbnails, window, threads=1, editions=editions)
    window.review_loader = PictureLoader(thumbnails, window, editions=editions)
    window.dog_loader = PictureLoader(thumbnails, window, threads=1, editions=editions)
    window.pictures = Pictures(window.small_loader, window)
    window.zoom = DogZoom(window.dog_loader, window)


def close_pictures(window: WindowParts, seconds: float | None = None) -> None:
    """End the loaders; all are told before one is waited for, when this is called with no seconds first."""
    for loader in (window.small_loader, window.large_loader, window.review_loader, window.dog_loader):
        if seconds is None:
            loader.close()
        else:
            loader.close(seconds=seconds)
