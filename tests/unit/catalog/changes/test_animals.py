"""Animals: naming, putting together, taking apart, answering; and what takes it back."""

import json
from pathlib import Path

import pytest

from desktop_app.catalog.changes import change_from_json
from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.errors import HistoryError, SessionError
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal, SameDog, Species
from desktop_app.catalog.values.labels import Label

BELLA, REX = Animal(-1, "Bella", "A1200"), Animal(-2, "Rex", species=Species.CAT, note="shy")


@pytest.fixture
def ids(session: Session) -> list[int]:
    """Four photos."""
    return [row.photo_id for row in session.add_photos([Path(f"/photos/{name}.jpg") for name in "abcd"])]


def names(session: Session) -> list[str | None]:
    return [None if row.animal is None else row.animal.name for row in session.rows()]


def test_new_animals_get_their_ids_and_photos_belong_to_them(session: Session, ids: list[int]) -> None:
    done = session.apply(SetAnimals({-1: BELLA, -2: REX}, {ids[0]: -1, ids[1]: -2, ids[2]: -1}))
    assert names(session) == ["Bella", "Rex", "Bella", None]
    animals = session.animals()
    assert [(each.name, each.species, each.note) for each in animals.values()] == [
        ("Bella", Species.DOG, ""),
        ("Rex", Species.CAT, "shy"),
    ]
    assert all(animal_id > 0 and animal_id == each.animal_id for animal_id, each in animals.items())
    assert set(done.photo_ids) == set(ids[:3])
    assert [done.columns.animal_table[place].name for place in done.columns.animals] == ["Bella", "Rex", "Bella"]
    columns = session.columns()
    assert [None if place < 0 else columns.animal_table[place].name for place in columns.animals] == names(session)


def test_taking_back_leaves_no_animal_behind_and_doing_again_brings_the_same_ones(
    session: Session, ids: list[int]
) -> None:
    done = session.apply(SetAnimals({-1: BELLA}, {ids[0]: -1, ids[1]: -1}))
    there = session.animals()
    undone = session.take_back(done.change_id)
    assert names(session) == [None] * 4
    assert session.animals() == {}
    session.take_back(undone.change_id)
    assert names(session) == ["Bella", "Bella", None, None]
    assert session.animals() == there


def test_another_name_is_a_change_of_all_photos_of_the_animal(session: Session, ids: list[int]) -> None:
    session.apply(SetAnimals({-1: BELLA}, {ids[0]: -1, ids[3]: -1}))
    (animal_id,) = session.animals()
    done = session.apply(SetAnimals({animal_id: Animal(animal_id, "Belle", "A1200")}, {}))
    assert set(done.photo_ids) == {ids[0], ids[3]}
    assert names(session) == ["Belle", None, None, "Belle"]
    session.take_back(done.change_id)
    assert names(session) == ["Bella", None, None, "Bella"]


def test_a_photo_that_joined_later_is_shown_with_the_name_that_comes_back(session: Session, ids: list[int]) -> None:
    session.apply(SetAnimals({-1: BELLA}, {ids[0]: -1}))
    (animal_id,) = session.animals()
    renamed = session.apply(SetAnimals({animal_id: Animal(animal_id, "Belle")}, {}))
    session.apply(SetAnimals({}, {ids[1]: animal_id}))
    back = session.take_back(renamed.change_id)
    assert names(session) == ["Bella", "Bella", None, None]
    assert set(back.photo_ids) == {ids[0], ids[1]}


def test_an_animal_stays_as_long_as_a_photo_belongs_to_it(session: Session, ids: list[int]) -> None:
    done = session.apply(SetAnimals({-1: BELLA}, {ids[0]: -1}))
    (animal_id,) = session.animals()
    session.apply(SetAnimals({}, {ids[1]: animal_id}))
    session.take_back(done.change_id)
    assert names(session) == [None, "Bella", None, None]


def test_what_was_arranged_later_is_not_undone_by_the_way(session: Session, ids: list[int]) -> None:
    done = session.apply(SetAnimals({-1: BELLA}, {ids[0]: -1}))
    session.apply(SetAnimals({-1: REX}, {ids[0]: -1}))
    with pytest.raises(HistoryError, match=r"history\.changed_since"):
        session.take_back(done.change_id)
    assert names(session)[0] == "Rex"


