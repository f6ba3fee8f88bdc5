"""Workbooks hold what they were given, as what it is; they are whole or not there."""

import errno
import io
import tempfile
import tracemalloc
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image
from xlsxwriter.worksheet import Worksheet

from desktop_app.exports.tables import spreadsheets
from desktop_app.exports.tables.spreadsheets import LONGEST_TEXT, Shape, SheetCell, SheetColumn, Spreadsheet
from desktop_app.files import ExportError, WholeFile
from desktop_app.tables import read_table
from tests.golden.sheets import formulas_of, links_of

PHOTO = SheetColumn("photo")
ODD = (
    *("=1+1", "+1", "-1", "@x", "\t=1", "{=1}", "'=1", "<r>rich</r>", "<r><t>rich</t></r>", "</t>", "&amp;", "]]>"),
    *("http://shelter.example", "mailto:a@shelter.example", "internal:A1", "0012", "12", "1e5", "TRUE", "#N/A"),
    *("_x0041_", "_x005F_", "a\x07b", "\x00", "a\r\nb", "a\nb\n", "\u2028", "\x85", "\x7f"),
    *(" spaces ", "é e\u0301 犬 🐕", "\u202ernp.exe", "\ufeff"),
)
# Those two are no signs: they come back as XML writes them.
SIGNS = st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff")


def sheet_in(folder: Path, rows: Sequence[dict[str, SheetCell]], *columns: SheetColumn, **options: Any) -> Path:
    target = folder / "table.xlsx"
    with Spreadsheet(target, columns or (PHOTO,), "Labels", **options) as sheet:
        for row in rows:
            sheet.add(row)
    return target


def opened(file: Path) -> Any:
    """The sheet, as another library reads it."""
    return openpyxl.load_workbook(file).active


