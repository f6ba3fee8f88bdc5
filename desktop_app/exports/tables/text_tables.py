"""Tables as CSV or as JSON lines, row by row: memory does not depend on how many there are.

CSV is UTF-8 without a byte order mark, commas, quotes where needed, one line feed a row (RFC 4180 but for the line
end): what programs read without being told. A byte order mark would help one spreadsheet to see that it is UTF-8, and
would put itself before the name of the first column in most other programs. Whoever wants to open the table in that
spreadsheet asks for `CsvStyle.spreadsheet`.
"""

import csv
import json
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from desktop_app.files import TextTarget, WholeFile
from desktop_app.guarding import guarded

Cell: TypeAlias = (
    "str | float | int | bool | tuple[str, ...] | tuple[float, ...] | tuple[Mapping[str, Cell], ...] | None"
)
"""A tuple becomes a list in JSON lines. In other tables one of numbers is a text, and others must not stand there."""

DECIMALS = 6
DECIMALS_IN_TEXT = 4
"""Of the numbers in one cell: those of a box are shares of a side, and a photo has some thousand pixels."""
UTF_8 = "utf-8"
REPLACED = "?"
"""Stands for what an encoding has no sign for."""
# JSON may hold them as they are, and many a reader of lines takes them for the end of one.
_LINE_ENDS_ELSEWHERE = {sign: f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}
# Made once: making one takes as long as a row.
_AS_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


class TableFormat(StrEnum):
    """How a table is written."""

    CSV = "csv"
    JSON_LINES = "jsonl"

    @property
    def endings(self) -> tuple[str, ...]:
        """What names of files in this format may end in, in lower case; the first is what Pawsort gives."""
        return (".jsonl", ".ndjson", ".json") if self is TableFormat.JSON_LINES else (".csv", ".txt")

    @classmethod
    def of_file(cls, file: Path) -> "TableFormat":
        """What the name of a file asks for; CSV where it says nothing."""
        return cls.JSON_LINES if file.suffix.lower() in cls.JSON_LINES.endings else cls.CSV


@dataclass(frozen=True, slots=True)
class CsvStyle:
    """How a CSV table is written.

    Attributes:
        delimiter: between two cells.
        decimal_mark: in numbers.
        byte_order_mark: whether the file begins with one.
        encoding: of the file, as Python calls it. What it has no sign for becomes `REPLACED`, and is counted.
        guards_all: whether any text that a spreadsheet would compute is guarded, and not only what people typed.
    """

    delimiter: str = ","
    decimal_mark: str = "."
    byte_order_mark: bool = False
    encoding: str = UTF_8
    guards_all: bool = False

    @classmethod
    def spreadsheet(cls, decimal_mark: str) -> "CsvStyle":
        """What Excel opens rightly by a double click: where numbers have a decimal comma, cells end with semicolons."""
        delimiter = ";" if decimal_mark == "," else ","
        return cls(delimiter, decimal_mark, byte_order_mark=True, guards_all=True)


FOR_PROGRAMS = CsvStyle()


class Table(Protocol):
    """Something that takes rows."""

    def add(self, row: Mapping[str, Cell]) -> None:
        """Write one row."""
        ...


class _Rows:
    """Ends rows with one line feed, and lets the writer think otherwise.

    Before Python 3.13 it only quotes what ends a row: a lone carriage return in a name would split its row for every
    reader that takes one for a line end.
    """

    END = "\r\n"

    def __init__(self, target: TextTarget) -> None:
        self._target = target

    def write(self, row: str, /) -> None:
        self._target.write(row.removesuffix(self.END) + "\n")


class EncodedFile:
    """A whole file that gets text in another encoding than UTF-8; what it has no sign for must not come."""

    def __init__(self, file: WholeFile, encoding: str) -> None:
        """Write to `file`."""
        self._file, self._encoding = file, encoding

    def write(self, text: str, /) -> None:
        """Add text.

        Raises:
            ExportError: the disk is full, or gone.
        """
        self._file.write_bytes(text.encode(self._encoding))


