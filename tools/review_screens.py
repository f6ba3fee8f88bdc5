"""The screen Review in every state: photos, a page, what can be typed, looking back, the end, a second look."""

from dataclasses import replace
from typing import TYPE_CHECKING

from drawn_sessions import Kennel
from PySide6.QtTest import QTest
from shown_window import Screens, do, settle, show_drawings, wait_for

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.suggestions import Confidence, SuggestedKind
from desktop_app.faults import Fault
from desktop_app.photos.review_order import NoOrder, ReviewOrder
from desktop_app.photos.review_queue import ReviewQueue
from desktop_app.photos.second_look import Against
from desktop_app.ui.controllers.reviewing import ReviewingController
from desktop_app.ui.controllers.screens import PHOTOS, REVIEW
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.review_words import Tally, review_words

if TYPE_CHECKING:
    from desktop_app.ui.review.screen.end_page import EndPage


def begin_review(window: MainWindow) -> ReviewingController:
    """Show the screen Review; returns what drives it, with its first photo there."""
    window.screens.show(REVIEW)
    review = window.screens[REVIEW]
    assert isinstance(review, ReviewingController)  # noqa: S101 - as it was made
    displayed(review)
    return review


def displayed(review: ReviewingController) -> None:
    """Wait until the photo, or the page, has been painted, and its neighbours are there."""
    screen = review.screen

    def is_there() -> bool:
        # Another photo may have come meanwhile.
        return screen.is_at_end or (screen.grid.is_displayed() if screen.is_page else screen.canvas.is_displayed())

    settle()
    wait_for(is_there)
    settle()


def review_screens(window: MainWindow, kennel: Kennel) -> Screens:
    """All that there is of the review, with the session of the kennel."""
    show_drawings(window, kennel.file)
    review = begin_review(window)
    yield from _page(window, review)
    yield from _photos(window, review)
    yield from _choosing(window, review)
    yield from _back_and_later(window, review)
    yield from _ends(review)
    yield from _second_look(window, review)
    window.screens.show(PHOTOS)
    settle()


def _page(window: MainWindow, review: ReviewingController) -> Screens:
    if not review.screen.is_page:
        raise RuntimeError("the kennel has photos that the model is sure of, and no page shows them")
    yield "review page", window
    do(window, "review_leave_out")
    displayed(review)
    yield "review page left out", window
    do(window, "preview")
    displayed(review)
    yield "review page large", window
    do(window, "preview")
    do(window, "confirm")
    displayed(review)
    while review.screen.is_page:
        do(window, "confirm")
        displayed(review)


def _photos(window: MainWindow, review: ReviewingController) -> Screens:
    """A photo as it comes, and in every state that the side shows in another way."""
    yield "review photo", window
    assert review.shown is not None  # noqa: S101 - it is displayed
    row = window.collection[review.shown.photo_id]
    assert row.suggestion is not None  # noqa: S101 - as above
    ranked = tuple(breed.breed_id for breed in row.suggestion.ranked)
    for name, confidence, near, mix in (
        ("sure", Confidence.SURE, ranked[:1], None),
        ("maybe", Confidence.MAYBE, ranked[:4], None),
        ("mix proposed", Confidence.MAYBE, ranked[:2], ("n02093428", "n02093256")),
        ("unsure", Confidence.UNSURE, (), None),
    ):
        said = replace(row.suggestion, confidence=confidence, breed_set=near, proposed_mix=mix)
        _show(window, review, replace(row, suggestion=said))
        yield f"review {name}", window
    for name, kind in (("of a kind", "kind:pit_bull"), ("of another kind", "kind:toy")):
        said = replace(
            row.suggestion, confidence=Confidence.UNSURE, breed_set=(), proposed_mix=None,
            kind=SuggestedKind(kind, 0.93, Confidence.SURE),
        )  # fmt: skip
        _show(window, review, replace(row, suggestion=said))
        yield f"review {name}", window
    _show(window, review, row)
    do(window, "whole_photo")
    displayed(review)
    yield "review whole", window
    do(window, "whole_photo")
    do(window, "turn_view")
    displayed(review)
    yield "review turned", window
    # What its file holds cannot be shown.
    review.large._pixmaps.pop(row.photo_id, None)
    review.screen.canvas.show_photo(None)
    review.large._take_failure(row.photo_id, Fault("photo.cut_short", {}))
    settle()
    yield "review unreadable", window
    window.editions.try_again([row.photo_id])
    displayed(review)


