"""What other sessions learned, kept for the window: memories in a folder of the app's own.

Each is a file of its own, `<name>.pawsort-memory`, and used in every session whose suggestions are those of its pack.
One that cannot be read any more is kept aside under another name, as all files of the app's own are.
"""

import logging
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app import own_files
from desktop_app.catalog.kinds_of_files import MEMORY_SUFFIX
from desktop_app.catalog.opening import SESSION_SUFFIX, is_session
from desktop_app.catalog.session import Session
from desktop_app.faults import FaultError, system_reason
from desktop_app.learning.cancelling import give_up, never
from desktop_app.learning.combining import combined
from desktop_app.learning.labelled_looks import LabelledLooks
from desktop_app.learning.memory_file import MemoryFileError, read_memory, read_summary, write_memory
from desktop_app.learning.session_labels import read_labels
from desktop_app.learning.space import Space
from desktop_app.plain_text import without_orders

MOST_MEMORIES = 20
MOST_MEGABYTES = 1_000
LONGEST_NAME = 80
_BYTES = 1_000_000
# What names of files may not hold on some system, and what some give them a meaning by.
_UNFIT = frozenset('<>:"/\\|?*')
# Windows' names of devices, with whatever ending.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10))}
)
_PACK_DIGITS = 8
# As `own_files.put_aside` calls them.
_KEPT_ASIDE = re.compile(r"\.broken-\d{4}-\d\d-\d\d(-\d+)?$")
_DAMAGED = frozenset({"memory.damaged", "memory.none", "memory.too_large"})

_log = logging.getLogger(__name__)


class BorrowingError(FaultError):
    """What another session learned cannot be used, or not be kept: `memory.*`."""


@dataclass(frozen=True, slots=True)
class BorrowedMemory:
    """A memory that is kept.

    Attributes:
        name: what it is called; no other one is.
        pack_hash: of the pack with which it was made: it rests while another one is in use.
        pack_name: what people call that; may be empty.
        labels: how many.
        breeds: how many breeds these name.
    """

    name: str
    pack_hash: str
    pack_name: str
    labels: int
    breeds: int


