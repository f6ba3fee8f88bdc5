"""The photos that wait for a suggestion, in the order in which people want them. No Qt; safe from several threads."""

import heapq
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from desktop_app.catalog.on_disk import lies_in


class PhotoQueue:
    """A `PhotoSource` for the labelling pipeline: add at any time, look at these first, pause, clear."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: dict[int, Path] = {}
        self._later: list[tuple[float, int, Path]] = []  # a heap: when each is to be given out again
        self._first: list[int] = []  # what to take before the others, the most wanted last
        self._paused = False
        self._closed = False

    def __len__(self) -> int:
        with self._changed:
            return len(self._waiting) + len(self._later)

    @property
    def later(self) -> int:
        """How many are to be given out again later."""
        with self._changed:
            return len(self._later)

    def add(self, photos: Iterable[tuple[int, Path]]) -> int:
        """Put photos (id, path) at the end; returns how many were not waiting yet."""
        with self._changed:
            before = len(self._waiting)
            later = {photo_id for _, photo_id, _ in self._later}
            for photo_id, path in photos:
                if photo_id not in later:
                    self._waiting.setdefault(photo_id, path)
            self._changed.notify_all()
            return len(self._waiting) - before

    def put_back(self, photo_id: int, path: Path, seconds: float) -> None:
        """Give a photo out again, so many seconds from now; meanwhile nobody waits for it while there are others."""
        with self._changed:
            heapq.heappush(self._later, (time.monotonic() + seconds, photo_id, path))
            self._changed.notify_all()

    def withdraw(self, root: str) -> list[tuple[int, Path]]:
        """Take out all photos that lie in a folder."""
        with self._changed:
            found = [(photo_id, path) for photo_id, path in self._waiting.items() if lies_in(path, root)]
            found += [(photo_id, path) for _, photo_id, path in self._later if lies_in(path, root)]
            self._take_out({photo_id for photo_id, _ in found})
            return found

    def _take_out(self, photo_ids: set[int]) -> int:
        before = len(self._waiting) + len(self._later)
        for photo_id in photo_ids:
            self._waiting.pop(photo_id, None)
        if self._later:
            self._later = [entry for entry in self._later if entry[1] not in photo_ids]
            heapq.heapify(self._later)
        self._changed.notify_all()
        return before - len(self._waiting) - len(self._later)

    def prioritise(self, photo_ids: Iterable[int]) -> None:
        """Take these next, in this order, and then the others in theirs; replaces what was said before."""
        with self._changed:
            self._first = [photo_id for photo_id in photo_ids if photo_id in self._waiting][::-1]

    def drop(self, photo_ids: Iterable[int]) -> int:
        """Forget photos that are no longer wanted; returns how many were waiting."""
        with self._changed:
            return self._take_out(set(photo_ids))

    def clear(self) -> None:
        """Forget all photos: whoever takes gets nothing and ends. Ends a pause."""
        with self._changed:
            self._waiting.clear()
            self._later.clear()
            self._first.clear()
            self._paused = False
            self._changed.notify_all()

    def pause(self) -> None:
        """Give nothing out until `resume`."""
        with self._changed:
            self._paused = True

    def resume(self) -> None:
        """Go on after a pause."""
        with self._changed:
            self._paused = False
            self._changed.notify_all()

    @property
    def is_paused(self) -> bool:
        """Whether nothing is given out at the moment."""
        with self._changed:
            return self._paused

    def close(self) -> None:
        """Give nothing out any more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def take(self, count: int) -> list[tuple[int, Path]]:
        """Up to `count` photos; waits while paused, and while those that are left are to be given out later.

        Nothing when none is left or the queue is closed.
        """
        with self._changed:
            while not self._closed and (self._paused or not self._has_some()):
                if not self._paused and not self._later:
                    return []
                until = None if self._paused else max(0.0, self._later[0][0] - time.monotonic())
                self._changed.wait(until)
            taken: list[tuple[int, Path]] = []
            while not self._closed and self._waiting and len(taken) < count:
                taken.append(self._next())
            return taken

    def _has_some(self) -> bool:
        """Whether something can be given out now; what was put back joins as soon as it is time."""
        now = time.monotonic()
        while self._later and self._later[0][0] <= now:
            _, photo_id, path = heapq.heappop(self._later)
            self._waiting.setdefault(photo_id, path)
        return bool(self._waiting)

    def _next(self) -> tuple[int, Path]:
        while self._first:
            photo_id = self._first.pop()
            path = self._waiting.pop(photo_id, None)
            if path is not None:
                return photo_id, path
        photo_id = next(iter(self._waiting))
        return photo_id, self._waiting.pop(photo_id)
