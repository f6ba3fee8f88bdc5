"""The table for ASM3: what its import takes, and nothing by which it would change an animal that it has."""

import base64
import csv
import io
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.breeds.own_vocabularies import OwnWords, own_file, save_own
from desktop_app.breeds.vocabularies import shipped_vocabularies
from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Species
from desktop_app.commands.formats.asm3 import WORDS
from desktop_app.exports.asm3_animals import made_code, plain
from desktop_app.exports.base import CancelledError, OptionValue, Preview, Written
from desktop_app.exports.formats.asm3 import COLUMNS, FORMAT
from desktop_app.exports.gathering import gathered
from desktop_app.exports.material import Standing
from tests.golden.session import GoldenSession
from tests.golden.writing import wording

csv.field_size_limit(1 << 26)
EVERYBODY: dict[str, OptionValue] = {"without_list": "all"}
URI = "data:image/jpeg;base64,"


def exported(session: Path, folder: Path, **options: OptionValue) -> tuple[list[dict[str, str]], Preview, Written]:
    """Export, and read back what was written."""
    target, material = folder / "asm3.csv", gathered(session)
    preview = FORMAT.preview(target, material, options)
    written = FORMAT.write(target, material, wording("en"), options)
    return rows_of(target), preview, written


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def left_out(preview: Preview) -> dict[str, int]:
    return {note.code: int(note.facts["animals"]) for note in preview.notes if "animals" in note.facts}


@pytest.fixture(scope="module")
def everybody(
    golden_original: GoldenSession, tmp_path_factory: pytest.TempPathFactory
) -> tuple[list[dict[str, str]], Preview, Written]:
    return exported(golden_original.file, tmp_path_factory.mktemp("asm3"), **EVERYBODY)


@pytest.mark.parametrize(("language", "receiver", "dog"), [("en", "asm3", "Dog"), ("fr", "asm3_fr", "Chien")])
def test_every_name_is_one_of_asm3s(
    language: str, receiver: str, dog: str, golden_original: GoldenSession, tmp_path: Path
) -> None:
    rows, _, written = exported(golden_original.file, tmp_path, asm3_language=language, pictures=0, **EVERYBODY)
    names = set(shipped_vocabularies()[0][receiver].names)
    assert written.animals == len(rows) == 27
    for row in rows:
        assert row["ANIMALBREED1"] in names
        assert row["ANIMALBREED2"] in names - {row["ANIMALBREED1"]} | {""}
        assert (row["ANIMALSPECIES"], row["ANIMALTYPE"]) == (dog, f"D ({dog})")
        assert row["ANIMALNAME"]
        assert row["ANIMALCODE"]
        assert float(row["ANIMALAGE"]) > 0


def test_what_is_planned_is_what_is_written(everybody: tuple[list[dict[str, str]], Preview, Written]) -> None:
    rows, preview, written = everybody
    [planned] = preview.files
    assert (planned.rows, planned.columns) == (len(rows), tuple(rows[0]))
    assert planned.columns == COLUMNS
    assert written.photos + preview.left_out == 75 - 1
    assert {"n02115641", "n02115913", "n02116738"} <= set(preview.unmapped)
    assert left_out(preview) == {
        "same_code": 4,
        "disagreeing": 1,
        "undecided": 4,
        "no_name": 1,
        "other_species": 2,
        "no_dog": 1,
        "breed_in_description": 7,
    }
    assert "changes_those_there" in {note.code for note in preview.notes if note.is_warning}
    assert all(WORDS.note(note.code) for note in preview.notes)


