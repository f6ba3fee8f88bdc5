import os
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.breeds.book import fold
from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.scan import natural_key
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.suggestions import SuggestedKind, SuggestionStatus
from desktop_app.photos.arrangement import STATES_AS_SHOWN, Arrangement, Section, SectionBy, SortBy, arrange
from desktop_app.photos.filters import Filters
from desktop_app.photos.store import PhotoStore
from tests.photo_rows import make_row
from tests.unit.photos.photo_helpers import BROKEN, many_rows, name_of, store_of
from tests.unit.photos.test_filters import best_probability, kind_of

SECOND = 10**9


def ids(
    store: PhotoStore, by: SortBy = SortBy.NAME, descending: bool = False, sections: SectionBy = SectionBy.NOTHING
) -> list[int]:
    arrangement = Arrangement(Filters(), by, descending, sections)
    found: list[int] = store.photo_ids[arrange(store, arrangement, name_of).positions].tolist()
    return found


def test_names_are_sorted_as_people_count() -> None:
    store = store_of(make_row(1, name="dog 10.jpg"), make_row(2, name="Dog 9.jpg"), make_row(3, name="cat.jpg"))
    assert ids(store) == [3, 2, 1]
    assert ids(store, SortBy.NAME, True) == [1, 2, 3]


def test_sorting_by_date_probability_and_breed() -> None:
    store = store_of(
        make_row(1, "n_red", 0.5, modified_ns=30),
        make_row(2, "n_blue", 0.9, modified_ns=10),
        make_row(3, None, modified_ns=20),
        make_row(4, "n_red", 0.7, modified_ns=40, label=Label.breed("n_green")),
    )
    assert ids(store, SortBy.DATE) == [2, 3, 1, 4]
    assert ids(store, SortBy.PROBABILITY) == [1, 4, 2, 3]
    assert ids(store, SortBy.PROBABILITY, True) == [2, 4, 1, 3], "photos without a suggestion stay last"
    assert ids(store, SortBy.BREED) == [2, 4, 1, 3], "Blue, Green (the label), Red, none"
    assert ids(store, SortBy.BREED, True) == [1, 4, 2, 3], "photos that nothing is said of stay last"


def test_the_camera_knows_the_date_better_than_the_file() -> None:
    store = store_of(make_row(1, modified_ns=50), replace(make_row(2, modified_ns=90), taken_at=10), make_row(3))
    assert ids(store, SortBy.DATE) == [2, 1, 3], "an unknown date is last"
    assert ids(store, SortBy.DATE, True) == [1, 2, 3], "whichever way"


def test_names_of_breeds_stand_as_people_look_them_up() -> None:
    store = store_of(make_row(1, "n_éclair"), make_row(2, "n_red"), make_row(3, "n_blue"))
    assert ids(store, SortBy.BREED) == [3, 1, 2], "Blue, Éclair, Red"


def test_what_is_equal_stands_in_the_order_of_names_whichever_way() -> None:
    store = store_of(*(make_row(photo_id, name=f"{9 - photo_id}.jpg", modified_ns=7) for photo_id in (1, 2, 3)))
    for how in SortBy:
        assert ids(store, how, False) == [3, 2, 1]
        assert ids(store, how, True) == ([1, 2, 3] if how is SortBy.NAME else [3, 2, 1])


def test_a_label_and_a_suggestion_of_one_breed_stand_together() -> None:
    store = store_of(
        make_row(1, "n_red", name="1.jpg"),
        make_row(2, "n_blue", name="2.jpg"),
        make_row(3, "n_blue", name="3.jpg", label=Label.breed("n_red")),
        make_row(4, dog=0.1, name="4.jpg"),
        make_row(5, name="5.jpg", label=NO_DOG),
        make_row(6, fault=BROKEN, name="6.jpg"),
    )
    arranged = arrange(store, Arrangement(sections=SectionBy.BREED), name_of)
    assert store.photo_ids[arranged.positions].tolist() == [2, 4, 5, 1, 3, 6]
    assert arranged.sections == (
        Section(Label.breed("n_blue"), 0, 1),
        Section(NO_DOG, 1, 2),
        Section(Label.breed("n_red"), 3, 2),
        Section(None, 5, 1),
    )


def test_sections_by_folder_and_by_state() -> None:
    store = store_of(
        make_row(1, None, name="kennel 10/a.jpg", modified_ns=1),
        make_row(2, name="kennel 9/a.jpg", modified_ns=2),
        make_row(3, name="kennel 10/b.jpg", modified_ns=3),
        make_row(4, name="kennel 9/b.jpg", modified_ns=4, label=UNKNOWN),
    )
    folder = os.path.join(os.sep + "photos", "kennel ")  # noqa: PTH118 - as the store keeps it
    arranged = arrange(store, Arrangement(sort_by=SortBy.DATE, descending=True, sections=SectionBy.FOLDER))
    assert store.photo_ids[arranged.positions].tolist() == [4, 2, 3, 1]
    assert arranged.sections == (Section(folder + "9", 0, 2), Section(folder + "10", 2, 2))
    assert ids(store, SortBy.NAME, True, sections=SectionBy.FOLDER) == [3, 1, 4, 2]
    arranged = arrange(store, Arrangement(sections=SectionBy.STATE))
    assert [section.key for section in arranged.sections] == [
        PhotoState.TO_REVIEW,
        PhotoState.CORRECTED,
        PhotoState.WAITING,
    ]
    assert store.photo_ids[arranged.positions].tolist() == [2, 3, 4, 1]


