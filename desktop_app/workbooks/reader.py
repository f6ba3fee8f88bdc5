"""What reads a workbook: in a process of its own, which may die of it, grow too large, or never end.

It holds no file, no session and no window. It ends when the app does, however that ends: a thread of its own waits for
the end of the pipe, and where calamine lets no other thread run, the system's alarm clock ends both.
"""

import contextlib
import io
import os
import threading
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import BinaryIO

from desktop_app.own_processes import inside
from desktop_app.own_processes.limits import allow_bytes, ring_in
from desktop_app.workbooks.messages import MOST_COLUMNS, MOST_ROWS, Line, ProtocolError, line_of, read_request

Value = str | bool | int | float | date | datetime | time | timedelta
"""What calamine makes of a cell; "" of one that is empty, or holds an error as `#N/A`."""

# The app, which knows better, comes first.
_LATER_SECONDS = 5.0
# Unpacked; a hundred thousand photos with everything that is known of them are 300 MB.
MOST_UNPACKED = 1 << 30
# Excel's cells have at most 32,767 characters; CSV may have as many as this here.
LONGEST_CELL = 131_072
_CHUNK = 1 << 16
_LOCKED_FLAG = 1
# calamine reads some of them: they are called what they are, as those that it does not read.
_SPREADSHEETS_OF_OTHERS = ("mimetype", "content.xml", "xl/workbook.bin", "index/document.iwa")
_WHOLE_UNTIL = 2**53
_DAY, _SOME_DAY = timedelta(days=1), date(2000, 1, 1)
_HALF_A_SECOND = timedelta(milliseconds=500)


class RefusedError(Exception):
    """A workbook cannot be read; `apart` makes the fault of it, which names the file.

    Attributes:
        code: of the fault.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def main() -> None:
    """Read the workbook that the app sends, and say what is in it."""
    requests, answers = inside.begin()
    # Either says that the app has ended.
    with contextlib.suppress(ProtocolError, OSError):
        request, content = read_request(requests)
        ring_in(request.seconds + _LATER_SECONDS)
        threading.Thread(target=_end_with_the_app, args=(requests,), daemon=True).start()
        allow_bytes(request.most_bytes)
        answers.write(line_of(_read(content, answers)))
        answers.flush()
    # At once: nothing is left to tidy up, and a library that a workbook has damaged might not come to an end.
    os._exit(0)


def _end_with_the_app(requests: BinaryIO) -> None:
    with contextlib.suppress(OSError):
        requests.read(1)
    os._exit(0)


def _read(content: bytes, answers: BinaryIO) -> str:
    """Write the rows; returns the code that comes last."""
    try:
        for line in lines_of(content):
            answers.write(line_of(line))
    except RefusedError as error:
        return error.code
    except MemoryError:
        return "table.too_large"
    return ""


def lines_of(content: bytes) -> Iterator[Line]:
    """The rows of the first sheet that is shown and has any; where none is shown, of a hidden one.

    Numbers are as short as they can be, without ".0"; dates are ISO 8601 ("2026-11-24", "2026-11-24T10:30:00",
    "10:30:00"); truth is "true" or "false"; of formulas there is what the program computed that saved them.

    Args:
        content: of the file.

    Raises:
        RefusedError: it is damaged, locked with a password, of another kind of spreadsheet, or unpacks to too much.
    """
    _check(content)
    from python_calamine import CalamineError, PasswordError

    try:
        yield from _lines_of(content)
    except PasswordError as error:
        raise RefusedError("table.locked") from error
    # The last two: numbers that are no dates, whatever their cells say.
    except (CalamineError, OSError, OverflowError, ValueError) as error:
        raise RefusedError("table.damaged_workbook") from error


def _lines_of(content: bytes) -> Iterator[Line]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = [
        (each.visible != SheetVisibleEnum.Visible, place)
        for place, each in enumerate(workbook.sheets_metadata)
        if each.typ == SheetTypeEnum.WorkSheet
    ]
    for _, place in sorted(sheets):
        sheet = workbook.get_sheet_by_index(place)
        if sheet.start is None or sheet.end is None:
            continue
        if sheet.end[0] >= MOST_ROWS or sheet.end[1] >= MOST_COLUMNS:
            raise RefusedError("table.damaged_workbook")
        has_rows, first = False, sheet.start[1]
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            texts = [cell if type(cell) is str else _text(cell) for cell in cells]
            if any(texts):
                if max(map(len, texts)) > LONGEST_CELL:
                    raise RefusedError("table.too_large")
                has_rows = True
                yield Line(number, first, texts)
        if has_rows:
            return


def _check(content: bytes) -> None:
    """Look at the archive, and unpack its XML once: it is whole, and no more than it says that it is.

    calamine stops where a sheet ends, and so does not see whether what it read is what was written.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = {entry.filename.replace("\\", "/").lower() for entry in entries}
            if not names.isdisjoint(_SPREADSHEETS_OF_OTHERS) or not any(name.startswith("xl/") for name in names):
                raise RefusedError("table.other_spreadsheet")
            if any(entry.flag_bits & _LOCKED_FLAG for entry in entries):
                raise RefusedError("table.locked")
            # Pictures are nobody's business here.
            parts = [entry for entry in entries if entry.filename.lower().endswith((".xml", ".rels"))]
            if sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise RefusedError("table.too_large")
            for part in parts:
                with archive.open(part) as stream:
                    while stream.read(_CHUNK):
                        pass
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, LookupError, ValueError, OSError) as error:
        raise RefusedError("table.damaged_workbook") from error


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _WHOLE_UNTIL else repr(value)
    if isinstance(value, timedelta):
        # A span that goes beyond a day: what is stored is how many days it has.
        return _text(value / _DAY)
    if isinstance(value, datetime):
        moment = _to_the_second(value)
        return moment.date().isoformat() if moment.time() == time.min else moment.isoformat("T")
    if isinstance(value, time):
        return _to_the_second(datetime.combine(_SOME_DAY, value)).time().isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _to_the_second(moment: datetime) -> datetime:
    """Tenths are what is lost between decimal and binary fractions of a day."""
    with contextlib.suppress(OverflowError):
        moment += _HALF_A_SECOND
    return moment.replace(microsecond=0)
