"""Pictures for gallery and side panel, decoded in threads of their own."""

import contextlib
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

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
        path: the file, where that is known: another session has other photos with the same ids.
    """

    photo_id: int
    edge: int
    width: int
    height: int
    pixels: bytes
    path: Path | None = None


class PictureLoader(QObject):
    """Decodes pictures, most wanted first. Up to the size of a thumbnail they come from and go to the cache on disk.

    Signals:
        ready: `Picture`.
        failed: photo id, the `Fault` that says why there is none.
    """

    ready = Signal(object)
    failed = Signal(int, object)

    def __init__(self, cache: ThumbnailCache, parent: QObject | None = None, *, threads: int = 2) -> None:
        super().__init__(parent)
        self._cache = cache
        self._closed = threading.Event()
        self._changed = threading.Condition()
        self._wanted: list[tuple[int, Path]] = []  # the most wanted last
        self._edge = 0
        self._at_work: set[tuple[int, Path, int]] = set()
        self._threads = [
            threading.Thread(target=self._work, name=f"pictures-{number}", daemon=True) for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def request(self, requests: Sequence[tuple[int, Path]], edge: int) -> None:
        """Ask for pictures (photo id, file), most wanted first, of at most `edge` pixels a side.

        What was asked for before and has not begun is forgotten: it has scrolled away.
        """
        with self._changed:
            self._edge = edge
            self._wanted = [wanted for wanted in reversed(requests) if (*wanted, edge) not in self._at_work]
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
            photo_id, path, edge = taken
            made: Picture | Fault | None
            try:
                # Of a photo that labelling will try alone there is no picture before.
                made = None if at_work.waits_for_labelling(path) else self._picture(photo_id, path, edge)
            except UnreadablePhotoError as error:
                made = error.fault
            except MemoryError:
                made = Fault("photo.out_of_memory")
            finally:
                # Before it is said: whoever asks once more when it has come must not be told that it is on its way.
                with self._changed:
                    self._at_work.discard((photo_id, path, edge))
            if isinstance(made, Picture):
                emit_unless(self._closed, self.ready, made)
            elif made is not None:
                emit_unless(self._closed, self.failed, photo_id, made)

    def _take(self) -> tuple[int, Path, int] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._wanted or self._closed.is_set())
            if self._closed.is_set():
                return None
            photo_id, path = self._wanted.pop()
            self._at_work.add((photo_id, path, self._edge))
            return photo_id, path, self._edge

    def _picture(self, photo_id: int, path: Path, edge: int) -> Picture:
        photos = _as_noted(path)
        if any(at_work.is_put_aside(photo) for photo in photos):
            raise UnreadablePhotoError("photo.ended_pawsort_twice")
        if any(at_work.is_suspected(photo) for photo in photos):
            # While it is looked at alone, all others wait: its drive must have answered before that.
            read_photo(path)
        with at_work.looking_at(photos, labelling=False):
            return self._decoded(photo_id, path, edge)

    def _decoded(self, photo_id: int, path: Path, edge: int) -> Picture:
        # Not with the module: the window starts without decoders.
        from desktop_app.imaging.decode import decode_photo

        content = self._cache.thumbnail_bytes(path) if edge <= EDGE else read_photo(path)[0]
        image = decode_photo(content, edge).image
        if max(image.size) > edge:
            image.thumbnail((edge, edge))
        return Picture(photo_id, edge, image.width, image.height, image.tobytes(), path)


def _as_noted(path: Path) -> list[NotedPhoto]:
    """The photo for the notes of what is at work; nothing where reading it will say what is wrong."""
    with contextlib.suppress(OSError, ValueError):
        status = os.stat(openable(path))  # noqa: PTH116 - as given, however long
        return [noted(path, status.st_size, status.st_mtime_ns)]
    return []