class BorrowedMemories:
    """The memories in a folder; for one thread at a time. The folder is made when there is something to keep."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(
        self,
        path: Path,
        pack_hash: str,
        pack_name: str = "",
        space: Space | None = None,
        is_cancelled: Callable[[], bool] = never,
    ) -> BorrowedMemory:
        """Keep what a session or a memory teaches, under the name of its file.

        One that is kept already, and of whose photos all are in the new one, makes room: a shelter's memory grows.

        Args:
            path: a session, which is opened to be looked at, or a memory.
            pack_hash: of the pack in use.
            pack_name: what people call that.
            space: of the pack in use, where it has a background.
            is_cancelled: whether nobody wants it any more; asked while photos are read, and before anything is kept.

        Raises:
            CancelledError: nobody does.
            BorrowingError: it was made with another pack, has no labels, does not fit, or there is no room for it.
            SessionError, MemoryFileError: it cannot be read.
            ExportError: it cannot be written.
        """
        give_up(is_cancelled)
        looks = _labels_in(path, pack_hash, pack_name, space, is_cancelled)
        if space is not None and (width := looks.dimension) != (wanted := len(space.middle)):
            in_use = pack_name or pack_hash[:_PACK_DIGITS]
            raise BorrowingError("memory.width", file=str(path), in_use=in_use, found=width, wanted=wanted)
        kept = self.all()
        replaced = self._replaced_by(looks, kept)
        give_up(is_cancelled)
        others = [each for each in kept if each.name not in replaced]
        if len(others) >= MOST_MEMORIES:
            raise BorrowingError("memory.too_many", file=str(path), count=len(others))
        if looks.embeddings.nbytes + sum(self._size(each.name) for each in others) > MOST_MEGABYTES * _BYTES:
            raise BorrowingError("memory.no_room", file=str(path), megabytes=MOST_MEGABYTES)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BorrowingError("memory.not_kept", file=str(self._folder), detail=system_reason(error)) from error
        name = _free_name(path, {each.name.casefold() for each in others})
        # Written over one that differs in capitals alone: some systems take both names for one file, others do not.
        name = next((old for old in replaced if old.casefold() == name.casefold()), name)
        write_memory(self._file(name), looks)
        for old in replaced - {name}:
            self.remove(old)
        return BorrowedMemory(name, looks.pack_hash, looks.pack_name, len(looks), len(looks.breed_ids))

    def remove(self, name: str) -> None:
        """Keep a memory no longer; one that is gone already is no fault.

        Raises:
            BorrowingError: it cannot be removed.
        """
        file = self._file(name)
        if name not in {each.name for each in self.all()}:
            return
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise BorrowingError("memory.not_kept", file=str(file), detail=system_reason(error)) from error

    def all(self) -> tuple[BorrowedMemory, ...]:
        """All that are kept, by name; quick: no numbers are read. What is broken is kept aside, and not among them."""
        try:
            files = sorted(self._folder.glob(f"*{MEMORY_SUFFIX}"), key=lambda file: file.name.casefold())
        except OSError:
            return ()
        found = []
        for file in files:
            name = file.name.removesuffix(MEMORY_SUFFIX)
            if _KEPT_ASIDE.search(name) or not own_files.is_name(name):
                continue  # others are put there by hand, if at all, and could not be shown
            try:
                said = read_summary(file)
            except MemoryFileError as error:
                self._refuse(file, error)
                continue
            breeds = len(said.breed_ids)
            found.append(BorrowedMemory(name, said.pack_hash, said.pack_name, said.labels, breeds))
        return tuple(found)

    def looks(self, name: str) -> LabelledLooks | None:
        """The labels of a memory that is kept; None where it is gone or broken, and then kept aside."""
        file = self._file(name)
        try:
            return read_memory(file)
        except MemoryFileError as error:
            self._refuse(file, error)
            return None

    def in_use(self, pack_hash: str) -> LabelledLooks | None:
        """The labels of all that were made with this pack, each photo once; None where there are none."""
        wanted = [each.name for each in self.all() if each.pack_hash == pack_hash]
        found = [looks for name in wanted if (looks := self.looks(name)) is not None]
        if not found:
            return None
        labels: Counter[int] = Counter()
        for looks in found:
            labels[looks.dimension] += len(looks)
        # Where somebody put one there of another width, it is that one which is wrong.
        usual = labels.most_common(1)[0][0]
        return combined([looks for looks in found if looks.dimension == usual])

    def _replaced_by(self, looks: LabelledLooks, kept: tuple[BorrowedMemory, ...]) -> set[str]:
        """The names of those that say nothing of any photo that is not in the new one."""
        marks = set(looks.marks())
        replaced = set()
        for each in kept:
            if each.pack_hash == looks.pack_hash and each.labels <= len(looks):
                older = self.looks(each.name)
                if older is not None and marks.issuperset(older.marks()):
                    replaced.add(each.name)
        return replaced

    def _refuse(self, file: Path, error: MemoryFileError) -> None:
        _log.warning("%s", error)
        if error.fault.code in _DAMAGED:
            own_files.put_aside(file)

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}{MEMORY_SUFFIX}"

    def _size(self, name: str) -> int:
        try:
            return self._file(name).stat().st_size
        except OSError:
            return 0


def _labels_in(
    path: Path, pack_hash: str, pack_name: str, space: Space | None, is_cancelled: Callable[[], bool]
) -> LabelledLooks:
    try:
        is_one = is_session(path)
    except OSError:
        is_one = False
    if not is_one:
        looks = read_memory(path)
        if looks.pack_hash != pack_hash:
            raise _of_another_pack(path, looks.pack_name or looks.pack_hash[:_PACK_DIGITS], pack_hash, pack_name)
        return looks
    with Session.open(path, or_look=True) as session:
        looks = read_labels(session, pack_hash, pack_name, space, is_cancelled).looks
        current = session.current_pack
    if len(looks):
        return looks
    if current is None:
        raise BorrowingError("memory.no_suggestions", file=str(path))
    if current != pack_hash:
        raise _of_another_pack(path, current[:_PACK_DIGITS], pack_hash, pack_name)
    raise BorrowingError("memory.no_labels", file=str(path))


def _of_another_pack(path: Path, made_with: str, pack_hash: str, pack_name: str) -> BorrowingError:
    in_use = pack_name or pack_hash[:_PACK_DIGITS]
    return BorrowingError("memory.other_pack", file=str(path), made_with=made_with, in_use=in_use)


def _free_name(path: Path, taken: set[str]) -> str:
    """A name for what was in a file: its own, as far as every system can have it, with a number where it is taken."""
    stem = path.name.removesuffix(MEMORY_SUFFIX).removesuffix(SESSION_SUFFIX)
    tidy = "".join("_" if sign in _UNFIT else sign for sign in without_orders(stem, "_"))[:LONGEST_NAME].strip(" .")
    tidy = _KEPT_ASIDE.sub("", tidy)
    if not tidy or tidy.partition(".")[0].casefold() in _DEVICES:
        tidy = f"memory {tidy}".strip()
    name, count = tidy, 1
    while name.casefold() in taken:
        count += 1
        name = f"{tidy} {count}"
    return name