def test_breeds_that_the_columns_do_not_say_stand_in_the_description(
    everybody: tuple[list[dict[str, str]], Preview, Written],
) -> None:
    rows = {row["ANIMALNAME"]: row for row in everybody[0]}
    assert (rows["Rex"]["ANIMALBREED1"], rows["Rex"]["ANIMALBREED2"]) == ("German Shepherd Dog", "Siberian Husky")
    assert rows["Rex"]["ANIMALDESCRIPTION"] == ""
    assert (rows["Sydney"]["ANIMALBREED1"], rows["Sydney"]["ANIMALBREED2"]) == ("Mixed Breed", "")
    assert rows["Sydney"]["ANIMALDESCRIPTION"] == "Looks like Dingo"
    assert (rows["Kali"]["ANIMALBREED1"], rows["Kali"]["ANIMALBREED2"]) == ("Basenji", "Mixed Breed")
    assert rows["Luna"]["ANIMALDESCRIPTION"] == (
        "Looks like Labrador Retriever × American Pit Bull Terrier × Chow Chow"  # noqa: RUF001 - a cross
    )


def test_texts_have_nothing_that_its_reader_takes_for_something_else(
    everybody: tuple[list[dict[str, str]], Preview, Written],
) -> None:
    """It ends cells at any quotation mark, and keeps those within a cell doubled."""
    for row in everybody[0]:
        for column, text in row.items():
            assert '"' not in text
            # A blank before a formula it takes off; a spreadsheet computes none behind it.
            assert text == (f" {text.strip()}" if text.strip().startswith(("=", "+", "-", "@")) else text.strip())
            assert not set(text) & set("\r\x0b\x00\u202e\u2028")
            assert column == "ANIMALDESCRIPTION" or "\n" not in text
        assert not set(row["ANIMALCODE"]) & set("'`<>")
    names = {row["ANIMALNAME"].strip() for row in everybody[0]}
    assert "Rocky “the Rock”, Jr.; 2nd" in names
    assert {"-Moins", "@home", "Bisou 🐕❤️"} <= names


def test_no_code_stands_for_two_animals(everybody: tuple[list[dict[str, str]], Preview, Written]) -> None:
    codes = Counter(row["ANIMALCODE"].casefold() for row in everybody[0])
    assert set(codes.values()) == {1}
    assert not {"a1200", "a1223"} & codes.keys()


def test_without_the_table_of_asm3_only_animals_that_cannot_be_there_go_out(
    golden_original: GoldenSession, tmp_path: Path
) -> None:
    rows, preview, _ = exported(golden_original.file, tmp_path)
    assert [row["ANIMALNAME"] for row in rows] == ["Sans Numéro"]
    assert rows[0]["ANIMALCODE"].startswith("PS-")
    assert left_out(preview)["may_be_there"] == 26
    assert "may_be_there" in {note.code for note in preview.notes if note.is_warning}
    assert "changes_those_there" not in {note.code for note in preview.notes}


def test_animals_in_the_table_of_asm3_are_left_out_and_a_second_export_has_none(
    golden_original: GoldenSession, tmp_path: Path
) -> None:
    table = tmp_path / "there.csv"
    table.write_text("ANIMALID,ANIMALCODE,ANIMALNAME\n1,a1201,Rex\n2, A1202 ,Luna\n3,,\n", encoding="utf-8")
    rows, preview, _ = exported(golden_original.file, tmp_path, only_new=str(table), pictures=0)
    assert left_out(preview)["already_there"] == 2
    assert len(rows) == 25
    assert not {"A1201", "A1202"} & {row["ANIMALCODE"] for row in rows}
    # As ASM3 writes it once it has all of them.
    everybody = [*rows, {"ANIMALCODE": "A1201", "ANIMALNAME": "Rex"}, {"ANIMALCODE": "A1202", "ANIMALNAME": "Luna"}]
    lines = [f'"{row["ANIMALCODE"]}","{row["ANIMALNAME"]}"' for row in everybody]
    table.write_text("\n".join(["ANIMALCODE,ANIMALNAME", *lines]) + "\n", encoding="utf-8")
    rows, preview, written = exported(golden_original.file, tmp_path, only_new=str(table), pictures=0)
    assert rows == []
    assert written.animals == 0
    assert preview.files[0].rows == 0
    assert left_out(preview)["already_there"] == 27


