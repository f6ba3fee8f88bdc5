"""Workbooks of anybody are read as text; those that would do harm are refused, and it is said why."""

import struct
import tracemalloc
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app import tables, workbooks
from desktop_app.tables import TableError, read_table
from desktop_app.workbook_formats import format_of

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(**targets: tuple[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{each}</Relationships>'


def parts_with(sheet: str, **others: str) -> dict[str, str]:
    """The parts of a workbook with one sheet; further ones as `styles` or `sharedStrings`."""
    known = {name: (name, f"{name}.xml") for name in others}
    return {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"/>',
        "_rels/.rels": relations(r1=("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="s1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(s1=("worksheet", "worksheets/sheet1.xml"), **known),
        "xl/worksheets/sheet1.xml": sheet,
        **{f"xl/{name}.xml": content for name, content in others.items()},
    }


def sheet_of(rows: str, before: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>'


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def zipped(file: Path, parts: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file


def handmade(folder: Path, rows: str, **others: str) -> Path:
    return zipped(folder / "table.xlsx", parts_with(sheet_of(rows), **others))


def written(folder: Path, *sheets: Sequence[Sequence[object]], name: str = "table.xlsx") -> Path:
    """A workbook as another library writes it."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for rows in sheets:
        sheet = workbook.create_sheet()
        for row in rows:
            sheet.append(list(row))
    workbook.save(folder / name)
    return folder / name


def values_of(file: Path) -> list[tuple[str, ...]]:
    return [tuple(row.values.values()) for row in read_table(file).rows]


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
    assert [(row.line, tuple(row.values.values())) for row in read.rows] == [(2, ("a.jpg", "#N/A"))]


@pytest.mark.parametrize(
    ("code", "stored", "text"),
    [
        ("dd/mm/yyyy", "46350", "2026-11-24"),
        ('dddd d mmmm yyyy" at "hh:mm', "46350.4375", "2026-11-24T10:30:00"),
        ("[$-40C]d mmm yy;@", "46350", "2026-11-24"),
        ("hh:mm AM/PM", "0.4375", "10:30:00"),
        ("[h]:mm", "1.25", "1.25"),
        ("00000", "42", "00042"),
        ('"d"0', "7", "7"),
        ("0.00E+00", "12345", "12345"),
        ("#,##0.00_);[Red](#,##0.00)", "1234.5", "1234.5"),
        ("General", "46350", "46350"),
        ("yyyy", "9e99", "9e+99"),
        ("yyyy", "2", "1900-01-02"),
        ("0" * 5_000, "1", "1"),
    ],
)
def test_what_a_number_means_is_in_its_format(code: str, stored: str, text: str) -> None:
    assert format_of(164, {164: code}).text(stored, False) == text


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
    file = written(tmp_path, [["photo", "what"], *rows])
    assert values_of(file) == [(first, str(second)) for first, second in rows]


def test_the_name_of_the_file_says_nothing(tmp_path: Path) -> None:
    file = written(tmp_path, [["photo"], ["a.jpg"]], name="table.xlsx").rename(tmp_path / "table.csv")
    assert values_of(file) == [("a.jpg",)]
    text = tmp_path / "text.xlsx"
    text.write_bytes(b"photo;breed\r\na.jpg;pug\r\n")
    assert values_of(text) == [("a.jpg", "pug")]


# What is refused


def old_excel(*inside: str) -> bytes:
    return workbooks.OLD_EXCEL_BEGINS + bytes(600) + b"".join(name.encode("utf-16-le") for name in inside)


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
    "no number of a row": sheet_of('<row r="one"><c r="A1"><v>1</v></c></row>'),
    "a type of document": '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + sheet_of("<row><c t='str'><v>&a;</v></c></row>"),
    "a strange encoding": '<?xml version="1.0" encoding="nonsense"?>' + sheet_of(""),
}


@pytest.mark.parametrize("sheet", BROKEN.values(), ids=BROKEN)
def test_damaged_workbooks_are_refused(sheet: str, tmp_path: Path) -> None:
    assert refused(zipped(tmp_path / "a.xlsx", parts_with(sheet))) == "table.damaged_workbook"


@pytest.mark.parametrize("missing", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_workbook_that_lacks_a_part_is_damaged(missing: str, tmp_path: Path) -> None:
    parts = parts_with(sheet_of(""), sharedStrings=f'<sst xmlns="{MAIN}"/>')
    del parts[missing]
    assert refused(zipped(tmp_path / "a.xlsx", parts)) == "table.damaged_workbook"


def test_a_spoilt_byte_is_noticed(tmp_path: Path) -> None:
    file = zipped(tmp_path / "a.xlsx", parts_with(sheet_of(f'<row r="1">{text_cell("A1", "photo")}</row>')), 0)
    file.write_bytes(file.read_bytes().replace(b"<t>photo", b"<t>phOto"))
    assert refused(file) == "table.damaged_workbook"


# Small files that would become large


def most_memory(file: Path) -> int:
    tracemalloc.start()
    try:
        read_table(file)
    except TableError:
        pass
    finally:
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return most


def test_a_sheet_that_says_it_is_huge_takes_what_it_holds(tmp_path: Path) -> None:
    rows = f'<row r="1">{text_cell("A1", "photo")}</row><row r="1048576">{text_cell("XFD1048576", "x")}'
    rows += f"{text_cell('A1048576', 'a.jpg')}</row>"
    file = zipped(tmp_path / "a.xlsx", parts_with(sheet_of(rows, '<dimension ref="A1:XFD1048576"/>')))
    read = read_table(file)
    assert [(row.line, row.values) for row in read.rows] == [(1_048_576, {"photo": "a.jpg"})]
    assert most_memory(file) < 5_000_000


@pytest.mark.parametrize(
    "bomb",
    [
        text_cell("A1", "a" * 30_000_000),
        f'<c r="A1" x="{"a" * 30_000_000}"/>',
        f"<!--{'a' * 30_000_000}-->",
        f"<{'a' * 30_000_000}/>",
    ],
    ids=["text", "attribute", "comment", "name"],
)
def test_what_unpacks_to_very_much_is_refused_before_it_is_all_there(bomb: str, tmp_path: Path) -> None:
    file = handmade(tmp_path, f'<row r="1">{bomb}</row>')
    assert file.stat().st_size < 100_000
    assert refused(file) in ("table.too_large", "table.damaged_workbook")
    assert most_memory(file) < 20_000_000


def test_a_part_may_not_unpack_to_more_than_there_is_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "_MOST_BYTES", 100_000)
    assert refused(handmade(tmp_path, " " * 100_000)) == "table.too_large"
    file = handmade(tmp_path, f'<row r="1">{text_cell("A1", "photo")}</row>' + " " * 1_000)
    content = bytearray(file.read_bytes())
    of_the_sheet = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    # An archive that lies about how large the sheet is: no more is unpacked than that.
    struct.pack_into("<I", content, of_the_sheet + 24, 10)
    file.write_bytes(bytes(content))
    assert refused(file) == "table.damaged_workbook"


def test_millions_of_cells_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_MOST_CELLS", 10)
    table = [["a", "b", "c"], *[["1", None, None]] * 4]
    assert refused(written(tmp_path, table)) == "table.too_large"
    assert len(values_of(written(tmp_path, table[:-1]))) == 3
    monkeypatch.setattr(workbooks, "_MOST_TEXTS", 2)
    shared = f'<sst xmlns="{MAIN}">{"<si/>" * 3}</sst>'
    assert refused(handmade(tmp_path, "", sharedStrings=shared)) == "table.too_large"
