"""Reading a photo's file, once, for looking only."""

import contextlib
import errno
import hashlib
import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import IO

from desktop_app.catalog.values.photos import FileFacts
from desktop_app.faults import Fault, number_of, system_reason
from desktop_app.imaging.limits import reading_budget
from desktop_app.imaging.unreadable import UnreadablePhotoError
from desktop_app.paths import openable
from desktop_app.whole_reads import read_no_more
from desktop_app.windows_system import open_to_read

# No photo of a phone or a camera is longer; a film or a disk image with a photo's name would fill the memory.
MOST_BYTES = 300 * 1024 * 1024

_LONG = 16 << 20

_FAULTS = {
    errno.ENOENT: Fault("file.gone"),
    errno.ENOTDIR: Fault("file.gone"),
    errno.EACCES: Fault("file.forbidden"),
    errno.EPERM: Fault("file.forbidden"),
    errno.EISDIR: Fault("file.folder"),
    errno.EBUSY: Fault("file.in_use"),
    errno.ELOOP: Fault("file.link_loop"),
    errno.ENAMETOOLONG: Fault("file.name_too_long"),
    errno.EIO: Fault("file.disk_error"),
}
# Not waiting for the other end of a named pipe; Windows needs to be told that the file is no text.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_photo(path: Path) -> tuple[bytes, FileFacts]:
    """Read a photo's file from beginning to end, and hash it.

    Returns:
        The content, in long files without what does not belong to the photo (`essentials`), and what is known of the
        file without decoding it (width, height and orientation are not).

    Raises:
        UnreadablePhotoError: missing, forbidden, no ordinary file, or too long to be a photo.
    """
    try:
        with os.fdopen(open_to_read(openable(path), _FLAGS), "rb") as file:
            status = os.fstat(file.fileno())
            if stat.S_ISDIR(status.st_mode):
                raise UnreadablePhotoError("file.folder")
            if not stat.S_ISREG(status.st_mode):
                raise UnreadablePhotoError("file.device")
            if status.st_size <= MOST_BYTES:
                return _read(file, status)
    except (OSError, ValueError) as error:
        raise UnreadablePhotoError.of(_fault_of(error, path)) from error
    raise UnreadablePhotoError("file.too_long", megabytes=MOST_BYTES >> 20)


def _read(file: IO[bytes], status: os.stat_result) -> tuple[bytes, FileFacts]:
    """Read an opened file; few long ones at the same time."""
    with reading_budget.reserved(status.st_size if status.st_size >= _LONG else 0):
        content = read_no_more(file, status.st_size, MOST_BYTES)
        if len(content) > MOST_BYTES:
            raise UnreadablePhotoError("file.too_long", megabytes=MOST_BYTES >> 20)
        facts = FileFacts(len(content), status.st_mtime_ns, hashlib.sha256(content).hexdigest())
        if len(content) >= _LONG:
            # Not with the module: the window starts without all that knows formats.
            from desktop_app.imaging.capture_time import time_in_exif
            from desktop_app.imaging.essentials import essentials
            from desktop_app.imaging.wholeness import TooManyPartsError

            # Of a long TIFF, what is left below has no time any more.
            facts = replace(facts, taken_at=time_in_exif(content))
            with contextlib.suppress(TooManyPartsError):  # decoding says so
                content = essentials(content)
        return content, facts


def _fault_of(error: Exception, path: Path) -> Fault:
    if not isinstance(error, OSError):
        return Fault("file.name_unusable")
    if error.errno == errno.ENOENT and os.path.islink(openable(path)):  # noqa: PTH114 - as given, however long
        return Fault("file.broken_link")
    return _FAULTS.get(number_of(error)) or Fault("file.unreadable", {"detail": system_reason(error)})
