"""What Pawsort exports and what people write by hand teaches the breeds that are in it, and no others."""

import io
import os
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

import openpyxl
import pytest
from click.testing import CliRunner
from PIL import Image

from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.catalog.values.suggestions import Box, FurtherDog, RankedBreed, Suggestion, SuggestionStatus
from desktop_app.commands.fault_sentences import sentence
from desktop_app.exports.base import OptionValue, Wording
from desktop_app.exports.formats import all_formats
from desktop_app.exports.material import Material
from desktop_app.exports.tables.suggestion_table import TableShape, suggestion_rows
from desktop_app.exports.tables.text_tables import TableFormat, start_table
from desktop_app.faults import Fault
from training.cli import main
from training.datasets.photos import DataError
from training.datasets.readers import read_data

Form = Literal["NFC", "NFD"]
FRENCH = {"n02088364": "Beagle anglais", "breed:american_pit_bull_terrier": "Pit-bull", "own:épagneul; breton": "é"}
LABELS = {
    "a.png": Label.breed("n02088364"),
    "#7 Rex.png": Label.breed("n02088364"),
    "é b, c; d.png": Label.breed("breed:american_pit_bull_terrier"),
    "=1+1.png": Label.breed("own:épagneul; breton"),
    "two\nlines.png": Label.breed("own:épagneul; breton"),
    "carriage\rreturn.png": Label.breed("own:épagneul; breton"),
    "mix.png": Label.mix("n02088364", "own:épagneul; breton"),
    "unknown.png": UNKNOWN,
    "no dog.png": NO_DOG,
    "nobody.png": None,
}
BREEDS = {"beagle": 2, "american_pit_bull_terrier": 1, "épagneul; breton": 3}


def photo(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (8, 8), "brown").save(path)
    return path


@pytest.fixture
def rows(tmp_path: Path) -> list[PhotoRow]:
    """A session in which everything was decided that can be."""
    if os.name == "nt":
        pytest.skip("such names cannot be on Windows")
    with Session.create(tmp_path / "May.pawsort") as session:
        added = session.add_photos([photo(tmp_path / "photos" / name) for name in LABELS])
        for row in added:
            label = LABELS[row.path.name]
            if label is not None:
                session.apply(LabelPhotos((row.photo_id,), label))
        return session.rows()


def written(rows: list[PhotoRow], file: Path, format_id: str, options: Mapping[str, OptionValue]) -> Path:
    material = Material(len(rows), sum(row.label is not None for row in rows), lambda: rows)
    wording = Wording(lambda breed_id: FRENCH.get(breed_id, breed_id), sentence, ",")
    all_formats()[format_id].write(file, material, wording, options)
    return file


ALONE: dict[str, OptionValue] = {"content": "labels"}
READERS = ("program", "spreadsheet")
TABLES_OF: tuple[tuple[str, str, tuple[dict[str, OptionValue], ...]], ...] = (
    ("csv", ".csv", tuple({"reader": reader} for reader in READERS)),
    ("csv", ".txt", tuple({"reader": reader} for reader in READERS)),
    ("jsonl", ".jsonl", ({},)),
    ("jsonl", ".ndjson", ({},)),
)
EXPORTS = [
    (format_id, ending, {"content": content, **options})
    for format_id, ending, choices in TABLES_OF
    for options in choices
    for content in ("everything", "labels")
]


@pytest.mark.parametrize(("format_id", "ending", "options"), EXPORTS)
def test_what_was_exported_is_read_with_the_same_breeds(
    format_id: str, ending: str, options: dict[str, OptionValue], rows: list[PhotoRow], tmp_path: Path
) -> None:
    file = written(rows, tmp_path / f"table{ending}", format_id, options)
    read = read_data(file)
    assert read.counts() == BREEDS
    assert read.counts() == read_data(tmp_path / "May.pawsort").counts(), "as the session itself says"
    assert {each.path for each in read.photos} == {
        row.path for row in rows if row.label is not None and row.label.kind.value == "breed"
    }
    (aloud,) = read.left_out
    for words in ("1 labelled as a mix", '1 labelled "unknown"', "1 without a dog"):
        assert words in aloud
    assert ("1 not labelled" in aloud) == (options["content"] == "everything")


