"""What was found meets the animals that are there: matched by number, then by name; what a person did stays."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from desktop_app.catalog.naming.assigning import Assignment, assign
from desktop_app.catalog.naming.finding import Finding, FoundAnimal
from desktop_app.catalog.naming.patterns import Pattern, Source
from desktop_app.catalog.naming.session_names import SessionNames
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal, Species

IDS = (11, 12, 13, 14)
NOBODYS: tuple[int | None, ...] = (None,) * 4


def found(*animals: FoundAnimal) -> Finding:
    return Finding(list(animals), photos=4)


def bella(*places: int, number: str = "A1200") -> FoundAnimal:
    return FoundAnimal("Bella", number, list(places), ["Bella"])


def known(*animals: Animal) -> Mapping[int, Animal]:
    return {animal.animal_id: animal for animal in animals}


def test_new_animals_get_ids_below_those_that_there_are() -> None:
    made = assign(found(bella(0, 1), FoundAnimal("Minou", "", [2], ["Minou"], Species.CAT)), IDS, {}, NOBODYS)
    assert made.animals == {-1: Animal(-1, "Bella", "A1200"), -2: Animal(-2, "Minou", species=Species.CAT)}
    assert made.photos == {11: -1, 12: -1, 13: -2}
    assert [line.is_new for line in made.lines] == [True, True]


@pytest.mark.parametrize(
    "there",
    [
        Animal(7, "Bella", "a-1200"),
        Animal(7, "Called otherwise", "A1200"),
        Animal(7, "BELLA", ""),
    ],
)
def test_an_animal_that_is_there_is_known_by_its_number_or_else_by_its_name(there: Animal) -> None:
    made = assign(found(bella(0, 1)), IDS, known(there, Animal(8, "Rex", "A1300")), NOBODYS)
    assert made.photos == {11: 7, 12: 7}
    assert not made.lines[0].is_new
    assert made.lines[0].animal.name == there.name
    assert made.lines[0].animal.number == (there.number or "A1200")


@pytest.mark.parametrize(
    "there",
    [
        [Animal(7, "Bella", "A1300")],
        [Animal(7, "Bella"), Animal(8, "Bella")],
        [Animal(7, "Rex")],
    ],
)
def test_where_it_is_not_sure_who_is_meant_a_new_animal_is_made(there: list[Animal]) -> None:
    made = assign(found(bella(0, 1)), IDS, known(*there), NOBODYS)
    assert list(made.animals.values()) == [Animal(-1, "Bella", "A1200")]


def test_two_of_one_name_are_not_both_the_one_that_is_there() -> None:
    two = found(bella(0, number=""), bella(1, number=""))
    made = assign(two, IDS, known(Animal(7, "Bella")), NOBODYS)
    assert sorted(made.animals) == [-2, -1]
    assert 7 not in made.photos.values()


def test_few_digits_are_the_number_of_who_has_the_name_too() -> None:
    made = assign(found(bella(0, number="117")), IDS, known(Animal(7, "Rex", "117")), NOBODYS)
    assert made.photos == {11: -1}
    made = assign(found(bella(0, number="117")), IDS, known(Animal(7, "Bella", "117")), NOBODYS)
    assert made.photos == {11: 7}


def test_photos_that_have_an_animal_keep_it_unless_it_is_asked_for() -> None:
    animal_of = (7, 8, None, None)
    there = known(Animal(7, "Bella", "A1200"), Animal(8, "Rex"))
    kept = assign(found(bella(0, 1, 2)), IDS, there, animal_of)
    assert kept.photos == {13: 7}
    assert (kept.lines[0].photos, kept.lines[0].staying, kept.lines[0].there) == (1, 1, 1)
    taken = assign(found(bella(0, 1, 2)), IDS, there, animal_of, take_all=True)
    assert taken.photos == {12: 7, 13: 7}


def test_what_is_known_of_an_animal_stays_and_a_table_may_correct_it() -> None:
    there = known(Animal(7, "Bella", "A1200", Species.DOG, "shy"))
    by_folder = FoundAnimal("Belle", "A1200", [0], ["x"], Species.CAT)
    assert assign(found(by_folder), IDS, there, NOBODYS).animals == {}
    by_table = FoundAnimal("Belle", "A1200", [0], ["x"], Species.CAT, "bold", is_from_table=True)
    changed = assign(found(by_table), IDS, there, NOBODYS).animals
    assert changed == {7: Animal(7, "Bella", "A1200", Species.CAT, "bold")}


def test_nothing_changes_where_everything_is_so_already() -> None:
    made = assign(found(bella(0, 1)), IDS, known(Animal(7, "Bella", "A1200")), (7, 7, None, None))
    assert isinstance(made, Assignment)
    assert not made.changes_anything
    only_others = assign(found(bella(0)), IDS, known(Animal(8, "Rex")), (8, None, None, None))
    assert not only_others.changes_anything


def test_names_become_one_change_that_is_taken_back_whole(tmp_path: Path) -> None:
    paths = [tmp_path / folder / f"{place}.jpg" for folder in ("Bella A1200", "Rex A1300", "DCIM") for place in (1, 2)]
    with Session.create(tmp_path / "s.pawsort") as session:
        ids = [row.photo_id for row in session.add_photos(paths)]

        def names() -> SessionNames:
            rows = {row.photo_id: row for row in session.rows()}
            animal_of = [rows[each].animal.animal_id if rows[each].animal else None for each in ids]  # type: ignore[union-attr]
            return SessionNames(ids, [str(path) for path in paths], animal_of, session.animals)

        preview = names().by_pattern(Pattern("{name} {number}", Source.FOLDER), lambda: False)
        assert (preview.photos, preview.without, preview.staying) == (6, 2, 0)
        applied = session.apply(preview.change())
        assert {(each.name, each.number) for each in session.animals().values()} == {
            ("Bella", "A1200"),
            ("Rex", "A1300"),
        }
        again = names().by_pattern(Pattern("{name} {number}", Source.FOLDER), lambda: False)
        assert not again.assignment.changes_anything
        session.take_back(applied.change_id)
        assert session.animals() == {}
        assert all(row.animal is None for row in session.rows())
