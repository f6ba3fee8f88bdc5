"""What only the shelter knows of its animals, out of its own table."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from desktop_app.catalog.values.animals import Animal
from desktop_app.exports.shelters.details import Age, Details, Sex, Size, read_details
from desktop_app.exports.shelters.only_new import known_animals
from desktop_app.tables import TableError

TODAY = date(2026, 11, 26)


def read(folder: Path, text: str) -> "dict[str, Details]":
    file = folder / "shelter.csv"
    file.write_text(text, encoding="utf-8")
    return dict(read_details(file, TODAY).by_number)


def test_english_table(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Code,Name,Sex,Size,Age,Altered,Vaccinated,Good with cats,Description\n"
        'A1,Bella,Female,Large,3 years 2 months,Yes,no,unknown,"Likes, walks"\n'
        "a2,,neutered male,x-large,Puppy,,,,\n",
    )
    assert found["a1"] == Details(
        name="Bella",
        description="Likes, walks",
        sex=Sex.FEMALE,
        size=Size.LARGE,
        age=Age.ADULT,
        altered=True,
        shots=False,
    )
    assert found["a2"] == Details(sex=Sex.MALE, size=Size.EXTRA_LARGE, age=Age.BABY)


def test_french_table_of_a_spreadsheet(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Numéro;Nom;Sexe;Taille;Date de naissance;Stérilisé;OK chiens;OK enfants\n"
        "12;Élan;Mâle;Moyen;2026-08-01;oui;non;Oui\n"
        "13;Fée;Femelle;Très petite;2010-01-31;non;;\n",
    )
    assert found["12"] == Details(
        name="Élan", sex=Sex.MALE, size=Size.MEDIUM, age=Age.BABY, altered=True, with_dogs=False, with_kids=True
    )
    assert found["13"] == Details(name="Fée", sex=Sex.FEMALE, size=Size.SMALL, age=Age.SENIOR, altered=False)


@pytest.mark.parametrize(
    ("cell", "age"),
    [
        ("5 months", Age.BABY),
        ("6 mois", Age.YOUNG),
        ("10 semaines", Age.BABY),
        ("1 an et 11 mois", Age.YOUNG),
        ("2 ans", Age.ADULT),
        ("8,5 ans", Age.ADULT),
        ("9 y", Age.SENIOR),
        ("Âgée", Age.SENIOR),
        ("jeune adulte", Age.YOUNG),
        ("soon", None),
        ("7", None),
    ],
)
def test_age_is_told_in_words_or_in_years(tmp_path: Path, cell: str, age: Age | None) -> None:
    assert read(tmp_path, f'Number,Age\nA1,"{cell}"\n')["a1"].age is age


@pytest.mark.parametrize(
    ("born", "age"),
    [
        ("2026-08-01", Age.BABY),
        ("2015-08-01T00:00:00", Age.SENIOR),
        ("31/01/2020", Age.ADULT),
        ("1.2.2020", Age.ADULT),
        ("02/11/2025", Age.YOUNG),
        ("07/08/2026", Age.BABY),
        ("04/06/2026", None),  # the 4th of June is a baby, the 6th of April is none
        ("2027-01-01", None),
        ("99/99/2020", None),
        ("last year", None),
    ],
)
def test_birthday_is_understood_where_day_and_month_cannot_be_mistaken(
    tmp_path: Path, born: str, age: Age | None
) -> None:
    assert read(tmp_path, f"Number,Date of birth\nA1,{born}\n")["a1"].age is age


def test_what_is_not_understood_stays_blank_and_is_told(tmp_path: Path) -> None:
    file = tmp_path / "shelter.csv"
    file.write_text("Number,Sex,Size,Age,Born\nA1,both,tiny-ish,,1/2\nA2,?,unknown,,\n", encoding="utf-8")
    table = read_details(file, TODAY)
    assert table.of(" a1 ") == Details()
    assert table.not_understood == ("A1: both", "A1: tiny-ish", "A1: 1/2")


def test_number_that_stands_twice_counts_once_and_is_told(tmp_path: Path) -> None:
    file = tmp_path / "shelter.csv"
    file.write_text("Number,Sex\nA1,M\na1,F\n,F\n", encoding="utf-8")
    table = read_details(file, TODAY)
    assert table.of("A1").sex is Sex.MALE
    assert table.twice == ("a1",)
    assert len(table.by_number) == 1


def test_workbook_of_the_shelters_software_is_read_like_its_tables(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Code", "Nom", "Sexe", "Date de naissance", "Stérilisé"])
    sheet.append([1200, "Bella", "Femelle", date(2026, 8, 1), True])
    sheet.append(["A13", "Élan", "Mâle", date(2010, 1, 31), False])
    book.save(tmp_path / "shelter.xlsx")
    table = read_details(tmp_path / "shelter.xlsx", TODAY)
    assert table.of("1200") == Details(name="Bella", sex=Sex.FEMALE, age=Age.BABY, altered=True)
    assert table.of("a13") == Details(name="Élan", sex=Sex.MALE, age=Age.SENIOR, altered=False)
    assert table.not_understood == ()
    known = known_animals(tmp_path / "shelter.xlsx")
    assert known.has(Animal(1, "", "1200"))
    assert not known.has(Animal(2, "Bella", "1201"))


def test_table_without_numbers_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "shelter.csv"
    file.write_text("Name,Sex\nBella,F\n", encoding="utf-8")
    with pytest.raises(TableError) as refused:
        read_details(file)
    assert refused.value.fault.code == "table.no_number_column"
    assert refused.value.fault.facts["there"] == "Name, Sex"
