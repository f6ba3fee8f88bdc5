"""Many files in one folder, one by one, each whole or not there.

Each is a draft beside its place first. Drafts are brought to the disk and renamed a few at a time: to wait for the disk
once a file takes as long as the copying itself on old disks and sticks, and not to wait at all leaves empty files
behind where the power goes. So what stands under its name is whole at every moment, also after a crash; what is lost
then are the last few, which the next export makes again
([decision 0031](../../../docs/decisions/0031-files-in-a-folder.md)).

What is there is replaced only where the writer may, and photos never are: what may not be replaced stays, and the new
file gets the next free name beside it. What cannot be written or read is kept as a fault that names the file, and the
rest goes on; a full disk and a folder that is gone end it.
"""

import contextlib
import os
import shutil
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from types import TracebackType
from typing import Self

from desktop_app import drafts
from desktop_app.exports.base import CancelledError, Note, Watch, Written
from desktop_app.exports.folders.copying import Content, Photo, Source
from desktop_app.exports.folders.names import compared, numbered, safe_relative
from desktop_app.exports.folders.placing import (
    IsOwnPicture,
    may_replace,
    no_picture,
    rename_to_what_is_not_there,
    shown,
    sync_folder,
)
from desktop_app.faults import Fault, FaultError
from desktop_app.files import ExportError, fault_of_writing, is_disk_full, sync_file
from desktop_app.paths import followed, openable

# So many drafts are brought to the disk together, and no more than so many bytes of them.
_TOGETHER = 1000
_BYTES_TOGETHER = 128 << 20


class _There(Enum):
    NOTHING = auto()
    THE_SAME = auto()
    REPLACEABLE = auto()
    ANOTHER = auto()


class _StoppedError(Exception):
    """There is no use in going on; why, is among the faults."""


@dataclass(frozen=True, slots=True)
class _Draft:
    name: str
    draft: str
    goal: str
    replaces: bool


