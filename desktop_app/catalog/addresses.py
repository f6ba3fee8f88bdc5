"""From what desktops, browsers, shells and people call a file to its path.

They say `/photos/Rex.jpg`, `file:///photos/Rex%20%C3%A9.jpg`, `file://localhost/photos`, `"D:/Photos/Rex.jpg"`,
`~/photos`, with a line end behind it or a slash. And they say what is no file of this computer: `mtp://…`, `https://…`.
Nothing here asks the network, also not for the name of a computer.
"""

import os
import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote_to_bytes

from desktop_app.faults import Fault
from desktop_app.paths import openable, usual

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]+):(.*)", re.DOTALL)
_DRIVE = re.compile(r"/*([A-Za-z])[:|](?=[/\\]|$)")
_QUOTES = {'"': '"', "'": "'", "\u201c": "\u201d", "\u201e": "\u201c", "\u00ab": "\u00bb", "<": ">", "`": "`"}

_PHONE = Fault("asked.phone", {"paths": ""})
_NETWORK = Fault("asked.network_address", {"paths": ""})
_WEB = Fault("asked.web", {"paths": ""})
_WASTE_BIN = Fault("asked.waste_bin", {"paths": ""})
_NO_FILE = Fault("asked.no_file_of_its_own", {"paths": ""})
_OTHER = Fault("asked.other_address", {"paths": ""})
_UNUSABLE = Fault("asked.name_unusable", {"paths": ""})
# What an address begins with, by where it leads. Others are refused too, where two slashes follow.
_SCHEMES = (
    (_PHONE, "mtp gphoto2 gphoto ptp afc obex bluetooth android kdeconnect camera content ph assets-library"),
    (_NETWORK, "smb cifs sftp ssh scp fish ftp ftps dav davs webdav webdavs nfs afp network"),
    (_WEB, "http https"),
    (_WASTE_BIN, "trash"),
    (_NO_FILE, "data blob cid"),
    (_OTHER, "google-drive onedrive computer recent starred burn admin archive zip tar about javascript"),
    (_OTHER, "mailto mailbox imap news shell ms-photos photos steam tel magnet resource chrome view-source"),
)
_FAULT_OF_SCHEME = {scheme: fault for fault, schemes in _SCHEMES for scheme in schemes.split()}
# Longer than any path that a system takes: a whole picture as text, say.
_LONGEST_SHOWN = 120

Named = Callable[[str], bool]


def exists(path: str) -> bool:
    """Whether something is there by that name, be it a link that leads nowhere."""
    return bool(path) and os.path.lexists(openable(Path(path)))


def path_of(
    said: "str | bytes | os.PathLike[str]", *, there: Named = exists, windows: bool = os.name == "nt"
) -> Path | Fault:
    r"""The path that is meant, or why it is none that Pawsort can read; whether it is there is not judged.

    Windows' prefix for long paths (`\\?\`) is taken off: the app sets it itself where it has to be.

    Args:
        said: what a shell, a desktop or a person gave. A path object is taken as it is.
        there: whether a path leads to something: it decides between two readings (`#` in a name, quotes around one).
        windows: whether drives have letters and computers have shares.
    """
    meant = _meant(said, there, windows)
    return Path(usual(str(meant), windows=windows)) if isinstance(meant, Path) else meant


def _meant(said: "str | bytes | os.PathLike[str]", there: Named, windows: bool) -> Path | Fault:
    if isinstance(said, os.PathLike):
        return Path(said) if "\0" not in os.fspath(said) else _about(_UNUSABLE, os.fspath(said))
    text = os.fsdecode(said) if isinstance(said, bytes) else said
    likeliest = None
    for reading in _readings(text, windows, there):
        if isinstance(reading, Fault):
            return reading if likeliest is None else Path(likeliest)
        if "\0" in reading:
            return _about(_UNUSABLE, text)
        if there(reading):
            return Path(reading)
        likeliest = likeliest or reading
    return Fault("asked.nothing") if likeliest is None else Path(likeliest)


def _readings(text: str, windows: bool, there: Named) -> Iterator[str | Fault]:
    """What it may mean, the likeliest first; ends with a fault where it is an address of something else."""
    plain = _without_quotes(text.strip())
    if "\0" in plain:
        yield _about(_UNUSABLE, plain)
        return
    match = _SCHEME.fullmatch(plain)
    scheme = match[1].lower() if match else ""
    if match and scheme == "file":
        # Also this may be the name of a file.
        if there(text):
            yield text
        yield from _readings_of_file_address(match[2], windows)
        return
    known = _FAULT_OF_SCHEME.get(scheme)
    if match and (known or match[2].startswith("//")) and not there(text):
        yield _about(known or _OTHER, plain)
        return
    # A name may begin or end with spaces and may have quotes around it.
    exact = text.rstrip("\r\n") if text.rstrip("\r\n").strip() else ""
    if exact and there(exact):
        yield exact
    if plain:
        yield plain
    if plain.startswith("~"):
        yield os.path.expanduser(plain)  # noqa: PTH111 - of a text that may be no path
    if not windows and "\\" in plain:
        # As terminals write a path into which a file was dragged.
        yield re.sub(r"\\(.)", r"\1", plain)


def _readings_of_file_address(rest: str, windows: bool) -> Iterator[str | Fault]:
    host, path = "", rest
    if rest.startswith("//") and not rest.startswith("///"):
        host, slash, behind = rest[2:].partition("/")
        path = slash + behind
        if _DRIVE.match(host) or re.fullmatch(r"[A-Za-z][:|]", host):
            host, path = "", f"/{host}{path}"  # file://C:/Photos
    elif rest.startswith("///"):
        path = rest[2:]
    host = os.fsdecode(unquote_to_bytes(os.fsencode(host)))
    if host and not is_this_computer(host):
        if not windows:
            yield Fault("asked.other_computer", {"paths": _shown(f"file:{rest}"), "computer": host})
            return
        path = f"//{host}{path}"
    # Programs that do not write "#" and "?" as they should are more than addresses that lead into a part of a photo.
    yield _as_path(_decoded(path), windows)
    yield _as_path(_decoded(re.split(r"[#?]", path, maxsplit=1)[0]), windows)
    yield _as_path(path, windows)


def is_this_computer(host: str) -> bool:
    """Whether a name in a file's address is this computer's, as far as it knows by itself."""
    own = socket.gethostname().casefold()
    names = {"localhost", "localhost.localdomain", "127.0.0.1", "::1", "[::1]", own, own.partition(".")[0]}
    asked = host.casefold().rstrip(".").removesuffix(".local").removesuffix(".lan")
    return asked in names or host.casefold() in names


def _decoded(path: str) -> str:
    """Without percent signs: bytes, whatever they are, as the system has them in names."""
    return os.fsdecode(unquote_to_bytes(os.fsencode(path)))


def _as_path(path: str, windows: bool) -> str:
    drive = _DRIVE.match(path)
    if drive:
        path = f"{drive[1]}:{path[drive.end() :]}"
    elif windows and re.match(r"//+[^/]", path):
        path = "//" + path.lstrip("/")  # file:////server/share
    elif not windows and path.startswith("//"):
        path = "/" + path.lstrip("/")
    return path.replace("/", "\\") if windows else path


def _without_quotes(text: str) -> str:
    inside = len(text) > 2 and _QUOTES.get(text[0]) == text[-1]
    return text[1:-1] if inside else text


def _about(fault: Fault, text: str) -> Fault:
    return replace(fault, facts={"paths": _shown(text)})


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
