"""Photos whose files are still on their way are read again a little later, not put down as damaged.

A file that is just being copied is empty, cut short or locked, and reads as whole a moment later. It is known by its
time, which is of now, or by its length and time, which change while it is read.
"""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.catalog.on_disk import Signs
from desktop_app.catalog.values.photos import PhotoOutcome
from desktop_app.paths import openable

# So long a file may go on changing; what does not change is waited for no longer than it is fresh.
LONGEST_SECONDS = 120.0
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 8.0
# How a photo reads of which not all has come yet.
_PERHAPS_ARRIVING = frozenset(
    {"file.empty", "file.unreadable", "photo.cut_short", "photo.damaged", "photo.damaged_kind", "photo.no_pixels"}
)
# Some programs first make a file as long as it will be; what has not come yet reads as zeros. Of others,
# fewer bytes have come than tell what it is.
_OF_UNKNOWN_KIND = frozenset({"photo.unknown_kind", "photo.other_kind"})
_BEGINNING, _TELLING = 64, 12
_PHOTOS_BEGIN = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"BM", b"\0\0\0")
# Where whoever writes a file keeps all others from reading it.
_LOCKED = frozenset({"file.in_use"})


@dataclass(slots=True)
class _Tried:
    since: float
    times: int = 0
    signs: Signs | None = None


class SecondTries:
    """Says of outcomes whether they count, or the photo is to be read again. Safe from several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._tried: dict[int, _Tried] = {}

    def seconds_until_next(self, outcome: PhotoOutcome) -> float | None:
        """When to read the photo again, seconds from now; None where the outcome counts."""
        signs = Signs.of(outcome.path)
        with self._lock:
            now = self._clock()
            tried = self._tried.get(outcome.key) or _Tried(now)
            too_long = now - tried.since > LONGEST_SECONDS
            if signs is None or too_long or not _is_arriving(outcome, signs, tried.signs):
                self._tried.pop(outcome.key, None)
                return None
            self._tried[outcome.key] = tried
            tried.times += 1
            tried.signs = signs
            return float(min(_FIRST_WAIT * 2 ** (tried.times - 1), _LONGEST_WAIT))

    def forget(self, keys: Iterable[int]) -> None:
        """These are wanted no more."""
        with self._lock:
            for key in keys:
                self._tried.pop(key, None)


def _is_arriving(outcome: PhotoOutcome, signs: Signs, last: Signs | None) -> bool:
    # There are file systems whose lengths and times are never those of what is read: they must stand still as well.
    changes = signs.differ(outcome.facts) and signs != last
    code = None if outcome.fault is None else outcome.fault.code
    if code in _OF_UNKNOWN_KIND:
        return changes or (signs.fresh and _may_become_a_photo(outcome.path))
    if code in _PERHAPS_ARRIVING | _LOCKED:
        return changes or signs.fresh
    # Whatever was said of the content, it was said of a part; a decoder may have stopped at its end.
    return changes and (code is None or code.startswith("photo."))


def _may_become_a_photo(path: Path) -> bool:
    try:
        with open(openable(path), "rb") as file:  # noqa: PTH123 - as given, however long
            begin = file.read(_BEGINNING)
    except OSError:
        return False
    few = len(begin) < _TELLING and any(sign[: len(begin)] == begin[: len(sign)] for sign in _PHOTOS_BEGIN)
    return few or not any(begin)
