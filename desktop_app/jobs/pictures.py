"""Pictures for all that shows photos, decoded in threads of their own; none is handed over that comes too late."""

import contextlib
import os
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from desktop_app.catalog.values.suggestions import Box
from desktop_app.faults import Fault
from desktop_app.imaging.at_work import NotedPhoto, at_work, noted
from desktop_app.imaging.reading import read_photo
from desktop_app.imaging.thumbnails import EDGE, ThumbnailCache
from desktop_app.imaging.unreadable import UnreadablePhotoError
from desktop_app.jobs.dispatcher import CLOSE_SECONDS, emit_unless
from desktop_app.paths import openable


@dataclass(frozen=True, slots=True)
class Picture:
    """An upright sRGB picture.

    Attributes:
        photo_id: of the photo that it shows.
        edge: what was asked for.
        width: pixels; no side is longer than `edge`.
        height: pixels.
        pixels: 3 bytes a pixel, RGB, `width * 3` bytes a line, no padding: as `QImage.Format.Format_RGB888` takes them.
        box: of the dog around which it was cut (`regions.around`); None where it shows all of the photo.
    """

    photo_id: int
    edge: int
    width: int
    height: int
    pixels: bytes
    box: Box | None = None


class Editions(QObject):
    """Which photos have become others, for the interface thread: one for all loaders of a window.

    Ids begin anew in every session, and a file can be written to while it is read. A picture shows what its photo was
    when somebody asked for it; where the photo is another one since, the picture is late, however it comes about.

    Signals:
        renewed: ids of photos that are others now (None: all): whoever has pictures of them lets go of these.
        tried_again: ids of photos that may be readable now: whoever knows why there is no picture forgets that.
    """

    renewed = Signal(object)
    tried_again = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = 0
        self._all_since = 0
        self._since: dict[int, int] = {}
        self._tried_since: dict[int, int] = {}

    @property
    def now(self) -> int:
        """What is asked for now is of this edition."""
        return self._now

    def renew(self, ids: Iterable[int]) -> None:
        """These photos are others now: what was asked for before is late."""
        renewed = tuple(ids)
        self._now += 1
        self._since.update(dict.fromkeys(renewed, self._now))
        self.renewed.emit(renewed)

    def renew_all(self) -> None:
        """Another session is shown: all that was asked for before is late."""
        self._now += 1
        self._all_since = self._now
        self._since.clear()
        self._tried_since.clear()
        self.renewed.emit(None)

    def try_again(self, ids: Iterable[int]) -> None:
        """These photos may be readable now: that one could not be read before is late, a picture of it is not."""
        tried = tuple(ids)
        self._now += 1
        self._tried_since.update(dict.fromkeys(tried, self._now))
        self.tried_again.emit(tried)

    def is_late(self, photo_id: int, edition: int, *, failed: bool = False) -> bool:
        """Whether what was asked for in an edition is of a photo that is another one since.

        Args:
            photo_id: of the photo.
            edition: what was `now` when it was asked for.
            failed: whether it is no picture, but why there is none.
        """
        since = max(self._all_since, self._since.get(photo_id, 0))
        return edition < (max(since, self._tried_since.get(photo_id, 0)) if failed else since)


class _Wanted(NamedTuple):
    photo_id: int
    path: Path
    edge: int
    box: Box | None
    edition: int


_NO_BOXES: Mapping[int, Box] = {}


