"""The cells of a workbook as text, read from its XML: what is compared is the file, not what a library makes of it."""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
Value = str | float | bool | None


def sheets_of(workbook: Path) -> dict[str, list[list[Value]]]:
    """Name of each sheet → its rows, each as long as its last cell; empty cells are None."""
    with zipfile.ZipFile(workbook) as archive:
        shared = _shared_texts(archive)
        book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - what Pawsort wrote
        names = [sheet.attrib["name"] for sheet in book.iter(f"{_MAIN}sheet")]
        return {
            name: list(_rows(archive.read(f"xl/worksheets/sheet{number}.xml"), shared))
            for number, name in enumerate(names, 1)
        }


def formulas_of(workbook: Path) -> list[str]:
    """All formulas in all sheets: there should be none."""
    with zipfile.ZipFile(workbook) as archive:
        return [
            formula.text or ""
            for name in archive.namelist()
            if name.startswith("xl/worksheets/sheet")
            for formula in ET.fromstring(archive.read(name)).iter(f"{_MAIN}f")  # noqa: S314 - as above
        ]


def links_of(workbook: Path) -> list[str]:
    """Where cells lead to when somebody clicks on them."""
    with zipfile.ZipFile(workbook) as archive:
        return [
            each.attrib["Target"]
            for name in archive.namelist()
            if name.startswith("xl/worksheets/_rels/")
            for each in ET.fromstring(archive.read(name))  # noqa: S314 - as above
            if each.attrib.get("Type", "").endswith("/hyperlink")
        ]


def described_workbook(workbook: Path) -> str:
    """A line a row, as JSON, under the name of its sheet; then how many pictures there are."""
    lines = []
    for name, rows in sheets_of(workbook).items():
        lines.append(f"sheet {name}")
        lines.extend(json.dumps(row, ensure_ascii=False) for row in rows)
    with zipfile.ZipFile(workbook) as archive:
        pictures = sum(each.startswith("xl/media/") for each in archive.namelist())
    lines.append(f"pictures: {pictures}")
    return "\n".join(lines) + "\n"


def _shared_texts(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    table = ET.fromstring(archive.read("xl/sharedStrings.xml"))  # noqa: S314 - as above
    return [_text(item) for item in table.iter(f"{_MAIN}si")]


def _text(item: ET.Element) -> str:
    joined = "".join(each.text or "" for each in item.iter(f"{_MAIN}t"))
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), joined)


def _rows(sheet: bytes, shared: list[str]) -> Iterator[list[Value]]:
    for row in ET.fromstring(sheet).iter(f"{_MAIN}row"):  # noqa: S314 - as above
        values: list[Value] = []
        for cell in row.iter(f"{_MAIN}c"):
            column = _column(cell.attrib["r"]) if "r" in cell.attrib else len(values)
            values.extend([None] * (column - len(values)))
            values.append(_value(cell, shared))
        yield values


def _column(reference: str) -> int:
    number = 0
    for letter in re.match("[A-Z]+", reference)[0]:  # type: ignore[index]
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: ET.Element, shared: list[str]) -> Value:
    kind, found = cell.attrib.get("t", "n"), cell.find(f"{_MAIN}v")
    if kind == "inlineStr":
        return _text(cell)
    if found is None or found.text is None:
        return None
    if kind == "s":
        return shared[int(found.text)]
    if kind == "b":
        return found.text == "1"
    return found.text if kind in ("str", "e") else float(found.text)
