"""Filters, their counts, and a filter that is nothing but one more file."""

import importlib
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.suggestions import Box, Confidence, SuggestedKind, SuggestionStatus
from desktop_app.photos import facets
from desktop_app.photos.facets.alike import AlikeTo
from desktop_app.photos.facets.confidence import OF_KIND, Word
from desktop_app.photos.facets.dogs import ONE, SEVERAL
from desktop_app.photos.facets.probability import STEPS
from desktop_app.photos.facets.state import MISSING
from desktop_app.photos.facets.taught import TaughtBy
from desktop_app.photos.filters import Filters, counts, passing
from desktop_app.photos.names import folded
from desktop_app.photos.store import PhotoStore
from tests.photo_rows import make_row
from tests.unit.photos.photo_helpers import BREEDS, BROKEN, many_rows, store_of

SURE, MAYBE, UNSURE = Confidence.SURE, Confidence.MAYBE, Confidence.UNSURE
ALL_FACETS = [
    *("alike", "confidence", "dogs", "kind", "label_of_another_file", "learned", "looks_like", "picks", "probability"),
    *("state", "suggested_no_dog", "taught", "text"),
]


def shown(store: PhotoStore, filters: Filters) -> set[int]:
    return set(store.photo_ids[passing(store, filters)].tolist())


def test_each_filter_lets_through_what_it_says() -> None:
    store = store_of(
        make_row(1, "n_red", 0.9, confidence=Confidence.SURE),
        make_row(2, "n_red", 0.4, label=Label.breed("n_blue"), confidence=Confidence.SURE),
        make_row(3, "n_blue", 0.6, label=NO_DOG),
        make_row(4, fault=BROKEN),
        make_row(5, None, name="sub/kennel.jpg"),
        make_row(6, dog=0.2),
    )
    store.set_missing([5], True)
    assert shown(store, Filters()) == {1, 2, 3, 4, 5, 6}
    cases: list[tuple[dict[str, Any], set[int]]] = [
        ({"state": PhotoState.TO_REVIEW}, {1, 6}),
        ({"state": PhotoState.CORRECTED}, {2}),
        ({"state": PhotoState.NO_DOG}, {3}),
        ({"state": PhotoState.UNREADABLE}, {4}),
        ({"state": PhotoState.WAITING}, {5}),
        ({"state": MISSING}, {5}),
        ({"looks_like": "n_red"}, {1, 2}),
        ({"looks_like": "n_purple"}, set()),
        ({"probability": (0.5, 1.0)}, {1, 3, 6}),
        ({"probability": (0.0, 0.5)}, {2}),
        ({"confidence": Confidence.SURE}, {1, 2}),
        ({"text": "KENNEL"}, {5}),
        ({"suggested_no_dog": True}, {6}),
        ({"suggested_no_dog": False}, {1, 2, 3}),
        ({"looks_like": "n_red", "probability": (0.5, 1.0)}, {1}),
    ]
    for values, expected in cases:
        assert shown(store, Filters(values)) == expected, values


def test_photos_that_were_taken_out_pass_nothing() -> None:
    store = store_of(make_row(1), make_row(2))
    store.remove([1])
    assert shown(store, Filters()) == {2}
    assert shown(store, Filters({"text": "dog"})) == {2}
    assert counts(store, Filters())["state"][None] == 1


def test_counts_follow_every_change() -> None:
    store = store_of(make_row(1), make_row(2, "n_blue"), make_row(3, None), make_row(4, fault=BROKEN))
    found = counts(store, Filters())
    states: dict[Any, int] = {None: 4, PhotoState.TO_REVIEW: 2, PhotoState.WAITING: 1, PhotoState.UNREADABLE: 1}
    assert found["state"] == {**dict.fromkeys(PhotoState, 0), **states, MISSING: 0}
    assert found["looks_like"] == {None: 4, "n_red": 1, "n_blue": 1}
    store.put([make_row(1, label=Label.breed("n_red")), make_row(3, "n_red", label=UNKNOWN)])
    found = counts(store, Filters())
    assert found["state"][PhotoState.CONFIRMED] == 1
    assert found["state"][PhotoState.CORRECTED] == 1
    assert found["state"][PhotoState.WAITING] == 0
    assert found["looks_like"]["n_red"] == 2
    store.remove([1, 2, 99])
    found = counts(store, Filters())
    assert found["state"][PhotoState.CONFIRMED] == 0
    assert found["looks_like"] == {None: 2, "n_red": 1}


