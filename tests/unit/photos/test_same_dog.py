from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.animals import Animal, SameDog, Species
from desktop_app.catalog.values.labels import NO_DOG
from desktop_app.photos import same_dog
from desktop_app.photos.alike import Looks
from desktop_app.photos.same_dog import Question, Units, change_of, questions
from desktop_app.photos.seriation import CancelledError, unit
from desktop_app.photos.store import PhotoStore
from tests.photo_rows import make_row
from tests.unit.photos.photo_helpers import BROKEN, store_of

if TYPE_CHECKING:
    from desktop_app.photos.names import Positions

MINUTE = 60 * 10**9
BELLA, MAX, NOBODY = Animal(1, "Bella"), Animal(2, "Max", "A2"), Animal(3)


class Kennel:
    """Photos whose ids say which dog they show: 10, 11, 12 the first, 20, 21 the second, and so on."""

    def __init__(self, *photos: int, spread: float = 0.2, rows: Mapping[int, PhotoRow] | None = None) -> None:
        random = np.random.default_rng(1)
        dogs = {dog: unit(random.normal(size=(1, 48)))[0] for dog in sorted({photo // 10 for photo in photos})}
        self.vectors = {
            photo: unit((dogs[photo // 10] + spread * unit(random.normal(size=(1, 48)))[0])[None])[0]
            for photo in photos
        }
        self.store = store_of(*((rows or {}).get(photo, make_row(photo)) for photo in photos))

    def read(self, photo_ids: Sequence[int]) -> tuple[list[int], NDArray[np.float16]]:
        return list(photo_ids), np.array([self.vectors[photo] for photo in photo_ids], np.float16).reshape(-1, 48)

    def ask(self, answers: Mapping[tuple[int, int], SameDog] | None = None, *groups: Sequence[int]) -> list[Question]:
        ids = sorted(self.vectors)
        pictured = np.array([self.vectors[photo] for photo in ids], np.float32)
        looks = Looks.of(np.array(ids, np.int64), pictured, np.ones((len(ids), 1), np.float32))
        together: list[Positions] = [self.store.positions(group) for group in groups]
        return questions(Units.of(self.store, together), looks, self.read, answers or {})

    def pairs(self, answers: Mapping[tuple[int, int], SameDog] | None = None, *groups: Sequence[int]) -> list[set[int]]:
        return [set(question.first) | set(question.second) for question in self.ask(answers, *groups)]


def of_animal(photo: int, animal: Animal, **changes: object) -> PhotoRow:
    return replace(make_row(photo), animal=animal, **changes)  # type: ignore[arg-type]


def test_photos_of_one_dog_are_asked_about_and_others_are_not() -> None:
    assert sorted(map(sorted, Kennel(10, 11, 20, 21, 30).pairs())) == [[10, 11], [20, 21]]
    assert Kennel(10, 20, 30).pairs() == []
    assert Kennel(10).pairs() == []


def test_the_most_certain_comes_first_and_no_unit_is_asked_about_twice() -> None:
    kennel = Kennel(*range(10, 20), *range(20, 30), spread=0.3)
    asked = kennel.ask()
    assert [each.likeness for each in asked] == sorted((each.likeness for each in asked), reverse=True)
    photos = [photo for each in asked for photo in (*each.first, *each.second)]
    assert len(photos) == len(set(photos))


def test_a_few_dozen_questions_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(same_dog, "MOST_QUESTIONS", 3)
    assert len(Kennel(*(photo for dog in range(1, 9) for photo in (10 * dog, 10 * dog + 1))).ask()) == 3


def test_groups_and_animals_are_asked_about_as_one() -> None:
    rows = {10: of_animal(10, BELLA), 11: of_animal(11, BELLA)}
    asked = Kennel(10, 11, 12, 13, rows=rows).ask(None, [12, 13])
    assert len(asked) == 1
    assert set(asked[0].first) == {10, 11}
    assert set(asked[0].second) == {12, 13}
    assert not Kennel(10, 11).ask(None, [10, 11]), "nothing is asked within a group"


def test_the_animal_with_a_name_stands_first() -> None:
    rows = {12: of_animal(12, BELLA)}
    assert set(Kennel(10, 11, 12, rows=rows).ask(None, [10, 11])[0].first) == {12}
    assert set(Kennel(10, 11, 12, rows={12: of_animal(12, NOBODY)}).ask(None, [10, 11])[0].first) == {12}
    assert set(Kennel(10, 11, 12).ask(None, [10, 11])[0].first) == {10, 11}, "else the larger group"


@pytest.mark.parametrize("answer", list(SameDog))
def test_what_was_answered_is_not_asked_again_when_groups_have_grown(answer: SameDog) -> None:
    kennel = Kennel(10, 11, 12, 13)
    assert not kennel.ask({(10, 12): answer}, [10, 11], [12, 13]), "of a photo of each group"
    assert kennel.ask({(10, 99): answer}, [10, 11], [12, 13]), "the other photo is gone"
    assert kennel.ask({(10, 11): answer}, [10, 11], [12, 13]), "that was about one of them"


def test_two_names_are_asked_about_only_where_there_is_nothing_else_to_ask() -> None:
    rows = {10: of_animal(10, BELLA), 11: of_animal(11, MAX)}
    assert Kennel(10, 11, 20, 21, rows=rows).pairs() == [{20, 21}]
    assert Kennel(10, 11, rows=rows).pairs() == [{10, 11}]
    nameless = {10: of_animal(10, BELLA), 11: of_animal(11, NOBODY)}
    assert {10, 11} in Kennel(10, 11, 20, 21, rows=nameless).pairs()


def test_nothing_is_asked_about_photos_that_show_no_dog_several_or_nothing() -> None:
    for odd in (
        make_row(11, dog=0.01),
        make_row(11, label=NO_DOG),
        make_row(11, fault=BROKEN),
        make_row(11, None),
        replace(make_row(11), several_dogs=True),
    ):
        assert not Kennel(10, 11, rows={11: odd}).ask()
    kennel = Kennel(10, 11)
    kennel.store.remove([11])
    assert not kennel.ask()


def test_within_minutes_less_likeness_is_enough() -> None:
    def taken(*minutes: int) -> Kennel:
        times = {10 + place: minute * MINUTE for place, minute in enumerate(minutes)}
        rows = {photo: replace(make_row(photo), taken_at=10**18 + time) for photo, time in times.items()}
        return Kennel(*times, spread=0.5, rows=rows)

    assert not taken(0, 11).ask()
    asked = taken(0, 9).ask()
    assert same_dog.LIKE_WITHIN_MINUTES <= asked[0].likeness < same_dog.LIKE_ONE_MOMENT


def test_a_photo_of_the_group_that_is_unlike_keeps_it_from_growing() -> None:
    kennel = Kennel(*range(10, 20), 20, spread=0.05)
    kennel.vectors[20] = unit((kennel.vectors[10] + 2 * kennel.vectors[20])[None])[0]
    assert kennel.ask(None, range(10, 19))
    whole = [*range(10, 19), 20]
    assert np.mean([kennel.vectors[19] @ kennel.vectors[photo] for photo in whole]) > same_dog.LIKE_ONE_MOMENT
    assert not kennel.ask(None, whole)


def test_chains_do_not_grow_beyond_the_cap_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(same_dog, "MOST_PHOTOS", 3)
    assert Kennel(10, 11, 12).ask(None, [10, 11])
    assert not Kennel(10, 11, 12, 13).ask(None, [10, 11], [12, 13])
    rows = {photo: of_animal(photo, BELLA) for photo in (10, 11, 12)}
    assert Kennel(10, 11, 12, 13, rows=rows).ask(), "an animal with a name may have as many as a person says"


def test_it_ends_when_nobody_wants_it_any_more() -> None:
    kennel = Kennel(10, 11)
    ids = np.array([10, 11])
    looks = Looks.of(ids, np.ones((2, 1), np.float32), np.ones((2, 1), np.float32))
    with pytest.raises(CancelledError):
        questions(Units.of(kennel.store), looks, kennel.read, {}, lambda: True)


# What an answer does


def answered(store: PhotoStore, first: Sequence[int], second: Sequence[int], answer: SameDog) -> SetAnimals:
    return change_of(store, Question(tuple(first), tuple(second), 0.9), answer)


def test_no_and_not_sure_are_only_kept() -> None:
    store = store_of(make_row(1), make_row(2))
    for answer in (SameDog.NO, SameDog.NOT_SURE):
        assert answered(store, [2], [1], answer) == SetAnimals({}, {}, {(1, 2): answer})


def test_yes_to_photos_without_an_animal_makes_one_without_a_name() -> None:
    store = store_of(make_row(1), make_row(2), make_row(3))
    change = answered(store, [2, 3], [1], SameDog.YES)
    assert change == SetAnimals({-1: Animal(-1)}, {1: -1, 2: -1, 3: -1}, {(1, 2): SameDog.YES})


def test_yes_brings_photos_to_the_animal_that_there_is() -> None:
    store = store_of(of_animal(1, BELLA), of_animal(2, BELLA), make_row(3))
    assert answered(store, [1, 2], [3], SameDog.YES) == SetAnimals({}, {3: 1}, {(1, 3): SameDog.YES})


def test_yes_to_two_animals_leaves_the_named_one_with_all_photos_and_what_was_known() -> None:
    nameless = Animal(3, number="", species=Species.DOG, note="limps")
    store = store_of(of_animal(1, nameless), of_animal(2, nameless), of_animal(3, BELLA), make_row(4))
    change = answered(store, [3], [1], SameDog.YES)
    assert change.photos == {1: 1, 2: 1}, "also the photo that was not asked about"
    assert change.animals == {3: None, 1: replace(BELLA, note="limps")}
    both = store_of(of_animal(1, BELLA), of_animal(2, MAX))
    assert answered(both, [1], [2], SameDog.YES).animals == {2: None, 1: Animal(1, "Bella", "A2")}


def test_a_photo_that_has_gone_meanwhile_is_left_out() -> None:
    store = store_of(make_row(1), make_row(2), make_row(3))
    store.remove([3])
    assert set(answered(store, [1], [2, 3], SameDog.YES).photos) == {1, 2}
