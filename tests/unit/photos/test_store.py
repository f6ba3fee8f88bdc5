import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.photos.arrangement import Arrangement, arrange
from desktop_app.photos.codes import STATES
from desktop_app.photos.growing import GrowingColumns, Kind
from desktop_app.photos.store import PhotoStore
from tests.photo_rows import make_row
from tests.unit.photos.photo_helpers import BROKEN, columns_of, many_rows, rows_of, store_of

RED = Label.breed("n_red")


def all_rows(store: PhotoStore) -> dict[int, PhotoRow]:
    return {photo_id: store.row(photo_id) for photo_id in store.ids.tolist()}


@given(many_rows())
def test_what_is_loaded_comes_back_as_rows(rows: list[PhotoRow]) -> None:
    assert all_rows(store_of(*rows)) == {row.photo_id: row for row in rows}


@given(many_rows(), many_rows())
def test_columns_that_come_later_do_what_their_rows_would(first: list[PhotoRow], later: list[PhotoRow]) -> None:
    by_rows, by_columns = store_of(*first), store_of(*first)
    expected, got = by_rows.put(sorted(later, key=lambda row: row.photo_id)), by_columns.put_columns(columns_of(later))
    assert all_rows(by_columns) == all_rows(by_rows)
    assert by_columns.state.tolist() == by_rows.state.tolist()
    assert by_columns.names.by_name.tolist() == by_rows.names.by_name.tolist()
    assert (got.added.tolist(), got.changed.tolist()) == (expected.added.tolist(), expected.changed.tolist())


def test_columns_that_are_older_than_a_label_leave_it() -> None:
    store = store_of(make_row(1, label=RED, label_change=7))
    store.put_columns(columns_of([make_row(1, label=UNKNOWN, label_change=5)]))
    assert store.row(1).label == RED
    store.put_columns(columns_of([make_row(1, label=UNKNOWN, label_change=9)]))
    assert store.row(1).label == UNKNOWN


@given(many_rows(), st.integers(0, 25))
def test_what_is_put_comes_back_as_rows_as_if_it_had_been_loaded(rows: list[PhotoRow], loaded: int) -> None:
    store = store_of(*rows[:loaded])
    store.put(rows[loaded:])
    assert all_rows(store) == {row.photo_id: row for row in rows}


@given(many_rows())
def test_states_are_those_of_the_rows(rows: list[PhotoRow]) -> None:
    store = PhotoStore()
    store.put(rows)
    for row in rows:
        assert STATES[store.state[store.position(row.photo_id)]] is row.state


@given(many_rows(), st.lists(st.tuples(st.booleans(), st.integers(1, 40), st.data()), max_size=6))
def test_any_changes_leave_what_a_plain_dictionary_holds(
    rows: list[PhotoRow], steps: list[tuple[bool, int, st.DataObject]]
) -> None:
    store, plain = store_of(*rows), {row.photo_id: row for row in rows}
    positions: dict[int, int] = {}
    for is_put, photo_id, data in steps:
        positions |= {known: store.position(known) for known in plain}
        if is_put:
            row = replace(data.draw(rows_of(photo_id)), label_change=9, arranged_by=9)
            was_there = photo_id in plain
            put = store.put([row])
            plain[photo_id] = row
            assert (len(put.added), len(put.changed)) == ((0, 1) if was_there else (1, 0))
        else:
            assert len(store.remove([photo_id])) == (plain.pop(photo_id, None) is not None)
        assert all_rows(store) == plain
        assert len(store) == len(plain)
        for known, position in positions.items():
            assert store.positions([known])[0] == position, "positions never change"


def test_ids_in_any_order_are_found() -> None:
    store = store_of(make_row(5), make_row(9))
    store.put([make_row(7), make_row(1)])
    assert store.positions([1, 5, 7, 9, 8, -1, 2**40]).tolist() == [3, 0, 2, 1, -1, -1, -1]
    assert store.ids.tolist() == [5, 9, 7, 1]
    assert [row.photo_id for row in store.rows([1, 8, 9])] == [1, 9]
    assert store.rows([]) == []
    assert store.get(8) is None
    assert 7 in store
    assert 8 not in store
    with pytest.raises(KeyError):
        store.row(8)


def test_an_empty_store_knows_nobody() -> None:
    store = PhotoStore()
    assert len(store) == 0
    assert 1 not in store
    assert len(store.put([]).added) == 0
    assert len(store.remove([1, 2])) == 0
    assert len(store.ids) == 0


def test_a_photo_that_comes_back_has_its_old_position() -> None:
    store = store_of(make_row(1), make_row(2), make_row(3))
    assert store.remove([2, 2, 99]).tolist() == [1]
    assert len(store) == 2
    with pytest.raises(KeyError):
        store.position(2)
    put = store.put([make_row(2, label=UNKNOWN, label_change=4), make_row(3), make_row(4)])
    assert put.added.tolist() == [1, 3]
    assert put.changed.tolist() == [2]
    assert store.row(2).label == UNKNOWN


# Labels of which the younger one counts


def test_a_row_read_before_a_decision_does_not_take_it_back() -> None:
    store = store_of(make_row(1))
    store.put([make_row(1, label=RED, label_change=7)])
    store.put([make_row(1, "n_blue", 0.6, label_change=3)])
    shown = store.row(1)
    assert (shown.label, shown.decided_by, shown.decided_ns, shown.label_change) == (RED, "person", 5, 7)
    assert shown.suggestion is not None
    assert shown.suggestion.ranked[0].breed_id == "n_blue", "all else is as it arrived"
    assert shown.state is PhotoState.CORRECTED


def test_a_row_read_after_a_decision_clears_the_label() -> None:
    store = store_of(make_row(1, label=RED, label_change=7))
    store.put([make_row(1, label_change=8)])
    assert store.row(1).label is None
    assert store.row(1).decided_by is None


def test_the_younger_label_counts_also_within_one_call_and_for_photos_taken_out() -> None:
    store = store_of(make_row(1))
    store.put([make_row(1, label=RED, label_change=7), make_row(1, "n_blue", label_change=3)])
    assert store.row(1).label == RED
    store.remove([1])
    store.put([make_row(1, label_change=6)])
    assert store.row(1).label == RED


# Files that are elsewhere, or not there


def test_a_moved_photo_is_found_by_its_new_name_and_the_one_that_ended_is_gone() -> None:
    store = store_of(make_row(1, name="old.jpg", label=NO_DOG), make_row(2, name="new.jpg"), make_row(3))
    store.set_missing([1], True)
    assert store.remove([2]).tolist() == [1]
    assert store.put([make_row(1, name="new.jpg", label=NO_DOG)]).changed.tolist() == [0]
    assert store.ids.tolist() == [1, 3]
    assert store.row(1).path == Path("/photos/new.jpg")
    assert not store.row(1).missing
    assert store.names.hits("new", store.folder).tolist() == [True, True, False]
    assert not store.names.hits("old", store.folder).any()


def test_only_the_search_for_files_says_that_one_is_there_again() -> None:
    store = store_of(make_row(1), make_row(2))
    assert store.set_missing([1, 99], True).tolist() == [0]
    assert store.set_missing([1, 2], True).tolist() == [1]
    store.put([make_row(1, label=RED)])
    assert store.row(1).missing, "a row read from the session does not know"
    assert store.set_missing([1], False).tolist() == [0]
    assert not store.row(1).missing


def test_when_a_photo_was_taken_and_how_it_was_turned_comes_and_goes_with_its_row() -> None:
    store = store_of(make_row(1), make_row(2))
    row = replace(make_row(2), taken_at=77, turned=90)
    store.put([row, make_row(3)])
    assert store.taken_at.tolist() == [0, 77, 0]
    assert store.turned.tolist() == [0, 90, 0]
    assert store.row(2) == row


def test_the_version_changes_with_every_change_and_with_nothing_else() -> None:
    store = store_of(make_row(1), make_row(2))
    versions = [store.version]
    for change in (
        lambda: store.put([make_row(1, fault=BROKEN)]),
        lambda: store.set_missing([1], True),
        lambda: store.remove([1]),
        lambda: store.load(columns_of([make_row(1)])),
    ):
        change()
        versions.append(store.version)
    assert len(set(versions)) == len(versions)
    store.remove([99])
    store.set_missing([1], False)
    store.put([])
    assert store.version == versions[-1]


def test_another_session_leaves_nothing_of_the_one_before() -> None:
    store = store_of(*(make_row(photo_id, label=RED) for photo_id in range(1, 200)))
    store.load(columns_of([make_row(3, "n_blue", name="z.jpg")]))
    assert len(store) == 1
    assert store.paths == [str(Path("/photos/z.jpg"))]
    assert store.row(3).label is None
    assert store.names.hits("dog", store.folder).tolist() == [False]
    assert store.names.by_name.tolist() == [0]


def test_without_a_session_there_is_nothing_of_the_one_before() -> None:
    store = store_of(*(make_row(photo_id, label=RED) for photo_id in range(1, 200)))
    version = store.version
    store.clear()
    assert len(store) == 0
    assert store.version != version, "whoever counted has to count again"
    assert store.paths == []
    assert arrange(store, Arrangement()).positions.tolist() == []
    store.put([make_row(7, "n_blue", name="b.jpg"), make_row(5, name="a.jpg")])
    assert store.ids.tolist() == [7, 5]
    assert store.row(7).path.name == "b.jpg"
    assert arrange(store, Arrangement()).positions.tolist() == [1, 0]


# Nothing to wait for

WORK = """
import sys
from desktop_app.photos.arrangement import Arrangement, SectionBy, SortBy
from desktop_app.photos.filters import Filters, counts
from desktop_app.photos.frozen_order import FrozenOrder
from desktop_app.photos.statistics import statistics
from tests.photo_rows import make_row
from tests.unit.photos.photo_helpers import *
Filters()
known = set(sys.modules)
store = store_of(*(make_row(photo_id) for photo_id in range(1, 50)))
order = FrozenOrder(store, Arrangement(Filters({"text": "dog"}), SortBy.BREED, sections=SectionBy.FOLDER))
store.remove([1, 2])
order.extend(store.put([make_row(2, label=NO_DOG), make_row(99), make_row(3, name="x.jpg")]).added)
counts(store, order.arrangement.filters), statistics(store), order.stale
print(sorted(set(sys.modules) - known))
"""


def test_nothing_more_is_imported_while_a_person_works(repository: Path) -> None:
    done = subprocess.run([sys.executable, "-c", WORK], cwd=repository, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# Growing


def test_room_doubles_and_new_rows_hold_nothing() -> None:
    columns = GrowingColumns({"a": Kind(np.int32, -1), "b": Kind(np.float64, np.nan, 3)})
    columns.grow(100)
    getattr(columns, "a")[:] = 7  # noqa: B009 - columns are made by name
    sizes = set()
    for _ in range(1000):
        columns.grow(1)
        sizes.add(columns.nbytes)
    assert getattr(columns, "a").tolist() == [7] * 100 + [-1] * 1000  # noqa: B009
    assert getattr(columns, "b").shape == (1100, 3)  # noqa: B009
    assert len(sizes) <= 5, "copied a few times, not a thousand"
