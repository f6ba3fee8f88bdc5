"""Rows whose photos agree on the kind of dog, but on no breed."""

from dataclasses import replace

from PySide6.QtCore import Qt

from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import Confidence, SuggestedKind
from desktop_app.photos.group_summary import GroupState
from desktop_app.ui.wording.animals import animal_words
from tests.qt.animals.conftest import Bench

SPANIEL, HOUND, RED = Label.breed("kind:spaniel"), Label.breed("kind:hound"), Label.breed("n_red")


def of_kind(bench: Bench, name: str, *kinds: Label | None, word: Confidence = Confidence.SURE) -> list[int]:
    """Let the photos of an animal look like these kinds, in the order of their ids; returns these."""
    collection = bench.session.collection
    ids = sorted(bench.ids(name))
    rows = []
    for photo_id, kind in zip(ids, kinds, strict=True):
        row = collection[photo_id]
        said = None if kind is None else SuggestedKind(kind.breed_ids[0], 0.9, word)
        assert row.suggestion is not None
        rows.append(replace(row, suggestion=replace(row.suggestion, kind=said, confidence=Confidence.UNSURE)))
    collection.put(rows)
    bench.settle()
    return ids


def says(bench: Bench, name: str) -> str:
    rows, row = bench.page.model.rows, bench.row(name)
    return animal_words.says(rows.group(row), rows.summary(row), str)


def look(bench: Bench, name: str) -> tuple[str, str]:
    found = bench.page.view._looks.row(bench.row(name), 0)
    return found.all_of, found.all_key


def test_the_row_says_the_kind_and_how_many_agree(bench: Bench) -> None:
    assert says(bench, "Eddy") == "No common breed"
    of_kind(bench, "Eddy", SPANIEL, SPANIEL, HOUND)
    assert says(bench, "Eddy") == "looks like a spaniel · 2 of 3 · 2 sure"
    row = bench.row("Eddy")
    assert bench.page.model.rows.summary(row).state is GroupState.NO_MAJORITY
    spoken = bench.page.model.data(bench.page.model.index(bench.page.model.rows.place(row) or 0, 0),
                                   Qt.ItemDataRole.AccessibleTextRole)  # fmt: skip
    assert "looks like a spaniel, 2 of 3, 2 sure" in spoken


def test_a_common_breed_is_said_as_ever(bench: Bench) -> None:
    of_kind(bench, "Aaron", SPANIEL, SPANIEL, SPANIEL)
    assert says(bench, "Aaron").startswith("looks like n_red · 3 of 3")


def test_the_key_labels_the_row_with_its_kind(bench: Bench) -> None:
    ids = of_kind(bench, "Eddy", SPANIEL, SPANIEL, HOUND)
    bench.go_to("Eddy")
    assert bench.page.decisions.choices["label_kind"].isEnabled()
    assert "kind:spaniel" in bench.page.decisions.choices["label_kind"].accessibleName()
    bench.act("label_kind")
    assert bench.labels(*ids) == [SPANIEL] * 3
    assert bench.current() == "Fido"


def test_shift_and_enter_and_the_button_give_the_kind_where_there_is_no_breed(bench: Bench) -> None:
    ids = of_kind(bench, "Eddy", SPANIEL, SPANIEL, SPANIEL)
    assert look(bench, "Eddy") == ("All 3", "K")
    bench.go_to("Eddy")
    bench.act("label_row")
    assert bench.labels(*ids) == [SPANIEL] * 3


def test_enter_opens_such_a_row_as_before(bench: Bench) -> None:
    of_kind(bench, "Eddy", SPANIEL, SPANIEL, SPANIEL)
    row = bench.go_to("Eddy")
    bench.act("confirm")
    assert bench.page.model.rows.is_opened(row)
    assert bench.labels() == []


def test_the_key_is_for_the_photo_in_focus_with_its_own_kind(bench: Bench) -> None:
    of_kind(bench, "Eddy", SPANIEL, SPANIEL, HOUND)
    shown = bench.ids("Eddy")
    bench.go_to("Eddy", 2)
    suggestion = bench.session.collection[shown[2]].suggestion
    assert suggestion is not None
    assert suggestion.kind is not None
    own = Label.breed(suggestion.kind.kind_id)
    bench.act("label_kind")
    assert bench.labels(*shown) == [None, None, own]


def test_a_row_without_a_common_kind_gets_none_and_says_so(bench: Bench) -> None:
    of_kind(bench, "Eddy", SPANIEL, HOUND, None)
    bench.go_to("Eddy")
    assert not bench.page.decisions.choices["label_kind"].isEnabled()
    bench.act("label_kind")
    assert bench.labels() == []
    assert bench.said[-1] == animal_words.no_kind()
    bench.go_to("Gus", 0)
    bench.act("label_kind")
    assert bench.said[-1] == animal_words.no_kind_of_photo()


def test_photos_that_are_not_there_yet_are_not_labelled_with_the_kind(bench: Bench) -> None:
    ids = of_kind(bench, "Eddy", SPANIEL, SPANIEL, SPANIEL)
    bench.go_to("Eddy")
    bench.pictures.held_back = set(ids)
    bench.act("label_kind")
    assert bench.labels() == []
    assert bench.said[-1] == animal_words.still_loading(3)
