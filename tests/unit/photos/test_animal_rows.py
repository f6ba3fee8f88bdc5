"""Rows of the Animals screen: they keep their places whatever becomes of their groups."""

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import UNKNOWN, Label
from desktop_app.catalog.values.suggestions import RankedBreed
from desktop_app.photos.animal_rows import AnimalRows, RowView
from desktop_app.photos.group_summary import GroupState, Votes, summarise, weigh
from desktop_app.photos.groups import Group, Grouping, GroupKind
from desktop_app.photos.row_standing import disagrees, standings
from desktop_app.photos.store import PhotoStore
from tests.animal_groups import bella, grouping_from, grouping_of, plain_summary
from tests.photo_rows import make_row
from tests.unit.photos.photo_helpers import rows_of, store_of

RED, GREEN = Label.breed("n_red"), Label.breed("n_green")


def rows_for(store: PhotoStore, grouping: Grouping) -> AnimalRows:
    rows = AnimalRows(lambda group: plain_summary(store, group))
    rows.start(store, grouping)
    return rows


def shown(rows: AnimalRows) -> list[list[int]]:
    """The ids of the photos of each row that is shown."""
    return [rows.store.photo_ids[rows.group(row).positions].tolist() for row in rows.shown.tolist()]


def plain_store(count: int = 12) -> PhotoStore:
    return store_of(*(make_row(photo_id) for photo_id in range(1, count + 1)))


def label(rows: AnimalRows, label: Label | None, *ids: int) -> None:
    """Give photos a label, and tell the rows."""
    store = rows.store
    store.put([make_row(photo_id, label=label, label_change=store.version) for photo_id in ids])
    places = np.unique(rows.grouping.group_of[store.positions(ids)])
    rows.changed(places[places >= 0])


def test_animals_stand_by_name_and_number_as_people_count_then_the_others() -> None:
    store = plain_store()
    animals = [bella(1, "Rex", "A10"), bella(2, "", "A7"), bella(3, "Bella"), bella(4, "", ""), bella(5, "Rex", "A9")]
    groups = [(animal, [place + 1]) for place, animal in enumerate(animals)]
    rows = rows_for(store, grouping_of(store, [10, 11], *groups))
    assert shown(rows) == [[3], [5], [1], [2], [4], [10, 11]]
    assert rows.singles().tolist() == store.positions([6, 7, 8, 9, 12]).tolist()


def test_rows_keep_their_places_and_new_groups_join_at_the_end() -> None:
    store = plain_store()
    rows = rows_for(store, grouping_of(store, (bella(1, "Bella"), [1, 2]), (bella(2, "Max"), [3, 4]), [5, 6]))
    before = rows.shown.tolist()
    rows.take(grouping_of(store, [9, 10], [6, 5, 7], (bella(3, "Aaron"), [11]), (bella(2, "Max"), [3, 4]),
                          (bella(1, "Zoe"), [1, 2])))  # fmt: skip
    assert rows.shown.tolist()[:3] == before
    assert shown(rows) == [[1, 2], [3, 4], [6, 5, 7], [11], [9, 10]]


def test_a_burst_that_becomes_an_animal_stays_where_it_is() -> None:
    store = plain_store()
    rows = rows_for(store, grouping_of(store, [1, 2], [3, 4]))
    first = int(rows.shown[0])
    rows.take(grouping_of(store, [3, 4], (bella(), [1, 2])))
    assert int(rows.shown[0]) == first
    assert rows.group(first).animal == bella()


def test_joined_rows_stand_where_a_person_is_and_come_back_to_their_places() -> None:
    store = plain_store()
    apart = grouping_of(store, [1, 2], [3, 4, 5], [6, 7])
    rows = rows_for(store, apart)
    one, two, three = rows.shown.tolist()
    rows.take(grouping_of(store, (bella(), [1, 2, 3, 4, 5]), [6, 7]), current=one)
    assert rows.shown.tolist() == [one, three]
    assert not rows.is_there(two)
    rows.take(apart, current=one)
    assert rows.shown.tolist() == [one, two, three]


