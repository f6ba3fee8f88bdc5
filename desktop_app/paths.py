"""Where the app keeps its own files, and how to name files that the system would refuse.

`PAWSORT_HOME` puts everything under one folder: a portable installation, or the isolated home of a test.
"""

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
_EXTENDED = "\\\\?\\"


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


def openable(path: Path, *, windows: bool = os.name == "nt") -> str:
    r"""The name by which the system can open `path`, however long it is.

    Args:
        path: as the person gave it.
        windows: whether the system is one that refuses long paths without a prefix.

    Returns:
        `path` itself, or on Windows, where it is long, the absolute path with the prefix `\\?\`.
    """
    name = os.fspath(path)
    if not windows or name.startswith(_EXTENDED):
        return name
    absolute = os.path.abspath(name)  # noqa: PTH100 - Path.absolute leaves "..", which the prefix forbids
    if len(absolute) < _LONGEST_PLAIN_WINDOWS_PATH:
        return name
    if absolute.startswith("\\\\"):
        return f"{_EXTENDED}UNC\\{absolute[2:]}"
    return _EXTENDED + absolute


def _own(kind: str) -> Path | None:
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / kind if home else None


def _made(folder: Path) -> Path:
    # Where it cannot be made (a full disk, a home that may not be written), whoever writes into it will say so.
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder
