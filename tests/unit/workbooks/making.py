"""Workbooks for tests: as another library writes them, and part by part."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

from desktop_app.tables import read_table

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
