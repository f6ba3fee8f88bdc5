"""Which photos Pawsort is at, on disk, so that the next start knows which of them it may have died of.

Decoders that are seen to crash run apart (`imaging.apart`); the others, and the network, run in this process, and one
day one of them may end it. A process therefore notes what each of its threads is at, in a small file of its own that
is gone after an orderly end. What a process that died leaves behind are *suspects*: they are tried last, and alone: no
other photo is looked at meanwhile. A photo with which alone Pawsort died again is *put aside*: it gets a fault. Whoever
kills Pawsort makes suspects too, and they lose nothing by it but their turn.

Notes are written into the system's memory of the file and never waited for: they survive the end of the process, not of
the computer, which no photo causes. Whatever goes wrong with them is borne in silence: they are a help, not a promise.
"""

import atexit
import contextlib
import json
import os
import secrets
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from desktop_app import stopping
from desktop_app.files import write_whole
from desktop_app.paths import data_folder

_NOTES = ".notes"
_SUSPECTS = "suspects.json"
# Room for what one thread is at; a batch whose names are longer is not noted.
_SLOT_BYTES: Final = 65_536
_MOST_SLOTS: Final = 256
# More than these cannot have been at work at once; the oldest are forgotten.
MOST_SUSPECTS: Final = 64


class NotedPhoto(NamedTuple):
    """A photo as notes know it: another file of the same name is another photo."""

    path: str
    size_bytes: int
    modified_ns: int


@dataclass(slots=True)
class _Suspicion:
    put_aside: bool
    by_labelling: bool


class AtWork:
    """The notes of one process. Safe from any number of threads."""

    def __init__(self, folder: Callable[[], Path]) -> None:
        """Prepare, without touching the disk.

        Args:
            folder: gives the folder of the notes of all processes.
        """
        self._where = folder
        self._begin()

    def _begin(self) -> None:
        self._turn = threading.Condition()
        self._opened = self._closed = False
        self._handle: int | None = None
        self._file: Path | None = None
        self._suspicions: dict[NotedPhoto, _Suspicion] = {}
        self._paths: set[str] = set()
        self._slots: list[int] = list(range(_MOST_SLOTS))[::-1]
        self._reading = 0
        self._someone_alone = False
        self._labelling_ended = False

    # What is at work

    @contextmanager
    def looking_at(self, photos: Sequence[NotedPhoto], *, labelling: bool) -> Iterator[None]:
        """Note photos as long as the block runs. A suspect is looked at alone: waits until nobody else looks.

        Args:
            photos: what the calling thread is at.
            labelling: whether it labels them, or (False) only shows them.
        """
        self._open()
        alone = len(photos) == 1 and photos[0] in self._suspicions
        slot = self._entered(alone)
        self._write(slot, {"photos": photos, "alone": alone, "labelling": labelling})
        try:
            yield
        finally:
            # Also after an error that Python knows: the process has not died of it.
            self._write(slot, None)
            self._left(slot, alone)
            if alone:
                self.acquit(photos[0])

    def _entered(self, alone: bool) -> int | None:
        with self._turn:
            self._turn.wait_for(lambda: not self._someone_alone and not (alone and self._reading))
            self._someone_alone = alone
            self._reading += 1
            return self._slots.pop() if self._slots else None

    def _left(self, slot: int | None, alone: bool) -> None:
        with self._turn:
            self._reading -= 1
            self._someone_alone = self._someone_alone and not alone
            if slot is not None:
                self._slots.append(slot)
            self._turn.notify_all()

    # What is suspected

    def may_be_suspected(self, path: Path) -> bool:
        """Whether a file of this name is suspected: quick, without looking at the file."""
        self._open()
        return bool(self._paths) and _name(path) in self._paths

    def is_suspected(self, photo: NotedPhoto) -> bool:
        """Whether Pawsort may have died of this photo, and it was not put aside."""
        self._open()
        found = self._suspicions.get(photo) if self._paths else None
        return found is not None and not found.put_aside

    def is_put_aside(self, photo: NotedPhoto) -> bool:
        """Whether Pawsort died twice with this photo, the second time with it alone."""
        self._open()
        found = self._suspicions.get(photo) if self._paths else None
        return found is not None and found.put_aside

    def waits_for_labelling(self, path: Path) -> bool:
        """Whether a picture of this photo has to wait, because labelling will try it, last."""
        if not self.may_be_suspected(path) or self._labelling_ended:
            return False
        name = _name(path)
        with self._turn:
            return any(photo.path == name and why.by_labelling for photo, why in self._suspicions.items())

    def labelling_has_ended(self) -> None:
        """Everything that waited was tried: pictures need not wait any longer."""
        self._labelling_ended = True

    def acquit(self, photo: NotedPhoto) -> None:
        """Forget a suspicion: Pawsort looked at the photo alone and lives."""
        with self._turn:
            if self._suspicions.pop(photo, None) is None:
                return
            self._changed()

    def give_another_chance(self, path: Path) -> None:
        """A photo that was put aside, and was reported so, is tried again, alone, when a person asks for it."""
        if not self.may_be_suspected(path):
            return
        name = _name(path)
        with self._turn:
            for photo, why in self._suspicions.items():
                if photo.path == name:
                    why.put_aside = False
            self._changed()

    # On disk

    def close(self) -> None:
        """An orderly end: nothing that is at work now is suspected. Nothing is noted any more."""
        with self._turn:
            self._closed = True
            handle, self._handle = self._handle, None
            if handle is not None:
                os.close(handle)
            if self._file is not None:
                with contextlib.suppress(OSError):
                    self._file.unlink()

    def let_go(self) -> None:
        """In a forked copy of this process: its notes belong to the original."""
        handle = self._handle
        self._begin()
        self._opened = self._closed = True
        if handle is not None:
            with contextlib.suppress(OSError):
                os.close(handle)

    def _open(self) -> None:
        """Read what was left behind, and begin to note; the first time only."""
        with self._turn:
            if self._opened:
                return
            with contextlib.suppress(OSError):
                folder = self._where()
                folder.mkdir(parents=True, exist_ok=True)
                self._suspicions = _read_suspicions(folder / _SUSPECTS)
                died = [notes for file in folder.glob(f"*{_NOTES}") if (notes := _left_behind(file))]
                for notes in died:
                    self._suspect(notes)
                self._changed(write=bool(died))
                self._file = folder / f"{os.getpid()}-{secrets.token_hex(4)}{_NOTES}"
                self._handle = _locked(self._file)
            self._opened = True

    def _suspect(self, notes: list[dict[str, object]]) -> None:
        """What one process that died was at."""
        photos = [(photo, entry) for entry in notes for photo in _photos(entry)]
        for photo, entry in photos:
            twice = len(photos) == 1 and entry.get("alone") is True
            # The youngest last.
            self._suspicions.pop(photo, None)
            self._suspicions[photo] = _Suspicion(twice, entry.get("labelling") is True)
        while len(self._suspicions) > MOST_SUSPECTS:
            del self._suspicions[next(iter(self._suspicions))]

    def _changed(self, *, write: bool = True) -> None:
        """The caller has the turn."""
        self._paths = {photo.path for photo in self._suspicions}
        if not write or self._closed:
            return
        entries = [[*photo, why.put_aside, why.by_labelling] for photo, why in self._suspicions.items()]
        with contextlib.suppress(OSError):
            write_whole(self._where() / _SUSPECTS, json.dumps(entries).encode("ascii"), durable=False)

    def _write(self, slot: int | None, entry: dict[str, object] | None) -> None:
        if slot is None or self._handle is None:
            return
        line = b"\n"
        if entry is not None:
            line = json.dumps(entry).encode("ascii") + b"\n"
            if len(line) > _SLOT_BYTES:
                return
        with self._turn, contextlib.suppress(OSError):
            if self._handle is not None:
                os.lseek(self._handle, slot * _SLOT_BYTES, os.SEEK_SET)
                os.write(self._handle, line)


