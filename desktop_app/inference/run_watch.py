"""A watch over runs of networks: what does not end by itself is told to end.

One thread for all runs of the process. A thread for each run would take a twentieth of a small network's own time.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from desktop_app.inference.providers import run_options


@dataclass(slots=True, eq=False)
class WatchedRun:
    """A run that is watched.

    Attributes:
        deadline: until when it may take, by `time.monotonic`.
        options: of this run, for ONNX Runtime.
        expired: whether it was told to end.
    """

    deadline: float
    options: Any = field(default_factory=run_options)
    expired: bool = False


class RunWatch:
    """Tells runs to end that take too long. Several threads may use it at once."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._runs: set[WatchedRun] = set()
        self._thread: threading.Thread | None = None
        # When the thread looks again, by `time.monotonic`.
        self._wakes = float("inf")

    @contextmanager
    def over(self, seconds: float) -> Iterator[WatchedRun]:
        """Watch over what is run inside with these options."""
        run = WatchedRun(time.monotonic() + seconds)
        with self._changed:
            self._runs.add(run)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._watch, name="run watch", daemon=True)
                self._thread.start()
            elif run.deadline < self._wakes:
                self._changed.notify()
        try:
            yield run
        finally:
            with self._changed:
                self._runs.discard(run)

    def _watch(self) -> None:
        with self._changed:
            while True:
                now = time.monotonic()
                for run in self._runs:
                    if run.deadline <= now and not run.expired:
                        run.expired = True
                        run.options.terminate = True
                # A run that has ended leaves its deadline behind: the next one then need not wake the thread.
                self._wakes = min((run.deadline for run in self._runs if not run.expired), default=float("inf"))
                self._changed.wait(None if self._wakes == float("inf") else self._wakes - now)