def test_counts_are_what_one_would_see_with_the_other_filters_as_they_are() -> None:
    store = store_of(
        make_row(1, "n_red"), make_row(2, "n_red", label=UNKNOWN), make_row(3, "n_blue"), make_row(4, "n_blue", 0.2)
    )
    found = counts(store, Filters({"state": PhotoState.TO_REVIEW, "probability": (0.5, 1.0)}))
    assert found["looks_like"] == {None: 2, "n_red": 1, "n_blue": 1}
    assert found["state"][PhotoState.CORRECTED] == 1, "the state's own filter does not narrow its counts"
    assert found["state"][None] == 3


def test_a_photo_without_a_dog_has_no_suggested_breed() -> None:
    store = store_of(make_row(1, dog=0.1))
    assert counts(store, Filters())["looks_like"] == {None: 1}
    assert counts(store, Filters())["suggested_no_dog"] == {None: 1, True: 1, False: 0}


def test_text_is_found_however_an_accent_is_written() -> None:
    store = store_of(make_row(1, name="Noe\u0301.jpg"), make_row(2, name="No\u00e9 2.jpg"), make_row(3, name="Noe.jpg"))
    assert shown(store, Filters({"text": "NO\u00c9"})) == {1, 2}
    assert shown(store, Filters({"text": "noe\u0301 2"})) == {2}


