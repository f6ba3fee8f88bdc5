"""Photos of several dogs: boxes, the dog that is chosen, and zooming to it, on every screen that shows photos."""

from review_screens import begin_review, displayed
from shown_window import Screens, do, settle, wait_for

from desktop_app.ui.controllers.screens import PHOTOS
from desktop_app.ui.window.main_window import MainWindow


def _photo_of_two(window: MainWindow) -> int:
    """The id of the photo in which a second dog was found."""
    for row in window.collection:
        if row.suggestion is not None and (row.suggestion.dogs or 0) > 1:
            return row.photo_id
    raise RuntimeError("the drawn session has a photo of two dogs, and none is shown")


def dogs_screens(window: MainWindow) -> Screens:
    """All that there is of several dogs in one photo, with the session of single photos."""
    window.gallery.setFocus()
    window.gallery.go_to(_photo_of_two(window))
    settle()
    wait_for(lambda: len(window.review.dogs.dogs.each) > 1 and window.panel.photo.has_picture())
    settle()
    yield "two dogs", window
    do(window, "next_dog")
    settle()
    yield "two dogs second chosen", window
    do(window, "zoom_dog")
    settle()
    yield "gallery of dogs", window
    do(window, "preview")
    settle()
    yield "large view of a dog", window.preview
    window.preview.close_preview()
    yield from _review(window)
    do(window, "zoom_dog")
    settle()


def _review(window: MainWindow) -> Screens:
    wanted, review = _photo_of_two(window), begin_review(window)
    for _ in range(len(window.collection)):
        if review.shown is None or review.shown.photo_id == wanted:
            break
        do(window, "review_later")
        displayed(review)
    wait_for(lambda: len(review.screen.canvas.dogs().boxes) > 1)
    do(window, "next_dog")
    displayed(review)
    yield "review of a dog", window
    window.screens.show(PHOTOS)
    settle()
