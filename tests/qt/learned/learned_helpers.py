"""Suggestions that were learned, without learning them: what a person sees of them is what is looked at."""

from collections.abc import Sequence

import numpy as np

from desktop_app.catalog.values.labels import Label
from desktop_app.learning.state import LearnedBreed, LearnedState
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.ui_helpers import settle

PIT_BULL = "breed:american_pit_bull_terrier"


def say_learned(window: MainWindow, ids: Sequence[int], labels: int = 12, borrowed: Sequence[str] = ()) -> None:
    """Let the suggestions of these photos be learned from so many labels."""
    window.learning.set_on(False)
    store = window.collection.store
    at = np.sort(store.positions(list(ids)))
    store.learned[at] = labels
    store.version += 1
    window.collection.set_borrowed(borrowed)
    window.collection.changed.emit(at)
    settle(window)


def label(window: MainWindow, ids: Sequence[int], breed_id: str) -> None:
    """Label photos, as a step that can be taken back."""
    from desktop_app.catalog.changes.labels import LabelPhotos
    from tests.qt.ui_helpers import make

    make(window, LabelPhotos(tuple(ids), Label.breed(breed_id)))


def state_of(*breeds: LearnedBreed, is_on: bool = True) -> LearnedState:
    """What was learned of these breeds."""
    here, elsewhere = sum(each.labels for each in breeds), sum(each.borrowed for each in breeds)
    return LearnedState(breeds, here, elsewhere, 3, is_on=is_on, has_background=True)


def pit_bull(labels: int, borrowed: int = 0) -> LearnedBreed:
    """A breed that the model does not know."""
    return LearnedBreed(PIT_BULL, labels, borrowed, is_known=False, is_suggested=labels + borrowed >= 3)
