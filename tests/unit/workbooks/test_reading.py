"""Workbooks of anybody are read as text; those that would do harm are refused, and it is said why."""

import struct
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from xml.sax.saxutils import quoteattr

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app import tables
from desktop_app.tables import TableError, read_table
from desktop_app.workbooks import reader
from desktop_app.workbooks.apart import OLD_EXCEL_BEGINS
from desktop_app.workbooks.reader import RefusedError, lines_of
from tests.unit.workbooks.making import (
    MAIN,
    handmade,
    parts_with,
    sheet_of,
    text_cell,
    values_of,
    written,
    zipped,
)


def refused(file: Path) -> str:
    with pytest.raises(TableError) as caught:
        read_table(file)
    assert caught.value.fault.facts["file"] == str(file)
    return caught.value.fault.code


# What cells become


def test_cells_become_text_as_a_person_would_write_it(tmp_path: Path) -> None:
    cells = ["Épagneul 🐕\nbreton", 1200, 1200.0, 0.25, -3, 10**15, True, False, None, datetime(2026, 11, 24, 10, 30)]
    cells += [date(2026, 11, 24), datetime(2026, 11, 24), time(8, 5), "=1+1 as text", " 007 ", 1e-7]
    heading = [f"column {place}" for place in range(len(cells))]
    file = written(tmp_path, [heading, cells])
    read = read_table(file)
    assert read.columns == tuple(heading)
    assert list(read.rows[0].values.values()) == [
        *("Épagneul 🐕\nbreton", "1200", "1200", "0.25", "-3", "1000000000000000", "true", "false", ""),
        *("2026-11-24T10:30:00", "2026-11-24", "2026-11-24", "08:05:00"),
        # A formula that no spreadsheet has computed yet has no value.
        *("", " 007 ", "1e-07"),
    ]


def test_lines_are_counted_as_the_spreadsheet_counts_them_and_empty_ones_are_no_rows(tmp_path: Path) -> None:
    file = written(
        tmp_path, [[], ["# exported on Monday"], ["photo", None, "breed"], [], ["a.jpg", "?", "pug"], [None, "x"]]
    )
    read = read_table(file)
    assert read.columns == ("photo", "breed"), "a column without a heading is nobody's"
    assert [(row.line, row.values) for row in read.rows] == [(5, {"photo": "a.jpg", "breed": "pug"})]


