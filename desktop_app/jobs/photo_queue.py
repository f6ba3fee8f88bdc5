"""The photos that wait for a suggestion, in the order in which people want them. No Qt; safe from several threads."""

import threading
from collections.abc import Iterable
from pathlib import Path


class PhotoQueue:
    """A `PhotoSource` for the labelling pipeline: add at any time, look at these first, pause, clear."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: dict[int, Path] = {}
        self._first: list[int] = []  # what to take before the others, the most wanted last
        self._paused = False
        self._closed = False

    def __len__(self) -> int:
        with self._changed:
            return len(self._waiting)

    def add(self, photos: Iterable[tuple[int, Path]]) -> int:
        """Put photos (id, path) at the end; returns how many were not waiting yet."""
        with self._changed:
            before = len(self._waiting)
            for photo_id, path in photos:
                self._waiting.setdefault(photo_id, path)
            self._changed.notify_all()
            return len(self._waiting) - before

    def prioritise(self, photo_ids: Iterable[int]) -> None:
        """Take these next, in this order, and then the others in theirs; replaces what was said before."""
        with self._changed:
            self._first = [photo_id for photo_id in photo_ids if photo_id in self._waiting][::-1]

    def drop(self, photo_ids: Iterable[int]) -> int:
        """Forget photos that are no longer wanted; returns how many were waiting."""
        with self._changed:
            return sum(self._waiting.pop(photo_id, None) is not None for photo_id in photo_ids)

    def clear(self) -> None:
        """Forget all photos: whoever takes gets nothing and ends. Ends a pause."""
        with self._changed:
            self._waiting.clear()
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
        """Up to `count` photos; waits while paused; nothing when none is left or the queue is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or not self._paused)
            taken: list[tuple[int, Path]] = []
            while not self._closed and self._waiting and len(taken) < count:
                taken.append(self._next())
            return taken

    def _next(self) -> tuple[int, Path]:
        while self._first:
            photo_id = self._first.pop()
            path = self._waiting.pop(photo_id, None)
            if path is not None:
                return photo_id, path
        photo_id = next(iter(self._waiting))
        return photo_id, self._waiting.pop(photo_id)
