"""Small JSON files that Pawsort keeps for itself or ships with: read with care, and kept aside when they are broken.

Whatever stands under their name, reading ends soon and with one of our own errors: a pipe is not waited for, a file of
gigabytes not loaded, nesting is bounded, and what JSON allows but nobody here writes (NaN, numbers of a thousand
digits, a key that stands twice) is refused.
"""

import contextlib
import datetime
import errno
import json
import math
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from desktop_app.faults import FaultError, number_of, system_reason
from desktop_app.paths import openable
from desktop_app.whole_reads import read_no_more
from desktop_app.windows_system import open_to_read

MOST_BYTES = 4 * 1024 * 1024
MOST_DEPTH = 32
MOST_DIGITS = 18
# Broken files of one name that are kept: the last ones, in case somebody asks.
MOST_KEPT = 3

# Somebody else's, or a link that leads nowhere: a new file cannot take its place while it lies there.
_IN_THE_WAY = frozenset({errno.EACCES, errno.EPERM, errno.ELOOP})
# Where it is not known (Windows), no pipe can lie in a folder.
_NOT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
# Controls, halves of characters, and marks that turn the direction of whatever stands behind them.
_UNFIT_FOR_NAMES = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class OwnFileError(FaultError):
    """A file of Pawsort's own that cannot be used: `own.*`, with the file and what is wrong.

    Attributes:
        in_the_way: whether it is to be kept aside: a disk that does not answer now may tomorrow.
    """

    in_the_way = True


def read_json(file: Path, most_bytes: int = MOST_BYTES, *, any_number: bool = False) -> Any:
    """What stands in a JSON file, UTF-8 with or without a byte order mark.

    Args:
        file: its name; a link is followed.
        most_bytes: a larger file is not read.
        any_number: as in `json_of`.

    Raises:
        FileNotFoundError: there is none, which is no fault.
        OwnFileError: it is no file, or has something else in it.
    """
    content = read_bytes(file, most_bytes)
    try:
        return json_of(content, any_number=any_number)
    except ValueError as error:
        raise OwnFileError("own.damaged", file=str(file), detail=str(error)[:200]) from error


def read_bytes(file: Path, most_bytes: int) -> bytes:
    """The content of a file that is one: pipes, devices and folders are refused without waiting for them.

    Raises:
        FileNotFoundError: there is none.
        OwnFileError: it is no file, too large, or may not be read.
    """
    with opened(file) as (stream, size):
        content = read_no_more(stream, size, most_bytes) if size <= most_bytes else b""
    if max(len(content), size) > most_bytes:
        raise OwnFileError("own.too_large", file=str(file), bytes=most_bytes)
    return content


@contextlib.contextmanager
def opened(file: Path) -> Iterator[tuple[BinaryIO, int]]:
    """A file that is one, for reading, and its length in bytes; what the block cannot read of it is said likewise.

    Raises:
        FileNotFoundError: there is none.
        OwnFileError: it is no file, or may not be read.
    """
    try:
        try:
            name = openable(file)
            _refuse_other_kinds(os.stat(name), file)  # noqa: PTH116 - a name that may be longer than Path can open
            handle = open_to_read(name, os.O_RDONLY | _NOT_WAITING)
        except ValueError as error:  # a name with a NUL in it
            raise FileNotFoundError from error
        with os.fdopen(handle, "rb") as stream:
            status = os.fstat(handle)
            _refuse_other_kinds(status, file)
            yield stream, status.st_size
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(file)) from error
    except OSError as error:
        refused = OwnFileError("own.unreadable", file=str(file), detail=system_reason(error))
        refused.in_the_way = number_of(error) in _IN_THE_WAY
        raise refused from error


def json_of(content: bytes | str, *, any_number: bool = False) -> Any:
    """JSON as data: objects as `dict`, nested at most `MOST_DEPTH` deep, numbers finite, no key twice in one object.

    Args:
        content: the JSON; bytes are UTF-8, with or without a byte order mark.
        any_number: whether NaN and infinities may stand there, as in figures of a training that went wrong.

    Raises:
        ValueError: it is something else; nothing else is raised, whatever the text is.
    """
    text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
    try:
        read = json.loads(
            text,
            parse_constant=float if any_number else _no_number,
            parse_float=float if any_number else _finite,
            parse_int=_short,
            object_pairs_hook=_with_each_key_once,
        )
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if depth_of(read) > MOST_DEPTH:
        raise ValueError("it is nested too deeply")
    return read


def is_name(text: Any) -> bool:
    """Whether something is text that can stand in a table, in a terminal and in the window as it is."""
    return isinstance(text, str) and bool(text) and _UNFIT_FOR_NAMES.search(text) is None


def put_aside(file: Path, today: datetime.date | None = None) -> Path | None:
    """Give a broken file another name beside its own, `settings.broken-2026-11-26.json`; older ones than that go.

    Returns:
        where it is now; None where it could not be renamed, and lies where it lay.
    """
    stem = f"{file.stem}.broken-{today or datetime.datetime.now().astimezone().date():%Y-%m-%d}"
    kept, count = file.with_name(f"{stem}{file.suffix}"), 1
    while os.path.lexists(kept):
        count += 1
        kept = file.with_name(f"{stem}-{count}{file.suffix}")
    try:
        file.rename(kept)
    except OSError:
        return None
    _forget_the_oldest(file, kept)
    return kept


def _forget_the_oldest(file: Path, newest: Path) -> None:
    name = re.compile(rf"{re.escape(file.stem)}\.broken-(\d{{4}}-\d\d-\d\d)(?:-(\d+))?{re.escape(file.suffix)}")
    with contextlib.suppress(OSError):
        found = [(match, each) for each in file.parent.iterdir() if (match := name.fullmatch(each.name))]
        found.sort(key=lambda pair: (pair[0][1], int(pair[0][2] or 1)))
        others = [each for _, each in found if each != newest]
        for old in others[: max(0, len(others) - MOST_KEPT + 1)]:
            # Folders have something in them that somebody put there.
            if old.is_symlink() or not old.is_dir():
                with contextlib.suppress(OSError):
                    old.unlink()


def _refuse_other_kinds(status: os.stat_result, file: Path) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise OwnFileError("own.no_file", file=str(file))


def depth_of(value: Any) -> int:
    """How deeply lists and objects stand in one another; counts no further than it must."""
    depth, level = 0, _inside([value])
    while level and depth <= MOST_DEPTH:
        depth += 1
        level = _inside(each for outer in level for each in (outer.values() if isinstance(outer, dict) else outer))
    return depth


def _inside(values: Iterable[Any]) -> list[Any]:
    return [each for each in values if isinstance(each, dict | list)]


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number is too large")
    return number


def _short(digits: str) -> int:
    if len(digits) > MOST_DIGITS + 1:
        raise ValueError("a number is too large")
    return int(digits)


def _with_each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key stands twice")
    return made
