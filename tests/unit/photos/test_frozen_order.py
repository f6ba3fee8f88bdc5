from dataclasses import replace

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.values.labels import UNKNOWN, Label
from desktop_app.photos.arrangement import Arrangement, SectionBy, SortBy, arrange
from desktop_app.photos.filters import Filters, passing
from desktop_app.photos.frozen_order import FrozenOrder
from desktop_app.photos.runs import runs
from desktop_app.photos.store import PhotoStore
from tests.photo_rows import make_row
from tests.unit.photos.photo_helpers import name_of, rows_of, store_of

TO_REVIEW = Filters({"state": PhotoState.TO_REVIEW})


def put(store: PhotoStore, order: FrozenOrder, *rows: PhotoRow) -> None:
    """What a window does with rows that arrive."""
    touched = store.put(rows)
    order.extend(np.concatenate((touched.added, touched.changed)))


def test_a_labelled_photo_stays_where_it_is_until_it_is_arranged_again() -> None:
    store = store_of(make_row(1, "n_blue"), make_row(2, "n_green"), make_row(3, "n_red"))
    order = FrozenOrder(store, Arrangement(sort_by=SortBy.BREED), name_of)
    put(store, order, make_row(1, "n_blue", label=Label.breed("n_red"), label_change=1))
    assert order.ids().tolist() == [1, 2, 3]
    assert order.stale
    order.arrange()
    assert order.ids().tolist() == [2, 1, 3]
    assert not order.stale


def test_a_photo_stays_when_its_label_no_longer_fits_the_filter() -> None:
    store = store_of(make_row(1), make_row(2), make_row(3))
    order = FrozenOrder(store, Arrangement(TO_REVIEW))
    put(store, order, make_row(2, label=UNKNOWN, label_change=1))
    assert order.ids().tolist() == [1, 2, 3]
    assert order.stale
    order.arrange()
    assert order.ids().tolist() == [1, 3]


def test_new_photos_that_pass_join_at_the_end_in_their_own_order() -> None:
    store = store_of(make_row(1, name="m.jpg"), make_row(9, None, name="n.jpg"))
    order = FrozenOrder(store, Arrangement(TO_REVIEW))
    assert order.ids().tolist() == [1]
    put(
        store,
        order,
        make_row(2, name="b.jpg"),
        make_row(3, name="a.jpg"),
        make_row(4, None, name="0.jpg"),
        make_row(9, name="n.jpg"),
    )
    assert order.ids().tolist() == [1, 3, 2, 9], "9 had no suggestion before"
    put(store, order, make_row(4, name="0.jpg"))
    assert order.ids().tolist() == [1, 3, 2, 9, 4]
    order.arrange()
    assert order.ids().tolist() == [4, 3, 2, 1, 9]


def test_removed_photos_vanish_and_come_back_to_their_old_places() -> None:
    store = store_of(*(make_row(photo_id) for photo_id in range(1, 7)))
    order = FrozenOrder(store)
    store.remove([2, 3, 6])
    order.update()
    assert order.ids().tolist() == [1, 4, 5]
    assert order.place_of_photo(2) is None
    assert order.place_of_photo(4) == 1
    put(store, order, make_row(3), make_row(7))
    assert order.ids().tolist() == [1, 3, 4, 5, 7]
    put(store, order, make_row(2), make_row(6))
    assert order.ids().tolist() == [1, 2, 3, 4, 5, 6, 7]


def test_places_and_positions_are_each_others_inverse() -> None:
    store = store_of(make_row(1, name="c.jpg"), make_row(2, name="a.jpg"), make_row(3, None, name="b.jpg"))
    order = FrozenOrder(store, Arrangement(TO_REVIEW))
    assert [order.place_of(position) for position in (0, 1, 2, 3, -1)] == [1, 0, None, None, None]
    assert order.places_of(np.array([0, 1, 2, 99, -1], np.int32)).tolist() == [1, 0, -1, -1, -1]
    assert order.place_of_photo(1) == 1
    assert order.place_of_photo(99) is None
    assert order.ids().tolist() == [2, 1]
    nobody = FrozenOrder(store_of())
    assert nobody.places_of(np.array([0, -1], np.int32)).tolist() == [-1, -1]
    assert nobody.next_place(-1, np.zeros(0, np.bool_)) is None


