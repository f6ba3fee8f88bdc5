"""Which animals another software has already."""

from pathlib import Path

import pytest

from desktop_app.catalog.values.animals import Animal
from desktop_app.exports.shelters.only_new import known_animals, known_number
from desktop_app.tables import TableError


def written(folder: Path, text: str, name: str = "there.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "heading", ["Number", "ShelterCode", "ANIMALCODE", "Numéro", "Numéro d'identification", "Matricule", "externalID"]
)
def test_numbers_are_found_under_the_headings_that_people_and_programs_write(tmp_path: Path, heading: str) -> None:
    known = known_animals(written(tmp_path, f"{heading};Nom\n a1200 ;Bella\n1201;Rex\n"))
    assert known.has(Animal(1, "Somebody", "A1200"))
    assert known.has(Animal(2, "", "1201"))
    assert not known.has(Animal(3, "Bella", "A1202")), "another number is another animal, whatever it is called"


def test_name_counts_where_one_side_has_no_number(tmp_path: Path) -> None:
    known = known_animals(written(tmp_path, "Code,Name\nA1,Élodie\n"))
    assert known.has(Animal(1, "elodie"))
    assert not known.has(Animal(2, "Bella"))
    names_alone = known_animals(written(tmp_path, "Nom de l'animal\nÉlodie\n"))
    assert names_alone.has(Animal(3, "ÉLODIE", "A7"))
    assert not names_alone.has(Animal(4, "", "A7"))


def test_code_counts_before_the_running_number_and_that_of_the_chip(tmp_path: Path) -> None:
    known = known_animals(written(tmp_path, "ID,ShelterCode,Microchip\n7,A1200,977200\n"))
    assert known.has(Animal(1, "", "A1200"))
    assert not known.has(Animal(2, "", "7"))
    assert not known.has(Animal(3, "", "977200"))


def test_numbers_are_the_same_as_a_spreadsheet_writes_them() -> None:
    assert known_number("1200.0") == known_number(" 1200 ") == "1200"
    assert known_number("A1.0") == "a1.0"
    assert known_number("0012") == "0012"


def test_table_without_animals_is_refused_by_name(tmp_path: Path) -> None:
    file = written(tmp_path, "Colour,Kennel\nred,4\n")
    with pytest.raises(TableError) as refused:
        known_animals(file)
    assert refused.value.fault.code == "table.no_animal_column"
    assert refused.value.fault.facts["file"] == str(file)