class PictureLoader(QObject):
    """Decodes pictures, most wanted first. Up to the size of a thumbnail they come from and go to the cache on disk.

    What is late is handed to nobody: no receiver has to compare. Both signals come in the thread of the loader.

    Attributes:
        editions: say which photos are others now.

    Signals:
        ready: `Picture`.
        failed: photo id, the `Fault` that says why there is none.
    """

    ready = Signal(object)
    failed = Signal(int, object)
    _made = Signal(object, object)

    def __init__(
        self,
        cache: ThumbnailCache,
        parent: QObject | None = None,
        *,
        threads: int = 2,
        editions: Editions | None = None,
    ) -> None:
        super().__init__(parent)
        self._cache = cache
        self.editions = Editions(self) if editions is None else editions
        self._closed = threading.Event()
        self._changed = threading.Condition()
        self._wanted: list[_Wanted] = []  # the most wanted last
        self._at_work: set[_Wanted] = set()
        # From the threads to the one in which it is known what is late: nothing can become so between that and `ready`.
        self._made.connect(self._hand_over)
        self.editions.renewed.connect(self._forget)
        self._threads = [
            threading.Thread(target=self._work, name=f"pictures-{number}", daemon=True) for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def request(self, requests: Sequence[tuple[int, Path]], edge: int, boxes: Mapping[int, Box] = _NO_BOXES) -> None:
        """Ask for pictures (photo id, file), most wanted first, of at most `edge` pixels a side.

        What was asked for before and has not begun is forgotten: it has scrolled away.

        Args:
            requests: the photos.
            edge: pixels; with boxes at most those of a thumbnail.
            boxes: photo id → the dog around which its picture is cut; of all other photos, all is shown.
        """
        now, is_late = self.editions.now, self.editions.is_late
        with self._changed:
            # What is late is not on its way, though a thread is at work at it.
            coming = {each[:4] for each in self._at_work if not is_late(each.photo_id, each.edition, failed=True)}
            asked = (_Wanted(photo_id, path, edge, boxes.get(photo_id), now) for photo_id, path in reversed(requests))
            self._wanted = [wanted for wanted in asked if wanted[:4] not in coming]
            self._changed.notify_all()

    def close(self, seconds: float = CLOSE_SECONDS) -> bool:
        """Forget what is asked for and end the threads. No signal comes afterwards.

        Returns:
            False when a picture took longer; its thread ends with it.
        """
        self._closed.set()
        with self._changed:
            self._wanted = []
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(seconds / len(self._threads))
        return not any(thread.is_alive() for thread in self._threads)

    def _work(self) -> None:
        while (taken := self._take()) is not None:
            photo_id, path, edge, box, _ = taken
            made: Picture | Fault | None
            try:
                # Of a photo that labelling will try alone there is no picture before.
                made = (
                    None
                    if at_work.waits_for_labelling(path)
                    else self._picture(photo_id, path, edge, *(() if box is None else (box,)))
                )
            except UnreadablePhotoError as error:
                made = error.fault
            except MemoryError:
                made = Fault("photo.out_of_memory")
            finally:
                # Before it is said: whoever asks once more when it has come must not be told that it is on its way.
                with self._changed:
                    self._at_work.discard(taken)
            if made is not None:
                emit_unless(self._closed, self._made, taken, made)

    def _hand_over(self, wanted: _Wanted, made: Picture | Fault) -> None:
        failed = isinstance(made, Fault)
        if self._closed.is_set() or self.editions.is_late(wanted.photo_id, wanted.edition, failed=failed):
            return
        if isinstance(made, Fault):
            self.failed.emit(wanted.photo_id, made)
        else:
            self.ready.emit(made)

    def _forget(self, ids: Sequence[int] | None) -> None:
        """What was asked for and has not begun need not be made."""
        late = None if ids is None else set(ids)
        with self._changed:
            self._wanted = [] if late is None else [each for each in self._wanted if each.photo_id not in late]

    def _take(self) -> _Wanted | None:
        with self._changed:
            self._changed.wait_for(lambda: self._wanted or self._closed.is_set())
            if self._closed.is_set():
                return None
            taken = self._wanted.pop()
            self._at_work.add(taken)
            return taken

    def _picture(self, photo_id: int, path: Path, edge: int, box: Box | None = None) -> Picture:
        photos = _as_noted(path)
        if any(at_work.is_put_aside(photo) for photo in photos):
            raise UnreadablePhotoError("photo.ended_pawsort_twice")
        if any(at_work.is_suspected(photo) for photo in photos):
            # While it is looked at alone, all others wait: its drive must have answered before that.
            read_photo(path)
        with at_work.looking_at(photos, labelling=False):
            return self._decoded(photo_id, path, edge, box)

    def _decoded(self, photo_id: int, path: Path, edge: int, box: Box | None) -> Picture:
        # Not with the module: the window starts without decoders.
        from desktop_app.imaging.decode import decode_photo

        if box is not None:
            content = self._cache.dog_bytes(path, box)
        else:
            content = self._cache.thumbnail_bytes(path) if edge <= EDGE else read_photo(path)[0]
        image = decode_photo(content, edge).image
        if max(image.size) > edge:
            image.thumbnail((edge, edge))
        return Picture(photo_id, edge, image.width, image.height, image.tobytes(), box)


def _as_noted(path: Path) -> list[NotedPhoto]:
    """The photo for the notes of what is at work; nothing where reading it will say what is wrong."""
    with contextlib.suppress(OSError, ValueError):
        status = os.stat(openable(path))  # noqa: PTH116 - as given, however long
        return [noted(path, status.st_size, status.st_mtime_ns)]
    return []
