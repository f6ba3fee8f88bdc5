"""Files that are written whole or not at all: the one writer for settings, caches, sessions and tables.

What is written appears under its name in one step, by renaming a draft that lay beside it, so that whoever reads sees
the old file or the new one, also after a crash. `write_whole` is for content that is at hand, `replacing` for whoever
needs a stream or a path to fill, `WholeFile` for long tables with faults that a person reads.
"""

import contextlib
import errno
import io
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from desktop_app import drafts
from desktop_app.faults import Fault, FaultError, number_of, system_reason
from desktop_app.paths import followed, openable

# A file name whose bytes are no Unicode shows as `\udce9` instead of spoiling the table for every other reader; in JSON
# that is even the name itself.
_ENCODING_ERRORS = "backslashreplace"

# Around each call of the system Python lets other threads in, and mostly is back before one of them woke up: with a
# call every few rows, the interface thread waits for fifty milliseconds and more until it is its turn.
_BUFFER_BYTES = 1 << 20

_NO_SPACE = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
# The sentence says both: Windows does not always tell what may not be written from what another program has open.
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY})


def encoded(text: str) -> bytes:
    """Text as files have it: UTF-8, and what is no Unicode in names in a form that can be read back."""
    return text.encode("utf-8", _ENCODING_ERRORS)


class ExportError(FaultError):
    """A file could not be written: `write.*`."""


class TextTarget(Protocol):
    """Where a table goes."""

    def write(self, text: str, /) -> object:
        """Add text."""
        ...