def test_a_table_of_names_alone_does_not_tell_which_numbers_are_new(
    golden_original: GoldenSession, tmp_path: Path
) -> None:
    table = tmp_path / "names.csv"
    table.write_text("ANIMALNAME\nZoe\n", encoding="utf-8")
    rows, preview, _ = exported(golden_original.file, tmp_path, only_new=str(table), pictures=0)
    assert [row["ANIMALNAME"] for row in rows] == ["Sans Numéro"]
    assert left_out(preview)["may_be_there"] == 26
    table.write_text("ANIMALNAME\nSANS NUMERO\n", encoding="utf-8")
    assert exported(golden_original.file, tmp_path, only_new=str(table), pictures=0)[0] == []


def test_names_of_a_shelters_own_list_that_its_import_would_not_find_are_not_written(
    golden_original: GoldenSession, isolated_home: Path, tmp_path: Path
) -> None:
    listed = ('Boxer "the dog"', "Boxer", "Mixed Breed", "Beagle")
    save_own({"asm3": OwnWords({"n02108089": listed[0]}, listed)}, own_file())
    rows, preview, _ = exported(golden_original.file, tmp_path, pictures=0, **EVERYBODY)
    assert {row["ANIMALBREED1"] for row in rows} <= {"Mixed Breed", "Beagle"}
    assert "n02108089" in preview.unmapped
    assert not any("own_names" in note.code for note in preview.notes)
    save_own({"asm3": OwnWords({"n02108089": "Boxr"})}, own_file())
    assert "own_names_unknown" in {note.code for note in exported(golden_original.file, tmp_path)[1].notes}


def test_a_code_stays_whatever_the_animal_and_the_file_are_called(golden: GoldenSession, tmp_path: Path) -> None:
    [before] = exported(golden.file, tmp_path)[0]
    moved = tmp_path / "Moved.pawsort"
    golden.file.rename(moved)
    with Session.open(moved) as session:
        [animal] = {row.animal for row in session.rows() if row.animal and row.animal.name == "Sans Numéro"}
        assert animal is not None
        session.apply(SetAnimals({animal.animal_id: replace(animal, name="Bill")}, {}))
    [after] = exported(moved, tmp_path)[0]
    assert (after["ANIMALNAME"], after["ANIMALCODE"]) == ("Bill", before["ANIMALCODE"])
    assert len({made_code(began, animal) for began in range(50) for animal in range(50)}) == 2500


def test_without_breeds_no_breed_is_told_and_those_nobody_decided_about_go_out(
    golden_original: GoldenSession, tmp_path: Path
) -> None:
    rows, preview, _ = exported(golden_original.file, tmp_path, no_breed=True, pictures=0, **EVERYBODY)
    assert {(row["ANIMALBREED1"], row["ANIMALBREED2"]) for row in rows} == {("Mixed Breed", "")}
    assert preview.unmapped == ()
    assert not any("Looks like" in row["ANIMALDESCRIPTION"] for row in rows)
    assert not {"undecided", "disagreeing", "breed_in_description"} & left_out(preview).keys()
    assert "Janus" in {row["ANIMALNAME"] for row in rows}
    assert len(rows) == 32


def test_pictures_are_upright_and_further_ones_stand_in_rows_that_say_the_same(
    golden_original: GoldenSession, tmp_path: Path
) -> None:
    before = golden_original.state_of_photos()
    rows, preview, written = exported(golden_original.file, tmp_path, pictures=3, **EVERYBODY)
    assert preview.files[0].rows == len(rows) == 34
    assert len({row["ANIMALCODE"] for row in rows}) == written.animals == 27
    of_star = [row for row in rows if row["ANIMALNAME"] == "Étoile"]
    assert len(of_star) == 3
    assert len({row["ANIMALIMAGE"] for row in of_star}) == 3
    assert {(row["ANIMALBREED1"], row["ANIMALSPECIES"]) for row in of_star} == {("Siberian Husky", "Dog")}
    for row in rows:
        assert row["ANIMALIMAGE"].startswith(URI)
        picture = Image.open(io.BytesIO(base64.b64decode(row["ANIMALIMAGE"].removeprefix(URI), validate=True)))
        assert picture.format == "JPEG"
        assert max(picture.size) <= 1024
        assert not picture.getexif()
    assert golden_original.state_of_photos() == before


