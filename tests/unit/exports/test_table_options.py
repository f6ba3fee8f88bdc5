"""What a person can choose about tables: columns, signs, encodings; who opens them; photos beside the rows."""

import csv
import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image

from desktop_app.catalog.rows import PhotoRow
from desktop_app.commands.fault_sentences import sentence
from desktop_app.exports.base import OptionValue, Wording
from desktop_app.exports.formats import all_formats
from desktop_app.exports.gathering import gathered
from desktop_app.exports.material import Material
from desktop_app.exports.session_tables import ColumnsError
from desktop_app.exports.sheet_thumbnails import SIDE
from desktop_app.faults import Fault
from desktop_app.guarding import guarded, unguarded
from desktop_app.imaging.thumbnails import ThumbnailCache
from desktop_app.tables import read_table
from tests.golden.session import GoldenSession
from tests.golden.sheets import formulas_of

TABLES = ("csv", "xlsx", "jsonl")
# As spreadsheets of a country read CSV on a double click.
FRENCH, ENGLISH = (";", ","), (",", ".")
COMPUTED = ("=", "+", "-", "@", "\t", "\r")


def material_of(golden: GoldenSession, **changes: Any) -> Material:
    """The session; `changes` are made to every row."""
    whole = gathered(golden.file)
    rows = [replace(row, **changes) for row in whole.rows()] if changes else list(whole.rows())
    return replace(whole, rows=lambda: rows)


def export(
    golden: GoldenSession,
    folder: Path,
    format_id: str,
    options: Mapping[str, OptionValue],
    decimal_mark: str = ".",
    material: Material | None = None,
) -> Path:
    target = folder / f"table.{format_id}"
    wording = Wording(lambda breed_id: breed_id.removeprefix("own:"), sentence, decimal_mark)
    all_formats()[format_id].write(target, material or material_of(golden), wording, options)
    return target