@pytest.mark.parametrize(("format_id", "ending", "options"), EXPORTS)
def test_labels_that_were_given_to_another_file_are_left_out_as_they_are_of_the_session(
    format_id: str, ending: str, options: dict[str, OptionValue], rows: list[PhotoRow], tmp_path: Path
) -> None:
    """The breed of the dog that was on the memory card before is no example of the one that is on it now."""
    with Session.open(tmp_path / "May.pawsort") as session:
        first, other = (row for row in rows if row.path.name in ("a.png", "mix.png"))
        found = {row.photo_id: FileFacts(10, 1, "a" * 64) for row in (first, other)}
        session.record_outcomes(
            [PhotoOutcome(key, Path(), facts, None, None) for key, facts in found.items()], "p" * 64
        )
        for row in (first, other):
            assert row.label is not None
            session.apply(LabelPhotos((row.photo_id,), row.label))
        session.meet({photo_id: FileFacts(11, 2, "b" * 64) for photo_id in found})
        replaced = session.rows()
    assert [row.path.name for row in replaced if row.label_of_another_file] == [first.path.name, other.path.name]
    read = read_data(written(replaced, tmp_path / f"table{ending}", format_id, options))
    assert read.counts() == BREEDS | {"beagle": 1} == read_data(tmp_path / "May.pawsort").counts()
    (aloud,) = read.left_out
    assert "1 with a label that was given to another file of this name" in aloud
    assert "1 labelled as a mix" in aloud


def test_explore_says_what_is_left_out_and_finds_the_breeds(rows: list[PhotoRow], tmp_path: Path) -> None:
    file = written(rows, tmp_path / "table.csv", "csv", ALONE)
    result = CliRunner().invoke(main, ["explore", str(file), "--out", str(tmp_path / "report")])
    assert result.exit_code == 0, result.output
    assert "6 photos of 3 breeds, 1 to 3 a breed" in result.output
    assert "3 of 9 photos are left out: 1 labelled as a mix" in result.output


@pytest.mark.parametrize("per_dog", [False, True])
@pytest.mark.parametrize("table_format", list(TableFormat))
def test_a_table_of_the_command_line_is_read_with_a_warning(
    table_format: TableFormat, per_dog: bool, tmp_path: Path
) -> None:
    def looked_at(number: int, status: SuggestionStatus) -> PhotoOutcome:
        file = photo(tmp_path / f"{number}.png")
        ranked = (RankedBreed("n02088364", 0.9),)
        said = Suggestion(status, 0.9, ranked)
        if status is SuggestionStatus.OK:
            second = FurtherDog(Box(0.5, 0, 1, 1), (RankedBreed("n02108089", 0.9),))
            said = replace(said, box=Box(0, 0, 0.5, 1), further_dogs=(second,))
        return PhotoOutcome(number, file, None, said, None)

    text = io.StringIO()
    shape = TableShape(2, per_dog=per_dog, most_found=8)
    table = start_table(table_format, text, shape.columns, json_columns=shape.json_columns)
    outcomes = [looked_at(0, SuggestionStatus.OK), looked_at(1, SuggestionStatus.NO_DOG)]
    outcomes.append(PhotoOutcome(2, tmp_path / "gone.png", None, None, Fault("file.gone")))
    for outcome in outcomes:
        for row in suggestion_rows(outcome, {"n02088364": "Beagle"}, shape, sentence):
            table.add(row)
    file = tmp_path / f"labels.{table_format.value}"
    file.write_text(text.getvalue(), encoding="utf-8", newline="")
    read = read_data(file)
    assert read.counts() == {"beagle": 1}
    warning, aloud = read.left_out
    assert "suggestions that nobody confirmed" in warning
    assert "1 without a dog, 1 unreadable" in aloud


def test_an_export_whose_photos_are_gone_says_so(rows: list[PhotoRow], tmp_path: Path) -> None:
    file = written(rows, tmp_path / "table.csv", "csv", ALONE)
    (tmp_path / "photos" / "a.png").unlink()
    (aloud,) = read_data(file).left_out
    assert "1 no longer where the table says" in aloud
    for row in rows:
        row.path.unlink(missing_ok=True)
    with pytest.raises(DataError, match="no photo in it has exactly one breed and is there"):
        read_data(file)


