"""Writes outcomes to the session in a thread of its own, and only then lets them be shown. No Qt."""

import queue
import threading
import time
from collections.abc import Callable
from pathlib import Path

from desktop_app.catalog.recording import RecordedOutcomes
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.photos import PhotoOutcome

# A chunk is one transaction: large enough that the disk keeps up, small and soon enough that people see it happen.
_CHUNK = 64
_LONGEST_WAIT = 0.2
# Batches on their way; when the disk is slower than the network, the workers wait.
_MOST_BATCHES = 32


class OutcomeWriter:
    """Takes outcomes from any thread, writes them in chunks, and says what was written."""

    def __init__(
        self,
        session_path: Path,
        pack_hash: str,
        written: Callable[[RecordedOutcomes, list[PhotoOutcome]], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Start the thread.

        Args:
            session_path: the session; it is opened in the thread.
            pack_hash: of the pack that the outcomes come from.
            written: called in the thread after each chunk is on disk.
            failed: called in the thread when the session cannot be written; what comes later is dropped.
        """
        self._session_path = session_path
        self._pack_hash = pack_hash
        self._written = written
        self._failed = failed
        self._batches: queue.Queue[list[PhotoOutcome] | None] = queue.Queue(_MOST_BATCHES)
        self._thread = threading.Thread(target=self._work, name="outcome-writer", daemon=True)
        self._thread.start()

    def put(self, outcomes: list[PhotoOutcome]) -> None:
        """Hand outcomes over; waits while too many are on their way."""
        self._batches.put(outcomes)

    def finish(self) -> None:
        """Write what is left and end the thread."""
        self._batches.put(None)
        self._thread.join()

    def _work(self) -> None:
        ended = False
        try:
            with Session.open(self._session_path) as session:
                while not ended:
                    chunk, ended = self._next_chunk()
                    if chunk:
                        self._written(session.record_outcomes(chunk, self._pack_hash), chunk)
        except Exception as error:  # noqa: BLE001 - handed on
            self._failed(error)
            while not ended:
                ended = self._batches.get() is None

    def _next_chunk(self) -> tuple[list[PhotoOutcome], bool]:
        """Outcomes for one transaction, and whether they are the last."""
        batch = self._batches.get()
        chunk: list[PhotoOutcome] = []
        deadline = time.monotonic() + _LONGEST_WAIT
        while batch is not None:
            chunk.extend(batch)
            if len(chunk) >= _CHUNK:
                return chunk, False
            try:
                batch = self._batches.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                return chunk, False
        return chunk, True