def test_the_first_sheet_that_is_shown_and_has_something_in_it_is_read(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "empty"
    for title in ("hidden", "dogs", "cats"):
        workbook.create_sheet(title).append(["photo"])
        workbook[title].append([title])
    workbook["hidden"].sheet_state = "hidden"
    workbook.save(tmp_path / "a.xlsx")
    assert values_of(tmp_path / "a.xlsx") == [("dogs",)]
    for title in ("dogs", "cats"):
        workbook.remove(workbook[title])
    workbook.save(tmp_path / "a.xlsx")
    assert values_of(tmp_path / "a.xlsx") == [("hidden",)], "better than nothing"


def test_shared_texts_are_put_together_without_how_they_are_pronounced(tmp_path: Path) -> None:
    shared = (
        f'<sst xmlns="{MAIN}"><si><t>photo</t></si><si><r><t>Bel</t></r><r><t xml:space="preserve">la </t></r>'
        "<rPh sb='0' eb='1'><t>ベラ</t></rPh></si><si/><si><t>a_x000D_b_x005F_x0041_</t></si></sst>"
    )
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>{row - 1}</v></c></row>' for row in range(1, 5))
    assert values_of(handmade(tmp_path, rows, sharedStrings=shared)) == [("Bella ",), ("a\rb_x0041_",)]


def test_a_workbook_with_prefixes_and_without_references_is_read(tmp_path: Path) -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c t="str"><x:v>photo</x:v></x:c>'
        '<x:c t="str"><x:v>breed</x:v></x:c></x:row><x:row><x:c t="str"><x:f>A1</x:f><x:v>a.jpg</x:v></x:c>'
        '<x:c t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    file = zipped(tmp_path / "a.xlsx", parts_with(sheet))
    read = read_table(file, ("photo", "breed"))
    assert [(row.line, tuple(row.values.values())) for row in read.rows] == [(2, ("a.jpg", ""))], "errors say nothing"


FORMATTED = [
    ("dd/mm/yyyy", "46350", "2026-11-24"),
    ('dddd d mmmm yyyy" at "hh:mm', "46350.4375", "2026-11-24T10:30:00"),
    ("[$-40C]d mmm yy;@", "46350", "2026-11-24"),
    ("yyyy-mm-dd hh:mm:ss", "46350.437511574", "2026-11-24T10:30:01"),
    ("hh:mm AM/PM", "0.4375", "10:30:00"),
    ("hh:mm", "46350.5", "2026-11-24T12:00:00"),
    ("hh:mm", "0.99999999", "00:00:00"),
    ("[h]:mm", "1.25", "1.25"),
    ("0%", "0.25", "0.25"),
    # How many zeros are shown is not stored with the number.
    ("00000", "42", "42"),
    ('"d"0', "7", "7"),
    ("0.00E+00", "12345", "12345"),
    ("#,##0.00_);[Red](#,##0.00)", "1234.5", "1234.5"),
    ("General", "46350", "46350"),
    # A microchip has fifteen digits.
    ("General", "250269812345678", "250269812345678"),
    ("General", "12345678901234567890", "1.2345678901234567e+19"),
    ("yyyy", "9e99", "9e+99"),
    ("yyyy", "2", "1900-01-02"),
    ("yyyy", "61", "1900-03-01"),
    ("yyyy", "2958465.99999999", "9999-12-31T23:59:59"),
    ("0" * 5_000, "1", "1"),
]


def with_formats(folder: Path, formatted: list[tuple[str, str]]) -> Path:
    """A column of numbers with formats."""
    codes = "".join(
        f"<numFmt numFmtId='{164 + place}' formatCode={quoteattr(code)}/>" for place, (code, _) in enumerate(formatted)
    )
    looks = "".join(f"<xf numFmtId='{164 + place}'/>" for place in range(len(formatted)))
    rows = f'<row r="1">{text_cell("A1", "number")}</row>' + "".join(
        f'<row r="{place + 2}"><c r="A{place + 2}" s="{place}"><v>{stored}</v></c></row>'
        for place, (_, stored) in enumerate(formatted)
    )
    styles = f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts><cellXfs>{looks}</cellXfs></styleSheet>'
    return handmade(folder, rows, styles=styles)


def test_what_a_number_means_is_in_its_format(tmp_path: Path) -> None:
    file = with_formats(tmp_path, [(code, stored) for code, stored, _ in FORMATTED])
    assert values_of(file) == [(text,) for _, _, text in FORMATTED]


def test_a_span_that_is_none_is_a_damage(tmp_path: Path) -> None:
    assert refused(with_formats(tmp_path, [("[h]:mm", "9e99")])) == "table.damaged_workbook"


def test_a_cell_over_several_columns_is_where_it_begins(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in (["photo", "breed", "note"], ["a.jpg", "pug", "both"], ["b.jpg", "", ""]):
        workbook.active.append(row)
    workbook.active.merge_cells("B2:C3")
    workbook.save(tmp_path / "a.xlsx")
    assert values_of(tmp_path / "a.xlsx") == [("a.jpg", "pug", ""), ("b.jpg", "", "")]


def test_charts_and_names_of_sheets_are_nobodys_business(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "Été & <chiens> 🐕"
    for row in ([None, None], [None, "photo"], [None, "a.jpg"]):
        workbook.active.append(row)
    workbook.create_chartsheet("first", 0)
    workbook.save(tmp_path / "a.xlsx")
    assert [(row.line, row.values) for row in read_table(tmp_path / "a.xlsx").rows] == [(3, {"photo": "a.jpg"})]


def test_a_sheet_may_be_as_wide_as_sheets_are(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.cell(1, 1, "photo")
    workbook.active.cell(1, 16_384, "breed")
    workbook.active.cell(2, 16_384, "pug")
    workbook.active.cell(20, 1, "a.jpg")
    workbook.save(tmp_path / "a.xlsx")
    rows = read_table(tmp_path / "a.xlsx").rows
    assert [(row.line, *row.values.values()) for row in rows] == [(2, "", "pug"), (20, "a.jpg", "")]


def test_a_sheet_may_be_as_long_as_sheets_are(tmp_path: Path) -> None:
    rows = f'<row r="1">{text_cell("A1", "photo")}</row><row r="1048576">{text_cell("A1048576", "a.jpg")}</row>'
    file = zipped(tmp_path / "a.xlsx", parts_with(sheet_of(rows, '<dimension ref="A1:XFD1048576"/>')))
    assert [(row.line, row.values) for row in read_table(file).rows] == [(1_048_576, {"photo": "a.jpg"})]


def test_years_may_be_counted_from_1904(tmp_path: Path) -> None:
    parts = parts_with(
        sheet_of('<row r="1"><c r="A1" t="str"><v>d</v></c></row><row r="2"><c r="A2" s="1"><v>44888</v></c></row>'),
        styles=f'<styleSheet xmlns="{MAIN}"><cellStyleXfs><xf numFmtId="4"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    )
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    assert values_of(zipped(tmp_path / "a.xlsx", parts)) == [("2026-11-24",)]


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=9
)


@given(rows=st.lists(st.tuples(TEXT, TEXT | st.integers(-(10**9), 10**9)), min_size=1, max_size=4))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_another_library_writes_is_read_back(rows: list[tuple[str, str | int]], tmp_path: Path) -> None:
    rows = [row for row in rows if row[0].strip() and not str(row[1]).startswith("=") and not row[0].startswith("=")]
    content = written(tmp_path, [["photo", "what"], *rows]).read_bytes()
    # As long as another library has written it, nothing of it is dangerous here.
    assert [line.texts for line in lines_of(content)][1:] == [[first, str(second)] for first, second in rows]


def test_the_name_of_the_file_says_nothing(tmp_path: Path) -> None:
    file = written(tmp_path, [["photo"], ["a.jpg"]], name="table.xlsx").rename(tmp_path / "table.csv")
    assert values_of(file) == [("a.jpg",)]
    text = tmp_path / "text.xlsx"
    text.write_bytes(b"photo;breed\r\na.jpg;pug\r\n")
    assert values_of(text) == [("a.jpg", "pug")]


# What is refused


def old_excel(*inside: str) -> bytes:
    return OLD_EXCEL_BEGINS + bytes(600) + b"".join(name.encode("utf-16-le") for name in inside)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (old_excel("Workbook"), "table.other_spreadsheet"),
        (old_excel("EncryptionInfo", "EncryptedPackage"), "table.locked"),
        (b"<html><table><tr><td>photo</td></tr></table></html>", "table.other_spreadsheet"),
        (b"PK\x03\x04", "table.damaged_workbook"),
        (b"PK\x03\x04" + bytes(1000), "table.damaged_workbook"),
    ],
)
def test_files_of_other_programs_are_called_what_they_are(content: bytes, code: str, tmp_path: Path) -> None:
    file = tmp_path / "table.xls"
    file.write_bytes(content)
    assert refused(file) == code


@pytest.mark.parametrize(
    "parts",
    [
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"},
        {"xl/workbook.bin": b"\0"},
        {"Index/Document.iwa": b"\0"},
        {"word/document.xml": "<x/>"},
    ],
)
def test_other_files_in_zip_archives_are_no_workbooks(parts: Mapping[str, str | bytes], tmp_path: Path) -> None:
    assert refused(zipped(tmp_path / "table.xlsx", parts)) == "table.other_spreadsheet"


def test_a_workbook_without_a_heading_is_said_to_have_none(tmp_path: Path) -> None:
    assert refused(written(tmp_path, [])) == "table.no_heading"


def test_an_archive_with_a_password_is_locked(tmp_path: Path) -> None:
    file = handmade(tmp_path, "")
    content = bytearray(file.read_bytes())
    for marked, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := content.find(marked, place + 1)) >= 0:
            content[place + flags] |= 1
    file.write_bytes(bytes(content))
    assert refused(file) == "table.locked"


BROKEN = {
    "not XML": "<worksheet><sheetData><row></worksheet>",
    "a text that is not there": sheet_of('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'),
    "no number of a text": sheet_of('<row r="1"><c r="A1" t="s"><v>x</v></c></row>'),
    "no column": sheet_of('<row r="1"><c r="?1"><v>1</v></c></row>'),
    "too far to the right": sheet_of('<row r="1"><c r="XFE1"><v>1</v></c></row>'),
    "too far down": sheet_of('<row r="1048577"><c r="A1048577"><v>1</v></c></row>'),
    "no number of a row": sheet_of('<row r="one"><c r="A1"><v>1</v></c></row>'),
    "a type of document": '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + sheet_of("<row><c t='str'><v>&a;</v></c></row>"),
}


@pytest.mark.parametrize("sheet", BROKEN.values(), ids=BROKEN)
def test_damaged_workbooks_are_refused(sheet: str, tmp_path: Path) -> None:
    assert refused(zipped(tmp_path / "a.xlsx", parts_with(sheet))) == "table.damaged_workbook"


@pytest.mark.parametrize("missing", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_workbook_that_lacks_a_part_is_damaged(missing: str, tmp_path: Path) -> None:
    sheet = sheet_of('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    parts = parts_with(sheet, sharedStrings=f'<sst xmlns="{MAIN}"><si><t>photo</t></si></sst>')
    del parts[missing]
    assert refused(zipped(tmp_path / "a.xlsx", parts)) == "table.damaged_workbook"


def test_a_spoilt_byte_is_noticed(tmp_path: Path) -> None:
    file = zipped(tmp_path / "a.xlsx", parts_with(sheet_of(f'<row r="1">{text_cell("A1", "photo")}</row>')), 0)
    file.write_bytes(file.read_bytes().replace(b"<t>photo", b"<t>phOto"))
    assert refused(file) == "table.damaged_workbook"


# Small files that would become large


@pytest.mark.parametrize(
    ("within", "code"),
    [
        (text_cell("A1", "a" * 30_000_000), "table.too_large"),
        # Nothing of these is kept.
        (f'<c r="A1" x="{"a" * 30_000_000}"/>', "table.no_heading"),
        (f"<!--{'a' * 30_000_000}-->", "table.no_heading"),
    ],
    ids=["text", "attribute", "comment"],
)
def test_much_in_one_place_does_no_harm(within: str, code: str, tmp_path: Path) -> None:
    file = handmade(tmp_path, f'<row r="1">{within}</row>')
    assert file.stat().st_size < 100_000
    assert refused(file) == code


def code_of(file: Path) -> str:
    with pytest.raises(RefusedError) as caught:
        list(lines_of(file.read_bytes()))
    return caught.value.code


def test_a_workbook_may_not_unpack_to_more_than_there_is_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "MOST_UNPACKED", 100_000)
    assert code_of(handmade(tmp_path, " " * 100_000)) == "table.too_large"
    file = handmade(tmp_path, f'<row r="1">{text_cell("A1", "photo")}</row>' + " " * 1_000)
    assert [line.texts for line in lines_of(file.read_bytes())] == [["photo"]]
    content = bytearray(file.read_bytes())
    of_the_sheet = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    # An archive that lies about how large the sheet is: no more is unpacked than that.
    struct.pack_into("<I", content, of_the_sheet + 24, 10)
    file.write_bytes(bytes(content))
    assert code_of(file) == "table.damaged_workbook"


def test_pictures_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_UNPACKED", 100_000)
    parts: dict[str, str | bytes] = {**parts_with(sheet_of(f'<row r="1">{text_cell("A1", "photo")}</row>'))}
    parts["xl/media/image1.png"] = bytes(200_000)
    assert len(list(lines_of(zipped(tmp_path / "a.xlsx", parts).read_bytes()))) == 1


def test_millions_of_cells_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_MOST_CELLS", 10)
    table: list[list[str | None]] = [["a", "b", "c"], *[["1", None, None]] * 4]
    assert refused(written(tmp_path, table)) == "table.too_large"
    assert len(values_of(written(tmp_path, table[:-1]))) == 3