def test_the_next_photo_to_decide_is_found_below_and_from_the_top_again() -> None:
    store = store_of(*(make_row(photo_id) for photo_id in range(1, 6)))
    order = FrozenOrder(store)
    wanted = np.isin(store.photo_ids, [2, 4])
    assert [order.next_place(after, wanted) for after in (-1, 0, 1, 2, 3, 4)] == [1, 1, 3, 3, 1, 1]
    assert order.next_place(0, np.zeros(5, np.bool_)) is None


def test_sections_follow_what_is_shown_and_those_who_joined_are_the_last() -> None:
    rows = [make_row(photo_id, breed) for photo_id, breed in enumerate(["n_blue", "n_blue", "n_red", "n_green"], 1)]
    store = store_of(*rows)
    order = FrozenOrder(store, Arrangement(sections=SectionBy.BREED), name_of)

    def sections() -> list[tuple[str, int, int]]:
        keys = ["joined" if section.joined else name_of(section.key) for section in order.sections]  # type: ignore[arg-type]
        return [(key, section.first, section.count) for key, section in zip(keys, order.sections, strict=True)]

    assert sections() == [("Blue Terrier", 0, 2), ("Green Hound", 2, 1), ("Red Setter", 3, 1)]
    store.remove([1, 4])
    order.update()
    assert sections() == [("Blue Terrier", 0, 1), ("Red Setter", 1, 1)]
    put(store, order, rows[0], make_row(9, "n_blue"))
    assert sections() == [("Blue Terrier", 0, 2), ("Red Setter", 2, 1), ("joined", 3, 1)]
    order.arrange()
    assert sections() == [("Blue Terrier", 0, 3), ("Red Setter", 3, 1)]
    order.arrange(Arrangement())
    assert order.sections == ()


def test_only_a_change_that_would_show_makes_it_stale() -> None:
    store = store_of(make_row(1), make_row(2))
    order = FrozenOrder(store, Arrangement(TO_REVIEW))
    put(store, order, make_row(3))
    assert not order.stale, "it joined at the place where it belongs"
    put(store, order, make_row(1, "n_blue"))
    assert not order.stale
    put(store, order, make_row(0, name="a.jpg"))
    assert order.stale


def test_other_names_of_breeds_sort_otherwise() -> None:
    store = store_of(make_row(1, "n_red"), make_row(2, "n_blue"))
    order = FrozenOrder(store, Arrangement(sort_by=SortBy.BREED), name_of)
    assert order.ids().tolist() == [2, 1]
    order.rename(lambda label: {"n_red": "A", "n_blue": "B"}[label.breed_ids[0]])
    assert order.ids().tolist() == [2, 1]
    assert order.stale
    order.arrange()
    assert order.ids().tolist() == [1, 2]


# Whatever happens


