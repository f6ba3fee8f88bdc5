"""What may be replaced in a folder, and how a draft takes its place there."""

import contextlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from desktop_app.catalog import lock, opening
from desktop_app.catalog.beginnings import HEAD_BYTES
from desktop_app.catalog.values.photos import PHOTO_EXTENSIONS
from desktop_app.catalog.values.stored_paths import spelled_alike
from desktop_app.exports.destination import begins_a_photo
from desktop_app.exports.folders.names import safe_relative
from desktop_app.faults import FaultError
from desktop_app.paths import followed, openable

IsOwnPicture = Callable[[bytes], bool]
"""Whether a picture that begins like this was made by an export, and may be made again."""


def no_picture(_begin: bytes) -> bool:
    """None is."""
    return False


def may_replace(goal: str, is_own_picture: IsOwnPicture = no_picture) -> bool:
    """Whether a file that is there may be replaced: it is neither a photo nor a session nor a folder, nor called so."""
    if not os.path.isfile(goal):  # noqa: PTH113 - names that may be longer than Path can open
        return False
    try:
        with lock.looking(Path(goal)) as is_free:
            if not is_free:
                return False
            with open(goal, "rb") as stream:  # noqa: PTH123 - as above
                begin = stream.read(HEAD_BYTES)
    except OSError:
        return False
    if is_own_picture(begin):
        return True
    called_a_photo = os.path.splitext(goal)[1].lower() in PHOTO_EXTENSIONS  # noqa: PTH122 - as above
    return not (called_a_photo or begins_a_photo(begin) or opening.begins_a_session(begin))


def planned_replacements(
    folder: Path, names: Iterable[str], is_own_picture: IsOwnPicture = no_picture
) -> tuple[Path, ...]:
    """The files that `FolderWriter.put` of these relative names would replace: whoever calls it asks first."""
    files = (folder.joinpath(*safe_relative(name).split("/")) for name in names)
    return tuple(file for file in files if may_replace(openable(file), is_own_picture))


def see_it_holds_no_photos(target: Path, photos: Iterable[Path]) -> None:
    """See that copies do not come between the photos themselves.

    Raises:
        FaultError: photos of the session lie in the folder.
    """
    if _really(target) in _folders_of(photos):
        raise FaultError("where.holds_photos", folder=str(target))


def stands_among(target: Path, photos: Iterable[Path]) -> bool:
    """Whether somebody who adds the folders of the photos again, adds what is in the target too."""
    own = os.path.join(_really(target), "")  # noqa: PTH118 - as above
    return any(
        own.startswith(os.path.join(folder, "")) or folder.startswith(own)  # noqa: PTH118 - as above
        for folder in _folders_of(photos)
    )


def _folders_of(photos: Iterable[Path]) -> set[str]:
    named = {os.path.dirname(os.fspath(photo)) for photo in photos}  # noqa: PTH120 - as above
    return {_really(folder) for folder in named}


def _really(folder: str | Path) -> str:
    """Where a folder is, whichever links lead there, in the one spelling of this system."""
    return spelled_alike(followed(folder))


def rename_to_what_is_not_there(draft: str, goal: str) -> None:
    """Give a draft its name.

    Raises:
        FileExistsError: somebody else has it by now; nothing is replaced.
        OSError: it cannot be renamed.
    """
    if os.name == "nt":
        os.rename(draft, goal)  # noqa: PTH104 - as above; there it replaces nothing
        return
    try:
        os.link(draft, goal)
    except FileExistsError:
        raise
    except OSError as error:  # a drive that knows no second names
        if os.path.lexists(goal):
            raise FileExistsError(*error.args) from error
        os.replace(draft, goal)  # noqa: PTH105 - as above
    else:
        os.unlink(draft)  # noqa: PTH108 - as above


def sync_folder(folder: str) -> None:
    """Bring the names in a folder to the disk."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):  # some file systems cannot; names are then as safe as they make them
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def shown(goal: str) -> str:
    """A name by which the system opens a file, as people know it."""
    return goal.replace("\\\\?\\UNC\\", "\\\\").removeprefix("\\\\?\\")
