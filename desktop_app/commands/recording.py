"""Keeping the outcomes of a run without a window in a session too."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from desktop_app.catalog.session import Session
from desktop_app.catalog.values.photos import PhotoOutcome
from desktop_app.catalog.values.stored_paths import path_key

# Outcomes that go into the session in one transaction: each waits for the disk.
_RECORDED_TOGETHER = 64


class SessionRecorder:
    """Keeps outcomes in a session, whose photos are known by path."""

    def __init__(self, session: Session, pack_hash: str) -> None:
        self._session = session
        self._pack_hash = pack_hash
        self._ids = {path_key(row.path): row.photo_id for row in session.rows()}
        self._waiting: list[PhotoOutcome] = []

    def record(self, outcomes: list[PhotoOutcome]) -> None:
        """Keep these, now or together with those that come next."""
        self._waiting.extend(outcomes)
        if len(self._waiting) >= _RECORDED_TOGETHER:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        outcomes, self._waiting = self._waiting, []
        new = [outcome.path for outcome in outcomes if path_key(outcome.path) not in self._ids]
        if new:
            self._ids |= {path_key(row.path): row.photo_id for row in self._session.add_photos(new)}
        keyed = [
            replace(outcome, key=self._ids[key]) for outcome in outcomes if (key := path_key(outcome.path)) in self._ids
        ]
        if keyed:
            self._session.record_outcomes(keyed, self._pack_hash)


@contextmanager
def recording_into(file: Path, pack_hash: str) -> Iterator[SessionRecorder]:
    """A recorder into the session `file`, which is made when missing; all is written when the block ends.

    Raises:
        SessionError: the session cannot be opened, made or written.
    """
    with Session.open(file) if file.exists() else Session.create(file) as session:
        recorder = SessionRecorder(session, pack_hash)
        try:
            yield recorder
        finally:
            recorder.flush()
