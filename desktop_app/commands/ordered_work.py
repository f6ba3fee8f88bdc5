"""Hands photos to workers and gives their outcomes back in the order of the files, with bounded memory."""

import heapq
import threading
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from desktop_app.catalog.values.photos import PhotoOutcome

WINDOW = 256
# So many times as far the others go on while a photo is to be read again a little later.
_WHILE_LATER = 16


class OrderedWork:
    """A photo source for a pipeline whose outcomes are wanted in order; the keys are positions in the list.

    At most `window` photos are between being handed out and being taken: whoever is far ahead of the slowest photo
    waits. Photos are taken from `paths` only as they are needed.
    """

    def __init__(self, paths: Iterable[Path], window: int = WINDOW) -> None:
        self._paths = enumerate(paths)
        self._asking = threading.Lock()
        self._changed = threading.Condition()
        self._window = window
        self._later: list[tuple[float, int, Path]] = []  # a heap: when each is to be handed out again
        self._exhausted = False
        self._handed = 0
        self._next = 0
        self._done: dict[int, PhotoOutcome] = {}
        self._cancelled = False
        self._finished = False

    def take(self, count: int) -> list[tuple[int, Path]]:
        """The next photos; waits while too many are under way. Empty when none is left or all was cancelled."""
        while True:
            again = self._wait_for_turn(count)
            if again is not None:
                return again
            # A slow disk keeps the search waiting; whoever takes outcomes or cancels must not wait for that.
            with self._asking:
                taken: list[tuple[int, Path]] = []
                while len(taken) < count and not self._cancelled:
                    entry = next(self._paths, None)
                    if entry is None:
                        self._exhausted = True
                        break
                    taken.append(entry)
                with self._changed:
                    self._handed += len(taken)
                if taken:
                    return taken

    def put_back(self, key: int, path: Path, seconds: float) -> None:
        """Hand a photo out again, so many seconds from now; the others go on meanwhile."""
        with self._changed:
            heapq.heappush(self._later, (time.monotonic() + seconds, key, path))
            self._changed.notify_all()

    @property
    def later(self) -> int:
        """How many photos are to be handed out again later."""
        with self._changed:
            return len(self._later)

    def _wait_for_turn(self, count: int) -> list[tuple[int, Path]] | None:
        """Photos whose time has come again; none where the work is over; None where new ones may be taken."""
        with self._changed:
            while not self._cancelled:
                now = time.monotonic()
                due: list[tuple[int, Path]] = []
                while self._later and self._later[0][0] <= now and len(due) < count:
                    _, key, path = heapq.heappop(self._later)
                    due.append((key, path))
                if due:
                    return due
                if self._exhausted and not self._later:
                    return []
                window = self._window * (_WHILE_LATER if self._later else 1)
                if not self._exhausted and self._handed - self._next < window:
                    return None
                self._changed.wait(self._later[0][0] - now if self._later else None)
            return []

    def deliver(self, outcomes: Sequence[PhotoOutcome]) -> None:
        """Give outcomes back."""
        with self._changed:
            self._done.update((outcome.key, outcome) for outcome in outcomes)
            self._changed.notify_all()

    def finish(self) -> None:
        """Say that no more outcomes will come."""
        with self._changed:
            self._finished = True
            self._changed.notify_all()

    def cancel(self) -> None:
        """Hand out nothing more."""
        with self._changed:
            self._cancelled = True
            self._changed.notify_all()

    def in_order(self, timeout: float) -> list[PhotoOutcome] | None:
        """The next outcomes in order; empty when there was none within `timeout` seconds, None when all were given."""
        with self._changed:
            self._changed.wait_for(lambda: self._next in self._done or self._finished, timeout)
            ready = []
            while self._next in self._done:
                ready.append(self._done.pop(self._next))
                self._next += 1
            self._changed.notify_all()
            if not ready and self._finished:
                return None
            return ready

    def rest(self) -> list[PhotoOutcome]:
        """After a stop: what is done but stood behind a photo that is not, in order."""
        with self._changed:
            left = [self._done.pop(key) for key in sorted(self._done)]
            self._next = self._handed
            return left
