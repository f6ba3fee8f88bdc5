"""What a person asked for, in whatever way: sessions to open, photos and folders to add, and what is neither.

The one answer for drag and drop, pasting, the File menu, the command line with and without a window, and what a desktop
asks a running app to open. Nothing is changed, and nothing that was asked for is passed over in silence.
"""

import os
import stat
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.catalog.addresses import exists, path_of
from desktop_app.catalog.beginnings import HEAD_BYTES, TIFF, other_kind, photo_kind
from desktop_app.catalog.kinds_of_files import FileKind, begins_a_memory, kind_of_name
from desktop_app.catalog.opening import SESSION_SUFFIX, begins_a_session, is_session
from desktop_app.catalog.values.photos import PHOTO_EXTENSIONS
from desktop_app.faults import Fault
from desktop_app.paths import openable

Said = str | bytes | os.PathLike[str]

MOST_NAMED = 3
TABLE = "asked.table"
"""The code of a fault: a table, which is no photo, but may say something of those that are there."""
MEMORY = "asked.memory"
"""Likewise: what was learned in another session."""
TABLE_ENDINGS = frozenset({".csv", ".tsv", ".xlsx", ".jsonl", ".ndjson"})
# So long the window waits for a disk: one that sleeps takes a few seconds to wake.
PATIENCE = 5.0
# Files that are looked into; of more, which happens where somebody drags all files of a card, the name has to do.
_MOST_LOOKED_INTO = 200
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

