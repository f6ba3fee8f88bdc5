"""Reading tables as people have them: workbooks, CSV of any spreadsheet in its encoding and with its separator, JSON.

The one reader for the window, the command line and training. (`exports/tables/text_tables.py` writes.)
"""

import codecs
import contextlib
import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from desktop_app.faults import FaultError, system_reason
from desktop_app.paths import openable
from desktop_app.workbooks.apart import (
    OLD_EXCEL_BEGINS,
    WORKBOOK_BEGINS,
    WorkbookError,
    fault_of_old_excel,
    rows_of_workbook,
)

TABLE_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".jsonl", ".ndjson", ".json")
"""What files of tables end in. Which of them one is, its content says, but for JSON."""
# A comma, what Excel writes where the comma stands in decimals, and what is copied out of a spreadsheet.
SEPARATORS = (",", ";", "\t")
COMMENT = "# "
# A line that Excel understands, and that some programs therefore put before the heading.
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
_LONGEST_HEADING = 100_000
_JSON_ENDINGS = (".jsonl", ".ndjson", ".json")
# Programs save web pages under these.
_SPREADSHEET_ENDINGS = (".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".numbers")
# Of all rows together, with those that are empty: a small file can say that it has millions.
_MOST_CELLS = 20_000_000
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class TableError(FaultError):
    """A table that cannot be read: `table.*`, with the file and, where it is one line, its number."""


class Row(NamedTuple):
    """One row of a table.

    Attributes:
        line: of the file, from 1, as an editor counts; the last one where a cell has several.
        values: column → text, with any spaces around it; a row that is too short has "" there.
    """

    line: int
    values: dict[str, str]


class Table(NamedTuple):
    """A table that was read.

    Attributes:
        columns: their names, in order, without spaces around them.
        rows: those that are not empty.
    """

    columns: tuple[str, ...]
    rows: list[Row]


def read_table(file: Path, columns: Sequence[str] = ()) -> Table:
    """Read a table: a workbook of Excel, or text in UTF-8 or UTF-16 with a mark, UTF-8 without, or Windows-1252.

    Of a workbook the first sheet is read that is shown and has something in it; see `workbooks.reader` for what
    its cells become. Columns without a heading are left out there: no sign can be missing between two cells. JSON lines
    are known by their name.

    The heading tells the separator. Lines before it that begin with "# " are comments. Everything after it is data,
    whatever it begins with. Cells may hold separators, quotes and line breaks where they are quoted.

    Where most of a text is UTF-8, bytes in it that are none stay what they are, as `os.fsdecode` has them: they are
    part of the name of a file.

    Args:
        file: the table.
        columns: that must be there, exactly so written.

    Raises:
        TableError: the file cannot be read, is no table, has no heading, lacks a column or has it twice, or a row is
            broken: a quote that nobody closes would swallow all that follows, a cell too many would put values into
            wrong columns.
    """
    content = _content_of(file)
    if content.startswith((WORKBOOK_BEGINS, OLD_EXCEL_BEGINS)):
        table = _of_workbook(file, content)
        _require(file, table.columns, columns)
        return table
    text = _text_of(file, content)
    if file.suffix.lower() in _JSON_ENDINGS:
        table = _of_json_lines(file, text)
        _require(file, table.columns, columns)
        return table
    lines = io.StringIO(text, newline="").readlines()
    before, separator = 0, None
    for line in lines:
        told = _SEPARATOR_LINE.fullmatch(line)
        if told:
            separator = told[1]
        elif not line.startswith(COMMENT):
            break
        before += 1
    if before == len(lines) or not lines[before].strip():
        raise TableError("table.no_heading", file=str(file))
    text = "".join(lines[before:])
    names, rows = _parsed(file, text, separator or _separator_of(text), before)
    _require(file, names, columns)
    return Table(names, rows)


def _of_workbook(file: Path, content: bytes) -> Table:
    if content.startswith(OLD_EXCEL_BEGINS):
        raise TableError.of(fault_of_old_excel(content, str(file)).fault)
    headings: dict[int, str] = {}
    empty: dict[str, str] = {}
    rows: list[Row] = []
    try:
        with contextlib.closing(rows_of_workbook(content, str(file))) as lines:
            for line, first, texts in lines:
                cells = {place: text for place, text in enumerate(texts, first) if text}
                if headings:
                    values = {headings[place]: text for place, text in cells.items() if place in headings}
                    if any(text.strip() for text in values.values()):
                        rows.append(Row(line, empty | values))
                    if len(rows) * len(headings) > _MOST_CELLS:
                        raise TableError("table.too_large", file=str(file))
                elif not (len(cells) == 1 and next(iter(cells.values())).startswith(COMMENT)):
                    headings = {place: text.strip() for place, text in cells.items() if text.strip()}
                    empty = dict.fromkeys(headings.values(), "")
    except WorkbookError as error:
        raise TableError.of(error.fault) from error
    if not headings:
        raise TableError("table.no_heading", file=str(file))
    return Table(tuple(headings.values()), rows)


def _parsed(file: Path, text: str, separator: str, before: int) -> tuple[tuple[str, ...], list[Row]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows = []
    try:
        names = tuple(name.strip() for name in next(reader))
        for cells in reader:
            filled = next((place for place in range(len(cells), 0, -1) if cells[place - 1].strip()), 0)
            line = before + reader.line_num
            if filled > len(names):
                raise TableError("table.row_too_long", file=str(file), line=line, cells=filled, columns=len(names))
            if filled:
                padded = [*cells[: len(names)], *[""] * (len(names) - len(cells))]
                rows.append(Row(line, dict(zip(names, padded, strict=True))))
    except csv.Error as error:
        line = before + reader.line_num
        raise TableError("table.damaged", file=str(file), line=line, detail=_what_is_wrong(error)) from error
    return names, rows


def _what_is_wrong(error: csv.Error) -> str:
    """What Python's reader says, as a word that sentences know; anything else as it says it."""
    said = str(error)
    known = {
        "unexpected end of data": "text.quote_open",
        "expected after": "text.after_quote",
        "field larger than field limit": "text.long_cell",
    }
    return next((word for part, word in known.items() if part in said), said)


def _of_json_lines(file: Path, text: str) -> Table:
    """One object a line; the columns are all keys that there are, in the order in which they come."""
    columns: dict[str, None] = {}
    found: list[tuple[int, dict[str, str]]] = []
    for number, line in enumerate(io.StringIO(text), start=1):
        if not line.strip():
            continue
        try:
            read = json.loads(line)
        except (ValueError, RecursionError) as error:
            detail = "text.no_json" if isinstance(error, ValueError) else "text.too_deep"
            raise TableError("table.damaged", file=str(file), line=number, detail=detail) from error
        if not isinstance(read, dict):
            raise TableError("table.damaged", file=str(file), line=number, detail="text.no_object")
        columns.update(dict.fromkeys(key.strip() for key in read))
        found.append((number, {key.strip(): _as_cell(value) for key, value in read.items()}))
    if not columns:
        raise TableError("table.no_heading", file=str(file))
    empty = dict.fromkeys(columns, "")
    return Table(tuple(columns), [Row(line, {**empty, **values}) for line, values in found if any(values.values())])


def _as_cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _require(file: Path, names: Sequence[str], columns: Sequence[str]) -> None:
    for column in columns:
        if column not in names:
            there = ", ".join(name for name in names if name)
            raise TableError("table.no_column", file=str(file), column=column, there=there)
        if names.count(column) > 1:
            raise TableError("table.column_twice", file=str(file), column=column)


def _separator_of(text: str) -> str:
    """The one that is oftenest in the heading; what stands in quotes does not count."""
    heading = next(iter(_QUOTED.sub("", text[:_LONGEST_HEADING]).splitlines()), "")
    return max(SEPARATORS, key=heading.count)


def _content_of(file: Path) -> bytes:
    try:
        with open(openable(file), "rb") as stream:  # noqa: PTH123 - a name that may be longer than Path can open
            return stream.read()
    except OSError as error:
        raise TableError("table.unreadable", file=str(file), detail=system_reason(error)) from error


def _text_of(file: Path, content: bytes) -> str:
    if file.suffix.lower() in _SPREADSHEET_ENDINGS and content.lstrip()[:1] == b"<":
        raise TableError("table.other_spreadsheet", file=str(file))
    if content.startswith(_UTF_16):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise TableError("table.not_text", file=str(file)) from error
    if b"\0" in content:
        raise TableError("table.not_text", file=str(file))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("utf-8-sig", errors="surrogateescape")
        broken = sum("\udc80" <= character <= "\udcff" for character in text)
        if content.startswith(codecs.BOM_UTF8) or sum(not character.isascii() for character in text) > 2 * broken:
            return text
        # All bytes but five mean something there; those five are no letters of a table either.
        return content.decode("cp1252", errors="replace")
