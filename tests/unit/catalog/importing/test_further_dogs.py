"""Labels of the dogs beside the first one, out of tables that Pawsort wrote."""

from pathlib import Path

import pytest

from desktop_app.catalog.changes.dog_labels import LabelDog
from desktop_app.catalog.importing.breed_texts import BreedNames
from desktop_app.catalog.importing.further_dogs import box_in
from desktop_app.catalog.importing.session_import import ImportWish, preview_import
from desktop_app.catalog.naming.tables import read_naming_table
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import UNKNOWN, Label
from desktop_app.catalog.values.suggestions import Box
from desktop_app.faults import FaultError
from tests.unit.catalog.importing.importing_helpers import add_photos, left, plan_of

BEAGLE, BOXER = Label.breed("n02088364"), Label.breed("n02108089")
RIGHT, NEARLY = Box(0.5, 0.25, 1.0, 0.75), Box(0.5, 0.25, 0.96875, 0.75)
WIDE = "photo,label,label_breed_1_id,label_breed_1,dog_2_box,dog_2_label,dog_2_label_breed_1_id,dog_2_label_breed_1\n"
ROWS = "photo,dog,box,label,label_breed_1_id,label_breed_1,animal_name,several_dogs\n"


@pytest.fixture
def photos(session: Session, tmp_path: Path) -> dict[str, int]:
    return add_photos(session, tmp_path / "Shelter")


def test_columns_of_a_second_dog_label_it_and_not_the_photo(
    session: Session, names: BreedNames, photos: dict[str, int]
) -> None:
    plan = plan_of(session, names, WIDE + "9.jpg,breed,,Beagle,0.5 0.25 1 0.75,breed,,Boxer\n")
    session.apply(plan.change())
    assert session.dog_labels() == {photos["Lone/9.jpg"]: {RIGHT: BOXER}}
    assert {row.photo_id: row.label for row in session.rows() if row.label} == {photos["Lone/9.jpg"]: BEAGLE}
    assert (plan.labelled, plan.photos[0].dogs) == (2, 1)
    (entry,) = session.history()
    session.take_back(entry.change_id)
    assert session.dog_labels() == {}


def test_rows_of_two_dogs_are_no_two_labels_of_one_photo(
    session: Session, names: BreedNames, photos: dict[str, int]
) -> None:
    text = ROWS + "9.jpg,1,0 0 0.4 1,breed,,Beagle,Bella,yes\n9.jpg,2,0.5 0.25 1 0.75,breed,,Boxer,Bella,yes\n"
    plan = plan_of(session, names, text)
    assert left(plan) == []
    assert plan.labels == {photos["Lone/9.jpg"]: BEAGLE}
    assert {dog: given.label for dog, given in plan.dogs.items()} == {(photos["Lone/9.jpg"], RIGHT): BOXER}
    (line,) = plan.animals.lines
    assert line.animal.name == "Bella", "and nobody is called 1 or 2"


def test_what_is_decided_about_a_dog_stays_and_its_box_may_differ_a_little(
    session: Session, names: BreedNames, photos: dict[str, int]
) -> None:
    lone = photos["Lone/9.jpg"]
    session.apply(LabelDog(lone, NEARLY, BEAGLE))
    text = WIDE + "9.jpg,,,,0.5 0.25 1 0.75,breed,,Boxer\n"
    plan = plan_of(session, names, text)
    assert left(plan) == [(2, "keeps_label", "breed Boxer")]
    assert not plan.changes_anything
    plan = plan_of(session, names, text, overwrite=True)
    session.apply(plan.change())
    assert (plan.replaced, session.dog_labels()) == (1, {lone: {NEARLY: BOXER}})
    assert plan_of(session, names, text).as_it_was == 1


def test_two_rows_that_contradict_each_other_about_a_dog_change_nothing(
    session: Session, names: BreedNames, photos: dict[str, int]
) -> None:
    row = "9.jpg,2,0.5 0.25 1 0.75,breed,,{},,\n"
    plan = plan_of(session, names, ROWS + row.format("Boxer") + row.format("Beagle"))
    assert {why for _, why, _ in left(plan)} == {"two_labels"}
    assert not plan.changes_anything


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("9.jpg,2,,breed,,Boxer,,\n", "no_such_dog"),
        ("9.jpg,2,0.5 0.25 1 0.75,breed,,Beagel,,\n", "half_a_label"),
    ],
)
def test_a_dog_of_which_nobody_knows_where_or_what_it_is_is_listed(
    session: Session, names: BreedNames, photos: dict[str, int], row: str, why: str
) -> None:
    plan = plan_of(session, names, ROWS + row)
    assert [each.why.value for each in plan.left] in ([why], ["unknown_breed"])
    assert not plan.changes_anything


