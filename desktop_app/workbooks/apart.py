"""A reader of a workbook, as the app sees it: a process that is given the file, and answers with its rows."""

import contextlib
import sys
import threading
import time
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, BinaryIO, NoReturn, Self, cast

from desktop_app.faults import FaultError, system_reason
from desktop_app.own_processes import starting
from desktop_app.own_processes.limits import resident_bytes
from desktop_app.own_program import own_command
from desktop_app.workbooks import READER_ARGUMENT
from desktop_app.workbooks.messages import Line, ProtocolError, Request, read_line, write_request

if TYPE_CHECKING:
    import subprocess

WORKBOOK_BEGINS = b"PK\x03\x04"
OLD_EXCEL_BEGINS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A hundred thousand rows of 45 cells are 20 MB; they take 5 seconds and 600 MB.
SECONDS, BYTES_A_SECOND = 30.0, 500_000
MOST_BYTES = 2_000_000_000
_LOOKS_EVERY = 0.1


class WorkbookError(FaultError):
    """A workbook cannot be read: `table.*`, with the file."""


def rows_of_workbook(content: bytes, file: str) -> Generator[Line, None, None]:
    """The rows of the first sheet that is shown and has any, without those that are empty; see `reader.lines_of`.

    Whoever stops before the end closes the generator: it ends the process that reads.

    Args:
        content: of the file.
        file: its name, for faults.

    Raises:
        WorkbookError: it is damaged, locked with a password, of another kind of spreadsheet, or too large; or what
            reads it ended, or did not end in time.
    """
    try:
        process = starting.start(reader_command())
    except OSError as error:
        raise WorkbookError("table.unreadable", file=file, detail=system_reason(error)) from error
    with _Reader(process, file, seconds_for(len(content))) as reader:
        yield from reader.rows(content)


def reader_command() -> list[str]:
    """The program that reads a workbook, with its arguments."""
    return own_command(str(__package__), [READER_ARGUMENT] if getattr(sys, "frozen", False) else [])


def seconds_for(size: int) -> float:
    """How long a workbook of `size` bytes may take."""
    return SECONDS + size / BYTES_A_SECOND


def fault_of_old_excel(content: bytes, file: str) -> WorkbookError:
    """Why a file that begins like those of old Excel is not read: it is one, or a new one behind a password."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return WorkbookError("table.locked", file=file)
    return WorkbookError("table.other_spreadsheet", file=file)


def _refused(code: str, file: str) -> WorkbookError:
    """The fault for what the reader says; one of `messages.CODES`."""
    if code == "table.locked":
        return WorkbookError("table.locked", file=file)
    if code == "table.other_spreadsheet":
        return WorkbookError("table.other_spreadsheet", file=file)
    if code == "table.too_large":
        return WorkbookError("table.too_large", file=file)
    return WorkbookError("table.damaged_workbook", file=file)


class _Reader:
    """A process that reads one workbook; a thread beside it ends it when it takes too long or too much."""

    def __init__(self, process: "subprocess.Popen[bytes]", file: str, seconds: float) -> None:
        self._process, self._file, self._seconds = process, file, seconds
        self._requests = cast("BinaryIO", process.stdin)
        self._answers = cast("BinaryIO", process.stdout)
        self._job = starting.bound_to_this_process(process, MOST_BYTES)
        self._ended_for: WorkbookError | None = None
        self._is_over = threading.Event()
        self._watch = threading.Thread(target=self._look_after, name="workbook", daemon=True)

    def __enter__(self) -> Self:
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        # Not before: the number of a process that was waited for may be another one's.
        self._is_over.set()
        self._watch.join()
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.wait()
        for pipe in (self._requests, self._answers):
            with contextlib.suppress(OSError, ValueError):
                pipe.close()
        starting.let_go_of(self._job)

    def rows(self, content: bytes) -> Iterator[Line]:
        """See `rows_of_workbook`."""
        try:
            write_request(self._requests, Request(len(content), MOST_BYTES, self._seconds))
            self._requests.write(content)
            # It stays open: its end tells the reader that the app has ended.
            self._requests.flush()
            before = 0
            while isinstance(said := read_line(self._answers, before), Line):
                before = said.number
                yield said
        except (ProtocolError, OSError) as error:
            self._give_up(error)
        if said:
            raise _refused(said, self._file)

    def _look_after(self) -> None:
        until = time.monotonic() + self._seconds
        while not self._is_over.wait(_LOOKS_EVERY):
            if time.monotonic() > until:
                self._ended_for = WorkbookError("table.reader_too_long", file=self._file, seconds=round(self._seconds))
            elif resident_bytes(self._process.pid) > MOST_BYTES:
                self._ended_for = WorkbookError("table.too_large", file=self._file)
            if self._ended_for is not None:
                self._process.kill()
                return

    def _give_up(self, error: Exception) -> NoReturn:
        self._is_over.set()
        self._watch.join()
        raise self._ended_for or WorkbookError("table.reader_stopped", file=self._file) from error
