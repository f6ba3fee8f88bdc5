"""Workbooks of Excel (.xlsx), row by row: memory does not depend on how many rows there are.

One sheet with a heading that stays in sight and can be filtered by; where a sheet is full, the next one goes on with
the same heading. A text is a text, whatever it begins with: it is stored as one, so nothing needs to be put in front of
it. Numbers are numbers and moments are moments, in UTC; how both look is the business of whoever opens the file.
"""

import errno
import io
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from desktop_app.exports.tables import DECIMALS
from desktop_app.faults import system_reason
from desktop_app.files import ExportError, WholeFile

SheetCell = str | float | int | bool | datetime | bytes | None
"""Bytes are a JPEG, shown in the cell."""

MOST_ROWS = 1_048_576
"""Of a sheet, with its heading."""
MOST_IN_NAME = 31
_NO_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
# In characters of the usual font.
_NARROWEST, _WIDEST, _LOOKED_AT = 8, 60, 1_000
# The arrow that filters stands in the heading.
_ARROW = 3
_MARGIN_PIXELS = 3
_POINTS_A_PIXEL = 0.75


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
        options = {"constant_memory": True, "tmpdir": self._scratch.name, "use_zip64": True}
        self._archive = _Archive(self._file)
        self._workbook: xlsxwriter.Workbook = xlsxwriter.Workbook(self._archive, options)
        self._looks = _looks(self._workbook, has_pictures=bool(picture_side))
        self._heading = self._workbook.add_format({"bold": True, "bg_color": "#E7E6E6", "bottom": 1, "valign": "top"})
        self._widths = [
            len("2026-11-24 10:30:00") if column.shape is Shape.MOMENT else len(column.name) + _ARROW
            for column in self._columns
        ]
        self._sheet: Any = None
        self._sheets = self._row = 0

    @property
    def shortened(self) -> int:
        """How many texts were longer than a cell can be, and lost their ends."""
        return sum(sheet.shortened for sheet in self._workbook.worksheets())

    def add(self, row: Mapping[str, SheetCell]) -> None:
        """Write a row; columns that it does not have stay empty.

        Raises:
            ExportError: the disk is full, or gone.
        """
        try:
            if self._sheet is None or self._row == MOST_ROWS:
                self._begin_sheet()
            height = None
            if self._picture_side:
                pixels = self._picture_side + 2 * _MARGIN_PIXELS
                self._sheet.set_row_pixels(self._row, pixels)
                height = pixels * _POINTS_A_PIXEL
            self._sheet.add_row(self._row, self._cells(row), height)
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
        from desktop_app.exports.spreadsheet_rows import Sheet

        if self._sheet is not None:
            self._end_sheet()
        self._sheets += 1
        self._sheet = self._workbook.add_worksheet(self._sheet_name(), worksheet_class=Sheet)
        self._sheet.freeze_panes(1, 0)
        self._sheet.add_row(0, ((place, column.name, self._heading) for place, column in enumerate(self._columns)))
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

    def _cells(self, row: Mapping[str, SheetCell]) -> Iterator[tuple[int, Any, Any]]:
        """Column, value and look of the cells of a row that hold something."""
        for place, column in enumerate(self._columns):
            cell = row.get(column.name)
            if isinstance(cell, str):
                yield place, self._text(place, cell), self._looks[column.shape][0]
            elif isinstance(cell, bytes):
                self._show(place, cell)
            elif isinstance(cell, datetime):
                yield place, _naive(cell), self._looks[Shape.MOMENT][1]
            elif cell is not None:
                yield place, round(cell, DECIMALS) if isinstance(cell, float) else cell, self._looks[column.shape][1]

    def _text(self, place: int, text: str) -> str:
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