class FolderWriter:
    """Writes files into a folder, as a context manager; at its end everything that was begun is in its place.

    `CancelledError` and a full disk end the block and go no further: afterwards `written` says what is there.

    Attributes:
        folder: the target.
        skipped: what could not be written or read, in the order in which it was met.
        is_cancelled: whether a person ended it.
        same: how many files were there already, and were left as they were.
        linked: how many became hard links.
        copied_instead: how many were to be links, and are copies: their photos lie on another drive.
        not_reached: how many were not begun any more when the block was ended.
    """

    def __init__(
        self,
        folder: Path,
        watch: Watch,
        total: int,
        *,
        is_own_picture: IsOwnPicture = no_picture,
    ) -> None:
        """Nothing is done yet.

        Args:
            folder: the target; it is made where it is missing, its parent must be there.
            watch: is told before each file.
            total: how many files there will be.
            is_own_picture: which pictures count as files of ours in this.
        """
        # The current folder has no name to go up to.
        self.folder = folder = None if folder is None else folder.absolute()
        self.skipped: list[Fault] = []
        self.is_cancelled = False
        self.same = self.linked = self.copied_instead = self.not_reached = 0
        self._watch, self._total, self._begun = watch, total, 0
        self._is_own_picture = is_own_picture
        self._root = openable(folder)
        self._given: set[str] = set()
        self._lowest_free: dict[str, int] = {}
        self._folders: set[str] = set()
        self._made: list[str] = []
        self._pending: list[_Draft] = []
        self._pending_bytes = 0
        self._touched: set[str] = set()
        self._whole: set[str] = set()

    def __enter__(self) -> Self:
        """Make the folder, and see whether it may be written to.

        Raises:
            ExportError: it may not, there is a file under its name, or its parent is missing.
        """
        probe = os.path.join(self._root, "probe")  # noqa: PTH118 - names that may be longer than Path can open
        try:
            self._enter_folder(self._root)
            draft = drafts.begin(probe)
            try:
                os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
                os.unlink(draft)  # noqa: PTH108 - as above
            finally:
                drafts.end(draft)
        except OSError as error:
            self._remove_empty_folders()
            raise ExportError.of(fault_of_writing(error, self.folder)) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        with contextlib.suppress(_StoppedError):
            self.settle()
        self._remove_empty_folders()
        if isinstance(error, CancelledError | _StoppedError):
            self.not_reached = max(0, self._total - self._begun)
        if isinstance(error, CancelledError):
            self.is_cancelled = True
        return isinstance(error, CancelledError | _StoppedError)

    @property
    def pieces(self) -> int:
        """How many files were written and are whole; those that were there already are not among them."""
        return len(self._whole) - self.same

    def put(self, relative: str, content: bytes, *, exactly: bool = False) -> str | None:
        """Write a file.

        Args:
            relative: its name below the folder, parts between slashes; made safe where it is not.
            content: what is in it.
            exactly: whether it must have this very name: then what is there and may not be replaced is a fault, and
                nothing is written. Otherwise the file gets the next free name: "Bella (2).jpg".

        Returns:
            the relative name that it got, or None where it could not be written: see `skipped`. Whether it really is
            there, `is_whole` says after `settle`.

        Raises:
            CancelledError: a person wants it to end. Leave it to the end of the block.
        """
        self._step()
        return self._guarded(safe_relative(relative), Content(content), exactly=exactly)

    def copy(self, relative: str, source: Path, modified_ns: int = 0) -> str | None:
        """Copy a photo: the bytes and the time of its last change. Never replaces anything.

        Args:
            relative: as of `put`; what is the same file already is not copied again.
            source: the photo.
            modified_ns: of the file that the session knows; another one is not copied. 0 for any.

        Returns, Raises: see `put`.
        """
        self._step()
        return self._guarded(safe_relative(relative), Photo(source, modified_ns))

    def link(self, relative: str, source: Path, modified_ns: int = 0) -> str | None:
        """Give a photo a second name, on the same drive; a copy where that cannot be. See `copy`."""
        self._step()
        return self._guarded(safe_relative(relative), Photo(source, modified_ns), link=True)

    def settle(self) -> None:
        """Bring to the disk what was written, and under its name: afterwards it can be read.

        Raises:
            _StoppedError: the disk is full. Leave it to the end of the block.
        """
        pending, self._pending, self._pending_bytes = self._pending, [], 0
        stop = False
        for stage in (self._synced, self._in_place):
            kept = []
            for each in pending:
                try:
                    stage(each)
                    kept.append(each)
                except OSError as error:
                    self._take_away(each.draft)
                    stop = self._failed(each.goal, error, at_its_place=stage == self._in_place) or stop
            pending = kept
        self._whole.update(each.name for each in pending)
        for folder in self._touched:
            sync_folder(folder)
        self._touched.clear()
        if stop:
            raise _StoppedError

    def is_whole(self, name: str) -> bool:
        """Whether the file of this name, as `put` gave it, is in its place. What was not settled is not."""
        return name in self._whole

    def written(self, photos: int | None = None, *, animals: int = 0, files: int = 0) -> Written:
        """What is there, once the block has ended.

        Args:
            photos: how many photos that is; None where each file is one.
            animals: of how many animals.
            files: how many of the files are tables.
        """
        notes = {"same": self.same, "copied_instead": self.copied_instead, "not_reached": self.not_reached}
        return Written(
            photos=len(self._whole) if photos is None else photos,
            files=files,
            animals=animals,
            pieces=max(0, self.pieces - files),
            skipped=tuple(self.skipped),
            is_cancelled=self.is_cancelled,
            notes=tuple(Note(code, {"files": count}) for code, count in notes.items() if count),
        )

    def _step(self) -> None:
        self._watch.advance(self._begun, self._total)
        self._begun += 1

    def _guarded(self, relative: str, source: Source, *, exactly: bool = False, link: bool = False) -> str | None:
        goal = self._goal(relative)
        try:
            source.check()
            self._enter_folders_above(goal)
            return self._placed(relative, source, exactly=exactly, link=link)
        except FaultError as error:
            self.skipped.append(error.fault)
        except OSError as error:
            if self._failed(goal, error):
                raise _StoppedError from error
        return None

    def _placed(self, relative: str, source: Source, *, exactly: bool, link: bool) -> str:
        if exactly and compared(relative) in self._given:
            self.settle()  # so that what is there is what this one replaces
        name, there = (relative, self._what_is(relative, source)) if exactly else self._free_name(relative, source)
        goal = self._goal(name)
        if there is _There.ANOTHER:
            raise ExportError("write.not_replaced", file=shown(goal))
        if there is _There.REPLACEABLE:
            goal = followed(goal)  # the file that a link leads to
        if there is _There.THE_SAME:
            self._given.add(compared(name))
            if name not in self._whole:
                self.same += 1
                self._whole.add(name)
            return name
        if not (link and self._linked(name, source, goal)):
            self._drafted(name, source, goal, replaces=there is _There.REPLACEABLE)
            self.copied_instead += link
        self._given.add(compared(name))
        return name

    def _free_name(self, relative: str, source: Source) -> tuple[str, _There]:
        first = self._lowest_free.get(compared(relative), 1)
        while compared(numbered(relative, first)) in self._given:
            first += 1
        self._lowest_free[compared(relative)] = first
        count = first
        while True:
            name = numbered(relative, count)
            if compared(name) not in self._given:
                there = self._what_is(name, source)
                if there is not _There.ANOTHER:
                    return name, there
            count += 1

    def _what_is(self, name: str, source: Source) -> _There:
        goal = self._goal(name)
        try:
            os.lstat(goal)
        except FileNotFoundError:
            return _There.NOTHING
        if name not in self._whole and source.is_the_same_as(goal):
            return _There.THE_SAME
        replaceable = isinstance(source, Content) and may_replace(goal, self._is_own_picture)
        return _There.REPLACEABLE if replaceable else _There.ANOTHER

    def _drafted(self, name: str, source: Source, goal: str, *, replaces: bool) -> None:
        draft = drafts.begin(goal)
        try:
            size = source.fill(draft)
            if replaces:
                shutil.copymode(goal, draft)
        except BaseException:
            self._take_away(draft)
            raise
        self._pending.append(_Draft(name, draft, goal, replaces))
        self._pending_bytes += size
        if len(self._pending) >= _TOGETHER or self._pending_bytes >= _BYTES_TOGETHER:
            self.settle()

    def _linked(self, name: str, source: Source, goal: str) -> bool:
        if not isinstance(source, Photo):
            return False
        try:
            os.link(followed(openable(source.path)), goal)
        except OSError:
            return False  # another drive, or one that knows none; whatever else it is, copying says
        self.linked += 1
        self._whole.add(name)
        self._touched.add(os.path.dirname(goal))  # noqa: PTH120 - as above
        return True

    def _synced(self, each: _Draft) -> None:
        sync_file(Path(each.draft))

    def _in_place(self, each: _Draft) -> None:
        if each.replaces:
            os.replace(each.draft, each.goal)  # noqa: PTH105 - as above
        else:
            rename_to_what_is_not_there(each.draft, each.goal)
        drafts.end(each.draft)
        self._touched.add(os.path.dirname(each.goal))  # noqa: PTH120 - as above

    def _take_away(self, draft: str) -> None:
        with contextlib.suppress(OSError):
            os.unlink(draft)  # noqa: PTH108 - as above
        drafts.end(draft)

    def _failed(self, goal: str, error: OSError, *, at_its_place: bool = False) -> bool:
        """Keep why a file could not be written; whether there is no use in going on."""
        file = shown(goal)
        if at_its_place and isinstance(error, FileExistsError):
            fault = Fault("write.came_between", {"file": file})
        elif at_its_place and isinstance(error, PermissionError):
            fault = Fault("write.held", {"file": file})
        else:
            fault = fault_of_writing(error, Path(file))
        self.skipped.append(fault)
        is_gone = not os.path.isdir(self._root)  # noqa: PTH112 - as above
        return is_gone or is_disk_full(error)

    def _goal(self, name: str) -> str:
        return openable(self.folder.joinpath(*name.split("/")))

    def _enter_folders_above(self, goal: str) -> None:
        if os.path.dirname(goal) in self._folders:  # noqa: PTH120 - as above
            return
        missing: list[str] = []
        folder = os.path.dirname(goal)  # noqa: PTH120 - as above
        while folder not in self._folders:
            missing.append(folder)
            folder = os.path.dirname(folder)  # noqa: PTH120 - as above
        for each in reversed(missing):
            self._enter_folder(each)

    def _enter_folder(self, folder: str) -> None:
        try:
            os.mkdir(folder)  # noqa: PTH102 - as above
            self._made.append(folder)
        except FileExistsError as error:
            if not os.path.isdir(folder):  # noqa: PTH112 - as above
                raise ExportError("write.file_in_the_way", folder=shown(folder)) from error
        drafts.remove_abandoned(folder)
        self._folders.add(folder)

    def _remove_empty_folders(self) -> None:
        for folder in reversed(self._made):
            with contextlib.suppress(OSError):  # there is something in it
                os.rmdir(folder)  # noqa: PTH106 - as above
