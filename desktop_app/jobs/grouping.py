"""Photos are put into groups in the background, while their suggestions come in."""

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal

from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import SameDog
from desktop_app.jobs.dispatcher import CLOSE_SECONDS, Dispatcher, Ticket, give_way
from desktop_app.photos.group_evidence import GroupEvidence, PhotosToGroup
from desktop_app.photos.group_order import prepare
from desktop_app.photos.group_summary import GroupFacts, Votes
from desktop_app.photos.group_weights import GroupWeights
from desktop_app.photos.groups import Answers, Grouping, group, regroup
from desktop_app.photos.names import Positions
from desktop_app.photos.natural_order import SortTexts

# Rows of the session that are read at once: no longer than others can wait for the file and for Python's lock.
_ROWS_AT_ONCE = 2000


@dataclass(frozen=True, slots=True, eq=False)
class GroupingRequest:
    """What is to be grouped.

    Attributes:
        path: the session.
        generation: another number for each session that is shown: what was known of the one before is forgotten.
        photos: all of them, as they are now.
        votes: of all of them.
        to_read: positions whose evidence the session may tell anew.
        changed: positions of which something else that counts for groups is other than before.
    """

    path: Path
    generation: int
    photos: PhotosToGroup
    votes: Votes
    to_read: Positions
    changed: Positions


@dataclass(frozen=True, slots=True, eq=False)
class GroupingResult:
    """What came of it.

    Attributes:
        grouping: the groups.
        facts: where they stand, by the votes of the request.
        seconds: how long it took.
    """

    grouping: Grouping
    facts: GroupFacts
    seconds: float


class GroupingJob(Dispatcher):
    """Groups the photos of one session, one request after the other.

    Signals:
        grouped: job id, `GroupingResult`.
        failed: job id, why. The next request is done from the beginning.
    """

    grouped = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Only the thread of the pool, of which there is one, touches what it knows.
        self._known = _Known(0)

    def start(self, request: GroupingRequest) -> int:
        """Group; returns the id of the job."""
        return self._dispatch(lambda ticket: self._group(ticket, request))

    def stop(self, seconds: float = CLOSE_SECONDS) -> bool:
        """End what is going on and let go of the file. Returns False when that took longer."""
        self.cancel()
        return self._pool.waitForDone(int(seconds * 1000))

    def _group(self, ticket: Ticket, request: GroupingRequest) -> None:
        give_way()
        begun = time.monotonic()
        if ticket.cancelled.is_set():
            return
        known, self._known = self._known, _Known(request.generation)
        if known.generation != request.generation:
            known = _Known(request.generation)
        before, grouping = known.grouping, known.grouped(request, ticket)
        if ticket.cancelled.is_set():
            return
        # Not on the interface thread, where it would take longer than a screen may stand still.
        prepare(grouping, known.texts, before)
        facts = known.weights.weigh(grouping, before, request.votes)
        self._known = known
        result = GroupingResult(grouping, facts, time.monotonic() - begun)
        self._emit(self.grouped, ticket.job_id, result)


class _Known:
    """What is known of one session."""

    def __init__(self, generation: int) -> None:
        self.generation = generation
        self.texts = SortTexts()
        self._evidence = GroupEvidence()
        self._pack: str | None = None
        self._answers: dict[tuple[int, int], SameDog] = {}
        self.weights = GroupWeights()
        self.grouping: Grouping | None = None
        self._times = np.zeros(0, np.int64)
        self._folders = np.zeros(0, np.int32)

    def grouped(self, request: GroupingRequest, ticket: Ticket) -> Grouping:
        """The groups, as the session and the request are now."""
        photos, to_read = request.photos, request.to_read
        everyone = np.arange(len(photos), dtype=np.int32)
        self._evidence.grow(len(photos))
        with Session.open(request.path, or_look=True) as session:
            pack = session.current_pack
            if self.grouping is None or pack != self._pack:
                self._evidence.forget_embeddings()
                to_read = everyone
            self._read(session, pack, photos, to_read, ticket)
            answers = session.answers()
        asked = Answers(*(_pairs(_saying(answers, said), photos) for said in (SameDog.YES, SameDog.NO)))
        new = np.zeros(len(photos), np.bool_)
        new[to_read] = True
        new |= self._moved(photos)
        if self.grouping is None or 4 * np.count_nonzero(new) > len(photos):
            grouping = group(photos, self._evidence, asked, ticket.cancelled.is_set)
        else:
            answered = _pairs([pair for pair, _ in answers.items() ^ self._answers.items()], photos).ravel()
            changed = np.concatenate([request.changed, answered])
            new_evidence = np.flatnonzero(new).astype(np.int32)
            grouping = regroup(self.grouping, photos, self._evidence, asked, changed=changed, new_evidence=new_evidence)
        self._pack, self._answers, self.grouping = pack, answers, grouping
        self._times, self._folders = photos.taken_at, photos.folder
        return grouping

    def _read(
        self, session: Session, pack: str | None, photos: PhotosToGroup, to_read: Positions, ticket: Ticket
    ) -> None:
        """Take over what the session tells of photos."""
        to_read = to_read[np.argsort(photos.photo_ids[to_read], kind="stable")]
        for start in range(0, len(to_read), _ROWS_AT_ONCE):
            if ticket.cancelled.is_set():
                break
            positions = to_read[start : start + _ROWS_AT_ONCE]
            ids = photos.photo_ids[positions]
            told = session.evidence(ids.tolist())
            at = positions[np.searchsorted(ids, told.photo_ids)]
            self._evidence.set_fingerprints(at, told.fingerprints, told.has_fingerprint)
            embedded, embeddings = session.embeddings(pack, ids.tolist())
            self._evidence.forget_embeddings(positions)
            if embedded:
                at = positions[np.searchsorted(ids, np.array(embedded, np.int64))]
                self._evidence.set_embeddings(at, embeddings)

    def _moved(self, photos: PhotosToGroup) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Which positions have another time or folder than before, or are new."""
        moved = np.ones(len(photos), np.bool_)
        known = len(self._times)
        moved[:known] = (photos.taken_at[:known] != self._times) | (photos.folder[:known] != self._folders)
        return moved


def _saying(answers: dict[tuple[int, int], SameDog], said: SameDog) -> list[tuple[int, int]]:
    return [pair for pair, answer in answers.items() if answer is said]


def _pairs(pairs: list[tuple[int, int]], photos: PhotosToGroup) -> np.ndarray[tuple[int, int], np.dtype[np.int32]]:
    """Positions of pairs of ids, int32 `[pairs, 2]`, without those of which one was never here."""
    ids = np.array(pairs, np.int64).reshape(-1, 2)
    if not len(photos) or not len(ids):
        return np.zeros((0, 2), np.int32)
    by = np.argsort(photos.photo_ids, kind="stable").astype(np.int32)
    found = by[np.minimum(np.searchsorted(photos.photo_ids, ids, sorter=by), len(by) - 1)]
    known: np.ndarray[tuple[int, int], np.dtype[np.int32]] = found[(photos.photo_ids[found] == ids).all(axis=1)]
    return known