@given(st.lists(st.sets(st.integers(0, 5)), min_size=1, max_size=6))
def test_rows_that_are_gone_come_back_to_their_places_whatever_went_and_came_between(kept: list[set[int]]) -> None:
    store = plain_store()
    animals = [(bella(place + 1, f"Dog {place}"), [2 * place + 1, 2 * place + 2]) for place in range(6)]
    rows = rows_for(store, grouping_of(store, *animals))
    before = rows.shown.tolist()
    for some in kept:
        rows.take(grouping_of(store, *(animals[place] for place in sorted(some))))
        assert rows.shown.tolist() == [before[place] for place in sorted(some)]
    rows.take(grouping_of(store, *animals))
    assert rows.shown.tolist() == before


def test_a_photo_that_goes_to_another_row_takes_no_row_with_it() -> None:
    store = plain_store()
    rows = rows_for(store, grouping_of(store, [1, 2, 3], (bella(), [4, 5])))
    animal, burst = rows.shown.tolist()
    rows.take(grouping_of(store, (bella(), [1, 4, 5]), [2, 3]), current=burst)
    assert rows.shown.tolist() == [animal, burst]
    assert shown(rows) == [[1, 4, 5], [2, 3]]


def test_a_decided_row_becomes_small_when_one_moves_on_and_leaves_when_one_moves_on_again() -> None:
    store = plain_store()
    rows = rows_for(store, grouping_of(store, [1, 2], [3, 4], [5, 6]))
    one, two, three = rows.shown.tolist()
    label(rows, RED, 1, 2)
    assert rows.is_decided(one)
    assert not rows.is_compact(one)
    assert rows.move_on(two)
    assert rows.is_compact(one)
    assert rows.shown.tolist() == [one, two, three]
    label(rows, RED, 3, 4)
    assert rows.move_on(three)
    assert rows.shown.tolist() == [two, three]
    assert [rows.is_compact(row) for row in (two, three)] == [True, False]
    rows.show(RowView.UNDECIDED, with_decided=True)
    assert rows.shown.tolist() == [one, two, three]
    rows.show(RowView.DECIDED)
    assert rows.shown.tolist() == [one, two]


def test_what_is_taken_back_is_to_be_decided_again_at_its_place_and_at_its_full_height() -> None:
    store = plain_store()
    rows = rows_for(store, grouping_of(store, [1, 2], [3, 4]))
    one, two = rows.shown.tolist()
    label(rows, RED, 1, 2)
    rows.move_on(two)
    rows.settle()
    assert rows.shown.tolist() == [two]
    label(rows, None, 1, 2)
    assert rows.shown.tolist() == [one, two]
    assert not rows.is_compact(one)
    rows.show(RowView.DECIDED)
    rows.reveal(two)
    assert rows.shown.tolist() == [two]


def test_one_photo_left_does_not_keep_a_row_from_being_decided() -> None:
    store = store_of(*(make_row(each) for each in (1, 2, 3)), make_row(4, "n_green"), make_row(5), make_row(6))
    rows = rows_for(store, grouping_of(store, [1, 2, 3, 4], [5, 6]))
    assert rows.counts() == {RowView.UNDECIDED: 2, RowView.DISAGREE: 1, RowView.DECIDED: 0}
    label(rows, RED, 1, 2, 3)
    assert rows.counts() == {RowView.UNDECIDED: 1, RowView.DISAGREE: 0, RowView.DECIDED: 1}


@pytest.mark.parametrize("known", [False, True])
def test_a_group_that_is_decided_but_for_one_photo_does_not_disagree_whoever_worked_it_out(known: bool) -> None:
    labelled = [make_row(each, label=RED) for each in (1, 2, 3)]
    store = store_of(*labelled, make_row(4, "n_green"), make_row(5, "n_green"), make_row(6), make_row(7))
    grouping = grouping_of(store, [1, 2, 3, 4], [5, 6, 7])
    facts = weigh(Votes.of_all(store).among(grouping)) if known else None
    decided, disagree = standings(store, grouping, lambda group: summarise(store, group), facts=facts)
    assert [decided.tolist(), disagree.tolist()] == [[True, False], [False, True]]


def test_labels_of_people_that_differ_disagree_also_when_all_is_decided() -> None:
    store = store_of(make_row(1, label=RED), make_row(2, label=UNKNOWN))
    rows = rows_for(store, grouping_of(store, [1, 2]))
    assert rows.counts() == {RowView.UNDECIDED: 0, RowView.DISAGREE: 1, RowView.DECIDED: 1}
    rows.show(RowView.DISAGREE)
    assert shown(rows) == [[1, 2]]


