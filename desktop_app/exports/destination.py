"""Where to: what a person typed becomes the file that is written, and nothing that may not be replaced is.

The one answer for dialogs, copies and the command line. Nothing is written here.
"""

import os
import stat
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop_app.catalog import lock, opening, schema
from desktop_app.catalog.kinds_of_files import MEMORY_SUFFIX, begins_a_memory
from desktop_app.catalog.values.photos import PHOTO_EXTENSIONS
from desktop_app.exports.base import FileKind
from desktop_app.exports.tables.text_tables import TableFormat
from desktop_app.faults import FaultError
from desktop_app.paths import is_device_name, openable

# How the files of photos begin, whatever they are called: JPEG, PNG, GIF, TIFF (raw photos too), JPEG 2000.
_PHOTOS_BEGIN = (
    *(b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a"),
    *(b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+"),
    *(b"\x00\x00\x00\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51"),
)
CHART_MARK = ("Software", "Pawsort chart")
"""A keyword and a text in the PNG files of charts: by it they are told from photos, which are never replaced."""
# As PNG writes them (https://www.w3.org/TR/png-3/#11tEXt); whoever draws charts writes them before the pixels.
_BEGINS_A_CHART = "tEXt{}\0{}".format(*CHART_MARK).encode("latin-1")
_CHART_HEAD_BYTES = 1024
# The lengths that the second header of a BMP file may have: "BM" alone may begin a text.
_BMP_HEADERS = frozenset({12, 16, 40, 52, 56, 64, 108, 124})


class Kind(StrEnum):
    """What is going to be written; formats may have kinds of their own."""

    CSV = "csv"
    JSON_LINES = "jsonl"
    SESSION = "session"
    CHART = "chart"
    MEMORY = "memory"

    @property
    def endings(self) -> tuple[str, ...]:
        """What its files may end in, in lower case; the first is given to a name that has none of them."""
        if self in _OTHER_ENDINGS:
            return _OTHER_ENDINGS[self]
        return (opening.SESSION_SUFFIX,) if self is Kind.SESSION else TableFormat(self.value).endings


_OTHER_ENDINGS = {Kind.CHART: (".png",), Kind.MEMORY: (MEMORY_SUFFIX,)}


class DestinationError(FaultError):
    """Nothing may be written there."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A file that may be written.

    Attributes:
        file: with the right ending.
        replaces: whether there is a file already: ask before it is replaced.
    """

    file: Path
    replaces: bool


def completed(typed: str | Path, kind: FileKind, folder: Path | None = None) -> Path:
    """The file that is meant: the ending is added where the name has none that the kind accepts, and never replaced.

    Args:
        typed: what a person typed; a name may have dots of its own ("export 24.11").
        kind: what is going to be written.
        folder: in which a name without a folder is meant; None for the current one.
    """
    file = Path(typed).expanduser()
    if folder is not None:
        file = folder / file
    ending = os.path.splitext(file.name)[1].lower()  # noqa: PTH122 - Path.suffix of "dog." depends on Python's version
    return file if not file.name or ending in kind.endings else file.with_name(file.name + kind.endings[0])


def destination(
    typed: str | Path, kind: FileKind, folder: Path | None = None, *, windows: bool = os.name == "nt"
) -> Destination:
    """Where to write what a person asked for; see `completed` for the arguments, and `paths.openable` for `windows`.

    Devices and pipes (`/dev/null`, `nul`) are taken as they are: there is nothing in them to be replaced.

    Raises:
        DestinationError: it would be a photo, a folder, a session under a table, something else under a session, or a
            session that is open; or the folder does not exist, or Windows would write it where nobody finds it.
    """
    named = completed(typed, kind, folder)
    asked = Path(typed).expanduser() if folder is None else folder / Path(typed).expanduser()
    for file in (asked, named):
        if file.suffix.lower() in PHOTO_EXTENSIONS - set(kind.endings):
            raise DestinationError("where.photo", file=str(file))
        if os.path.isdir(openable(file)):  # noqa: PTH112 - a name that may be longer than Path can open
            raise DestinationError("where.folder", file=str(file))
    for file in (asked, named):
        # Looking into a pipe would wait for whoever writes to it. To Windows, `nul.csv` and `aux` are devices too, and
        # nobody who exports means these.
        if is_device(file) and not (windows and is_device_name(file.name) and file.name.lower() != "nul"):
            if kind is Kind.SESSION:
                raise DestinationError("where.not_a_session", file=str(file))
            return Destination(file, replaces=False)
    if windows and (is_device_name(named.name) or ":" in named.name):
        raise DestinationError("where.name_of_windows", file=str(named))
    if not os.path.isdir(openable(named.parent)):  # noqa: PTH112 - as above
        raise DestinationError("where.no_folder", folder=str(named.parent))
    if not os.path.lexists(openable(named)):
        return Destination(named, replaces=False)
    _refuse_what_is_there(named, kind)
    return Destination(named, replaces=True)


def destination_folder(typed: str | Path, folder: Path | None = None) -> Path:
    """The folder to write into, made later where it is missing; what is in it stays, unless a person is asked.

    Args:
        typed: what a person typed.
        folder: in which a name without a folder is meant; None for the current one.

    Raises:
        DestinationError: a file is in the way, or the folder above does not exist.
    """
    asked = Path(typed).expanduser() if folder is None else folder / Path(typed).expanduser()
    if os.path.isdir(openable(asked)):  # noqa: PTH112 - a name that may be longer than Path can open
        return asked
    if os.path.lexists(openable(asked)):
        raise DestinationError("where.file_in_the_way", file=str(asked))
    if not os.path.isdir(openable(asked.parent)):  # noqa: PTH112 - as above
        raise DestinationError("where.no_folder", folder=str(asked.parent))
    return asked


def _refuse_what_is_there(file: Path, kind: FileKind) -> None:
    try:
        with lock.looking(file) as is_free:
            if not is_free and kind is Kind.SESSION:
                raise DestinationError("where.in_use", file=str(file))
            if not is_free:
                raise DestinationError("where.session", file=str(file))
            with open(openable(file), "rb") as stream:  # noqa: PTH123 - as above
                begin = stream.read(max(schema.HEADER_BYTES, _CHART_HEAD_BYTES))
    except FileNotFoundError:
        begin = b""  # a link to what is not there
    except OSError as error:
        raise DestinationError("where.unreadable", file=str(file)) from error
    if begins_a_photo(begin) and not (kind is Kind.CHART and _is_chart(begin)):
        raise DestinationError("where.photo", file=str(file))
    if opening.begins_a_session(begin):
        if kind is not Kind.SESSION:
            raise DestinationError("where.session", file=str(file))
        if lock.is_in_use(file):
            raise DestinationError("where.in_use", file=str(file))
    elif kind is Kind.SESSION:
        raise DestinationError("where.not_a_session", file=str(file))
    if kind is Kind.MEMORY and not begins_a_memory(begin):
        raise DestinationError("where.not_a_memory", file=str(file))


def begins_a_photo(begin: bytes) -> bool:
    """Whether a file whose first 32 bytes (or more) these are is a photo."""
    if begin.startswith(_PHOTOS_BEGIN) or begin[4:8] == b"ftyp":  # HEIC and AVIF, and films
        return True
    if begin.startswith(b"RIFF") and begin[8:12] == b"WEBP":
        return True
    return begin.startswith(b"BM") and int.from_bytes(begin[14:18], "little") in _BMP_HEADERS


def _is_chart(begin: bytes) -> bool:
    return begin.startswith(b"\x89PNG") and _BEGINS_A_CHART in begin


def is_device(file: Path) -> bool:
    """Whether it is a device or a pipe: written to as it is, and with nothing in it to be replaced."""
    try:
        mode = os.stat(openable(file)).st_mode  # noqa: PTH116 - as above
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)
