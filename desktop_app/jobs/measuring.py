"""Photos of sessions from before are looked at once more: what decoding tells of them is filled in.

Nothing else of them changes: no suggestion and no label.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.catalog.session import Session
from desktop_app.catalog.values.photos import FileFacts
from desktop_app.imaging.at_work import at_work, noted
from desktop_app.imaging.reading import read_photo
from desktop_app.imaging.unreadable import UnreadablePhotoError
from desktop_app.jobs.dispatcher import CLOSE_SECONDS, Dispatcher, Ticket, abandonable, give_way

if TYPE_CHECKING:
    from desktop_app.imaging.decode import DecodedPhoto
    from desktop_app.inference.classifier import Classifier

# As labelling asks for pictures, so that the figures of both can be compared.
SMALLEST_SIDE = 260
# What was measured goes into the session together, and at the latest after so many seconds.
_WRITTEN_TOGETHER, _LONGEST_WAIT = 64, 2.0
_TOLD_EVERY = 0.25
# Whether nobody wants it any more is asked so often while it rests.
_ASKS_EVERY = 0.1
# A thread that can be left alone costs more than a look at a file that is not there: one for several photos, so long.
_TOGETHER_SECONDS = 0.05


class MeasureJob(Dispatcher):
    """Measures the photos of one session that were never measured, one after the other, giving way to all else.

    Signals:
        progress: job id, how many are done, how many there are in all; a few times a second.
        measured: job id, `list[PhotoRow]`: photos of which more is known now; on disk.
        finished: job id; also where it was cancelled.
    """

    progress = Signal(int, int, int)
    measured = Signal(int, object)
    finished = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._goes_on = threading.Event()
        self._goes_on.set()

    def start(self, path: Path, classifier: "Classifier | None" = None) -> int:
        """Measure what is left to measure in the session at `path`; returns the id of the job.

        Args:
            path: of the session.
            classifier: says how large dogs are, where its pack made the suggestions; None leaves that open.
        """
        return self._dispatch(lambda ticket: self._measure(ticket, path, classifier))

    def hold(self, held: bool) -> None:
        """Let it rest between two photos, for something that a person waits for; or go on."""
        if held:
            self._goes_on.clear()
        else:
            self._goes_on.set()

    def stop(self, seconds: float = CLOSE_SECONDS) -> bool:
        """End it and let go of the file; what is done is kept. Returns False when that took longer."""
        self.cancel()
        return self._pool.waitForDone(int(seconds * 1000))

    def _measure(self, ticket: Ticket, path: Path, classifier: "Classifier | None") -> None:
        give_way()
        photos, to_share = _left(path, classifier)
        waiting = deque(
            (photo_id, file, classifier if photo_id in to_share else None) for photo_id, file in sorted(photos.items())
        )
        seen: dict[int, _Seen] = {}
        began = told = time.monotonic()
        while waiting:
            if time.monotonic() - told >= _TOLD_EVERY:
                told = time.monotonic()
                self._emit(self.progress, ticket.job_id, len(photos) - len(waiting), len(photos))
            while not self._goes_on.wait(_ASKS_EVERY) and not ticket.cancelled.is_set():
                pass
            if ticket.cancelled.is_set():
                break
            # A drive of the network that is away must not keep the session from being put away.
            found = abandonable(lambda: _look_at_some(waiting, ticket.cancelled.is_set), ticket.cancelled.is_set)
            for photo_id, what in found or ():
                waiting.popleft()
                if what is not None:
                    seen[photo_id] = what
            if len(seen) >= _WRITTEN_TOGETHER or time.monotonic() - began > _LONGEST_WAIT:
                self._keep(ticket, path, seen, classifier)
                seen, began = {}, time.monotonic()
        self._keep(ticket, path, seen, classifier)
        self._emit(self.finished, ticket.job_id)

    def _keep(self, ticket: Ticket, path: Path, seen: Mapping[int, "_Seen"], classifier: "Classifier | None") -> None:
        if not seen:
            return
        shares = {key: each.dog_share for key, each in seen.items() if each.dog_share is not None}
        pack_hash = None if classifier is None else classifier.pack.pack_hash
        with Session.open(path) as session:
            rows = session.record_measures({key: each.facts for key, each in seen.items()}, shares, pack_hash)
        self._emit(self.measured, ticket.job_id, rows)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a photo tells."""

    facts: FileFacts
    dog_share: float | None = None


def _left(path: Path, classifier: "Classifier | None") -> tuple[dict[int, Path], set[int]]:
    """The photos that are left to look at, and those of which the network is to say how large the dog is."""
    with Session.open(path, or_look=True) as session:
        if session.is_read_only:
            return {}, set()
        photos = dict(session.unmeasured())
        if classifier is None or not classifier.can_explain or classifier.pack.pack_hash != session.current_pack:
            return photos, set()
        to_share = dict(session.without_dog_share(classifier.pack.pack_hash))
    return photos | to_share, set(to_share)


def _look_at_some(
    waiting: "Sequence[tuple[int, Path, Classifier | None]]", is_cancelled: Callable[[], bool]
) -> list[tuple[int, _Seen | None]]:
    """What the first of these photos tell, as many as can be looked at in a moment, at least one."""
    until = time.monotonic() + _TOGETHER_SECONDS
    found: list[tuple[int, _Seen | None]] = []
    # What is waiting is not changed while it is looked at, and not looked at any more where nobody waits for it.
    for photo_id, path, classifier in list(islice(waiting, _WRITTEN_TOGETHER)):
        found.append((photo_id, _look_at(path, classifier)))
        if is_cancelled() or time.monotonic() > until:
            break
    return found


def _look_at(path: Path, classifier: "Classifier | None") -> _Seen | None:
    """What a photo tells; None where it cannot be read now, or may have ended Pawsort: labelling sees to that."""
    # Not with the module: the window starts without decoders.
    from desktop_app.imaging.decode import decode_photo
    from desktop_app.imaging.seen import with_what_is_seen

    try:
        content, facts = read_photo(path)
        photo = noted(path, facts.size_bytes, facts.modified_ns)
        if at_work.is_put_aside(photo) or at_work.is_suspected(photo):
            return None
        with at_work.looking_at([photo], labelling=False):
            spec = None if classifier is None else classifier.pack.manifest.input
            decoded = decode_photo(content, SMALLEST_SIDE if spec is None else max(spec.width, spec.height))
            return _Seen(with_what_is_seen(facts, decoded), _share(decoded, content, classifier))
    except (UnreadablePhotoError, MemoryError):
        return None


def _share(decoded: "DecodedPhoto", content: bytes, classifier: "Classifier | None") -> float | None:
    if classifier is None:
        return None
    # Not before a model runs anyway: the window starts without it.
    from desktop_app.inference.preprocess import Picture

    return classifier.classify_photos([Picture.of(decoded, lambda: content)])[0].dog_share