class Working(RuleBasedStateMachine):
    """A person works while jobs bring rows; beside it, a plain list of ids says what has to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.store = store_of(*(make_row(photo_id, name=f"{photo_id * 7 % 10}.jpg") for photo_id in range(1, 9)))
        self.change = 0
        self.arrangement = Arrangement(sort_by=SortBy.BREED)
        self.order = FrozenOrder(self.store, self.arrangement, name_of)
        self.places = self.order.ids().tolist()

    @rule(
        sort_by=st.sampled_from(SortBy), filters=st.sampled_from([Filters(), TO_REVIEW]), by=st.sampled_from(SectionBy)
    )
    def arrange_by_something_else(self, sort_by: SortBy, filters: Filters, by: SectionBy) -> None:
        self.arrangement = Arrangement(filters, sort_by, sections=by)
        self.order.arrange(self.arrangement)
        fresh = arrange(self.store, self.arrangement, name_of)
        assert not self.order.stale
        assert np.array_equal(self.order.positions, fresh.positions)
        assert self.order.sections == fresh.sections
        self.places = self.order.ids().tolist()

    @rule(data=st.data(), photo_ids=st.lists(st.integers(1, 20), unique=True, min_size=1, max_size=4))
    def rows_arrive(self, data: st.DataObject, photo_ids: list[int]) -> None:
        self.change += 1
        put(
            self.store,
            self.order,
            *(
                replace(data.draw(rows_of(photo_id)), label_change=self.change, arranged_by=self.change)
                for photo_id in photo_ids
            ),
        )
        passes = passing(self.store, self.arrangement.filters)
        joined = [i for i in photo_ids if i not in self.places and passes[self.store.position(i)]]
        assert sorted(self.order.ids().tolist()[-len(joined) :] if joined else []) == sorted(joined), (
            "new ones are last"
        )
        self.places += self.order.ids().tolist()[len(self.order) - len(joined) :]

    @rule(photo_ids=st.sets(st.integers(1, 20), max_size=4))
    def photos_are_taken_out(self, photo_ids: set[int]) -> None:
        self.store.remove(list(photo_ids))
        self.order.update()

    @invariant()
    def all_that_has_a_place_and_is_present_is_shown_at_it(self) -> None:
        assert self.order.ids().tolist() == [photo_id for photo_id in self.places if photo_id in self.store]

    @invariant()
    def places_are_inverse_and_sections_cover_all(self) -> None:
        places = self.order.places_of(self.order.positions)
        assert places.tolist() == list(range(len(self.order)))
        if self.arrangement.sections is not SectionBy.NOTHING:
            ends = [section.first + section.count for section in self.order.sections]
            assert [section.first for section in self.order.sections] == [0, *ends][: len(ends)]
            assert (ends[-1] if ends else 0) == len(self.order)


TestWorking = Working.TestCase
TestWorking.settings = settings(max_examples=30, stateful_step_count=25)


# What a list's view is told


def test_runs_join_neighbours() -> None:
    assert runs(np.array([0, 1, 2, 5, 7, 8])) == ((0, 2), (5, 5), (7, 8))
    assert runs(np.zeros(0, np.int32)) == ()


def test_a_photo_that_leaves_by_itself_leaves_its_place_empty_until_it_is_arranged_again() -> None:
    store = store_of(*(make_row(number) for number in range(1, 6)))
    order = FrozenOrder(store)
    order.leave_empty(store.remove([2, 4]))
    assert len(order) == 5
    assert order.ids().tolist() == [1, 3, 5]
    assert [order.is_empty(place) for place in range(5)] == [False, True, False, True, False]
    assert [order.place_of_photo(number) for number in (1, 2, 3, 4, 5)] == [0, None, 2, None, 4]
    assert (order.empty_count(), order.stale) == (2, True)
    order.arrange()
    assert order.ids().tolist() == [1, 3, 5]
    assert (len(order), order.empty_count(), order.stale) == (3, 0, False)


def test_a_photo_that_is_back_is_at_the_place_that_it_left_empty() -> None:
    store = store_of(*(make_row(number) for number in range(1, 4)))
    order = FrozenOrder(store)
    order.leave_empty(store.remove([2]))
    put(store, order, make_row(2))
    assert order.ids().tolist() == [1, 2, 3]
    assert order.empty_count() == 0


def test_sections_keep_the_room_of_places_that_are_empty() -> None:
    store = store_of(make_row(1, "n_blue"), make_row(2, "n_blue"), make_row(3, "n_red"))
    order = FrozenOrder(store, Arrangement(sections=SectionBy.BREED), name_of)
    order.leave_empty(store.remove([1]))
    assert [(section.first, section.count) for section in order.sections] == [(0, 2), (2, 1)]
