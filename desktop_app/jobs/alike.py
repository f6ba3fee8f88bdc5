"""Which photos are alike, worked out in the background: an order, the likes of one photo, what is worth asking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from desktop_app.catalog.session import Session
from desktop_app.jobs.dispatcher import Dispatcher, Ticket, give_way

# What works it out is imported where it does: the start of the window does not wait for it.
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop_app.photos.alike import Looks, Suggested
    from desktop_app.photos.same_dog import Units

# A person looks through a few screens of photos that are like one; what is less alike is hardly of the same breed.
MOST_ALIKE, LEAST_ALIKE = 100, 0.35


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """How the photos of a session look, and from what that was worked out."""

    path: Path
    suggested: Suggested
    looks: Looks

    def fits(self, path: Path, suggested: Suggested) -> bool:
        """Whether nothing has changed since. Another embedding never comes without another suggestion."""
        columns = ("photo_ids", "ranked", "probabilities", "dog_probability")
        same = (np.array_equal(getattr(self.suggested, name), getattr(suggested, name), equal_nan=name in columns[2:])
                for name in columns)  # fmt: skip
        return path == self.path and all(same)


class AlikeJob(Dispatcher):
    """Works out what is alike, one thing at a time.

    Signals:
        ordered: job id, int64 `[n]`: ids of the photos that are known; those that are alike stand side by side.
        found: job id, `list[int]`: ids of the photos that are most like one, the most alike first; none where it was
            not looked at yet.
        asked: job id, `list[Question]`: what is worth asking, the most certain first.
        failed: job id, why.
    """

    ordered = Signal(int, object)
    found = Signal(int, object)
    asked = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Only the one thread of the pool reads and writes it.
        self._known: _Known | None = None

    def order(self, path: Path, suggested: Suggested) -> int:
        """Put the photos of the session at `path` in order; returns the id of the job."""
        return self._start(lambda ticket: self._order(ticket, path, suggested))

    def find(self, path: Path, suggested: Suggested, photo_id: int) -> int:
        """Find the photos that are most like one; returns the id of the job."""
        return self._start(lambda ticket: self._find(ticket, path, suggested, photo_id))

    def ask(self, path: Path, suggested: Suggested, units: Units) -> int:
        """Find out which of the units may show the same dog; returns the id of the job."""
        return self._start(lambda ticket: self._ask(ticket, path, suggested, units))

    def forget(self) -> None:
        """Another session is open, or none: nothing of this one is needed any more."""
        self.cancel()
        self._start(lambda _ticket: self._hold(None))

    def _start(self, work: Callable[[Ticket], None]) -> int:
        def unless_cancelled(ticket: Ticket) -> None:
            from desktop_app.photos.seriation import CancelledError

            give_way()
            if not ticket.cancelled.is_set():
                try:
                    work(ticket)
                except CancelledError:
                    return

        return self._dispatch(unless_cancelled)

    def _order(self, ticket: Ticket, path: Path, suggested: Suggested) -> None:
        from desktop_app.photos.seriation import most_alike_order

        with Session.open(path, or_look=True) as session:
            looks = self._looks(ticket, path, suggested, session)
        order = most_alike_order(looks.vectors, ticket.cancelled.is_set)
        self._emit(self.ordered, ticket.job_id, looks.photo_ids[order])

    def _find(self, ticket: Ticket, path: Path, suggested: Suggested, photo_id: int) -> None:
        with Session.open(path, or_look=True) as session:
            looks = self._looks(ticket, path, suggested, session)
        self._emit(self.found, ticket.job_id, looks.most_like(photo_id, MOST_ALIKE, LEAST_ALIKE))

    def _ask(self, ticket: Ticket, path: Path, suggested: Suggested, units: Units) -> None:
        from desktop_app.photos.same_dog import questions

        with Session.open(path, or_look=True) as session:
            looks = self._looks(ticket, path, suggested, session)
            found = questions(units, looks, session.embeddings_of, session.answers(), ticket.cancelled.is_set)
        self._emit(self.asked, ticket.job_id, found)

    def _looks(self, ticket: Ticket, path: Path, suggested: Suggested, session: Session) -> Looks:
        from desktop_app.photos.alike import looks_of

        if self._known is None or not self._known.fits(path, suggested):
            # Before the new ones are there, the old ones are gone: never two in memory.
            self._hold(None)
            looks = looks_of(suggested, session.embeddings_of, ticket.cancelled.is_set)
            self._hold(_Known(path, suggested, looks))
            return looks
        return self._known.looks

    def _hold(self, known: _Known | None) -> None:
        self._known = known
