"""Reading tables as people have them: CSV from any spreadsheet, in its encoding and with its separator."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

# A comma, what Excel writes where the comma stands in decimals, and what is copied out of a spreadsheet.
SEPARATORS = (",", ";", "\t")
COMMENT = "# "


class TableError(Exception):
    """A table that cannot be read; the message names the file and what is wrong with it."""


class Row(NamedTuple):
    """One row of a table.

    Attributes:
        line: of the file, from 1, as an editor counts.
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
    """Read a table: UTF-8 (with or without a mark) or Windows' western encoding; the heading tells the separator.

    Lines before the heading that begin with "# " are comments. Everything after it is data, whatever it begins with.

    Args:
        file: the table.
        columns: that must be there, exactly so written.

    Raises:
        TableError: the file cannot be read, is empty, or lacks a column.
    """
    text = _text_of(file)
    lines = text.splitlines(keepends=True)
    comments = next((number for number, line in enumerate(lines) if not line.startswith(COMMENT)), len(lines))
    heading = lines[comments] if comments < len(lines) else ""
    if not heading.strip():
        raise TableError(f"{file}: there is no heading in it; the first line of a table names its columns.")
    separator = max(SEPARATORS, key=heading.count)
    reader = csv.reader(io.StringIO("".join(lines[comments:]), newline=""), delimiter=separator)
    try:
        names = tuple(name.strip() for name in next(reader))
        rows = [
            Row(comments + reader.line_num, _values(names, cells)) for cells in reader if any(map(str.strip, cells))
        ]
    except csv.Error as error:
        raise TableError(f"{file}: line {comments + reader.line_num} cannot be read ({error}).") from error
    missing = [name for name in columns if name not in names]
    if missing:
        there = ", ".join(map(repr, names))
        raise TableError(f"{file}: there is no column {' and no column '.join(map(repr, missing))}; there are {there}.")
    return Table(names, rows)


def _text_of(file: Path) -> str:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise TableError(f"{file}: cannot be read ({error.strerror or error}).") from error
    if b"\0" in content:
        raise TableError(f"{file}: this is no text. Save it as CSV.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # All bytes but five mean something there; those five are no letters of a table either.
        return content.decode("cp1252", errors="replace")


def _values(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    return dict(zip(names, [*cells, *[""] * (len(names) - len(cells))], strict=False))