def jpeg(side: int = 40, colour: str = "red") -> bytes:
    output = io.BytesIO()
    Image.new("RGB", (side, side // 2), colour).save(output, "JPEG")
    return output.getvalue()


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where rows wait."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_text_is_text_whatever_it_looks_like(tmp_path: Path) -> None:
    file = sheet_in(tmp_path, [{"photo": text} for text in ODD])
    assert [row.values["photo"] for row in read_table(file).rows] == [text for text in ODD if text.strip()]
    assert {cell.data_type for cell in opened(file)["A"]} == {"s"}
    assert (formulas_of(file), links_of(file)) == ([], [])


@given(st.lists(st.text(SIGNS, min_size=1).filter(str.strip), min_size=1))
@example(["_x" * 9])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_text_comes_back(tmp_path: Path, texts: list[str]) -> None:
    file = sheet_in(tmp_path, [{"photo": text} for text in texts])
    assert [row.values["photo"] for row in read_table(file).rows] == texts


def test_names_that_are_no_text_are_written_as_in_other_tables(tmp_path: Path) -> None:
    file = sheet_in(tmp_path, [{"photo": "Ren\udce9.jpg"}])
    assert read_table(file).rows[0].values == {"photo": "Ren\\udce9.jpg"}


def test_numbers_are_numbers_and_moments_are_moments(tmp_path: Path) -> None:
    columns = (SheetColumn("share", Shape.SHARE), SheetColumn("when", Shape.MOMENT), SheetColumn("n"), SheetColumn("b"))
    lyon = datetime(2026, 11, 24, 11, 30, 5, tzinfo=timezone(timedelta(hours=1)))
    file = sheet_in(tmp_path, [{"share": 1 / 3, "when": lyon, "n": 1200, "b": True}, {"n": None}], *columns)
    share, when, number, truth = opened(file)[2]
    assert (share.value, share.number_format) == (0.333333, "0.0%")
    assert (when.value, when.is_date) == (datetime(2026, 11, 24, 10, 30, 5), True), "in UTC"
    assert (number.value, number.data_type, truth.value, truth.data_type) == (1200, "n", True, "b")
    read = read_table(file).rows[0].values
    assert read == {"share": "0.333333", "when": "2026-11-24T10:30:05", "n": "1200", "b": "true"}


def test_the_heading_stays_in_sight_and_filters_and_columns_are_as_wide_as_what_stands_in_them(tmp_path: Path) -> None:
    columns = [SheetColumn(f"column {place}") for place in range(30)]
    rows: list[dict[str, SheetCell]] = [{"column 0": "a" * 40, "column 1": "b" * 400, "column 29": "x\n" + "c" * 30}]
    sheet = opened(sheet_in(tmp_path, rows, *columns))
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.dimensions) == ("A2", "A1:AD2", "A1:AD2")
    assert [cell.value for cell in sheet[1]] == [column.name for column in columns]
    assert sheet["A1"].font.bold
    widths = {name: sheet.column_dimensions[name].width for name in ("A", "B", "C", "AD")}
    assert 40 < widths["A"] < 45
    assert (round(widths["B"]), round(widths["C"])) == (61, 12)
    assert 30 < widths["AD"] < 35, "the longest line"


def test_a_table_without_rows_is_a_sheet_with_a_heading(tmp_path: Path) -> None:
    assert read_table(sheet_in(tmp_path, [])).columns == ("photo",)


def test_text_that_is_too_long_for_a_cell_is_cut_between_signs_and_counted(tmp_path: Path) -> None:
    fits, odd = "a" * LONGEST_TEXT, "a" + "🐕" * 17_000
    target = tmp_path / "table.xlsx"
    with Spreadsheet(target, [PHOTO], "Labels") as sheet:
        for text in (fits, fits + "b", odd):
            sheet.add({"photo": text})
    assert sheet.shortened == 2
    assert [row.values["photo"] for row in read_table(target).rows] == [fits, fits, odd[: 1 + (LONGEST_TEXT - 1) // 2]]


def test_text_that_begins_like_one_in_several_looks_is_text(tmp_path: Path) -> None:
    texts = ["<r>", "<r></r>", "<r><t>a & b</t></r>", "<r>" + "🐕" * 16_380 + "</r>", "<r> _x0041_ \x07"]
    target = tmp_path / "table.xlsx"
    with Spreadsheet(target, [PHOTO, SheetColumn("picture", Shape.PICTURE)], "Labels") as sheet:
        for text in texts:
            sheet.add({"photo": text, "picture": text})
    texts[3] = "<r>" + "🐕" * 16_380
    assert [tuple(row.values.values()) for row in read_table(target).rows] == [(text, text) for text in texts]
    assert sheet.shortened == 2
    assert opened(target)["B2"].alignment.wrap_text


def test_a_full_sheet_is_followed_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MOST_ROWS", 3)
    workbook = openpyxl.load_workbook(sheet_in(tmp_path, [{"photo": str(number)} for number in range(5)]))
    found = {sheet.title: [cell.value for cell in sheet["A"]] for sheet in workbook}
    assert found == {
        "Labels": ["photo", "0", "1"],
        "Labels (2)": ["photo", "2", "3"],
        "Labels (3)": ["photo", "4"],
    }


@pytest.mark.parametrize(
    ("name", "title"), [("a[b]:*?/\\c", "a b c"), ("'", "Pawsort"), ("x" * 40, "x" * 31), ("Étiquettes", "Étiquettes")]
)
def test_a_sheet_gets_a_name_that_it_may_have(name: str, title: str, tmp_path: Path) -> None:
    with Spreadsheet(tmp_path / "a.xlsx", [PHOTO], name):
        pass
    assert opened(tmp_path / "a.xlsx").title == title


def test_pictures_stand_in_their_rows_and_rows_make_room_for_them(tmp_path: Path) -> None:
    columns = (SheetColumn("picture", Shape.PICTURE), PHOTO)
    rows: list[dict[str, SheetCell]] = [
        {"picture": jpeg(colour="red"), "photo": "a"},
        {"picture": "not a photo", "photo": "b"},
        {"picture": jpeg(colour="blue"), "photo": "c"},
    ]
    file = sheet_in(tmp_path, rows, *columns, picture_side=96)
    sheet = opened(file)
    assert [(image.anchor._from.row, image.anchor._from.col) for image in sheet._images] == [(1, 0), (3, 0)]
    assert {sheet.row_dimensions[row].height for row in (2, 3, 4)} == {102 * 0.75}
    assert (sheet["A3"].value, sheet["A3"].alignment.wrap_text) == ("not a photo", True)
    with zipfile.ZipFile(file) as archive:
        media = [archive.read(name) for name in archive.namelist() if name.startswith("xl/media")]
    assert media == [rows[0]["picture"], rows[2]["picture"]]


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    def most(rows: int) -> int:
        tracemalloc.start()
        columns = [SheetColumn(f"c{place}") for place in range(10)]
        with Spreadsheet(tmp_path / "a.xlsx", columns, "Labels") as sheet:
            for number in range(rows):
                sheet.add({column.name: f"text {number}" for column in columns})
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    most(10)
    assert most(4_000) < most(500) * 1.5 + 300_000


# Whole or not at all


def test_an_exception_leaves_what_was_there_and_nothing_else(tmp_path: Path, scratch: Path) -> None:
    target = tmp_path / "table.xlsx"
    target.write_bytes(b"before")

    def rows() -> None:
        with Spreadsheet(target, [PHOTO], "Labels", picture_side=10) as sheet:
            sheet.add({"photo": "a"})
            sheet.add({"photo": jpeg()})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rows()
    assert (target.read_bytes(), list(scratch.iterdir())) == (b"before", [])
    assert sorted(file.name for file in tmp_path.iterdir()) == ["scratch", "table.xlsx"]


def test_a_finished_workbook_leaves_nothing_behind(tmp_path: Path, scratch: Path) -> None:
    sheet_in(tmp_path, [{"photo": "a"}])
    assert list(scratch.iterdir()) == []
    assert sorted(file.name for file in tmp_path.iterdir()) == ["scratch", "table.xlsx"]


def test_a_full_disk_at_the_end_is_the_fault_of_the_target(
    tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: WholeFile, content: bytes) -> None:
        raise ExportError("write.disk_full", file=str(self.target))

    monkeypatch.setattr(WholeFile, "write_bytes", full)
    with pytest.raises(ExportError) as caught:
        sheet_in(tmp_path, [{"photo": "a"}])
    assert caught.value.fault.facts == {"file": str(tmp_path / "table.xlsx")}
    assert (list(scratch.iterdir()), [file.name for file in tmp_path.iterdir()]) == ([], ["scratch"])


def test_a_full_disk_where_rows_wait_is_said_of_that_place(
    tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Worksheet, "write_string", full)
    with pytest.raises(ExportError) as caught:
        sheet_in(tmp_path, [{"photo": "a"}])
    assert caught.value.fault.code == "write.disk_full"
    assert str(caught.value.fault.facts["file"]).startswith(str(scratch))
    assert [file.name for file in tmp_path.iterdir()] == ["scratch"]


def test_a_temporary_folder_that_cannot_be_written_to_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(ExportError) as caught:
        sheet_in(tmp_path, [])
    assert caught.value.fault.code == "write.failed"
    assert caught.value.fault.facts == {"file": str(tmp_path / "gone"), "detail": "system.not_there"}
    assert list(tmp_path.iterdir()) == []


def test_a_moment_that_has_no_zone_stays(tmp_path: Path) -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC).replace(tzinfo=None)
    file = sheet_in(tmp_path, [{"when": moment}], SheetColumn("when", Shape.MOMENT))
    assert opened(file)["A2"].value == moment