def test_where_no_picture_is_wanted_none_is_written(golden_original: GoldenSession, tmp_path: Path) -> None:
    rows, preview, written = exported(golden_original.file, tmp_path, pictures=0, **EVERYBODY)
    assert {row["ANIMALIMAGE"] for row in rows} == {""}
    assert written.skipped == ()
    assert "import_once" in {note.code for note in preview.notes if note.is_warning}


@pytest.mark.parametrize(("where", "column"), [("note", "ANIMALDESCRIPTION"), ("hidden", "ANIMALHIDDENDETAILS")])
def test_the_note_goes_where_it_was_meant_to(
    where: str, column: str, golden_original: GoldenSession, tmp_path: Path
) -> None:
    rows, _, _ = exported(golden_original.file, tmp_path, description=where, pictures=0, **EVERYBODY)
    [rocky] = [row for row in rows if row["ANIMALNAME"].startswith("Rocky")]
    assert rocky[column].startswith("He said “no”, then;")
    rows, _, _ = exported(golden_original.file, tmp_path, description="none", pictures=0, **EVERYBODY)
    [rocky] = [row for row in rows if row["ANIMALNAME"].startswith("Rocky")]
    assert rocky["ANIMALDESCRIPTION"] == rocky["ANIMALHIDDENDETAILS"] == ""


def test_animals_wait_until_somebody_says_they_are_for_adoption(golden_original: GoldenSession, tmp_path: Path) -> None:
    rows, _, _ = exported(golden_original.file, tmp_path, pictures=0, age=7, **EVERYBODY)
    assert {(row["ANIMALNOTFORADOPTION"], row["ANIMALAGE"]) for row in rows} == {("Y", "7")}
    rows, _, _ = exported(golden_original.file, tmp_path, pictures=0, age=0, not_for_adoption=False, **EVERYBODY)
    assert {(row["ANIMALNOTFORADOPTION"], row["ANIMALAGE"]) for row in rows} == {("N", "1")}


def test_a_cancelled_export_leaves_what_was_there(golden_original: GoldenSession, tmp_path: Path) -> None:
    class Impatient:
        def advance(self, done: int, total: int) -> None:
            if done == 5:
                raise CancelledError

    target = tmp_path / "asm3.csv"
    target.write_text("of yesterday", encoding="utf-8")
    with pytest.raises(CancelledError):
        FORMAT.write(target, gathered(golden_original.file), wording("en"), EVERYBODY, Impatient())
    assert target.read_text(encoding="utf-8") == "of yesterday"
    assert [each.name for each in tmp_path.iterdir()] == ["asm3.csv"]


def test_suggestions_that_are_accepted_go_out(golden_original: GoldenSession, tmp_path: Path) -> None:
    material = gathered(golden_original.file)
    accepted = [each for each in material.herd("maybe") if each.standing is Standing.ACCEPTED]
    rows, _, _ = exported(golden_original.file, tmp_path, accept_suggestions="maybe", pictures=0, **EVERYBODY)
    names = {row["ANIMALNAME"] for row in rows}
    dogs = [each for each in accepted if each.animal.species is Species.DOG]
    assert dogs
    assert {each.animal.name for each in dogs} <= names
    assert len(rows) == 27 + len(dogs)


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ('"Rex"', "“Rex”"),
        ('a ("b") c', "a (“b”) c"),
        ('12" tall', "12” tall"),
        ("a\r\nb\rc\x0bd\u2028e", "a\nb\nc\nd\ne"),
        ("\ufeffa\u202eb\x00\ud800 ", "ab"),
        ("l'orage <b>", "l'orage <b>"),
    ],
)
def test_texts_are_what_its_reader_takes(text: str, taken: str) -> None:
    assert plain(text) == taken
