"""Reading a photo's file, once, for looking only; what goes wrong is said in plain words."""

import errno
import hashlib
import os
import stat
from pathlib import Path

from desktop_app.catalog.values.photos import FileFacts
from desktop_app.imaging.decode import UnreadablePhotoError
from desktop_app.paths import openable

# No photo of a phone or a camera is longer; a film or a disk image with a photo's name would fill the memory.
MOST_BYTES = 300 * 1024 * 1024

_WORDS = {
    errno.ENOENT: "The file is not there: it was moved, renamed or deleted.",
    errno.ENOTDIR: "The file is not there: it was moved, renamed or deleted.",
    errno.EACCES: "You may not read this file: ask whoever owns it for permission.",
    errno.EPERM: "You may not read this file: ask whoever owns it for permission.",
    errno.EISDIR: "This is a folder, not a photo.",
    errno.ELOOP: "This link leads in a circle, back to itself.",
    errno.ENAMETOOLONG: "The file's name is too long for this system: give it a shorter one.",
    errno.EIO: "The disk or card reports an error on this file: copy it again from where it came from.",
}
# Not waiting for the other end of a named pipe; Windows needs to be told that the file is no text.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_photo(path: Path) -> tuple[bytes, FileFacts]:
    """Read a photo's file from beginning to end, and hash it.

    Returns:
        The content, and what is known of the file without decoding it (width, height and orientation are not).

    Raises:
        UnreadablePhotoError: missing, forbidden, no ordinary file, or too long to be a photo.
    """
    try:
        with os.fdopen(os.open(openable(path), _FLAGS), "rb") as file:
            status = os.fstat(file.fileno())
            if stat.S_ISDIR(status.st_mode):
                raise UnreadablePhotoError(_WORDS[errno.EISDIR])
            if not stat.S_ISREG(status.st_mode):
                raise UnreadablePhotoError("This is a device or a pipe, not a photo.")
            content = file.read(MOST_BYTES + 1) if status.st_size <= MOST_BYTES else b""
    except (OSError, ValueError) as error:
        raise UnreadablePhotoError(_in_plain_words(error, path)) from error
    if status.st_size > MOST_BYTES or len(content) > MOST_BYTES:
        raise UnreadablePhotoError(f"The file is longer than {MOST_BYTES >> 20} MB: that is no photo.")
    return content, FileFacts(len(content), status.st_mtime_ns, hashlib.sha256(content).hexdigest())


def _in_plain_words(error: Exception, path: Path) -> str:
    if not isinstance(error, OSError):
        return "The file's name cannot be used on this system: give it another one."
    if error.errno == errno.ENOENT and os.path.islink(openable(path)):  # noqa: PTH114 - as given, however long
        return "This is a link to a file that is not there."
    return _WORDS.get(error.errno or 0) or f"The file cannot be read ({error.strerror or type(error).__name__})."