def rows_of(file: Path, delimiter: str = ",", encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    with file.open(encoding=encoding, newline="") as stream:
        return list(csv.DictReader(stream, delimiter=delimiter))


# Columns


@pytest.mark.parametrize("format_id", TABLES)
def test_a_table_has_the_columns_that_were_named_in_their_order(
    format_id: str, golden_original: GoldenSession, tmp_path: Path
) -> None:
    options = {"columns": " animal_name , photo,label,photo,"}
    preview = all_formats()[format_id].preview(tmp_path / "a", material_of(golden_original), options)
    assert preview.files[0].columns == ("animal_name", "photo", "label")
    read = read_table(export(golden_original, tmp_path, format_id, options))
    assert read.columns == ("animal_name", "photo", "label")
    assert "Bella" in {row.values["animal_name"] for row in read.rows}


@pytest.mark.parametrize(
    ("options", "column"),
    [
        ({"columns": "photo,colour"}, "colour"),
        ({"columns": "breed_1", "no_breed": True}, "breed_1"),
        ({"columns": "photo", "content": "animals"}, "photo"),
    ],
)
def test_a_column_that_is_not_there_is_named_with_those_that_are(
    options: Mapping[str, OptionValue], column: str, golden_original: GoldenSession, tmp_path: Path
) -> None:
    table, whole = all_formats()["csv"], material_of(golden_original)
    for act in (
        lambda: table.preview(tmp_path / "a.csv", whole, options),
        lambda: table.write(tmp_path / "a.csv", whole, Wording(str, sentence), options),
    ):
        with pytest.raises(ColumnsError) as caught:
            act()
        facts = caught.value.fault.facts
        assert (facts["option"], facts["column"]) == ("columns", column)
        assert "label_of_another_file" in str(facts["there"]) or "standing" in str(facts["there"])
        assert column in sentence(caught.value.fault)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format_id", TABLES)
def test_every_animal_has_a_number_of_its_own_in_every_table(
    format_id: str, golden_original: GoldenSession, tmp_path: Path
) -> None:
    read = read_table(export(golden_original, tmp_path, format_id, {"content": "animals"}))
    ids = [row.values["animal_id"] for row in read.rows]
    assert len(set(ids)) == len(ids) == 40


# Signs


@pytest.mark.parametrize(
    ("options", "decimal_mark", "signs", "begins"),
    [
        ({}, ",", ENGLISH, b"photo,"),
        ({"reader": "spreadsheet"}, ",", FRENCH, b"\xef\xbb\xbfphoto;"),
        ({"reader": "spreadsheet"}, ".", ENGLISH, b"\xef\xbb\xbfphoto,"),
        ({"reader": "spreadsheet", "decimal_mark": "comma"}, ".", FRENCH, b"\xef\xbb\xbfphoto;"),
        ({"separator": "tab", "decimal_mark": "comma"}, ".", ("\t", ","), b"photo\t"),
        ({"separator": "comma", "decimal_mark": "comma"}, ".", (",", ","), b"photo,"),
        ({"separator": "semicolon", "encoding": "utf-8-with-mark"}, ",", (";", "."), b"\xef\xbb\xbfphoto;"),
        ({"reader": "spreadsheet", "encoding": "utf-8"}, ".", ENGLISH, b"photo,"),
    ],
)
def test_signs_are_those_of_the_reader_or_those_that_were_chosen(
    options: Mapping[str, OptionValue],
    decimal_mark: str,
    signs: tuple[str, str],
    begins: bytes,
    golden_original: GoldenSession,
    tmp_path: Path,
) -> None:
    file = export(golden_original, tmp_path, "csv", options, decimal_mark)
    assert file.read_bytes().startswith(begins)
    rows = rows_of(file, signs[0])
    assert len(rows) == 74
    assert rows[0]["dog_probability"].replace(signs[1], "|") == "0|984375"
    assert [row.values["photo"] for row in read_table(file).rows] == [row["photo"] for row in rows]


def test_windows_1252_has_what_it_can_and_says_how_much_it_cannot(
    golden_original: GoldenSession, tmp_path: Path
) -> None:
    options = {"encoding": "windows-1252", "columns": "animal_name,animal_note"}
    table, whole = all_formats()["csv"], material_of(golden_original)
    preview = table.preview(tmp_path / "a.csv", whole, options)
    written = table.write(tmp_path / "a.csv", whole, Wording(str, sentence), options)
    rows = rows_of(tmp_path / "a.csv", encoding="cp1252")
    names = {row["animal_name"] for row in rows}
    assert {"Étoile", "Déchirée"} <= names, "one sign, or a letter and its accent: written alike"
    lossy = sum("?" in text for row in rows for text in row.values()) - sum(
        "?" in text for row in whole.rows() if row.animal is not None for text in (row.animal.name, row.animal.note)
    )
    [note], [fault] = preview.notes, written.skipped
    assert note.is_warning
    assert note.facts["cells"] == fault.facts["cells"] == lossy > 0
    assert fault.code == "write.lost_signs"
    assert f": {lossy}." in sentence(fault)


def test_letters_whose_accents_are_signs_of_their_own_are_not_lost(
    golden_original: GoldenSession, tmp_path: Path
) -> None:
    decomposed = material_of(golden_original, path=Path("/photos/E\u0301toile.jpg"))
    options = {"encoding": "windows-1252", "columns": "photo"}
    assert all_formats()["csv"].preview(tmp_path / "a.csv", decomposed, options).notes == ()
    file = export(golden_original, tmp_path, "csv", options, material=decomposed)
    assert file.read_bytes().endswith("Étoile.jpg\n".encode("cp1252"))


# Formulas


def test_a_spreadsheet_computes_nothing_of_any_column(golden_original: GoldenSession, tmp_path: Path) -> None:
    """Names of files too: a path is absolute, but what an error says need not begin with a letter."""
    rows = material_of(golden_original, fault=Fault("photo.said", {"words": "=1+1"}), path=Path("=1.jpg"))
    options = {"reader": "spreadsheet"}
    file = export(golden_original, tmp_path, "csv", options, material=rows)
    read = rows_of(file)
    assert {row["photo"] for row in read} == {"'=1.jpg"}
    assert not [text for row in read for text in row.values() if text.startswith(COMPUTED)]
    names = [row.animal.name for row in rows.rows() if row.animal is not None]
    assert sorted(unguarded(row["animal_name"]) for row in read if row["animal_id"]) == sorted(names)
    assert any(guarded(name) != name for name in names)


def test_for_programs_a_path_stays_the_path_and_what_people_typed_is_guarded(
    golden_original: GoldenSession, tmp_path: Path
) -> None:
    read = rows_of(export(golden_original, tmp_path, "csv", {}, material=material_of(golden_original, path=Path("=1"))))
    assert {row["photo"] for row in read} == {"=1"}
    typed = [row[name] for row in read for name in ("animal_name", "animal_note", "animal_number", "label_breed_1")]
    assert not [text for text in typed if text.startswith(COMPUTED)]


def test_in_a_workbook_nothing_is_put_in_front_and_nothing_is_computed(
    golden_original: GoldenSession, tmp_path: Path
) -> None:
    file = export(golden_original, tmp_path, "xlsx", {})
    names = {row.animal.name for row in material_of(golden_original).rows() if row.animal is not None}
    assert formulas_of(file) == []
    assert {row.values["animal_name"] for row in read_table(file).rows} >= {name for name in names if name.strip()}


# The workbook


def test_a_workbook_says_the_same_as_the_table_of_text(golden_original: GoldenSession, tmp_path: Path) -> None:
    text = rows_of(export(golden_original, tmp_path, "csv", {"reader": "program"}))
    book = [row.values for row in read_table(export(golden_original, tmp_path, "xlsx", {})).rows]
    for said, shown in zip(text, book, strict=True):
        assert list(said) == list(shown)
        for column, cell in said.items():
            if column == "decided_at":
                assert shown[column] == cell.removesuffix("+00:00")
            elif "probability" in column:
                assert (float(shown[column]) if cell else shown[column]) == (float(cell) if cell else "")
            else:
                assert shown[column] == unguarded(cell)


def shown_in(file: Path) -> dict[int, Image.Image]:
    """Row, from 1 → the picture in it."""
    sheet = openpyxl.load_workbook(file).active
    return {image.anchor._from.row + 1: Image.open(io.BytesIO(image._data())) for image in sheet._images}


def test_photos_stand_beside_their_rows_as_people_turned_them(
    golden_original: GoldenSession, tmp_path: Path, isolated_home: Path
) -> None:
    file = export(golden_original, tmp_path, "xlsx", {"thumbnails": True, "columns": "photo"})
    read = read_table(file)
    pictures = shown_in(file)
    by_path: dict[str, PhotoRow] = {str(row.path): row for row in material_of(golden_original).rows()}
    without = {row.line: row.values["thumbnail"] for row in read.rows if row.line not in pictures}
    assert read.columns == ("thumbnail", "photo")
    assert len(pictures) + len(without) == 74
    assert len(without) == 3, "two are torn, one is gone"
    assert all(text.endswith(".") or text for text in without.values())
    turned = {row.line: by_path[row.values["photo"]].turned for row in read.rows if row.line in pictures}
    assert any(turned.values())
    cache = ThumbnailCache()
    for line, picture in pictures.items():
        assert max(picture.size) <= SIDE
        path = Path(next(row.values["photo"] for row in read.rows if row.line == line))
        upright = Image.open(io.BytesIO(cache.thumbnail_bytes(path)))
        lies = turned[line] % 180 == 90
        ratio = upright.height / upright.width if lies else upright.width / upright.height
        assert abs(picture.width / picture.height - ratio) < 0.05


def test_an_animal_is_shown_by_the_first_photo_of_its_page(
    golden_original: GoldenSession, tmp_path: Path, isolated_home: Path
) -> None:
    file = export(golden_original, tmp_path, "xlsx", {"thumbnails": True, "content": "animals"})
    read = read_table(file)
    with_pictures = {row.line for row in read.rows if row.values["pictures"]}
    assert set(shown_in(file)) == with_pictures
    assert len(with_pictures) > 30


def test_a_cancelled_workbook_with_pictures_leaves_nothing(
    golden_original: GoldenSession, tmp_path: Path, isolated_home: Path
) -> None:
    def rows() -> list[PhotoRow]:
        raise ConnectionError

    broken = replace(material_of(golden_original), rows=rows)
    with pytest.raises(ConnectionError):
        export(golden_original, tmp_path, "xlsx", {"thumbnails": True}, material=broken)
    assert list(tmp_path.iterdir()) == [isolated_home]


def test_the_same_picture_is_kept_once(golden_original: GoldenSession, tmp_path: Path, isolated_home: Path) -> None:
    path = next(row.path for row in material_of(golden_original).rows() if row.fault is None)
    same = material_of(golden_original, path=path, turned=0)
    file = export(golden_original, tmp_path, "xlsx", {"thumbnails": True}, material=same)
    with zipfile.ZipFile(file) as archive:
        assert sum(name.startswith("xl/media/") for name in archive.namelist()) == 1
    assert len(shown_in(file)) == 74
