"""What was learned from labels: beside suggestions, the photos that taught it, and the dialog about it."""

from collections.abc import Sequence

import numpy as np
from shown_window import Screens, settle, wait_for

from desktop_app.learning.state import LearnedBreed, LearnedState
from desktop_app.photos.codes import NONE, OK
from desktop_app.ui.controllers.reviewing import ReviewingController
from desktop_app.ui.controllers.screens import ANIMALS, PHOTOS, REVIEW
from desktop_app.ui.dialogs.learned_dialog import LearnedDialog, ShownMemory
from desktop_app.ui.window.main_window import MainWindow

PIT_BULL, LABRADOR = "breed:american_pit_bull_terrier", "n02099712"
LEARNED = LearnedState(
    breeds=(
        LearnedBreed(PIT_BULL, 12, 31, is_known=False, is_suggested=True),
        LearnedBreed("n02093428", 9, 0, is_known=True, is_suggested=True),
        LearnedBreed("own:Podenco mix", 2, 0, is_known=False, is_suggested=False),
        LearnedBreed("own:Village dog of the north", 4, 0, is_known=False, is_suggested=False),
        LearnedBreed(LABRADOR, 1, 0, is_known=True, is_suggested=False),
    ),
    labels=28,
    borrowed=31,
    needed=3,
    is_on=True,
    has_background=True,
)
NOTHING = LearnedState((), 0, 0, 3, is_on=True, has_background=True)
MEMORIES = (
    ShownMemory("Sanctuary 2025", 212, 9),
    ShownMemory("A memory with a very long name that somebody gave it in 2024", 1_840, 31, "pawsort-lite1", rests=True),
)


def learn(window: MainWindow, labels: int = 12) -> list[int]:
    """Say of all undecided photos that their suggestion was learned; returns their ids."""
    store = window.collection.store
    at = np.flatnonzero(store.present & (store.labels == NONE) & (store.status == OK)).astype(np.int32)
    store.learned[at] = labels
    store.version += 1
    window.collection.changed.emit(at)
    settle()
    found: list[int] = store.photo_ids[at].tolist()
    return found


def forget(window: MainWindow) -> None:
    """Take that back."""
    store = window.collection.store
    store.learned[:] = 0
    store.version += 1
    window.collection.changed.emit(np.flatnonzero(store.present).astype(np.int32))
    settle()


def learned_screens(window: MainWindow) -> Screens:
    """On the screens Photos and Review; a session is open."""
    ids = learn(window)
    window.screens.show(PHOTOS)
    window.gallery.go_to(ids[0])
    wait_for(window.panel.photo.has_picture)
    settle()
    yield "learned", window
    window.window_actions.view.toggle_preview()
    settle()
    yield "learned large view", window
    window.preview.close_preview()
    window.taught.show_photos(PIT_BULL, window.model.ids()[:3])
    settle()
    yield "photos that taught", window
    window.taught.go_back()
    settle()
    yield from _review(window)
    forget(window)
    yield from learned_dialogs(window)


def _review(window: MainWindow) -> Screens:
    window.screens.show(REVIEW)
    review = window.screens[REVIEW]
    if not isinstance(review, ReviewingController):
        raise TypeError(REVIEW)
    settle()
    wait_for(lambda: review.shown is not None)
    while review.screen.is_page:
        review.decisions.put_off()
        settle()
    wait_for(review.screen.canvas.is_displayed)
    yield "review learned", window
    window.screens.show(PHOTOS)
    settle()


def learned_animals(window: MainWindow) -> Screens:
    """On the screen Animals, whose rows are there."""
    learn(window)
    window.screens.show(ANIMALS)
    settle()
    yield "animals learned", window
    window.screens.show(PHOTOS)
    forget(window)


def learned_dialogs(window: MainWindow) -> Screens:
    """The dialog in all its states."""
    for name, state, memories in (
        ("what was learned", LEARNED, MEMORIES),
        ("nothing learned", NOTHING, ()),
        ("being learned", LEARNED, MEMORIES[:1]),
    ):
        yield name, _dialog(window, name, state, memories)


def _dialog(window: MainWindow, name: str, state: LearnedState, memories: Sequence[ShownMemory]) -> LearnedDialog:
    dialog = LearnedDialog(window.services.breeds.name, window)
    dialog.show_state(state)
    dialog.show_memories(memories)
    if name == "being learned":
        dialog.show_progress("Sanctuary 2025")
        dialog.complain("Sanctuary 2025")
    dialog.show()
    settle()
    return dialog
