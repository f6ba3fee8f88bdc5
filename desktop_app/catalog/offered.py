"""What a drag or the clipboard offers, as what was said: addresses and paths, in whatever form the other program has.

Read from the bytes, not from what a toolkit makes of them: names whose bytes are no text do not live through that.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.catalog.addresses import exists, path_of
from desktop_app.catalog.asked_for import AskedFor, Said, asked_for
from desktop_app.faults import Fault

URI_LIST = "text/uri-list"
# Copied in a file manager: a line that says "copy" or "cut", then addresses. Pawsort only ever reads.
COPIED_FILES = ("x-special/gnome-copied-files", "x-special/mate-copied-files", "x-special/nautilus-clipboard")
_MOST_LINES_THAT_ARE_PATHS = 1_000


@dataclass(frozen=True, slots=True)
class Offered:
    """What is offered.

    Attributes:
        formats: the bytes by type, of those types that are known here.
        urls: as the toolkit reads them; used where there are no bytes.
        text: plain text; empty for none.
        has_picture: whether there are pixels without a file.
    """

    formats: Mapping[str, bytes]
    urls: Sequence[str] = ()
    text: str = ""
    has_picture: bool = False

    def said(self) -> list[Said]:
        """The addresses and paths in it."""
        listed = _lines(self.formats.get(URI_LIST, b""))
        if listed:
            return [line for line in listed if not line.startswith(b"#")]
        for name in COPIED_FILES:
            copied = _lines(self.formats.get(name, b""))
            if copied:
                return list(copied[1:] if copied[0].lower() in (b"copy", b"cut") else copied)
        return list(self.urls) or _paths_in(self.text)

    def asked_for(self, patience: float | None = None) -> AskedFor:
        """What is to be done about it; `patience` as in `catalog.asked_for`."""
        said = self.said()
        if said:
            return asked_for(said, patience)
        if self.has_picture:
            return AskedFor(refused=(Fault("asked.picture"),))
        return AskedFor(refused=(Fault("asked.text"),) if self.text.strip() else (Fault("asked.nothing"),))


def _lines(content: bytes) -> list[bytes]:
    lines = (line.strip(b" \t\0") for line in content.replace(b"\r", b"\n").split(b"\n"))
    return [line for line in lines if line]


def _paths_in(text: str) -> list[Said]:
    """The lines of a text, where all of them are paths or addresses: whoever writes about a dog names no file."""
    lines: list[Said] = []
    for line in text.splitlines()[: _MOST_LINES_THAT_ARE_PATHS + 1]:
        if not line.strip() or line.strip() in ("copy", "cut", *COPIED_FILES):
            continue
        path = path_of(line)
        if not isinstance(path, Fault) and not exists(os.fspath(path)) and not _looks_like_a_path(line):
            return []
        lines.append(line)
    return lines if len(lines) <= _MOST_LINES_THAT_ARE_PATHS else []


def _looks_like_a_path(line: str) -> bool:
    plain = line.strip().strip("\"'")
    return plain.startswith(("/", "~/", "\\\\", "file:")) or plain[1:3] in (":\\", ":/")
