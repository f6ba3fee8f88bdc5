"""Workbooks of Excel (.xlsx), row by row: memory does not depend on how many rows there are.

One sheet with a heading that stays in sight and can be filtered by; where a sheet is full, the next one goes on with
the same heading. A text is a text, whatever it begins with: it is stored as one, so nothing needs to be put in front of
it. Numbers are numbers and moments are moments, in UTC; how both look is the business of whoever opens the file.
"""

import errno
import io
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from desktop_app.exports.tables.text_tables import DECIMALS
from desktop_app.faults import system_reason
from desktop_app.files import ExportError, WholeFile

SheetCell = str | float | int | bool | datetime | bytes | None
"""Bytes are a JPEG, shown in the cell."""

MOST_ROWS = 1_048_576
"""Of a sheet, with its heading."""
LONGEST_TEXT = 32_767
"""Of a cell, in units of UTF-16."""
MOST_IN_NAME = 31
# Each cell is written as what it is; these are for whoever forgets it once.
_TEXT_IS_TEXT = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
_NO_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
# In characters of the usual font.
_NARROWEST, _WIDEST, _LOOKED_AT = 8, 60, 1_000
# The arrow that filters stands in the heading.
_ARROW = 3
_MARGIN_PIXELS = 3
# XlsxWriter takes a text between these for XML of several looks, and writes it as it is, whoever typed it.
_RICH, _RICH_ENDS = "<r>", "</r>"


class SheetKind(StrEnum):
    """The kind of files written here."""

    XLSX = "xlsx"

    @property
    def endings(self) -> tuple[str, ...]:
        """What its files end in."""
        return (".xlsx",)