def of_kind(row: PhotoRow, kind: str) -> PhotoRow:
    assert row.suggestion is not None
    return replace(row, suggestion=replace(row.suggestion, kind=SuggestedKind(kind, 0.75)))


def test_sections_by_the_kind_that_photos_look_like() -> None:
    store = store_of(
        of_kind(make_row(1, name="1.jpg"), "kind:spaniel"),
        of_kind(make_row(2, name="2.jpg", label=Label.breed("n_blue")), "kind:hound"),
        make_row(3, name="3.jpg"),
        of_kind(make_row(4, name="4.jpg"), "kind:spaniel"),
        of_kind(make_row(5, dog=0.1, name="5.jpg"), "kind:spaniel"),
    )
    arranged = arrange(store, Arrangement(sections=SectionBy.KIND), name_of)
    assert store.photo_ids[arranged.positions].tolist() == [2, 1, 4, 3, 5]
    assert arranged.sections == (
        Section(Label.breed("kind:hound"), 0, 1),
        Section(Label.breed("kind:spaniel"), 1, 2),
        Section(None, 3, 2),
    )


def test_nothing_to_show_has_no_sections() -> None:
    for by in SectionBy:
        arranged = arrange(store_of(), Arrangement(sections=by))
        assert (len(arranged.positions), arranged.sections) == (0, ())


# The same in plain Python


def headline(row: PhotoRow) -> Label | None:
    if row.label is not None:
        return row.label
    if row.fault is not None or row.suggestion is None:
        return None
    if row.suggestion.status is SuggestionStatus.NO_DOG:
        return NO_DOG
    return Label.breed(row.suggestion.ranked[0].breed_id) if row.suggestion.ranked else None


def name_key(row: PhotoRow) -> tuple[Any, ...]:
    folder, _, name = str(row.path).rpartition(os.sep)
    return natural_key(folder), natural_key(name)


def plainly_sorted(rows: list[PhotoRow], by: SortBy, descending: bool, alike: Sequence[int]) -> list[PhotoRow]:
    in_order = sorted(rows, key=name_key)
    if by is SortBy.NAME:
        return in_order[::-1] if descending else in_order

    def value(row: PhotoRow) -> Any:
        if by is SortBy.PROBABILITY:
            return best_probability(row)
        if by is SortBy.DATE:
            return row.taken_at or row.modified_ns or None
        if by is SortBy.ALIKE:
            return alike.index(row.photo_id) if row.photo_id in alike else None
        said = headline(row)
        return None if said is None else (fold(name_of(said)), name_of(said))

    known = [row for row in in_order if value(row) is not None]
    known.sort(key=value, reverse=descending)
    return known + [row for row in in_order if value(row) is None]


def plain_key(row: PhotoRow, by: SectionBy) -> Any:
    if by is SectionBy.STATE:
        return row.state
    if by is SectionBy.KIND:
        kind = kind_of(row)
        return None if kind is None else Label.breed(kind)
    return str(row.path.parent) if by is SectionBy.FOLDER else headline(row)


def plainly_sectioned(rows: list[PhotoRow], by: SectionBy, turned: bool) -> list[PhotoRow]:
    def place(row: PhotoRow) -> Any:
        key = plain_key(row, by)
        if by is SectionBy.STATE:
            return STATES_AS_SHOWN.index(key)
        return natural_key(key) if by is SectionBy.FOLDER else (fold(name_of(key)), name_of(key))

    first = [row for row in rows if plain_key(row, by) is not None]
    first.sort(key=place, reverse=turned)
    return first + [row for row in rows if plain_key(row, by) is None]


def one_path_each(rows: list[PhotoRow]) -> list[PhotoRow]:
    return list({row.path: row for row in rows}.values())


@given(
    many_rows().map(one_path_each),
    st.integers(0, 25),
    st.sampled_from(SortBy),
    st.booleans(),
    st.sampled_from(SectionBy),
    st.sampled_from([None, PhotoState.TO_REVIEW]),
    st.sets(st.integers(1, 40)),
    st.lists(st.integers(1, 40), unique=True),
)
def test_arranging_is_plain_sorting(
    rows: list[PhotoRow],
    loaded: int,
    by: SortBy,
    descending: bool,
    sections: SectionBy,
    state: PhotoState | None,
    removed: set[int],
    alike: list[int],
) -> None:
    store = store_of(*rows[:loaded])
    store.put(rows[loaded:])
    store.set_alike(alike)
    store.remove(list(removed))
    left = [row for row in rows if row.photo_id not in removed and state in (None, row.state)]
    expected = plainly_sorted(left, by, descending, alike)
    if sections is not SectionBy.NOTHING:
        turned = descending and (by, sections) in ((SortBy.BREED, SectionBy.BREED), (SortBy.NAME, SectionBy.FOLDER))
        expected = plainly_sectioned(expected, sections, turned)
    arranged = arrange(store, Arrangement(Filters({"state": state}), by, descending, sections), name_of)
    assert [store.row_at(position) for position in arranged.positions.tolist()] == expected
    if sections is SectionBy.NOTHING:
        assert arranged.sections == ()
        return
    told = [section.key for section in arranged.sections for _ in range(section.count)]
    assert told == [plain_key(row, sections) for row in expected]
    firsts = [section.first for section in arranged.sections]
    assert len({section.key for section in arranged.sections}) == len(firsts), "each section stands once"
    assert firsts == [sum(section.count for section in arranged.sections[:place]) for place in range(len(firsts))]