class CsvTable:
    """A CSV table. Its header is written at once. Missing values are empty, numbers have six decimals.

    Attributes:
        lossy_cells: how many have lost signs that the encoding does not have.
    """

    def __init__(
        self,
        target: TextTarget,
        columns: Sequence[str],
        *,
        typed_by_people: Collection[str] = (),
        style: CsvStyle = FOR_PROGRAMS,
    ) -> None:
        """Start a table.

        Args:
            target: gets the text.
            columns: their names, in order.
            typed_by_people: columns whose text someone typed; what would be a formula there is guarded (`guarding`).
                For programs, other columns are written as they are: a path must stay the path.
            style: for programs, or for a spreadsheet.
        """
        self.lossy_cells = 0
        self._typed = frozenset(typed_by_people)
        self._style = style
        # A text in such a column goes out as it is: in most cells of most tables, and they are millions.
        as_it_is = style.encoding == UTF_8 and not style.guards_all
        self._columns = [(column, as_it_is and column not in self._typed) for column in columns]
        if style.byte_order_mark:
            target.write("\ufeff")
        self._writer = csv.writer(_Rows(target), delimiter=style.delimiter, lineterminator=_Rows.END)
        self._writer.writerow(columns)

    def add(self, row: Mapping[str, Cell]) -> None:
        """Write one row."""
        get = row.get
        self._writer.writerow(
            [
                cell if (cell := get(column)) is None or (as_it_is and type(cell) is str) else self._text(column, cell)
                for column, as_it_is in self._columns
            ]
        )

    def _text(self, column: str, cell: Cell) -> str:
        if isinstance(cell, float):
            return f"{cell:.{DECIMALS}f}".replace(".", self._style.decimal_mark)
        if isinstance(cell, tuple):
            return numbers_text(cell)
        text = str(cell)
        if isinstance(cell, str) and (self._style.guards_all or column in self._typed):
            text = guarded(text)
        return text if self._style.encoding == UTF_8 else self._encodable(text)

    def _encodable(self, text: str) -> str:
        kept = as_encoded(text, self._style.encoding)
        if kept is None:
            self.lossy_cells += 1
            kept = text.encode(self._style.encoding, "replace").decode(self._style.encoding)
        return kept


def as_encoded(text: str, encoding: str) -> str | None:
    """The text as an encoding can hold it, letters and accents as one sign where they were two; None: it cannot."""
    for form in (text, unicodedata.normalize("NFC", text)):
        try:
            form.encode(encoding)
        except UnicodeEncodeError:
            continue
        return form
    return None


def numbers_text(numbers: tuple[Any, ...]) -> str:
    """Several numbers in one cell, with spaces between them; the decimal mark is a point whoever reads it."""
    return " ".join(f"{number:.{DECIMALS_IN_TEXT}f}" for number in numbers)


class JsonLinesTable:
    """One JSON object a line, UTF-8, with the same keys in every line; missing values are null."""

    def __init__(self, target: TextTarget, columns: Sequence[str], *, in_every_row: Mapping[str, Cell]) -> None:
        """Start a table.

        Args:
            target: gets the text.
            columns: the keys, in order.
            in_every_row: further keys with their values, after the columns.
        """
        self._target = target
        self._columns = columns
        self._constant = dict(in_every_row)

    def add(self, row: Mapping[str, Cell]) -> None:
        """Write one row."""
        values = {column: self._value(row.get(column)) for column in self._columns} | self._constant
        text = _AS_JSON(values)
        for sign, written in _LINE_ENDS_ELSEWHERE.items():
            text = text.replace(sign, written)
        self._target.write(text + "\n")

    @classmethod
    def _value(cls, cell: Any) -> Any:
        if isinstance(cell, float):
            return round(cell, DECIMALS)
        if isinstance(cell, tuple):
            return [cls._value(each) for each in cell]
        if isinstance(cell, Mapping):
            return {key: cls._value(each) for key, each in cell.items()}
        return cell


def start_table(
    table_format: TableFormat,
    target: TextTarget,
    columns: Sequence[str],
    *,
    json_columns: Sequence[str] = (),
    in_every_json_row: Mapping[str, Cell] | None = None,
    typed_by_people: Collection[str] = (),
    style: CsvStyle = FOR_PROGRAMS,
) -> Table:
    """A table in the format that was asked for; JSON lines with `json_columns` after the columns of both."""
    if table_format is TableFormat.JSON_LINES:
        return JsonLinesTable(target, [*columns, *json_columns], in_every_row=in_every_json_row or {})
    return CsvTable(target, columns, typed_by_people=typed_by_people, style=style)