def test_nothing_different_leaves_no_trace(session: Session, ids: list[int]) -> None:
    session.apply(SetAnimals({-1: BELLA}, {ids[0]: -1}, {(ids[0], ids[1]): SameDog.NO}))
    (animal_id,) = session.animals()
    again = session.apply(
        SetAnimals({animal_id: session.animals()[animal_id]}, {ids[0]: animal_id}, {(ids[0], ids[1]): SameDog.NO})
    )
    assert (again.change_id, again.photo_ids) == (0, ())
    assert len(session.history()) == 1


def test_an_animal_or_a_photo_that_is_not_there_is_refused_and_nothing_changes(
    session: Session, ids: list[int]
) -> None:
    with pytest.raises(SessionError, match=r"session\.no_such_animal"):
        session.apply(SetAnimals({-1: BELLA}, {ids[0]: -1, ids[1]: 77}))
    with pytest.raises(SessionError, match=r"session\.no_such_photo"):
        session.apply(SetAnimals({-1: BELLA}, {99: -1}))
    assert session.animals() == {}
    assert names(session) == [None] * 4


def test_answers_are_read_without_going_through_all_pairs_of_photos(session: Session, ids: list[int]) -> None:
    session.add_photos([Path(f"/photos/more/{number}.jpg") for number in range(600)])
    session.apply(SetAnimals({}, {}, {(ids[0], ids[1]): SameDog.YES, (ids[1], ids[2]): SameDog.NO}))
    assert session._connection is not None
    thousands: list[None] = []
    session._connection.set_progress_handler(lambda: thousands.append(None), 1000)
    assert session.answers() == {(ids[0], ids[1]): SameDog.YES, (ids[1], ids[2]): SameDog.NO}
    session._connection.set_progress_handler(None, 0)
    # All pairs would be 360,000.
    assert len(thousands) <= 5


def test_answers_are_kept_and_forgotten_again(session: Session, ids: list[int]) -> None:
    done = session.apply(SetAnimals({}, {}, {(ids[0], ids[1]): SameDog.NOT_SURE, (ids[1], ids[2]): SameDog.NO}))
    assert set(done.photo_ids) == set(ids[:3])
    assert session.answers() == {(ids[0], ids[1]): SameDog.NOT_SURE, (ids[1], ids[2]): SameDog.NO}
    changed = session.apply(SetAnimals({}, {}, {(ids[0], ids[1]): SameDog.YES}))
    session.take_back(changed.change_id)
    assert session.answers()[ids[0], ids[1]] is SameDog.NOT_SURE
    session.take_back(done.change_id)
    assert session.answers() == {}


def test_labels_are_another_matter(session: Session, ids: list[int]) -> None:
    from desktop_app.catalog.changes.labels import LabelPhotos

    session.apply(LabelPhotos(ids, Label.breed("n_red")))
    session.apply(SetAnimals({-1: BELLA}, dict.fromkeys(ids, -1)))
    assert {row.label for row in session.rows()} == {Label.breed("n_red")}


def test_it_is_kept_as_it_is(ids: list[int]) -> None:
    change = SetAnimals({-1: BELLA, 4: None}, {3: -1, 1: None, 2: -1}, {(1, 2): SameDog.YES, (2, 3): None})
    assert SetAnimals.from_json(json.loads(json.dumps(change.to_json()))) == SetAnimals(
        {-1: BELLA, 4: None}, {3: -1, 2: -1, 1: None}, {(1, 2): SameDog.YES, (2, 3): None}
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"animals": [], "photos": []},
        {"animals": [[1]], "photos": [], "answers": []},
        {"animals": [["1", None]], "photos": [], "answers": []},
        {"animals": [[1, ["a", "b", "bird", ""]]], "photos": [], "answers": []},
        {"animals": [[1, ["a", "b", "dog", "\ud800"]]], "photos": [], "answers": []},
        {"animals": [], "photos": [[1, ["2"]]], "answers": []},
        {"animals": [], "photos": [], "answers": [[2, 1, "apart"]]},
        {"animals": [], "photos": [], "answers": [[1, 2, "maybe"]]},
    ],
)
def test_anything_else_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError)):
        change_from_json("set_animals", wrong)
