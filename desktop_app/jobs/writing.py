"""The one ordered writer: what people change is written in the order in which they did it, in a thread of its own.

Small and large changes take the same way, so that none overtakes another; and a change that takes back an earlier one
finds it written, however fast the keys came.
"""

import queue
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app import stopping
from desktop_app.catalog.applying import Applied
from desktop_app.catalog.changes.base import Change
from desktop_app.catalog.columns import PhotoColumns
from desktop_app.catalog.session import Session
from desktop_app.faults import fault_of
from desktop_app.imaging.at_work import at_work
from desktop_app.jobs.dispatcher import emit_unless

# A person who closes the window has decided all that waits here: it is written first, even to a slow drive.
FINISH_SECONDS = 30.0

Request = Callable[[], Applied | PhotoColumns | None]


class ChangeWriter(QObject):
    """Writes to one session. Lives in the interface thread; its signals arrive there.

    Every request gets a ticket, a rising number that travels back with what became of it.

    Attributes:
        change_ids: ticket → id of the change; to be read when the writer has ended.

    Signals:
        applied: ticket, `Applied`; it is on disk.
        retried: ticket, `PhotoColumns` of photos that wait for another try; it is on disk.
        nothing_done: ticket: there was nothing to take back, because what was to be taken back had changed nothing.
        failed: ticket, `Fault`; nothing was changed.
        copied: ticket; the copy is written.
        copy_failed: ticket, `Fault`; there is no copy.
    """

    applied = Signal(int, object)
    retried = Signal(int, object)
    nothing_done = Signal(int)
    failed = Signal(int, object)
    copied = Signal(int)
    copy_failed = Signal(int, object)

    def __init__(
        self, session: Session, parent: QObject | None = None, *, change_ids: dict[int, int] | None = None
    ) -> None:
        """Start the thread, which owns the session from now on and closes it at the end.

        Args:
            session: what is written to.
            parent: of the object.
            change_ids: of an earlier writer to this session, which has ended: its tickets can be taken back as well.
        """
        super().__init__(parent)
        self._session = session
        self._requests: queue.SimpleQueue[tuple[int, Request] | None] = queue.SimpleQueue()
        # Of requests that were applied: ticket → id of the change. Written and read by the thread alone.
        self.change_ids: dict[int, int] = {} if change_ids is None else change_ids
        self._last_ticket = self._done = max(self.change_ids, default=0)
        self._closed = threading.Event()
        self._need_not_finish = stopping.finish_first(self.close)
        self._thread = threading.Thread(target=self._work, name="writing", daemon=True)
        self._thread.start()

    @property
    def is_busy(self) -> bool:
        """Whether something is not on disk yet."""
        return self._done < self._last_ticket

    def apply(self, change: Change) -> int:
        """Make a change; returns its ticket."""
        return self._ask(lambda: self._session.apply(change))

    def take_back(self, ticket: int) -> int:
        """Take back what another ticket changed, also where that is not written yet; returns a ticket of its own."""
        return self._ask(lambda: self._taken_back(ticket))

    def take_back_change(self, change_id: int) -> int:
        """Take back a change that the history knows; returns a ticket."""
        return self._ask(lambda: self._session.take_back(change_id))

    def retry(self, photo_ids: Sequence[int]) -> int:
        """Let unreadable photos wait for another try; nothing to take back. Returns a ticket."""
        return self._ask(lambda: self._retried(photo_ids))

    def save_copy(self, target: Path, *, replace: bool = False) -> int:
        """Write a copy of what the writer has open, whatever its name leads to by now; returns a ticket."""
        ticket = self._last_ticket + 1

        def copy() -> None:
            try:
                self._session.save_copy(target, replace=replace)
            except Exception as error:  # noqa: BLE001 - as below
                emit_unless(self._closed, self.copy_failed, ticket, fault_of(error))
            else:
                emit_unless(self._closed, self.copied, ticket)

        return self._ask(copy)

    def close(self, seconds: float = FINISH_SECONDS) -> bool:
        """Write what is left and close the session. No signal comes afterwards.

        Returns:
            False when that took longer; the thread then ends by itself.
        """
        self._closed.set()
        self._requests.put(None)
        self._thread.join(seconds)
        if self._thread.is_alive():
            return False
        self._need_not_finish()
        return True

    def _ask(self, act: Request) -> int:
        self._last_ticket += 1
        self._requests.put((self._last_ticket, act))
        return self._last_ticket

    def _retried(self, photo_ids: Sequence[int]) -> PhotoColumns:
        waiting = self._session.retry(photo_ids)
        for path in waiting.paths:
            at_work.give_another_chance(Path(path))
        return waiting

    def _taken_back(self, ticket: int) -> Applied | None:
        change_id = self.change_ids.get(ticket)
        return None if change_id is None else self._session.take_back(change_id)

    def _work(self) -> None:
        self._session.take_over()
        try:
            while (request := self._requests.get()) is not None:
                self._do(*request)
        finally:
            self._session.close()

    def _do(self, ticket: int, act: Request) -> None:
        try:
            applied = act()
        except Exception as error:  # noqa: BLE001 - the last resort: it is said to the person
            self._done = ticket
            emit_unless(self._closed, self.failed, ticket, fault_of(error))
            return
        self._done = ticket
        if applied is None:
            emit_unless(self._closed, self.nothing_done, ticket)
        elif isinstance(applied, Applied):
            if applied.change_id:
                self.change_ids[ticket] = applied.change_id
            emit_unless(self._closed, self.applied, ticket, applied)
        else:
            emit_unless(self._closed, self.retried, ticket, applied)
