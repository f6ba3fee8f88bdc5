"""The memory of the open session, in a thread of its own: it follows labels, and says what it makes of photos.

What computes is imported by the thread, and not before there is something to learn of.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.catalog.session import Session
from desktop_app.jobs.dispatcher import CLOSE_SECONDS, Dispatcher, Ticket, give_way

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from desktop_app.jobs.learned_photos import LearnedPhotos, LearningPack
    from desktop_app.jobs.lessons import AskedOrder, Lessons
    from desktop_app.learning.evidence import Evidence
    from desktop_app.photos.learned import LearnedColumns
    from desktop_app.photos.names import Positions
    from desktop_app.photos.photo_facts import PhotoFacts

    Message = Callable[[LearnedPhotos, Lessons], None]

PAINTED_WITHIN_SECONDS = 0.04


@dataclass(frozen=True, slots=True, eq=False)
class LearningRequest:
    """Whose photos are followed.

    Attributes:
        path: the session.
        pack_folder: the pack that the app uses.
        facts: all photos, as they are now.
        memories: the folder of what other sessions have learned.
    """

    path: Path
    pack_folder: Path
    facts: PhotoFacts
    memories: Path


@dataclass(frozen=True, slots=True, eq=False)
class AdjustedColumns:
    """What the memory makes of some photos.

    Attributes:
        memory: a rising number: what an older memory says is out of date, since all is said anew by the next one.
        columns: what it says.
    """

    memory: int
    columns: LearnedColumns


class LearningJob(Dispatcher):
    """Follows the labels of one session.

    Signals:
        known: job id, `LearnedState`: what was learned is something else now.
        adjusted: job id, `AdjustedColumns`: what it makes of some photos.
        settled: job id, how many times it was told of photos or memories by then: all that follows for photos is said.
        contradicted: job id, `Contradicted`: labels that all others contradict are others than before.
        teaching: job id, `TeachingOrder`: in which order photos teach that were asked about.
        rests: job id: the session shows suggestions of another pack than the one that is in use; nothing is followed.
        failed: job id, why; nothing is followed any more.
    """

    known = Signal(int, object)
    adjusted = Signal(int, object)
    settled = Signal(int, int)
    contradicted = Signal(int, object)
    teaching = Signal(int, object)
    rests = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inbox = Inbox()

    def follow(self, request: LearningRequest) -> int:
        """Follow a session instead of the one before; returns the id of the job."""
        self.cancel()
        inbox = self._inbox = Inbox()
        return self._dispatch(lambda ticket: self._follow(ticket, request, inbox))

    def tell(self, facts: PhotoFacts) -> None:
        """Photos are others than before, or new."""
        self._inbox.put(lambda photos, _lessons: photos.take(facts))

    def look_first_at(self, positions: Positions) -> None:
        """What is in sight comes first."""
        self._inbox.put(lambda photos, _lessons: photos.look_first_at(positions))

    def ask_order(self, asked: AskedOrder) -> None:
        """Say in which order these photos teach, when nothing else is to be done."""
        self._inbox.put(lambda _photos, lessons: lessons.ask(asked))

    def borrow(self, memories: Path) -> None:
        """What other sessions have learned, in this folder, is something else now."""
        self._inbox.put(lambda photos, _lessons: photos.borrow(_borrowed(memories, photos.pack)))

    def cancel(self, job_id: int | None = None) -> None:
        """Follow nothing any more."""
        super().cancel(job_id)
        self._inbox.wake()

    def stop(self, seconds: float = CLOSE_SECONDS) -> bool:
        """Follow nothing any more and let go of the file. Returns False when that took longer."""
        self.cancel()
        return self._pool.waitForDone(int(seconds * 1000))

    def _follow(self, ticket: Ticket, request: LearningRequest, inbox: Inbox) -> None:
        give_way()
        from desktop_app.jobs.learned_photos import LearnedPhotos
        from desktop_app.jobs.learning_pack import learning_pack
        from desktop_app.jobs.lessons import Lessons
        from desktop_app.learning.cancelling import CancelledError

        if ticket.cancelled.is_set():
            return
        pack = learning_pack(request.pack_folder)
        with Session.open(request.path, or_look=True) as session:
            current = session.current_pack
        if current != pack.pack_hash:
            self._emit(self.rests, ticket.job_id)
            return
        photos = LearnedPhotos(pack, _borrowed(request.memories, pack))
        lessons = Lessons(photos)
        photos.take(request.facts)
        reader = _Reader(request.path, pack)
        settled = 0
        try:
            while not ticket.cancelled.is_set():
                for message in inbox.take():
                    message(photos, lessons)
                step = photos.go_on(reader.embeddings, ticket.cancelled.is_set)
                if step.said is not None:
                    self._emit(self.adjusted, ticket.job_id, AdjustedColumns(photos.version, step.said))
                # What is in sight is waited for; what was learned is counted meanwhile.
                if step.learned:
                    self._emit(self.known, ticket.job_id, photos.state())
                    # Python's threads take turns: what is in sight would be painted much later beside what is not.
                    inbox.wait(ticket.cancelled.is_set, PAINTED_WITHIN_SECONDS)
                if not step.is_last:
                    continue
                if photos.times_told != settled:
                    settled = photos.times_told
                    self._emit(self.settled, ticket.job_id, settled)
                if lessons.has_more:
                    self._teach(ticket, lessons, reader, inbox)
                else:
                    reader.close()
                    inbox.wait(ticket.cancelled.is_set)
        except CancelledError:
            return
        finally:
            reader.close()

    def _teach(self, ticket: Ticket, lessons: Lessons, reader: _Reader, inbox: Inbox) -> None:
        """Say what the memory has to say beside suggestions; labels that come meanwhile come first."""
        from desktop_app.jobs.lessons import TeachingOrder
        from desktop_app.learning.cancelling import CancelledError

        try:
            said = lessons.go_on(reader.embeddings, lambda: ticket.cancelled.is_set() or inbox.is_filled)
        except CancelledError:
            return
        if said is not None:
            signal = self.teaching if isinstance(said, TeachingOrder) else self.contradicted
            self._emit(signal, ticket.job_id, said)


def _borrowed(memories: Path, pack: LearningPack) -> list[Evidence]:
    """What other sessions have learned with a pack."""
    from desktop_app.learning.borrowed import BorrowedMemories

    looks = BorrowedMemories(memories).in_use(pack.pack_hash)
    if looks is None:
        return []
    space = pack.space
    if space is None:
        from desktop_app.learning.space import Space

        space = Space.without_background(looks.dimension)
    try:
        return [looks.evidence(space, pack.breed_ids)]
    except ValueError:
        return []  # of another width than the pack's: it says that it is of this pack, and is not


class Inbox:
    """What the interface thread tells the one that learns, in order."""

    def __init__(self) -> None:
        self._filled = threading.Condition()
        self._messages: list[Message] = []

    def put(self, message: Message) -> None:
        """Tell something."""
        with self._filled:
            self._messages.append(message)
            self._filled.notify_all()

    def take(self) -> list[Message]:
        """All that was told since."""
        with self._filled:
            messages, self._messages = self._messages, []
            return messages

    @property
    def is_filled(self) -> bool:
        """Whether something was told since."""
        return bool(self._messages)

    def wait(self, is_over: Callable[[], bool], seconds: float | None = None) -> None:
        """Until something is told, or it is over; so long at most, if it is said how long."""
        with self._filled:
            self._filled.wait_for(lambda: bool(self._messages) or is_over(), seconds)

    def wake(self) -> None:
        """Let whoever waits see whether it is over."""
        with self._filled:
            self._filled.notify_all()


class _Reader:
    """Reads embeddings of a pack; the file is open only while there are some to read."""

    def __init__(self, path: Path, pack: LearningPack) -> None:
        self._path, self._pack_hash = path, pack.pack_hash
        self._session: Session | None = None

    def embeddings(self, photo_ids: Sequence[int]) -> tuple[list[int], NDArray[np.float16]]:
        if self._session is None:
            self._session = Session.open(self._path, or_look=True)
        return self._session.embeddings(self._pack_hash, photo_ids)

    def close(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None