ALIKE = (
    ("épagneul", "e\u0301pagneul", "ÉPAGNEUL", "E\u0301PAGNEUL"),
    ("straße", "STRASSE", "strasse", "STRAẞE"),
    ("cœur", "coeur", "CŒUR", "COEUR"),
    ("fæ", "FAE", "fae"),
    ("istanbul", "İSTANBUL", "I\u0307STANBUL", "ISTANBUL", "\u0131stanbul"),
    ("file", "ﬁle", "FILE"),
    ("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
    ("がんばれ", "か\u3099んは\u3099れ"),
    ("ΣΊΣΥΦΟΣ", "σίσυφος", "σι\u0301συφοσ"),  # noqa: RUF001 - Greek
    ("q\u0307\u0323", "q\u0323\u0307"),
    ("ệ", "e\u0323\u0302", "e\u0302\u0323", "ẹ\u0302", "Ệ"),
)


@pytest.mark.parametrize("alike", ALIKE, ids=[each[0] for each in ALIKE])
def test_text_is_found_in_all_its_spellings_in_names_and_folders(alike: tuple[str, ...]) -> None:
    names = [make_row(number, name=f"x {text} y.jpg") for number, text in enumerate(alike, start=1)]
    folders = [make_row(number + 50, name=f"{text} y/z.jpg") for number, text in enumerate(alike, start=1)]
    store = store_of(*names, *folders, make_row(99, name="other.jpg"))
    for text in alike:
        assert shown(store, Filters({"text": text})) == {row.photo_id for row in (*names, *folders)}, text


def test_text_is_found_in_photos_that_came_after_the_first_search() -> None:
    store = store_of(make_row(1, name="Bella.jpg"))
    assert shown(store, Filters({"text": "bella"})) == {1}
    store.put([make_row(2, name="Bella 2.jpg"), make_row(1, name="Rex.jpg")])
    assert shown(store, Filters({"text": "bella"})) == {2}


# The same in plain Python


def suggested(row: PhotoRow) -> str | None:
    said = row.suggestion
    return said.ranked[0].breed_id if said and said.status is SuggestionStatus.OK and said.ranked else None


def kind_of(row: PhotoRow) -> str | None:
    said = row.suggestion
    return said.kind.kind_id if said and said.status is SuggestionStatus.OK and said.kind else None


def best_probability(row: PhotoRow) -> float | None:
    said = row.suggestion
    if said is None:
        return None
    if said.status is SuggestionStatus.NO_DOG:
        return None if said.dog_probability is None else 1 - said.dog_probability
    if said.said_kind is not None:
        return said.said_kind.probability
    return said.ranked[0].probability if said.ranked else None


def test_the_range_is_of_the_probability_that_is_shown_which_may_be_that_of_a_kind() -> None:
    row = make_row(1, "n_red", 0.3)
    assert row.suggestion is not None
    kind = SuggestedKind("kind:hound", 0.8, Confidence.SURE)
    store = store_of(replace(row, suggestion=replace(row.suggestion, kind=kind, confidence=Confidence.UNSURE)))
    assert shown(store, Filters({"probability": (0.7, 0.9)})) == {1}
    assert shown(store, Filters({"probability": (0.2, 0.4)})) == set()


def in_range(row: PhotoRow, limits: tuple[float, float]) -> bool:
    probability = best_probability(row)
    return probability is not None and limits[0] <= probability <= limits[1]


def sees_no_dog(row: PhotoRow, value: bool) -> bool:
    said = row.suggestion
    return said is not None and row.fault is None and (said.status is SuggestionStatus.NO_DOG) is value


def has_word(row: PhotoRow, word: Word) -> bool:
    if row.fault is not None or row.suggestion is None:
        return False
    of_kind = row.suggestion.said_kind is not None
    return of_kind if word == OF_KIND else row.suggestion.confidence is word and not of_kind


PASSES: dict[str, Callable[[PhotoRow, Any], bool]] = {
    "state": lambda row, value: row.missing if value == MISSING else row.state is value,
    "looks_like": lambda row, value: suggested(row) == value,
    "confidence": has_word,
    "probability": in_range,
    "text": lambda row, value: folded(value) in folded(str(row.path)),
    "suggested_no_dog": sees_no_dog,
    "alike": lambda row, value: row.photo_id in value.photo_ids,
    "label_of_another_file": lambda row, value: row.label_of_another_file is value,
    "picks": lambda row, value: bool(row.pick) is value,
    "dogs": lambda row, value: (row.dogs or 0) > 1 if value == SEVERAL else row.dogs == 1,
    "kind": lambda row, value: kind_of(row) == value,
    "taught": lambda row, value: row.photo_id in value.photo_ids,
    "learned": lambda row, value: (row.learned > 0) is value,
}
CHOICES: dict[str, list[Any]] = {
    "state": [*PhotoState, MISSING],
    "looks_like": list(BREEDS),
    "confidence": [*Confidence, OF_KIND],
    "probability": [*STEPS, (0.5, 1.0), (0.0, 0.0)],
    "text": [
        "dog",
        "KENNEL 9",
        "\u00e9",
        "jpg",
        *(text.replace("/", os.sep) for text in ("9/dog", "/", "s/x/I", "/photos/kennel 10/")),
    ],
    "suggested_no_dog": [True, False],
    "alike": [AlikeTo(7, "7.jpg", (7, 3, 11, 12, 40)), AlikeTo(1, "1.jpg", ())],
    "label_of_another_file": [True, False],
    "picks": [True, False],
    "dogs": [ONE, SEVERAL],
    "kind": ["kind:hound", "kind:spaniel"],
    "learned": [True, False],
    "taught": [TaughtBy("n_red", (3, 7, 11, 12, 40)), TaughtBy("n_blue", ())],
}
all_filters = st.fixed_dictionaries({}, optional={name: st.sampled_from(CHOICES[name]) for name in CHOICES})


def test_learned_are_suggestions_that_labels_stand_behind_and_nothing_else() -> None:
    store = store_of(
        make_row(1),
        make_row(2, label=Label.breed("n_blue")),
        make_row(3, dog=0.1),
        make_row(4, fault=BROKEN),
        make_row(5),
    )
    store.learned[:4] = 12
    assert shown(store, Filters({"learned": True})) == {1}
    assert shown(store, Filters({"learned": False})) == {2, 3, 4, 5}
    assert counts(store, Filters())["learned"] == {None: 5, True: 1, False: 4}


def test_who_is_sure_of_the_kind_alone_is_found_by_the_word_of_the_tile_and_by_no_other() -> None:
    rows = [make_row(place, confidence=word) for place, word in enumerate((SURE, MAYBE, UNSURE, None), 1)]
    said = [
        replace(row, suggestion=replace(row.suggestion, kind=SuggestedKind("kind:spaniel", 0.9, SURE)))
        for row in rows
        if row.suggestion is not None
    ]
    store = store_of(*said, make_row(5, confidence=UNSURE))
    assert shown(store, Filters({"confidence": OF_KIND})) == {2, 3, 4}
    assert shown(store, Filters({"confidence": SURE})) == {1}, "of these, many are confirmed at once"
    assert counts(store, Filters())["confidence"] == {None: 5, SURE: 1, OF_KIND: 3, MAYBE: 0, UNSURE: 1}


def with_dogs(row: PhotoRow, dogs: int | None) -> PhotoRow:
    assert row.suggestion is not None
    return replace(row, suggestion=replace(row.suggestion, box=Box(0, 0, 1, 1) if dogs else None, dogs=dogs))


def test_what_a_person_says_of_how_many_dogs_there_are_counts_more_than_what_was_found() -> None:
    store = store_of(
        with_dogs(make_row(1), 1),
        with_dogs(make_row(2), 2),
        with_dogs(make_row(3), None),
        replace(with_dogs(make_row(4), 1), several_dogs=True),
        replace(with_dogs(make_row(5), 3), one_dog=True),
        replace(make_row(6, None), several_dogs=True),
        with_dogs(make_row(7, label=NO_DOG), 2),
    )
    assert shown(store, Filters({"dogs": SEVERAL})) == {2, 4, 6}
    assert shown(store, Filters({"dogs": ONE})) == {1, 5}
    assert counts(store, Filters())["dogs"] == {None: 7, ONE: 2, SEVERAL: 3}
    assert [store.row(photo_id).dogs for photo_id in range(1, 8)] == [1, 2, None, 2, 1, 2, None]


@given(many_rows(), all_filters, st.sets(st.integers(1, 40)), st.sets(st.integers(1, 40)))
def test_filters_and_counts_are_those_of_plain_python(
    rows: list[PhotoRow], values: dict[str, Any], missing: set[int], removed: set[int]
) -> None:
    store = store_of(*rows)
    store.set_missing(list(missing), True)
    store.remove(list(removed))
    present = [store.row(photo_id) for photo_id in store.ids.tolist()]

    def naive(chosen: dict[str, Any]) -> set[int]:
        return {row.photo_id for row in present if all(PASSES[name](row, value) for name, value in chosen.items())}

    filters = Filters(values)
    assert shown(store, filters) == naive(values)
    found = counts(store, filters)
    assert sorted(found) == ALL_FACETS
    for name, each in found.items():
        others = {other: value for other, value in values.items() if other != name}
        everything = filters.without(name).value(name)
        assert each[everything] == len(naive(others))
        for value, count in each.items():
            if value != everything:
                narrowed = {**others, name: value}
                assert count == len(naive(narrowed)) == len(shown(store, Filters(narrowed)))
        unnamed = [value for value in CHOICES[name] if value not in each] if name in ("looks_like", "kind") else []
        assert all(not naive({**others, name: value}) for value in unnamed)


# Filters as a value


def test_filters_hold_only_what_narrows() -> None:
    assert Filters({"state": None, "text": "", "probability": (0.0, 1.0)}) == Filters()
    assert not Filters()
    both = Filters({"text": "a", "state": PhotoState.WAITING})
    assert hash(both) == hash(Filters({"state": PhotoState.WAITING, "text": "a"}))
    assert both.without("text").without("state") == Filters()
    assert both.value("text") == "a"
    assert Filters().value("probability") == (0.0, 1.0)
    assert "text" in repr(both)
    with pytest.raises(KeyError, match="colour"):
        Filters({"colour": "brown"})


# One more filter


@pytest.fixture
def folder_of_filters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in which filters are found beside those of the app."""
    monkeypatch.setattr(facets, "__path__", [*facets.__path__, str(tmp_path)])
    facets.all_facets.cache_clear()
    importlib.invalidate_caches()
    yield tmp_path
    for file in tmp_path.glob("*.py"):
        sys.modules.pop(f"desktop_app.photos.facets.{file.stem}", None)
    facets.all_facets.cache_clear()


WAKING_HOURS = """
import numpy as np

from desktop_app.photos.facet import Facet

DAY = 86_400 * 10**9


class WeekdayFacet(Facet):
    id = "weekday"

    def mask(self, store, value):
        return (store.modified_ns // DAY) % 7 == value

    def counts(self, store, within):
        days = np.bincount((store.modified_ns[within] // DAY) % 7, minlength=7)
        return dict(enumerate(days.tolist()))


FACET = WeekdayFacet()
"""


def test_a_new_filter_is_one_file_here(folder_of_filters: Path) -> None:
    (folder_of_filters / "weekday.py").write_text(WAKING_HOURS, encoding="utf-8")
    day = 86_400 * 10**9
    store = store_of(make_row(1, modified_ns=0), make_row(2, modified_ns=3 * day), make_row(3, modified_ns=10 * day))
    assert shown(store, Filters({"weekday": 3})) == {2, 3}
    found = counts(store, Filters({"text": "dog 3"}))
    assert Counter(found["weekday"]) == Counter({None: 1, 3: 1})
    assert sorted(facets.all_facets()) == sorted([*ALL_FACETS, "weekday"])
    files = [path.name for path in folder_of_filters.iterdir() if path.is_file()]
    assert files == ["weekday.py"], "files that a new filter needs below the interface"


def test_two_filters_of_one_name_and_files_without_one_are_refused(folder_of_filters: Path) -> None:
    (folder_of_filters / "weekday.py").write_text(WAKING_HOURS.replace('"weekday"', '"text"'), encoding="utf-8")
    with pytest.raises(ValueError, match="two are called 'text'"):
        facets.all_facets()
    (folder_of_filters / "weekday.py").unlink()
    (folder_of_filters / "nothing.py").write_text("", encoding="utf-8")
    importlib.invalidate_caches()
    with pytest.raises(ValueError, match="nothing has no FACET"):
        facets.all_facets()


def test_the_filters_of_the_app_are_found() -> None:
    assert list(facets.all_facets()) == ALL_FACETS
    assert all(facet.mask(store_of(), "x").dtype == np.bool_ for facet in [facets.all_facets()["text"]])
