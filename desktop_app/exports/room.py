"""How much room copies need, and how much there is: told before anything is written."""

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.catalog.rows import PhotoRow
from desktop_app.exports.base import MOST_NAMED, Note
from desktop_app.files import ExportError
from desktop_app.paths import openable

_MEGABYTE = 1_000_000

Planned = Sequence[tuple[str, PhotoRow]]
"""Relative names, and the photos that are to be there."""


@dataclass(slots=True)
class Needs:
    """What the disk says of what is going to be written.

    Attributes:
        bytes: that are to be copied; what is there already, going by its length, is not among them.
        gone: photos that are not there.
        on_other_drives: photos that were to get a second name, and are to be copied.
    """

    bytes: int = 0
    gone: int = 0
    on_other_drives: int = 0


def needed(target: Path, planned: Planned, *, links: bool) -> Needs:
    """Ask for the files of all photos, one call of the system each."""
    needs = Needs()
    drive = _drive_of(target) if links else None
    is_new = not os.path.isdir(openable(target))  # noqa: PTH112 - a name that may be longer than Path can open
    for relative, row in planned:
        try:
            status = os.stat(openable(row.path))  # noqa: PTH116 - as above
        except OSError:
            needs.gone += 1
            continue
        if links and status.st_dev == drive:
            continue
        needs.on_other_drives += links
        if is_new or not _is_there(target, relative, status.st_size):
            needs.bytes += status.st_size
    return needs


def room_notes(target: Path, needs: Needs, *, links: bool) -> Iterator[Note]:
    """What a person should know of it."""
    if links:
        yield Note("linked", is_warning=True)
    if needs.on_other_drives:
        yield Note("links_become_copies", {"photos": needs.on_other_drives})
    if needs.bytes:
        megabytes, free = -(-needs.bytes // _MEGABYTE), free_bytes(target)
        if free is None:
            yield Note("size", {"megabytes": megabytes})
        elif free < needs.bytes:
            yield Note("no_room", {"megabytes": megabytes, "free": free // _MEGABYTE}, is_warning=True)
        else:
            yield Note("room", {"megabytes": megabytes, "free": free // _MEGABYTE})
    if needs.gone:
        yield Note("gone", {"photos": needs.gone}, is_warning=True)


def examples_of(planned: Planned) -> tuple[str, ...]:
    """A few relative names, out of as many folders as there are."""
    first_of_folder: dict[str, str] = {}
    for relative, _row in planned:
        first_of_folder.setdefault(relative.rpartition("/")[0], relative)
    return tuple(first_of_folder.values())[:MOST_NAMED]


def check_room(folder: Path, needed_bytes: int) -> None:
    """See that so many bytes have room where a folder is, or will be.

    Raises:
        ExportError: they have not.
    """
    free = free_bytes(folder)
    if free is not None and free < needed_bytes:
        megabytes = -(-needed_bytes // _MEGABYTE)
        raise ExportError("write.no_room", folder=str(folder), free=free // _MEGABYTE, megabytes=megabytes)


def free_bytes(folder: Path) -> int | None:
    """How much room there is where a folder is, or will be; None where nobody can tell."""
    for place in (folder, *folder.absolute().parents):
        try:
            return shutil.disk_usage(openable(place)).free
        except FileNotFoundError:
            continue
        except OSError:
            return None
    return None


def _drive_of(target: Path) -> int | None:
    for place in (target, *target.absolute().parents):
        try:
            return os.stat(openable(place)).st_dev  # noqa: PTH116 - as above
        except FileNotFoundError:
            continue
        except OSError:
            return None
    return None


def _is_there(target: Path, relative: str, size: int) -> bool:
    try:
        return os.stat(openable(target.joinpath(*relative.split("/")))).st_size == size  # noqa: PTH116 - as above
    except OSError:
        return False
