"""Names of files and folders that every system takes, whatever they are made of: animals, breeds, other files.

What is written here may be copied to a stick and opened on another system, so the rules of all count everywhere:
Windows' signs and reserved names (https://learn.microsoft.com/windows/win32/fileio/naming-a-file), that it and macOS
tell no upper from lower case, and that macOS tells no composed from a decomposed accent. A relative name has slashes
between its parts, whatever the system.
"""

import os
import re
import unicodedata
from functools import lru_cache

from desktop_app import paths, plain_text

LONGEST_NAME_BYTES = 143
"""Most systems take 255; encrypted folders of Linux and of network drives (eCryptfs) no more than this."""
# What has more signs behind its dot is no ending: "Bella vom Hohen. Feld, geboren 2019".
_LONGEST_ENDING = 12
_INSTEAD = "_"
_FORBIDDEN = re.compile('[<>:"/\\\\|?*]')


@lru_cache(maxsize=4096)
def safe_name(text: str) -> str:
    """The name of one file or folder, as near to the text as all systems take; "_" where nothing is left of it.

    What is a safe name already stays as it is. An ending stays when the name is too long.
    """
    name = unicodedata.normalize("NFC", text)
    name = re.sub(r"\s+", " ", name)  # before line ends become signs: a name of two lines has two words
    name = _FORBIDDEN.sub(_INSTEAD, plain_text.without_orders(name, _INSTEAD))
    name = name.strip(" ").rstrip(". ")
    if name.startswith("."):
        name = _INSTEAD + name[1:]  # it would be hidden
    stem, dot, rest = name.partition(".")
    if paths.is_device_name(name):
        name = f"{stem.strip(' ')}{_INSTEAD}{dot}{rest}"
    return _shortened(name, "") or _INSTEAD


def safe_relative(relative: str) -> str:
    """A relative name of which each part is a safe one: it leads nowhere but down."""
    return "/".join(safe_name(part) for part in relative.split("/") if part) or _INSTEAD


def numbered(relative: str, count: int) -> str:
    """The name for the `count`-th file of one name: itself for the first, then "Bella (2).jpg"."""
    if count == 1:
        return relative
    folder, slash, name = relative.rpartition("/")
    return f"{folder}{slash}{_shortened(name, f' ({count})')}"


def compared(relative: str) -> str:
    """What two names have in common that are one name on some system."""
    return unicodedata.normalize("NFC", relative).casefold()


def _shortened(name: str, behind_the_stem: str) -> str:
    stem, ending = os.path.splitext(name)  # noqa: PTH122 - a name, no path
    if len(ending) > _LONGEST_ENDING or " " in ending:
        stem, ending = name, ""
    room = LONGEST_NAME_BYTES - len((behind_the_stem + ending).encode())
    if len(stem.encode()) > room:
        stem = stem.encode()[:room].decode(errors="ignore").rstrip(". \u200c\u200d")
    return f"{stem}{behind_the_stem}{ending}"