def noted(path: Path, size_bytes: int, modified_ns: int) -> NotedPhoto:
    """A photo as notes know it."""
    return NotedPhoto(_name(path), size_bytes, modified_ns)


def _name(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - Path.absolute would leave ".." in the name


def _left_behind(file: Path) -> list[dict[str, object]]:
    """What a process was at that has died, and whose notes are taken away with this; nothing of one that lives."""
    try:
        handle = os.open(file, os.O_RDWR | getattr(os, "O_BINARY", 0))
    except OSError:
        return []
    content = b""
    try:
        if sys.platform == "win32":
            os.close(handle)
            handle = -1
            content = file.read_bytes()
            # Windows keeps whoever has it open from losing it.
            file.unlink()
        else:
            _lock(handle)
            with os.fdopen(os.dup(handle), "rb") as stream:
                content = stream.read(_MOST_SLOTS * _SLOT_BYTES)
            file.unlink()
    except OSError:
        return []
    finally:
        if handle >= 0:
            os.close(handle)
    slots = (content[start : start + _SLOT_BYTES] for start in range(0, len(content), _SLOT_BYTES))
    entries = (_decoded(slot.split(b"\n", 1)[0].strip(b"\0")) for slot in slots)
    return [entry for entry in entries if isinstance(entry, dict)]


def _photos(entry: dict[str, object]) -> list[NotedPhoto]:
    listed = entry.get("photos")
    return [photo for item in listed if (photo := _photo(item))] if isinstance(listed, list) else []


def _photo(item: object) -> NotedPhoto | None:
    if isinstance(item, list) and len(item) == 3:
        path, size, modified = item
        if isinstance(path, str) and isinstance(size, int) and isinstance(modified, int):
            return NotedPhoto(path, size, modified)
    return None


def _read_suspicions(file: Path) -> dict[NotedPhoto, _Suspicion]:
    try:
        entries = _decoded(file.read_bytes())
    except OSError:
        return {}
    found = {}
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, list) and len(entry) == 5 and (photo := _photo(entry[:3])):
            found[photo] = _Suspicion(entry[3] is True, entry[4] is True)
    return found


def _decoded(text: bytes) -> object:
    try:
        return json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None  # the process died while it wrote


def _locked(file: Path) -> int:
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        if sys.platform != "win32":
            _lock(handle)
    except OSError:
        # Without locks nobody could tell a living process from a dead one.
        os.close(handle)
        file.unlink()
        raise
    return handle


def _lock(handle: int) -> None:
    """Mark the file as one of a living process, or (OSError) see that it is."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


at_work = AtWork(lambda: data_folder() / "at_work")
atexit.register(at_work.close)
# Whatever is still at work then is not what the process ends of.
stopping.at_the_end(at_work.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=at_work.let_go)
