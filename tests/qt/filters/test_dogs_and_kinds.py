"""Filters by how many dogs photos show and by the kind of dog; what a person says counts more than what was found."""

from dataclasses import replace

import pytest

from desktop_app.catalog.changes.dog_labels import LabelDog
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import Box, SuggestedKind
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.changes import change_words
from tests.qt.ui_helpers import act, make, press, settle

HOUND = "kind:hound"
BOX = Box(0.5, 0.0, 1.0, 1.0)


@pytest.fixture
def ids(full_window: MainWindow) -> list[int]:
    """Of the first photos with a dog: two with two dogs that were found, two with one; the first two are hounds."""
    rows = [row for row in full_window.collection if row.suggestion is not None and row.state.value == "to_review"][:4]
    shown = []
    for place, row in enumerate(rows):
        assert row.suggestion is not None
        kind = SuggestedKind(HOUND if place < 2 else "kind:spaniel", 0.75)
        shown.append(replace(row, suggestion=replace(row.suggestion, kind=kind, box=BOX, dogs=1 + (place % 2))))
    full_window.collection.put(shown)
    full_window.sidebar.refresh()
    return [row.photo_id for row in rows]


def test_photos_with_several_dogs_are_shown_alone(full_window: MainWindow, ids: list[int]) -> None:
    part = full_window.sidebar.parts["dogs"]
    assert part.isVisibleTo(full_window.sidebar)
    assert (part.counts()["one"], part.counts()["several"]) == (2, 2)
    assert [part.box.itemText(place) for place in (1, 2)] == ["One dog (2)", "Several dogs (2)"]  # type: ignore[attr-defined]
    full_window.sidebar.choose("dogs", "several")
    assert set(full_window.model.ids()) == {ids[1], ids[3]}
    full_window.sidebar.choose("dogs", "one")
    assert set(full_window.model.ids()) == {ids[0], ids[2]}


def test_a_person_says_that_there_is_one_dog_and_it_counts(full_window: MainWindow, ids: list[int]) -> None:
    full_window.gallery.go_to(ids[1])
    press(full_window, "d")
    settle(full_window)
    full_window.sidebar.refresh()
    assert full_window.sidebar.counts()["dogs"]["several"] == 1
    assert full_window.collection[ids[1]].dogs == 1
    press(full_window, "d")
    settle(full_window)
    assert full_window.collection[ids[1]].several_dogs
    for one in (True, False):
        act(full_window, "undo")
        settle(full_window)
        row = full_window.collection[ids[1]]
        assert (row.one_dog, row.several_dogs) == (one, False)


def test_photos_of_a_kind_are_shown_alone(full_window: MainWindow, ids: list[int]) -> None:
    part = full_window.sidebar.parts["kind"]
    assert part.isVisibleTo(full_window.sidebar)
    assert (part.counts()[HOUND], part.counts()["kind:spaniel"]) == (2, 2)
    full_window.sidebar.choose("kind", HOUND)
    assert set(full_window.model.ids()) == set(ids[:2])
    assert part.value() == HOUND
    full_window.sidebar.clear()
    assert part.value() is None


def test_what_the_history_calls_a_label_of_one_dog(full_window: MainWindow, ids: list[int]) -> None:
    make(full_window, LabelDog(ids[0], BOX, Label.breed("n_red")))
    settle(full_window)
    assert full_window.session.path is not None
    with Session.open(full_window.session.path) as session:
        assert session.dog_labels() == {ids[0]: {BOX: Label.breed("n_red")}}
        entry = session.history()[-1]
    assert entry.change is not None
    assert change_words.step(entry.change, str) == "label one of several dogs n_red"
    assert change_words.said(entry.change, str, ["a.jpg"]) == "n_red for one dog in a.jpg"
    assert change_words.step(LabelDog(ids[0], BOX, None), str) == "clear the label of one of several dogs"
    act(full_window, "undo")
    settle(full_window)
    with Session.open(full_window.session.path) as session:
        assert session.dog_labels() == {}
