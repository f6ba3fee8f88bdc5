"""Rows as CSV and as JSON lines."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.catalog.rows import PhotoRow, RowSuggestion
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.photos import PhotoOutcome
from desktop_app.catalog.values.suggestions import Confidence, RankedBreed, Suggestion, SuggestionStatus
from desktop_app.exports.base import ExportFormat, OptionValue, Wording
from desktop_app.exports.formats import all_formats
from desktop_app.exports.material import Material
from desktop_app.exports.tables.suggestion_table import TableShape, suggestion_rows
from desktop_app.exports.tables.text_tables import (
    FOR_PROGRAMS,
    Cell,
    CsvStyle,
    CsvTable,
    JsonLinesTable,
    TableFormat,
    start_table,
)
from desktop_app.faults import Fault
from desktop_app.guarding import guarded
from desktop_app.tables import read_table

NAMES = {"n1": "Beagle", "n2": "Boxer", "n3": "Komondor"}
RANKED = (RankedBreed("n2", 0.75), RankedBreed("n1", 0.2), RankedBreed("n3", 0.05))
PHOTO = Path("photos/dog 1.jpg")
TRUST: dict[str, Any] = {"confidence": Confidence.MAYBE, "breed_set": ("n2", "n1"), "proposed_mix": ("n2", "n1")}
DOG = PhotoOutcome(0, PHOTO, None, Suggestion(SuggestionStatus.OK, 0.987654321, RANKED, **TRUST), None)
CAT = PhotoOutcome(1, PHOTO, None, Suggestion(SuggestionStatus.NO_DOG, 0.01, RANKED), None)
BROKEN = PhotoOutcome(2, PHOTO, None, None, Fault("photo.cut_short"))


def code_of(fault: Fault) -> str:
    """Words for a fault that a test can know."""
    return fault.code


def csv_of(*outcomes: PhotoOutcome, top: int = 5) -> list[dict[str, str]]:
    text = io.StringIO()
    table = CsvTable(text, TableShape(top).columns)
    for outcome in outcomes:
        (row,) = suggestion_rows(outcome, NAMES, TableShape(top), code_of)
        table.add(row)
    return list(csv.DictReader(io.StringIO(text.getvalue())))


def test_columns_stand_in_the_agreed_order() -> None:
    assert ",".join(TableShape(2).columns) == (
        "photo,status,dog_probability,confidence,kind,kind_probability,kind_confidence,dogs,box,learned,"
        "breed_1_id,breed_1,probability_1,breed_2_id,breed_2,probability_2,error"
    )


def test_dog_has_its_breeds_with_names_and_probabilities() -> None:
    [row] = csv_of(DOG)
    assert row["photo"] == str(PHOTO)
    assert (row["status"], row["dog_probability"], row["error"]) == ("ok", "0.987654", "")
    assert row["confidence"] == "maybe"
    assert (row["breed_1_id"], row["breed_1"], row["probability_1"]) == ("n2", "Boxer", "0.750000")
    assert (row["breed_3_id"], row["breed_3"], row["probability_3"]) == ("n3", "Komondor", "0.050000")
    assert row["breed_4"] == row["breed_5_id"] == row["probability_5"] == ""


def test_photo_without_a_dog_keeps_its_breeds_and_a_broken_one_has_a_reason() -> None:
    cat, broken = csv_of(CAT, BROKEN)
    assert (cat["status"], cat["breed_1"]) == ("no_dog", "Boxer")
    assert cat["confidence"] == broken["confidence"] == ""
    assert (broken["status"], broken["error"]) == ("unreadable", "photo.cut_short")
    assert broken["dog_probability"] == broken["breed_1"] == ""


def test_fewer_breeds_can_be_asked_for() -> None:
    [row] = csv_of(DOG, top=1)
    assert "breed_2" not in row
    assert row["breed_1"] == "Boxer"


@pytest.mark.parametrize(
    "name", ['a "dog", big.jpg', "two\nlines.jpg", "=1+1.jpg", "犬/собака/كلب/ñandú.jpg", "-x.jpg"]
)
def test_path_is_written_as_it_was_given(name: str) -> None:
    [row] = csv_of(PhotoOutcome(0, Path(name), None, None, Fault("file.gone")))
    assert row["photo"] == str(Path(name))


ODD_NAMES = (
    *(
        "two\nlines",
        "carriage\rreturn",
        "both\r\nends",
        "\r",
        "\rbegins",
        "ends\r",
        "\n",
        "tab\there",
        "\x1b[31mred",
        "\x00",
    ),
    *(
        "a\u2028b",
        "a\u2029b",
        "a\x85b",
        "a\x0bb\x0cc\x1cd",
        "\u202ernp.exe",
        "\ufeffmark",
        "\ufeff",
        "= 1+1",
        "+1",
        "-1",
        "@x",
    ),
    *(
        'a "quoted" one',
        '"',
        '""',
        "'",
        ",",
        ";",
        "a;b,c\td",
        "# no comment",
        "sep=;",
        " spaces ",
        "",
        "é e\u0301 ß 犬 🐕",
    ),
)
ODD_TEXT = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(ODD_NAMES)


@pytest.mark.parametrize("style", [FOR_PROGRAMS, CsvStyle.spreadsheet(","), CsvStyle.spreadsheet(".")], ids=repr)
@given(cells=st.lists(st.tuples(ODD_TEXT, ODD_TEXT), min_size=1))
@example(cells=[(name, name) for name in ODD_NAMES])
def test_no_text_splits_a_row_of_a_table(style: CsvStyle, cells: list[tuple[str, str]]) -> None:
    """A lone carriage return did, before Python 3.13: only what ends a row was quoted."""
    text = io.StringIO(newline="")
    table = CsvTable(text, ("photo", "breed"), style=style)
    for photo, breed in cells:
        table.add({"photo": photo, "breed": breed})
    if style.guards_all:
        cells = [(guarded(photo), guarded(breed)) for photo, breed in cells]
    written = text.getvalue()
    assert "\r" not in re.sub(r'"[^"]*"', "", written), "outside of quotes"
    content = written.removeprefix("\ufeff") if style.byte_order_mark else written
    read = list(csv.reader(io.StringIO(content, newline=""), delimiter=style.delimiter))
    assert read == [["photo", "breed"], *([photo, breed] for photo, breed in cells)]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "table.csv"
        file.write_text(written, encoding="utf-8", newline="")
        if "\0" not in written:
            rows = [(row.values["photo"], row.values["breed"]) for row in read_table(file).rows]
            assert rows == [pair for pair in cells if any(cell.strip() for cell in pair)]


@given(cells=st.lists(ODD_TEXT, min_size=1))
@example(cells=list(ODD_NAMES))
def test_no_text_splits_a_line_of_json(cells: list[str]) -> None:
    text = io.StringIO(newline="")
    table = JsonLinesTable(text, ("photo",), in_every_row={})
    for photo in cells:
        table.add({"photo": photo})
    # As Python, editors and many other readers split lines.
    assert [json.loads(line)["photo"] for line in text.getvalue().splitlines()] == cells
    with TemporaryDirectory() as folder:
        file = Path(folder) / "table.jsonl"
        file.write_text(text.getvalue(), encoding="utf-8", newline="")
        if "\0" not in "".join(cells):
            assert [row.values["photo"] for row in read_table(file).rows] == [cell for cell in cells if cell]


def test_json_lines_hold_the_same_and_the_model() -> None:
    text = io.StringIO()
    model: dict[str, Cell] = {"model": "Lite", "model_hash": "abc"}
    shape = TableShape(5, has_lists=True)
    table = start_table(
        TableFormat.JSON_LINES, text, shape.columns, json_columns=shape.json_columns, in_every_json_row=model
    )
    for outcome in (DOG, CAT, BROKEN):
        (row,) = suggestion_rows(outcome, NAMES, shape, code_of)
        table.add(row)
    dog, cat, broken = (json.loads(line) for line in text.getvalue().splitlines())
    assert list(dog) == [*shape.columns, "breed_set", "proposed_mix", "further_dogs", "model", "model_hash"]
    assert (dog["confidence"], dog["breed_set"], dog["proposed_mix"]) == ("maybe", ["n2", "n1"], ["n2", "n1"])
    assert (cat["confidence"], cat["breed_set"], cat["proposed_mix"]) == (None, [], None)
    assert (broken["confidence"], broken["breed_set"]) == (None, None)
    assert (dog["breed_1"], dog["probability_1"], dog["dog_probability"]) == ("Boxer", 0.75, 0.987654)
    assert (dog["error"], dog["breed_4"], dog["model"], dog["model_hash"]) == (None, None, "Lite", "abc")
    assert (broken["status"], broken["dog_probability"]) == ("unreadable", None)


def test_format_follows_the_name_of_the_file() -> None:
    assert TableFormat.of_file(Path("a.JSONL")) is TableFormat.JSON_LINES
    assert TableFormat.of_file(Path("a.csv")) is TableFormat.CSV
    assert TableFormat.of_file(Path("a")) is TableFormat.CSV
    assert isinstance(start_table(TableFormat.JSON_LINES, io.StringIO(), ["a"]), JsonLinesTable)


# A session as a table

ABSOLUTE = Path("/photos/dog.jpg")
SUGGESTION = RowSuggestion(SuggestionStatus.OK, 0.9, RANKED, **TRUST)
WHEN = 1_800_000_000_000_000_000


def session_rows() -> list[PhotoRow]:
    def decided(number: int, label: Label) -> PhotoRow:
        return PhotoRow(number, ABSOLUTE, 0, None, SUGGESTION, label, False, "person", WHEN)

    return [
        PhotoRow(1, ABSOLUTE, 0, None, None, None),
        PhotoRow(2, ABSOLUTE, 0, None, SUGGESTION, None),
        decided(3, Label.breed("n2")),
        decided(4, Label.mix("n1", "own:=cmd()")),
        decided(5, UNKNOWN),
        decided(6, NO_DOG),
        PhotoRow(7, ABSOLUTE, 0, Fault("photo.cut_short"), None, None),
    ]


def name_of(breed_id: str) -> str:
    return NAMES.get(breed_id, breed_id.removeprefix("own:"))


ALL, LABELS = "everything", "labels"


def material(rows: Callable[[], Iterable[PhotoRow]] = session_rows) -> Material:
    return Material(7, 4, rows)


def table_format(file: Path) -> ExportFormat:
    return all_formats()[file.suffix[1:]]


def write(file: Path, content: str = ALL, decimal_mark: str = ".", **options: OptionValue) -> int:
    wording = Wording(name_of, code_of, decimal_mark)
    return table_format(file).write(file, material(), wording, {"content": content, **options}).photos


def exported(file: Path, content: str) -> list[dict[str, str]]:
    count = write(file, content)
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == count
    return rows


def test_suggestions_and_labels_have_a_row_for_every_photo(tmp_path: Path) -> None:
    rows = exported(tmp_path / "all.csv", ALL)
    states = ",".join(row["state"] for row in rows)
    assert states == "waiting,to_review,confirmed,corrected,corrected,no_dog,unreadable"
    assert [row["status"] for row in rows] == ["", "ok", "ok", "ok", "ok", "ok", "unreadable"]
    assert (rows[1]["breed_1"], rows[1]["probability_1"], rows[1]["label"]) == ("Boxer", "0.750000", "")
    assert (rows[2]["label"], rows[2]["label_breed_1_id"], rows[2]["label_breed_1"]) == ("breed", "n2", "Boxer")
    assert rows[2]["decided_by"] == "person"
    assert rows[2]["decided_at"] == "2027-01-15T08:00:00+00:00"
    assert rows[6]["error"] == "photo.cut_short"
    assert [row["label_of_another_file"] for row in rows] == ["", "", "no", "no", "no", "no", ""]
    assert [row["confidence"] for row in rows] == ["", *["maybe"] * 5, ""]
    assert list(rows[0])[2:5] == ["status", "dog_probability", "confidence"]
    assert "breed_set" not in rows[0]


def test_json_lines_of_a_session_have_the_short_sets(tmp_path: Path) -> None:
    file = tmp_path / "all.jsonl"
    write(file)
    waiting, dog, *_ = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    assert (dog["breed_set"], dog["proposed_mix"]) == (["n2", "n1"], ["n2", "n1"])
    assert waiting["breed_set"] is None
    labels = tmp_path / "labels.jsonl"
    write(labels, LABELS)
    assert "breed_set" not in json.loads(labels.read_text(encoding="utf-8").splitlines()[0])


def test_labels_alone_leave_out_photos_without_one(tmp_path: Path) -> None:
    rows = exported(tmp_path / "labels.csv", LABELS)
    assert [row["label"] for row in rows] == ["breed", "mix", "unknown", "no_dog"]
    assert not any("probability" in column for column in rows[0])
    assert (rows[1]["label_breed_1"], rows[1]["label_breed_2_id"], rows[1]["label_breed_3"]) == (
        "Beagle",
        "own:=cmd()",
        "",
    )


def test_typed_breed_never_becomes_a_formula(tmp_path: Path) -> None:
    rows = exported(tmp_path / "labels.csv", LABELS)
    assert rows[1]["label_breed_2"] == "'=cmd()"
    write(tmp_path / "labels.jsonl", LABELS)
    lines = (tmp_path / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[1])["label_breed_2"] == "=cmd()"


def test_cancelled_export_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "labels.csv"
    target.write_text("old", encoding="utf-8")

    def cancelled() -> Iterator[PhotoRow]:
        yield session_rows()[1]
        raise InterruptedError

    with pytest.raises(InterruptedError):
        table_format(target).write(target, material(cancelled), Wording(name_of, code_of), {})
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(("decimal_mark", "delimiter"), [(",", ";"), (".", ",")])
def test_table_for_a_spreadsheet_has_the_signs_that_it_expects(
    tmp_path: Path, decimal_mark: str, delimiter: str
) -> None:
    file = tmp_path / "labels.csv"
    write(file, ALL, decimal_mark, reader="spreadsheet")
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfphoto" + delimiter.encode())
    plain = tmp_path / "plain.csv"
    write(plain)
    with file.open(encoding="utf-8-sig", newline="") as stream:
        for_people = list(csv.DictReader(stream, delimiter=delimiter))
    with plain.open(encoding="utf-8", newline="") as stream:
        for_programs = list(csv.DictReader(stream))
    assert [row["photo"] for row in for_people] == [row["photo"] for row in for_programs]
    probabilities = [row["probability_1"] for row in for_people if row["probability_1"]]
    assert probabilities
    assert [text.replace(decimal_mark, ".") for text in probabilities] == [
        row["probability_1"] for row in for_programs if row["probability_1"]
    ]
    assert all(decimal_mark in text for text in probabilities)


@pytest.mark.parametrize("content", [ALL, LABELS])
def test_a_label_of_another_file_is_not_exported_as_one_of_this(tmp_path: Path, content: str) -> None:
    rows = [replace(row, label_of_another_file=row.label is not None) for row in material().rows()]
    marked = Material(len(rows), sum(row.label is not None for row in rows), lambda: rows)
    all_formats()["csv"].write(tmp_path / "t.csv", marked, Wording(name_of, code_of), {"content": content})
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as stream:
        found = [row for row in csv.DictReader(stream) if row["label"]]
    assert len(found) == 4
    assert {row["label_of_another_file"] for row in found} == {"yes"}
    assert not {"confirmed", "corrected", "no_dog"} & {row["state"] for row in found}