def test_the_next_row_to_decide_is_below_then_from_the_top() -> None:
    store = plain_store()
    rows = rows_for(store, grouping_of(store, [1, 2], [3, 4], [5, 6]))
    one, two, three = rows.shown.tolist()
    assert rows.next_undecided(0) == two
    assert rows.next_undecided(2) == one
    assert rows.next_undecided(0, without=[two]) == three
    label(rows, RED, *range(1, 7))
    assert rows.next_undecided(0) is None


def falling(row: PhotoRow) -> PhotoRow:
    """The photo with probabilities as a pack gives them: the first breed has the highest."""
    if row.suggestion is None:
        return row
    shares = (0.5, 0.2, 0.1, 0.05, 0.02)
    ranked = tuple(
        RankedBreed(each.breed_id, share) for each, share in zip(row.suggestion.ranked, shares, strict=False)
    )
    return replace(row, suggestion=replace(row.suggestion, ranked=ranked))


@given(st.data())
def test_all_together_say_what_each_says_alone(data: st.DataObject) -> None:
    photos = [falling(data.draw(rows_of(photo_id))) for photo_id in range(1, data.draw(st.integers(2, 9)))]
    store = store_of(*photos)
    cuts = sorted(data.draw(st.sets(st.integers(1, max(1, len(photos) - 1)), max_size=4)))
    parts = [part for part in np.split(np.arange(len(photos), dtype=np.int32), cuts) if len(part) > 1]
    group_of = np.full(store.size, -1, np.int32)
    for place, part in enumerate(parts):
        group_of[part] = place
    grouping = grouping_from([Group(GroupKind.BURST, None, part) for part in parts], group_of)
    summaries = [summarise(store, group) for group in grouping.groups]
    facts = weigh(Votes.of_all(store).among(grouping))
    for known in (None, facts):
        decided, disagree = standings(store, grouping, lambda group: summarise(store, group), facts=known)
        assert decided.tolist() == [summary.state is GroupState.DECIDED for summary in summaries]
        assert disagree.tolist() == [disagrees(summary) for summary in summaries]
        # Asked of some groups alone, it is the same of these.
        places = np.array(data.draw(st.lists(st.sampled_from(range(len(parts))))) if parts else [], np.int32)
        some = standings(store, grouping, lambda group: summarise(store, group), facts=known, places=places)
        assert [some[0][places].tolist(), some[1][places].tolist()] == [
            decided[places].tolist(), disagree[places].tolist()
        ]  # fmt: skip


def many(photos: int, each: int) -> tuple[PhotoStore, Grouping]:
    store = PhotoStore()
    store.grow(photos)
    store.photo_ids[:], store.present[:] = np.arange(photos), True
    group_of = (np.arange(photos) // each).astype(np.int32)
    parts = np.split(np.arange(photos, dtype=np.int32), range(each, photos, each))
    groups = tuple(Group(GroupKind.ANIMAL, Animal(place + 1, f"Dog {place}"), part) for place, part in enumerate(parts))
    return store, grouping_from(groups, group_of)


@pytest.fixture(scope="module")
def hundred_thousand() -> tuple[PhotoStore, Grouping]:
    return many(100_000, 5)


def test_a_hundred_thousand_photos_are_matched_and_moved_through_without_a_stop(
    hundred_thousand: tuple[PhotoStore, Grouping],
) -> None:
    store, grouping = hundred_thousand
    rows = rows_for(store, grouping)
    groups = list(grouping.groups)
    groups[7] = Group(GroupKind.ANIMAL, groups[7].animal, np.concatenate((groups[7].positions, groups[8].positions)))
    group_of = grouping.group_of.copy()
    group_of[groups[8].positions] = 7
    group_of[group_of > 8] -= 1
    joined = grouping_from((*groups[:8], *groups[9:]), group_of)
    seconds = []
    for act in (lambda: rows.take(joined, current=7), lambda: rows.move_on(3), rows.counts):
        start = time.thread_time()
        act()
        seconds.append(time.thread_time() - start)
    assert len(rows.shown) == 19_999
    # On a busy machine; what it takes on a quiet one is a tenth of it.
    assert max(seconds) < 1, seconds