def write_whole(path: Path, content: bytes | str, *, durable: bool = True, mode: int | None = None) -> None:
    """Write a file in one step, replacing what is there; folders are made as needed. See `replacing`.

    Args:
        path: the file.
        content: text is written as UTF-8, as it is.
        durable: whether it must be on the disk before this returns; a cache need not.
        mode: rights of a new file; those of an old one stay.

    Raises:
        OSError: it cannot be written; what was there is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path, durable=durable, mode=mode) as draft:
        draft.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


@contextlib.contextmanager
def replacing(path: Path, *, durable: bool = True, mode: int | None = None, ending: str = ".part") -> Iterator[Path]:
    """An empty file to fill, which takes the place of `path` when the block ends, and vanishes when it fails.

    A link is followed: the file that it points to is replaced.

    Args:
        path: the file; its folder must exist.
        durable: whether file and name must be on the disk before this returns.
        mode: rights of a new file, None for the usual ones; those of a file that is replaced stay.
        ending: of the draft's name, for writers who look at that.

    Raises:
        OSError: it cannot be written, or not be renamed.
    """
    goal = Path(followed(path))
    # Not mkstemp: its files are for one person alone, and volunteers share theirs.
    draft = Path(drafts.begin(str(goal), ending))
    try:
        if durable:  # caches are large, and are emptied as a whole
            drafts.remove_abandoned(str(goal.parent))
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666 if mode is None else mode))
        if goal.exists():
            shutil.copymode(goal, draft)
        yield draft
        if durable:
            sync_file(draft)
        put_in_place(draft, goal, durable=durable)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    finally:
        drafts.end(str(draft))


def sync_file(file: Path) -> None:
    """Bring a file to the disk."""
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def put_in_place(draft: str | Path, goal: str | Path, *, durable: bool = True) -> None:
    """Rename a draft, replacing what is there; where `durable`, the new name is on the disk afterwards.

    Raises:
        PermissionError: on Windows also where another program has the old file open.
        OSError: it cannot be renamed.
    """
    os.replace(draft, goal)  # noqa: PTH105 - names that may be longer than Path can open
    if durable and hasattr(os, "O_DIRECTORY"):
        with contextlib.suppress(OSError):  # some file systems cannot; the rename is then as safe as they make it
            folder = os.open(os.path.dirname(os.fspath(goal)) or ".", os.O_RDONLY | os.O_DIRECTORY)  # noqa: PTH120
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


class WholeFile:
    """A file, of text (UTF-8) or of bytes, that appears under its name only when it is complete, as a context manager.

    It is written beside its target under another name, brought to the disk and renamed. When the block ends with an
    exception nothing is left of it, and a file that was there before is as it was. A file that appears there while this
    one is being written stays: nobody was asked about it. Devices and pipes (`/dev/null`) are written directly. A link
    is followed: the file that it points to is replaced.
    """

    def __init__(self, target: Path) -> None:
        """Start writing.

        Raises:
            ExportError: the folder is missing or may not be written to, or the target is a folder.
        """
        self.target = target
        self._part: str | None = None
        try:
            self._goal = followed(openable(target))
            self._mode = self._mode_of_goal()
            self._file = self._started()
        except OSError as error:
            raise self._explained(error) from error

    def write(self, text: str, /) -> None:
        """Add text.

        Raises:
            ExportError: the disk is full, or gone.
        """
        try:
            self._file.write(text)
        except OSError as error:
            raise self._explained(error) from error

    def write_bytes(self, content: bytes) -> None:
        """Add what is no text, behind what was written before.

        Raises:
            ExportError: the disk is full, or gone.
        """
        try:
            self._file.flush()
            self._file.buffer.write(content)
        except OSError as error:
            raise self._explained(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._keep()
        else:
            self._discard()

    def _mode_of_goal(self) -> int | None:
        try:
            mode = os.stat(self._goal).st_mode  # noqa: PTH116 - a name that may be longer than Path can open
        except FileNotFoundError:
            return None
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        return mode

    def _started(self) -> io.TextIOWrapper:
        if self._mode is not None and not stat.S_ISREG(self._mode):
            descriptor = os.open(self._goal, os.O_WRONLY)
        else:
            part = drafts.begin(self._goal)
            drafts.remove_abandoned(os.path.dirname(self._goal))  # noqa: PTH120 - as above
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            descriptor = os.open(part, flags, 0o666)
            self._part = part
        stream = os.fdopen(descriptor, "wb", buffering=_BUFFER_BYTES)
        return io.TextIOWrapper(stream, "utf-8", _ENCODING_ERRORS, newline="")

    def _keep(self) -> None:
        try:
            self._file.flush()
            if self._part is not None:
                os.fsync(self._file.fileno())
            self._file.close()
            if self._part is not None:
                if self._mode is not None:
                    os.chmod(self._part, stat.S_IMODE(self._mode))  # noqa: PTH101 - as above
                self._renamed(self._part)
                drafts.end(self._part)
        except OSError as error:
            self._discard()
            raise self._explained(error) from error

    def _renamed(self, part: str) -> None:
        if self._mode is None and os.path.lexists(self._goal):
            raise ExportError("write.appeared", file=str(self.target), other=self._put_aside(part))
        try:
            put_in_place(part, self._goal)
        except PermissionError as error:
            # Windows: a spreadsheet has the old file open.
            raise ExportError("write.in_use", file=str(self.target), other=self._put_aside(part)) from error

    def _put_aside(self, part: str) -> str:
        """Keep under another name what may have taken an hour; returns that name."""
        stem, suffix = os.path.splitext(self._goal)  # noqa: PTH122 - as above
        other, count = f"{stem}.new{suffix}", 1
        while os.path.lexists(other):
            count += 1
            other = f"{stem}.new {count}{suffix}"
        os.replace(part, other)  # noqa: PTH105 - as above
        return other

    def _discard(self) -> None:
        # Closing tries to write what is buffered, and on a full disk fails again.
        with contextlib.suppress(OSError):
            self._file.close()
        if self._part is not None:
            with contextlib.suppress(OSError):
                os.unlink(self._part)  # noqa: PTH108 - as above
            drafts.end(self._part)

    def _explained(self, error: OSError) -> ExportError:
        return ExportError.of(fault_of_writing(error, self.target))


class StandardOutput:
    """The standard output as a target, in the same encoding as a file."""

    def __init__(self) -> None:
        """Start writing.

        Raises:
            ExportError: it was closed, or there is none.
        """
        try:
            if sys.stdout is None:
                raise OSError(errno.EBADF, os.strerror(errno.EBADF))
            sys.stdout.flush()
            descriptor = os.dup(sys.stdout.fileno())
        except OSError as error:
            raise self._explained(error) from error
        self._stream = io.TextIOWrapper(
            os.fdopen(descriptor, "wb"), "utf-8", _ENCODING_ERRORS, newline="", write_through=True
        )

    def write(self, text: str, /) -> None:
        """Add text.

        Raises:
            ExportError: whoever reads it has ended, or the disk behind it is full.
        """
        self.write_bytes(encoded(text))

    def write_bytes(self, content: bytes) -> None:
        """Add what is no text.

        Raises:
            ExportError: as for `write`.
        """
        try:
            self._stream.buffer.write(content)
            self._stream.flush()
        except OSError as error:
            raise self._explained(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._stream.close()

    def _explained(self, error: OSError) -> ExportError:
        if isinstance(error, BrokenPipeError):
            return ExportError("write.reader_ended")
        if error.errno in _NO_SPACE:
            return ExportError("write.output_full")
        return ExportError("write.output", detail=system_reason(error))


def is_disk_full(error: OSError) -> bool:
    """Whether there is no room left for what was to be written."""
    return error.errno in _NO_SPACE


def fault_of_writing(error: OSError, target: Path) -> Fault:
    """Why `target` could not be written."""
    file = str(target)
    if is_disk_full(error):
        return Fault("write.disk_full", {"file": file})
    number = number_of(error)
    if number in _FORBIDDEN:
        return Fault("write.forbidden", {"file": file})
    if number == errno.EISDIR:
        return Fault("write.is_folder", {"file": file})
    if number in (errno.ENOENT, errno.ENOTDIR):
        return Fault("write.no_folder", {"file": file, "folder": str(target.parent)})
    if error.errno == errno.ENAMETOOLONG:
        return Fault("write.name_too_long", {"file": file})
    return Fault("write.failed", {"file": file, "detail": system_reason(error)})
