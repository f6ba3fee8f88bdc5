"""Waiting for drives and folders that are not there. No Qt; made for drives of the network that do not answer."""

import os
import threading
from collections.abc import Callable

from desktop_app.catalog.on_disk import is_there

EVERY_SECONDS = 1.5
# Places whose drives are asked by threads of their own: one that does not answer must not hide that another is back.
_MOST_THREADS = 8


class DriveWatch:
    """Asks now and then whether what was not there has come back, in threads that nobody waits for.

    Each root is told once and forgotten. What a drive that does not answer keeps busy is one sleeping thread.
    """

    def __init__(self, back: Callable[[str], None], *, every: float = EVERY_SECONDS) -> None:
        """Watch nothing yet.

        Args:
            back: called with each root that is there again, from a thread of the watch.
            every: seconds between two questions.
        """
        self._back = back
        self._every = every
        self._changed = threading.Condition()
        self._roots: dict[str, set[str]] = {}
        self._closed = False

    @property
    def roots(self) -> frozenset[str]:
        """What is waited for."""
        with self._changed:
            return frozenset(root for roots in self._roots.values() for root in roots)

    def watch(self, roots: frozenset[str] | set[str]) -> None:
        """Wait for these from now on, and for no others."""
        places: dict[str, set[str]] = {}
        for root in roots:
            place = os.path.dirname(root)  # noqa: PTH120 - as kept
            if place not in places and len(places) >= _MOST_THREADS:
                place = next(iter(places))
            places.setdefault(place, set()).add(root)
        with self._changed:
            if self._closed:
                return
            started = places.keys() - self._roots.keys()
            self._roots = {place: places.get(place, set()) for place in self._roots} | places
            self._changed.notify_all()
        for place in started:
            threading.Thread(target=self._work, args=(place,), name="waiting for a drive", daemon=True).start()

    def close(self) -> None:
        """Wait for nothing any more; threads end by themselves as soon as their drive answers."""
        with self._changed:
            self._closed = True
            self._roots = {}
            self._changed.notify_all()

    def _work(self, place: str) -> None:
        while True:
            with self._changed:
                self._changed.wait(self._every)
                roots = sorted(self._roots.get(place, ()))
                if self._closed or not roots:
                    self._roots.pop(place, None)
                    return
            for root in roots:
                if is_there(root) and self._forget(place, root):
                    self._back(root)

    def _forget(self, place: str, root: str) -> bool:
        with self._changed:
            known = root in self._roots.get(place, ())
            if known:
                self._roots[place].discard(root)
            return known and not self._closed
