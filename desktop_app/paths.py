"""Where the app keeps its own files, and how to name files that the system would refuse.

`PAWSORT_HOME` puts everything under one folder: a portable installation, or the isolated home of a test.
"""

import ntpath
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

import platformdirs

HOME_VARIABLE = "PAWSORT_HOME"
_APP_NAME = "Pawsort"
# Windows refuses longer paths (MAX_PATH is 260, less room for a temporary file's suffix) unless they are prefixed.
_LONGEST_PLAIN_WINDOWS_PATH = 240
EXTENDED = "\\\\?\\"
"""What Windows takes long names by."""
_UNC = f"{EXTENDED}UNC\\"
_DEVICES = frozenset(
    {
        *("con", "prn", "aux", "nul", "conin$", "conout$"),
        *(f"{device}{number}" for device in ("com", "lpt") for number in "0123456789\u00b9\u00b2\u00b3"),
    }
)


def data_folder() -> Path:
    """Where sessions that a person never named are kept; made when missing, where that is possible."""
    return _made(_own("data") or Path(platformdirs.user_data_dir(_APP_NAME, appauthor=False)))


def cache_folder() -> Path:
    """Where thumbnails are kept; whatever is in it can be deleted at any time; made like that."""
    return _made(_own("cache") or Path(platformdirs.user_cache_dir(_APP_NAME, appauthor=False)))


def config_folder() -> Path:
    """Where settings are kept; made like that."""
    return _made(_own("config") or Path(platformdirs.user_config_dir(_APP_NAME, appauthor=False)))


@cache
def assets_folder() -> Path:
    """The folder of what ships with the app (model packs, icons, breed names); looked for once.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    package = Path(__file__).resolve().parent
    bundle = Path(getattr(sys, "_MEIPASS", package))
    candidates = (package / "assets", bundle / "assets", bundle / "desktop_app" / "assets", package.parent / "assets")
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"{package / 'assets'}: not found. Pawsort is not installed completely; install it again.")


def openable(path: "str | os.PathLike[str]", *, windows: bool = os.name == "nt") -> str:
    r"""The name by which the system can open `path`, however long it is.

    Args:
        path: as the person gave it.
        windows: whether the system is one that refuses long paths without a prefix.

    Returns:
        `path` itself, or on Windows, where it is long, the absolute path with the prefix `\\?\`.
    """
    name = os.fspath(path)
    if not windows or name.startswith(EXTENDED):
        return name
    absolute = os.path.abspath(name)  # noqa: PTH100 - Path.absolute leaves "..", which the prefix forbids
    if len(absolute) < _LONGEST_PLAIN_WINDOWS_PATH:
        return name
    return _extended(absolute)


def reachable(path: "str | os.PathLike[str]", *, windows: bool = os.name == "nt") -> Path:
    """The path by which everything that opens `path`, or what lies beside it, can do so: see `openable`."""
    return Path(openable(path, windows=windows))


def usual(name: str, *, windows: bool = os.name == "nt") -> str:
    r"""A name without the prefix `\\?\` that a person or a program gave it, so that one file has one name.

    Args:
        name: an absolute path.
        windows: whether the system is one that knows the prefix.

    Returns:
        The name without it, or `name` itself where it would mean another file, or none: a folder `aux`, say, or a
        volume without a letter.
    """
    if not windows or not name.startswith(EXTENDED):
        return name
    rest = f"\\\\{name[len(_UNC) :]}" if name.upper().startswith(_UNC) else name[len(EXTENDED) :]
    drive, below = ntpath.splitdrive(rest)
    means_the_same = "/" not in rest and all(is_plain(part) for part in below.split("\\")[1:] if part)
    is_whole = bool(drive and below) or drive.startswith("\\\\")
    return rest if is_whole and means_the_same else name


def absolute(name: "str | os.PathLike[str]") -> str:
    r"""A name from the root on, without "..", links not followed; on Windows a name with `\\?\` as it is."""
    given = os.fspath(name)
    return given if given.startswith(EXTENDED) else os.path.abspath(given)  # noqa: PTH100 - Path.absolute leaves ".."


def followed(name: "str | os.PathLike[str]") -> str:
    """Where links lead, as far as that can be told: Windows does not read through devices, and not on all drives."""
    try:
        return os.path.realpath(name)
    except OSError:
        return absolute(name)


def found_in(folder: str, name: str, *, windows: bool = os.name == "nt") -> str:
    r"""The path of what a folder has under a name: on Windows with the prefix `\\?\` where it would be misread.

    Network drives have files from systems that forbid neither `aux.jpg` nor a dot at the end of a name.
    """
    path = os.path.join(folder, name)  # noqa: PTH118 - strings are several times as fast here
    if not windows or is_plain(name) or folder.startswith(EXTENDED):
        return path
    return f"{_extended(os.path.abspath(folder))}\\{name}"  # noqa: PTH100 - as above


def is_plain(name: str) -> bool:
    """Whether Windows takes the name of a file or folder as it is: for no device, and with all of its end."""
    return not name.endswith((".", " ")) and not is_device_name(name)


def is_device_name(name: str) -> bool:
    """Whether Windows takes the name of a file, whatever its ending and folder, for one of its devices."""
    return name.partition(".")[0].strip(" ").casefold() in _DEVICES


def _extended(absolute: str) -> str:
    return f"{_UNC}{absolute[2:]}" if absolute.startswith("\\\\") else EXTENDED + absolute


def _own(kind: str) -> Path | None:
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / kind if home else None


def _made(folder: Path) -> Path:
    # Where it cannot be made (a full disk, a home that may not be written), whoever writes into it will say so.
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder
