"""One small file put in its place: whole, only where nothing has changed since it was read, and never a photo."""

import contextlib
import errno
import os
import shutil
import stat
from pathlib import Path

from desktop_app import drafts
from desktop_app.catalog.on_disk import Signs
from desktop_app.exports.folders.placing import rename_to_what_is_not_there
from desktop_app.faults import FaultError, number_of, system_reason
from desktop_app.files import ExportError, fault_of_writing, is_disk_full, put_in_place, sync_file
from desktop_app.paths import followed, openable
from desktop_app.whole_reads import read_no_more


class SidecarError(FaultError):
    """A sidecar or a copy was left as it is: `sidecar.*`."""


class NoRoomError(ExportError):
    """The disk is full: there is no use in going on."""


def read_if_there(file: Path, most_bytes: int) -> tuple[bytes, Signs] | None:
    """What a file holds, and signs by which it is known that nobody wrote to it since; None where it is not there.

    Raises:
        SidecarError: it is no file, longer than `most_bytes`, or cannot be read.
    """
    try:
        descriptor = os.open(openable(file), os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise SidecarError("sidecar.no_file", file=str(file))
            content = read_no_more(stream, status.st_size, most_bytes)
    except FileNotFoundError:
        if os.path.lexists(openable(file)):
            raise SidecarError("sidecar.no_file", file=str(file)) from None
        return None
    except OSError as error:
        if number_of(error) == errno.EISDIR:
            raise SidecarError("sidecar.no_file", file=str(file)) from error
        raise SidecarError("sidecar.unreadable", file=str(file), detail=system_reason(error)) from error
    if len(content) > most_bytes:
        raise SidecarError("sidecar.too_large", file=str(file))
    return content, Signs(status.st_size, status.st_mtime_ns)


def put(file: Path, content: bytes, seen: Signs | None, modified_ns: int = 0) -> None:
    """Write a file, whole or not at all.

    Args:
        file: in a folder that is there.
        content: of it.
        seen: of what is there now and was read; None where there was nothing.
        modified_ns: the time that it shall have; 0 for now.

    Raises:
        SidecarError: what is there may not be written to, or is not what was read.
        ExportError: it cannot be written; `NoRoomError` where the disk is full.
    """
    try:
        _put(file, content, seen, modified_ns)
    except OSError as error:
        kind = NoRoomError if is_disk_full(error) else ExportError
        raise kind.of(fault_of_writing(error, file)) from error


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, and take away what killed processes left in it.

    Raises:
        ExportError: it cannot be made.
    """
    try:
        if not os.path.isdir(openable(folder)):  # noqa: PTH112 - a name that may be longer than Path can open
            os.makedirs(openable(folder), exist_ok=True)  # noqa: PTH103 - as above
    except OSError as error:
        kind = NoRoomError if is_disk_full(error) else ExportError
        raise kind.of(fault_of_writing(error, folder)) from error
    drafts.remove_abandoned(openable(folder))


def _put(file: Path, content: bytes, seen: Signs | None, modified_ns: int) -> None:
    goal = followed(openable(file))
    draft = drafts.begin(goal)
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(draft, flags, 0o666), "wb") as stream:
            stream.write(content)
        sync_file(Path(draft))
        if seen is not None:
            if not os.stat(goal).st_mode & 0o222:  # noqa: PTH116 - a name that may be longer than Path can open
                raise SidecarError("sidecar.read_only", file=str(file))
            shutil.copymode(goal, draft)
        if modified_ns:
            os.utime(draft, ns=(modified_ns, modified_ns))
        if Signs.of(Path(goal)) != seen or (seen is None and os.path.lexists(openable(file))):
            raise SidecarError("sidecar.changed", file=str(file))
        if seen is None:
            rename_to_what_is_not_there(draft, goal)
        else:
            put_in_place(draft, goal, durable=False)
    except FileExistsError as error:
        with contextlib.suppress(OSError):
            os.unlink(draft)  # noqa: PTH108 - as above
        raise SidecarError("sidecar.changed", file=str(file)) from error
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(draft)  # noqa: PTH108 - as above
        raise
    finally:
        drafts.end(draft)
