"""How far labelling is, what it does, and how long it will take. No Qt."""

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

_WINDOW_SECONDS = 15.0
# Sooner, the figure jumps too much to be of use.
_FIRST_ESTIMATE_SECONDS = 1.5


class LabellingState(StrEnum):
    """What the job does at the moment."""

    IDLE = "idle"
    LOADING = "loading"
    WORKING = "working"
    PAUSED = "paused"
    AWAY = "away"  # nothing is left but photos whose drive is not there


@dataclass(frozen=True, slots=True)
class LabellingSummary:
    """What came of one stretch of work, from the first photo until none was left or a person cancelled.

    Attributes:
        done: photos that have a suggestion or turned out to be unreadable.
        unreadable: how many of them are unreadable.
        seconds: how long it took.
        cancelled: whether it was ended early.
    """

    done: int
    unreadable: int
    seconds: float
    cancelled: bool


@dataclass(frozen=True, slots=True)
class LabellingProgress:
    """How far labelling is.

    Attributes:
        done: photos that have a suggestion or are known to be unreadable, since labelling began.
        total: those, and the ones that wait.
        photos_per_second: over the last seconds; None while nobody knows.
        seconds_left: at this speed; None while nobody knows.
        paused: whether a person paused it.
        arriving: photos whose files are still being copied; they are looked at again.
        drives: drive or folder that is not there → how many photos wait for it. They are not among `total`.
    """

    done: int
    total: int
    photos_per_second: float | None
    seconds_left: float | None
    paused: bool = False
    arriving: int = 0
    drives: Mapping[str, int] = field(default_factory=dict)


class Pace:
    """The speed over a sliding window; pauses do not count. Safe from several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._marks: deque[tuple[float, int]] = deque()
        self.restart(0)

    def restart(self, done: int) -> None:
        """Forget the speed: work begins, or goes on after a pause."""
        with self._lock:
            self._marks.clear()
            self._marks.append((self._clock(), done))

    def progress(self, done: int, total: int, *, paused: bool = False) -> LabellingProgress:
        """Note how far the work is, and say it."""
        now = self._clock()
        with self._lock:
            if done < self._marks[-1][1]:
                # Counted anew: what was done before says nothing about it.
                self._marks.clear()
            self._marks.append((now, done))
            while len(self._marks) > 2 and now - self._marks[1][0] >= _WINDOW_SECONDS:
                self._marks.popleft()
            begin, done_then = self._marks[0]
        speed = (done - done_then) / (now - begin) if now - begin >= _FIRST_ESTIMATE_SECONDS else None
        if paused or not speed:
            return LabellingProgress(done, total, None, None, paused)
        return LabellingProgress(done, total, speed, (total - done) / speed)