def test_a_list_of_json_may_hold_anything(session: Session, names: BreedNames, photos: dict[str, int]) -> None:
    file = session.path.parent / "table.jsonl"
    good = '{"dog": 2, "box": [0.5, 0.25, 1.0, 0.75], "label": "breed", "label_breed_1": "Boxer"}'
    odd = '{"dog": "2"}, {"dog": 1}, 5, null, {"dog": 3, "label": null}, {"dog": 4, "box": [1e999, {}], "label": []}'
    lines = [f"[{odd}, {good}]", "null", '"["', '{"dog": 2}']
    file.write_text(
        "".join(f'{{"photo": "9.jpg", "label_breed_1_id": null, "further_dogs": {each}}}\n' for each in lines), "utf-8"
    )
    plan = preview_import(ImportWish(file), session, names)
    assert {dog: given.label for dog, given in plan.dogs.items()} == {(photos["Lone/9.jpg"], RIGHT): BOXER}


@pytest.mark.parametrize("text", ["", "1 2 3 4", "a b c d", "0.1 0.2 0.3", "nan 0 1 1", "0.5 0 0.1 1", "1e999 0 1 1"])
def test_what_is_no_box_says_nothing(text: str) -> None:
    assert box_in(text) is None


@pytest.mark.parametrize("head", ["photo,dog,box,dog_probability,breed", "photo,dog,box,kind_confidence,breed"])
def test_what_a_person_wrote_beside_the_suggestions_for_a_second_dog_is_not_of_the_photo(
    session: Session, names: BreedNames, photos: dict[str, int], head: str
) -> None:
    plan = plan_of(session, names, f"{head}\n9.jpg,1,0 0 0.4 1,0.9,Beagle\n9.jpg,2,0.5 0.25 1 0.75,0.9,Boxer\n")
    assert left(plan) == []
    assert plan.labels == {photos["Lone/9.jpg"]: BEAGLE}
    assert {dog: given.label for dog, given in plan.dogs.items()} == {(photos["Lone/9.jpg"], RIGHT): BOXER}


@pytest.mark.parametrize("head", ["photo,dog,box,label_breed_1,pick", "photo,dog,box,label_breed_1,label"])
def test_the_label_of_a_second_dog_is_not_the_photos_whichever_columns_were_chosen(
    session: Session, names: BreedNames, photos: dict[str, int], head: str
) -> None:
    plan = plan_of(session, names, f"{head}\n9.jpg,2,0.5 0.25 1 0.75,Boxer,\n")
    assert plan.labels == {}
    assert {dog: given.label for dog, given in plan.dogs.items()} == {(photos["Lone/9.jpg"], RIGHT): BOXER}


def test_a_table_may_tell_of_second_dogs_alone(session: Session, names: BreedNames, photos: dict[str, int]) -> None:
    plan = plan_of(session, names, "photo,dog_2_label,dog_2_box\n9.jpg,unknown,0.5 0.25 1 0.75\n")
    assert {dog: given.label for dog, given in plan.dogs.items()} == {(photos["Lone/9.jpg"], RIGHT): UNKNOWN}


@pytest.mark.parametrize("heading", ["dog", "Dog", "chien"])
def test_in_tables_of_others_a_dogs_name_stands_under_dog(
    session: Session, names: BreedNames, photos: dict[str, int], heading: str
) -> None:
    plan = plan_of(session, names, f"photo,{heading},breed\n9.jpg,Bella,Boxer\n")
    assert [line.animal.name for line in plan.animals.lines] == ["Bella"]
    assert plan.labels == {photos["Lone/9.jpg"]: BOXER}


def test_the_number_of_a_dog_is_the_name_of_no_animal(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text(ROWS + "9.jpg,2,,breed,,Boxer,Bella,\n", encoding="utf-8")
    assert read_naming_table(file).columns["name"] == "animal_name"  # type: ignore[index]
    file.write_text("photo,dog,status,dog_probability\n9.jpg,2,ok,0.9\n", encoding="utf-8")
    with pytest.raises(FaultError) as caught:
        read_naming_table(file)
    assert caught.value.fault.code == "table.no_animal_column"
    file.write_text("photo,dog,box\n9.jpg,Bella,12\n", encoding="utf-8")
    assert read_naming_table(file).columns["name"] == "dog", "as people head their lists"  # type: ignore[index]