class Shape(StrEnum):
    """How the cells of a column look."""

    PLAIN = "plain"
    SHARE = "share"
    MOMENT = "moment"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: what stands in its heading, and how its cells look."""

    name: str
    shape: Shape = Shape.PLAIN


class _Archive:
    """A whole file as a zip archive is written to it: from its beginning to its end, without going back."""

    def __init__(self, file: WholeFile) -> None:
        self._file: WholeFile | None = file

    def let_go(self) -> None:
        """An archive that failed writes its end when it is forgotten: it goes nowhere."""
        self._file = None

    def flush(self) -> None:
        """Whatever was written is on its way already."""

    def write(self, content: Any, /) -> int:
        """Add to the file; returns how many bytes."""
        if self._file is not None:
            self._file.write_bytes(bytes(content))
        return len(content)


class Spreadsheet:
    """A workbook that appears under its name when it is complete, as a context manager. See `files.WholeFile`."""

    def __init__(self, target: Path, columns: Sequence[SheetColumn], name: str, *, picture_side: int = 0) -> None:
        """Start a workbook.

        Args:
            target: the file.
            columns: in their order.
            name: of the sheet; signs that it cannot have are left out.
            picture_side: pixels of the longer side of pictures, which rows make room for.

        Raises:
            ExportError: the folder is missing or may not be written to, or the target is a folder.
        """
        # When it is wanted: nobody waits for it at the start of the window.
        import xlsxwriter

        self._columns, self._name, self._picture_side = tuple(columns), name, picture_side
        # Rows wait here until all of them are known.
        self._scratch = _scratch_folder()
        self._file = WholeFile(target)
        options = {"constant_memory": True, "tmpdir": self._scratch.name, "use_zip64": True} | _TEXT_IS_TEXT
        self._archive = _Archive(self._file)
        self._workbook: xlsxwriter.Workbook = xlsxwriter.Workbook(self._archive, options)
        self._looks = _looks(self._workbook, has_pictures=bool(picture_side))
        self._plain = self._workbook.add_format()
        self._heading = self._workbook.add_format({"bold": True, "bg_color": "#E7E6E6", "bottom": 1, "valign": "top"})
        self._widths = [
            len("2026-11-24 10:30:00") if column.shape is Shape.MOMENT else len(column.name) + _ARROW
            for column in self._columns
        ]
        self._cells = tuple(
            (place, column.name, *self._looks[column.shape]) for place, column in enumerate(self._columns)
        )
        self._sheet: Any = None
        self._sheets = self._row = 0
        self._shortened = 0

    @property
    def shortened(self) -> int:
        """How many texts were longer than a cell can be, and lost their ends."""
        return self._shortened

    def add(self, row: Mapping[str, SheetCell]) -> None:
        """Write a row; columns that it does not have stay empty.

        Raises:
            ExportError: the disk is full, or gone.
        """
        try:
            if self._sheet is None or self._row == MOST_ROWS:
                self._begin_sheet()
            if self._picture_side:
                self._sheet.set_row_pixels(self._row, self._picture_side + 2 * _MARGIN_PIXELS)
            self._write(row)
            self._row += 1
        except OSError as error:
            raise self._no_room(error) from error

    def __enter__(self) -> Self:
        self._file.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._finish()
        except BaseException as failed:
            self._file.__exit__(type(failed), failed, failed.__traceback__)
            raise
        else:
            self._file.__exit__(kind, error, trace)
        finally:
            self._let_go()

    def _finish(self) -> None:
        try:
            if self._sheet is None:
                self._begin_sheet()
            self._end_sheet()
            self._workbook.close()
        except OSError as error:
            raise self._no_room(error) from error
        except _errors_of_xlsxwriter() as error:
            reason = error.__context__ if isinstance(error.__context__, OSError) else OSError(errno.EIO, str(error))
            raise self._no_room(reason) from error

    def _let_go(self) -> None:
        """Close what XlsxWriter has open, so that nothing is left of it; it would close itself with a complaint."""
        self._archive.let_go()
        self._workbook.fileclosed = True
        for sheet in self._workbook.worksheets():
            if sheet.row_data_fh is not None:
                sheet.row_data_fh.close()
        self._scratch.cleanup()

    def _no_room(self, error: OSError) -> ExportError:
        """The target says by itself what is wrong with it: this is about where the rows wait."""
        if error.errno in (errno.ENOSPC, errno.EFBIG):
            return ExportError("write.disk_full", file=self._scratch.name)
        return ExportError("write.failed", file=self._scratch.name, detail=system_reason(error))

    def _begin_sheet(self) -> None:
        if self._sheet is not None:
            self._end_sheet()
        self._sheets += 1
        self._sheet = self._workbook.add_worksheet(self._sheet_name())
        self._sheet.freeze_panes(1, 0)
        self._row = 0
        for place, column in enumerate(self._columns):
            self._write_text(place, column.name, self._heading)
        self._row = 1

    def _sheet_name(self) -> str:
        name = " ".join(self._name.translate(_NO_NAME).split()) or "Pawsort"
        number = f" ({self._sheets})" if self._sheets > 1 else ""
        return name[: MOST_IN_NAME - len(number)] + number

    def _end_sheet(self) -> None:
        if self._columns:
            self._sheet.autofilter(0, 0, max(self._row - 1, 1), len(self._columns) - 1)
        for place, (column, width) in enumerate(zip(self._columns, self._widths, strict=True)):
            if column.shape is Shape.PICTURE and self._picture_side:
                self._sheet.set_column_pixels(place, place, self._picture_side + 2 * _MARGIN_PIXELS)
            else:
                self._sheet.set_column(place, place, min(max(width, _NARROWEST), _WIDEST))

    def _write(self, row: Mapping[str, SheetCell]) -> None:
        """Write the cells of a row that hold something: most of the time that an export takes is spent here."""
        at, is_settled = self._row, self._row > _LOOKED_AT
        write_string, write_number = self._sheet.write_string, self._sheet.write_number
        for place, name, text_look, look in self._cells:
            cell = row.get(name)
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                # Nearly all of them; what else a text may be, takes longer.
                if is_settled and cell[0] != "<" and cell.isascii():
                    self._shortened += write_string(at, place, cell, text_look) != 0
                else:
                    self._write_text(place, self._measured(place, cell), text_look)
            elif isinstance(cell, float):
                write_number(at, place, round(cell, DECIMALS), look)
            elif isinstance(cell, bool):
                self._sheet.write_boolean(at, place, cell, look)
            elif isinstance(cell, int):
                write_number(at, place, cell, look)
            elif isinstance(cell, datetime):
                self._sheet.write_datetime(at, place, _naive(cell), self._looks[Shape.MOMENT][1])
            else:
                self._show(place, cell)

    def _write_text(self, place: int, text: str, look: Any) -> None:
        if text.startswith(_RICH) and _RICH_ENDS in text:
            # In two pieces, each of which is text for it; and short enough, since it cuts none of these.
            self._shortened += len(text) > LONGEST_TEXT // 2
            pieces = text[:1], self._plain, text[1 : LONGEST_TEXT // 2]
            self._sheet.write_rich_string(self._row, place, *pieces, *([] if look is None else [look]))
        else:
            self._shortened += self._sheet.write_string(self._row, place, text, look) != 0

    def _measured(self, place: int, text: str) -> str:
        # Names of files whose bytes are no text, as in tables of text.
        if not text.isascii():
            text = text.encode("utf-8", "backslashreplace").decode("utf-8")
        if self._row <= _LOOKED_AT and len(text) >= self._widths[place]:
            self._widths[place] = max(self._widths[place], *(len(line) + 1 for line in text.split("\n")))
        return text

    def _show(self, place: int, picture: bytes) -> None:
        options = {
            "image_data": io.BytesIO(picture),
            "x_offset": _MARGIN_PIXELS,
            "y_offset": _MARGIN_PIXELS,
            # It goes with its row when rows are sorted or left out by a filter.
            "object_position": 1,
            "decorative": True,
        }
        self._sheet.insert_image(self._row, place, "photo.jpg", options)


def _scratch_folder() -> "tempfile.TemporaryDirectory[str]":
    try:
        return tempfile.TemporaryDirectory(prefix="pawsort-", ignore_cleanup_errors=True)
    except OSError as error:
        raise ExportError("write.failed", file=tempfile.gettempdir(), detail=system_reason(error)) from error


def _looks(workbook: Any, *, has_pictures: bool) -> dict[Shape, tuple[Any, Any]]:
    """How cells look: those with text, and all others."""
    top = workbook.add_format({"valign": "top"}) if has_pictures else None
    # Why there is no picture is a sentence in a narrow column.
    wrapped = workbook.add_format({"valign": "top", "text_wrap": True, "font_size": 8})
    share = workbook.add_format({"valign": "top", "num_format": "0.0%"})
    moment = workbook.add_format({"valign": "top", "num_format": "yyyy-mm-dd hh:mm:ss"})
    return {
        Shape.PLAIN: (top, top),
        Shape.SHARE: (top, share),
        Shape.MOMENT: (top, moment),
        Shape.PICTURE: (wrapped, top),
    }


def _naive(moment: datetime) -> datetime:
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)


def _errors_of_xlsxwriter() -> tuple[type[Exception], ...]:
    from xlsxwriter.exceptions import XlsxWriterException

    return (XlsxWriterException,)
