"""How a photo's path is kept in a session file, so that every name comes back as it was."""

import os
import sys
import unicodedata
from pathlib import Path

from desktop_app.paths import absolute, usual


def stored_path(path: Path) -> str | bytes:
    """The absolute path as the session keeps it: text, or bytes where a name is not valid Unicode."""
    name = usual(absolute(path), windows=sys.platform == "win32")
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name)
    return name


def restored_path(stored: str | bytes) -> Path:
    """The path that `stored_path` kept."""
    return Path(os.fsdecode(stored))


def path_key(path: Path) -> bytes:
    """What two spellings of one path have in common.

    Windows does not tell upper from lower case nor a slash from a backslash, and has a prefix for all paths; macOS does
    not tell the composed from the decomposed form of an accent. Links are not followed: a link and its target are two
    photos.
    """
    return os.fsencode(spelled_alike(absolute(path)))


def spelled_alike(name: str) -> str:
    """An absolute path in the one spelling that all spellings of it have in common on this system."""
    if sys.platform == "darwin" and not name.isascii():
        name = unicodedata.normalize("NFC", name)
    return os.path.normcase(usual(name, windows=sys.platform == "win32"))


def readable_path(stored: str | bytes) -> str:
    """The path for the eyes of a person and for JSON: what is not Unicode in it is replaced."""
    return stored if isinstance(stored, str) else os.fsencode(os.fsdecode(stored)).decode(errors="replace")
