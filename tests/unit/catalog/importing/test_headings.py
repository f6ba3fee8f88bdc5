"""What the columns of tables mean: Pawsort's own, those of shelters, and those that only look like labels."""

from pathlib import Path

import pytest

from desktop_app.catalog.importing.headings import Headings, Meaning, understood
from desktop_app.catalog.importing.reading import read_import_table
from desktop_app.catalog.naming.tables import Column, read_naming_table
from desktop_app.exports.tables.session_cells import ALL_OF_PHOTOS, LABELS_ALONE, ONE_AN_ANIMAL, names_a_breed
from desktop_app.exports.tables.suggestion_table import TableShape
from desktop_app.tables import TableError


def test_headings_are_understood_in_both_languages_and_those_of_shelter_software() -> None:
    french = understood(["Fichier", "Nom de l\u2019animal", "N° ICAD", "Race", "Croisé avec", "Remarques", "Âge"])
    assert list(french.columns) == [
        *(Meaning.PHOTO, Meaning.NAME, Meaning.NUMBER, Meaning.BREED, Meaning.SECOND_BREED, Meaning.NOTE),
    ]
    assert french.unused == ("Âge",)
    asm = understood(["ANIMALCODE", "ANIMALNAME", "ANIMALBREED1", "ANIMALBREED2", "CROSSBREED"])
    assert asm.columns[Meaning.BREED] == "ANIMALBREED1"
    assert asm.columns[Meaning.IS_MIX] == "CROSSBREED"


@pytest.mark.parametrize(
    "heading",
    [
        "N° d'identification",
        "N° puce",
        "No de puce",
        "Num. d\u2019identification",
        "N° animal",
        "Numéro d'entrée",
        "n°",
    ],
)
def test_a_number_is_written_in_many_ways(heading: str) -> None:
    assert understood(["Photo", heading]).columns[Meaning.NUMBER] == heading


@pytest.mark.parametrize("heading", ["Race(s)", "Race supposée", "Race estimée", "Type de race"])
def test_a_breed_that_is_only_supposed_is_a_breed(heading: str) -> None:
    assert understood(["Photo", heading]).columns[Meaning.BREED] == heading


@pytest.mark.parametrize("columns", [ALL_OF_PHOTOS, LABELS_ALONE, ONE_AN_ANIMAL])
@pytest.mark.parametrize("no_breed", [False, True])
def test_pawsorts_own_tables_are_known_and_their_suggestions_are_no_labels(
    columns: tuple[str, ...], no_breed: bool
) -> None:
    columns = tuple(each for each in columns if not (no_breed and names_a_breed(each)))
    found = understood(columns)
    assert found.is_own
    assert found.says_something
    meant = {heading: meaning for meaning, heading in found.columns.items()}
    assert meant.get("label_breed_1") is (None if no_breed else Meaning.BREED)
    assert not {"breed_1", "breed_1_id", "photos", "state", "error"} & meant.keys()


@pytest.mark.parametrize("per_dog", [False, True])
def test_a_table_of_suggestions_alone_decides_nothing(tmp_path: Path, per_dog: bool) -> None:
    file = tmp_path / "labels.csv"
    file.write_text(",".join(TableShape(5, most_found=8, per_dog=per_dog).columns) + "\n", encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_import_table(file)
    assert caught.value.fault.code == "table.decides_nothing"


@pytest.mark.parametrize(
    ("heading", "code"),
    [("age,breed", "table.names_no_photos"), ("photo,age", "table.decides_nothing"), ("", "table.no_heading")],
)
def test_a_table_that_lacks_what_matters_says_so(tmp_path: Path, heading: str, code: str) -> None:
    file = tmp_path / "t.csv"
    file.write_text(heading + "\n", encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_import_table(file)
    assert caught.value.fault.code == code


def test_a_column_can_be_chosen_whatever_its_heading_says(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("Bild;Was;race\n", encoding="utf-8")
    chosen = {Meaning.PHOTO: "Bild", Meaning.BREED: "Was"}
    headings: Headings = read_import_table(file, chosen).head.headings
    assert headings.columns == chosen
    assert headings.unused == ("race",)
    with pytest.raises(TableError) as caught:
        read_import_table(file, {Meaning.PHOTO: "Foto"})
    assert caught.value.fault.code == "table.no_column"


@pytest.mark.parametrize("mark", ["dog_probability", "probability_1", "kind_probability", "kind_confidence"])
def test_the_kind_of_dog_that_was_suggested_is_no_species(tmp_path: Path, mark: str) -> None:
    found = understood(["photo", "name", "breed", "kind", mark])
    assert Meaning.SPECIES not in found.columns
    assert "kind" in found.unused
    file = tmp_path / "labels.csv"
    file.write_text(f"photo,name,kind,{mark}\n1.jpg,Bella,kind:spaniel,0.9\n", encoding="utf-8")
    assert Column.SPECIES not in read_naming_table(file).columns
    assert understood(["photo", "name", "kind"]).columns[Meaning.SPECIES] == "kind", "as people head their lists"