def _show(window: MainWindow, review: ReviewingController, row: PhotoRow) -> None:
    window.collection.put([row])
    review.show()
    displayed(review)


def _choosing(window: MainWindow, review: ReviewingController) -> Screens:
    side = review.screen.side
    do(window, "search_breed")
    yield "review breed", window
    QTest.keyClicks(window.focusWidget() or window, "shep")
    settle()
    yield "review breed search", window
    review.end()
    do(window, "mix")
    yield "review mix", window
    QTest.keyClicks(window.focusWidget() or window, "shep")
    settle()
    yield "review mix search", window
    review.end()
    if side.is_choosing:
        raise RuntimeError("Escape did not leave the search")
    settle()


def _back_and_later(window: MainWindow, review: ReviewingController) -> Screens:
    for _ in range(5):
        do(window, "suggestion_1")
        displayed(review)
    yield "review after some", window
    do(window, "undo")
    displayed(review)
    yield "review taken back", window
    do(window, "suggestion_2")
    displayed(review)
    review.go_back(2)
    displayed(review)
    yield "review looking back", window
    review.go_forward()
    review.go_forward()
    do(window, "review_later")
    displayed(review)
    yield "review later", window
    review.set_order(ReviewOrder.HARDEST)
    displayed(review)
    yield "review hardest first", window
    # As it stands while the order is being worked out.
    review.screen.header.show_order(ReviewOrder.TEACHES_MOST, can_choose=True)
    review.say(review_words.working_out())
    settle()
    yield "review most useful first", window
    review.screen.header.show_order(ReviewOrder.HARDEST, NoOrder.OTHER_PACK, can_choose=True)
    review.say(review_words.cannot_tell())
    settle()
    yield "review most useful first is off", window


NOTHING = Tally(
    **dict.fromkeys(("left", "kept", "changed", "as_suggested", "otherwise", "later", "waiting", "more", "doubts"), 0),
    looked_twice=False,
    of_filters=False,
)
# What may stand at the end, beside what really does.
ENDS = {
    "all there is": replace(NOTHING, left=3, as_suggested=181, otherwise=31, later=12, waiting=8, more=40, doubts=14),
    "through": replace(NOTHING, as_suggested=181, otherwise=31),
    "nothing": NOTHING,
    "nothing yet": replace(NOTHING, waiting=240),
    "nothing of the filters": replace(NOTHING, of_filters=True),
    "looked twice": replace(NOTHING, looked_twice=True, kept=9, changed=5),
}


def _ends(review: ReviewingController) -> Screens:
    page: EndPage = review.screen.end_page
    review.screen.show_end()
    for name, tally in ENDS.items():
        page.show_tally(tally)
        page.take_focus()
        settle()
        yield f"review end {name}", review.screen.window()


def _second_look(window: MainWindow, review: ReviewingController) -> Screens:
    review.second_look()
    displayed(review)
    nothing = review.screen.is_at_end
    if nothing:
        raise RuntimeError("the kennel has labels that deserve a second look, and none is shown")
    yield "second look", window
    _doubt_of_the_memory(window, review)
    yield "second look of what was learned", window
    review.second_look()
    displayed(review)
    for _ in range(40):
        if review.screen.is_at_end:
            break
        do(window, "keep_label")
        displayed(review)
    yield "second look end", window


def _doubt_of_the_memory(window: MainWindow, review: ReviewingController) -> None:
    """What is said where a person's other labels disagree."""
    queue = review.course.queue
    if queue is None or queue.present is None or queue.present.doubt is None:
        raise RuntimeError("no label is looked at again")
    doubt = queue.present.doubt._replace(against=Against.MEMORY, alike=14)
    review.course.queue = ReviewQueue.of_doubts(window.collection.store, [doubt])
    review.show()
    displayed(review)
