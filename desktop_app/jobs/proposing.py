"""Photos for the adoption page are proposed in the background: what was measured of them is read from the session."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal

from desktop_app.catalog.session import Session
from desktop_app.jobs.dispatcher import Dispatcher, Ticket
from desktop_app.photos.picks import goodness, proposed

# Of more photos than an animal has, only the best are compared with each other.
MOST_COMPARED = 200


class ProposeJob(Dispatcher):
    """Proposes picks, one animal at a time; a new question makes those before it stale.

    Signals:
        proposed: job id, `list[int]`: ids of the picks in their order, those that a person chose in front.
    """

    proposed = Signal(int, object)

    def start(self, path: Path, photo_ids: Sequence[int], kept: Sequence[int], count: int) -> int:
        """Ask for picks; returns the id of the job.

        Args:
            path: of the session.
            photo_ids: photos that may be proposed.
            kept: those that a person picked; they stay, in this order.
            count: how many there are to be.
        """
        self.cancel()
        ids, first = list(photo_ids), list(kept)
        return self._dispatch(lambda ticket: self._propose(ticket, path, ids, first, count))

    def _propose(self, ticket: Ticket, path: Path, photo_ids: list[int], kept: list[int], count: int) -> None:
        with Session.open(path, or_look=True) as session:
            evidence = session.evidence(photo_ids)
            best = evidence.photo_ids[np.argsort(-goodness(evidence), kind="stable")[:MOST_COMPARED]].tolist()
            evidence = session.evidence([*best, *kept])
            embeddings = _embeddings(session, evidence.photo_ids.tolist())
        if not ticket.cancelled.is_set():
            self._emit(self.proposed, ticket.job_id, proposed(evidence, embeddings, count, kept))


def _embeddings(session: Session, photo_ids: list[int]) -> NDArray[np.float16]:
    """`[photos, D]`; zeros where there is none. One by one: those of all photos fill the memory."""
    found = [None if (said := session.suggestion(each)) is None else said.embedding for each in photo_ids]
    width = max((len(each) for each in found if each is not None), default=0)
    rows = [each if each is not None and len(each) == width else np.zeros(width, np.float16) for each in found]
    return np.stack(rows) if rows else np.zeros((0, 0), np.float16)