TABLES = {
    "comma": "path,label\n{a},beagle\n{b},épagneul\n",
    "semicolon": "path;label\n{a};beagle\n{b};épagneul\n",
    "tab": "path\tlabel\n{a}\tbeagle\n{b}\tépagneul\n",
    "french": "Nom du fichier;Race\n{a};beagle\n{b};épagneul\n",
    "french with accents": "Fichier;Étiquette\n{a};beagle\n{b};épagneul\n",
    "other columns and decimal commas": "n°;fichier;poids;race\n1;{a};12,5;beagle\n2;{b};8,25;épagneul\n",
    "capitals and spaces": "File Name, BREED \n{a},beagle\n {b} , épagneul \n",
    "separator line": "sep=;\npath;label\n{a};beagle\n{b};épagneul\n",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("kind", TABLES)
def test_tables_of_any_spreadsheet_give_the_same_photos(kind: str, end: str, encoding: str, tmp_path: Path) -> None:
    files = {"a": photo(tmp_path / "#7 Rex.png"), "b": photo(tmp_path / "sub" / "chienne é.png")}
    names = {key: file.relative_to(tmp_path).as_posix() for key, file in files.items()}
    text = TABLES[kind].format(**names).replace("\n", end)
    (tmp_path / "table.csv").write_bytes(text.encode(encoding))
    read = read_data(tmp_path / "table.csv")
    assert {(each.path, each.breed) for each in read.photos} == {(files["a"], "beagle"), (files["b"], "épagneul")}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("stored", ["NFC", "NFD"])
def test_a_name_is_found_whichever_way_its_accents_are_written(form: Form, stored: Form, tmp_path: Path) -> None:
    file = photo(tmp_path / unicodedata.normalize(stored, "épagneul.png"))
    table = tmp_path / "table.csv"
    table.write_text(f"path,label\n{unicodedata.normalize(form, 'épagneul.png')},beagle\n", encoding="utf-8")
    (read,) = read_data(table).photos
    assert read.path.samefile(file)


def test_names_are_absolute_or_of_windows_or_of_the_tables_folder(tmp_path: Path) -> None:
    file = photo(tmp_path / "May" / "Rex.png")
    for name in (str(file), "May/Rex.png", "May\\Rex.png", ".\\May\\Rex.png"):
        (tmp_path / "table.csv").write_text(f"path,label\n{name},beagle\n", encoding="utf-8")
        (read,) = read_data(tmp_path / "table.csv").photos
        assert read.path.samefile(file)


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be on Windows")
@pytest.mark.parametrize("beside", ["", "é.png", "犬.png"])
@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_a_name_whose_bytes_are_no_text_goes_there_and_back(ending: str, beside: str, tmp_path: Path) -> None:
    odd = photo(Path(os.fsdecode(os.fsencode(tmp_path) + b"/chien \xe9.png")))
    with Session.create(tmp_path / "May.pawsort") as session:
        files = [odd, *([photo(tmp_path / beside)] if beside else [])]
        for row in session.add_photos(files):
            session.apply(LabelPhotos((row.photo_id,), Label.breed("n02088364")))
        rows = session.rows()
    read = read_data(written(rows, tmp_path / f"table.{ending}", ending, ALONE))
    assert {os.fsencode(each.path) for each in read.photos} == {os.fsencode(file) for file in files}


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be on Windows")
def test_an_apostrophe_before_a_formula_is_no_part_of_the_text(tmp_path: Path) -> None:
    files = [photo(tmp_path / name) for name in ("-7 Rex.png", "=1+1.png", "+plus.png", "'@real.png")]
    rows = "'-7 Rex.png;beagle\n'=1+1.png;beagle\n+plus.png;'-odd\n'@real.png;beagle\n"
    (tmp_path / "table.csv").write_text(f"photo;race\n{rows}", encoding="utf-8")
    read = read_data(tmp_path / "table.csv")
    assert {each.path for each in read.photos} == set(files)
    assert read.counts() == {"beagle": 3, "-odd": 1}


def test_service_folders_are_no_breeds(tmp_path: Path) -> None:
    for name in ("beagle/a.png", "beagle/@eaDir/a.png/SYNOPHOTO_THUMB_M.png", "pug/.thumbs/a.png", "pug/b.png"):
        photo(tmp_path / name)
    for folder in ("@eaDir", "#recycle", "@Recycle", "lost+found", ".thumbs", "$RECYCLE.BIN", "__MACOSX"):
        photo(tmp_path / folder / "x" / "y.png")
    read = read_data(tmp_path)
    assert read.counts() == {"beagle": 1, "pug": 1}
    assert read.empty_breeds == ()


def test_a_workbook_teaches_as_any_table_does(tmp_path: Path) -> None:
    for name in ("a", "b"):
        photo(tmp_path / "photos" / f"{name}.png")
    workbook = openpyxl.Workbook()
    for row in (["path", "label"], ["photos/a.png", "beagle"], ["photos/b.png", "pug"]):
        workbook.active.append(row)
    workbook.save(tmp_path / "labels.xlsx")
    read = read_data(tmp_path / "labels.xlsx")
    assert {each.path.name: each.breed for each in read.photos} == {"a.png": "beagle", "b.png": "pug"}