_FAULT_OF_KIND = {
    FileKind.RAW: Fault("asked.raw", {"paths": ""}),
    FileKind.FILM: Fault("asked.film", {"paths": ""}),
    FileKind.SOUND: Fault("asked.sound", {"paths": ""}),
    FileKind.DOCUMENT: Fault("asked.document", {"paths": ""}),
    FileKind.ARCHIVE: Fault("asked.archive", {"paths": ""}),
    FileKind.SHORTCUT: Fault("asked.shortcut", {"paths": ""}),
    FileKind.NOTE: Fault("asked.note", {"paths": ""}),
    FileKind.MEMORY: Fault("asked.memory", {"paths": ""}),
}
# What a file's beginning tells (`beginnings`), in the words for what stands beside photos. What is not here (programs,
# databases, pictures of rare kinds) becomes a row that says what it is.
_FILE_KINDS = {
    "raw": FileKind.RAW,
    "film": FileKind.FILM,
    "sound": FileKind.SOUND,
    **dict.fromkeys(("document", "pdf", "postscript", "svg", "html", "layers"), FileKind.DOCUMENT),
    "zip": FileKind.ARCHIVE,
    "side_file": FileKind.NOTE,
    "shortcut": FileKind.SHORTCUT,
}
# Many kinds of files are archives or XML inside: their names tell which.
_WRITTEN_AS = frozenset({FileKind.ARCHIVE, FileKind.NOTE})
_TOLD_BY_NAME = frozenset({FileKind.DOCUMENT, FileKind.SHORTCUT, FileKind.NOTE, FileKind.MEMORY})


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What is to be done.

    Attributes:
        sessions: to open, in the order in which they were named.
        to_add: photos and folders, as given.
        refused: why the rest is neither, one fault a thing: `asked.*` with `paths`.
    """

    sessions: tuple[Path, ...] = ()
    to_add: tuple[Path, ...] = ()
    refused: tuple[Fault, ...] = ()


def asked_for(said: Iterable[Said], patience: float | None = None) -> AskedFor:
    """Sort out what was asked for.

    A file that is named itself is added whatever it is called, unless its content is evidently no photo; also one that
    is called like a photo, whatever it holds: that is found out when it is read. A session is known by its content.

    Args:
        said: paths and addresses, as given.
        patience: seconds that a disk may take for one of them, where whoever asks must not be kept waiting by a drive
            that does not answer; what is left then is refused, in words. None waits.
    """
    everything = list(said)
    answers: list[AskedFor] = []

    def sort_out() -> None:
        looked_into = 0
        for each in everything:
            answer, looked = _answer(each, look=looked_into < _MOST_LOOKED_INTO)
            looked_into += looked
            answers.append(answer)

    if patience is None:
        sort_out()
    else:
        _while_answered(sort_out, answers, patience)
    found = answers[:]
    late = tuple(Fault("asked.no_answer", {"paths": os.fsdecode(each)}) for each in everything[len(found) :])
    return AskedFor(
        tuple(path for each in found for path in each.sessions),
        tuple(path for each in found for path in each.to_add),
        (*(fault for each in found for fault in each.refused), *late),
    )


def _while_answered(work: Callable[[], None], answers: Sequence[object], patience: float) -> None:
    """Wait for work in a thread of its own for as long as it gets on; then it is left alone."""
    thread = threading.Thread(target=work, name="asking a disk", daemon=True)
    thread.start()
    known = -1
    while thread.is_alive() and known != len(answers):
        known = len(answers)
        thread.join(patience)


def _answer(said: Said, *, look: bool) -> tuple[AskedFor, bool]:
    """What one thing is, and whether it had to be looked into for that (`look` says whether it may be)."""
    path = path_of(said)
    if isinstance(path, Fault):
        return AskedFor(refused=(path,)), False
    if not exists(os.fspath(path)):
        return AskedFor(refused=(Fault("asked.not_found", {"paths": str(path)}),)), False
    ending = path.suffix.lower()
    if ending in PHOTO_EXTENSIONS or _is_folder(path):
        return AskedFor(to_add=(path,)), False
    kind = kind_of_file(path) if look else kind_of_name(path.name)
    if kind is FileKind.SESSION or (ending == SESSION_SUFFIX and kind is None):
        return AskedFor(sessions=(path,)), True
    if kind is FileKind.DOCUMENT and ending in TABLE_ENDINGS:
        return AskedFor(refused=(Fault("asked.table", {"paths": str(path)}),)), True
    if kind in _FAULT_OF_KIND:
        return AskedFor(refused=(replace(_FAULT_OF_KIND[kind], facts={"paths": str(path)}),)), True
    return AskedFor(to_add=(path,)), True


def in_short(refused: Sequence[Fault]) -> tuple[Fault, ...]:
    """The same in few words: one fault for all things that are refused for one reason, the first of them named.

    Where there are several, the fact `things` counts them.
    """
    reasons: dict[tuple[str, str], list[Fault]] = {}
    for fault in refused:
        reasons.setdefault((fault.code, str(fault.facts.get("computer", ""))), []).append(fault)
    return tuple(_as_one(faults) for faults in reasons.values())


def _as_one(faults: Sequence[Fault]) -> Fault:
    names = list(dict.fromkeys(str(fault.facts["paths"]) for fault in faults if "paths" in fault.facts))
    if len(names) < 2:
        return faults[0]
    named = ", ".join([*names[:MOST_NAMED], *["…"] * (len(names) > MOST_NAMED)])
    return replace(faults[0], facts={**faults[0].facts, "paths": named, "things": len(names)})


def kind_of_file(path: Path) -> FileKind | None:
    """What a file is that is evidently no photo: by its content, and by its name where that says nothing.

    Returns:
        None where it may be a photo, or cannot be read (whoever reads it will say why).
    """
    try:
        if is_session(path):
            return FileKind.SESSION
        beginning = _beginning(path)
    except (OSError, ValueError):
        return None
    if beginning is None:
        return None
    named = kind_of_name(path.name)
    if begins_a_session(beginning):
        return FileKind.SESSION
    if begins_a_memory(beginning):
        return FileKind.MEMORY
    kind = other_kind(beginning)
    if kind is not None:
        found = _FILE_KINDS.get(kind)
        return named if found in _WRITTEN_AS and named in _TOLD_BY_NAME else found
    if photo_kind(beginning) is not None:
        # A raw photo begins as a TIFF does, and the picture that is read of it is a small preview.
        return FileKind.RAW if named is FileKind.RAW and beginning.startswith(TIFF) else None
    return None if named in (FileKind.SESSION, FileKind.OTHER) else named


def _beginning(path: Path) -> bytes | None:
    """The first bytes of an ordinary file; None of anything else, which could keep whoever reads it waiting."""
    handle = os.open(openable(path), _READ)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        return os.read(handle, HEAD_BYTES)
    finally:
        os.close(handle)


def _is_folder(path: Path) -> bool:
    return os.path.isdir(openable(path))  # noqa: PTH112 - however long
