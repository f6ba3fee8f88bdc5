"""Figures of a session, counted in the background: a hundred thousand photos keep nobody waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop_app.catalog.session import Session
from desktop_app.jobs.dispatcher import Dispatcher, Ticket, give_way

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop_app.photos.session_statistics import StoreColumnsTaken


class CountingJob(Dispatcher):
    """Counts.

    Signals:
        counted: job id, `SessionFigures`.
        failed: job id, why.
    """

    counted = Signal(int, object)

    def start(self, path: Path, taken: StoreColumnsTaken, prepare: Callable[[], object]) -> int:
        """Count what was taken of the store, and what the session at `path` knows beside it.

        Args:
            path: of the session.
            taken: of its store, a moment ago.
            prepare: what whoever shows the figures wants done before, where nobody waits: importing, say.

        Returns:
            the id of the job.
        """
        return self._dispatch(lambda ticket: self._count(ticket, path, taken, prepare))

    def _count(self, ticket: Ticket, path: Path, taken: StoreColumnsTaken, prepare: Callable[[], object]) -> None:
        # Not with the module: the start of the window does not wait for it.
        from desktop_app.photos.session_statistics import session_figures

        if ticket.cancelled.is_set():
            return
        give_way()
        prepare()
        with Session.open(path, or_look=True) as session:
            seen = session.seen_decisions()
        if ticket.cancelled.is_set():
            return
        figures = session_figures(taken, seen)
        self._emit(self.counted, ticket.job_id, figures)
