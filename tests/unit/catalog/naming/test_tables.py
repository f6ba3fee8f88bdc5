"""Tables as shelters have them: French headings, paths of other computers, rows that mean nobody."""

from pathlib import Path

import pytest

from desktop_app.catalog.naming.photo_paths import PhotoPaths
from desktop_app.catalog.naming.tables import (
    Column,
    NamingTable,
    RowTrouble,
    find_in_table,
    read_naming_table,
    species_named,
)
from desktop_app.catalog.values.animals import Species
from desktop_app.tables import TableError

PATHS = (
    "/home/ann/Refuge/Bella/IMG_1.jpg",
    "/home/ann/Refuge/Bella/old/IMG_2.jpg",
    "/home/ann/Refuge/Rex/IMG_1.jpg",
    "/home/ann/Refuge/Rex/img_3.JPG",
    "/home/ann/Refuge/Élodie/IMG_4.jpg",
)


@pytest.fixture
def photos() -> PhotoPaths:
    return PhotoPaths(range(1, 6), PATHS, separator="/")


def table_of(tmp_path: Path, text: str, encoding: str = "utf-8", name: str = "t.csv") -> NamingTable:
    file = tmp_path / name
    file.write_text(text, encoding=encoding)
    return read_naming_table(file)


def test_headings_in_french_are_understood_and_others_listed(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Fichier;Nom de l\u2019animal;N° ICAD;Espèce;Remarques;Âge\n", "cp1252")
    assert list(table.columns) == [Column.PHOTO, Column.NAME, Column.NUMBER, Column.SPECIES, Column.NOTE]
    assert table.unused == ("Âge",)


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("photo,name", {Column.PHOTO, Column.NAME}),
        ("FOLDER\tAnimal ID", {Column.FOLDER, Column.NUMBER}),
        ("file_name,animal_name,shelter code", {Column.PHOTO, Column.NAME, Column.NUMBER}),
        ("Dossier;Prénom;Puce", {Column.FOLDER, Column.NAME, Column.NUMBER}),
    ],
)
def test_headings_differ_from_shelter_to_shelter(tmp_path: Path, heading: str, columns: set[Column]) -> None:
    assert table_of(tmp_path, heading + "\n").columns.keys() == columns


@pytest.mark.parametrize(
    ("heading", "code"), [("name,number", "table.no_photo_column"), ("photo,age", "table.no_animal_column")]
)
def test_a_table_without_the_columns_that_matter_says_so(tmp_path: Path, heading: str, code: str) -> None:
    with pytest.raises(TableError) as caught:
        table_of(tmp_path, heading + "\n")
    assert caught.value.fault.code == code


def test_photos_count_more_than_folders_and_deep_folders_more_than_those_above(
    tmp_path: Path, photos: PhotoPaths
) -> None:
    table = table_of(
        tmp_path,
        "photo,folder,name,number,species,note\n"
        ",Refuge,Shelter,S1,,\n"
        ",Bella,Bella,A1,dog,shy\n"
        "IMG_2.jpg,,Pup,A2,,\n"
        ",elodie,Nobody,,,\n"
        r"C:\Users\ann\Rex\IMG_1.jpg,,Rex,A3,Chat,"
        "\n",
    )
    found = find_in_table(table, photos)
    assert [(each.name, each.number, each.places, each.species, each.note) for each in found.animals] == [
        ("Shelter", "S1", [3, 4], None, None),
        ("Bella", "A1", [0], Species.DOG, "shy"),
        ("Pup", "A2", [1], None, None),
        ("Rex", "A3", [2], Species.CAT, None),
    ]
    assert [(each.source, each.why, each.line) for each in found.left_out] == [("elodie", RowTrouble.NOT_IN_SESSION, 5)]


def test_what_is_not_understood_is_listed_and_left_alone(tmp_path: Path, photos: PhotoPaths) -> None:
    table = table_of(
        tmp_path,
        "photo,folder,name,species\n"
        "IMG_1.jpg,,Bella,\n"
        "IMG_1.jpg,Rex,Rex,unicorn\n"
        "gone.jpg,,Luna,\n"
        "img_3.jpg,,,\n"
        ",,Max,\n"
        "IMG_4.jpg,,Max,\n"
        "IMG_4,,Moritz,\n",
    )
    found = find_in_table(table, photos)
    assert [(each.name, each.places) for each in found.animals] == [("Rex", [2])]
    assert [(each.line, each.source, each.why) for each in found.left_out] == [
        (2, "IMG_1.jpg", RowTrouble.SEVERAL),
        (3, "unicorn", RowTrouble.UNKNOWN_SPECIES),
        (4, "gone.jpg", RowTrouble.NOT_IN_SESSION),
        (5, "img_3.jpg", RowTrouble.NOBODY),
        (6, "Max", RowTrouble.NO_PHOTO),
        (7, "IMG_4.jpg", RowTrouble.TWO_ANIMALS),
        (8, "IMG_4", RowTrouble.TWO_ANIMALS),
    ]


def test_rows_of_one_number_or_of_one_name_are_one_animal(tmp_path: Path, photos: PhotoPaths) -> None:
    table = table_of(
        tmp_path,
        "photo,name,number\nBella/IMG_1.jpg,Bella,A1200\nIMG_2.jpg,,a-1200\nRex/IMG_1.jpg,Rex,\nIMG_3.jpg,rex,\n",
    )
    found = find_in_table(table, photos)
    assert [(each.name, each.number, each.places) for each in found.animals] == [
        ("Bella", "A1200", [0, 1]),
        ("Rex", "", [2, 3]),
    ]


@pytest.mark.parametrize(
    "name", ["Bella (chiot)", "=1+1", "@home", "🐶 Rex 🦴", "שלום", "-Tiret-", 'dit "la Grande"', "(sans nom)"]
)
def test_a_name_in_a_table_is_taken_as_it_is_written(tmp_path: Path, photos: PhotoPaths, name: str) -> None:
    table = table_of(tmp_path, f'photo;nom\nBella/IMG_1.jpg;"{name.replace(chr(34), 2 * chr(34))}"\n')
    assert [each.name for each in find_in_table(table, photos).animals] == [name]


def test_line_breaks_and_signs_alone_are_no_part_of_a_name(tmp_path: Path, photos: PhotoPaths) -> None:
    table = table_of(tmp_path, 'photo;name\nBella/IMG_1.jpg;"Marie\n  Lou "\nIMG_2.jpg;-\n')
    found = find_in_table(table, photos)
    assert [each.name for each in found.animals] == ["Marie Lou"]
    assert [(left.line, left.why) for left in found.left_out] == [(4, RowTrouble.NOBODY)]


def test_two_names_under_one_number_are_told(tmp_path: Path, photos: PhotoPaths) -> None:
    rows = "Bella/IMG_1.jpg,Bella,A1\nIMG_2.jpg,BELLA,A1\nRex/IMG_1.jpg,Rex,a1\nIMG_3.jpg,Rex,A1\n"
    (found,) = find_in_table(table_of(tmp_path, f"photo,name,number\n{rows}"), photos).animals
    assert (found.name, found.also_called) == ("Bella", ("Rex",))


@pytest.mark.parametrize(
    ("text", "species"),
    [
        ("Dog", Species.DOG),
        ("chienne", Species.DOG),
        ("Chat", Species.CAT),
        ("NAC", Species.OTHER),
        ("lapin", Species.OTHER),
        ("licorne", None),
        ("dog or cat", None),
        ("", None),
    ],
)
def test_species_are_known_by_the_words_of_three_languages(text: str, species: Species | None) -> None:
    assert species_named(text) is species
